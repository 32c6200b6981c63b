/** How much the difference comes to: beginning with a simple witness, larger ones are asked for until there is none, or no end. */
import { Valuation } from '../prove/model';
import { add, compare, fromExact, mul, neg, type Rational } from '../prove/rational';
import type { Bool, Num } from '../prove/terms';
import { climb } from './climb';
import type { Extent, Witness } from './difference';
import type { Answer, Engine, Trial } from './engine';
import { growsWith } from './growth';

/** What exceeds this many base units exceeds every sum. */
const BEYOND: Rational = 10_000_000_000_000_000;
/** 99 %. */
const NEARLY: Rational = { n: 99n, d: 100n };
/** Times that a larger difference is looked for. */
const MOST_ROUNDS = 2;

interface Asked {
  /** Who has amounts on both sides. */
  readonly within: Bool;
  readonly low: Num;
  readonly high: Num;
  readonly simple: Witness;
  readonly trial: Trial;
  /** Larger ones are looked for. */
  readonly far: boolean;
}

/** How large a difference without end is shown: ten times the simple one, more where that is next to nothing; the first are tried first. */
function convincing(simple: Rational): readonly Rational[] {
  const more = compare(simple, 1000) < 0 ? (compare(simple, 10) < 0 ? 1000 : 100) : 10;
  return [mul(simple, more), mul(simple, 10)];
}

/** The extent of a gain (`high` is B's amount) or of a loss. */
export function extentOf(engine: Engine, { within, low, high, simple, trial, far }: Asked): Extent {
  const { terms, numbers } = engine;
  const start = simple.difference?.abs();
  if (!start || engine.brief || !far) return { simple, unbounded: false, largest: false };
  const beyond = (by: Rational, strict: boolean): Bool =>
    terms.and(within, numbers.compare(strict ? '<' : '<=', numbers.add(low, numbers.constant(by)), high));
  const ask = (formula: Bool): Answer => engine.ask(formula, false);
  const shown = (by: Rational): Witness | undefined => {
    const formula = beyond(by, false);
    const answer = ask(formula);
    return answer.kind === 'yes' ? engine.witness(formula, answer.model, trial, true) : undefined;
  };

  let best = fromExact(start);
  const further = ask(beyond(best, true));
  if (further.kind === 'no') return { simple, unbounded: false, largest: true };
  if (further.kind === 'open') return { simple, unbounded: false, largest: false };
  const endless = ask(beyond(BEYOND, false));
  if (endless.kind === 'yes') {
    // One of ordinary size: nobody learns more from a larger one.
    for (const by of convincing(best)) {
      const formula = terms.and(beyond(by, false), terms.not(beyond(mul(by, 10), true)));
      const answer = ask(formula);
      const large = answer.kind === 'yes' && engine.witness(formula, answer.model, trial, true);
      const model = large && engine.modelOf(formula);
      if (model) return { simple, large, unbounded: true, growsWith: growsWith(engine, beyond(BEYOND, false), model), largest: false };
    }
    return { simple, unbounded: true, largest: false };
  }
  let largest = false;
  for (let round = 0, answer: Answer = further; answer.kind === 'yes'; round++) {
    const valuation = new Valuation(climb(engine.asker.asAsked(beyond(best, true), engine.inputs.axioms), low, high, answer.model));
    best = add(valuation.num(high), neg(valuation.num(low)));
    // Where one question is too hard the others are hardly easier.
    if (round === MOST_ROUNDS || endless.kind === 'open') break;
    answer = ask(beyond(mul(best, 2), false));
    if (answer.kind === 'no') answer = ask(beyond(best, true));
    largest = answer.kind === 'no';
  }
  // Where there is no largest one, nearly as much in rounder numbers says more.
  const large = shown(largest ? best : mul(best, NEARLY));
  const better = large?.difference && large.difference.abs().compare(start) > 0 ? large : undefined;
  return { simple, ...(better && { large: better }), unbounded: false, largest: largest && better !== undefined };
}
