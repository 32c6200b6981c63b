/** What an evaluator asked while it computed something, for {@link Shared}. */
import type { Shared, Step } from './shared';

interface Frame<Subject> {
  readonly steps: Step<Subject>[];
  /** The result hangs on more than the answers: it is not shared. */
  own: boolean;
}

export class Recorder<Subject> {
  /** Undefined where results are looked up: what is asked then belongs to no computation. */
  private readonly frames: (Frame<Subject> | undefined)[] = [];

  constructor(
    private readonly known: Shared<Subject>,
    private readonly subject: Subject,
  ) {}

  /** The innermost computation asked this, and got this answer. */
  saw<T>(key: string, ask: (subject: Subject) => unknown, answer: T): T {
    this.frames.at(-1)?.steps.push({ key, ask, answer });
    return answer;
  }

  /** What is being computed hangs on more than what it asks for (a circle, payments made before). */
  ownOnly(): void {
    for (const frame of this.frames) if (frame) frame.own = true;
  }

  /** The result for this subject: one that is known to fit, else computed. */
  run<T>(thing: object, compute: () => T): T {
    this.frames.push(undefined);
    let found: { readonly value: unknown } | undefined;
    try {
      found = this.known.find(thing, this.subject);
    } finally {
      this.frames.pop();
    }
    if (found) return found.value as T;
    const frame: Frame<Subject> = { steps: [], own: false };
    this.frames.push(frame);
    try {
      const value = compute();
      if (!frame.own) this.known.keep(thing, frame.steps, value);
      return value;
    } finally {
      this.frames.pop();
    }
  }
}
