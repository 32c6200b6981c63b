/**
 * The whole evaluation: clauses, then groups, then limits, then the total. Source: language.md, *What a policy pays*. Section by section (see
 * layout.ts), so that the next state of the program settles again only what an edit touched.
 */
import { ExactOverflow } from '../exact';
import type { Group, Limit, Place, Program } from '../program/program';
import { readsOfLimit } from '../program/reads';
import { Evaluator } from './evaluator';
import { settleGroups } from './groups';
import { type Layout, layoutOf, type Section } from './layout';
import { applyLimit } from './limits';
import { Outcomes } from './outcomes';
import { type Part, partOf, sumOf } from './part';
import { type Sum, SumTree } from './sums';
import { failure, rangeOfValue, unionNeeds, ZERO } from './value';
import type { Applicant, ClauseOutcome, Evaluation, GroupOutcome, ItemOutcome, LimitOutcome, Need, Value } from './values';

interface Settled extends Sum {
  /** Some clause could not be read. */
  readonly unread: boolean;
  /** Before groups and limits. */
  readonly outcomes: readonly ClauseOutcome[];
  readonly clauses: readonly ClauseOutcome[];
  readonly groups: readonly GroupOutcome[];
  readonly limits: readonly LimitOutcome[];
}

export function evaluateProgram(program: Program, ev: Evaluator): Evaluation {
  const layout = layoutOf(program);
  const old = ev.settlement;
  const dirty = old && old.program.currency === program.currency ? sectionsToSettle(old, program, layout, ev) : undefined;
  ev.settlement = old && dirty ? old.after(program, layout, dirty) : new Settlement(program, layout, ev, []);
  return ev.settlement;
}

/**
 * What the policy comes to for one applicant, in one state of the program. Each section is settled when somebody first asks for something
 * in it, the total when it is asked for: of the many examples of a long file an edit makes only those be computed that are looked at or that
 * expect something. If the evaluator has gone on by then, another does it, with the same result.
 */
export class Settlement implements Evaluation {
  private readonly applicant: Applicant;
  readonly clauses: ReadonlyMap<string, ClauseOutcome>;
  private other: Evaluator | undefined;
  private together: Pick<Evaluation, 'groups' | 'limits'> | undefined;
  private whole: Evaluation['total'] | undefined;
  private isUnread: boolean | undefined;

  /** @param sections those that are settled already */
  constructor(
    private state: Program,
    readonly layout: Layout,
    private readonly evaluator: Evaluator,
    private readonly sections: (Settled | undefined)[],
  ) {
    this.applicant = evaluator.applicant;
    this.clauses = new Outcomes(layout, (i) => this.section(i)?.clauses ?? []);
  }

  get program(): Program {
    return this.state;
  }
  /** It is what the policy, in this state, comes to for this applicant. */
  isOf(program: Program, applicant: Applicant): boolean {
    return this.state === program && this.applicant === applicant;
  }

  /** The next state of the program, in which all sections but the `dirty` ones of its layout come to the same. */
  after(program: Program, layout: Layout, dirty: readonly number[]): Settlement {
    if (layout === this.layout && dirty.length === 0 && this.evaluator.applicant === this.applicant) {
      this.state = program;
      return this;
    }
    const numbers = layout === this.layout ? undefined : layout.before?.numbers;
    const sections = numbers ? numbers.map((n) => (n === undefined ? undefined : this.sections[n])) : this.sections.slice();
    for (const i of dirty) sections[i] = undefined;
    // Whoever did not ask for the total of this state will hardly ask for the next one's: what it was summed from is let go.
    if (!this.whole) this.evaluator.sums = undefined;
    return new Settlement(program, layout, this.evaluator, sections);
  }

  private get ev(): Evaluator {
    if (this.evaluator.program === this.state && this.evaluator.applicant === this.applicant) return this.evaluator;
    if (this.other?.program !== this.state) this.other = new Evaluator(this.state, this.applicant, this.evaluator.tracing);
    return this.other;
  }

  private section(i: number): Settled | undefined {
    const section = this.layout.sections[i];
    if (!section) return undefined;
    let settled = this.sections[i];
    if (!settled) {
      settled = settle(this.state, section, this.ev);
      this.sections[i] = settled;
    }
    return settled;
  }

  get total(): Evaluation['total'] {
    if (!this.whole) {
      const all = this.layout.sections.flatMap((_, i) => this.section(i) ?? []);
      const { ev } = this;
      let { sums } = ev;
      if (sums?.length === all.length) for (const [i, settled] of all.entries()) sums.set(i, settled);
      else sums = new SumTree(all, this.state.clauses.values().next().value?.place ?? emptyPlace(this.state));
      ev.sums = sums;
      this.whole = totalOf(this.state, sums.whole);
    }
    return this.whole;
  }

  /** What these sections, by their numbers in the layout, come to together; the others are not looked at. */
  totalOf(sections: readonly number[]): Evaluation['total'] {
    const all = sections.flatMap((i) => this.section(i) ?? []);
    return totalOf(this.state, new SumTree(all, this.state.clauses.values().next().value?.place ?? emptyPlace(this.state)).whole);
  }

  get unread(): boolean {
    this.isUnread ??= this.layout.sections.some((_, i) => this.section(i)?.unread);
    return this.isUnread;
  }

  private joint(): Pick<Evaluation, 'groups' | 'limits'> {
    if (!this.together) {
      const groups: GroupOutcome[] = [];
      const limits: LimitOutcome[] = [];
      for (const [i, section] of this.layout.sections.entries()) {
        if (section.groups.length === 0 && section.limits.length === 0) continue;
        const settled = this.section(i);
        if (settled) putInPlace(this.state, section, settled, groups, limits);
      }
      this.together = { groups, limits };
    }
    return this.together;
  }

  get groups(): readonly GroupOutcome[] {
    return this.joint().groups;
  }
  get limits(): readonly LimitOutcome[] {
    return this.joint().limits;
  }
}

/** What these sections of the program's layout come to together, without the others. */
export function totalOfSections(evaluation: Evaluation, sections: readonly number[]): Evaluation['total'] {
  return evaluation instanceof Settlement ? evaluation.totalOf(sections) : evaluation.total;
}

// ---------------------------------------------------------------------------------------------- section by section

/** A section for one applicant; the very same for another for whom its clauses and limits come to the same. */
function settle(program: Program, section: Section, ev: Evaluator): Settled {
  return ev.common(section, () => settled(program, section, outcomesOf(section, ev), ev));
}

function settled(program: Program, section: Section, outcomes: readonly ClauseOutcome[], ev: Evaluator): Settled {
  try {
    return settleSection(section, outcomes, ev);
  } catch (thrown) {
    // Sums of huge amounts: the total is in error.
    if (!(thrown instanceof ExactOverflow || thrown instanceof RangeError)) throw thrown;
    const sum = failure('too-large', emptyPlace(program));
    const none = {
      groups: [],
      limits: [],
      unspecified: [],
      granted: [],
      conflicts: [],
      open: false,
      undecided: false,
      wanting: [],
      unread: false,
      some: outcomes.length > 0,
    };
    return { outcomes, clauses: outcomes, sum, ...none };
  }
}

function settleSection(section: Section, outcomes: readonly ClauseOutcome[], ev: Evaluator): Settled {
  const parts = new Map<string, Part>();
  for (const o of outcomes) {
    const clause = ev.clause(o.clause);
    if (clause) parts.set(o.clause, partOf(o.clause, clause.place, o));
  }
  const own = section.groups.flatMap((i) => ev.group(i) ?? []);
  const groups = settleGroups(own, parts);
  const limits = section.limits.flatMap((i) => {
    const limit = ev.limit(i);
    return limit ? [applyLimit(limit, parts, ev)] : [];
  });
  const all = [...parts.values()];
  const open = all.filter((p) => p.amount.state === 'unknown');
  const wanting = mayConflict(own, groups, all);
  return {
    outcomes,
    clauses: outcomes.map((o) => {
      const part = parts.get(o.clause);
      return part ? finished(part, o) : o;
    }),
    groups,
    limits,
    sum: all[0] ? sumOf(all, all[0].place) : ZERO,
    some: outcomes.length > 0,
    unspecified: named(all, 'unspecified'),
    granted: named(all, 'granted'),
    conflicts: groups.filter((g) => g.state === 'conflict' || g.items?.some((i) => i.state === 'conflict')).map((g) => g.group),
    open: open.length > 0,
    // A conflict leaves amounts open for which no fact is wanting.
    undecided:
      wanting.length > 0 ||
      open.some((p) => p.status !== 'conflict' && !(p.items?.some((i) => i.status === 'conflict') && p.status !== 'unknown')),
    unread: all.some((p) => p.outcome.error?.code === 'broken'),
    wanting: unionNeeds(wanting.map((p) => (p.amount.state === 'unknown' ? p.amount.needs : p.needs))),
  };
}

function named(parts: readonly Part[], status: 'unspecified' | 'granted'): string[] {
  return parts.filter((p) => p.status === status || p.items?.some((i) => i.status === status)).map((p) => p.clause);
}

/** Unknown members of a group without `choose`: whatever they would get, the group may turn out to be in conflict. */
function mayConflict(groups: readonly Group[], outcomes: readonly GroupOutcome[], parts: readonly Part[]): readonly Part[] {
  const open = new Set<string>();
  for (const [i, g] of outcomes.entries()) {
    const group = groups[i];
    if (g.state === 'unknown' && group && group.choose === undefined) for (const m of group.members) open.add(m);
  }
  return open.size === 0 ? [] : parts.filter((p) => open.has(p.clause) && p.status === 'unknown');
}

/** The outcome with what groups and limits made of it; the very one where they made nothing of it. */
function finished<T extends ItemOutcome & { readonly items?: readonly ItemOutcome[] }>(part: Part, outcome: T): T {
  const items = part.items?.map((i) => finished(i, i.outcome));
  const same = part.status === outcome.status && part.amount === outcome.amount && part.cuts.length === 0 && !part.excludedBy;
  if (same && (items ?? []).every((x, i) => x === outcome.items?.[i])) return outcome;
  const { amount } = part;
  return {
    ...outcome,
    status: part.status,
    amount,
    needs: part.needs,
    error: outcome.error ?? (amount.state === 'error' ? amount.error : undefined),
    excludedBy: part.excludedBy,
    cuts: part.cuts,
    items,
  };
}

function outcomesOf(section: Section, ev: Evaluator): ClauseOutcome[] {
  return section.clauses.flatMap((name) => ev.outcome(name) ?? []);
}

function putInPlace(program: Program, section: Section, settled: Settled, groups: GroupOutcome[], limits: LimitOutcome[]): void {
  const { sum } = settled;
  for (const [k, i] of section.groups.entries()) {
    groups[i] = settled.groups[k] ?? { group: program.groups[i]?.name ?? '', state: 'idle', contenders: [] };
  }
  for (const [k, i] of section.limits.entries()) {
    limits[i] = settled.limits[k] ?? { limit: program.limits[i]?.name ?? '', cap: sum, before: sum, after: sum, bites: false };
  }
}

// ---------------------------------------------------------------------------------------------- the total

function totalOf(program: Program, all: Sum): Evaluation['total'] {
  const { sum: value, unspecified, granted, conflicts, open, undecided, wanting } = all;
  const beside = { unspecified, granted, conflicts };
  if (program.currency === undefined && all.some) {
    const place = program.clauses.values().next().value?.place ?? emptyPlace(program);
    return { status: 'error', value: failure('broken', place), ...beside };
  }
  if (undecided) {
    const needs = value.state === 'unknown' ? value.needs : [];
    return { status: 'unknown', value: opened(value, wanting.length > 0 ? unionNeeds([needs, wanting]) : needs), ...beside };
  }
  // A conflict stays one until the author says, even where what its members would get is lost in another group.
  if (open || conflicts.length > 0) return { status: 'conflict', value: opened(value, []), ...beside };
  if (value.state === 'error') return { status: 'error', value, ...beside };
  return { status: 'known', value: value.state === 'unspecified' ? failure('broken', emptyPlace(program)) : value, ...beside };
}

function opened(value: Value, needs: readonly Need[]): Value {
  if (value.state === 'known') return { state: 'unknown', range: value.range ?? rangeOfValue(value), needs };
  return value.state === 'unknown' ? { ...value, needs } : value;
}

/** Where there is nothing to point at. */
export function emptyPlace(program: Program): Place {
  const item = {
    text: '',
    node: { kind: 'broken', start: 0, end: 0 },
    tokens: [],
    problems: [],
    lookups: new Map(),
    declares: [],
  } as const;
  return { uri: program.root, item, start: 0, end: 0 };
}

// ---------------------------------------------------------------------------------------------- from one state to the next

interface Question {
  readonly from: Program;
  readonly to: Program;
  readonly layout: Layout;
  readonly touched: ReadonlySet<string>;
  readonly sections: readonly number[];
}
/** All examples of a file ask the same after an edit. */
let answered: Question | undefined;

/** The sections of `layout` in which something may come out otherwise than before; undefined where that cannot be told. */
function sectionsToSettle(old: Settlement, program: Program, layout: Layout, ev: Evaluator): readonly number[] | undefined {
  if (old.isOf(program, ev.applicant)) return [];
  const touched = ev.touchedSince(old.program);
  if (!touched) return undefined;
  if (layout !== old.layout && layout.before?.id !== old.layout.id) return undefined;
  if (answered?.from !== old.program || answered.to !== program || answered.layout !== old.layout || answered.touched !== touched) {
    const sections = new Set<number>();
    for (const name of touched) {
      const s = layout.ofClause.get(name);
      if (s !== undefined) sections.add(s);
    }
    if (layout !== old.layout) for (const [i, n] of (layout.before?.numbers ?? []).entries()) if (n === undefined) sections.add(i);
    let regrouped = false;
    for (const [i, s] of layout.ofGroup.entries()) {
      if (sameGroup(old.program.groups[i], program.groups[i])) continue;
      sections.add(s);
      regrouped = true;
    }
    for (const [i, s] of layout.ofLimit.entries()) {
      const limit = program.limits[i];
      if (!regrouped && limit && sameLimit(old.program.limits[i], limit) && ![...readsOfLimit(limit)].some((n) => touched.has(n))) continue;
      sections.add(s);
    }
    answered = { from: old.program, to: program, layout: old.layout, touched, sections: [...sections].sort((a, b) => a - b) };
  }
  return answered.sections;
}

export function sameGroup(a: Group | undefined, b: Group | undefined): boolean {
  return (
    a === b ||
    (a !== undefined && b !== undefined && a.name === b.name && a.each === b.each && a.choose === b.choose && a.members === b.members)
  );
}

export function sameLimit(a: Limit | undefined, b: Limit): boolean {
  // Members are the layout's; places move with the limit's own item, and so do the cap and the window.
  return (
    a !== undefined && a.name === b.name && a.cap === b.cap && a.window === b.window && a.each === b.each && a.place.item === b.place.item
  );
}
