/** The order in which variables are decided: those of recent conflicts first. A linked list, so that moving one costs nothing much. */

export class Queue {
  private readonly before: number[] = [];
  private readonly after: number[] = [];
  /** Grows along the list. */
  private readonly stamp: number[] = [];
  private first = -1;
  /** The next to decide, if it is open. */
  private last = -1;
  /** All variables after it have values. */
  private cursor = -1;
  private clock = 0;

  /** @param value by literal (2v for variable v): 0 where it is open */
  constructor(private readonly value: readonly number[]) {}

  /** Variables are numbered from 0 in the order in which they are added. */
  add(v: number): void {
    this.before.push(-1);
    this.after.push(-1);
    this.stamp.push(0);
    this.append(v);
  }

  private append(v: number): void {
    this.before[v] = this.last;
    this.after[v] = -1;
    if (this.last >= 0) this.after[this.last] = v;
    else this.first = v;
    this.last = v;
    this.stamp[v] = ++this.clock;
    if (this.value[2 * v] === 0) this.cursor = v;
  }

  /** The first added come first. */
  reverse(): void {
    const n = this.stamp.length;
    for (let v = 0; v < n; v++) {
      this.before[v] = v + 1 < n ? v + 1 : -1;
      this.after[v] = v - 1;
      this.stamp[v] = n - v;
    }
    this.first = n - 1;
    this.last = n > 0 ? 0 : -1;
    this.cursor = this.last;
    this.clock = n;
  }

  /** These come next, in the order among them that they have. */
  prefer(variables: number[]): void {
    variables.sort((a, b) => (this.stamp[a] as number) - (this.stamp[b] as number));
    for (const v of variables) this.toEnd(v);
  }

  private toEnd(v: number): void {
    if (v === this.last) return;
    const [b, a] = [this.before[v] as number, this.after[v] as number];
    if (b >= 0) this.after[b] = a;
    else this.first = a;
    this.before[a] = b;
    if (this.cursor === v) this.cursor = b >= 0 ? b : a;
    this.append(v);
  }

  /** A variable has lost its value. */
  reopen(v: number): void {
    if ((this.stamp[v] as number) > (this.stamp[this.cursor] as number)) this.cursor = v;
  }

  /** The next open variable; -1 where there is none. */
  next(): number {
    let v = this.cursor;
    while (v >= 0 && this.value[2 * v] !== 0) v = this.before[v] as number;
    this.cursor = v >= 0 ? v : this.first;
    return v;
  }
}
