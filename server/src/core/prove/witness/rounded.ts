/** The nicest applicant for whom a formula is true, beginning with any: what is usual in this program, for {@link roundModel}. */
import { firstDay } from '../../evaluate/index';
import { dayOf } from '../../program/dates';
import type { Constant, Program } from '../../program/program';
import type { Asker } from '../ask';
import type { Context } from '../context';
import { monthOf } from '../encode/calendar';
import type { Inputs, Slot } from '../encode/inputs';
import { boolsIn } from '../free';
import { Valuation } from '../model';
import { div, fromExact } from '../rational';
import type { Bool, Model, Terms, Variable } from '../terms';
import { fewerItems } from './items';
import { type NumberHint, roundModel } from './round';
import { withoutErrors } from './sound';
import { unitOf } from './unit';

/** What may be spent on one question that is asked only for a rounder number. */
const NODES = 1000;
const QUESTIONS = 20;
/** Where neither the policy nor the fact has a date. */
const SOME_DAY = dayOf(2025, 1, 1);

export function roundedModel(ctx: Context, formula: Bool, model: Model): Model {
  const { rounded, whole } = roundWithin(ctx, formula, model);
  return withoutErrors(ctx, whole, rounded);
}

/** What rounding looks at; `program` says what is usual, and what its facts are counted in. */
export interface Rounding {
  readonly enc: { readonly inputs: Inputs; readonly terms: Terms };
  readonly asker: Pick<Asker, 'try'>;
  readonly program: Program;
}

/** The rounded model, and the formula with what holds of its dates. */
export function roundWithin(ctx: Rounding, formula: Bool, model: Model): { readonly rounded: Model; readonly whole: Bool } {
  const { enc, asker, program } = ctx;
  const { inputs, terms } = enc;
  // Dates must be dates in whatever is tried.
  const axioms = [...boolsIn(formula).variables].flatMap((v) => inputs.axioms.get(v) ?? []);
  const whole = terms.and(formula, ...new Set(axioms));
  const free = boolsIn(whole);
  const only = <K, V>(map: ReadonlyMap<K, V>, used: ReadonlySet<K>): ReadonlyMap<K, V> => new Map([...map].filter(([k]) => used.has(k)));
  let best: Model = {
    numbers: only(model.numbers, free.variables),
    flags: only(model.flags, free.flags),
    choices: only(model.choices, free.choices),
  };
  best = fewerItems(inputs, whole, best);
  const slots = [inputs.asOf, ...inputs.slots.values()];
  const fixed = new Set<Variable>();
  for (const slot of slots) {
    if (!slot.calendar || !free.variables.has(slot.calendar.month)) continue;
    best = plainDate(slot, best, whole, usualDay(slot, program));
    fixed.add(slot.calendar.month).add(slot.calendar.day);
  }
  const hints = hintsOf(ctx, free.variables);
  const solve = (f: Bool) => asker.try(f, NODES);
  const rounded = roundModel({ terms, formula: whole, model: best, hints, fixed, solve, budget: QUESTIONS });
  return { rounded: inputs.complete(withUsual(ctx, slots, rounded, free.variables)), whole };
}

/** What the fact is by default, or nothing. */
function defaultOf(slot: Slot, program: Program): Constant | undefined {
  const fact = program.facts.get(slot.fact);
  if (slot.field === undefined) return fact?.default;
  return fact?.type.kind === 'list' ? fact.type.fields.find((f) => f.name === slot.field)?.default : undefined;
}

function usualDay(slot: Slot, program: Program): number {
  const own = defaultOf(slot, program);
  return own?.kind === 'date' ? own.day : (firstDay(program) ?? SOME_DAY);
}

/** In the order of the facts; what was paid before comes last. */
function hintsOf({ enc, program }: Rounding, used: ReadonlySet<Variable>): readonly NumberHint[] {
  const { inputs } = enc;
  const names = new Set([...used].map((v) => v.name.replace(/'$/, '')));
  const wanted = (v: Variable): boolean => names.has(v.name);
  const hints = new Map<string, NumberHint>();
  for (const slot of [inputs.asOf, ...inputs.slots.values()])
    if (slot.variable && wanted(slot.variable)) hints.set(slot.variable.name, hintOf(slot, slot.variable, program));
  for (const { clause, variable } of inputs.paidFor()) {
    if (!wanted(variable)) continue;
    const dimension = program.clauses.get(clause)?.currency ?? '';
    hints.set(variable.name, { variable, preferred: [], unit: unitOf({ kind: 'number', dimension }, program) });
  }
  const found = [...hints.values()].filter((h) => used.has(h.variable));
  // A second value of the same fact, as questions of two applicants have it, is written as the first is.
  for (const variable of used) {
    const first = variable.name.endsWith("'") ? hints.get(variable.name.slice(0, -1)) : undefined;
    if (first) found.push({ ...first, variable });
  }
  return found;
}

function hintOf(slot: Slot, variable: Variable, program: Program): NumberHint {
  const { type, step = 1 } = slot;
  if (type.kind === 'date') return { variable, preferred: [usualDay(slot, program)], unit: 1, day: true };
  const own = defaultOf(slot, program);
  const preferred = own?.kind === 'number' ? [div(fromExact(own.value), step)] : [];
  return { variable, preferred, unit: div(unitOf(type, program), step) };
}

/** Years on either side of the usual day that are tried. */
const YEARS = 12;

/** Dates in the order in which they are tried: the usual one, a first of January near to it, a first of a month near to it or to the one at hand. */
function* datesNear(usual: { readonly month: number; readonly day: number }, at: number): Generator<{ month: number; day: number }> {
  yield usual;
  const january = usual.month - (usual.month % 12);
  const first = (month: number): { month: number; day: number } => ({ month, day: 1 });
  for (let k = 0; k <= YEARS; k++) yield* [first(january - 12 * k), first(january + 12 * k)];
  for (let k = 0; k < 12; k++) yield* [first(usual.month - k), first(usual.month + k)];
  yield* [first(at - (at % 12)), first(at - (at % 12) + 12), first(at), first(at + 1)];
}

/** The model with the plainest date for which the formula still holds. */
function plainDate(slot: Slot, model: Model, formula: Bool, usual: number): Model {
  const { calendar } = slot;
  if (!calendar) return model;
  const at = Number(new Valuation(model).factor(calendar.month));
  for (const { month, day } of datesNear(monthOf(usual), at)) {
    if (!within(calendar.month, month)) continue;
    const other = { ...model, numbers: new Map(model.numbers).set(calendar.month, month).set(calendar.day, day) };
    if (new Valuation(other).bool(formula)) return other;
  }
  return model;
}

function within({ lower, upper }: Variable, value: number): boolean {
  return (lower === undefined || value >= Number(lower.value)) && (upper === undefined || value <= Number(upper.value));
}

/** The model with a usual day for every date that the formula does not read: the calendar's first day would only startle. */
function withUsual({ enc, program }: Rounding, slots: readonly Slot[], model: Model, used: ReadonlySet<Variable>): Model {
  let numbers = new Map(model.numbers);
  for (const slot of slots) {
    const day = usualDay(slot, program);
    const { variable, calendar, type } = slot;
    if (type.kind !== 'date') continue;
    if (variable && !used.has(variable) && within(variable, day)) numbers.set(variable, day);
    if (!calendar || used.has(calendar.month)) continue;
    const at = monthOf(day);
    const other = new Map(numbers).set(calendar.month, at.month).set(calendar.day, at.day);
    const axiom = enc.inputs.axioms.get(calendar.month);
    if (within(calendar.month, at.month) && (!axiom || new Valuation({ ...model, numbers: other }).bool(axiom))) numbers = other;
  }
  return { ...model, numbers };
}
