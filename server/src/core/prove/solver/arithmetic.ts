/** What the Boolean search asks about numbers: atoms as bounds of simplex columns, and whole numbers by dividing the range of one that is not. */
import { add, compare, div, floor, isInteger, mul, neg, type Rational, sign } from '../rational';
import { gcdOf } from './rows';
import type { Clause, Literal, Search, Theory } from './search';
import { Simplex } from './simplex';

/** An upper bound that a variable of the search stands for: column <= value + epsilon. */
interface Upper {
  readonly variable: number;
  readonly column: number;
  readonly value: Rational;
  readonly epsilon: 0 | -1;
  /** Made to divide a range of whole numbers: the side of zero is looked at first. */
  readonly split: boolean;
}

export class Arithmetic implements Theory {
  readonly simplex = new Simplex();
  /** By variable of the search. */
  private readonly uppers: (Upper | undefined)[] = [];
  /** By column, sorted from {@link chain} on. */
  private readonly byColumn: Upper[][] = [];
  /** Whole columns that stand alone. */
  private readonly whole: number[] = [];

  private splits = 0;
  /** Whether the point, rounded where it has to be whole, makes the question true. */
  rounded: (() => boolean) | undefined;

  get steps(): number {
    return this.simplex.steps;
  }

  get limit(): number {
    return this.simplex.limit;
  }
  set limit(steps: number) {
    this.simplex.limit = steps;
  }

  addColumn(integer: boolean): number {
    const c = this.simplex.addColumn(integer);
    if (integer) this.whole.push(c);
    return c;
  }

  addAtom(variable: number, column: number, value: Rational, epsilon: 0 | -1, split = false): void {
    const upper: Upper = { variable, column, value, epsilon, split };
    while (this.uppers.length <= variable) this.uppers.push(undefined);
    this.uppers[variable] = upper;
    while (this.byColumn.length <= column) this.byColumn.push([]);
    (this.byColumn[column] as Upper[]).push(upper);
  }

  /** States how the atoms of each column follow from one another. */
  chain(search: Search): void {
    for (const list of this.byColumn) {
      if (list.length < 2) continue;
      list.sort((a, b) => compare(a.value, b.value) || a.epsilon - b.epsilon);
      for (let i = 1; i < list.length; i++) link(search, list[i - 1] as Upper, list[i] as Upper);
    }
  }

  endsOf(column: number): readonly Rational[] {
    return this.byColumn[column]?.map((u) => u.value) ?? [];
  }

  assert(literal: Literal): Clause | undefined {
    const upper = this.uppers[literal >> 1];
    if (!upper) return undefined;
    const { simplex } = this;
    const { column, value, epsilon } = upper;
    if ((literal & 1) === 0) return simplex.assertUpper(column, value, epsilon, literal);
    if (simplex.integer[column]) return simplex.assertLower(column, add(value, 1), 0, literal);
    return simplex.assertLower(column, value, epsilon + 1, literal);
  }

  check(): Clause | undefined {
    return this.simplex.check();
  }
  mark(): number {
    return this.simplex.mark();
  }
  undo(mark: number): void {
    this.simplex.undo(mark);
  }

  prefers(variable: number): boolean | undefined {
    const upper = this.uppers[variable];
    if (!upper) return undefined;
    if (upper.split) return sign(upper.value) >= 0;
    const order = compare(this.simplex.value[upper.column] as Rational, upper.value);
    if (order !== 0) return order < 0;
    return compare(this.simplex.epsilon[upper.column] as Rational, upper.epsilon) <= 0;
  }

  // ---------------------------------------------------------------------------------------------- whole numbers

  complete(search: Search): Clause | number | undefined {
    const { simplex } = this;
    let column = -1;
    for (const c of this.whole) {
      if (isInteger(simplex.value[c] as Rational) && simplex.epsilon[c] === 0) continue;
      column = c;
      break;
    }
    if (column < 0) return undefined;
    const conflict = this.indivisible();
    if (conflict) return conflict;
    // Rounded, the point may do already; looked at less and less often, since looking costs more than a step.
    const { splits } = this;
    if ((splits & (splits - 1)) === 0 && this.rounded?.()) return undefined;
    this.splits++;
    return this.split(search, column);
  }

  /** A new atom, `column` at most the whole number below the point: the search takes it or its negation. */
  private split(search: Search, column: number): number {
    const { simplex } = this;
    let value = floor(simplex.value[column] as Rational);
    if (value === simplex.value[column] && sign(simplex.epsilon[column] as Rational) < 0) value = add(value, -1);
    const variable = search.newVariable();
    this.addAtom(variable, column, value, 0, true);
    const list = this.byColumn[column] as Upper[];
    let i = list.length - 1;
    for (; i > 0 && compare((list[i - 1] as Upper).value, value) > 0; i--) list[i] = list[i - 1] as Upper;
    list[i] = this.uppers[variable] as Upper;
    const [less, more] = [list[i - 1], list[i + 1]];
    if (less) link(search, less, list[i] as Upper);
    if (more) link(search, list[i] as Upper, more);
    return variable;
  }

  /** A row of whole columns whose free part is divisible by something that its fixed part is not. */
  private indivisible(): Clause | undefined {
    const { simplex } = this;
    for (const row of simplex.rows) {
      if (!simplex.integer[row.basic]) continue;
      let divisor: Rational = 0;
      let fixed: Rational = 0;
      const reasons: number[] = [];
      const take = (c: number, k: Rational): boolean => {
        if (!simplex.integer[c]) return false;
        const low = simplex.lower[c];
        if (low !== undefined && simplex.upper[c] !== undefined && compare(low, simplex.upper[c] as Rational) === 0) {
          fixed = add(fixed, mul(k, low));
          reasons.push(c);
        } else divisor = gcdOf(divisor, k);
        return true;
      };
      let whole = take(row.basic, neg(row.scale));
      for (let i = 0; whole && i < row.columns.length; i++) whole = take(row.columns[i] as number, row.coefficients[i] as Rational);
      if (!whole || reasons.length === 0) continue;
      if (divisor === 0 ? fixed === 0 : isInteger(div(fixed, divisor))) continue;
      return simplex.fixedBecause(reasons);
    }
    return undefined;
  }
}

function link(search: Search, less: Upper, more: Upper): void {
  search.addClause([2 * less.variable + 1, 2 * more.variable]);
}
