/** Why: at a narrow terminal lint's lines fit, the carets stand under their place, and nothing is missing that a wide one shows but far parts of long lines. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { run } from '../../server/src/cli/run';
import { width } from '../../server/src/explain/width';
import { Folder } from './support/run';

/** What is printed at a terminal of so many columns; undefined: into a pipe. */
async function printed(folder: Folder, args: readonly string[], columns: number | undefined): Promise<string> {
  let out = '';
  const terminal = columns === undefined ? { terminal: false } : { terminal: true, columns };
  await run(args, {
    ...terminal,
    err: () => {},
    cwd: folder.path,
    env: { NO_COLOR: '1' },
    out: (text) => {
      out += text;
    },
  });
  return out;
}

const squashed = (text: string): string => text.replace(/\s/g, '');
const isExcerpt = (line: string): boolean => /^ {2}[\d ]+ \|/.test(line);

/** Of each excerpt the characters over its carets. */
function underlined(out: string): string[] {
  const lines = out.split('\n');
  return lines.flatMap((carets, n) => {
    if (!/^ +\| +\^+$/.test(carets)) return [];
    let cell = 0;
    let found = '';
    for (const char of lines[n - 1] ?? '') {
      if (carets[cell] === '^') found += char;
      cell += width(char);
    }
    return [found];
  });
}

const ENGLISH = `fact spent "Spending": money from 0元
clause grant "Research grant" {
  when spent over 1元 "spending on research and development has to be more than nothing in the year" and missing_name_far_to_the_right over 2元
  award 10% of unknown_spending
  cap 5万元 5
}
`;
const CHINESE = `要素 研发支出 "研发支出": 金额 不低于 0元
条款 研发奖励 "研发奖励" {
  条件 研发支出 超过 1元 "企业当年研究开发费用的实际支出须为正数，否则不予核定也不予拨付任何奖励资金" 且 没有声明的名称 超过 2元
  支持 未知支出 的 10%
}
`;

describe.each([60, 80])('at %d columns', (columns) => {
  it.each([
    ['en', ENGLISH, 'a.clause', 'unknown_spending'],
    ['zh', CHINESE, '研究开发费用奖励政策/二〇二五年度实施细则（征求意见稿）.clause', '未知支出'],
  ])('all that is found is there, in %s, in lines that fit', async (language, text, name, place) => {
    const folder = new Folder();
    folder.write(name, text);
    const args = ['lint', '--no-prove', '--lang', language, '.'];
    const wide = await printed(folder, args, undefined);
    const sentences = wide.split('\n').filter((line) => !isExcerpt(line));
    // Longer than both terminals: there is something to fold.
    expect(Math.max(...sentences.map(width))).toBeGreaterThan(80);
    const narrow = await printed(folder, args, columns);
    for (const line of narrow.split('\n')) expect(width(line), line).toBeLessThanOrEqual(columns);
    for (const sentence of sentences) expect(squashed(narrow)).toContain(squashed(sentence));
    expect(underlined(narrow)).toContain(place);
    expect(underlined(narrow)).toEqual(underlined(wide));
    expect(narrow).toContain('…');
  });
});

it('a file is written for no terminal: without colours, and as wide as it comes', async () => {
  const folder = new Folder();
  folder.write('a.clause', ENGLISH);
  folder.write('b.clause', ENGLISH.replace('cap 5万元 5', 'cap 4万元'));
  const io = { out: () => {}, err: () => {}, cwd: folder.path, env: {}, terminal: true, columns: 60 };
  for (const args of [
    ['lint', '--no-prove', 'a.clause'],
    ['diff', 'a.clause', 'b.clause'],
  ]) {
    await run([...args, '--format', 'pretty=report.txt'], io);
    expect(readFileSync(join(folder.path, 'report.txt'), 'utf8')).toBe(await printed(folder, args, undefined));
  }
});
