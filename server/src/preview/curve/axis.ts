/** Why: an axis as people read it: round figures, in the unit in which they are short (万元, %, 人), every digit exact. */
import { type DisplayOptions, displayConstant } from '../../core/evaluate/display';
import { Exact } from '../../core/exact';
import type { NumberType } from '../../core/program/types';
import { builtInUnit, compoundUnit, currencyOf, sampleUnit } from '../../core/program/units';
import type { Tick } from '../../previewProtocol';

export interface Unit {
  /** How much one of it is, in base units. */
  readonly factor: Exact;
  /** Behind the axis' name; '' where there is none. */
  readonly name: string;
  /** Behind each figure. */
  readonly suffix: string;
}

/** The step between ticks, and the unit they are counted in. */
export interface Scale {
  readonly unit: Unit;
  /** In base units. */
  readonly step: Exact;
}

const TEN = Exact.of(10);
const TWO_AND_HALF = Exact.of('2.5');
const HUNDREDTH = Exact.of('0.01');

/** The smallest of 1, 2, 2.5, 5 times a power of ten that is at least `least`, which is above 0. @param whole only whole numbers */
export function roundUp(least: Exact, whole = false): Exact {
  let power = Exact.one;
  while (power.gt(least)) power = power.div(TEN);
  while (power.times(TEN).lte(least)) power = power.times(TEN);
  if (whole && power.lt(Exact.one)) return Exact.one;
  for (const figure of [Exact.one, Exact.of(2), TWO_AND_HALF, Exact.of(5)]) {
    const step = power.times(figure);
    if (step.gte(least) && (!whole || step.isInteger)) return step;
  }
  return power.times(TEN);
}

/**
 * @param most the largest figure on the axis, regardless of sign
 * @param step between its ticks
 */
export function unitOf(type: NumberType, most: Exact, options: DisplayOptions, step = most): Unit {
  if (type.percent) return { factor: HUNDREDTH, name: '', suffix: '%' };
  const currency = currencyOf(type.dimension);
  if (currency) return moneyUnit(currency, most, options, step);
  if (type.unit !== undefined) {
    const found = compoundUnit(type.unit.split('/'), (name) => {
      const own = options.units?.get(name);
      return own ? { name, ...own } : builtInUnit(name);
    });
    if (found) return { factor: found.factor, name: type.unit, suffix: '' };
  }
  return { factor: Exact.one, name: sampleUnit(type.dimension, options.language), suffix: '' };
}

const sizes = {
  zh: [
    { power: 8, name: '亿' },
    { power: 4, name: '万' },
  ],
  en: [
    { power: 9, name: ' billion' },
    { power: 6, name: ' million' },
    { power: 3, name: ' thousand' },
  ],
} as const;

/** In Chinese 万元 and 亿元, in English ¥ million: the largest in which the ticks have no more than one decimal. */
function moneyUnit(currency: string, most: Exact, options: DisplayOptions, step: Exact): Unit {
  const { language } = options;
  const one = displayConstant({ kind: 'number', value: Exact.one }, { kind: 'number', dimension: currency }, options);
  const sign = one.replace(/1/, '').trim();
  for (const { power, name } of sizes[language]) {
    const factor = Exact.of(`1${'0'.repeat(power)}`);
    if (most.lt(factor) || !step.times(TEN).div(factor).isInteger) continue;
    return { factor, name: language === 'zh' ? `${name}${sign}` : `${sign}${name}`, suffix: '' };
  }
  return { factor: Exact.one, name: sign, suffix: '' };
}

/** @param step what a value comes in (whole numbers); undefined: anything */
export function scaleOf(from: Exact, to: Exact, type: NumberType, options: DisplayOptions, step?: Exact): Scale {
  const most = Exact.max(from.abs(), to.abs());
  const span = to.minus(from);
  const unit = unitOf(type, most, options);
  if (span.sign <= 0) return { unit, step: step ?? unit.factor };
  const between = stepFor(span, 6n, unit, step);
  return { unit: unitOf(type, most, options, between), step: between };
}

/** A round step of which about `parts` make up the span. */
export function stepFor(span: Exact, parts: bigint, unit: Unit, step?: Exact): Exact {
  if (step) return roundUp(span.div(step).div(Exact.of(parts)), true).times(step);
  return roundUp(span.div(unit.factor).div(Exact.of(parts))).times(unit.factor);
}

/** The multiples of the step from `from` to `to`. */
export function ticksOf(from: Exact, to: Exact, { unit, step }: Scale): readonly Tick[] {
  const ticks: Tick[] = [];
  for (let at = from.roundTo(step, 'up'); at.lte(to) && ticks.length < 40; at = at.plus(step))
    ticks.push({ at: at.toNumber(), text: figure(at, unit) });
  return ticks;
}

/** The figure in the unit, exact; thousands parted by commas from five digits on, since four may be a year. */
function figure(value: Exact, { factor, suffix }: Unit): string {
  const { text, approximate } = value.div(factor).toDisplay();
  const [whole = '', decimals] = text.split('.');
  const parted = whole.replace('-', '').length <= 4 ? whole : whole.replace(/\B(?=(\d{3})+(?!\d))/g, ',');
  return `${approximate ? '≈' : ''}${parted}${decimals === undefined ? '' : `.${decimals}`}${suffix}`;
}

/** `Staff (人)`. */
export function named(label: string, { name }: Unit, language: 'en' | 'zh'): string {
  if (name === '') return label;
  return language === 'zh' ? `${label}（${name}）` : `${label} (${name})`;
}
