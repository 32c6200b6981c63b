/**
 * What each clause, group, limit and the total come to before and after, for every applicant: by the exact evaluator alone. It shares nothing
 * with the comparison, so that one may be held against the other.
 */
import { evaluate, evaluateClauseAlone, evaluateExpression } from '../../../server/src/core/evaluate/index';
import type { Applicant, ClauseOutcome, Mark, Status } from '../../../server/src/core/evaluate/values';
import { Exact } from '../../../server/src/core/exact';
import type { Given, Payment, Program } from '../../../server/src/core/program/program';
import { FIRST_DAY, type PolicySpec } from './policy';

/** One outcome of one applicant: a clause's, or what several get together. */
export interface Outcome {
  /** None: an error, a conflict, no figure. */
  readonly amount?: Exact;
  /** What tells it from another of the same amount. */
  readonly kind: string;
  readonly eligible: boolean;
  readonly inForce: boolean;
  readonly mark: Mark | undefined;
  /** Of a total: its kind says what has no figure and is named beside it. */
  readonly beside?: boolean;
}

/** What is seen of one clause, group, limit or the total, over all applicants that both admit. */
export interface Seen {
  more: boolean;
  less: boolean;
  /** Somebody has an amount on one side only, or another reason for none. */
  figure: boolean;
  gained: boolean;
  lost: boolean;
  /** At equal amounts: another kind of benefit. */
  kind: boolean;
  /** A ceiling in the place of a right, or the other way round. */
  ceiling: boolean;
  /** A ceiling is felt in another way. */
  mark: boolean;
  /** Somebody is in force on both sides. */
  anybody: boolean;
}

/** Amounts paid before that are tried, where something reads them. */
const PAID = ['0', '1', '2.5'];

export interface Grid {
  readonly applicants: readonly Applicant[];
  /** They are all there are. */
  readonly complete: boolean;
}

/** Everybody whom either policy may admit. */
export function gridOf(a: PolicySpec, b: PolicySpec): Grid {
  const facts = new Map<string, Map<string, Given>>();
  for (const f of [...a.facts, ...b.facts]) {
    const known = facts.get(f.name) ?? new Map<string, Given>();
    for (const v of f.values) known.set(keyOf(v), v);
    facts.set(f.name, known);
  }
  let people: Applicant[] = Array.from({ length: Math.max(a.days, b.days) }, (_, i) => ({
    facts: new Map(),
    history: [],
    asOf: FIRST_DAY + i,
  }));
  for (const [name, values] of facts)
    people = people.flatMap((p) => [...values.values()].map((v) => ({ ...p, facts: new Map(p.facts).set(name, v) })));
  const windows = [...a.limits, ...b.limits].some((l) => l.window);
  if (windows)
    people = people.flatMap((p, i) =>
      paidBefore(
        p,
        i,
        [...a.clauses, ...b.clauses].map((c) => c.name),
      ),
    );
  return { applicants: people, complete: !windows && [...a.facts, ...b.facts].every((f) => f.finite) };
}

/** The applicant without a history and with one payment, in turn for another clause, lately or long ago. */
function paidBefore(p: Applicant, i: number, clauses: readonly string[]): Applicant[] {
  const clause = clauses[i % clauses.length] ?? '';
  const day = (p.asOf ?? FIRST_DAY) - (i % 3 === 0 ? 500 : 5);
  return PAID.map((amount) => {
    const history: Payment[] = amount === '0' ? [] : [{ clause, amount: Exact.of(amount), day }];
    return { ...p, history };
  });
}

export const keyOf = (v: Given): string => JSON.stringify(v, (_, x: unknown) => (x instanceof Exact ? x.toString() : x));

/** Whether the policy admits the applicant: values, day and requirements. */
export function admits(spec: PolicySpec, program: Program, who: Applicant): boolean {
  if (who.asOf !== undefined && (who.asOf < FIRST_DAY || who.asOf >= FIRST_DAY + spec.days)) return false;
  for (const f of spec.facts) {
    const given = who.facts.get(f.name);
    if (f.finite && given && !f.values.some((v) => keyOf(v) === keyOf(given))) return false;
  }
  return program.files.every((f) =>
    f.requirements.every((t) => {
      const v = evaluateExpression(program, who, t.condition);
      return v.state === 'known' && v.value.kind === 'boolean' && v.value.value;
    }),
  );
}

const ABSENT: Outcome = { amount: Exact.zero, kind: '', eligible: false, inForce: true, mark: undefined };
const WITHOUT: ReadonlySet<Status> = new Set(['error', 'unknown', 'conflict', 'unspecified']);

/** The clause before groups and limits. */
export function clauseSeen(program: Program, who: Applicant, name: string | undefined): Outcome {
  const o: ClauseOutcome | undefined = name === undefined ? undefined : evaluateClauseAlone(program, who, name);
  if (!o) return ABSENT;
  const { status, gross } = o;
  const inForce = status !== 'inactive';
  const eligible = status === 'payable' || status === 'granted' || status === 'unspecified';
  if (WITHOUT.has(status)) return { kind: status, eligible, inForce, mark: undefined };
  const amount = status === 'payable' && gross.state === 'known' && gross.value.kind === 'number' ? gross.value.value : Exact.zero;
  return { amount, kind: eligible ? status : '', eligible, inForce, mark: gross.state === 'known' ? gross.mark : undefined };
}

/** What these get together, after groups and limits. What has no figure adds nothing; without an amount of one there is none of all. */
export function togetherSeen(program: Program, who: Applicant, names: readonly string[]): Outcome {
  const { clauses } = evaluate(program, who);
  let amount = Exact.zero;
  let mark: Mark | undefined;
  for (const name of new Set(names)) {
    const o = clauses.get(name);
    if (!o || o.amount.state === 'unspecified') continue;
    if (o.amount.state !== 'known' || o.amount.value.kind !== 'number') return { ...ABSENT, amount: undefined, kind: 'none' };
    amount = amount.plus(o.amount.value.value);
    mark = mark === 'depends on a ceiling' ? mark : (o.amount.mark ?? mark);
  }
  return { ...ABSENT, amount, mark };
}

export function totalSeen(program: Program, who: Applicant): Outcome {
  const { total } = evaluate(program, who);
  if (total.status !== 'known' || total.value.state !== 'known' || total.value.value.kind !== 'number')
    return { ...ABSENT, amount: undefined, kind: 'none' };
  return { ...ABSENT, amount: total.value.value.value, kind: [...total.unspecified].sort().join(), beside: true, mark: total.value.mark };
}

/** Adds one applicant's two outcomes to what was seen. */
export function see(seen: Seen, x: Outcome, y: Outcome): void {
  if (!x.inForce || !y.inForce) return;
  seen.anybody = true;
  if (x.kind !== y.kind && (x.beside || y.beside)) seen.figure = true;
  if (!x.amount || !y.amount) {
    if (x.kind !== y.kind || x.amount || y.amount) seen.figure = true;
    return;
  }
  const order = y.amount.compare(x.amount);
  if (order > 0) seen.more = true;
  if (order < 0) seen.less = true;
  if (!x.eligible && y.eligible) seen.gained = true;
  if (x.eligible && !y.eligible) seen.lost = true;
  if (x.eligible === y.eligible && x.kind !== y.kind) seen.kind = true;
  if ((x.mark === 'at most' && !y.mark) || (!x.mark && y.mark === 'at most')) seen.ceiling = true;
  if (x.mark !== y.mark) seen.mark = true;
}

export const nothingSeen = (): Seen => ({
  more: false,
  less: false,
  figure: false,
  gained: false,
  lost: false,
  kind: false,
  ceiling: false,
  mark: false,
  anybody: false,
});
