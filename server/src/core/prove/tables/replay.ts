/** What a table does for one applicant, by the exact evaluator: which of its rows match, not only the one that counts, and on what. */
import { clauseScope, evaluateClauseAlone, evaluateWithin, GLOBAL, type Scope } from '../../evaluate/index';
import type { Applicant, Value } from '../../evaluate/values';
import type { Constant, Expression, Pattern, Program, Row } from '../../program/program';
import { MOST_ITEMS } from '../encode/inputs';
import { samePlace, type Table, type TableSite } from './sites';

/** A table where it is evaluated once: for one item of each list around it. */
export interface Instance {
  /** The values of the subjects; undefined where one is not known. */
  readonly subjects: readonly (Constant | undefined)[];
  /** The rows that match, in order. */
  readonly rows: readonly number[];
  /** No row matches, and there is no `otherwise`. */
  readonly fails: boolean;
  /** Some row matches if only the subjects with members, yes or no count. */
  readonly membersMatch: boolean;
}

export function instancesOf(program: Program, site: TableSite, applicant: Applicant): readonly Instance[] {
  return scopesOf(program, site, applicant).map((scope) => {
    const { table } = site;
    const value = (e: Expression): Value => evaluateWithin(program, applicant, e, scope);
    const holds = (e: Expression): boolean => {
      const v = value(e);
      return v.state === 'known' && v.value.kind === 'boolean' && v.value.value;
    };
    const whole = value(table);
    const onMembers = table.subjects.map((s) => s.type.kind === 'member' || s.type.kind === 'boolean');
    return {
      subjects: table.subjects.map((s) => {
        const v = value(s);
        return v.state === 'known' ? v.value : undefined;
      }),
      rows: [...table.rows.keys()].filter((i) => holds(testOf(table, i))),
      fails: whole.state === 'error' && whole.error.code === 'no-row' && samePlace(whole.error.place, table.place),
      membersMatch: [...table.rows.keys()].some((i) => holds(testOf(table, i, onMembers))),
    };
  });
}

/** Whether the row matches, as a condition; of some columns only, if `columns` says so. */
function testOf(table: Table, row: number, columns?: readonly boolean[]): Expression {
  const { place } = table;
  const yes: Expression = { op: 'constant', value: { kind: 'boolean', value: true }, type: { kind: 'boolean' }, place };
  const tests = (table.rows[row] as Row).columns.flatMap((alternatives, i): Expression[] => {
    const subject = table.subjects[i];
    if (!subject || columns?.[i] === false) return [];
    const any = alternatives.map((p) => patternOf(p, subject, yes));
    return any.length === 0 ? [] : [any.reduce((left, right) => ({ op: 'or', left, right, type: { kind: 'boolean' }, place }))];
  });
  return tests.reduce((left, right) => ({ op: 'and', left, right, type: { kind: 'boolean' }, place }), yes);
}

function patternOf(pattern: Pattern, subject: Expression, yes: Expression): Expression {
  const { type, place } = yes;
  switch (pattern.kind) {
    case 'any':
      return yes;
    case 'interval':
      return { op: 'interval', subject, interval: pattern.interval, type, place };
    case 'value':
      return subject.type.kind === 'set' && pattern.value.type.kind !== 'set'
        ? { op: 'has', set: subject, member: pattern.value, type, place }
        : { op: 'compare', relation: '=', left: subject, right: pattern.value, type, place };
    default:
      return pattern satisfies never;
  }
}

/** One for each item of each list around the table; some for items that are not there, in which nothing is known. */
function scopesOf(program: Program, { owner, lists }: TableSite, applicant: Applicant): readonly Scope[] {
  const indexes = Array.from({ length: MOST_ITEMS }, (_, i) => i);
  let scopes: readonly Scope[] = [GLOBAL];
  if (owner.kind === 'clause') {
    const { clause, step } = owner;
    const { each } = clause;
    const outcome = evaluateClauseAlone(program, applicant, clause.name);
    const own = each === undefined ? [undefined] : indexes.map((index) => ({ list: each, index }));
    scopes = own.map((item) => {
      const scope = clauseScope(clause, item);
      const before = step === undefined ? undefined : (item ? outcome?.items?.[item.index] : outcome)?.steps[step]?.before;
      return before ? { ...scope, current: before } : scope;
    });
  } else if (owner.kind === 'limit' && owner.limit.each !== undefined) {
    const list = owner.limit.each;
    scopes = indexes.map((index) => ({ items: [{ list, index }] }));
  }
  for (const list of lists) scopes = scopes.flatMap((s) => indexes.map((index) => ({ ...s, items: [...s.items, { list, index }] })));
  return scopes;
}
