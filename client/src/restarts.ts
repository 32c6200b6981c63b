/** Why: a server that dies comes back, but one that dies again and again must not be started for ever. */

/** Deaths within {@link period} after which the server stays down. */
export const mostDeaths = 5;
/** Milliseconds. */
export const period = 3 * 60 * 1000;

/** Counts the deaths of the server. */
export class Deaths {
  private times: number[] = [];

  /**
   * The server died.
   * @param now milliseconds
   * @returns whether it may be started again
   */
  record(now: number): boolean {
    this.times = [...this.times.filter((time) => now - time <= period), now];
    return this.times.length < mostDeaths;
  }

  /** The author starts it: what was is forgotten. */
  forget(): void {
    this.times = [];
  }
}
