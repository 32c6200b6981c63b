/** What can be said of an item from its text alone, kept with it: its name, what it looks like from outside, the names it mentions. */
import type { Expr, Ident, ItemSyntax, TableRow } from '../syntax/tree';
import { builtInUnit, currencyOf } from './units';

export interface Shape {
  /** The name that it declares among facts, lets, clauses and groups. */
  readonly global?: Ident;
  /** Of a let: every name in its value. */
  readonly mentions: readonly string[];
  /** Of a clause: the list it goes over, and whether it pays anything. */
  readonly each?: string;
  readonly pays: boolean;
}

const shapes = new WeakMap<ItemSyntax, Shape>();
const currencies = new WeakMap<ItemSyntax, readonly string[]>();

export function shapeOf(item: ItemSyntax): Shape {
  let shape = shapes.get(item);
  if (!shape) {
    shape = read(item);
    shapes.set(item, shape);
  }
  return shape;
}

function read(item: ItemSyntax): Shape {
  const { node } = item;
  switch (node.kind) {
    case 'fact':
    case 'exclusive':
    case 'limit':
      return { ...named(node.name), mentions: [], pays: false };
    case 'let':
      return { ...named(node.name), mentions: namesIn(node.value), pays: false };
    case 'clause': {
      const each = node.body.find((s) => s.kind === 'each');
      const name = each?.list.name;
      return { ...named(node.name), mentions: [], ...(name ? { each: name } : {}), pays: node.body.some((s) => s.kind === 'award') };
    }
    default:
      return { mentions: [], pays: false };
  }
}

/** The currencies (ISO codes) that an item's text names, in order: of use only in a file without a policy. */
export function currenciesIn(item: ItemSyntax): readonly string[] {
  const known = currencies.get(item);
  if (known) return known;
  const found = new Set<string>();
  for (const token of item.tokens) {
    const unit = token.role === 'unit' ? builtInUnit(token.text) : undefined;
    const currency = unit && currencyOf(unit.dimension);
    if (currency) found.add(currency);
  }
  const all = [...found];
  currencies.set(item, all);
  return all;
}

function named(name: Ident): { global?: Ident } {
  return name.name === '' ? {} : { global: name };
}

/** Every name that an expression mentions, members and units included. */
export function namesIn(root: Expr): string[] {
  const names = new Set<string>();
  const stack: Expr[] = [root];
  const row = (r: TableRow): void => {
    stack.push(r.value);
    for (const pattern of r.columns.flat()) {
      if (pattern.kind === 'value') stack.push(pattern.value);
      if (pattern.kind === 'interval') {
        if (pattern.interval.lower) stack.push(pattern.interval.lower.value);
        if (pattern.interval.upper) stack.push(pattern.interval.upper.value);
      }
    }
  };
  for (let e = stack.pop(); e; e = stack.pop()) {
    switch (e.kind) {
      case 'name':
        names.add(e.name);
        break;
      case 'not':
      case 'negate':
        stack.push(e.operand);
        break;
      case 'binary':
        stack.push(e.left, e.right);
        break;
      case 'within':
        stack.push(e.subject);
        if (e.interval.lower) stack.push(e.interval.lower.value);
        if (e.interval.upper) stack.push(e.interval.upper.value);
        break;
      case 'has':
        stack.push(e.set, e.member);
        break;
      case 'in':
        stack.push(e.subject, ...e.members);
        break;
      case 'if':
        stack.push(e.condition, e.then, e.else);
        break;
      case 'table':
        stack.push(...e.subjects);
        e.rows.forEach(row);
        if (e.otherwise) row(e.otherwise);
        break;
      case 'marginal':
        stack.push(e.subject);
        e.rows.forEach(row);
        break;
      case 'select':
        for (const entry of e.entries) {
          stack.push(entry.value);
          if (entry.condition) stack.push(entry.condition);
        }
        break;
      case 'call':
        stack.push(...e.args);
        break;
      case 'paren':
        stack.push(e.inner);
        break;
      case 'set':
        stack.push(...e.members);
        break;
      case 'list':
        for (const item of e.items) for (const f of item.fields) stack.push(f.value);
        break;
      case 'number':
      case 'ratio':
      case 'date':
      case 'text':
      case 'boolean':
      case 'this':
      case 'as_of':
      case 'total':
      case 'missing':
        break;
      default: {
        const never: never = e;
        return never;
      }
    }
  }
  return [...names];
}
