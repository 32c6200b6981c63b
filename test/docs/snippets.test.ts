/** Documentation that cannot lie: every clause block of the guides is read, checked and computed without an error or a warning. */
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { allRules } from '../../server/src/core/lint/index';
import { KEYWORDS } from '../../server/src/core/syntax/keywords';
import { describeFindings, findingsOf, snippetsOf } from '../support/snippets';

const root = join(import.meta.dirname, '../..');
const markdown = (folder: string) => readdirSync(join(root, folder)).flatMap((f) => (f.endsWith('.md') ? [`${folder}/${f}`] : []));
const english = markdown('docs');
const chinese = markdown('docs/zh');
const guides = ['README.md', 'README.zh-cn.md', ...english, ...chinese];
const read = (page: string) => readFileSync(join(root, page), 'utf8');

/** The headings of a page outside its code, as they are written. */
function headings(page: string): string[] {
  const prose = read(page).replace(/^```[\s\S]*?^```$/gm, '');
  return [...prose.matchAll(/^#+ .*$/gm)].map((m) => m[0]);
}

/** What a link to a heading ends with: lower case, no punctuation, hyphens for spaces. */
const anchor = (heading: string) =>
  heading
    .replace(/^#+ /, '')
    .toLowerCase()
    .replace(/[^\p{L}\p{N}\p{M}_ -]/gu, '')
    .replace(/ /g, '-');

describe.each(guides)('%s', (page) => {
  const snippets = snippetsOf(join(root, page));
  const files = new Map(snippets.filter((s) => s.file !== 'main.clause').map((s) => [s.file, s.text]));
  it('has blocks that are found', () => expect(!page.endsWith('/language.md') || snippets.length >= 10).toBe(true));
  for (const snippet of snippets) {
    it(`line ${snippet.line}`, () => {
      const findings = findingsOf(new Map([...files, [snippet.file, snippet.text]]), snippet.file);
      expect(describeFindings(findings.filter((f) => f.severity !== 'information'))).toEqual([]);
    });
  }
  it('leads only to pages and headings that exist', () => {
    const lost = [...read(page).matchAll(/\]\((?!https?:)([^)#]*)(?:#([^)]*))?\)/g)].filter(([, link = '', heading]) => {
      const target = link === '' ? page : join(dirname(page), link);
      return !existsSync(join(root, target)) || (heading !== undefined && !headings(target).some((h) => anchor(h) === heading));
    });
    expect(lost.map((m) => m[0])).toEqual([]);
  });
});

describe('the guides in Chinese', () => {
  it('are as many as the English ones', () => expect(chinese.map((page) => page.replace('/zh/', '/'))).toEqual(english));
  it.each(english)('%s has the same parts, and each leads to the other', (page) => {
    const translated = page.replace('docs/', 'docs/zh/');
    const name = page.replace('docs/', '');
    const parts = (p: string) => ({
      headings: headings(p).map((h) => h.replace(/ .*/, '')),
      fences: [...read(p).matchAll(/^```(\w+)/gm)].map((m) => m[1]),
      rows: [...read(p).matchAll(/^ *\|/gm)].length,
      points: [...read(p).matchAll(/^ *(-|\d\.) /gm)].length,
    });
    expect(parts(translated)).toEqual(parts(page));
    expect(read(page)).toContain(`](zh/${name})`);
    expect(read(translated)).toContain(`](../${name})`);
  });
});

describe.each(['docs/language.md', 'docs/zh/language.md'])('the reference is complete: %s', (page) => {
  /** Words of the page's code and tables. */
  const words = new Set(read(page).split(/[^\p{L}\p{N}_]+/u));
  it('names every keyword in both languages', () => {
    const missing = KEYWORDS.flatMap((k) => [...k.en, ...k.zh]).filter((spelling) => !spelling.split(' ').every((w) => words.has(w)));
    expect(missing).toEqual([]);
  });
});

it('the index of findings names every one', () => {
  for (const index of ['docs/rules/README.md', 'docs/rules/zh/README.md']) {
    const listed = [...read(index).matchAll(/\[([a-z0-9-]+)\]\(\1\.md\)/g)].map((m) => m[1]);
    expect(listed.sort()).toEqual(Object.keys(allRules).sort());
  }
});
