/**
 * Rows of tables: which subject values reach a table is read off the evaluator's trace; which rows match them is judged here. Reading: a table in
 * a `when` is reached surely by those for whom all conditions before it hold; whether others count is left open, as are tables that nobody
 * reaches, tables of requirements and limits, slices of `marginal`, and the name of a gap over members and numbers together.
 */
import { evaluateExpression } from '../../../server/src/core/evaluate/index';
import type { ItemOutcome, Trace } from '../../../server/src/core/evaluate/values';
import type { Constant, Expression, Pattern, Program, Row } from '../../../server/src/core/program/program';
import { readsOfLet, readsOfTest, visit } from '../../../server/src/core/program/reads';
import type { Answers } from './answer';
import type { Life } from './clauses';
import { partsOf, partsOfClause, samePlace } from './constants';
import type { Grid } from './grid';
import { isYes, type Seen, unitsOf } from './observe';

export type Table = Extract<Expression, { op: 'table' }>;

export interface NamedTable {
  /** The let or clause that it stands in, and which of its tables it is. */
  readonly name: string;
  readonly owner: string;
  readonly table: Table;
}

export function hasTables(program: Program): boolean {
  let found = false;
  for (const part of partsOf(program)) {
    visit(part, (e) => {
      if (e.op === 'table') found = true;
    });
  }
  return found;
}

export function tablesOf(program: Program): NamedTable[] {
  const found: NamedTable[] = [];
  const look = (owner: string, parts: readonly Expression[]): void => {
    let n = 0;
    for (const part of parts) {
      visit(part, (e) => {
        if (e.op === 'table') found.push({ name: `${owner}.${n++}`, owner, table: e });
      });
    }
  };
  for (const l of program.lets.values()) look(l.name, [l.value]);
  for (const c of program.clauses.values()) look(c.name, partsOfClause(c));
  return found;
}

interface Reached {
  readonly subjects: readonly Constant[];
  readonly seen: Seen;
  readonly sure: boolean;
}

function* traced(o: ItemOutcome): Generator<{ readonly trace: Trace; readonly sure: boolean }> {
  let sure = true;
  for (const c of o.conditions) {
    if (c.trace) yield { trace: c.trace, sure };
    for (const a of c.alternatives ?? []) if (a.trace) yield { trace: a.trace, sure };
    if (!isYes(c.result)) sure = false;
  }
  for (const s of o.steps) if (s.trace) yield { trace: s.trace, sure: true };
}

/** row-gap and member-missing TABLE; row-overlap and row-unreachable TABLE ROW, `otherwise` being the row behind the last. */
export function decideTables(grid: Grid, applicants: readonly Seen[], lives: ReadonlyMap<string, Life>, answers: Answers): void {
  const tables = tablesOf(grid.program);
  if (tables.length === 0) return;
  // Rows of a let that a requirement reads count for those, too, who do not meet it.
  const judging = new Set(grid.program.files.flatMap((f) => f.requirements.flatMap((t) => [...readsOfTest(t)])));
  for (const name of judging)
    for (const l of grid.program.lets.values()) if (l.name === name) for (const n of readsOfLet(l)) judging.add(n);
  const reached = new Map<NamedTable, Reached[]>(tables.map((t) => [t, []]));
  for (const seen of applicants) {
    for (const o of seen.evaluation.clauses.values())
      for (const unit of unitsOf(o))
        for (const { trace, sure } of traced(unit)) {
          const stack = [trace];
          for (let t = stack.pop(); t; t = stack.pop()) {
            stack.push(...t.inputs);
            if (t.label !== 'table') continue;
            const place = t.place;
            const table = tables.find((x) => samePlace(x.table.place, place));
            if (!table) continue;
            const values = t.inputs.slice(0, table.table.subjects.length).map((i) => i.result);
            const subjects = values.flatMap((v) => (v.state === 'known' ? [v.value] : []));
            if (subjects.length === table.table.subjects.length) reached.get(table)?.push({ subjects, seen, sure });
          }
        }
  }
  for (const [table, points] of reached) {
    answers.complete = grid.relevance.isComplete(lives.has(table.owner) ? [table.owner] : undefined);
    const live = (lives.get(table.owner)?.live ?? true) && !judging.has(table.owner);
    decideTable(grid.program, table, points, live, answers);
  }
}

function decideTable(program: Program, { name, table }: NamedTable, points: readonly Reached[], live: boolean, answers: Answers): void {
  const rows = table.rows.length;
  const known = live && points.some((p) => p.sure) && !rowsNeedScope(table);
  // By row: 2 where it surely happens, 1 where it may.
  const first = Array<number>(rows + 1).fill(0);
  const behind = Array<number>(rows).fill(0);
  let gap = 0;
  const judged = new Map<string, readonly number[]>();
  for (const { subjects, seen, sure } of points) {
    const key = JSON.stringify(subjects, (_, v) => (typeof v === 'bigint' ? v.toString() : v));
    let matching = table.rows.every(isConstant) ? judged.get(key) : undefined;
    if (!matching) {
      matching = table.rows.flatMap((row, i) => (matches(row, subjects, table, program, seen) ? [i] : []));
      judged.set(key, matching);
    }
    const weight = sure ? 2 : 1;
    const [winner, ...others] = matching;
    if (winner === undefined) {
      if (table.otherwise) first[rows] = Math.max(first[rows] ?? 0, weight);
      else gap = Math.max(gap, weight);
    } else first[winner] = Math.max(first[winner] ?? 0, weight);
    for (const row of others) behind[row] = Math.max(behind[row] ?? 0, weight);
  }
  for (let row = 0; row < rows; row++) {
    answers.always('row-unreachable', `${name} ${row}`, known && first[row] === 2, !known || first[row] === 1);
    const unreachable = first[row] === 0;
    if (behind[row] === 2 && first[row] === 2 && known) answers.set('row-overlap', `${name} ${row}`, 'yes');
    else answers.exists('row-overlap', `${name} ${row}`, false, !known || first[row] === 1 || (!unreachable && behind[row] === 1));
  }
  if (table.otherwise) answers.always('row-unreachable', `${name} ${rows}`, known && first[rows] === 2, !known || first[rows] === 1);
  const kinds = new Set(table.subjects.map((s) => (s.type.kind === 'member' || s.type.kind === 'boolean' ? 'members' : s.type.kind)));
  const mixed = kinds.has('set') || (kinds.has('members') && kinds.size > 1);
  const own = kinds.has('members') && !mixed ? 'member-missing' : 'row-gap';
  const other = own === 'row-gap' ? 'member-missing' : 'row-gap';
  answers.exists(own, name, gap === 2 && known && !mixed, !known || gap === 1 || (mixed && gap > 0));
  answers.exists(other, name, false, !known || (mixed && gap > 0));
}

function matches(row: Row, subjects: readonly Constant[], _table: Table, program: Program, seen: Seen): boolean {
  return row.columns.every((alternatives, i) => {
    const subject = subjects[i];
    return subject !== undefined && alternatives.some((p) => fits(p, subject, program, seen));
  });
}

function fits(p: Pattern, subject: Constant, program: Program, seen: Seen): boolean {
  const value = (e: Expression): Constant | undefined => {
    if (e.op === 'constant') return e.value;
    const v = evaluateExpression(program, seen.applicant, e);
    return v.state === 'known' ? v.value : undefined;
  };
  switch (p.kind) {
    case 'any':
      return true;
    case 'interval': {
      const { lower, upper } = p.interval;
      const low = lower && order(subject, value(lower.value));
      const high = upper && order(subject, value(upper.value));
      return (
        (!lower || (low !== undefined && (low > 0 || (low === 0 && lower.inclusive)))) &&
        (!upper || (high !== undefined && (high < 0 || (high === 0 && upper.inclusive))))
      );
    }
    case 'value': {
      const v = value(p.value);
      if (!v) return false;
      if (subject.kind === 'set' && v.kind === 'member') return subject.members.includes(v.member);
      if (subject.kind === 'boolean' && v.kind === 'boolean') return subject.value === v.value;
      if (subject.kind === 'member' && v.kind === 'member') return subject.member === v.member;
      if (subject.kind === 'text' && v.kind === 'text') return subject.value === v.value;
      return order(subject, v) === 0;
    }
    default:
      return p satisfies never;
  }
}

function order(a: Constant, b: Constant | undefined): number | undefined {
  if (a.kind === 'number' && b?.kind === 'number') return a.value.compare(b.value);
  if (a.kind === 'date' && b?.kind === 'date') return a.day - b.day;
  return undefined;
}

function patternParts(row: Row): Expression[] {
  return row.columns.flat().flatMap((p) => {
    if (p.kind === 'value') return [p.value];
    if (p.kind === 'any') return [];
    return [...(p.interval.lower ? [p.interval.lower.value] : []), ...(p.interval.upper ? [p.interval.upper.value] : [])];
  });
}

const isConstant = (row: Row): boolean => patternParts(row).every((e) => e.op === 'constant');

/** Ends of rows that only make sense within a clause or at an item. */
function rowsNeedScope(table: Table): boolean {
  let found = false;
  for (const part of table.rows.flatMap(patternParts)) {
    visit(part, (e) => {
      if (e.op === 'field' || e.op === 'this' || (e.op === 'let' && e.clause !== undefined)) found = true;
    });
  }
  return found;
}
