/** What an inserted example is called: what it shows. */
import type { FindingName } from '../../finding';

type Words = (names: readonly string[]) => string;

const titles: Partial<Record<FindingName, readonly [en: Words, zh: Words]>> = {
  'award-negative': [([a]) => `${a} would be below zero`, ([a]) => `${a}的金额为负`],
  'division-by-zero': [([a]) => `${a} divides by zero`, ([a]) => `${a}除数为零`],
  'unresolved-overlap': [([a, b]) => `${a} and ${b} both pay`, ([a, b]) => `${a}与${b}同时支付`],
  'exclusive-overlap': [([a, b]) => `${a} and ${b} both pay`, ([a, b]) => `${a}与${b}同时支付`],
  'award-cliff': [([a]) => `where ${a} falls`, ([a]) => `${a}在此骤降`],
  'row-gap': [([a]) => `no row of ${a} matches`, ([a]) => `${a}没有匹配的行`],
  'member-missing': [([a]) => `no row of ${a} matches`, ([a]) => `${a}没有匹配的行`],
  'row-overlap': [([a]) => `two rows of ${a} match`, ([a]) => `${a}有两行同时匹配`],
};

export function titleOf(finding: FindingName, names: readonly string[], language: 'en' | 'zh'): string {
  const words = titles[finding]?.[language === 'zh' ? 1 : 0];
  return words ? words(names) : names.join(', ');
}
