/** Documentation that cannot lie: every clause block of the guides is read, checked and computed without an error or a warning. */
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { allRules } from '../../server/src/core/lint/index';
import { KEYWORDS } from '../../server/src/core/syntax/keywords';
import { describeFindings, findingsOf, snippetsOf } from '../support/snippets';

const root = join(import.meta.dirname, '../..');
const guides = ['README.md', ...readdirSync(join(root, 'docs')).flatMap((f) => (f.endsWith('.md') ? [`docs/${f}`] : []))];

describe.each(guides.filter((page) => existsSync(join(root, page))))('%s', (page) => {
  const snippets = snippetsOf(join(root, page));
  const files = new Map(snippets.filter((s) => s.file !== 'main.clause').map((s) => [s.file, s.text]));
  it('has blocks that are found', () => expect(page !== 'docs/language.md' || snippets.length >= 10).toBe(true));
  for (const snippet of snippets) {
    it(`line ${snippet.line}`, () => {
      const findings = findingsOf(new Map([...files, [snippet.file, snippet.text]]), snippet.file);
      expect(describeFindings(findings.filter((f) => f.severity !== 'information'))).toEqual([]);
    });
  }
});

describe('the reference is complete', () => {
  const text = readFileSync(join(root, 'docs/language.md'), 'utf8');
  /** Words of the page's code and tables. */
  const words = new Set(text.split(/[^\p{L}\p{N}_]+/u));
  it('names every keyword in both languages', () => {
    const missing = KEYWORDS.flatMap((k) => [...k.en, ...k.zh]).filter((spelling) => !spelling.split(' ').every((w) => words.has(w)));
    expect(missing).toEqual([]);
  });
  it('names every finding in its index', () => {
    for (const index of ['docs/rules/README.md', 'docs/rules/zh/README.md']) {
      const listed = [...readFileSync(join(root, index), 'utf8').matchAll(/\[([a-z0-9-]+)\]\(\1\.md\)/g)].map((m) => m[1]);
      expect(listed.sort()).toEqual(Object.keys(allRules).sort());
    }
  });
  it('leads only to pages that exist', () => {
    const links = [...text.matchAll(/\]\((?!https?:)([^)#]+)/g)].map((m) => m[1] ?? '');
    expect(links.filter((link) => !existsSync(join(root, 'docs', link)))).toEqual([]);
  });
});
