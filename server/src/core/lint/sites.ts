/**
 * What is known where an expression is computed: the requirements, dates and conditions before it, the branches around it; and for a let
 * of the program, what holds wherever it is used.
 */
import { Exact } from '../exact';
import type { Clause, DateRange, Expression, FileInfo, Let, Limit, Program, Step } from '../program/program';
import { visit as eachPart, readsOfClause, readsOfLet, readsOfLimit, readsOfTest } from '../program/reads';
import { eachChild } from '../program/traverse';
import { assume, eitherGuards } from './guards';
import { intersection, range } from './numbers';
import { type Guards, NO_GUARDS, type NumberRange, type Reader } from './ranges';

/** An expression and what is known where it is computed. */
export type Site = readonly [Expression, Guards];

const known = new WeakMap<DateRange, NumberRange>();
const ANY_DAY = range(undefined, undefined, Exact.one);

/** The same few dates bound every item of a file. */
function days(dates: DateRange | undefined): NumberRange {
  if (!dates) return ANY_DAY;
  let found = known.get(dates);
  if (!found) {
    const end = (day: number | undefined) => (day === undefined ? undefined : { value: Exact.of(day), inclusive: true });
    found = range(end(dates.from), end(dates.to), Exact.one);
    known.set(dates, found);
  }
  return found;
}

/** What a file's requirements and dates, and dates of the item's own, say of every applicant that is judged. */
export function required(file: FileInfo | undefined, own: DateRange | undefined, reader: Reader): Guards {
  const dates = intersection(days(file?.effective), days(own));
  const start: Guards = dates.lower || dates.upper ? new Map([['as_of', dates]]) : NO_GUARDS;
  return (file?.requirements ?? []).reduce<Guards>((guards, test) => assume(test.condition, true, guards, reader), start);
}

/** Guards that also hold inside another `each`, where a field is another item's. */
function withoutFields(guards: Guards): Guards {
  return new Map([...guards].filter(([key]) => !key.includes('@')));
}

/** Shows the direct parts of an expression, with what is known where each is computed. */
function eachPartOf(e: Expression, guards: Guards, reader: Reader, see: (e: Expression, guards: Guards) => void): void {
  const assumed = (condition: Expression, truth: boolean, from = guards) => assume(condition, truth, from, reader);
  switch (e.op) {
    // The right side matters only where the left one does not decide.
    case 'and':
    case 'or':
      see(e.left, guards);
      see(e.right, assumed(e.left, e.op === 'and'));
      return;
    case 'if':
      see(e.condition, guards);
      see(e.then, assumed(e.condition, true));
      see(e.else, assumed(e.condition, false));
      return;
    case 'select': {
      const inner = e.each ? withoutFields(guards) : guards;
      for (const { value, condition } of e.entries) {
        if (condition) see(condition, inner);
        see(value, condition ? assumed(condition, true, inner) : inner);
      }
      return;
    }
    default:
      eachChild(e, (part) => see(part, guards));
  }
}

/** An expression and all in it. */
export function walk([e, guards]: Site, reader: Reader, visit: (e: Expression, guards: Guards) => void): void {
  const look = (part: Expression, known: Guards): void => {
    visit(part, known);
    eachPartOf(part, known, reader, look);
  };
  look(e, guards);
}

/** The local lets that a clause's conditions read: they are computed before the conditions are known to hold. */
function letsIn(clause: Clause): ReadonlySet<string> {
  const found = new Set<string>();
  const look = (e: Expression) =>
    eachPart(e, (x) => {
      if (x.op !== 'let' || x.clause !== clause.name || found.has(x.name)) return;
      found.add(x.name);
      const local = clause.lets.get(x.name);
      if (local) look(local.value);
    });
  for (const condition of clause.conditions) for (const test of condition.tests) look(test.condition);
  return found;
}

/** Every expression of a clause at its top, where `start` is known of all that are judged. */
export function sitesOf(clause: Clause, start: Guards, reader: Reader): Site[] {
  const sites: Site[] = [];
  let guards = start;
  for (const condition of clause.conditions) {
    const before = guards;
    for (const test of condition.tests) sites.push([test.condition, before]);
    const alternatives = condition.tests.map((test) => assume(test.condition, true, before, reader));
    if (alternatives.length > 0) guards = alternatives.reduce(eitherGuards);
  }
  const early = letsIn(clause);
  for (const local of clause.lets.values()) sites.push([local.value, early.has(local.name) ? start : guards]);
  if (clause.benefit.kind === 'award') sites.push([clause.benefit.amount, guards]);
  for (const step of clause.steps) {
    if (step.condition) sites.push([step.condition, guards]);
    const inner = step.condition ? assume(step.condition, true, guards, reader) : guards;
    for (const e of amountsOf(step)) sites.push([e, inner]);
  }
  return sites;
}

function amountsOf(step: Step): readonly Expression[] {
  switch (step.kind) {
    case 'less':
    case 'floor':
      return [step.amount];
    case 'cap':
      return step.window?.kind === 'within' ? [step.amount, step.window.length] : [step.amount];
    case 'round':
      return [step.to];
    default:
      step satisfies never;
      return [];
  }
}

/** Who reads a name, in the program's order. */
interface Readers {
  required: boolean;
  readonly clauses: Clause[];
  readonly limits: Limit[];
  readonly lets: Let[];
}

const readers = new WeakMap<Program, ReadonlyMap<string, Readers>>();

/** Looked up once for a program: a file may have thousands of lets that are asked about. */
function readersOf(program: Program, name: string): Readers | undefined {
  let all = readers.get(program);
  if (!all) {
    const found = new Map<string, Readers>();
    const of = (each: string): Readers => {
      const known = found.get(each) ?? { required: false, clauses: [], limits: [], lets: [] };
      found.set(each, known);
      return known;
    };
    for (const f of program.files) for (const t of f.requirements) for (const each of readsOfTest(t)) of(each).required = true;
    for (const clause of program.clauses.values()) for (const each of new Set(readsOfClause(clause))) of(each).clauses.push(clause);
    for (const limit of program.limits) for (const each of new Set(readsOfLimit(limit))) of(each).limits.push(limit);
    for (const other of program.lets.values()) for (const each of new Set(readsOfLet(other))) of(each).lets.push(other);
    readers.set(program, found);
    all = found;
  }
  return all.get(name);
}

/** How many lets that use each other are followed. */
const MAX_USES = 20;

/** What holds wherever the program's let `name` is used; undefined where nothing uses it. `seen` are lets that were looked at on the way. */
export function usesOf(program: Program, name: string, reader: Reader, seen = new Map<string, Guards>()): Guards | undefined {
  if (seen.size >= MAX_USES) return NO_GUARDS;
  seen.set(name, NO_GUARDS);
  let known: Guards | undefined;
  const take = (site: Site) =>
    walk(site, reader, (e, guards) => {
      if (e.op === 'let' && e.clause === undefined && e.name === name) known = known ? eitherGuards(known, guards) : guards;
    });
  const file = (uri: string) => program.files.find((f) => f.uri === uri);
  const reading = readersOf(program, name);
  if (!reading) return undefined;
  if (reading.required) return NO_GUARDS;
  for (const clause of reading.clauses) {
    for (const site of sitesOf(clause, required(file(clause.place.uri), clause.effective, reader), reader)) take(site);
  }
  for (const limit of reading.limits) take([limit.cap, required(file(limit.place.uri), undefined, reader)]);
  for (const other of reading.lets) {
    if (other.name === name) continue;
    const around = seen.get(other.name) ?? usesOf(program, other.name, reader, seen);
    take([other.value, around ?? required(file(other.place.uri), undefined, reader)]);
  }
  if (known) seen.set(name, known);
  return known;
}
