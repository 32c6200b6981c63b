/**
 * Why: a value in the form that cannot be read must not be taken for "not given", or its fact would have its default, a derived value would be
 * computed, a cap would not know of a payment: a figure would be shown that is wrong. So the policy is evaluated as if nothing were
 * known there: a copy of the program in which an unknown fact stands, called by the path in the form.
 */
import { Exact } from '../core/exact';
import type { Clause, Expression, Fact, Limit, Program, Step } from '../core/program/program';
import type { Bounds, ScalarType } from '../core/program/types';

export interface Unknowns {
  /** Facts whose default does not count. */
  readonly facts: ReadonlySet<string>;
  /** Fields whose default does not count, by list; whoever asks gives the default to the items that have it. */
  readonly fields: ReadonlyMap<string, ReadonlySet<string>>;
  readonly lets: ReadonlySet<string>;
  /** Clauses of whose earlier payments something is not known, with its path in the form; '' stands for every clause. */
  readonly paid: ReadonlyMap<string, string>;
}

const made = new WeakMap<Program, Map<string, Program>>();
/** A person mends one value after the other. */
const MOST = 16;

/** The program itself where nothing is unknown in this way; the same copy for the same unknowns. */
export function withUnknowns(program: Program, unknowns: Unknowns): Program {
  const fields = [...unknowns.fields].map(([list, names]) => [list, [...names].sort()]);
  const key = JSON.stringify([[...unknowns.facts].sort(), fields, [...unknowns.lets].sort(), [...unknowns.paid].sort()]);
  if (key === '[[],[],[],[]]') return program;
  const known = made.get(program) ?? new Map<string, Program>();
  made.set(program, known);
  let copy = known.get(key);
  if (!copy) {
    if (known.size >= MOST) known.clear();
    copy = withoutPayments(withoutLets(withoutDefaults(program, unknowns), unknowns.lets), unknowns.paid);
    known.set(key, copy);
  }
  return copy;
}

function withoutDefaults(program: Program, { facts, fields }: Unknowns): Program {
  if (facts.size === 0 && fields.size === 0) return program;
  const all = new Map(program.facts);
  for (const name of facts) {
    const fact = all.get(name);
    if (!fact?.default) continue;
    const { default: _, ...rest } = fact;
    all.set(name, rest);
  }
  for (const [list, names] of fields) {
    const fact = all.get(list);
    if (fact?.type.kind !== 'list') continue;
    const own = fact.type.fields.map((field) => {
      if (!names.has(field.name)) return field;
      const { default: _, ...rest } = field;
      return rest;
    });
    all.set(list, { ...fact, type: { ...fact.type, fields: own } });
  }
  return { ...program, facts: all };
}

/** @param of what it stands in for: its place, and what it is called */
function standIn(name: string, type: ScalarType, of: Pick<Fact, 'place' | 'namePlace' | 'label'>, bounds?: Bounds): Fact {
  return { name, type, place: of.place, namePlace: of.namePlace, ...(of.label ? { label: of.label } : {}), ...(bounds ? { bounds } : {}) };
}

function withoutLets(program: Program, names: ReadonlySet<string>): Program {
  if (names.size === 0) return program;
  const lets = new Map(program.lets);
  const facts = new Map(program.facts);
  for (const name of names) {
    const own = lets.get(name);
    if (!own) continue;
    const path = `lets.${name}`;
    const { type, place } = own.value;
    facts.set(path, standIn(path, type, { ...own, label: own.label ?? name }));
    lets.set(name, { ...own, value: { op: 'fact', name: path, type, place } });
  }
  return { ...program, lets, facts };
}

const fromZero: Bounds = { lower: { value: Exact.zero, inclusive: true } };

function withoutPayments(program: Program, paid: ReadonlyMap<string, string>): Program {
  if (paid.size === 0) return program;
  const facts = new Map(program.facts);
  const pathOf = (clauses: Iterable<string>): string | undefined => {
    for (const clause of clauses) {
      const path = paid.get(clause) ?? paid.get('');
      if (path !== undefined) return path;
    }
    return undefined;
  };
  const asked = (target: string): string | undefined =>
    pathOf(program.clauses.has(target) ? [target] : (program.groups.find(({ name }) => name === target)?.members ?? []));
  const unknownAmount = (path: string, type: ScalarType, { place }: { readonly place: Expression['place'] }): Expression => {
    if (!facts.has(path)) facts.set(path, standIn(path, type, { place, namePlace: place }, fromZero));
    return { op: 'fact', name: path, type, place };
  };
  /** At most the cap: how much of it remains is not known. */
  const remaining = (path: string, cap: Expression): Expression => ({
    op: 'call',
    fn: 'min',
    args: [cap, unknownAmount(path, cap.type, cap)],
    type: cap.type,
    place: cap.place,
  });
  const within = <T>(value: T): T =>
    replaced(value, (e) => {
      const path = e.op === 'paid' ? asked(e.target) : undefined;
      return path === undefined ? undefined : unknownAmount(path, e.type, e);
    });
  const step = (one: Step, path: string | undefined): Step => {
    if (one.kind !== 'cap' || !one.window || path === undefined) return one;
    const { window: _, ...rest } = one;
    return { ...rest, amount: remaining(path, one.amount) };
  };
  const clause = (one: Clause): Clause => {
    const path = pathOf([one.name]);
    const read = within(one);
    return { ...read, steps: read.steps.map((each) => step(each, path)) };
  };
  const limit = (one: Limit): Limit => {
    const path = pathOf(one.members);
    const read = within(one);
    if (!read.window || path === undefined) return read;
    const { window: _, ...rest } = read;
    return { ...rest, cap: remaining(path, read.cap) };
  };
  return {
    ...program,
    files: within(program.files),
    lets: within(program.lets),
    clauses: new Map([...program.clauses].map(([name, one]) => [name, clause(one)])),
    limits: program.limits.map(limit),
    facts,
  };
}

/** The same tree with other expressions in places; parts in which nothing is replaced stay the same objects. Types and places are not looked into. */
function replaced<T>(value: T, change: (expression: Expression) => Expression | undefined): T {
  const walk = (x: unknown): unknown => {
    if (typeof x !== 'object' || x === null) return x;
    if (Array.isArray(x)) {
      const parts = x.map(walk);
      return parts.some((part, n) => part !== x[n]) ? parts : x;
    }
    if (x instanceof Map) {
      const parts = [...x].map(([key, part]): [unknown, unknown] => [key, walk(part)]);
      return parts.some(([key, part]) => part !== x.get(key)) ? new Map(parts) : x;
    }
    if (Object.getPrototypeOf(x) !== Object.prototype) return x;
    if ('op' in x && 'place' in x) {
      const other = change(x as Expression);
      if (other) return other;
    }
    const entries = Object.entries(x);
    const parts = entries.map(([key, part]): [string, unknown] => [key, /^(?:type|place|namePlace)$/.test(key) ? part : walk(part)]);
    return parts.some(([, part], n) => part !== entries[n]?.[1]) ? Object.fromEntries(parts) : x;
  };
  return walk(value) as T;
}
