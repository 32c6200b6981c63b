/** Over every policy of the repository: each word has a hover, each result a hint, in both languages, and nothing throws. */
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { URI } from 'vscode-uri';
import { hover } from '../../server/src/features/hover';
import { inlayHints, resolveInlayHint } from '../../server/src/features/inlayHints';
import { readText } from '../../server/src/host/nodeHost';
import { readSettings } from '../../server/src/protocol';
import { Session } from '../../server/src/session';

const root = join(import.meta.dirname, '..', '..');
const files = ['samples', 'test/policies'].flatMap((folder) =>
  readdirSync(join(root, folder), { recursive: true, encoding: 'utf8' })
    .filter((name) => name.endsWith('.clause'))
    .map((name) => join(folder, name)),
);

describe('every policy of the repository', () => {
  for (const file of files) {
    it(file, () => {
      const session = new Session({ read: (uri) => readText(URI.parse(uri).fsPath), list: () => [], page: () => undefined });
      session.changeFolders([URI.file(root).toString()]);
      const uri = URI.file(join(root, file)).toString();
      const text = readFileSync(join(root, file), 'utf8');
      session.open(uri, 'clause', 1, text);
      const at = session.at(uri);
      if (!at) throw new Error('not analysed');
      const { document, analysis } = at;

      const silent: string[] = [];
      let every = 0;
      for (const { item, offset } of analysis.tree.items) {
        for (const token of item.tokens) {
          const named = analysis.linked.references.at(analysis.uri, item, token.start);
          if (token.kind !== 'word' || !(token.keyword || named) || named?.symbol.kind === 'file') continue;
          // The long samples say the same words many times: every word of short files, every third of long ones.
          if (analysis.tree.items.length > 100 && every++ % 3 > 0) continue;
          session.locale = token.start % 2 ? 'zh-cn' : 'en';
          const position = document.positionAt(offset + token.start);
          if (!hover(session, { textDocument: { uri }, position })) silent.push(`${position.line + 1}: ${token.text}`);
        }
      }
      expect(silent).toEqual([]);

      const range = { start: { line: 0, character: 0 }, end: document.positionAt(text.length) };
      const hints = inlayHints(session, { textDocument: { uri }, range });
      const odd = /undefined|NaN|\[object|\{\w+\}/;
      expect(
        hints.map(({ label }) => String(label)).filter((label) => odd.test(label) || label.length > 80 || label.trim() === ''),
      ).toEqual([]);
      const dumb = hints.filter((hint, i) => {
        if (hints.length > 100 && i % 3 > 0) return false;
        const { tooltip } = resolveInlayHint(session, hint);
        return typeof tooltip !== 'object' || odd.test(tooltip.value.replace(/```[\s\S]*```/g, '')) || tooltip.value === '';
      });
      expect(dumb).toEqual([]);
      // Of each clause, example and expectation one; the other kinds are turned off.
      const only = { exampleTotals: true, expectations: true, clauseAmounts: true };
      session.settings = readSettings({ inlayHints: { ...only, conditions: false, steps: false, groups: false, lets: false } });
      const { examples, clauses } = analysis.program;
      const own = [...clauses.values()].filter(({ place }) => place.uri === analysis.uri).length;
      const expectations = examples.reduce((sum, example) => sum + example.expectations.length, 0);
      expect(inlayHints(session, { textDocument: { uri }, range })).toHaveLength(
        (examples.length > 0 ? own : 0) + examples.length + expectations,
      );
    });
  }
});
