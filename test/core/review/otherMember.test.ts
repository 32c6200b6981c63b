/** language.md: "Under one subject whose type has a member called `其他`, the row `其他:` is the member's." So no fix may write it for the rest. */
import { expect, it } from 'vitest';
import { fixed, lintText } from '../../support/lint';

it('the row for what is left over is written otherwise where 其他 is a member', () => {
  const text = '要素 类型: 单选 { 制造, 服务, 其他 }\n条款 甲 {\n  支持 按 类型 { 制造: 10万元, 其他: 5万元 }\n}\n';
  const missing = lintText(text).find((f) => f.name === 'member-missing');
  const fix = missing?.fixes?.find((f) => f.title === 'add-otherwise-word');
  const mended = fixed(text, fix);
  expect(mended).toContain('{ 制造: 10万元, 其他: 5万元, otherwise: 0 }');
  // With it the table is whole, and 其他 keeps its 5万元 while 服务 gets what is left over.
  const examples = '示例 "一" {\n  类型 = 其他\n  应得 甲 = 5万元\n}\n示例 "二" {\n  类型 = 服务\n  应得 甲 = 0\n}\n';
  expect(lintText(mended + examples).filter((f) => f.severity !== 'information')).toEqual([]);
});

it('where it is none, 其他 is what is left over', () => {
  const missing = lintText('要素 类型: 单选 { 制造, 服务 }\n条款 甲 {\n  支持 按 类型 { 制造: 10万元 }\n}\n').find(
    (f) => f.name === 'member-missing',
  );
  expect(missing?.fixes?.map((f) => f.title)).toEqual(['add-rows', 'add-otherwise']);
});
