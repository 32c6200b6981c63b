/** Why: dragging asks for a new state with each move of the pointer; no more than one is asked for at a time, at most once in a frame, and the last is never lost. */
import type { Fill } from '../../../../server/src/previewProtocol';

/** After so many ms without an answer the next is asked for all the same: the server may have been replaced. */
const PATIENCE = 1500;

export class Pace {
  private waiting: Fill | undefined;
  private asked: number | undefined;
  private frame: number | undefined;

  constructor(private readonly send: (fill: Fill) => void) {}

  want(fill: Fill): void {
    this.waiting = fill;
    this.frame ??= requestAnimationFrame(() => {
      this.frame = undefined;
      this.go();
    });
  }

  /** A state has come. */
  answered(): void {
    this.asked = undefined;
    if (this.waiting && this.frame === undefined) this.want(this.waiting);
  }

  private go(): void {
    const fill = this.waiting;
    if (!fill) return;
    const now = performance.now();
    if (this.asked !== undefined && now - this.asked < PATIENCE) return;
    this.waiting = undefined;
    this.asked = now;
    this.send(fill);
  }
}
