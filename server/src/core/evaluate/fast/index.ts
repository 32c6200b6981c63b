/**
 * The batch evaluator: what a program pays, for very many applicants, without a trace. Same statuses and amounts as the exact evaluator
 * (which defines them, and which answers for every applicant or program that is out of the ordinary: see `Frame`); marks are not computed.
 */
import { Exact } from '../../exact';
import type { Constant, Program } from '../../program/program';
import { touched } from '../../program/reads';
import type { Bounds, ListType, ScalarType } from '../../program/types';
import { builtInUnit } from '../../program/units';
import { evaluate, evaluateRest, requirementsTogether } from '../index';
import { type Layout as Sections, layoutOf as sectionsOf } from '../layout';
import type { Unknown } from '../value';
import type { Applicant } from '../values';
import { type ClauseRunner, compileClause, leftOut, remaining } from './clauses';
import { ExpressionCompiler } from './expressions';
import { Frame, type FramePayment, MAX } from './frame';
import { type Get, isList, type Layout, maskOf, scaledInteger } from './layout';
import { MAX_SCALE, NotCompiled, type Num } from './numeric';
import { AMOUNT_SCALE, exactOutcome, type FastOutcome, fastOutcome, givenOutcome, mixedOutcome } from './outcome';
import { reduce, room, type Settle, settling } from './settle';

export { AMOUNT_SCALE, type FastOutcome } from './outcome';

export interface CompileOptions {
  /** Judge the requirements of all files, for {@link FastOutcome.required}. */
  readonly requirements?: boolean;
}

/** Applicants in the compiled program's own form. */
export interface Prepared {
  readonly applicants: readonly Applicant[];
  readonly compiled: Compiled | undefined;
  readonly rows: readonly (Row | undefined)[];
}
interface Row {
  readonly facts: Float64Array;
  readonly lists: (readonly Float64Array[] | undefined)[];
  readonly history: readonly FramePayment[];
  readonly asOf: number;
}

/** A section, compiled. */
interface Part {
  readonly runners: readonly ClauseRunner[];
  readonly groups: readonly Settle[];
  readonly limits: readonly { members: readonly ClauseRunner[]; cap: Num }[];
  /** Groups and limits are settled by the exact evaluator. */
  readonly isApart: boolean;
}

/** Compiled for one choice of scales. */
class Compiled {
  readonly runners: readonly ClauseRunner[];
  readonly byName = new Map<string, ClauseRunner>();
  /** Clauses that the exact evaluator may be told of instead of computing them; see {@link plainOutcome}. */
  readonly plain: ReadonlySet<string>;
  private readonly requirements: readonly Get[];
  /** Of the applicant that was run last; see {@link Ran}. */
  required: boolean | undefined;
  readonly open: number[] = [];
  readonly waiting: number[] = [];
  known = 0;
  /** What hangs together through groups and limits. */
  readonly sections: Sections;
  readonly parts: readonly Part[];
  readonly frame = new Frame();

  constructor(
    readonly program: Program,
    readonly layout: Layout & { size: number },
    private readonly options: CompileOptions,
  ) {
    if (program.currency === undefined && program.clauses.size > 0) throw new NotCompiled('clauses of several currencies');
    const compiler = this.compiler();
    this.runners = [...program.clauses.keys()].map((name) => this.find(name, compiler));
    this.requirements = options.requirements
      ? program.files.flatMap((f) => f.requirements.map((r) => orLeftOut(() => compiler.flag(r.condition)) ?? bails))
      : [];
    this.sections = sectionsOf(program);
    const upTo = [...program.clauses.values()].filter(({ benefit }) => benefit.kind === 'award' && benefit.upTo).map(({ name }) => name);
    const ceilings = touched(program, program, new Set(upTo));
    const plain = new Set<string>();
    this.parts = this.sections.sections.map((section) => {
      const groups = section.groups.flatMap((i) => program.groups[i] ?? []);
      const own = section.limits.flatMap((i) => program.limits[i] ?? []);
      const byItem = [...groups, ...own].some(({ each }) => each !== undefined);
      for (const name of section.clauses)
        if (!ceilings.has(name) && !(byItem && program.clauses.get(name)?.each !== undefined)) plain.add(name);
      const find = (name: string): ClauseRunner => this.find(name, compiler);
      const limits = byItem
        ? undefined
        : orLeftOut(() =>
            own.map((l) => ({ members: l.members.map(find), cap: remaining(compiler, compiler.number(l.cap), l.members, l.window) })),
          );
      return {
        runners: section.clauses.map(find),
        groups: byItem ? [] : settling(groups, find),
        limits: limits ?? [],
        isApart: limits === undefined,
      };
    });
    this.plain = plain;
  }

  private compiler(): ExpressionCompiler {
    const { program } = this;
    const compiler: ExpressionCompiler = new ExpressionCompiler(
      program,
      this.layout,
      (name) => {
        const runner = this.find(name, compiler);
        if (runner.clause.benefit.kind === 'unspecified') throw new NotCompiled('a clause without a figure in an expression');
        return {
          scale: AMOUNT_SCALE,
          fraction: false,
          get: (x) => {
            runner.run(x);
            return runner.gross;
          },
        };
      },
      (target) => (program.groups.find((g) => g.name === target) ?? program.limits.find((l) => l.name === target))?.members ?? [target],
    );
    return compiler;
  }

  private readonly busy = new Set<string>();

  /** A clause's runner; what cannot be compiled is left to the exact evaluator for every applicant. */
  private find(name: string, compiler: ExpressionCompiler): ClauseRunner {
    const known = this.byName.get(name);
    if (known) return known;
    const clause = this.program.clauses.get(name);
    if (!clause || this.busy.has(name)) throw new NotCompiled(`clause ${name}`);
    this.busy.add(name);
    const saved = compiler.thisScale;
    const runner = orLeftOut(() => compileClause(this.program, compiler, clause, AMOUNT_SCALE)) ?? leftOut(clause);
    compiler.thisScale = saved;
    this.byName.set(name, runner);
    return runner;
  }

  /** Total at the amount scale; NaN where it is more than that: see {@link Ran}. */
  run(row: Row): number {
    const x = this.frame;
    x.bail = false;
    x.epoch++;
    x.itemEpoch++;
    x.level = -1;
    x.facts = row.facts;
    x.lists = row.lists;
    x.history = row.history;
    x.asOf = row.asOf;
    this.required = this.options.requirements === true ? this.admits(x) : undefined;
    this.open.length = 0;
    this.waiting.length = 0;
    this.known = 0;
    for (const [i, part] of this.parts.entries()) {
      let { isApart } = part;
      let bailed = isApart;
      for (const r of part.runners) {
        x.bail = false;
        r.run(x);
        bailed ||= x.bail;
      }
      x.bail = false;
      if (!bailed) {
        for (const settle of part.groups) settle(x);
        for (const l of part.limits) reduce(x, l.members, l.cap);
        let sum = this.known;
        for (const r of part.runners) if (r.status === 'payable') sum += r.amount;
        isApart = x.bail || sum > MAX;
        if (!isApart) this.known = sum;
      } else if (!isApart && this.waits(x, part)) this.waiting.push(i);
      else isApart = true;
      if (isApart) this.open.push(i);
    }
    return this.open.length > 0 || this.waiting.length > 0 ? Number.NaN : this.known;
  }

  /** Whether all requirements hold; undefined where that is not known. */
  private admits(x: Frame): boolean | undefined {
    let known: true | undefined = true;
    for (const one of this.requirements) {
      x.bail = false;
      const holds = one(x);
      if (x.bail) known = undefined;
      else if (holds === 0) return false;
    }
    return known;
  }

  /**
   * Whether nobody in the section gets anything but those who may, if requirements hold that are not known: between 0 and what they would get. Then
   * none of them is excluded for certain, and nothing that limits leave is known, as long as they leave something.
   */
  private waits(x: Frame, { runners, limits }: Part): boolean {
    for (const r of runners) {
      if (!r.bailed) {
        if (r.gross !== 0) return false;
      } else if (!(r.would >= 0) || !this.plain.has(r.clause.name)) return false;
    }
    for (const { cap } of limits) if (room(x, cap) <= 0 || x.bail) return false;
    return true;
  }
}

const bails: Get = (x) => {
  x.bail = true;
  return 0;
};

/** Undefined where it cannot be compiled. */
function orLeftOut<T>(compile: () => T): T | undefined {
  try {
    return compile();
  } catch (error) {
    if (!(error instanceof NotCompiled)) throw error;
    return undefined;
  }
}

export class FastProgram {
  private readonly compiledBy = new Map<string, Compiled | string>();

  constructor(
    readonly program: Program,
    private readonly options: CompileOptions = {},
  ) {}

  /** Why the last preparation left everything to the exact evaluator, if it did. */
  notCompiled: string | undefined;

  /** Brings applicants into the form that {@link run} reads; once, for any number of runs. */
  prepare(applicants: readonly Applicant[]): Prepared {
    const scales = new Map<string, number>();
    const note = (key: string, v: Constant | undefined) => {
      if (v?.kind === 'number' && v.value.isFinite)
        scales.set(key, Math.min(MAX_SCALE, Math.max(scales.get(key) ?? 0, v.value.n.decimalPlaces())));
    };
    for (const a of applicants) {
      for (const [name, given] of a.facts) {
        if (given.kind === 'list') {
          for (const item of given.items) for (const [field, v] of Object.entries(item)) note(`${name}\n${field}`, v);
        } else note(name, given);
      }
      for (const p of a.history) note('\npaid', { kind: 'number', value: p.amount });
    }
    for (const f of this.program.facts.values()) {
      if (isList(f.type)) for (const field of f.type.fields) note(`${f.name}\n${field.name}`, field.default);
      else note(f.name, f.default);
    }
    const compiled = this.compiled(scales);
    if (!compiled) return { applicants, compiled, rows: applicants.map(() => undefined) };
    // One buffer for all: thousands of small ones are more work to allocate and to free than all that is put into them.
    const { size } = compiled.layout;
    const facts = new Float64Array(size * applicants.length).fill(Number.NaN);
    return { applicants, compiled, rows: applicants.map((a, i) => this.load(compiled, a, facts.subarray(i * size, (i + 1) * size))) };
  }

  /** Calls `visit` for each applicant in order. */
  run(prepared: Prepared, visit: (index: number, outcome: FastOutcome) => void): void {
    const { compiled } = prepared;
    for (let i = 0; i < prepared.applicants.length; i++) {
      const row = prepared.rows[i];
      const total = compiled && row ? compiled.run(row) : Number.NaN;
      visit(
        i,
        compiled && !Number.isNaN(total) ? fastOutcome(compiled) : this.exactly(prepared.applicants[i] as Applicant, row && compiled),
      );
    }
  }

  private exactly(applicant: Applicant, compiled: Compiled | undefined): FastOutcome {
    if (!compiled) return exactOutcome(evaluate(this.program, applicant));
    const requirements = this.requirementsOf(compiled, applicant);
    if (!requirements) return exactOutcome(evaluate(this.program, applicant));
    const evaluation =
      compiled.open.length > 0
        ? evaluateRest(this.program, applicant, (clause) => {
            const runner = compiled.plain.has(clause) ? compiled.byName.get(clause) : undefined;
            return runner && !runner.bailed ? givenOutcome(runner) : undefined;
          })
        : undefined;
    return mixedOutcome(compiled, evaluation, requirements);
  }

  /** What the requirements come to together, by file, for which sections wait; undefined where one of them is known after all, or is an error. */
  private requirementsOf({ waiting, parts }: Compiled, applicant: Applicant): ReadonlyMap<string, Unknown> | undefined {
    const found = new Map<string, Unknown>();
    for (const i of waiting)
      for (const { bailed, clause } of parts[i]?.runners ?? []) {
        const { uri } = clause.place;
        if (!bailed || found.has(uri)) continue;
        const value = requirementsTogether(this.program, applicant, uri);
        if (value.state !== 'unknown') return undefined;
        found.set(uri, value);
      }
    return found;
  }

  /** Totals only, as integers at scale 6; NaN where the exact evaluator must be asked. The fastest way through. */
  totals(prepared: Prepared): Float64Array {
    const out = new Float64Array(prepared.applicants.length);
    const { compiled, rows } = prepared;
    for (let i = 0; i < out.length; i++) {
      const row = rows[i];
      out[i] = compiled && row ? compiled.run(row) : Number.NaN;
    }
    return out;
  }

  private compiled(scales: ReadonlyMap<string, number>): Compiled | undefined {
    const key = [...scales].sort().join(';');
    let made = this.compiledBy.get(key);
    if (made === undefined) {
      try {
        made = new Compiled(this.program, layoutOf(this.program, scales), this.options);
      } catch (e) {
        if (!(e instanceof NotCompiled)) throw e;
        made = e.message;
      }
      this.compiledBy.set(key, made);
    }
    this.notCompiled = typeof made === 'string' ? made : undefined;
    return typeof made === 'string' ? undefined : made;
  }

  /** Undefined where the applicant has what the compiled program cannot hold. */
  private load(compiled: Compiled, a: Applicant, facts: Float64Array): Row | undefined {
    if (a.lets && a.lets.size > 0) return undefined;
    const { layout } = compiled;
    const lists: (readonly Float64Array[] | undefined)[] = [];
    for (const f of this.program.facts.values()) {
      const given = a.facts.get(f.name);
      if (isList(f.type)) {
        if (given?.kind === 'list') lists[layout.lists.get(f.name)?.slot ?? 0] = loadItems(layout, f.name, f.type, given.items);
        continue;
      }
      const at = layout.facts.get(f.name);
      const value = given ?? f.default;
      if (at && value && value.kind !== 'list') facts[at.slot] = loadValue(layout, value, f.type, f.bounds, at.scale);
    }
    const history: FramePayment[] = [];
    for (const p of a.history) {
      const amount = scaledInteger(p.amount, layout.paymentScale);
      if (amount === undefined) return undefined;
      history.push({ clause: p.clause, amount, day: p.day });
    }
    return { facts, lists, history, asOf: a.asOf ?? Number.NaN };
  }
}

export function compile(program: Program, options: CompileOptions = {}): FastProgram {
  return new FastProgram(program, options);
}

function layoutOf(program: Program, scales: ReadonlyMap<string, number>): Layout & { size: number } {
  const facts = new Map<string, { slot: number; scale: number }>();
  const lists = new Map<string, { slot: number; fields: Map<string, { slot: number; scale: number }> }>();
  for (const f of program.facts.values()) {
    if (isList(f.type)) {
      const fields = new Map(
        f.type.fields.map((field, slot) => [field.name, { slot, scale: scales.get(`${f.name}\n${field.name}`) ?? 0 }]),
      );
      lists.set(f.name, { slot: lists.size, fields });
    } else facts.set(f.name, { slot: facts.size, scale: scales.get(f.name) ?? 0 });
  }
  const numbers = new Map<string, number>();
  return {
    facts,
    lists,
    size: facts.size,
    paymentScale: scales.get('\npaid') ?? 0,
    factorOf: (unit) => (unit === undefined ? undefined : (program.units.get(unit) ?? builtInUnit(unit))?.factor) ?? Exact.one,
    intern: (text) => {
      const known = numbers.get(text);
      if (known !== undefined) return known;
      numbers.set(text, numbers.size);
      return numbers.size - 1;
    },
  };
}

/** NaN: what must not be read as an ordinary value (outside its interval, too many digits). */
function loadValue(layout: Layout, value: Constant, type: ScalarType, bounds: Bounds | undefined, scale: number): number {
  switch (value.kind) {
    case 'number':
      if (!inBounds(value.value, bounds) || !isWhole(layout, value.value, type)) return Number.NaN;
      return scaledInteger(value.value, scale) ?? Number.NaN;
    case 'boolean':
      return value.value ? 1 : 0;
    case 'date':
      return inBounds(Exact.of(value.day), bounds) ? value.day : Number.NaN;
    case 'text':
      return layout.intern(value.value);
    case 'member':
      return layout.intern(value.member);
    case 'set':
      return maskOf(type, value.members);
  }
}

/** Whether an `integer` fact's value is a whole number of its unit; true for other types. */
function isWhole(layout: Layout, value: Exact, type: ScalarType): boolean {
  if (type.kind !== 'number' || !type.integer) return true;
  const unit = layout.factorOf(type.unit);
  return (unit.equals(Exact.one) ? value : value.div(unit)).isInteger;
}

function inBounds(v: Exact, b: Bounds | undefined): boolean {
  if (b?.lower && order(v, b.lower.value) < (b.lower.inclusive ? 0 : 1)) return false;
  if (b?.upper && order(v, b.upper.value) > (b.upper.inclusive ? 0 : -1)) return false;
  return true;
}

/** -1, 0 or 1. Most intervals begin at zero, where the sign says it. */
function order(v: Exact, end: Exact): number {
  return end.isZero ? v.sign : v.compare(end);
}

function loadItems(
  layout: Layout,
  list: string,
  type: ListType,
  items: readonly Readonly<Record<string, Constant>>[],
): readonly Float64Array[] | undefined {
  if (type.max !== undefined && items.length > type.max) return undefined;
  const fields = layout.lists.get(list)?.fields;
  return items.map((item) => {
    const row = new Float64Array(type.fields.length).fill(Number.NaN);
    for (const field of type.fields) {
      const at = fields?.get(field.name);
      const value = item[field.name] ?? field.default;
      if (at && value) row[at.slot] = loadValue(layout, value, field.type, field.interval, at.scale);
    }
    return row;
  });
}
