/** Why: an axis of money: the unit that suits it, and round steps along it. Computed exactly; plain numbers only say where to draw. */
import { Exact } from '../core/exact';
import type { Language } from '../features/wording';
import type { Tick } from '../previewProtocol';

export interface Axis {
  /** e.g. `万元`, `¥ million`. */
  readonly unit: string;
  /** Base units of the currency in one unit of the axis. */
  readonly factor: Exact;
  readonly ticks: readonly Tick[];
}

const words: Readonly<Record<Language, readonly { readonly power: number; readonly word: string }[]>> = {
  zh: [
    { power: 8, word: '亿' },
    { power: 4, word: '万' },
  ],
  en: [
    { power: 9, word: 'billion' },
    { power: 6, word: 'million' },
    { power: 3, word: 'thousand' },
  ],
};
const chinese: Readonly<Record<string, string>> = { CNY: '元', USD: '美元', EUR: '欧元', GBP: '英镑', JPY: '日元', HKD: '港元' };
const signs: Readonly<Record<string, string>> = { CNY: '¥', USD: '$', EUR: '€', GBP: '£' };

/** From 0 to a step at or above `most` (base units, not below zero), in about `wanted` steps of 1, 2 or 5 times a power of ten. */
export function moneyAxis(most: Exact, currency: string | undefined, language: Language, wanted = 5): Axis {
  const { factor, unit } = unitFor(most, currency, language);
  const top = most.div(factor);
  const step = stepFor(top, wanted);
  const ticks: Tick[] = [];
  for (let at = Exact.zero; ; at = at.plus(step)) {
    ticks.push({ at: at.toNumber(), text: grouped(at.toString()) });
    if (at.gte(top)) break;
  }
  return { unit, factor, ticks };
}

function unitFor(most: Exact, currency: string | undefined, language: Language): Pick<Axis, 'factor' | 'unit'> {
  const found = words[language].find(({ power }) => most.gte(powerOfTen(power)));
  const factor = found ? powerOfTen(found.power) : Exact.one;
  if (currency === undefined) return { factor, unit: found?.word ?? '' };
  if (language === 'zh') return { factor, unit: `${found?.word ?? ''}${chinese[currency] ?? currency}` };
  const sign = signs[currency] ?? currency;
  return { factor, unit: found ? `${sign} ${found.word}` : sign };
}

/** The round step that cuts the length into at most `wanted` parts. */
function stepFor(length: Exact, wanted: number): Exact {
  if (length.sign <= 0) return Exact.one;
  const ideal = length.div(Exact.of(wanted));
  let step = Exact.one;
  const ten = Exact.of(10);
  while (step.gt(ideal)) step = step.div(ten);
  while (step.times(ten).lte(ideal)) step = step.times(ten);
  for (const times of [1, 2, 5]) {
    const next = step.times(Exact.of(times));
    if (next.gte(ideal)) return next;
  }
  return step.times(ten);
}

function powerOfTen(power: number): Exact {
  return Exact.of(10 ** power);
}

/** Thousands parted by commas. */
function grouped(text: string): string {
  const [whole = '', decimals] = text.split('.');
  const head = whole.replace(/\B(?=(\d{3})+(?!\d))/g, ',');
  return decimals === undefined ? head : `${head}.${decimals}`;
}
