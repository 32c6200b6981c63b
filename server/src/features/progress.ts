/** Why: whoever waits for long work sees that it goes on, and how far it is; work that is soon done shows nothing. */
import type { Session } from '../session';

/** Work of ours that takes longer is shown. Milliseconds. */
const shownAfter = 500;
const reportedEvery = 100;

let tokens = 0;

/** Progress by counts, under the client's token where it gave one, else, once the work has taken a while, under one of ours. */
export class Progress {
  private readonly start = performance.now();
  private reported = 0;
  private state: 'waiting' | 'asked' | 'shown' | 'over' = 'waiting';

  /** @param token the client's `workDoneToken` */
  constructor(
    private readonly session: Session,
    private readonly title: string,
    private token?: string | number | undefined,
  ) {
    if (token !== undefined) this.begin();
  }

  private begin(): void {
    this.state = 'shown';
    this.send({ kind: 'begin', title: this.title, cancellable: false, percentage: 0 });
  }

  private send(value: unknown): void {
    if (this.token !== undefined) this.session.onProgress(this.token, value);
  }

  /** `done` of `all` are done. */
  report(done: number, all: number): void {
    const now = performance.now();
    if (this.state === 'waiting' && now - this.start > shownAfter) this.ask();
    if (this.state !== 'shown' || now - this.reported < reportedEvery) return;
    this.reported = now;
    this.send({ kind: 'report', message: `${done}/${all}`, percentage: Math.floor((100 * done) / Math.max(all, 1)) });
  }

  private ask(): void {
    this.state = 'asked';
    const token = `clausewright-${++tokens}`;
    void this.session.onProgressWanted(token).then((granted) => {
      if (!granted || this.state === 'over') return;
      this.token = token;
      this.begin();
    });
  }

  end(): void {
    if (this.state === 'shown') this.send({ kind: 'end' });
    this.state = 'over';
  }
}
