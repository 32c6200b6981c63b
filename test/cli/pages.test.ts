/** A finding's page is read in one place: its summary, its text, its file. */
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { allRules } from '../../server/src/core/lint/index';
import { pageOf, summaryOf } from '../../server/src/host/pages';

const root = join(import.meta.dirname, '../..');

describe('pages', () => {
  it('has a summary in both languages for every finding', () => {
    for (const name of Object.keys(allRules)) {
      expect(pageOf(name, 'en')?.summary, name).toMatch(/^[A-Z`].*\.$/);
      expect(pageOf(name, 'zh')?.summary, name).toMatch(/[\u4e00-\u9fff].*。$/);
    }
  });

  it('reads the summary as it stands on the page', () => {
    // Copied from docs/rules/missing-award.md by hand.
    expect(pageOf('missing-award', 'en')).toEqual({
      summary: 'A clause does not say what it pays or grants.',
      markdown: readFileSync(join(root, 'docs/rules/missing-award.md'), 'utf8'),
      path: join(root, 'docs/rules/missing-award.md'),
    });
  });

  it('joins the lines of the first paragraph, whatever ends them', () => {
    expect(summaryOf('# x\r\n\r\n## Summary\r\n\r\nOne\r\ntwo.\r\n\r\nThree.\r\n')).toBe('One two.');
    expect(summaryOf('# x\n\n## 摘要\n\n一')).toBe('一');
    expect(summaryOf('# x\n\n## Why\n\nBecause.\n')).toBe('');
  });

  it('looks for nothing but names', () => {
    expect(readdirSync(join(root, 'docs/rules'))).toContain('README.md');
    for (const name of ['README', '../cli', 'zh/syntax-error', '', 'no-such-finding']) expect(pageOf(name, 'en'), name).toBeUndefined();
  });
});
