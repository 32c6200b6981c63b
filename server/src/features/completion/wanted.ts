/**
 * Why: what kind of value a place wants, so that what fits comes first. It is found on the way from the statement down to the place: the
 * statement says what it wants, and every operator what it then wants of its sides.
 */
import { combine, MONTH } from '../../core/program/index';
import type { ListType, MemberType, ScalarType, SetType } from '../../core/program/types';
import type { Expr, FunctionId, Interval, Pattern, Span, TableRow } from '../../core/syntax/tree';
import { type Scope, within } from './scope';
import { plain, typeOf } from './typing';

export type Wanted =
  | { readonly kind: 'any' }
  | { readonly kind: 'condition' }
  /** A number of whatever dimension. */
  | { readonly kind: 'number' }
  /** A set, before `has`. */
  | { readonly kind: 'set' }
  | { readonly kind: 'type'; readonly type: ScalarType | ListType }
  | { readonly kind: 'member'; readonly of: MemberType | SetType }
  /** A clause, group or limit, in `paid( )`. */
  | { readonly kind: 'payee' };

/** The place, seen from the expressions around it. */
export interface Found {
  readonly wanted: Wanted;
  readonly scope: Scope;
  /** The place is a number's unit. */
  readonly unit: boolean;
  /** The place is a row's pattern; then what the rows around it have taken already. */
  readonly pattern: boolean;
  /** Names (and `yes`, `no`) that stand in the same set, row or column already. */
  readonly taken: ReadonlySet<string>;
  /** The list whose item's fields are written here, in an example. */
  readonly list?: ListType;
}

export const ANY: Wanted = { kind: 'any' };
export const CONDITION: Wanted = { kind: 'condition' };
const NOTHING: ReadonlySet<string> = new Set();

export function wants(type: ScalarType | ListType | undefined, otherwise: Wanted = ANY): Wanted {
  if (type?.kind === 'member') return { kind: 'member', of: type };
  return type && type.kind !== 'broken' ? { kind: 'type', type } : otherwise;
}

export function holds(span: Span | undefined, at: number): boolean {
  return span !== undefined && span.start <= at && at < span.end;
}

const found = (wanted: Wanted, scope: Scope, taken = NOTHING): Found => ({ wanted, scope, unit: false, pattern: false, taken });

/** Undefined where the place is not in the expression. */
export function descend(expr: Expr | undefined, at: number, wanted: Wanted, scope: Scope): Found | undefined {
  if (!expr || !holds(expr, at)) return undefined;
  const into = (inner: Expr | undefined, want: Wanted, inside = scope): Found | undefined => descend(inner, at, want, inside);
  switch (expr.kind) {
    case 'number':
      return { ...found(wanted, scope), unit: holds(expr.unit, at) };
    case 'name':
    case 'ratio':
    case 'date':
    case 'text':
    case 'boolean':
    case 'this':
    case 'as_of':
    case 'total':
    case 'missing':
      return found(wanted, scope);
    case 'not':
      return into(expr.operand, CONDITION);
    case 'negate':
      return into(expr.operand, wanted);
    case 'binary':
      return descendBinary(expr, at, wanted, scope);
    case 'within': {
      const { lower, upper } = expr.interval;
      const ends = typeOf(lower?.value, scope) ?? typeOf(upper?.value, scope);
      return into(expr.subject, wants(ends)) ?? interval(expr.interval, at, wants(typeOf(expr.subject, scope)), scope);
    }
    case 'has': {
      const set = typeOf(expr.set, scope);
      return into(expr.set, { kind: 'set' }) ?? into(expr.member, set?.kind === 'set' ? { kind: 'member', of: set } : ANY);
    }
    case 'in': {
      const inner = into(expr.subject, ANY);
      if (inner) return inner;
      return inSet(expr.members, at, wants(typeOf(expr.subject, scope)), scope) ?? found(ANY, scope);
    }
    case 'if': {
      const branch = wanted.kind === 'any' ? (other: Expr) => wants(typeOf(other, scope)) : () => wanted;
      return into(expr.condition, CONDITION) ?? into(expr.then, branch(expr.else)) ?? into(expr.else, branch(expr.then));
    }
    case 'table':
      return (
        expr.subjects.reduce<Found | undefined>((inner, subject) => inner ?? into(subject, ANY), undefined) ?? rows(expr, at, wanted, scope)
      );
    case 'marginal': {
      const subject = typeOf(expr.subject, scope);
      return into(expr.subject, { kind: 'number' }) ?? rows({ ...expr, subjects: [expr.subject] }, at, quotient(wanted, subject), scope);
    }
    case 'select': {
      const inside = within(scope, expr.each?.name);
      for (const entry of expr.entries) {
        const inner = into(entry.value, wanted, inside) ?? into(entry.condition, CONDITION, inside);
        if (inner) return inner;
      }
      return found(wanted, inside);
    }
    case 'call':
      return descendCall(expr.fn, expr.args, at, wanted, scope) ?? found(wanted, scope);
    case 'paren':
      return into(expr.inner, wanted);
    case 'set':
      return inSet(expr.members, at, memberOf(wanted), scope) ?? found(memberOf(wanted), scope);
    case 'list':
      return inList(expr, at, wanted, scope);
    default:
      return expr satisfies never;
  }
}

function memberOf(wanted: Wanted): Wanted {
  if (wanted.kind === 'member') return wanted;
  const type = wanted.kind === 'type' ? wanted.type : undefined;
  return type?.kind === 'set' ? { kind: 'member', of: type } : ANY;
}

/** What must be multiplied with `by` for what is wanted. */
function quotient(wanted: Wanted, by: ScalarType | undefined): Wanted {
  const type = wanted.kind === 'type' ? wanted.type : undefined;
  if (type?.kind !== 'number' || by?.kind !== 'number') return { kind: 'number' };
  return wants(plain(combine(type.dimension, by.dimension, -1)));
}

function descendBinary(expr: Extract<Expr, { kind: 'binary' }>, at: number, wanted: Wanted, scope: Scope): Found | undefined {
  const { op } = expr;
  const left = typeOf(expr.left, scope);
  const right = typeOf(expr.right, scope);
  const into = (l: Wanted, r: Wanted): Found | undefined => descend(expr.left, at, l, scope) ?? descend(expr.right, at, r, scope);
  switch (op) {
    case 'and':
    case 'or':
      return into(CONDITION, CONDITION);
    case '=':
    case '!=':
    case '<':
    case '<=':
    case '>':
    case '>=':
      return into(wants(right), wants(left));
    case '+':
    case '-':
      if (left?.kind === 'date') return into(wanted, { kind: 'number' });
      return into(wanted.kind === 'type' ? wanted : wants(right, { kind: 'number' }), wants(left, wanted));
    case '*':
      return into(quotient(wanted, right), quotient(wanted, left));
    case '/': {
      const times = wanted.kind === 'type' && wanted.type.kind === 'number' && right?.kind === 'number';
      const top = times && wanted.type.kind === 'number' ? wants(plain(combine(wanted.type.dimension, right.dimension, 1))) : undefined;
      const bottom =
        wanted.kind === 'type' && left ? quotient(wants(left), wanted.type.kind === 'number' ? wanted.type : undefined) : undefined;
      // Without anything that is wanted a quotient is most often a share.
      return into(top ?? { kind: 'number' }, bottom ?? wants(left, { kind: 'number' }));
    }
    default:
      return op satisfies never;
  }
}

function interval({ lower, upper }: Interval, at: number, wanted: Wanted, scope: Scope): Found | undefined {
  return descend(lower?.value, at, wanted, scope) ?? descend(upper?.value, at, wanted, scope);
}

function inSet(members: readonly Expr[], at: number, wanted: Wanted, scope: Scope): Found | undefined {
  for (const member of members) {
    const inner = descend(member, at, wanted, scope);
    if (inner) return { ...inner, taken: new Set(members.flatMap((m) => (m !== member && m.kind === 'name' ? [m.name] : []))) };
  }
  return undefined;
}

interface Rows extends Span {
  readonly subjects: readonly Expr[];
  readonly rows: readonly TableRow[];
  readonly otherwise?: TableRow;
}

function rows(table: Rows, at: number, wanted: Wanted, scope: Scope): Found | undefined {
  for (const row of table.rows) {
    if (!holds(row, at)) continue;
    for (const [column, patterns] of row.columns.entries()) {
      const type = typeOf(table.subjects[column], scope);
      for (const pattern of patterns) {
        if (!holds(pattern, at)) continue;
        const inner = inPattern(pattern, at, type, scope);
        return inner && { ...inner, taken: takenRows(table, row, column, at) };
      }
    }
    return descend(row.value, at, wanted, scope);
  }
  return descend(table.otherwise?.value, at, wanted, scope);
}

function inPattern(pattern: Pattern, at: number, type: ScalarType | undefined, scope: Scope): Found | undefined {
  switch (pattern.kind) {
    case 'any':
      return undefined;
    case 'interval':
      return interval(pattern.interval, at, wants(type), scope);
    case 'value': {
      const wanted: Wanted = type?.kind === 'set' ? { kind: 'member', of: type } : wants(type);
      const inner = descend(pattern.value, at, wanted, scope);
      return inner && { ...inner, pattern: pattern.value.kind === 'name' };
    }
    default:
      return pattern satisfies never;
  }
}

/** What stands in a column already: in every row of a table with one subject, else in this row only. */
function takenRows(table: Rows, row: TableRow, column: number, at: number): ReadonlySet<string> {
  const beside = table.subjects.length === 1 ? table.rows : [row];
  const taken = new Set<string>();
  for (const { columns } of beside) {
    for (const pattern of columns[column] ?? []) {
      if (pattern.kind !== 'value' || holds(pattern, at)) continue;
      if (pattern.value.kind === 'name') taken.add(pattern.value.name);
      if (pattern.value.kind === 'boolean') taken.add(pattern.value.value ? 'yes' : 'no');
    }
  }
  return taken;
}

function descendCall(fn: FunctionId, args: readonly Expr[], at: number, wanted: Wanted, scope: Scope): Found | undefined {
  for (const [index, arg] of args.entries()) {
    if (!holds(arg, at)) continue;
    const other = args.map((one) => (one === arg ? undefined : typeOf(one, scope))).find((type) => type !== undefined);
    return descend(arg, at, wantedArgument(fn, index, wanted, other), scope);
  }
  return undefined;
}

function wantedArgument(fn: FunctionId, index: number, wanted: Wanted, other: ScalarType | undefined): Wanted {
  switch (fn) {
    case 'min':
    case 'max':
    case 'abs':
    case 'round':
    case 'round_down':
    case 'round_up':
      return wants(other, wanted.kind === 'type' ? wanted : { kind: 'number' });
    case 'days':
    case 'months':
    case 'years':
    case 'year':
    case 'month':
    case 'day':
      return wants({ kind: 'date' });
    case 'paid':
      return index === 0 ? { kind: 'payee' } : wants(plain(MONTH));
    default:
      return fn satisfies never;
  }
}

function inList(expr: Extract<Expr, { kind: 'list' }>, at: number, wanted: Wanted, scope: Scope): Found {
  const list = wanted.kind === 'type' && wanted.type.kind === 'list' ? wanted.type : undefined;
  const item = expr.items.find((one) => holds(one, at));
  for (const { name, value } of item?.fields ?? []) {
    const inner = descend(value, at, wants(list?.fields.find((field) => field.name === name.name)?.type), scope);
    if (inner) return inner;
  }
  const taken = new Set(item?.fields.flatMap(({ name }) => (holds(name, at) ? [] : [name.name])));
  return { ...found(ANY, scope, taken), ...(item && list ? { list } : {}) };
}
