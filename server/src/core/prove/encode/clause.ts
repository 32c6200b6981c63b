/** A clause as terms: who is eligible, for whom it is an error, what it pays before groups and limits, and what each step finds. */
import type { Clause, Condition, Step } from '../../program/program';
import type { Bool, Num } from '../terms';
import type { Encoding, Scope } from './encoder';
import { boolOf, encode, junction, numOf, rounded } from './expression';
import { type Failure, failed, guarded, NONE, type Symbolic, Unsupported, union } from './symbolic';

/** One step of the pipeline. */
export interface StepTerms {
  readonly step: Step;
  /** Its own `when` holds, and nothing before it is an error. */
  readonly applies: Bool;
  readonly before: Num;
  /** For a cap: what remains of it, not below zero. */
  readonly figure: Num;
  readonly after: Num;
}

/** One item of a clause with `each`, or the whole of one without. */
export interface ItemTerms {
  /** The item is there (a clause without `each`: always). */
  readonly present: Bool;
  /** Present, in force, and all requirements and conditions hold. */
  readonly eligible: Bool;
  readonly inForce: Bool;
  /** Each `when` of the clause. */
  readonly conditions: readonly Symbolic[];
  /** Of a present item: for whom it is an error, or unspecified; marks of tables. */
  readonly failures: readonly Failure[];
  /** Eligible, no error, and it has an award. */
  readonly payable: Bool;
  /** Payable with more than zero. */
  readonly paying: Bool;
  /** The award before it is checked and adjusted; undefined where the clause has none. */
  readonly award: Symbolic | undefined;
  readonly steps: readonly StepTerms[];
  /** What comes out of the last step, whoever may get it. */
  readonly amount: Num;
  /** What it pays before groups and limits; 0 where it is not payable. */
  readonly gross: Num;
}

export interface ClauseTerms {
  readonly items: readonly ItemTerms[];
  /** The clause's own outcome: of its items together. */
  readonly whole: Omit<ItemTerms, 'conditions' | 'steps' | 'award' | 'amount'>;
}

/** A clause that never pays. */
export const noClause = ({ terms, numbers }: Encoding): ClauseTerms => ({
  items: [],
  whole: {
    present: terms.false,
    eligible: terms.false,
    inForce: terms.false,
    failures: NONE,
    payable: terms.false,
    paying: terms.false,
    gross: numbers.zero,
  },
});

/** Whether the clause is in force on the date: its own dates within its file's. */
function inForce(clause: Clause, enc: Encoding): Bool {
  const { terms, calendar, source } = enc;
  const file = enc.program.files.find((f) => f.uri === clause.place.uri)?.effective;
  const { sym } = source.asOf;
  if (sym.kind !== 'date') throw new Unsupported('no date');
  const { date } = sym;
  const parts = [file, clause.effective].flatMap((d) => [
    ...(d?.from === undefined ? [] : [calendar.compare('>=', date, calendar.constant(d.from))]),
    ...(d?.to === undefined ? [] : [calendar.compare('<=', date, calendar.constant(d.to))]),
  ]);
  return terms.and(...parts);
}

export function encodeCondition(condition: Condition, scope: Scope, enc: Encoding): Symbolic {
  return junction(
    condition.any ? 'or' : 'and',
    condition.tests.map((t) => encode(t.condition, scope, enc)),
    enc,
  );
}

export function encodeClause(clause: Clause, enc: Encoding): ClauseTerms {
  const { terms, numbers, source } = enc;
  const active = inForce(clause, enc);
  const required = enc.requirements(clause.place.uri);
  const scope = (items: readonly number[]): Scope => ({ clause, items, home: items, locals: new Map() });
  if (clause.each === undefined) {
    const item = encodeItem(clause, scope([]), terms.true, active, required, undefined, enc);
    return { items: [item], whole: item };
  }
  const shared = new Map<Step, Num>();
  const items: ItemTerms[] = [];
  for (let i = 0; i < source.items(clause.each); i++)
    items.push(encodeItem(clause, scope([i]), source.present(clause.each, i), active, required, shared, enc));
  const failures = union(terms, ...items.map((i) => i.failures));
  const sound = terms.not(failed(terms, failures));
  const gross = items.reduce<Num>((sum, i) => numbers.add(sum, i.gross), numbers.zero);
  return {
    items,
    whole: {
      present: terms.true,
      inForce: active,
      eligible: terms.or(...items.map((i) => i.eligible)),
      failures,
      payable: terms.and(sound, terms.or(...items.map((i) => i.payable))),
      paying: terms.and(sound, terms.or(...items.map((i) => i.paying))),
      gross,
    },
  };
}

function encodeItem(
  clause: Clause,
  scope: Scope,
  present: Bool,
  active: Bool,
  required: Symbolic,
  shared: Map<Step, Num> | undefined,
  enc: Encoding,
): ItemTerms {
  const { terms, numbers } = enc;
  const conditions = clause.conditions.map((c) => encodeCondition(c, scope, enc));
  const judged = junction('and', [required, ...conditions], enc);
  const here = terms.and(present, active);
  const eligible = terms.and(here, boolOf(judged), terms.not(failed(terms, judged.failures)));
  let failures = guarded(terms, here, judged.failures);
  const none: ItemTerms = {
    present,
    eligible,
    inForce: active,
    conditions,
    failures,
    payable: terms.false,
    paying: terms.false,
    award: undefined,
    steps: [],
    amount: numbers.zero,
    gross: numbers.zero,
  };
  const { benefit } = clause;
  switch (benefit.kind) {
    case 'grants':
      return none;
    case 'missing':
      throw new Unsupported('a clause without an award');
    case 'unspecified':
      return { ...none, failures: union(terms, failures, [{ code: 'unspecified', place: benefit.place, when: eligible }]) };
    case 'award':
      break;
    default:
      benefit satisfies never;
  }
  if (benefit.kind !== 'award') return none;
  const award = encode(benefit.amount, scope, enc);
  let amount = numOf(award);
  const below = numbers.compare('<', amount, numbers.zero);
  let own = withOwn(
    award.failures,
    below === terms.false ? undefined : { code: 'negative-award', place: benefit.amount.place, when: below },
    enc,
  );
  const steps: StepTerms[] = [];
  for (const step of clause.steps) {
    const s = encodeStep(step, clause, amount, own, { ...scope, current: amount }, eligible, shared, enc);
    steps.push(s.terms);
    own = union(terms, own, s.failures);
    amount = s.terms.after;
  }
  failures = union(terms, failures, guarded(terms, eligible, own));
  const payable = terms.and(eligible, terms.not(failed(terms, own)));
  return {
    ...none,
    failures,
    award,
    steps,
    amount,
    payable,
    paying: terms.and(payable, numbers.compare('>', amount, numbers.zero)),
    gross: numbers.cases(payable, amount, numbers.zero),
  };
}

/** A cause of its own, where nothing else is in error already. */
function withOwn(failures: readonly Failure[], own: Failure | undefined, enc: Encoding): readonly Failure[] {
  if (!own) return failures;
  const { terms } = enc;
  return union(terms, failures, guarded(terms, terms.not(failed(terms, failures)), [own]));
}

function encodeStep(
  step: Step,
  clause: Clause,
  before: Num,
  earlier: readonly Failure[],
  scope: Scope,
  eligible: Bool,
  shared: Map<Step, Num> | undefined,
  enc: Encoding,
): { readonly terms: StepTerms; readonly failures: readonly Failure[] } {
  const { terms, numbers, source } = enc;
  const condition: Symbolic = step.condition
    ? encode(step.condition, scope, enc)
    : { sym: { kind: 'boolean', bool: terms.true }, failures: NONE };
  const holds = boolOf(condition);
  const sound = terms.not(failed(terms, union(terms, earlier, condition.failures)));
  let own: readonly Failure[] = NONE;
  let figure: Num;
  let after: Num;
  switch (step.kind) {
    case 'less': {
      const amount = encode(step.amount, scope, enc);
      figure = numOf(amount);
      const below = numbers.compare('<', figure, numbers.zero);
      own = withOwn(
        amount.failures,
        below === terms.false ? undefined : { code: 'negative-deduction', place: step.amount.place, when: below },
        enc,
      );
      after = numbers.max(numbers.zero, numbers.subtract(before, figure));
      break;
    }
    case 'cap': {
      const amount = encode(step.amount, scope, enc);
      own = amount.failures;
      let left = numOf(amount);
      if (step.window) {
        left = numbers.subtract(left, source.paid(clause.name, step.window));
        const used = shared?.get(step);
        if (used) left = numbers.subtract(left, used);
      }
      figure = numbers.max(numbers.zero, left);
      after = numbers.min(before, figure);
      break;
    }
    case 'floor': {
      const amount = encode(step.amount, scope, enc);
      own = amount.failures;
      figure = numOf(amount);
      after = numbers.max(before, figure);
      break;
    }
    case 'round': {
      const to = encode(step.to, scope, enc);
      figure = numOf(to);
      const bad = numbers.compare('<=', figure, numbers.zero);
      own = withOwn(to.failures, bad === terms.false ? undefined : { code: 'rounding-step', place: step.to.place, when: bad }, enc);
      after = rounded(step.mode, before, figure, enc);
      break;
    }
    default:
      return step satisfies never;
  }
  const result = numbers.cases(holds, after, before);
  if (shared && step.kind === 'cap' && step.window) {
    const used = numbers.cases(terms.and(eligible, holds), after, numbers.zero);
    shared.set(step, numbers.add(shared.get(step) ?? numbers.zero, used));
  }
  return {
    terms: { step, applies: terms.and(eligible, holds, sound), before, figure, after: result },
    failures: union(terms, condition.failures, guarded(terms, holds, own)),
  };
}
