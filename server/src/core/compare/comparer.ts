/**
 * Two programs compared, again and again: what was asked is kept by content, so that of a program that changed a little little is asked anew.
 * The first step decides here; what it leaves open a solver may settle, as with the prover.
 */
import { Asker } from '../prove/ask';
import { Calendar } from '../prove/encode/calendar';
import { Inputs, MOST_ITEMS } from '../prove/encode/inputs';
import { Numbers } from '../prove/numeric';
import { type Bool, Terms } from '../prove/terms';
import type { Solver } from '../prove/verdict';
import { admissionDifference } from './admission';
import { compareClause } from './clauses';
import { datesDifference } from './dates';
import type { Answer, Difference, Judgement, Note } from './difference';
import { Engine, type WitnessMemo } from './engine';
import { exampleDifferences } from './examples';
import { hasLost } from './lost';
import { type Matches, match } from './match';
import { type Merged, merge } from './merge';
import { SideProgram } from './side';
import type { CompareOptions, CompareSide } from './sides';
import { factMatches, structureOf } from './structure';
import { Together } from './together';

export interface Compared {
  readonly difference: Difference;
  /** Questions that a solver may still settle. */
  readonly open: readonly Bool[];
}

/** Terms that are kept; with more, everything is forgotten and made anew. */
const MOST_TERMS = 1_000_000;

/** One for a base program; it may be asked about any two in turn. */
export class Comparer {
  private terms = new Terms();
  private numbers = new Numbers(this.terms);
  private asker: Asker;
  private memo: WitnessMemo = new WeakMap();
  private inputs: Inputs | undefined;
  private solved = false;
  private axioms = '';

  constructor(readonly options: CompareOptions & { readonly nodes?: number } = {}) {
    this.asker = new Asker(this.terms, options.nodes);
  }

  /**
   * Yields between items, so that a host may let other work go first.
   * @param brief verdicts are enough, as for a lens while somebody types: witnesses name no facts, none is looked for that is larger, and
   *   examples are left out
   */
  *run(a: CompareSide, b: CompareSide, brief = false): Generator<undefined, Compared, undefined> {
    if (this.terms.size > MOST_TERMS) this.forget();
    const matches = match(a.program, b.program, this.options.renames ?? []);
    const merged = merge(a.program, b.program, matches);
    yield;
    const engine = this.engineOf(a, b, matches, merged, brief);
    const { asker } = this;
    asker.begin();
    const lost = { a: hasLost(a), b: hasLost(b) };
    yield;
    const clauses = [];
    for (const pair of matches.clauses) {
      clauses.push(compareClause(engine, pair, lost));
      yield;
    }
    const together = new Together(engine, lost);
    yield;
    const groups = [];
    for (const pair of matches.groups) {
      groups.push(together.group(pair));
      yield;
    }
    const limits = [];
    for (const pair of matches.limits) {
      limits.push(together.limit(pair));
      yield;
    }
    const total = together.total();
    yield;
    const admission = admissionDifference(engine, together.parts);
    yield;
    // Of nobody everything is true: that is no verdict.
    const nobody = admission.nobodyInCommon === true;
    const vacuous = <T extends Judgement>(j: T): T => (nobody ? withoutAnybody(j) : j);
    const dates = datesDifference(engine);
    const parts = {
      structure: structureOf(engine),
      facts: factMatches(engine),
      dates,
      admission,
      clauses: clauses.map(vacuous),
      groups: groups.map(vacuous),
      limits: limits.map(vacuous),
      total: vacuous(total),
      examples: brief ? [] : exampleDifferences(engine),
      notes: notesOf(engine, matches, nobody),
    };
    return {
      difference: { ...parts, answer: answerOf(parts) },
      open: [...asker.open].filter((formula) => !asker.givenUp.has(formula)),
    };
  }

  /**
   * Asks the solver what the last run left open. Afterwards {@link run} knows the answers, and may have new questions that follow from them.
   * @returns whether anything was answered
   */
  async settle(compared: Compared, solver: Solver, signal?: AbortSignal): Promise<boolean> {
    const { asker, inputs } = this;
    if (!inputs) return false;
    let answered = false;
    for (const formula of compared.open) {
      if (signal?.aborted) break;
      if (await asker.settle(formula, inputs, solver, signal)) answered = true;
    }
    if (!signal?.aborted) this.solved = true;
    return answered;
  }

  private engineOf(a: CompareSide, b: CompareSide, matches: Matches, merged: Merged, brief: boolean): Engine {
    const { terms, numbers } = this;
    const calendar = new Calendar(numbers);
    const inputs = new Inputs(merged.program, numbers, calendar);
    // What holds of dates is no part of a question that is kept: where it is another, answers are.
    const axioms = [...inputs.axioms].map(([v, axiom]) => `${v.id} ${axiom.id}`).join();
    if (axioms !== this.axioms) {
      this.axioms = axioms;
      this.asker = new Asker(terms, this.options.nodes);
    }
    this.inputs = inputs;
    const side = (which: 'a' | 'b', { program }: CompareSide): SideProgram =>
      new SideProgram(which, program, merged, matches, inputs, numbers, calendar);
    return new Engine(
      terms,
      numbers,
      this.asker,
      inputs,
      merged,
      matches,
      side('a', a),
      side('b', b),
      { a, b },
      this.options,
      this.memo,
      this.solved,
      brief,
    );
  }

  private forget(): void {
    this.terms = new Terms();
    this.numbers = new Numbers(this.terms);
    this.asker = new Asker(this.terms, this.options.nodes);
    this.memo = new WeakMap();
    this.axioms = '';
  }
}

/** Times that a solver is asked anew about what followed from its answers. */
const MOST_ROUNDS = 4;

/** Both steps to the end, for whoever can wait. */
export async function compare(
  a: CompareSide,
  b: CompareSide,
  options: CompareOptions & { readonly solving?: Solver; readonly signal?: AbortSignal } = {},
): Promise<Difference> {
  const { solving, signal, ...rest } = options;
  const comparer = new Comparer({ ...rest, ...(solving && { solver: true }) });
  let compared = toEnd(comparer.run(a, b));
  for (let round = 0; solving && round < MOST_ROUNDS && compared.open.length > 0 && !signal?.aborted; round++) {
    await comparer.settle(compared, solving, signal);
    compared = toEnd(comparer.run(a, b));
  }
  return compared.difference;
}

/** Runs a generator without pausing. */
export function toEnd<T>(run: Generator<undefined, T, undefined>): T {
  for (let step = run.next(); ; step = run.next()) if (step.done) return step.value;
}

function withoutAnybody<T extends Judgement>(j: T): T {
  return { ...j, verdict: 'not-decided', reasons: ['nobody-in-common'], more: undefined, less: undefined };
}

function notesOf(engine: Engine, matches: Matches, nobody: boolean): readonly Note[] {
  const { given, merged } = engine;
  const notes: Note[] = [];
  for (const side of ['a', 'b'] as const) {
    const count = given[side].unread?.length ?? 0;
    if (count > 0) notes.push({ kind: 'unread', side, count });
  }
  const shared = [...matches.clauses, ...matches.facts].some((p) => p.a && p.b);
  if (!shared && matches.clauses.length > 0) notes.push({ kind: 'nothing-shared' });
  if (!merged.days) notes.push({ kind: 'no-common-day' });
  if (nobody) notes.push({ kind: 'nobody-in-common' });
  for (const { from, to } of matches.ignored) notes.push({ kind: 'rename-ignored', from, to });
  const lists = merged.facts.some(({ merged: f }) => f.type.kind === 'list' && (f.type.max ?? Number.POSITIVE_INFINITY) > MOST_ITEMS);
  if (lists) notes.push({ kind: 'lists-to', items: MOST_ITEMS });
  return notes;
}

type Parts = Omit<Difference, 'answer'>;

function answerOf({ dates, admission, clauses, groups, limits, total }: Parts): Answer {
  const all: readonly Judgement[] = [...clauses, ...groups, ...limits, total];
  const seen = all.some((j) => j.gain ?? j.loss ?? j.otherOutcome ?? j.eligibilityGained ?? j.eligibilityLost);
  const admitted = admission.onlyA.possible === 'yes' || admission.onlyB.possible === 'yes';
  if (seen || admitted || !dates.policy.same || dates.clauses.length > 0) return 'different';
  const open = all.filter((j) => j.verdict === 'not-decided');
  if (open.some((j) => j.reasons.some((r) => r !== 'wording')) || !admission.same) return 'not-decided';
  return open.length > 0 ? 'reworded' : 'same';
}
