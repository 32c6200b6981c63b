/** Examples: what they give, each value against the type of its fact, and what they expect. */
import type { ExampleStatement, Expr, Ident, ItemNode, ListItem, Span } from '../../syntax/tree';
import { parseDay } from '../dates';
import type { Kind } from '../problems';
import type { Constant, Example, Expectation, ExpectTarget, Given, Payment, Place } from '../program';
import type { Reader } from '../reader';
import { nearest } from '../suggest';
import { type GlobalSymbol, kindOf } from '../symbols';
import type { ListType, ScalarType } from '../types';
import { BROKEN, type Context, number } from './context';
import { check } from './expression';
import { removeEntry } from './fixes';
import { constantContext, lowerConstant } from './types';

type ExampleNode = Extract<ItemNode, { kind: 'example' }>;
type Expect = Extract<ExampleStatement, { kind: 'expect' }>;

export function lowerExample(reader: Reader, node: ExampleNode): Example {
  const title = node.title?.value ?? '';
  const facts = new Map<string, { value: Given; place: Place }>();
  const lets = new Map<string, { value: Constant; place: Place }>();
  const payments: Payment[] = [];
  const expectations: Expectation[] = [];
  const given = new Map<string, Ident>();
  let on: number | undefined;
  if (node.title) reader.refer(node.title, `example:${title}`, true);
  if (node.like) lowerLike(reader, node.like);
  for (const statement of node.body) {
    switch (statement.kind) {
      case 'on':
        on ??= statement.date && parseDay(statement.date.iso);
        break;
      case 'paid': {
        const payment = lowerPayment(reader, statement);
        if (payment) payments.push(payment);
        break;
      }
      case 'expect':
        expectations.push(lowerExpect(reader, statement));
        break;
      case 'given': {
        const { name } = statement;
        const symbol = name.name === '' ? undefined : givenSymbol(reader, name);
        if (!symbol || isRepeated(reader, given, name, title, statement)) break;
        const place = reader.place(statement);
        if (symbol.kind === 'fact') {
          const value = lowerGiven(reader, name.name, statement.value, symbol.type);
          if (value) facts.set(name.name, { value, place });
        } else {
          const value = lowerConstant(reader, statement.value, symbol.type, 'given');
          if (value) lets.set(name.name, { value, place });
        }
        break;
      }
      default: {
        const never: never = statement;
        return never;
      }
    }
  }
  return {
    title,
    ...(node.like ? { like: node.like.value } : {}),
    facts,
    lets,
    payments,
    ...(on !== undefined ? { on } : {}),
    expectations,
    place: reader.place(node),
    namePlace: reader.place(node.title ?? node),
  };
}

function lowerLike(reader: Reader, like: { value: string; start: number; end: number }): void {
  if (reader.example(like.value)) {
    reader.refer(like, `example:${like.value}`);
    return;
  }
  const similar = reader.similar(like.value, ['example']);
  const fixes = similar.map((name) => ({
    title: 'replace-with' as const,
    data: { with: name },
    edits: [{ start: like.start, end: like.end, text: `"${name.replaceAll('\\', '\\\\').replaceAll('"', '\\"')}"` }],
  }));
  reader.report(like, { name: 'unknown-name', data: { code: 'example', name: like.value, similar } }, { fixes });
}

/** `statement`: all that gives the value. */
function isRepeated(reader: Reader, seen: Map<string, Ident>, name: Ident, owner: string, statement?: Span): boolean {
  const first = seen.get(name.name);
  if (!first) {
    seen.set(name.name, name);
    return false;
  }
  const related = [{ start: first.start, end: first.end, note: 'first-here' as const, data: { name: name.name } }];
  reader.report(
    name,
    { name: 'duplicate-name', data: { code: 'given', name: name.name, owner } },
    { related, fixes: statement ? removeEntry(reader, statement, name.name) : [] },
  );
  return true;
}

/** The fact or let that an example may give. */
function givenSymbol(reader: Reader, name: Ident): Extract<GlobalSymbol, { kind: 'fact' | 'let' }> | undefined {
  const symbol = reader.symbol(name.name);
  if (symbol) reader.refer(name, `name:${name.name}`);
  if (symbol?.kind === 'fact' || symbol?.kind === 'let') return symbol;
  if (!symbol && reader.incomplete) return undefined;
  const similar = symbol ? [] : reader.similar(name.name, ['fact', 'list', 'let']);
  const data = { code: 'given', name: name.name, similar, found: kindOf(symbol) } as const;
  reader.report(name, { name: 'unknown-name', data }, { fixes: reader.replacements(name, similar) });
  return undefined;
}

function lowerGiven(reader: Reader, name: string, value: Expr, type: ScalarType | ListType): Given | undefined {
  if (type.kind !== 'list') return lowerConstant(reader, value, type, 'given');
  if (value.kind === 'missing') return undefined;
  if (value.kind !== 'list') {
    reader.report(value, { name: 'type-mismatch', data: { code: 'list-value', where: 'given' } });
    return undefined;
  }
  return { kind: 'list', items: value.items.map((item) => lowerItem(reader, name, item, type)) };
}

function lowerItem(reader: Reader, list: string, item: ListItem, type: ListType): Record<string, Constant> {
  // Without a prototype: a field may be called `constructor`, and is not given then.
  const fields: Record<string, Constant> = Object.create(null);
  const given = new Map<string, Ident>();
  for (const { name, value } of item.fields) {
    if (name.name === '') continue;
    const field = type.fields.find((f) => f.name === name.name);
    if (!field) {
      const names = type.fields.map((f) => f.name);
      const similar = nearest(name.name, names);
      const data = { code: 'field', name: name.name, list, fields: names, similar } as const;
      reader.report(name, { name: 'unknown-name', data }, { fixes: reader.replacements(name, similar) });
      continue;
    }
    reader.refer(name, `field:${list}.${name.name}`);
    if (isRepeated(reader, given, name, list)) continue;
    const constant = lowerConstant(reader, value, field.type, 'given');
    if (constant) fields[name.name] = constant;
  }
  return fields;
}

function lowerPayment(reader: Reader, node: Extract<ExampleStatement, { kind: 'paid' }>): Payment | undefined {
  const { name } = node;
  if (name.name === '') return undefined;
  const symbol = reader.symbol(name.name);
  if (symbol) reader.refer(name, `name:${name.name}`);
  if (symbol?.kind !== 'clause') {
    if (!symbol && reader.incomplete) return undefined;
    const similar = symbol ? [] : reader.similar(name.name, ['clause']);
    const data = { code: 'clause', name: name.name, similar, found: kindOf(symbol) } as const;
    reader.report(name, { name: 'unknown-name', data }, { fixes: reader.replacements(name, similar) });
    return undefined;
  }
  const amount = lowerConstant(reader, node.amount, number(symbol.currency), 'payment');
  const day = node.date && parseDay(node.date.iso);
  if (amount?.kind !== 'number' || day === undefined) return undefined;
  return { clause: name.name, amount: amount.value, day };
}

/** What an expectation is of, and the type its value has; no type where it has no value. */
function lowerTarget(reader: Reader, node: Expect): { target: ExpectTarget; type?: ScalarType; kind?: Kind | 'total' } {
  const { name } = node.name;
  if (node.total) return { target: { kind: 'total' }, type: number(reader.totalCurrency), kind: 'total' };
  if (name === '') return { target: { kind: 'broken' } };
  const symbol = reader.symbol(name);
  if (symbol) reader.refer(node.name, `name:${name}`);
  switch (symbol?.kind) {
    case 'clause':
    case 'limit':
      return { target: { kind: symbol.kind, name }, type: number(symbol.currency), kind: symbol.kind };
    case 'let':
      return { target: { kind: 'let', name }, type: symbol.type, kind: 'let' };
    case 'exclusive':
      return { target: { kind: 'group', name }, kind: 'exclusive' };
    default: {
      if (!symbol && reader.incomplete) return { target: { kind: 'broken' } };
      const similar = symbol ? [] : reader.similar(name, ['clause', 'let', 'limit', 'exclusive']);
      const data = { code: 'expected', name, similar, found: kindOf(symbol) } as const;
      reader.report(node.name, { name: 'unknown-name', data }, { fixes: reader.replacements(node.name, similar) });
      return { target: { kind: 'broken' } };
    }
  }
}

/** What can be neither eligible nor granted: only clauses are judged. */
const statusesOfOthers: ReadonlySet<string> = new Set(['unknown', 'conflict', 'error']);

function lowerExpect(reader: Reader, node: Expect): Expectation {
  const { target, type, kind } = lowerTarget(reader, node);
  const common = { place: reader.place(node), namePlace: reader.place(node.name) };
  const after = { start: node.name.end, end: node.end };
  if (node.status) {
    if (kind && kind !== 'clause' && !statusesOfOthers.has(node.status)) {
      reader.report(node, { name: 'type-mismatch', data: { code: 'expect-status', name: node.name.name, kind, status: node.status } });
      return { ...common, target: { kind: 'broken' }, kind: 'status', status: node.status, statusPlace: reader.place(after) };
    }
    return { ...common, target, kind: 'status', status: node.status, statusPlace: reader.place(after) };
  }
  if (node.needs) {
    const facts = node.needs.map((n) => lowerNeed(reader, n)).filter((n) => n !== undefined);
    const [first] = node.needs;
    const last = node.needs[node.needs.length - 1];
    const needsPlace = reader.place(first && last ? { start: first.start, end: last.end } : after);
    const failed = facts.length < node.needs.length;
    return { ...common, target: failed ? { kind: 'broken' } : target, kind: 'needs', facts, needsPlace };
  }
  const value = node.value ?? { kind: 'missing', start: node.end, end: node.end };
  const ctx: Context = constantContext(reader);
  if (kind === 'exclusive') {
    reader.report(node, { name: 'type-mismatch', data: { code: 'expect-value', name: node.name.name, kind } });
    return {
      ...common,
      target: { kind: 'broken' },
      kind: 'value',
      value: check(ctx, value, BROKEN, 'expectation'),
      valuePlace: reader.place(value),
      atMost: false,
    };
  }
  const wanted = type ?? BROKEN;
  const tolerance = node.tolerance ? lowerConstant(reader, node.tolerance, wanted, 'tolerance') : undefined;
  return {
    ...common,
    target,
    kind: 'value',
    value: check(ctx, value, wanted, 'expectation'),
    valuePlace: reader.place(value),
    ...(tolerance?.kind === 'number' ? { tolerance: tolerance.value } : {}),
    atMost: node.atMost ?? false,
  };
}

/** A fact that is wanted: a fact, a list's field, or the date. */
function lowerNeed(reader: Reader, ident: Ident): string | undefined {
  const { name } = ident;
  if (name === '') return undefined;
  if (name === 'as_of' || name === '认定日') return 'as_of';
  const symbol = reader.symbol(name);
  if (symbol) reader.refer(ident, `name:${name}`);
  if (symbol?.kind === 'fact') return name;
  if (!symbol) {
    const list = reader.fieldOwner(name);
    if (list !== undefined) {
      reader.refer(ident, `field:${list}.${name}`);
      return name;
    }
  }
  if (!symbol && reader.incomplete) return undefined;
  const similar = symbol ? [] : reader.similar(name, ['fact', 'list']);
  const data = { code: 'needed', name, similar, found: kindOf(symbol) } as const;
  reader.report(ident, { name: 'unknown-name', data }, { fixes: reader.replacements(ident, similar) });
  return undefined;
}
