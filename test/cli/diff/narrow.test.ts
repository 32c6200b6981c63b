/** Why: at a narrow terminal no line is longer than it, no word and no figure is torn, and nothing is missing that a wide one shows. */
import { describe, expect, it } from 'vitest';
import { run } from '../../../server/src/cli/run';
import { folded } from '../../../server/src/cli/text/fold';
import { width } from '../../../server/src/explain/width';
import { Folder } from '../support/run';
import { NEW, OLD } from './support';

async function printed(folder: Folder, args: readonly string[], columns?: number): Promise<string> {
  let out = '';
  const io = { err: () => {}, cwd: folder.path, env: { NO_COLOR: '1' }, terminal: true, ...(columns === undefined ? {} : { columns }) };
  await run(args, {
    ...io,
    out: (text) => {
      out += text;
    },
  });
  return out;
}

const squashed = (text: string): string => text.replace(/\s/g, '');
const LONG = 'A very long title that says in detail what the clause is for, and for whom it was written at the time';
const CHINESE = `政策 "园区支持" {
  有效期 2025-01-01 至 2025-12-31
}
要素 研发支出 "研发支出": 金额 不低于 0元
要素 已认定 "工厂认定": 是否
条款 研发奖励 "对企业研究开发费用实际支出给予的阶梯式奖励，按年度核定并分期拨付，最高不超过限额" {
  支持 研发支出 的 10%
}
条款 工厂奖 "工厂认定" {
  条件 已认定 "工厂须经认定"
  支持 20万元
}
`;

describe.each([60, 80])('at %d columns', (columns) => {
  it.each(['en', 'zh'])('all of a report in %s is there, in lines that fit', async (language) => {
    const folder = new Folder();
    folder.write('old.clause', OLD.replace('"Research"', `"${LONG}"`));
    folder.write('new.clause', NEW.replace('"Research"', `"${LONG}"`));
    folder.write('旧.clause', CHINESE);
    folder.write('新.clause', CHINESE.replace('10%', '12%').replace('20万元', '15万元'));
    for (const [a, b, title] of [
      ['old.clause', 'new.clause', LONG],
      ['旧.clause', '新.clause', '对企业研究开发费用实际支出给予的阶梯式奖励，按年度核定并分期拨付，最高不超过限额'],
    ] as const) {
      const args = ['diff', a, b, '--lang', language];
      const narrow = await printed(folder, args, columns);
      for (const line of narrow.split('\n')) expect(width(line)).toBeLessThanOrEqual(columns);
      const all = squashed(narrow);
      expect(all).toContain(squashed(title));
      const lines = (await printed(folder, args)).split('\n');
      // The answer, and all below the table, which ends with the row of the total; of its rows, each amount.
      const total = lines.findIndex((line) => /^(total|总计)/.test(line));
      expect(total).toBeGreaterThan(5);
      for (const line of [lines[0] ?? '', ...lines.slice(total + 1)]) expect(all).toContain(squashed(line));
      for (const [amount] of lines
        .slice(0, total + 1)
        .join('\n')
        .matchAll(/[¥￥][\d,]+/g))
        expect(narrow).toContain(amount);
    }
  });

  it('applicants of a file stand there too', async () => {
    const folder = new Folder();
    folder.write('old.clause', OLD);
    folder.write('new.clause', NEW);
    folder.write('p.csv', 'id,spent,kind\nA,500,large\nB,1000,small\n');
    const args = ['diff', 'old.clause', 'new.clause', '--population', 'p.csv'];
    const narrow = await printed(folder, args, columns);
    for (const line of narrow.split('\n')) expect(width(line)).toBeLessThanOrEqual(columns);
    // 10% of 500 and of 1000, 50, twice 5: 210; 12% of both and 40: 220.
    expect(squashed(narrow)).toContain('¥210→¥220(+¥10)');
  });
});

describe('a folded line', () => {
  it('ends where a word does, and goes on further in', () => {
    // Two blanks, 19 letters and 4 blanks between five words are 25 cells.
    expect(folded('  one two three four five six', 25)).toEqual(['  one two three four five', '    six']);
    expect(folded('  one two three four five six', 24)).toEqual(['  one two three four', '    five six']);
  });

  it('ends between Chinese characters, not before punctuation, and counts two cells each', () => {
    // Ten characters are 20 cells; the comma behind the tenth would be cell 22: the tenth goes down with it.
    const [first, second] = folded('甲乙丙丁戊己庚辛壬癸，子丑寅卯', 21);
    expect(first).toBe('甲乙丙丁戊己庚辛壬');
    expect(second?.trim()).toBe('癸，子丑寅卯');
  });

  it('leaves a path whole, and colours count nothing', () => {
    const path = 'policies/'.repeat(6);
    expect(folded(`at ${path}`, 30).map((l) => l.trim())).toEqual(['at', path]);
    expect(folded('\u001b[1mtwelve cells\u001b[22m', 12)).toHaveLength(1);
  });
});
