/**
 * The second step's port, on the side that asks: starts the solver's process at the first question, asks one question at a time, and
 * replaces the process when it dies, is stopped or has grown. Nothing here waits on anything but events.
 */
import { type ChildProcess, fork } from 'node:child_process';
import { inDomain, Valuation } from '../core/prove/model';
import { type SmtQuestion, toSmt } from '../core/prove/smt';
import type { Bool, Terms } from '../core/prove/terms';
import type { OpenReason, Solver, Verdict } from '../core/prove/verdict';
import type { FromChild, Question, Result } from './messages';

export interface ChildOptions {
  /** What one question may use up, in Z3's units of work (`rlimit`). */
  readonly limit?: number;
  /** After how long without an answer the child counts as stuck, in milliseconds. */
  readonly patience?: number;
  /** After how many answers, or at what memory in bytes, the child is replaced. */
  readonly answers?: number;
  readonly memory?: number;
  /** After how many deaths in a row no other child is started. */
  readonly deaths?: number;
}

/** A second or so on a computer of 2024. */
export const LIMIT = 600_000;
export const PATIENCE = 10_000;
const ANSWERS = 1000;
const MEMORY = 600 * 1024 * 1024;
const DEATHS = 4;

interface Asked {
  readonly formula: Bool;
  readonly question: SmtQuestion;
  settle(verdict: Verdict): void;
}

const open = (reason: OpenReason): Verdict => ({ kind: 'open', reason });

export class ChildSolver implements Solver {
  private readonly waiting: Asked[] = [];
  private asking: Asked | undefined;
  private child: ChildProcess | undefined;
  private ready = false;
  private answered = 0;
  private died = 0;
  private ids = 0;
  private watchdog: NodeJS.Timeout | undefined;
  private disposed = false;
  accidents = 0;

  constructor(
    private readonly program: string,
    private readonly folder: string,
    private readonly options: ChildOptions = {},
  ) {}

  /** The process that is running, if one is. */
  get pid(): number | undefined {
    return this.child?.pid;
  }

  solve(_terms: Terms, formula: Bool, signal?: AbortSignal): Promise<Verdict> {
    return new Promise((resolve, reject) => {
      if (signal?.aborted) {
        reject(signal.reason);
        return;
      }
      const question = safely(() => toSmt(formula));
      if (!question) {
        resolve(open('solver-failed'));
        return;
      }
      const asked: Asked = {
        formula,
        question,
        settle: (verdict) => {
          signal?.removeEventListener('abort', abort);
          resolve(verdict);
        },
      };
      const abort = (): void => {
        reject(signal?.reason);
        this.withdraw(asked);
      };
      signal?.addEventListener('abort', abort, { once: true });
      this.waiting.push(asked);
      this.next();
    });
  }

  dispose(): void {
    this.disposed = true;
    this.stop();
    this.next();
  }

  private withdraw(asked: Asked): void {
    const at = this.waiting.indexOf(asked);
    if (at >= 0) this.waiting.splice(at, 1);
    if (asked !== this.asking) return;
    this.asking = undefined;
    // There is no other way to stop it.
    this.stop();
    this.next();
  }

  private next(): void {
    if (this.asking && !this.disposed) return;
    if (this.disposed || this.died >= (this.options.deaths ?? DEATHS)) {
      this.accidents++;
      const rest = [...(this.asking ? [this.asking] : []), ...this.waiting.splice(0)];
      this.asking = undefined;
      for (const asked of rest) asked.settle(open('solver-failed'));
      return;
    }
    this.asking = this.waiting.shift();
    if (!this.asking) {
      this.rest();
      return;
    }
    this.watch();
    if (!this.child) this.start();
    else if (this.ready) this.send(this.child, this.asking);
  }

  /** An idle child keeps nobody from ending. */
  private rest(): void {
    clearTimeout(this.watchdog);
    this.child?.unref();
    this.child?.channel?.unref();
  }

  private start(): void {
    const child = fork(this.program, [this.folder], {
      execArgv: [],
      stdio: ['ignore', 'ignore', 'ignore', 'ipc'],
      env: { ...process.env, ELECTRON_RUN_AS_NODE: '1' },
      windowsHide: true,
    } as Parameters<typeof fork>[2]);
    this.child = child;
    this.ready = false;
    this.answered = 0;
    child.on('message', (message: FromChild) => {
      if (child !== this.child) return;
      if (message.kind === 'answer') {
        this.hear(message.id, message.result, message.memory);
        return;
      }
      this.ready = true;
      if (!this.asking) return;
      this.watch();
      this.send(child, this.asking);
    });
    const gone = (): void => {
      if (child === this.child) this.lost('solver-failed');
    };
    child.once('error', gone);
    child.once('exit', gone);
  }

  private send(child: ChildProcess, { question }: Asked): void {
    child.ref();
    child.channel?.ref();
    const { text, names, nonlinear } = question;
    const message: Question = { id: ++this.ids, text, names, limit: this.options.limit ?? LIMIT, nonlinear };
    // Where it cannot be sent the child is gone, which its own event says.
    child.send(message, () => undefined);
  }

  private hear(id: number, result: Result, memory: number): void {
    const { asking } = this;
    if (!asking || id !== this.ids) return;
    this.asking = undefined;
    this.died = result.kind === 'failed' ? this.died + 1 : 0;
    if (result.kind === 'failed') this.accidents++;
    this.answered++;
    const { answers = ANSWERS, memory: most = MEMORY } = this.options;
    if (result.kind === 'failed' || this.answered >= answers || memory >= most) this.stop();
    asking.settle(safely(() => verdictOf(asking, result)) ?? open('solver-failed'));
    this.next();
  }

  private watch(): void {
    clearTimeout(this.watchdog);
    this.watchdog = setTimeout(() => {
      // Z3 counts its work in most places, not in all. A child that never got ready is another matter.
      this.lost(this.ready ? 'budget' : 'solver-failed');
    }, this.options.patience ?? PATIENCE);
  }

  /** The child died, or had to be killed. */
  private lost(reason: OpenReason): void {
    this.accidents++;
    const { asking } = this;
    this.asking = undefined;
    this.stop();
    if (asking) {
      if (reason === 'solver-failed') this.died++;
      asking.settle(open(reason));
    }
    this.next();
  }

  private stop(): void {
    clearTimeout(this.watchdog);
    const { child } = this;
    this.child = undefined;
    this.ready = false;
    child?.kill('SIGKILL');
    child?.unref();
    child?.channel?.unref();
  }
}

/** A formula too deep for the stack costs its own answer only. */
function safely<T>(make: () => T): T | undefined {
  try {
    return make();
  } catch (error) {
    if (error instanceof RangeError) return undefined;
    throw error;
  }
}

/** No answer is taken at its word: a model has to hold in the meaning of terms. */
function verdictOf({ formula, question }: Asked, result: Result): Verdict {
  switch (result.kind) {
    case 'unsat':
      return { kind: 'unsat' };
    case 'sat': {
      const values = new Map(result.values);
      const model = question.models(values).find((each) => inDomain(each) && new Valuation(each).bool(formula));
      if (model) return { kind: 'sat', model };
      // With roots of polynomials nothing failed: there may be no rational numbers that do.
      return open(result.values.some(([, value]) => value.length === 2) ? 'nonlinear' : 'solver-failed');
    }
    case 'unknown':
      return open(/cancel|limit|timeout|memory/.test(result.why) ? 'budget' : 'nonlinear');
    case 'failed':
      return open('solver-failed');
    default:
      return result satisfies never;
  }
}
