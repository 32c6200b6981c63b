/**
 * One applicant under one program: what facts, lets, clauses and history are worth, each computed when first asked for and kept. Chains of
 * lets and clauses that read each other are walked in a loop once they are deep, so that their length does not exhaust the stack.
 */
import { Exact } from '../exact';
import type { Clause, Constant, Expression, Fact, FileInfo, Given, Place, Program } from '../program/program';
import { readsOfClause, readsOfLet, readsOfTest, visit } from '../program/reads';
import type { Bounds, ListType, ScalarType } from '../program/types';
import { builtInUnit } from '../program/units';
import { evaluateClause, judge } from './clause';
import { evaluate, type kindOf } from './expression';
import { paidFor } from './history';
import * as ranges from './ranges';
import { failure, known, unknown } from './value';
import type { Applicant, ClauseOutcome, Judgement, Need, Range, Trace, Value } from './values';

export interface ItemFrame {
  readonly list: string;
  /** Undefined: some item, of which nothing is known. */
  readonly index: number | undefined;
}

/** Where an expression is evaluated. */
export interface Scope {
  readonly clause?: Clause;
  /** Items of `each`, outermost first. */
  readonly items: readonly ItemFrame[];
  /** Values of the clause's own lets for this item; computed in `home`, the clause's own scope. */
  readonly locals?: Map<string, Value>;
  readonly home?: Scope;
  /** `this`: the amount so far. */
  readonly current?: Value;
}

export type ListState =
  | { readonly state: 'items'; readonly count: number }
  | { readonly state: 'value'; readonly value: Value }
  | { readonly state: 'unknown'; readonly needs: readonly Need[]; readonly most?: ranges.NumberRange };

interface Frame {
  readonly inputs: Trace[];
  data: Record<string, string | number | boolean> | undefined;
}

/** Expression nesting at which what a let or a clause reads is computed beforehand, in a loop. */
const DEEP = 120;

const NO_TRACES: readonly Trace[] = [];

export const GLOBAL: Scope = { items: [] };

export class Evaluator {
  /** Nesting of expressions now, and where the innermost let or clause began. */
  depth = 0;
  base = 0;
  private readonly frames: Frame[] = [];
  private readonly facts = new Map<string, Value>();
  private readonly lists = new Map<string, ListState>();
  private readonly lets = new Map<string, Value>();
  private readonly letTraces = new Map<string, Trace>();
  private readonly outcomes = new Map<string, ClauseOutcome>();
  private readonly required = new Map<string, readonly Judgement[]>();
  private readonly busy = new Set<string>();
  private readonly files = new Map<string, FileInfo>();

  private now: Program;

  constructor(
    program: Program,
    readonly applicant: Applicant,
    readonly tracing: boolean,
  ) {
    this.now = program;
    for (const f of program.files) this.files.set(f.uri, f);
  }

  get program(): Program {
    return this.now;
  }

  /**
   * Goes on with the next state of the program, for the same applicant: what was computed is kept but for the names in `touched`, which
   * must hold everything whose value may differ (see `touched` of program/reads.ts). Only without a trace.
   */
  advance(program: Program, touched: ReadonlySet<string>): void {
    this.now = program;
    this.files.clear();
    for (const f of program.files) this.files.set(f.uri, f);
    this.required.clear();
    if ([...touched].some((name) => program.facts.has(name) || this.facts.has(name) || this.lists.has(name))) {
      this.facts.clear();
      this.lists.clear();
    }
    for (const name of touched) {
      this.lets.delete(name);
      this.outcomes.delete(name);
    }
  }

  // -------------------------------------------------------------------------------------------- trace

  enter(): void {
    if (this.tracing) this.frames.push({ inputs: [], data: undefined });
  }
  leave(place: Place, label: string, result: Value): void {
    if (!this.tracing) return;
    const frame = this.frames.pop();
    if (!frame) return;
    this.frames.at(-1)?.inputs.push({ place, label, ...(frame.data ? { data: frame.data } : {}), inputs: frame.inputs, result });
  }
  /** Adds to what the trace says of the step that is being computed. */
  note(data: Readonly<Record<string, string | number | boolean>>): void {
    const frame = this.frames.at(-1);
    if (frame) frame.data = { ...frame.data, ...data };
  }
  /** Computes without recording. */
  silently<T>(compute: () => T): T {
    if (!this.tracing) return compute();
    this.frames.push({ inputs: [], data: undefined });
    const result = compute();
    this.frames.pop();
    return result;
  }
  /** Computes, and hands back what was recorded instead of adding it to the step around it. */
  captured<T>(compute: () => T): { readonly result: T; readonly traces: readonly Trace[] } {
    if (!this.tracing) return { result: compute(), traces: NO_TRACES };
    this.frames.push({ inputs: [], data: undefined });
    const result = compute();
    return { result, traces: this.frames.pop()?.inputs ?? [] };
  }

  // -------------------------------------------------------------------------------------------- facts

  file(uri: string): FileInfo | undefined {
    return this.files.get(uri);
  }

  asOf(): Value {
    const { asOf } = this.applicant;
    return asOf === undefined ? unknown(ranges.NUMBER, [{ fact: 'as_of' }], 'date') : known({ kind: 'date', day: asOf });
  }

  fact(name: string, place: Place): Value {
    let v = this.facts.get(name);
    if (!v) {
      const fact = this.program.facts.get(name);
      v = fact && fact.type.kind !== 'list' ? this.given(fact, fact.type, this.applicant.facts.get(name)) : failure('broken', place);
      this.facts.set(name, v);
    }
    return v;
  }

  private given(fact: Fact, type: ScalarType, value: Given | undefined): Value {
    if (value === undefined && fact.default === undefined)
      return unknown(this.rangeOfType(type, fact.bounds), [{ fact: fact.name }], kindOfType(type));
    const v = value ?? fact.default;
    if (!v || v.kind === 'list' || !this.fits(type, fact.bounds, v))
      return failure('fact-out-of-range', fact.namePlace, { fact: fact.name });
    return known(v);
  }

  list(name: string, place: Place): ListState {
    let state = this.lists.get(name);
    if (!state) {
      state = this.readList(name, place);
      this.lists.set(name, state);
    }
    return state;
  }
  private readList(name: string, place: Place): ListState {
    const fact = this.program.facts.get(name);
    if (fact?.type.kind !== 'list') return { state: 'value', value: failure('broken', place) };
    const value = this.applicant.facts.get(name);
    const { max } = fact.type;
    if (value === undefined) {
      return { state: 'unknown', needs: [{ fact: name }], ...(max === undefined ? {} : { most: ranges.point(Exact.of(max)) }) };
    }
    if (value.kind !== 'list' || (max !== undefined && value.items.length > max)) {
      return { state: 'value', value: failure('fact-out-of-range', fact.namePlace, { fact: name }) };
    }
    return { state: 'items', count: value.items.length };
  }

  field(list: string, name: string, depth: number, scope: Scope, place: Place): Value {
    const frame = scope.items[scope.items.length - 1 - depth];
    const fact = this.program.facts.get(list);
    const field = fact?.type.kind === 'list' ? fact.type.fields.find((f) => f.name === name) : undefined;
    if (!frame || !fact || !field) return failure('broken', place);
    const { index } = frame;
    if (index === undefined) return unknown(this.rangeOfType(field.type, field.interval), [{ fact: list }], kindOfType(field.type));
    const key = `${list}\n${index}\n${name}`;
    let v = this.facts.get(key);
    if (!v) {
      const given = this.applicant.facts.get(list);
      const value = (given?.kind === 'list' ? given.items[index]?.[name] : undefined) ?? field.default;
      if (value === undefined) {
        v = unknown(this.rangeOfType(field.type, field.interval), [{ fact: list, item: index, field: name }], kindOfType(field.type));
      } else if (this.fits(field.type, field.interval, value)) v = known(value);
      else v = failure('fact-out-of-range', fact.namePlace, { fact: `${list}[${index}].${name}` });
      this.facts.set(key, v);
    }
    return v;
  }

  /** What whole multiples a value of the type comes in; undefined where it is not discrete. */
  stepOf(type: ScalarType | ListType): Exact | undefined {
    if (type.kind === 'date') return Exact.one;
    if (type.kind !== 'number' || !type.integer) return undefined;
    if (type.unit === undefined) return Exact.one;
    const unit = this.program.units.get(type.unit) ?? builtInUnit(type.unit);
    return unit ? unit.factor : Exact.one;
  }

  private rangeOfType(type: ScalarType, bounds: Bounds | undefined): Range {
    switch (type.kind) {
      case 'number':
      case 'date':
        return ranges.declaredRange(bounds, this.stepOf(type));
      case 'member':
        return { kind: 'members', members: type.members };
      case 'set':
      case 'boolean':
      case 'text':
        return ranges.SOME;
      case 'broken':
        return ranges.ANY;
      default:
        return type satisfies never;
    }
  }

  /** True if the value is of the type and within the interval. */
  private fits(type: ScalarType, bounds: Bounds | undefined, v: Constant): boolean {
    switch (type.kind) {
      case 'number': {
        if (v.kind !== 'number') return false;
        const step = this.stepOf(type);
        if (step && !(step === Exact.one ? v.value : v.value.div(step)).isInteger) return false;
        return !bounds || ranges.within(v.value, bounds);
      }
      case 'date':
        return v.kind === 'date' && (!bounds || ranges.within(Exact.of(v.day), bounds));
      case 'member':
        return v.kind === 'member' && type.members.includes(v.member);
      case 'set':
        return v.kind === 'set' && v.members.every((m) => type.members.includes(m));
      case 'boolean':
      case 'text':
        return v.kind === type.kind;
      case 'broken':
        return true;
      default:
        return type satisfies never;
    }
  }

  itemScope(scope: Scope, list: string, index: number | undefined): Scope {
    return { ...scope, items: [...scope.items, { list, index }] };
  }

  // -------------------------------------------------------------------------------------------- lets and clauses

  globalLet(name: string, place: Place): Value {
    const cached = this.lets.get(name);
    if (cached) {
      const trace = this.letTraces.get(name);
      if (trace) this.frames.at(-1)?.inputs.push(trace);
      return cached;
    }
    const replaced = this.applicant.lets?.get(name);
    if (replaced) {
      const v = known(replaced);
      this.lets.set(name, v);
      return v;
    }
    const item = this.program.lets.get(name);
    if (!item) return failure('broken', place);
    if (this.busy.has(name)) return failure('circular', place, { name });
    if (this.depth > DEEP) this.prepare(name);
    return this.lets.get(name) ?? this.computeLet(name, item.value);
  }
  private computeLet(name: string, value: Expression): Value {
    const { result, traces } = this.nested(name, () => evaluate(value, GLOBAL, this));
    this.lets.set(name, result);
    const trace = traces[0];
    if (trace) {
      this.letTraces.set(name, trace);
      this.frames.at(-1)?.inputs.push(trace);
    }
    return result;
  }

  /** Runs the computation of a let or a clause, which must not come back to itself. */
  private nested<T>(name: string, compute: () => T): { readonly result: T; readonly traces: readonly Trace[] } {
    const base = this.base;
    this.base = this.depth;
    this.busy.add(name);
    const done = this.captured(compute);
    this.busy.delete(name);
    this.base = base;
    return done;
  }

  localLet(name: string, scope: Scope, place: Place): Value {
    const { locals, home, clause } = scope;
    const item = clause?.lets.get(name);
    if (!locals || !item) return failure('broken', place);
    const cached = locals.get(name);
    if (cached) return cached;
    const key = `${clause?.name ?? ''}\n${name}`;
    if (this.busy.has(key)) return failure('circular', place, { name });
    if (this.depth > DEEP && clause) {
      for (const other of inOrder(
        name,
        (n) => localReads(clause, n),
        (n) => locals.has(n),
      )) {
        const inner = clause.lets.get(other);
        if (other !== name && inner) this.computeLocal(other, inner.value, home ?? scope, locals, clause);
      }
    }
    return this.computeLocal(name, item.value, home ?? scope, locals, clause);
  }
  private computeLocal(name: string, value: Expression, home: Scope, locals: Map<string, Value>, clause: Clause | undefined): Value {
    const cached = locals.get(name);
    if (cached) return cached;
    const key = `${clause?.name ?? ''}\n${name}`;
    const { result, traces } = this.nested(key, () => evaluate(value, home, this));
    locals.set(name, result);
    const trace = traces[0];
    if (trace) this.frames.at(-1)?.inputs.push(trace);
    return result;
  }

  /** Computes what `name` reads, and what that reads, innermost first. */
  private prepare(name: string): void {
    const reads = (n: string): Iterable<string> => {
      const own = this.program.lets.get(n);
      if (own) return this.applicant.lets?.has(n) ? [] : readsOfLet(own);
      const clause = this.program.clauses.get(n);
      if (!clause) return [];
      const required = (this.file(clause.place.uri)?.requirements ?? []).flatMap((t) => [...readsOfTest(t)]);
      return [...required, ...readsOfClause(clause)];
    };
    for (const n of inOrder(name, reads, (x) => this.lets.has(x) || this.outcomes.has(x) || this.busy.has(x))) {
      if (n === name) continue;
      const own = this.program.lets.get(n);
      if (own) this.silently(() => this.globalLet(n, own.place));
      else if (this.program.clauses.has(n)) this.silently(() => this.outcome(n));
    }
  }

  /** What the clause would pay before groups and limits: the meaning of its name in an expression. */
  gross(name: string, place: Place): Value {
    if (this.busy.has(name)) return failure('circular', place, { name });
    return this.outcome(name)?.gross ?? failure('broken', place);
  }

  outcome(name: string): ClauseOutcome | undefined {
    const cached = this.outcomes.get(name);
    if (cached) return cached;
    const clause = this.program.clauses.get(name);
    if (!clause) return undefined;
    if (this.depth > DEEP) this.prepare(name);
    const ready = this.outcomes.get(name);
    if (ready) return ready;
    const { result } = this.nested(name, () => evaluateClause(clause, this));
    this.outcomes.set(name, result);
    return result;
  }

  /** The requirements of a file, judged once. */
  requirements(uri: string): readonly Judgement[] {
    let judged = this.required.get(uri);
    if (!judged) {
      judged = (this.file(uri)?.requirements ?? []).map((t) => judge(t, GLOBAL, this));
      this.required.set(uri, judged);
    }
    return judged;
  }

  /** The clauses that a name in `paid` stands for: itself, or the members of a group or limit. */
  private membersOf(target: string): readonly string[] {
    if (this.program.clauses.has(target)) return [target];
    const named = (x: { readonly name: string }): boolean => x.name === target;
    return (this.program.groups.find(named) ?? this.program.limits.find(named))?.members ?? [target];
  }

  paid(target: string, within: Expression | undefined, scope: Scope, place: Place): Value {
    const clauses = this.membersOf(target);
    if (!within) return paidFor(clauses, { kind: 'ever' }, this, place);
    const by = within.type.kind === 'number' && within.type.dimension === 'day' ? 'day' : 'month';
    return paidFor(clauses, { kind: 'within', length: evaluate(within, scope, this), by }, this, place);
  }
}

function kindOfType(type: ScalarType): ReturnType<typeof kindOf> {
  return type.kind === 'broken' ? 'number' : type.kind;
}

const readsOfLocal = new WeakMap<Expression, readonly string[]>();

function localReads(clause: Clause, name: string): readonly string[] {
  const value = clause.lets.get(name)?.value;
  if (!value) return [];
  let names = readsOfLocal.get(value);
  if (!names) {
    const found = new Set<string>();
    visit(value, (e) => {
      if (e.op === 'let' && e.clause !== undefined) found.add(e.name);
    });
    names = [...found];
    readsOfLocal.set(value, names);
  }
  return names;
}

/** What `start` reads and what that reads, each after what it reads itself; `start` comes last. Circles are left as they are found. */
function inOrder(start: string, reads: (name: string) => Iterable<string>, done: (name: string) => boolean): string[] {
  const order: string[] = [];
  const seen = new Set<string>([start]);
  const stack: { readonly name: string; readonly rest: Iterator<string> }[] = [{ name: start, rest: reads(start)[Symbol.iterator]() }];
  for (let top = stack.at(-1); top; top = stack.at(-1)) {
    const next = top.rest.next();
    if (next.done) {
      order.push(top.name);
      stack.pop();
    } else if (!seen.has(next.value) && !done(next.value)) {
      seen.add(next.value);
      stack.push({ name: next.value, rest: reads(next.value)[Symbol.iterator]() });
    }
  }
  return order;
}
