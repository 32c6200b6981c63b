/**
 * The whole evaluation: clauses, then groups, then limits, then the total. Source: language.md, *What a policy pays*. Section by section (see
 * layout.ts), so that the next state of the program settles again only what an edit touched.
 */
import { ExactOverflow } from '../exact';
import type { Group, Limit, Place, Program } from '../program/program';
import { readsOfLimit } from '../program/reads';
import type { Evaluator } from './evaluator';
import { settleGroups } from './groups';
import { type Layout, layoutOf, type Section } from './layout';
import { applyLimit } from './limits';
import { Outcomes } from './outcomes';
import { type Part, partOf, sumOf } from './part';
import { type Sum, SumTree } from './sums';
import { failure, rangeOfValue, unionNeeds, ZERO } from './value';
import type { ClauseOutcome, Evaluation, GroupOutcome, ItemOutcome, LimitOutcome, Need, Value } from './values';

interface Settled extends Sum {
  /** Before groups and limits. */
  readonly outcomes: readonly ClauseOutcome[];
  readonly clauses: readonly ClauseOutcome[];
  readonly groups: readonly GroupOutcome[];
  readonly limits: readonly LimitOutcome[];
}

/** What is kept of an evaluation for the next one of the same applicant. */
export interface Settlement {
  readonly program: Program;
  readonly layout: Layout;
  readonly sections: readonly Settled[];
  readonly tree: SumTree;
  readonly evaluation: Evaluation;
}

export function evaluateProgram(program: Program, ev: Evaluator): Evaluation {
  const layout = layoutOf(program);
  const old = ev.settlement;
  const dirty = old && old.program.currency === program.currency ? sectionsToSettle(old, program, layout, ev) : undefined;
  ev.settlement = old && dirty ? continued(program, layout, old, dirty, ev) : afresh(program, layout, ev);
  return ev.settlement.evaluation;
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

function afresh(program: Program, layout: Layout, ev: Evaluator): Settlement {
  const sections = layout.sections.map((s) => settle(program, s, ev));
  return put(program, layout, sections, new SumTree(sections, firstPlace(program)));
}

/** `dirty` are the numbers of the sections in which something may come out otherwise than in `old`. */
function continued(program: Program, layout: Layout, old: Settlement, dirty: readonly number[], ev: Evaluator): Settlement {
  const numbers = layout === old.layout ? undefined : layout.before?.numbers;
  const sections = numbers ? numbers.map((n) => old.sections[n ?? -1]) : [...old.sections];
  const again = new Set(dirty);
  const changed: number[] = [];
  for (const i of again) {
    const section = layout.sections[i];
    if (!section) continue;
    const now = settle(program, section, ev);
    if (now === sections[i]) continue;
    sections[i] = now;
    changed.push(i);
  }
  const all = sections.filter((s) => s !== undefined);
  const inPlace = !numbers || (numbers.length === old.sections.length && numbers.every((n, i) => n === undefined || n === i));
  if (!inPlace) return put(program, layout, all, new SumTree(all, firstPlace(program)));
  if (layout === old.layout && changed.length === 0) return { ...old, program };
  for (const i of changed) old.tree.set(i, all[i] as Settled);
  return put(program, layout, all, old.tree);
}

function firstPlace(program: Program): Place {
  return program.clauses.values().next().value?.place ?? emptyPlace(program);
}

function put(program: Program, layout: Layout, sections: readonly Settled[], tree: SumTree): Settlement {
  const groups: GroupOutcome[] = [];
  const limits: LimitOutcome[] = [];
  for (const [s, section] of layout.sections.entries()) {
    const settled = sections[s];
    if (settled && (section.groups.length > 0 || section.limits.length > 0)) putInPlace(program, section, settled, groups, limits);
  }
  const sum = tree.whole;
  const evaluation = { unread: sum.unread, clauses: new Outcomes(layout, sections), groups, limits, total: totalOf(program, sum) };
  return { program, layout, sections, tree, evaluation };
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

function emptyPlace(program: Program): Place {
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
  if (old.program === program) return [];
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

function sameGroup(a: Group | undefined, b: Group | undefined): boolean {
  return (
    a === b ||
    (a !== undefined && b !== undefined && a.name === b.name && a.each === b.each && a.choose === b.choose && a.members === b.members)
  );
}

function sameLimit(a: Limit | undefined, b: Limit): boolean {
  // Members are the layout's; places move with the limit's own item, and so do the cap and the window.
  return (
    a !== undefined && a.name === b.name && a.cap === b.cap && a.window === b.window && a.each === b.each && a.place.item === b.place.item
  );
}
