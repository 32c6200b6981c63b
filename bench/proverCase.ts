/**
 * Why: one policy is measured in a process of its own, so that neither what an earlier one left compiled nor what it left in memory counts.
 * Started by prover.ts, which it sends the figures.
 */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { Asker } from '../server/src/core/prove/ask';
import { Encoder } from '../server/src/core/prove/encode/encoder';
import type { Inputs } from '../server/src/core/prove/encode/inputs';
import { type Proofs, Prover, type Solver } from '../server/src/core/prove/index';
import { Numbers } from '../server/src/core/prove/numeric';
import { type Bool, Terms } from '../server/src/core/prove/terms';
import type { Verdict } from '../server/src/core/prove/verdict';
import { type Analysis, type FileContent, Workspace } from '../server/src/core/workspace';
import { createSolver } from '../server/src/solver/index';
import type { ChildSolver } from '../server/src/solver/port';
import { random } from './generate';
import { editFigure, type Grouping, linearPolicy } from './policies';

export interface CaseInput {
  readonly root: string;
  readonly name: string;
  /** A generated policy; else the sample. */
  readonly generated?: { readonly clauses: number; readonly grouping: Grouping };
  /** The pairs by themselves, and Z3 alone, are measured too. */
  readonly pairs: boolean;
}

/** Times in milliseconds, memory in MiB; NaN where something could not be measured. */
export interface CaseFigures {
  readonly questions: number;
  readonly computed: number;
  readonly openFirst: number;
  readonly openSecond: number;
  readonly firstStep: number;
  /** The second step too, its start included. */
  readonly both: number;
  /** Time of the processor for both, the solver's own process left out. */
  readonly processor: number;
  readonly question: { readonly median: number; readonly slowest: number };
  readonly edit: {
    readonly computed: number;
    readonly firstStep: number;
    readonly processor: number;
    readonly both: number;
    readonly slowest: number;
  };
  readonly memory: { readonly own: number; readonly solver: number };
  readonly findings: number;
  readonly pairs?: PairFigures;
  readonly alone?: AloneFigures;
}

export interface PairFigures {
  readonly count: number;
  readonly meet: number;
  readonly encoding: number;
  readonly asking: number;
  /** Of the processor, for encoding and asking. */
  readonly processor: number;
  /** Of one clause's edit, encoding included. */
  readonly edit: number;
  readonly editProcessor: number;
  readonly open: number;
}

/** The questions of the first step asked of Z3 instead. */
export interface AloneFigures {
  readonly questions: number;
  readonly z3: number;
  /** The same questions, the same order, the first step. */
  readonly ours: number;
  readonly undecided: number;
  readonly differ: readonly string[];
}

const EDITS = 20;
const middle = (xs: readonly number[]): number => [...xs].sort((a, b) => a - b)[Math.floor(xs.length / 2)] ?? Number.NaN;
const most = (xs: readonly number[]): number => xs.reduce((a, b) => Math.max(a, b), 0);

/** A policy, and how it becomes another by an edit. */
interface Opened {
  readonly text: string;
  readonly analysis: Analysis;
  change(text: string): Analysis;
}

function generatedPolicy(text: string): Opened {
  return opened('file:///bench/policy.clause', text, () => ({ error: 'missing' }));
}

function sample(root: string): Opened {
  const { href } = pathToFileURL(join(root, 'samples', 'beijing-etown-2025', 'beijing-etown-2025.clause'));
  const read = (uri: string) => ({ text: readFileSync(fileURLToPath(uri), 'utf8') });
  return opened(href, read(href).text, read);
}

function opened(uri: string, text: string, read: (uri: string) => FileContent): Opened {
  const workspace = new Workspace({ read, rootOf: (of) => new URL('.', of).href });
  const change = (next: string): Analysis => {
    workspace.setText(uri, next);
    return workspace.analyse(uri);
  };
  return { text, analysis: change(text), change };
}

function finish(prover: Prover, { program, tree }: Analysis): Proofs {
  const run = prover.run({ program, tree });
  for (;;) {
    const { done, value } = run.next();
    if (done) return value;
  }
}

async function timed<T>(work: () => T | Promise<T>): Promise<readonly [T, number, number]> {
  const start = performance.now();
  const used = process.cpuUsage();
  const value = await work();
  const { user, system } = process.cpuUsage(used);
  return [value, performance.now() - start, (user + system) / 1000];
}

/** Both steps, as the command line and the editor take them. */
async function prove(prover: Prover, analysis: Analysis, solver: Solver | undefined) {
  const [first, firstStep, ownFirst] = await timed(() => finish(prover, analysis));
  let last = first;
  let computed = first.statistics.asked;
  const [, second, ownSecond] = await timed(async () => {
    for (let answered = true; solver && answered && last.open.length > 0; ) {
      answered = await prover.settle(last, solver);
      last = finish(prover, analysis);
      computed += last.statistics.asked;
    }
  });
  return { first, last, computed, processor: ownFirst + ownSecond, firstStep, both: firstStep + second };
}

/** Every question that is asked of an asker while `work` goes on. */
interface Asked {
  readonly terms: Terms;
  readonly formula: Bool;
  readonly inputs: Inputs;
  readonly verdict: Verdict;
  readonly computed: boolean;
  readonly took: number;
}

async function watching<T>(work: () => Promise<T>): Promise<readonly [T, readonly Asked[]]> {
  const asked: Asked[] = [];
  const { ask } = Asker.prototype;
  Asker.prototype.ask = function (formula, inputs, wanted) {
    const before = this.computed;
    const start = performance.now();
    const verdict = ask.call(this, formula, inputs, wanted);
    asked.push({ terms: this.terms, formula, inputs, verdict, computed: this.computed > before, took: performance.now() - start });
    return verdict;
  };
  try {
    return [await work(), asked];
  } finally {
    Asker.prototype.ask = ask;
  }
}

async function measure(input: CaseInput): Promise<CaseFigures> {
  const { root, generated } = input;
  const solverOf = (): Solver | undefined => createSolver({ child: join(root, 'server', 'dist', 'solver.js') });
  // On another policy, so that nothing of this one is known, but the engine has compiled what it will.
  for (const seed of [11, 12]) finish(new Prover(), generatedPolicy(linearPolicy(25, 'fives', seed)).analysis);
  const policy = generated ? generatedPolicy(linearPolicy(generated.clauses, generated.grouping)) : sample(root);
  const { text, analysis } = policy;
  const prover = new Prover({ solver: true });
  const solver = solverOf();
  const [cold, asked] = await watching(() => prove(prover, analysis, solver));
  const times = asked.filter((a) => a.computed).map((a) => a.took);
  const next = random(5);
  const edits: { readonly computed: number; readonly processor: number; readonly firstStep: number; readonly both: number }[] = [];
  let current = text;
  for (let i = 0; i < EDITS; i++) {
    current = editFigure(current, next);
    edits.push(await prove(prover, policy.change(current), solver));
  }
  const figures: CaseFigures = {
    questions: cold.last.statistics.questions,
    computed: cold.computed,
    openFirst: cold.first.statistics.open,
    openSecond: solver ? cold.last.statistics.open : Number.NaN,
    firstStep: cold.firstStep,
    processor: cold.processor,
    both: cold.both,
    question: { median: middle(times), slowest: most(times) },
    edit: {
      computed: middle(edits.map((e) => e.computed)),
      firstStep: middle(edits.map((e) => e.firstStep)),
      processor: middle(edits.map((e) => e.processor)),
      both: middle(edits.map((e) => e.both)),
      slowest: most(edits.map((e) => e.both)),
    },
    memory: { own: process.memoryUsage.rss() / 1048576, solver: residentOf((solver as ChildSolver | undefined)?.pid) },
    findings: cold.last.problems.length,
    ...(input.pairs && { pairs: pairsAlone(text) }),
    ...(input.pairs && solver && { alone: await z3Alone(analysis, solver) }),
  };
  solver?.dispose();
  return figures;
}

/** MiB; where the system does not tell, NaN. */
function residentOf(pid: number | undefined): number {
  try {
    return Number(/VmRSS:\s*(\d+)/.exec(readFileSync(`/proc/${pid}/status`, 'utf8'))?.[1]) / 1024;
  } catch {
    return Number.NaN;
  }
}

/** “Both pay” of every two clauses: no witness is made of it. */
function pairsAlone(text: string): PairFigures {
  const rounds: PairFigures[] = [];
  for (let round = 0; round < 5; round++) {
    const terms = new Terms();
    const numbers = new Numbers(terms);
    const asker = new Asker(terms, undefined);
    const ask = (analysis: Analysis) => {
      const begun = performance.now();
      const used = process.cpuUsage();
      const enc = new Encoder(analysis.program, terms, numbers);
      const paying = [...analysis.program.clauses.keys()].map((name) => enc.clause(name).whole.paying);
      const encoded = performance.now();
      const counts = { sat: 0, unsat: 0, open: 0 };
      for (const [i, a] of paying.entries())
        for (const b of paying.slice(i + 1)) counts[asker.ask(terms.and(enc.admitted, a, b), enc.inputs).kind]++;
      const asking = performance.now() - encoded;
      const { user, system } = process.cpuUsage(used);
      return { counts, encoding: encoded - begun, asking, processor: (user + system) / 1000 };
    };
    const { analysis, change } = generatedPolicy(text);
    const whole = ask(analysis);
    const next = random(round);
    const edits: { readonly took: number; readonly processor: number }[] = [];
    for (let current = text, i = 0; i < EDITS; i++) {
      current = editFigure(current, next);
      const again = ask(change(current));
      edits.push({ took: again.encoding + again.asking, processor: again.processor });
    }
    const { sat, unsat, open } = whole.counts;
    rounds.push({
      count: sat + unsat + open,
      meet: sat,
      open,
      encoding: whole.encoding,
      asking: whole.asking,
      processor: whole.processor,
      edit: middle(edits.map((e) => e.took)),
      editProcessor: middle(edits.map((e) => e.processor)),
    });
  }
  rounds.sort((a, b) => a.asking - b.asking);
  const [, , median] = rounds;
  if (!median) throw new Error('nothing was measured');
  return median;
}

async function z3Alone(analysis: Analysis, solver: Solver): Promise<AloneFigures> {
  const prover = new Prover();
  const [, all] = await watching(async () => finish(prover, analysis));
  const asked = [...new Map(all.map((a) => [a.formula, a])).values()].filter((a) => a.formula.kind !== 'constant');
  let [z3, ours, undecided] = [0, 0, 0];
  const differ: string[] = [];
  for (const { terms, formula, inputs, verdict } of asked) {
    const asker = new Asker(terms, undefined);
    z3 += (await timed(() => asker.settle(formula, inputs, solver)))[1];
    const told = asker.ask(formula, inputs);
    if (told.kind === 'open' || verdict.kind === 'open') undecided++;
    else if (told.kind !== verdict.kind) differ.push(`first step ${verdict.kind}, Z3 ${told.kind}: term ${formula.id}`);
    const fresh = new Asker(terms, undefined);
    ours += (await timed(() => fresh.ask(formula, inputs)))[1];
  }
  return { questions: asked.length, z3, ours, undecided, differ };
}

process.once('message', (input: CaseInput) => {
  measure(input).then(
    (figures) => process.send?.(figures, undefined, undefined, () => process.exit(0)),
    (error: unknown) => {
      console.error(error);
      process.exit(1);
    },
  );
});
