/** Values as an author writes them in source: the unit of the declaration where it divides the value, else the dimension's usual one. */
import { Exact } from '../exact';
import type { Program } from '../program/program';
import type { ScalarType } from '../program/types';
import { builtInUnit, compoundUnit, currencyOf, sampleUnit, type Unit } from '../program/units';

const DAY_MS = 86_400_000;
const HUNDREDTH = Exact.of('0.01');

/** ISO form of days since 1970-01-01. */
export function isoOf(day: number): string {
  const date = new Date(day * DAY_MS);
  return Number.isNaN(date.getTime()) ? String(day) : date.toISOString().slice(0, 10);
}

/** A unit by its name, built in, declared by the program, or a product such as `元/平方米/天`. */
export function unitOf(name: string, program: Program): Unit | undefined {
  const lookup = (single: string): Unit | undefined => {
    const declared = program.units.get(single);
    return declared ? { name: single, ...declared } : builtInUnit(single);
  };
  return compoundUnit(name.split('/'), lookup);
}

/** `digits` and a unit: with a blank before Latin letters, without one before others. */
function withUnit(digits: string, unit: string): string {
  return /^[\p{Script=Latin}]/u.test(unit) ? `${digits} ${unit}` : `${digits}${unit}`;
}

/** Yuan in 亿元 and 万元 where that is shorter. */
function yuan(value: Exact): string {
  const digits = value.toString();
  for (const [name, zeros] of [
    ['亿元', 8],
    ['万元', 4],
  ] as const) {
    const scaled = value.div(unitFactor(name));
    if (scaled.isFinite && scaled.abs().toNumber() >= 1 && scaled.toString().length <= Math.max(3, digits.length - zeros + 2)) return `${scaled}${name}`;
  }
  return `${digits}元`;
}

function unitFactor(name: string): Exact {
  const unit = builtInUnit(name);
  if (!unit) throw new RangeError(`no unit ${name}`);
  return unit.factor;
}

/** Source text whose value is `value` (in base units; a date in days). What has no finite decimal becomes a quotient in parentheses. */
export function literalOf(value: Exact, type: ScalarType, program: Program): string {
  if (type.kind === 'date') return isoOf(Number(value.toInteger('down')));
  if (type.kind !== 'number') return value.toString();
  const { dimension } = type;
  const plain = (v: Exact) => (v.isFinite ? v.toString() : `(${v.toString().replace('/', ' / ')})`);
  if (dimension === '') {
    if (!type.percent) return plain(value);
    const hundred = value.div(HUNDREDTH);
    return hundred.isFinite ? `${hundred}%` : plain(value);
  }
  const declared = type.unit === undefined ? undefined : unitOf(type.unit, program);
  if (declared && declared.dimension === dimension && !(currencyOf(dimension) === 'CNY' && declared.factor.equals(unitFactor('元')))) {
    const scaled = value.div(declared.factor);
    if (scaled.isFinite) return withUnit(scaled.toString(), type.unit ?? '');
  }
  if (!value.isFinite) return plain(value);
  if (currencyOf(dimension) === 'CNY') return yuan(value);
  if (dimension === 'month' && value.div(unitFactor('年')).isInteger && !value.isZero) return `${value.div(unitFactor('年'))}年`;
  const unit = sampleUnit(dimension);
  return unit === '' ? plain(value) : withUnit(value.toString(), unit);
}

