/**
 * The Boolean search: conflict-driven clause learning with two watched literals, first unique implication points, variables moved to the front
 * of a queue when a conflict involves them, saved phases and Luby restarts. Arithmetic is asked through {@link Theory}. It counts its steps, so
 * that a budget ends it at the same place on every machine.
 */
import { Queue } from './queue';

/** 2v for variable v, 2v + 1 for its negation. */
export type Literal = number;
export type Clause = Literal[];

/** What literals mean in arithmetic. Literals that cannot all be true are returned as a clause of their negations. */
export interface Theory {
  /** A literal has become true. */
  assert(literal: Literal): Clause | undefined;
  /** Whether what was asserted can hold together; integrality aside. */
  check(): Clause | undefined;
  /** How much was asserted; {@link undo} goes back to it. */
  mark(): number;
  undo(mark: number): void;
  /** The value of a variable that agrees with the current point; undefined where the variable is not arithmetic. */
  prefers(variable: number): boolean | undefined;
  /** All variables have values. A number: a new variable to decide first. */
  complete(search: Search): Clause | number | undefined;
  /** Steps taken so far. */
  readonly steps: number;
  /** Steps after which {@link check} gives up, with the point as it is. */
  limit: number;
}

export type Outcome = 'sat' | 'unsat' | 'budget';

const RESTART = 64;
const LOOKS_PER_STEP = 64;

export class Search {
  /** By literal: 1 true, -1 false, 0 open. */
  readonly value: number[] = [];
  /** Steps taken: decisions, conflicts, and so many clauses looked at. */
  get steps(): number {
    return this.taken + Math.floor(this.looked / LOOKS_PER_STEP);
  }
  private taken = 0;
  private looked = 0;
  private readonly watches: Clause[][] = [];
  private readonly reason: (Clause | undefined)[] = [];
  private readonly level: number[] = [];
  private readonly saved: number[] = [];
  private readonly seen: number[] = [];
  private readonly trail: Literal[] = [];
  /** By level above 0: where its part of the trail begins, and the theory's mark. */
  private readonly starts: number[] = [];
  private readonly marks: number[] = [];
  private head = 0;
  private asserted = 0;
  private failed = false;
  private readonly queue = new Queue(this.value);

  constructor(private readonly theory: Theory) {}

  /** Before the search: variables are decided in the order in which they were made, so that what stands near the root comes first. */
  firstMadeFirst(): void {
    this.queue.reverse();
  }

  get variables(): number {
    return this.level.length;
  }

  newVariable(): number {
    const v = this.level.length;
    this.value.push(0, 0);
    this.watches.push([], []);
    this.reason.push(undefined);
    this.level.push(0);
    this.saved.push(1);
    this.seen.push(0);
    this.queue.add(v);
    return v;
  }

  /** The clause belongs to the search from now on. Before the search, or one of two literals one of which is true. */
  addClause(clause: Clause): void {
    const { value } = this;
    if (this.starts.length === 0) {
      let kept = 0;
      for (const literal of clause) {
        const v = value[literal] as number;
        if (v > 0) return;
        if (v === 0) clause[kept++] = literal;
      }
      if (kept < clause.length) clause.length = kept;
      if (kept === 0) this.failed = true;
      if (kept === 1) this.assign(clause[0] as Literal, undefined);
      if (kept < 2) return;
    }
    this.watch(clause);
  }

  private watch(clause: Clause): void {
    (this.watches[clause[0] as Literal] as Clause[]).push(clause);
    (this.watches[clause[1] as Literal] as Clause[]).push(clause);
  }

  // ---------------------------------------------------------------------------------------------- the trail

  private assign(literal: Literal, reason: Clause | undefined): void {
    const v = literal >> 1;
    this.value[literal] = 1;
    this.value[literal ^ 1] = -1;
    this.reason[v] = reason;
    this.level[v] = this.starts.length;
    this.trail.push(literal);
  }

  private decide(literal: Literal): void {
    this.taken++;
    this.starts.push(this.trail.length);
    this.marks.push(this.theory.mark());
    this.assign(literal, undefined);
  }

  private backTo(level: number): void {
    if (this.starts.length <= level) return;
    const start = this.starts[level] as number;
    const { trail, queue } = this;
    for (let i = trail.length - 1; i >= start; i--) {
      const literal = trail[i] as Literal;
      const v = literal >> 1;
      this.value[literal] = 0;
      this.value[literal ^ 1] = 0;
      this.saved[v] = literal & 1;
      queue.reopen(v);
    }
    this.theory.undo(this.marks[level] as number);
    trail.length = start;
    this.starts.length = level;
    this.marks.length = level;
    this.head = start;
    if (this.asserted > start) this.asserted = start;
  }

  private propagate(): Clause | undefined {
    const { trail, theory } = this;
    while (this.head < trail.length) {
      const conflict = this.visit((trail[this.head++] as Literal) ^ 1);
      if (conflict) return conflict;
    }
    while (this.asserted < trail.length) {
      const conflict = theory.assert(trail[this.asserted++] as Literal);
      if (conflict) return conflict;
    }
    return theory.check();
  }

  /** Looks at the clauses that watch a literal that has become false. */
  private visit(literal: Literal): Clause | undefined {
    const { value, watches } = this;
    const list = watches[literal] as Clause[];
    const { length } = list;
    this.looked += length;
    let kept = 0;
    for (let i = 0; i < length; i++) {
      const clause = list[i] as Clause;
      let other = clause[0] as Literal;
      if (other === literal) {
        other = clause[1] as Literal;
        clause[0] = other;
        clause[1] = literal;
      }
      if (value[other] !== 1 && this.moveWatch(clause)) continue;
      list[kept++] = clause;
      if (value[other] === 1) continue;
      if (value[other] === 0) {
        this.assign(other, clause);
        continue;
      }
      for (i++; i < length; i++) list[kept++] = list[i] as Clause;
      if (kept < length) list.length = kept;
      return clause;
    }
    if (kept < length) list.length = kept;
    return undefined;
  }

  /** Whether another literal than the second, which is false, could be watched. */
  private moveWatch(clause: Clause): boolean {
    for (let k = 2; k < clause.length; k++) {
      const literal = clause[k] as Literal;
      if (this.value[literal] === -1) continue;
      clause[k] = clause[1] as Literal;
      clause[1] = literal;
      (this.watches[literal] as Clause[]).push(clause);
      return true;
    }
    return false;
  }

  // ---------------------------------------------------------------------------------------------- conflicts

  /** Learns from a clause that is false; false where nothing is left to undo. */
  private learn(conflict: Clause): boolean {
    const { level, seen, trail } = this;
    let top = 0;
    for (const literal of conflict) top = Math.max(top, level[literal >> 1] as number);
    if (top === 0) return false;
    this.backTo(top);
    const learned: Clause = [0];
    const touched: number[] = [];
    let open = 0;
    let clause: Clause = conflict;
    let i = trail.length;
    let asserting = -1;
    for (;;) {
      for (const literal of clause) {
        const v = literal >> 1;
        if (literal === asserting || seen[v] === 1 || level[v] === 0) continue;
        seen[v] = 1;
        touched.push(v);
        if (level[v] === top) open++;
        else learned.push(literal);
      }
      do i--;
      while (seen[(trail[i] as Literal) >> 1] === 0);
      asserting = trail[i] as Literal;
      if (--open === 0) break;
      seen[asserting >> 1] = 0;
      clause = this.reason[asserting >> 1] as Clause;
    }
    learned[0] = asserting ^ 1;
    this.minimize(learned);
    for (const v of touched) seen[v] = 0;
    let back = 0;
    for (let k = 1; k < learned.length; k++) {
      const l = level[(learned[k] as Literal) >> 1] as number;
      if (l <= back) continue;
      back = l;
      [learned[1], learned[k]] = [learned[k] as Literal, learned[1] as Literal];
    }
    this.backTo(back);
    this.queue.prefer(touched);
    if (learned.length > 1) this.watch(learned);
    this.assign(asserting ^ 1, learned);
    return true;
  }

  /** Drops literals that the others imply at one step. */
  private minimize(learned: Clause): void {
    let kept = 1;
    for (let k = 1; k < learned.length; k++) {
      const literal = learned[k] as Literal;
      const reason = this.reason[literal >> 1];
      const implied = reason?.every((l) => this.seen[l >> 1] === 1 || this.level[l >> 1] === 0) ?? false;
      if (!implied) learned[kept++] = literal;
    }
    if (kept < learned.length) learned.length = kept;
  }

  // ---------------------------------------------------------------------------------------------- the loop

  /** @param budget steps of search and theory together */
  solve(budget: number): Outcome {
    let restarts = 0;
    let conflicts = 0;
    let limit = RESTART;
    this.theory.limit = budget;
    for (;;) {
      if (this.failed) return 'unsat';
      let conflict = this.propagate();
      if (this.steps + this.theory.steps > budget) return 'budget';
      if (!conflict) {
        if (conflicts >= limit) {
          conflicts = 0;
          limit = RESTART * luby(++restarts);
          this.backTo(0);
          continue;
        }
        const v = this.queue.next();
        if (v >= 0) {
          const preferred = this.theory.prefers(v);
          this.decide(2 * v + (preferred === undefined ? (this.saved[v] as number) : preferred ? 0 : 1));
          continue;
        }
        const last = this.theory.complete(this);
        if (last === undefined) return 'sat';
        if (typeof last === 'number') continue;
        conflict = last;
      }
      this.taken++;
      conflicts++;
      if (!this.learn(conflict)) return 'unsat';
    }
  }
}

/** 1 1 2 1 1 2 4 …, from index 1. */
export function luby(index: number): number {
  let i = index;
  for (;;) {
    let size = 1;
    while (size < i + 1) size *= 2;
    if (size === i + 1) return size / 2;
    i -= size / 2 - 1;
  }
}
