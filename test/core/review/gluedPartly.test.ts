/**
 * Words that are parted in some places and glued in others. language.md: "An undeclared word is split where a keyword may stand"; a keyword's
 * further words (最高, 向下 …) and an outcome after a name stand there, whether or not a blank comes before. All amounts are by hand.
 */
import { describe, expect, it } from 'vitest';
import { lintText } from '../../support/lint';

const names = (text: string) => lintText(text).map((f) => f.name);
const fact = '要素 余额: 金额 不低于 0元\n';

describe('a blank after the keyword of a statement', () => {
  it('支持 最高50万元 is a ceiling', () => {
    const text = '条款 贷款 {\n  支持 最高50万元\n}\n示例 "一" {\n  应得 贷款 = 50万元 至多\n}\n';
    expect(names(text)).toEqual(['glued-keyword']);
  });
  it('取整 四舍五入至0.01元 and 取整 向下至1元', () => {
    // 1.005元 goes to 1.01元, and that down to 1元.
    const text = `${fact}条款 补贴 {\n  支持 余额\n  取整 四舍五入至0.01元 条件 余额 不超过 2元\n  取整 向下至1元 条件 余额 超过 2元\n}
示例 "一" {\n  余额 = 1.005元\n  应得 补贴 = 1.01元\n}\n示例 "二" {\n  余额 = 3.99元\n  应得 补贴 = 3元\n}\n`;
    expect(names(text)).toEqual(['glued-keyword', 'glued-keyword']);
  });
  it('应得 NAME and its outcome', () => {
    const text = `${fact}条款 补贴 {\n  条件 余额 超过 10元\n  支持 1元\n}\n条款 指导 {\n  待遇 "免费指导"\n}
示例 "一" {\n  余额 = 10元\n  应得 补贴不符合\n  应得 指导已给予\n}\n示例 "二" {\n  应得 补贴尚需余额\n}\n示例 "三" {\n  应得 补贴尚需 余额\n}\n`;
    expect(names(text)).toEqual(['glued-keyword', 'glued-keyword', 'glued-keyword', 'glued-keyword']);
  });
});

describe('未定 is an outcome as well as an award', () => {
  it.each(['应得技能未定', '应得 技能未定', '应得技能 未定'])('%s', (line) => {
    expect(names(`条款 技能 {\n  支持 未定 "另行制定"\n}\n示例 "一" {\n  ${line}\n}\n`)).toEqual(['unspecified-award', 'glued-keyword']);
  });
});

describe('a glued line after an unfinished one', () => {
  // language.md: "On a syntax error the entry ends before the first line … that begins with a statement's keyword", "Nothing is lost".
  it('is the next statement', () => {
    const text = `要素 人数: 整数 人 不低于 0人\n条款 补贴 {\n  条件人数超过\n  支持1万元\n}\n`;
    const found = lintText(text).filter((f) => f.severity === 'error');
    expect(found.map((f) => [f.name, text.slice(f.range.start, f.range.end)])).toEqual([['syntax-error', '超过']]);
  });
  it('is the next row', () => {
    const text = `要素 人数: 整数 人 不低于 0人\n条款 补贴 {\n  支持按人数{\n    不超过10人:\n    超过10人:2万元\n  }\n}\n`;
    const found = lintText(text).filter((f) => f.severity === 'error');
    expect(found.map((f) => f.name)).toEqual(['syntax-error']);
  });
});

it('English keywords of items may be glued to Chinese names as well', () => {
  // 200万元 × 5% = 10万元
  const text = `fact营收: money from 0元\nlet奖励 = 营收的5%\nclause补贴 {\n  award奖励\n}\nexample "一" {\n  营收 = 200万元\n  expect补贴 = 10万元\n}\n`;
  expect(new Set(names(text))).toEqual(new Set(['glued-keyword']));
});
