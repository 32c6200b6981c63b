/**
 * Why: the type of what stands beside the cursor, also in an item that is half typed and therefore not lowered. Only what completion ranks
 * by is worked out; what is wrong is left to the checks.
 */
import { combine, DAY, MONTH } from '../../core/program/index';
import type { ScalarType } from '../../core/program/types';
import type { Expr, FunctionId } from '../../core/syntax/tree';
import { dimensionOf, type Scope, typeOfName, within } from './scope';

const BOOLEAN: ScalarType = { kind: 'boolean' };
const DATE: ScalarType = { kind: 'date' };
export const plain = (dimension = ''): ScalarType => ({ kind: 'number', dimension });
/** Lets of a clause may need each other in a circle. */
const DEEPEST = 40;

/** The expression's type; undefined where it cannot be said. */
export function typeOf(expr: Expr | undefined, scope: Scope, depth = 0): ScalarType | undefined {
  if (!expr || depth > DEEPEST) return undefined;
  const of = (inner: Expr | undefined, inside = scope): ScalarType | undefined => typeOf(inner, inside, depth + 1);
  switch (expr.kind) {
    case 'number': {
      const dimension = expr.unit ? dimensionOf(scope.program, expr.unit) : '';
      return dimension === undefined ? undefined : { kind: 'number', dimension, percent: expr.percent };
    }
    case 'ratio':
      return plain();
    case 'date':
    case 'text':
    case 'boolean':
      return { kind: expr.kind };
    case 'name': {
      const local = scope.locals.find(({ name }) => name.name === expr.name);
      const type = local ? of(local.value) : typeOfName(scope, expr.name);
      return type?.kind === 'list' ? undefined : type;
    }
    case 'this':
    case 'total':
      return plain(scope.currency);
    case 'as_of':
      return DATE;
    case 'not':
    case 'within':
    case 'has':
    case 'in':
      return BOOLEAN;
    case 'negate':
      return of(expr.operand);
    case 'binary':
      return typeOfBinary(expr, of);
    case 'if':
      return of(expr.then) ?? of(expr.else);
    case 'table':
      return of([...expr.rows, ...(expr.otherwise ? [expr.otherwise] : [])].find((row) => of(row.value))?.value);
    case 'marginal': {
      const subject = of(expr.subject);
      const rate = of(expr.rows[0]?.value);
      return subject?.kind === 'number' && rate?.kind === 'number' ? plain(combine(subject.dimension, rate.dimension, 1)) : subject;
    }
    case 'select':
      return of(expr.entries[0]?.value, within(scope, expr.each?.name));
    case 'call':
      return typeOfCall(expr.fn, of(expr.args[0]), scope);
    case 'paren':
      return of(expr.inner);
    case 'set':
    case 'list':
    case 'missing':
      return undefined;
    default:
      return expr satisfies never;
  }
}

function typeOfBinary(expr: Extract<Expr, { kind: 'binary' }>, of: (inner: Expr) => ScalarType | undefined): ScalarType | undefined {
  const { op } = expr;
  if (op === '+' || op === '-') {
    const left = of(expr.left);
    const right = of(expr.right);
    return op === '-' && left?.kind === 'date' && right?.kind === 'date' ? plain(DAY) : (left ?? right);
  }
  if (op !== '*' && op !== '/') return BOOLEAN;
  const left = of(expr.left);
  const right = of(expr.right);
  if (left?.kind !== 'number' || right?.kind !== 'number') return undefined;
  return plain(combine(left.dimension, right.dimension, op === '*' ? 1 : -1));
}

function typeOfCall(fn: FunctionId, first: ScalarType | undefined, scope: Scope): ScalarType | undefined {
  switch (fn) {
    case 'min':
    case 'max':
    case 'abs':
    case 'round':
    case 'round_down':
    case 'round_up':
      return first;
    case 'days':
      return plain(DAY);
    case 'months':
    case 'years':
      return plain(MONTH);
    case 'year':
    case 'month':
    case 'day':
      return plain();
    case 'paid':
      return plain(scope.currency);
    default:
      return fn satisfies never;
  }
}
