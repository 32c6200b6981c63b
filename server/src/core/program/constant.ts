/**
 * Values that are known without an applicant: bounds, defaults, windows, what examples give. Folds numbers, dates, comparisons and
 * constant lets; anything else is no constant.
 */
import { Exact } from '../exact';
import { addMonths } from './dates';
import type { Constant, Expression } from './program';

/** The constant that an expression is, or undefined. `constantOf` knows the program's constant lets. Never throws. */
export function foldConstant(e: Expression, constantOf: (letName: string) => Constant | undefined): Constant | undefined {
  try {
    return fold(e, constantOf);
  } catch {
    // Division by zero and numbers too large: reported by whoever wanted a constant.
    return undefined;
  }
}

type Lookup = (letName: string) => Constant | undefined;

const yes = (value: boolean): Constant => ({ kind: 'boolean', value });
const num = (value: Exact): Constant => ({ kind: 'number', value });

function numeric(e: Expression, lookup: Lookup): Exact | undefined {
  const c = fold(e, lookup);
  return c?.kind === 'number' ? c.value : undefined;
}
function truth(e: Expression, lookup: Lookup): boolean | undefined {
  const c = fold(e, lookup);
  return c?.kind === 'boolean' ? c.value : undefined;
}

function fold(e: Expression, lookup: Lookup): Constant | undefined {
  switch (e.op) {
    case 'constant':
      return e.value;
    case 'let':
      return e.clause === undefined ? lookup(e.name) : undefined;
    case 'negate': {
      const a = numeric(e.operand, lookup);
      return a && num(a.negated());
    }
    case 'not': {
      const a = truth(e.operand, lookup);
      return a === undefined ? undefined : yes(!a);
    }
    case 'and':
    case 'or': {
      const a = truth(e.left, lookup);
      const b = truth(e.right, lookup);
      if (a === undefined || b === undefined) return undefined;
      return yes(e.op === 'and' ? a && b : a || b);
    }
    case 'add':
    case 'subtract':
    case 'multiply':
    case 'divide': {
      const a = numeric(e.left, lookup);
      const b = numeric(e.right, lookup);
      if (!a || !b) return undefined;
      if (e.op === 'add') return num(a.plus(b));
      if (e.op === 'subtract') return num(a.minus(b));
      return num(e.op === 'multiply' ? a.times(b) : a.div(b));
    }
    case 'shift': {
      const date = fold(e.date, lookup);
      const amount = numeric(e.amount, lookup);
      if (date?.kind !== 'date' || !amount?.isInteger) return undefined;
      const by = amount.toNumber() * e.sign;
      if (Math.abs(by) > 1_000_000) return undefined;
      return { kind: 'date', day: e.by === 'day' ? date.day + by : addMonths(date.day, by) };
    }
    case 'compare': {
      const a = fold(e.left, lookup);
      const b = fold(e.right, lookup);
      if (!a || !b) return undefined;
      const order = compare(a, b);
      if (order === undefined) return undefined;
      switch (e.relation) {
        case '=':
          return yes(order === 0);
        case '!=':
          return yes(order !== 0);
        case '<':
          return yes(order < 0);
        case '<=':
          return yes(order <= 0);
        case '>':
          return yes(order > 0);
        case '>=':
          return yes(order >= 0);
        default: {
          const never: never = e.relation;
          return never;
        }
      }
    }
    case 'if': {
      const condition = truth(e.condition, lookup);
      return condition === undefined ? undefined : fold(condition ? e.then : e.else, lookup);
    }
    case 'call': {
      const args = e.args.map((a) => numeric(a, lookup));
      const [a, b] = args;
      if (!a || args.some((x) => !x)) return undefined;
      switch (e.fn) {
        case 'min':
          return num(args.reduce<Exact>((x, y) => (y ? Exact.min(x, y) : x), a));
        case 'max':
          return num(args.reduce<Exact>((x, y) => (y ? Exact.max(x, y) : x), a));
        case 'abs':
          return num(a.abs());
        case 'round':
        case 'round_down':
        case 'round_up':
          return b && b.sign > 0 ? num(a.roundTo(b, e.fn === 'round' ? 'half' : e.fn === 'round_up' ? 'up' : 'down')) : undefined;
        default:
          return undefined;
      }
    }
    default:
      return undefined;
  }
}

/** Order of two constants of one kind; for kinds without order 0 if equal and NaN if not, which compares as no order does. */
function compare(a: Constant, b: Constant): number | undefined {
  if (a.kind === 'number' && b.kind === 'number') return a.value.compare(b.value);
  if (a.kind === 'date' && b.kind === 'date') return a.day - b.day;
  if (a.kind === 'boolean' && b.kind === 'boolean') return a.value === b.value ? 0 : Number.NaN;
  if (a.kind === 'text' && b.kind === 'text') return a.value === b.value ? 0 : Number.NaN;
  if (a.kind === 'member' && b.kind === 'member') return a.member === b.member ? 0 : Number.NaN;
  if (a.kind === 'set' && b.kind === 'set') return a.members.join('|') === b.members.join('|') ? 0 : Number.NaN;
  return undefined;
}
