/** What the author of a program counts in: amounts of one policy are all in 万元, of another in single pounds. */
import { Exact } from '../../exact';
import type { Program } from '../../program/program';
import { expressionsOfProgram, visit } from '../../program/reads';
import type { ScalarType } from '../../program/types';
import { builtInUnit, compoundUnit, currencyOf } from '../../program/units';
import { fromExact, type Rational } from '../rational';

/**
 * One of it in base units: of the fact's own unit, a hundredth of a percentage; of money 万元 (of other currencies a thousand) where most amounts of
 * the program are whole in it.
 */
export function unitOf(type: ScalarType, program: Program): Rational {
  if (type.kind !== 'number') return 1;
  if (type.percent) return { n: 1n, d: 100n };
  const currency = currencyOf(type.dimension);
  if (currency) return moneyUnit(program, currency);
  if (type.unit === undefined) return 1;
  const unit = compoundUnit(type.unit.split('/'), (name) => {
    const own = program.units.get(name);
    return own ? { name, ...own } : builtInUnit(name);
  });
  return unit ? fromExact(unit.factor) : 1;
}

const moneyUnits = new WeakMap<Program, Map<string, Rational>>();

function moneyUnit(program: Program, currency: string): Rational {
  const known = moneyUnits.get(program) ?? new Map<string, Rational>();
  moneyUnits.set(program, known);
  let unit = known.get(currency);
  if (unit === undefined) {
    const large = currency === 'CNY' ? 10_000 : 1000;
    const amounts = amountsOf(program, currency);
    unit = amounts.filter((a) => a.div(Exact.of(large)).isInteger).length * 2 > amounts.length ? large : 1;
    known.set(currency, unit);
  }
  return unit;
}

/** The amounts of a currency that the program names, zero left out. */
function amountsOf(program: Program, currency: string): readonly Exact[] {
  const found: Exact[] = [];
  for (const root of expressionsOfProgram(program))
    visit(root, (e) => {
      if (e.op !== 'constant' || e.value.kind !== 'number' || e.value.value.isZero) return;
      if (e.type.kind === 'number' && e.type.dimension === currency) found.push(e.value.value);
    });
  return found;
}
