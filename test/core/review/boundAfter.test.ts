/** `60人以上` is what an official types first; language.md knows the interval's word before the number only, so the finding says how. */
import { expect, it } from 'vitest';
import { fixed, lintText } from '../../support/lint';

const policy = (row: string) =>
  `要素 人数: 整数 人 不低于 0人\n条款 甲 {\n  支持 按 人数 {\n    低于 60人: 1万元\n    ${row}: 2万元\n  }\n}\n`;

it('以上 after a number with its unit is mended', () => {
  const text = policy('60人以上');
  const found = lintText(text).find((f) => f.name === 'unknown-unit');
  expect(found?.data).toEqual({ code: 'bound', word: '以上', use: '不低于 60人' });
  const mended = fixed(text, found?.fixes?.[0]);
  expect(mended).toBe(policy('不低于 60人'));
  expect(lintText(mended).filter((f) => f.severity === 'error')).toEqual([]);
});

it('elsewhere it is said, without a fix that would not read', () => {
  const found = lintText('要素 营收: 金额\n条款 甲 {\n  支持 5万元以内\n}\n').find((f) => f.name === 'unknown-unit');
  expect(found?.data).toEqual({ code: 'bound', word: '以内', use: '不超过 5万元' });
  expect(found?.fixes ?? []).toEqual([]);
});
