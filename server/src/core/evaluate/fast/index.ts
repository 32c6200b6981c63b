/**
 * The batch evaluator: what a program pays, for very many applicants, without a trace. Same statuses and amounts as the exact evaluator
 * (which defines them, and which answers for every applicant or program that is out of the ordinary: see `Frame`); marks are not computed.
 */
import type { Constant, Program } from '../../program/program';
import { touched } from '../../program/reads';
import { evaluate, evaluateRest } from '../index';
import { type Layout as Sections, layoutOf as sectionsOf } from '../layout';
import type { Applicant } from '../values';
import { type ClauseRunner, compileClause, leftOut, remaining } from './clauses';
import { ExpressionCompiler } from './expressions';
import { Frame, type FramePayment, MAX } from './frame';
import { type Get, isList, type Layout, scaledInteger } from './layout';
import { layoutOf, loadItems, loadValue } from './load';
import { MAX_SCALE, NotCompiled, type Num } from './numeric';
import { AMOUNT_SCALE, exactOutcome, type FastOutcome, fastOutcome, givenOutcome, mixedOutcome } from './outcome';
import { type OpenGroup, openGroups, reduce, type Settle, settling } from './settle';
import { begin, settleUndecided, sumOf, Undecided } from './undecided';

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
  readonly openGroups: readonly OpenGroup[];
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
        openGroups: byItem ? [] : openGroups(groups, find),
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
      } else if (!isApart && part.runners.every((r) => !r.bailed || (r.would >= 0 && this.plain.has(r.clause.name)))) this.waiting.push(i);
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
   * Settles the sections that wait, of which `needsOf` tells for what; those for which that is not enough join the open ones. True where all that
   * they pay is known.
   */
  decide(needsOf: (runner: ClauseRunner) => readonly string[] | undefined): void {
    this.wants.clear();
    this.isUndecided = false;
    for (const i of this.waiting.splice(0)) {
      const part = this.parts[i];
      if (!part) continue;
      const needs = new Map<number, readonly string[]>();
      let isKnown = begin(part.runners);
      for (const r of part.runners) {
        const own = r.bailed && isKnown ? needsOf(r) : [];
        if (!own) isKnown = false;
        else if (r.bailed) needs.set(r.bit, own);
      }
      isKnown &&= settleUndecided(this.frame, part.openGroups, part.limits);
      const sum = isKnown ? sumOf(part.runners) : undefined;
      if (sum === undefined || this.known + sum > MAX) {
        this.open.push(i);
        continue;
      }
      this.waiting.push(i);
      if (Number.isNaN(sum)) this.isUndecided = true;
      else this.known += sum;
      for (const { mask } of part.runners)
        for (const [bit, facts] of mask === 0 ? [] : needs) if ((mask & bit) !== 0) for (const fact of facts) this.wants.add(fact);
    }
  }
  isUndecided = false;
  readonly wants = new Set<string>();
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
  private readonly undecided: Undecided;

  constructor(
    readonly program: Program,
    private readonly options: CompileOptions = {},
  ) {
    this.undecided = new Undecided(program);
  }

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
    compiled.decide((runner) => this.undecided.needsOf(runner, applicant));
    const evaluation =
      compiled.open.length > 0
        ? evaluateRest(this.program, applicant, (clause) => {
            const runner = compiled.plain.has(clause) ? compiled.byName.get(clause) : undefined;
            return runner && !runner.bailed ? givenOutcome(runner) : undefined;
          })
        : undefined;
    return mixedOutcome(compiled, evaluation);
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
