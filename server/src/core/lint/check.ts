/**
 * The checks over one item of the typed program: its tables and its intervals and dates. What an item's result rests on beyond the item
 * itself (facts, lets, requirements that it reads) is recorded, so the result is kept while none of that changes.
 */
import type { Problem } from '../finding';
import type { Clause, DateRange, Example, Expression, Fact, FileInfo, Let, Limit, Place, Program, Test } from '../program/program';
import type { Bounds } from '../program/types';
import { datesOfClause, datesOfFile } from './dates';
import { checkDefaults, checkGivens } from './givens';
import { type EmptyInterval, emptyInterval } from './intervals';
import { languageOf, literalOf, unitOf } from './literal';
import { type Guards, NO_GUARDS, type NumberRange, type Reader, rangeOf, rangeOfType, readerOf } from './ranges';
import { rules } from './rules/index';
import { required, sitesOf, usesOf, walk } from './sites';
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

const intervalRules = rules.flatMap((rule) => rule.interval ?? []);
const tableRules = rules.flatMap((rule) => rule.table ?? []);

class Checker {
  private readonly problems: Problem[] = [];
  private readonly reader: Reader;
  private readonly uri: string;

  constructor(
    private readonly program: Program,
    private readonly place: Place,
    private readonly reads: Set<string>,
  ) {
    this.uri = place.uri;
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
        this.let(item.ir);
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

  private required(own?: DateRange): Guards {
    this.file('require');
    return required(this.file('file'), own, this.reader);
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
    const turned = bounds.lower.value.gt(bounds.upper.value);
    this.empty({ place: where, turned, whole: !holdsNothing(bounds.lower, bounds.upper, undefined), dates });
  }

  private clause(clause: Clause): void {
    this.problems.push(...datesOfClause(clause, this.file('file')?.effective));
    for (const site of sitesOf(clause, this.required(clause.effective), this.reader)) this.expression(...site);
  }

  /** A table of a let is judged where the let is used, if it leaves anything open at all. */
  private let(declared: Let): void {
    const isOpen = (p: Problem) => p.name === 'row-gap' || p.name === 'member-missing';
    this.expression(declared.value, this.required());
    if (!this.problems.some(isOpen)) return;
    this.reads.add('uses');
    const uses = usesOf(this.program, declared.name, this.reader);
    if (!uses) return;
    const narrow = new Checker(this.program, declared.place, this.reads);
    narrow.expression(declared.value, uses);
    const rest = this.problems.filter((p) => !isOpen(p));
    this.problems.splice(0, this.problems.length, ...rest, ...narrow.problems.filter(isOpen));
  }

  private empty(interval: EmptyInterval): void {
    for (const rule of intervalRules) this.problems.push(...rule(interval));
  }

  private setting(guards: Guards): Setting {
    return { reader: this.reader, guards, literal: (value, type) => literalOf(value, type, this.program, languageOf(this.place)) };
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
  private expression(root: Expression, known: Guards): void {
    walk([root, known], this.reader, (e, guards) => {
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
    });
  }

  private analysed(analysis: TableAnalysis | undefined): void {
    if (!analysis) return;
    const { place } = analysis.table;
    // A row that could not be read may be the one that seems to be missing.
    const unread = place.item.problems.some((p) => p.rule === 'syntax-error' && p.start >= place.start && p.start <= place.end);
    if (unread) return;
    for (const rule of tableRules) this.problems.push(...rule(analysis));
  }
}
