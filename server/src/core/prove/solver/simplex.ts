/**
 * Linear arithmetic by the general simplex of Dutertre and de Moura (CAV 2006): columns with bounds, rows that express some columns by the
 * others, and a point that is repaired when a bound moves. Strict bounds are kept exact by a second, infinitely small component of every value.
 * Rows have whole coefficients, `scale × basic = Σ coefficient × column`, so that arithmetic stays on safe integers nearly always.
 */
import { add, compare, mul, type Rational, sign, sub } from '../rational';
import { quotient, type Row, solveFor, substitute } from './rows';
import type { Clause, Literal } from './search';

/** No literal: the bound is a domain's. */
const DOMAIN = -1;
/** So many pivots in one check, and one a row, choose freely; later ones by least index, which cannot cycle. */
const FREE_PIVOTS = 40;
const TOUCHES_PER_STEP = 32;

export class Simplex {
  /** By column: the point, and its infinitely small part. */
  readonly value: Rational[] = [];
  readonly epsilon: Rational[] = [];
  readonly integer: boolean[] = [];
  readonly lower: (Rational | undefined)[] = [];
  readonly lowerEpsilon: number[] = [];
  readonly lowerLiteral: Literal[] = [];
  readonly upper: (Rational | undefined)[] = [];
  readonly upperEpsilon: number[] = [];
  readonly upperLiteral: Literal[] = [];
  readonly rows: Row[] = [];
  /** By column: its row, or -1. */
  readonly rowOf: number[] = [];
  /** By column: rows that may hold it. */
  private readonly users: number[][] = [];
  private readonly suspects: number[] = [];
  private readonly suspected: boolean[] = [];
  /** Column, 0 for lower or 1 for upper, and what stood there. */
  private readonly past: (Rational | undefined)[] = [];
  /** Pivots, and so many numbers changed or bounds looked at. */
  get steps(): number {
    return this.pivots + Math.floor(this.touched / TOUCHES_PER_STEP);
  }
  /** Steps after which {@link check} gives up. */
  limit = Number.POSITIVE_INFINITY;
  private pivots = 0;
  private touched = 0;

  /** A column without bounds. */
  addColumn(integer: boolean): number {
    const c = this.value.length;
    this.value.push(0);
    this.epsilon.push(0);
    this.integer.push(integer);
    this.lower.push(undefined);
    this.lowerEpsilon.push(0);
    this.lowerLiteral.push(DOMAIN);
    this.upper.push(undefined);
    this.upperEpsilon.push(0);
    this.upperLiteral.push(DOMAIN);
    this.rowOf.push(-1);
    this.users.push([]);
    this.suspected.push(false);
    return c;
  }

  /** A column that equals a sum of columns without rows. Before the first pivot only. @param coefficients whole */
  addRow(integer: boolean, columns: number[], coefficients: Rational[]): number {
    const basic = this.addColumn(integer);
    const r = this.rows.length;
    this.rows.push({ basic, scale: 1, columns, coefficients });
    this.rowOf[basic] = r;
    let value: Rational = 0;
    let epsilon: Rational = 0;
    for (let i = 0; i < columns.length; i++) {
      const [c, k] = [columns[i] as number, coefficients[i] as Rational];
      (this.users[c] as number[]).push(r);
      value = add(value, mul(k, this.value[c] as Rational));
      if (this.epsilon[c] !== 0) epsilon = add(epsilon, mul(k, this.epsilon[c] as Rational));
    }
    this.value[basic] = value;
    this.epsilon[basic] = epsilon;
    return basic;
  }

  // ---------------------------------------------------------------------------------------------- bounds

  mark(): number {
    return this.past.length;
  }

  undo(mark: number): void {
    const { past } = this;
    while (past.length > mark) {
      const literal = past.pop() as number;
      const epsilon = past.pop() as number;
      const value = past.pop();
      const side = past.pop() as number;
      const c = side >> 1;
      if (side & 1) {
        this.upper[c] = value;
        this.upperEpsilon[c] = epsilon;
        this.upperLiteral[c] = literal;
      } else {
        this.lower[c] = value;
        this.lowerEpsilon[c] = epsilon;
        this.lowerLiteral[c] = literal;
      }
    }
  }

  /** column <= value + epsilon. */
  assertUpper(c: number, value: Rational, epsilon: number, literal: Literal = DOMAIN): Clause | undefined {
    const old = this.upper[c];
    if (old !== undefined && order(value, epsilon, old, this.upperEpsilon[c] as number) >= 0) return undefined;
    const low = this.lower[c];
    if (low !== undefined && order(value, epsilon, low, this.lowerEpsilon[c] as number) < 0)
      return clauseOf(literal, this.lowerLiteral[c] as Literal);
    this.past.push(2 * c + 1, old, this.upperEpsilon[c], this.upperLiteral[c]);
    this.upper[c] = value;
    this.upperEpsilon[c] = epsilon;
    this.upperLiteral[c] = literal;
    if ((this.rowOf[c] as number) >= 0) this.suspect(c);
    else if (order(this.value[c] as Rational, this.epsilon[c] as Rational, value, epsilon) > 0) this.move(c, value, epsilon);
    return undefined;
  }

  /** column >= value + epsilon. */
  assertLower(c: number, value: Rational, epsilon: number, literal: Literal = DOMAIN): Clause | undefined {
    const old = this.lower[c];
    if (old !== undefined && order(value, epsilon, old, this.lowerEpsilon[c] as number) <= 0) return undefined;
    const high = this.upper[c];
    if (high !== undefined && order(value, epsilon, high, this.upperEpsilon[c] as number) > 0)
      return clauseOf(literal, this.upperLiteral[c] as Literal);
    this.past.push(2 * c, old, this.lowerEpsilon[c], this.lowerLiteral[c]);
    this.lower[c] = value;
    this.lowerEpsilon[c] = epsilon;
    this.lowerLiteral[c] = literal;
    if ((this.rowOf[c] as number) >= 0) this.suspect(c);
    else if (order(this.value[c] as Rational, this.epsilon[c] as Rational, value, epsilon) < 0) this.move(c, value, epsilon);
    return undefined;
  }

  private suspect(c: number): void {
    if (this.suspected[c]) return;
    this.suspected[c] = true;
    this.suspects.push(c);
  }

  /** -1 where the point is below the column's bounds, 1 above, else 0. */
  private outside(c: number): number {
    const [value, epsilon] = [this.value[c] as Rational, this.epsilon[c] as Rational];
    const low = this.lower[c];
    if (low !== undefined && order(value, epsilon, low, this.lowerEpsilon[c] as number) < 0) return -1;
    const high = this.upper[c];
    return high !== undefined && order(value, epsilon, high, this.upperEpsilon[c] as number) > 0 ? 1 : 0;
  }

  // ---------------------------------------------------------------------------------------------- the point

  /** Gives a column without a row another value. */
  private move(c: number, value: Rational, epsilon: Rational): void {
    const by = sub(value, this.value[c] as Rational);
    const byEpsilon = sub(epsilon, this.epsilon[c] as Rational);
    this.value[c] = value;
    this.epsilon[c] = epsilon;
    this.follow(c, by, byEpsilon, -1);
  }

  /** The basic columns follow a move of `c`, but for that of row `except`. */
  private follow(c: number, by: Rational, byEpsilon: Rational, except: number): void {
    const users = this.users[c] as number[];
    this.touched += users.length;
    let kept = 0;
    for (let u = 0; u < users.length; u++) {
      const r = users[u] as number;
      const row = this.rows[r] as Row;
      const i = row.columns.indexOf(c);
      if (i < 0) continue;
      users[kept++] = r;
      if (r === except) continue;
      const k = row.coefficients[i] as Rational;
      const b = row.basic;
      if (by !== 0) this.value[b] = add(this.value[b] as Rational, quotient(mul(k, by), row.scale));
      if (byEpsilon !== 0) this.epsilon[b] = add(this.epsilon[b] as Rational, quotient(mul(k, byEpsilon), row.scale));
      this.suspect(b);
    }
    if (kept < users.length) users.length = kept;
  }

  /** Repairs the point, or gives up at the limit. */
  check(): Clause | undefined {
    let free = FREE_PIVOTS + this.rows.length;
    while (this.steps <= this.limit) {
      const basic = this.leastOutside();
      if (basic < 0) return undefined;
      const below = this.outside(basic) < 0;
      const r = this.rowOf[basic] as number;
      const row = this.rows[r] as Row;
      const c = this.entering(row, below, free-- <= 0);
      if (c < 0) return this.explain(row, below);
      this.pivots++;
      const target = (below ? this.lower[basic] : this.upper[basic]) as Rational;
      const targetEpsilon = (below ? this.lowerEpsilon[basic] : this.upperEpsilon[basic]) as number;
      const k = row.coefficients[row.columns.indexOf(c)] as Rational;
      const by = quotient(mul(sub(target, this.value[basic] as Rational), row.scale), k);
      const byEpsilon = quotient(mul(sub(targetEpsilon, this.epsilon[basic] as Rational), row.scale), k);
      this.value[basic] = target;
      this.epsilon[basic] = targetEpsilon;
      this.value[c] = add(this.value[c] as Rational, by);
      this.epsilon[c] = add(this.epsilon[c] as Rational, byEpsilon);
      this.follow(c, by, byEpsilon, r);
      this.pivot(r, c);
    }
    return undefined;
  }

  private leastOutside(): number {
    const { suspects } = this;
    this.touched += suspects.length;
    let kept = 0;
    let least = -1;
    for (let i = 0; i < suspects.length; i++) {
      const c = suspects[i] as number;
      if ((this.rowOf[c] as number) < 0 || this.outside(c) === 0) {
        this.suspected[c] = false;
        continue;
      }
      suspects[kept++] = c;
      if (least < 0 || c < least) least = c;
    }
    if (kept < suspects.length) suspects.length = kept;
    return least;
  }

  /** A column of the row that can move so that its basic column comes back; -1 where there is none. */
  private entering(row: Row, below: boolean, byIndex: boolean): number {
    let best = -1;
    let cost = 0;
    for (let i = 0; i < row.columns.length; i++) {
      const c = row.columns[i] as number;
      const up = sign(row.coefficients[i] as Rational) > 0 === below;
      const end = up ? this.upper[c] : this.lower[c];
      if (end !== undefined) {
        const epsilon = (up ? this.upperEpsilon[c] : this.lowerEpsilon[c]) as number;
        if (order(this.value[c] as Rational, this.epsilon[c] as Rational, end, epsilon) === 0) continue;
      }
      const price = byIndex ? c : (this.users[c] as number[]).length;
      if (best >= 0 && price >= cost) continue;
      best = c;
      cost = price;
    }
    return best;
  }

  /** Why the row's basic column cannot come back: its bound and those of all columns of the row. */
  private explain(row: Row, below: boolean): Clause {
    const clause: Clause = [];
    const own = (below ? this.lowerLiteral[row.basic] : this.upperLiteral[row.basic]) as Literal;
    if (own !== DOMAIN) clause.push(own ^ 1);
    for (let i = 0; i < row.columns.length; i++) {
      const c = row.columns[i] as number;
      const up = sign(row.coefficients[i] as Rational) > 0 === below;
      const literal = (up ? this.upperLiteral[c] : this.lowerLiteral[c]) as Literal;
      if (literal !== DOMAIN && !clause.includes(literal ^ 1)) clause.push(literal ^ 1);
    }
    return clause;
  }

  /** A clause that denies the bounds of columns. */
  fixedBecause(columns: readonly number[]): Clause {
    const clause: Clause = [];
    for (const c of columns)
      for (const literal of [this.lowerLiteral[c] as Literal, this.upperLiteral[c] as Literal])
        if (literal !== DOMAIN && !clause.includes(literal ^ 1)) clause.push(literal ^ 1);
    return clause;
  }

  // ---------------------------------------------------------------------------------------------- rows

  /** Row `r` comes to express column `c` instead of its own. */
  private pivot(r: number, c: number): void {
    const row = this.rows[r] as Row;
    const old = row.basic;
    solveFor(row, c);
    (this.users[old] as number[]).push(r);
    this.rowOf[old] = -1;
    this.rowOf[c] = r;
    const users = this.users[c] as number[];
    for (let u = 0; u < users.length; u++) {
      const other = users[u] as number;
      if (other === r) continue;
      const target = this.rows[other] as Row;
      this.touched += row.columns.length + target.columns.length;
      substitute(target, row, (column) => {
        const list = this.users[column] as number[];
        if (!list.includes(other)) list.push(other);
      });
    }
    users.length = 0;
    this.suspect(c);
  }
}

/** Order of two values with their infinitely small parts. */
export function order(a: Rational, aEpsilon: Rational, b: Rational, bEpsilon: Rational): number {
  return compare(a, b) || compare(aEpsilon, bEpsilon);
}

function clauseOf(a: Literal, b: Literal): Clause {
  const clause: Clause = [];
  if (a !== DOMAIN) clause.push(a ^ 1);
  if (b !== DOMAIN) clause.push(b ^ 1);
  return clause;
}
