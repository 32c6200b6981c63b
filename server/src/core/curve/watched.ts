/**
 * The terms that a curve follows. Only what reads the fact is encoded: the rest of the program is what the evaluator says of the applicant, a
 * constant, so that a large policy costs no more than what the fact touches.
 */
import type { Evaluator } from '../evaluate/evaluator';
import { layoutOf } from '../evaluate/layout';
import type { ClauseOutcome, ItemOutcome, Value } from '../evaluate/values';
import type { Place } from '../program/program';
import { readsOfLimit } from '../program/reads';
import { Calendar } from '../prove/encode/calendar';
import type { ClauseTerms, ItemTerms } from '../prove/encode/clause';
import { Encoding } from '../prove/encode/encoder';
import { type GroupTerms, type LimitTerms, settle } from '../prove/encode/settle';
import { type Failure, isMark, NONE, type Symbolic, Unsupported } from '../prove/encode/symbolic';
import { Numbers } from '../prove/numeric';
import { fromExact, type Rational } from '../prove/rational';
import { type Bool, type Num, Terms, type Variable } from '../prove/terms';
import { Given, variableOf, Wanting } from './given';
import type { CurveOf, FactPath } from './types';

/** What is followed along the fact. */
export interface Watched {
  readonly variable: Variable;
  /** Nothing that the amount rests on is an error or in conflict. */
  readonly sound: Bool;
  /** What tells apart how it is unsound. */
  readonly failures: readonly Bool[];
  /** What tells apart how it is sound: an amount, or none that is specified. */
  readonly states: readonly Bool[];
  /** Their sum is the amount. */
  readonly amounts: readonly Num[];
  /** Clauses that the fact touches, as far as the amount rests on them; and the sections of the program that they stand in. */
  readonly clauses: readonly string[];
  readonly sections: ReadonlySet<number>;
  /** Rows of tables: for which applicants each is the one that matches. */
  readonly marks: readonly (Failure & { readonly clause: string })[];
  /** Slices of `marginal`, and when each is reached into. */
  readonly slices: readonly { readonly place: Place; readonly when: Bool }[];
  readonly gross: ReadonlyMap<string, Num>;
  readonly groups: readonly GroupTerms[];
  readonly limits: readonly LimitTerms[];
  /** Clauses that could not be encoded; they stand as unknown. */
  readonly lost: readonly string[];
  /** Other facts that it may rest on are not known. */
  readonly wanting: boolean;
}

class Partial extends Encoding {
  readonly lost = new Set<string>();
  readonly slices: Watched['slices'][number][] = [];

  constructor(
    private readonly ev: Evaluator,
    private readonly touched: ReadonlySet<string>,
    private readonly given: Given,
    terms: Terms,
    numbers: Numbers,
    calendar: Calendar,
  ) {
    super(ev.program, terms, numbers, calendar, given);
  }

  override slice(place: Place, when: Bool): void {
    if (when.kind !== 'constant') this.slices.push({ place, when });
  }

  override globalLet(name: string): Symbolic {
    const replaced = this.ev.applicant.lets?.get(name);
    if (replaced) return { sym: this.given.constant(replaced), failures: NONE };
    const item = this.program.lets.get(name);
    if (item && !this.touched.has(name)) {
      const value = this.ev.globalLet(name, item.place);
      if (value.state === 'known') return { sym: this.given.constant(value.value), failures: NONE };
    }
    return super.globalLet(name);
  }

  override clause(name: string): ClauseTerms {
    if (!this.touched.has(name)) {
      const outcome = this.ev.outcome(name);
      const fixed = outcome && this.fixed(outcome);
      if (fixed) return fixed;
    }
    try {
      return super.clause(name);
    } catch (e) {
      if (!(e instanceof Unsupported)) throw e;
      // What waits for other facts is free, as those are.
      if (e instanceof Wanting) this.given.wanting = true;
      else this.lost.add(name);
      return this.unknown(name);
    }
  }

  /** A clause that comes to the same wherever the fact stands; undefined where it is not known what to. */
  private fixed(outcome: ClauseOutcome): ClauseTerms | undefined {
    const whole = this.item(outcome);
    const items = outcome.items?.map((i) => this.item(i));
    if (!whole || items?.includes(undefined)) return undefined;
    return { items: items?.flatMap((i) => i ?? []) ?? [whole], whole };
  }

  private item({ status, gross, eligible, error }: ItemOutcome): ItemTerms | undefined {
    const { terms, numbers } = this;
    const failures = error ? [{ code: error.code, place: error.place, when: terms.true }] : NONE;
    const amount = status === 'payable' ? amountOf(gross) : 0;
    if (amount === undefined || status === 'unknown') return undefined;
    const payable = terms.constant(status === 'payable');
    const num = numbers.constant(amount);
    return {
      present: terms.true,
      eligible: terms.constant(eligible === true),
      inForce: terms.constant(status !== 'inactive'),
      conditions: [],
      failures,
      payable,
      paying: terms.and(payable, numbers.compare('>', num, numbers.zero)),
      award: undefined,
      steps: [],
      amount: num,
      gross: num,
    };
  }

  private unknown(name: string): ClauseTerms {
    const { terms, numbers } = this;
    const paying = terms.flag(`? ${name}`);
    const gross = numbers.factor(terms.variable(`? ${name}`, { lower: { value: 0, strict: false } }));
    const whole: ItemTerms = {
      present: terms.true,
      eligible: paying,
      inForce: terms.true,
      conditions: [],
      failures: NONE,
      payable: paying,
      paying,
      award: undefined,
      steps: [],
      amount: gross,
      gross: numbers.cases(paying, gross, numbers.zero),
    };
    const each = this.program.clauses.get(name)?.each;
    const fact = each === undefined ? undefined : this.program.facts.get(each);
    const list = fact && this.ev.list(fact.name, fact.place);
    // Of a list that is not known there are no items to tell apart.
    if (list?.state !== 'items') return { items: [whole], whole };
    return { items: Array.from({ length: list.count }, () => whole), whole };
  }
}

function amountOf(value: Value): Rational | undefined {
  return value.state === 'known' && value.value.kind === 'number' ? fromExact(value.value.value) : undefined;
}

/**
 * @param ev of the applicant, wherever the fact stands
 * @param touched names of all that may change with the fact
 */
export function watch(ev: Evaluator, path: FactPath, of: CurveOf, touched: ReadonlySet<string>, along: Along): Watched {
  const { program } = ev;
  const terms = new Terms();
  const numbers = new Numbers(terms);
  const calendar = new Calendar(numbers);
  const variable = variableOf(terms, '=', along.bounds, along.step, along.integer);
  const given = new Given(ev, path, numbers.scale(numbers.factor(variable), along.step), numbers, calendar);
  const enc = new Partial(ev, touched, given, terms, numbers, calendar);
  const layout = layoutOf(program);
  const names = new Set<number>();
  if (of.kind === 'total') {
    for (const name of touched) {
      const section = layout.ofClause.get(name);
      if (section !== undefined) names.add(section);
    }
    for (const [i, limit] of program.limits.entries()) {
      const section = layout.ofLimit[i];
      if (section !== undefined && [...readsOfLimit(limit)].some((n) => touched.has(n))) names.add(section);
    }
  } else {
    const section = layout.ofClause.get(of.name);
    if (section !== undefined) names.add(section);
  }
  const parts = { sound: [] as Bool[], failures: [] as Bool[], amounts: [] as Num[], clauses: [] as string[], states: [] as Bool[] };
  const marks: Watched['marks'][number][] = [];
  const gross = new Map<string, Num>();
  const groups: GroupTerms[] = [];
  const limits: LimitTerms[] = [];
  for (const i of [...names].sort((a, b) => a - b)) {
    const section = layout.sections[i];
    if (!section) continue;
    const settled = settledOf(section.clauses, enc);
    if (!settled) {
      parts.amounts.push(numbers.factor(terms.variable(`? ${i}`)));
      continue;
    }
    parts.sound.push(settled.sound);
    parts.failures.push(...[...settled.groups.values()].map((g) => g.conflict));
    for (const limit of settled.limits.values()) parts.failures.push(...limit.failures.map((f) => f.when));
    groups.push(...settled.groups.values());
    limits.push(...settled.limits.values());
    for (const name of section.clauses) {
      const { whole } = enc.clause(name);
      for (const f of whole.failures) if (!isMark(f)) parts.failures.push(f.when);
      if (!touched.has(name)) continue;
      parts.clauses.push(name);
      gross.set(name, whole.gross);
      // In groups an error is unknown only where another would be paid.
      parts.failures.push(whole.paying);
      if (of.kind === 'clause' && of.name === name) for (const f of whole.failures) if (f.code === 'unspecified') parts.states.push(f.when);
      for (const f of whole.failures) if (isMark(f)) marks.push({ ...f, clause: name });
    }
    if (of.kind === 'total') parts.amounts.push(...settled.amounts.values());
    else parts.amounts.push(settled.amounts.get(of.name) ?? numbers.zero);
  }
  return {
    variable,
    sound: terms.and(...parts.sound),
    failures: parts.failures.filter((b) => b.kind !== 'constant'),
    states: parts.states.filter((b) => b.kind !== 'constant'),
    amounts: parts.amounts.filter((n) => n !== numbers.zero),
    clauses: parts.clauses,
    sections: names,
    marks,
    slices: enc.slices,
    gross,
    groups,
    limits,
    lost: [...enc.lost],
    wanting: given.wanting,
  };
}

/** Undefined where groups or limits cannot be followed: then every clause of them is lost. */
function settledOf(clauses: readonly string[], enc: Partial) {
  try {
    return settle(clauses, enc);
  } catch (e) {
    if (!(e instanceof Unsupported)) throw e;
    for (const name of clauses) enc.lost.add(name);
    return undefined;
  }
}

/** How the fact is counted. */
export interface Along {
  readonly bounds: Parameters<typeof variableOf>[2];
  /** What one of the variable is in base units. */
  readonly step: Rational;
  readonly integer: boolean;
}
