/**
 * Why: dragging asks for a new state with each move of the pointer; no more than one is asked for at a time, at most once in a frame, and the last
 * is never lost, unless the user has done something else since: what is typed after a drag is not overwritten by it.
 */
import type { Fill } from '../../../../server/src/previewProtocol';

/** After so many ms without an answer the next is asked for all the same: the server may have been replaced. */
const PATIENCE = 1500;

export class Pace {
  private waiting: { readonly fill: Fill; readonly act: number } | undefined;
  private asked: number | undefined;
  private frame: number | undefined;

  /** @param acts how often the user has done something else so far */
  constructor(
    private readonly send: (fill: Fill) => void,
    private readonly acts: () => number,
  ) {}

  want(fill: Fill): void {
    this.waiting = { fill, act: this.acts() };
    this.next();
  }

  private next(): void {
    this.frame ??= requestAnimationFrame(() => {
      this.frame = undefined;
      this.go();
    });
  }

  /** A state has come. */
  answered(): void {
    this.asked = undefined;
    if (this.waiting) this.next();
  }

  private go(): void {
    const { waiting } = this;
    if (!waiting) return;
    if (waiting.act !== this.acts()) {
      this.waiting = undefined;
      return;
    }
    const now = performance.now();
    if (this.asked !== undefined && now - this.asked < PATIENCE) return;
    this.waiting = undefined;
    this.asked = now;
    this.send(waiting.fill);
  }
}
