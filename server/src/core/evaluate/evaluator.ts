/**
 * One applicant under one program: what facts, lets, clauses and history are worth, each computed when first asked for and kept. Chains of
 * lets and clauses that read each other are walked in a loop once they are deep, so that their length does not exhaust the stack.
 */
import { type Exact, ExactOverflow } from '../exact';
import type { Clause, DateRange, Expression, FileInfo, Group, Limit, Payment, Place, Program } from '../program/program';
import { readsOfClause, readsOfLet, readsOfTest } from '../program/reads';
import type { ListType, ScalarType } from '../program/types';
import { evaluateClause, failedClause, judge } from './clause';
import { evaluate } from './expression';
import { Facts, type ListState } from './facts';
import { paidFor } from './history';
import { inOrder, localReads } from './order';
import * as ranges from './ranges';
import { Recorder } from './recorder';
import { interned, Shared } from './shared';
import type { SumTree } from './sums';
import type { Settlement } from './total';
import { failure, known, unknown } from './value';
import type { Applicant, ClauseOutcome, Judgement, Trace, Value } from './values';

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

interface Frame {
  readonly inputs: Trace[];
  data: Record<string, string | number | boolean> | undefined;
}

/** Expression nesting at which what a let or a clause reads is computed beforehand, in a loop. */
const DEEP = 120;

const NO_TRACES: readonly Trace[] = [];

/** What the applicants that are kept have in common. */
const shared = new Shared<Evaluator>();
const DATES = new Map<number, Value>();
const NO_DATE: Value = unknown(ranges.NUMBER, [{ fact: 'as_of' }], 'date');

/** One value a day. */
function dateValue(day: number): Value {
  let value = DATES.get(day);
  if (!value) {
    value = known({ kind: 'date', day });
    DATES.set(day, value);
  }
  return value;
}

export const GLOBAL: Scope = { items: [] };

/** Questions to be asked of other applicants. Made here, where nothing is in scope that they would keep alive: they outlive who asked first. */
const ask = {
  effective: (uri: string) => (ev: Evaluator) => datesKey(ev.effective(uri)),
  asOf: (ev: Evaluator) => ev.asOf(),
  unpaid: (clauses: readonly string[]) => (ev: Evaluator) => ev.payments(clauses).length === 0,
  fact: (name: string, place: Place) => (ev: Evaluator) => ev.fact(name, place),
  list: (name: string, place: Place) => (ev: Evaluator) => ev.list(name, place),
  field: (list: string, name: string, index: number | undefined, place: Place) => (ev: Evaluator) => ev.fieldOf(list, name, index, place),
  step: (type: ScalarType | ListType) => (ev: Evaluator) => ev.stepOf(type),
  globalLet: (name: string, place: Place) => (ev: Evaluator) => ev.globalLet(name, place),
  outcome: (name: string) => (ev: Evaluator) => ev.outcome(name),
  requirements: (uri: string) => (ev: Evaluator) => ev.requirements(uri),
  clause: (name: string) => (ev: Evaluator) => ev.clause(name),
  group: (index: number) => (ev: Evaluator) => ev.group(index),
  limit: (index: number) => (ev: Evaluator) => ev.limit(index),
};

function datesKey(dates: DateRange | undefined): string {
  return dates ? `${dates.from ?? ''} ${dates.to ?? ''}` : '';
}

export class Evaluator {
  /** Nesting of expressions now, and where the innermost let or clause began. */
  depth = 0;
  base = 0;
  private readonly frames: Frame[] = [];
  private readonly facts: Facts;
  private readonly lets = new Map<string, Value>();
  private readonly letTraces = new Map<string, Trace>();
  private readonly outcomes = new Map<string, ClauseOutcome>();
  private readonly required = new Map<string, readonly Judgement[]>();
  private readonly busy = new Set<string>();
  private readonly files = new Map<string, FileInfo>();

  private now: Program;
  /** How the last evaluation was settled. */
  settlement: Settlement | undefined;
  /** What its sections came to together, to go on from. */
  sums: SumTree | undefined;
  private since: { readonly from: Program; readonly touched: ReadonlySet<string> } | undefined;

  /** What is computed is shared with other applicants. */
  private readonly recorder: Recorder<Evaluator> | undefined;

  /** @param sharing results are shared with other applicants, where they get the same; not with a trace */
  constructor(
    program: Program,
    private who: Applicant,
    readonly tracing: boolean,
    readonly sharing = false,
    /** What a clause comes to, where it is known already. */
    private readonly given?: (clause: string) => ClauseOutcome | undefined,
  ) {
    this.now = program;
    this.recorder = sharing && !tracing ? new Recorder<Evaluator>(shared, this) : undefined;
    this.facts = new Facts(
      () => this.now,
      () => this.who,
      this.recorder !== undefined,
    );
    for (const f of program.files) this.files.set(f.uri, f);
  }

  get program(): Program {
    return this.now;
  }
  get applicant(): Applicant {
    return this.who;
  }

  /**
   * Goes on with the next state of the program and of the applicant: what was computed is kept but for the names in `touched`, which must
   * hold everything whose value may differ (see `touched` of program/reads.ts). The date, the history and the replaced lets are the same.
   * Only without a trace.
   */
  advance(program: Program, applicant: Applicant, touched: ReadonlySet<string>): void {
    // Two steps without an evaluation between them: what the first one touched is not joined to the second's.
    const { settlement } = this;
    const isSettled = settlement?.isOf(this.now, this.who) ?? false;
    this.since = isSettled ? { from: this.now, touched } : undefined;
    this.now = program;
    this.who = applicant;
    this.files.clear();
    for (const f of program.files) this.files.set(f.uri, f);
    this.required.clear();
    this.facts.forget(touched);
    for (const name of touched) {
      this.lets.delete(name);
      this.outcomes.delete(name);
    }
  }

  /** Asks as if the program were another, of which `touched` tells it as in {@link advance}; afterwards everything is as it was. */
  supposing<T>(program: Program, touched: ReadonlySet<string>, ask: () => T): T {
    const { now, settlement, since } = this;
    const saved = [...touched].map((name) => [name, this.lets.get(name), this.outcomes.get(name)] as const);
    this.advance(program, this.who, touched);
    // Going on from a settlement changes it.
    this.settlement = undefined;
    this.since = undefined;
    try {
      return ask();
    } finally {
      this.advance(now, this.who, touched);
      for (const [name, value, outcome] of saved) {
        if (value) this.lets.set(name, value);
        if (outcome) this.outcomes.set(name, outcome);
      }
      this.settlement = settlement;
      this.since = since;
    }
  }

  /** What the step from that program to the present one touched, if it was one step. */
  touchedSince(program: Program): ReadonlySet<string> | undefined {
    return this.since?.from === program ? this.since.touched : undefined;
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
  /** How deep the recording stands, to come back to after a computation that was broken off. */
  level(): number {
    return this.frames.length;
  }
  backTo(level: number): void {
    this.frames.length = level;
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

  private file(uri: string): FileInfo | undefined {
    return this.files.get(uri);
  }

  /** The days on which a file's clauses are in force. */
  effective(uri: string): DateRange | undefined {
    const dates = this.file(uri)?.effective;
    this.recorder?.saw(`file ${uri}`, ask.effective(uri), datesKey(dates));
    return dates;
  }

  asOf(): Value {
    const { asOf } = this.applicant;
    const value = asOf === undefined ? NO_DATE : dateValue(asOf);
    return this.recorder?.saw('as_of', ask.asOf, value) ?? value;
  }

  /** The payments that were made before for any of these clauses. */
  payments(clauses: readonly string[]): readonly Payment[] {
    const found = this.applicant.history.filter((p) => clauses.includes(p.clause));
    if (!this.recorder) return found;
    if (found.length > 0) this.recorder.ownOnly();
    else this.recorder.saw(`paid ${clauses.join(' ')}`, ask.unpaid(clauses), true);
    return found;
  }

  fact(name: string, place: Place): Value {
    const value = this.facts.fact(name, place);
    return this.recorder?.saw(name, ask.fact(name, place), value) ?? value;
  }
  list(name: string, place: Place): ListState {
    const state = this.facts.list(name, place);
    return this.recorder?.saw(name, ask.list(name, place), state) ?? state;
  }
  field(list: string, name: string, depth: number, scope: Scope, place: Place): Value {
    const frame = scope.items[scope.items.length - 1 - depth];
    return frame ? this.fieldOf(list, name, frame.index, place) : failure('broken', place);
  }
  fieldOf(list: string, name: string, index: number | undefined, place: Place): Value {
    const value = this.facts.field(list, name, index, place);
    return this.recorder?.saw(`${list} ${index} ${name}`, ask.field(list, name, index, place), value) ?? value;
  }
  stepOf(type: ScalarType | ListType): Exact | undefined {
    const step = this.facts.stepOf(type);
    this.recorder?.saw('step', ask.step(type), step);
    return step;
  }

  itemScope(scope: Scope, list: string, index: number | undefined): Scope {
    return { ...scope, items: [...scope.items, { list, index }] };
  }

  // -------------------------------------------------------------------------------------------- lets and clauses

  globalLet(name: string, place: Place): Value {
    const value = this.letValue(name, place);
    return this.recorder?.saw(name, ask.globalLet(name, place), value) ?? value;
  }
  private letValue(name: string, place: Place): Value {
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
    if (this.busy.has(name)) return this.circle(name, place);
    if (this.depth > DEEP) this.prepare(name);
    return this.lets.get(name) ?? this.computeLet(name, item, item.value);
  }
  /** A name that is asked for while it is computed. */
  private circle(name: string, place: Place): Value {
    this.recorder?.ownOnly();
    return failure('circular', place, { name });
  }
  private computeLet(name: string, thing: object, value: Expression): Value {
    const { result, traces } = this.nested(name, () => this.common(thing, () => evaluate(value, GLOBAL, this)));
    this.lets.set(name, result);
    const trace = traces[0];
    if (trace) {
      this.letTraces.set(name, trace);
      this.frames.at(-1)?.inputs.push(trace);
    }
    return result;
  }

  /** Computes, unless it was computed for another applicant for whom it comes to the same. */
  common<T>(thing: object, compute: () => T): T {
    if (!this.recorder) return compute();
    const { depth } = this;
    // Looking up goes as deep as computing does.
    this.depth += 2;
    try {
      return this.recorder.run(thing, () => {
        this.depth = depth;
        return compute();
      });
    } finally {
      this.depth = depth;
    }
  }

  /** Runs the computation of a let or a clause, which must not come back to itself. */
  private nested<T>(name: string, compute: () => T): { readonly result: T; readonly traces: readonly Trace[] } {
    const base = this.base;
    this.base = this.depth;
    this.busy.add(name);
    try {
      return this.captured(compute);
    } finally {
      this.busy.delete(name);
      this.base = base;
    }
  }

  localLet(name: string, scope: Scope, place: Place): Value {
    const { locals, home, clause } = scope;
    const item = clause?.lets.get(name);
    if (!locals || !item) return failure('broken', place);
    const cached = locals.get(name);
    if (cached) return cached;
    const key = `${clause?.name ?? ''}\n${name}`;
    if (this.busy.has(key)) return this.circle(name, place);
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
    if (this.busy.has(name)) return this.circle(name, place);
    return this.outcome(name)?.gross ?? failure('broken', place);
  }

  outcome(name: string): ClauseOutcome | undefined {
    const outcome = this.ownOutcome(name);
    return this.recorder?.saw(name, ask.outcome(name), outcome) ?? outcome;
  }
  private ownOutcome(name: string): ClauseOutcome | undefined {
    const cached = this.outcomes.get(name);
    if (cached) return cached;
    const clause = this.program.clauses.get(name);
    if (!clause) return undefined;
    const given = this.given?.(name);
    if (given) {
      this.outcomes.set(name, given);
      return given;
    }
    if (this.depth > DEEP) this.prepare(name);
    const ready = this.outcomes.get(name);
    if (ready) return ready;
    const { result } = this.nested(name, () =>
      this.common(clause, () => {
        try {
          return evaluateClause(clause, this);
        } catch (thrown) {
          if (!(thrown instanceof ExactOverflow || thrown instanceof RangeError)) throw thrown;
          this.recorder?.ownOnly();
          return failedClause(clause, failure('too-large', clause.place));
        }
      }),
    );
    this.outcomes.set(name, result);
    return result;
  }

  /** The requirements of a file, judged once. */
  requirements(uri: string): readonly Judgement[] {
    let judged = this.required.get(uri);
    if (!judged) {
      const own = (this.file(uri)?.requirements ?? []).map((t) => this.common(t, () => judge(t, GLOBAL, this)));
      judged = this.recorder ? interned(own) : own;
      this.required.set(uri, judged);
    }
    return this.recorder?.saw(`require ${uri}`, ask.requirements(uri), judged) ?? judged;
  }

  // ------------------------------------------------------------------------------- the program's parts, as what is settled reads them

  clause(name: string): Clause | undefined {
    const found = this.program.clauses.get(name);
    return this.recorder?.saw(`clause ${name}`, ask.clause(name), found) ?? found;
  }
  group(index: number): Group | undefined {
    const found = this.program.groups[index];
    return this.recorder?.saw(`group ${index}`, ask.group(index), found) ?? found;
  }
  limit(index: number): Limit | undefined {
    const found = this.program.limits[index];
    return this.recorder?.saw(`limit ${index}`, ask.limit(index), found) ?? found;
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
