/**
 * Why: one thread both answers the author and does long work (the findings of a whole folder). Long work is done in slices, and between two
 * slices everything that was received meanwhile is dealt with first.
 */

/** One turn of the event loop. */
const turn: () => Promise<void> =
  typeof setImmediate === 'function' ? () => new Promise((run) => setImmediate(run)) : () => new Promise((run) => setTimeout(run, 0));

/** From one sign of a message to the next: it is read, two turns may pass until it is seen that no other follows, it is handed on. */
const quietTurns = 5;

/** How long long work goes on before it looks up. Milliseconds. */
const sliceLength = 10;

export class Pace {
  private messages = 0;

  /** A message was read, or is being handed on. */
  busy(): void {
    this.messages++;
  }

  /**
   * Resolves when everything that was received is dealt with.
   * @param atMost milliseconds after which it resolves in any case
   */
  async quiet(atMost = Number.POSITIVE_INFINITY): Promise<void> {
    const end = performance.now() + atMost;
    let seen = this.messages;
    for (let calm = 0; calm < quietTurns && performance.now() < end; calm++) {
      await turn();
      if (seen !== this.messages) calm = -1;
      seen = this.messages;
    }
  }

  /**
   * Resolves when nothing has been received for so long: after opening and after typing an editor asks for this and that.
   * @param atMost milliseconds after which it resolves in any case
   */
  async idle(milliseconds: number, atMost: number): Promise<void> {
    const end = performance.now() + atMost;
    for (let seen = Number.NaN; seen !== this.messages && performance.now() < end; ) {
      seen = this.messages;
      await new Promise((resolve) => setTimeout(resolve, milliseconds));
    }
    await this.quiet(Math.max(0, end - performance.now()));
  }

  /** For work that calls it often: waits for quiet whenever a slice is used up. True where it waited. */
  slices(): () => Promise<boolean> {
    let end = performance.now() + sliceLength;
    return async () => {
      if (performance.now() < end) return false;
      await this.quiet();
      end = performance.now() + sliceLength;
      return true;
    };
  }
}
