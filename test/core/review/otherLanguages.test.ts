/** Signs of other languages: one finding each, which says what to write instead, and the rest is read. */
import { describe, expect, it } from 'vitest';
import { renderMessage } from '../../../server/src/core/lint/index';
import { fixed, lintText } from '../../support/lint';

const FACTS = 'fact x "X": number\nfact b "B": boolean\n';

describe('signs of other languages', () => {
  it('&&, || and ! are and, or and not', () => {
    for (const [condition, use] of [
      ['x >= 5 && b', 'x >= 5 and b'],
      ['b||x > 3', 'b or x > 3'],
      ['!b and x > 3', 'not b and x > 3'],
      ['!(b) and x > 3', 'not (b) and x > 3'],
    ] as const) {
      const text = (c: string) => `${FACTS}clause a "A" {\n  when ${c}\n  award 5元\n}\n`;
      const findings = lintText(text(condition)).filter((f) => f.name !== 'unused-fact');
      expect(findings.map((f) => f.name)).toEqual(['syntax-error']);
      expect(fixed(text(condition), findings[0]?.fixes?.[0]).replace(/ +/g, ' ')).toBe(text(use).replace(/ +/g, ' '));
    }
    // `!=` stays what it is.
    expect(lintText(`${FACTS}clause a "A" {\n  when x != 5 and b\n  award 5元\n}\n`)).toEqual([]);
  });
  it('a sign of a currency, and quotes that are none', () => {
    const message = (text: string, language: 'en' | 'zh') => {
      const [finding] = lintText(text);
      return finding && renderMessage(finding, language);
    };
    expect(message('条款 甲 "甲" {\n  支持 10元。\n}', 'zh')).toContain('请删除');
    expect(message('clause a "A" { award £5 }', 'en')).toContain('write the currency after the number');
    expect(message('条款 甲 「甲」 { 支持 5元 }', 'zh')).toContain('文字请写在双引号中');
    expect(message(`${FACTS}clause a "A" { when b && x > 1, award 5元 }`, 'zh')).toContain('请改为“且”');
  });
});
