/** Documentation that cannot lie: every clause block of the guides is read, checked and computed without an error or a warning. */
import { existsSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
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
