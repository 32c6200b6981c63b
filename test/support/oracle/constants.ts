/** The constants of a program by dimension, and the windows in which earlier payments count: what a grid of applicants is made from. */
import { Exact } from '../../../server/src/core/exact';
import type { Clause, Expression, Place, Program, Window } from '../../../server/src/core/program/program';
import { visit } from '../../../server/src/core/program/reads';

/** The outermost expressions of a clause. */
export function partsOfClause(c: Clause): Expression[] {
  const all = [...c.lets.values()].map((l) => l.value);
  for (const w of c.conditions) for (const t of w.tests) all.push(t.condition);
  if (c.benefit.kind === 'award') all.push(c.benefit.amount);
  for (const s of c.steps) {
    if (s.condition) all.push(s.condition);
    if (s.kind === 'round') all.push(s.to);
    else all.push(s.amount);
    if (s.kind === 'cap' && s.window?.kind === 'within') all.push(s.window.length);
  }
  return all;
}

/** Every outermost expression of the program but those of examples. */
export function partsOf(program: Program): Expression[] {
  return [
    ...[...program.lets.values()].map((l) => l.value),
    ...program.files.flatMap((f) => f.requirements.map((t) => t.condition)),
    ...[...program.clauses.values()].flatMap(partsOfClause),
    ...program.limits.flatMap((l) => [l.cap, ...(l.window?.kind === 'within' ? [l.window.length] : [])]),
  ];
}

export interface Constants {
  /** By dimension, in base units. */
  readonly numbers: ReadonlyMap<string, readonly Exact[]>;
  readonly days: readonly number[];
  readonly texts: readonly string[];
  /** Lengths that are added to or compared with dates, in months and in days. */
  readonly months: readonly number[];
}

export function constantsOf(program: Program): Constants {
  const numbers = new Map<string, Map<string, Exact>>();
  const days = new Set<number>();
  const texts = new Set<string>();
  const months = new Set<number>();
  for (const part of partsOf(program)) {
    visit(part, (e) => {
      if (e.op !== 'constant') return;
      const { value } = e;
      if (value.kind === 'date') days.add(value.day);
      else if (value.kind === 'text') texts.add(value.value);
      else if (value.kind === 'number' && e.type.kind === 'number') {
        const { dimension } = e.type;
        const known = numbers.get(dimension) ?? new Map<string, Exact>();
        known.set(value.value.toString(), value.value);
        numbers.set(dimension, known);
        if (dimension === 'month') months.add(value.value.toNumber());
      }
    });
  }
  for (const c of program.clauses.values()) {
    if (c.effective?.from !== undefined) days.add(c.effective.from);
    if (c.effective?.to !== undefined) days.add(c.effective.to);
  }
  return {
    numbers: new Map([...numbers].map(([d, known]) => [d, [...known.values()]])),
    days: [...days],
    texts: [...texts],
    months: [...months],
  };
}

/** Whose earlier payments count, and since when. A window's length is a constant in these programs. */
export interface Payee {
  readonly clause: string;
  readonly windows: readonly Span[];
}
export type Span = { readonly kind: 'ever' } | { readonly kind: 'year' } | { readonly kind: 'months' | 'days'; readonly n: number };

export function payeesOf(program: Program): Payee[] {
  const found = new Map<string, Map<string, Span>>();
  const add = (clause: string, span: Span): void => {
    const spans = found.get(clause) ?? new Map<string, Span>();
    spans.set(JSON.stringify(span), span);
    found.set(clause, spans);
  };
  const lengthOf = (e: Expression, by?: 'day' | 'month'): Span => {
    if (e.op !== 'constant' || e.value.kind !== 'number') throw new Error('a window whose length is no constant');
    const month = by ? by === 'month' : e.type.kind === 'number' && e.type.dimension === 'month';
    return { kind: month ? 'months' : 'days', n: e.value.value.toNumber() };
  };
  const spanOf = (w: Window): Span =>
    w.kind === 'ever' ? { kind: 'ever' } : w.kind === 'per year' ? { kind: 'year' } : lengthOf(w.length, w.by);
  for (const c of program.clauses.values()) for (const s of c.steps) if (s.kind === 'cap' && s.window) add(c.name, spanOf(s.window));
  for (const l of program.limits) if (l.window) for (const m of l.members) add(m, spanOf(l.window));
  for (const part of partsOf(program)) {
    visit(part, (e) => {
      if (e.op !== 'paid') return;
      const members = program.groups.find((g) => g.name === e.target)?.members ?? [e.target];
      for (const m of members) add(m, e.within ? lengthOf(e.within) : { kind: 'ever' });
    });
  }
  return [...found].map(([clause, spans]) => ({ clause, windows: [...spans.values()] }));
}

/** Two places of one text. */
export const samePlace = (a: Place, b: Place): boolean => a.item === b.item && a.start === b.start && a.end === b.end;

function some(program: Program, test: (e: Expression) => boolean): boolean {
  let found = false;
  for (const part of partsOf(program)) {
    visit(part, (e) => {
      if (test(e)) found = true;
    });
  }
  return found;
}

const windowsOf = (program: Program): Window[] => [
  ...[...program.clauses.values()].flatMap((c) => c.steps.flatMap((s) => (s.kind === 'cap' && s.window ? [s.window] : []))),
  ...program.limits.flatMap((l) => l.window ?? []),
];

/** Whether it may matter on which day an applicant is judged. */
export function readsDate(program: Program): boolean {
  if ([...program.clauses.values()].some((c) => c.effective)) return true;
  if (windowsOf(program).some((w) => w.kind !== 'ever')) return true;
  return some(program, (e) => e.op === 'as_of' || (e.op === 'paid' && e.within !== undefined));
}

/** Whether dates are counted with, not only compared with constants and each other: then days near the constants do not stand for all. */
export function computesDates(program: Program): boolean {
  if (windowsOf(program).some((w) => w.kind !== 'ever')) return true;
  const functions = new Set(['days', 'months', 'years', 'year', 'month', 'day']);
  return some(program, (e) => e.op === 'shift' || (e.op === 'call' && functions.has(e.fn)) || (e.op === 'paid' && e.within !== undefined));
}

/** Sums, differences and simple parts of the program's numbers, whatever they measure: where a computed amount may just meet another. */
export function sumsOf(program: Program): Exact[] {
  const all = new Map<string, Exact>();
  const add = (v: Exact): void => {
    if (all.size < 40) all.set(v.toString(), v);
  };
  const numbers = [...constantsOf(program).numbers.values()].flat();
  for (const a of numbers) for (const k of [2, 4, 5]) for (const v of [a.times(Exact.of(k)), a.div(Exact.of(k))]) add(v);
  for (const a of numbers)
    for (const b of numbers) {
      add(a.plus(b));
      add(a.minus(b));
      add(a.plus(b).div(Exact.of(4)));
    }
  return [...all.values()];
}
