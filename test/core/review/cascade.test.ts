/** One mistake, one finding: "errors listed as data; never two on one token" (architecture.md, Habits). */
import { describe, expect, it } from 'vitest';
import { lintCheck, lintText } from '../../support/lint';

describe('one finding a mistake', () => {
  it('a character that means nothing stands where a value belongs', () => {
    lintCheck('clause a "A" {\n  award 😀 + 5元\n//      ^^ syntax-error\n}');
    lintCheck('clause a "A" {\n  when 😀\n//     ^^ syntax-error\n  award 5元\n}');
  });
  // "Every other part must be a declared name, member, unit or number …; what cannot be split so is `unknown-name`."
  it('a glued word that cannot be split is one unknown name, its number included', () => {
    for (const unknown of ['研发投入的50%', '研发投入的1.5万元', '增速超过10.5%', '研发投入的1:2']) {
      const text = `条款 甲 "甲" {\n  支持 ${unknown} + 1元\n}`;
      const findings = lintText(text);
      expect(findings.map((f) => [f.name, text.slice(f.range.start, f.range.end)])).toEqual([['unknown-name', unknown]]);
    }
    // As soon as the name is declared, it is read: 50% of 100元 is 50元.
    const declared = '要素 研发投入 "x": 金额\n条款 甲 "甲" { 支持 研发投入的50% }\n示例 "e" { 研发投入 = 100元\n应得 甲 = 50元 }';
    expect(lintText(declared).map((f) => f.name)).toEqual(['glued-keyword']);
  });
  it('but a value that is missing elsewhere is still said', () => {
    expect(lintText('clause a "A" {\n  award 5元 😀\n  cap +\n}').map((f) => f.name)).toEqual(['syntax-error', 'syntax-error']);
  });
});
