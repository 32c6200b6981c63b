/**
 * Somebody for whom a large question holds, from somebody who was met: only what a few clauses read is free, all else stays, so that the question
 * becomes a small one. Of many clauses under one limit the search would otherwise try combinations without end.
 */
import { Valuation } from '../prove/model';
import type { Bool, Model } from '../prove/terms';
import type { Both } from './difference';
import type { Engine } from './engine';
import { countKey, fixed, paidKey, standingIn, type Unit } from './telling';

/** Steps that one question may cost, and applicants from whom one sets out. */
const NODES = 3_000;
const MOST_STARTS = 2;

/**
 * Meets somebody of whom the formula is true, if one is found, so that it is answered when it is asked.
 * @param within what holds of whoever one may set out from
 * @param clauses whose facts are free, in each side's names
 */
export function seek(engine: Engine, formula: Bool, within: Bool, clauses: Both<readonly string[]>): void {
  const { asker, inputs, numbers, matches } = engine;
  if (asker.met.some((m) => m.bool(formula))) return;
  if (engine.ask(within, false).kind !== 'yes') return;
  const starts = asker.met.filter((m) => m.bool(within)).slice(0, MOST_STARTS);
  const question = asker.asAsked(formula, inputs.axioms);
  const facts = new Set(engine.factsOf(clauses));
  const free = new Set([
    ...[...inputs.slots].flatMap(([key, slot]) => (facts.has(slot.fact) ? [key] : [])),
    ...[...inputs.counts.keys()].filter((list) => facts.has(list)).map(countKey),
    ...(['a', 'b'] as const).flatMap((side) => clauses[side].map((c) => paidKey(matches.naming[side].clause(c)))),
  ]);
  const units = standingIn(inputs, question);
  const own = units.filter((u) => free.has(u.key));
  for (const { model } of starts) {
    const rest = fixed(
      numbers,
      question,
      units.filter((u) => !free.has(u.key)),
      model,
    );
    const found = asker.try(rest, NODES);
    if (found.kind !== 'sat') continue;
    const moved = withValuesOf(found.model, model, own);
    if (!new Valuation(moved).bool(question)) continue;
    asker.meet(moved, inputs);
    return;
  }
}

/** The model with the other one's values of these. */
function withValuesOf(other: Model, model: Model, units: readonly Unit[]): Model {
  const numbers = new Map(model.numbers);
  const flags = new Map(model.flags);
  const choices = new Map(model.choices);
  for (const unit of units) {
    for (const v of unit.variables) put(numbers, v, other.numbers.get(v));
    for (const f of unit.flags) put(flags, f, other.flags.get(f));
    if (unit.choice) put(choices, unit.choice, other.choices.get(unit.choice));
  }
  return { numbers, flags, choices };
}

function put<K, V>(map: Map<K, V>, key: K, value: V | undefined): void {
  if (value === undefined) map.delete(key);
  else map.set(key, value);
}
