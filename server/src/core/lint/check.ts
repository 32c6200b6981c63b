/**
 * The checks over one item of the typed program: its tables and its intervals and dates. What an item's result rests on beyond the item
 * itself (facts, lets, requirements that it reads) is recorded, so the result is kept while none of that changes.
 */
import { Exact } from '../exact';
import type { Problem } from '../finding';
import type { Clause, DateRange, Example, Expression, Fact, FileInfo, Let, Limit, Place, Program, Step, Test } from '../program/program';
import { visit as eachPart } from '../program/reads';
import { children } from '../program/traverse';
import type { Bounds } from '../program/types';
import { datesOfClause, datesOfFile } from './dates';
import { checkDefaults, checkGivens } from './givens';
import { assume, eitherGuards } from './guards';
import { type EmptyInterval, emptyInterval } from './intervals';
import { languageOf, literalOf, unitOf } from './literal';
import { intersection, range as numberRange } from './numbers';
import { type Guards, NO_GUARDS, type NumberRange, type Reader, rangeOf, rangeOfType, readerOf } from './ranges';
import { rules } from './rules/index';
import { holdsNothing, type Setting } from './space';
import { analyseMarginal, analyseTable, type TableAnalysis } from './tables';

/** One item with what it says: the unit in which results are kept. */
export type Item =
  | { readonly kind: 'fact'; readonly ir: Fact }
  | { readonly kind: 'let'; readonly ir: Let }
  | { readonly kind: 'clause'; readonly ir: Clause }
  | { readonly kind: 'limit'; readonly ir: Limit }
  | { readonly kind: 'require'; readonly ir: Test }
  | { readonly kind: 'example'; readonly ir: Example };

/** Findings of one item of the program, relative to it. `reads` takes the keys of what they rest on. */
export function checkItem(program: Program, item: Item, reads: Set<string> = new Set()): readonly Problem[] {
  return new Checker(program, item.ir.place, reads).item(item);
}

/** The findings on a file's own dates. */
export function checkFile(program: Program, uri: string): readonly Problem[] {
  const file = program.files.find((f) => f.uri === uri);
  return file ? datesOfFile(file) : [];
}

function days(range: DateRange | undefined): NumberRange {
  const end = (day: number | undefined) => (day === undefined ? undefined : { value: Exact.of(day), inclusive: true });
  return numberRange(end(range?.from), end(range?.to), Exact.one);
}

/** Guards that also hold inside another `each`, where a field is another item's. */
function withoutFields(guards: Guards): Guards {
  return new Map([...guards].filter(([key]) => !key.includes('@')));
}

/** The local lets that a clause's conditions read: they are computed before the conditions are known to hold. */
function letsIn(clause: Clause): ReadonlySet<string> {
  const found = new Set<string>();
  const visit = (e: Expression) =>
    eachPart(e, (x) => {
      if (x.op !== 'let' || x.clause !== clause.name || found.has(x.name)) return;
      found.add(x.name);
      const local = clause.lets.get(x.name);
      if (local) visit(local.value);
    });
  for (const condition of clause.conditions) for (const test of condition.tests) visit(test.condition);
  return found;
}

class Checker {
  private readonly problems: Problem[] = [];
  private readonly reader: Reader;
  private readonly language: 'en' | 'zh';
  private readonly uri: string;

  constructor(
    private readonly program: Program,
    place: Place,
    private readonly reads: Set<string>,
  ) {
    this.uri = place.uri;
    this.language = languageOf(place);
    this.reader = readerOf(
      program,
      (unit) => {
        for (const part of unit.split('/')) reads.add(`unit ${part}`);
        return unitOf(unit, program)?.factor;
      },
      (key) => reads.add(key),
    );
  }

  item(item: Item): readonly Problem[] {
    switch (item.kind) {
      case 'fact':
        this.fact(item.ir);
        break;
      case 'let':
        this.expression(item.ir.value, this.required());
        break;
      case 'clause':
        this.clause(item.ir);
        break;
      case 'limit':
        this.expression(item.ir.cap, this.required());
        if (item.ir.window?.kind === 'within') this.expression(item.ir.window.length, NO_GUARDS);
        break;
      case 'require':
        this.expression(item.ir.condition, NO_GUARDS);
        break;
      case 'example':
        for (const name of item.ir.facts.keys()) this.reads.add(`fact ${name}`);
        this.problems.push(...checkGivens(this.program, item.ir));
        break;
      default:
        item satisfies never;
    }
    return this.problems;
  }

  /** The file that the item stands in. */
  private file(what: 'file' | 'require'): FileInfo | undefined {
    this.reads.add(`${what} ${this.uri}`);
    return this.program.files.find((f) => f.uri === this.uri);
  }

  /** What the file's requirements and dates, and dates of the item's own, say of every applicant that is judged. */
  private required(own?: DateRange): Guards {
    const dates = intersection(days(this.file('file')?.effective), days(own));
    const start: Guards = dates.lower || dates.upper ? new Map([['as_of', dates]]) : NO_GUARDS;
    const tests = this.file('require')?.requirements ?? [];
    return tests.reduce<Guards>((guards, test) => assume(test.condition, true, guards, this.reader), start);
  }

  private fact(fact: Fact): void {
    this.problems.push(...checkDefaults(this.program, fact));
    if (fact.type.kind === 'list') {
      for (const field of fact.type.fields)
        this.bounds(fact.place, field.interval, rangeOfType(field.type, undefined, this.reader), field.type.kind === 'date', field.name);
      return;
    }
    this.bounds(fact.place, fact.bounds, rangeOfType(fact.type, undefined, this.reader), fact.type.kind === 'date', undefined);
  }

  private bounds(
    place: Place,
    bounds: Bounds | undefined,
    range: ReturnType<typeof rangeOfType>,
    dates: boolean,
    field: string | undefined,
  ): void {
    if (!bounds?.lower || !bounds.upper || range.kind !== 'number') return;
    if (!holdsNothing(bounds.lower, bounds.upper, range.step)) return;
    const node = place.item.node;
    const type = node.kind === 'fact' ? node.type : undefined;
    const declared = field === undefined ? node : type?.kind === 'list' ? type.fields.find((f) => f.name.name === field) : undefined;
    const interval = declared && 'interval' in declared ? declared.interval : undefined;
    const where = interval ? { ...place, start: interval.start, end: interval.end } : place;
    this.empty({ place: where, whole: !holdsNothing(bounds.lower, bounds.upper, undefined), dates });
  }

  private clause(clause: Clause): void {
    this.problems.push(...datesOfClause(clause, this.file('file')?.effective));
    let guards = this.required(clause.effective);
    const before = guards;
    for (const condition of clause.conditions) {
      for (const test of condition.tests) this.expression(test.condition, guards);
      const before = guards;
      const alternatives = condition.tests.map((test) => assume(test.condition, true, before, this.reader));
      if (alternatives.length > 0) guards = alternatives.reduce(eitherGuards);
    }
    const early = letsIn(clause);
    for (const local of clause.lets.values()) this.expression(local.value, early.has(local.name) ? before : guards);
    if (clause.benefit.kind === 'award') this.expression(clause.benefit.amount, guards);
    for (const step of clause.steps) this.step(step, guards);
  }

  private step(step: Step, guards: Guards): void {
    if (step.condition) this.expression(step.condition, guards);
    const inner = step.condition ? assume(step.condition, true, guards, this.reader) : guards;
    switch (step.kind) {
      case 'less':
      case 'floor':
        this.expression(step.amount, inner);
        break;
      case 'cap':
        this.expression(step.amount, inner);
        if (step.window?.kind === 'within') this.expression(step.window.length, inner);
        break;
      case 'round':
        this.expression(step.to, inner);
        break;
      default:
        step satisfies never;
    }
  }

  private empty(interval: EmptyInterval): void {
    for (const rule of rules) this.problems.push(...(rule.interval?.(interval) ?? []));
  }

  private setting(guards: Guards): Setting {
    return { reader: this.reader, guards, literal: (value, type) => literalOf(value, type, this.program, this.language) };
  }

  private numberRange(e: Expression): NumberRange {
    const range = rangeOf(e, this.reader);
    return range.kind === 'number' ? range : { kind: 'number' };
  }

  private interval(interval: Parameters<typeof emptyInterval>[0], subject: Expression): void {
    const empty = emptyInterval(interval, this.numberRange(subject), this.reader, subject.type.kind === 'date');
    if (empty) this.empty(empty);
  }

  /** Looks at an expression and all in it, with what is known where it stands. */
  private expression(e: Expression, guards: Guards): void {
    for (const [part, inner] of this.parts(e, guards)) this.expression(part, inner);
    switch (e.op) {
      case 'interval':
        this.interval(e.interval, e.subject);
        break;
      case 'table':
        for (const row of e.rows) {
          for (const [n, column] of row.columns.entries()) {
            const subject = e.subjects[n];
            for (const pattern of column) if (pattern.kind === 'interval' && subject) this.interval(pattern.interval, subject);
          }
        }
        this.analysed(analyseTable(e, this.setting(guards)));
        break;
      case 'marginal':
        for (const row of e.rows) this.interval(row.interval, e.subject);
        this.analysed(analyseMarginal(e, this.setting(guards)));
        break;
      default:
        break;
    }
  }

  /** The direct parts of an expression, with what is known where each is computed. */
  private parts(e: Expression, guards: Guards): readonly (readonly [Expression, Guards])[] {
    const assumed = (condition: Expression, truth: boolean, from = guards) => assume(condition, truth, from, this.reader);
    switch (e.op) {
      // The right side matters only where the left one does not decide.
      case 'and':
      case 'or':
        return [
          [e.left, guards],
          [e.right, assumed(e.left, e.op === 'and')],
        ];
      case 'if':
        return [
          [e.condition, guards],
          [e.then, assumed(e.condition, true)],
          [e.else, assumed(e.condition, false)],
        ];
      case 'select': {
        const inner = e.each ? withoutFields(guards) : guards;
        return e.entries.flatMap(({ value, condition }): [Expression, Guards][] =>
          condition
            ? [
                [condition, inner],
                [value, assumed(condition, true, inner)],
              ]
            : [[value, inner]],
        );
      }
      default:
        return children(e).map((part) => [part, guards] as const);
    }
  }

  private analysed(analysis: TableAnalysis | undefined): void {
    if (!analysis) return;
    for (const rule of rules) this.problems.push(...(rule.table?.(analysis) ?? []));
  }
}
