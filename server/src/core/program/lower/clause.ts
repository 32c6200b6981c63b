/** Clauses, groups and limits. */
import type { Expr, Ident, ItemNode, LetStatement, Statement, Window as WindowSyntax } from '../../syntax/tree';
import { parseDay } from '../dates';
import type { Benefit, Clause, Condition, DateRange, Expression, Group, Let, Limit, Place, Step, Window } from '../program';
import type { Reader } from '../reader';
import { kindOf } from '../symbols';
import type { ListType, NumberType, ScalarType } from '../types';
import { lowerLength } from './calls';
import { BOOLEAN, BROKEN, brokenAt, type Context, type Locals, number } from './context';
import { check, infer } from './expression';
import { missingAward, removeEntry, renumbered } from './fixes';
import { lowerList } from './tables';

type ClauseNode = Extract<ItemNode, { kind: 'clause' }>;
type GroupNode = Extract<ItemNode, { kind: 'exclusive' }>;
type LimitNode = Extract<ItemNode, { kind: 'limit' }>;
type StepSyntax = Extract<Statement, { kind: 'less' | 'cap' | 'floor' | 'round' }>;

/** The lets of a clause, each lowered when it is first asked for. */
class ClauseLets implements Locals {
  private readonly nodes = new Map<string, LetStatement>();
  private readonly done = new Map<string, Let>();
  private readonly open: string[] = [];
  private readonly circular = new Set<string>();
  private ctx: Context | undefined;

  constructor(
    readonly clause: string,
    private readonly reader: Reader,
    body: readonly Statement[],
  ) {
    for (const node of body) {
      if (node.kind !== 'let' || node.name.name === '') continue;
      const { name } = node.name;
      const first = this.nodes.get(name);
      if (first) {
        const related = [{ start: first.name.start, end: first.name.end, note: 'first-here' as const, data: { name } }];
        const isTaken = (one: string) => body.some((s) => s.kind === 'let' && s.name.name === one);
        const fixes = renumbered(node.name, isTaken);
        reader.report(node.name, { name: 'duplicate-name', data: { code: 'local', name, owner: clause } }, { related, fixes });
        continue;
      }
      reader.refer(node.name, `local:${clause}.${name}`, true);
      this.nodes.set(name, node);
    }
  }

  get names(): readonly string[] {
    return [...this.nodes.keys()];
  }

  typeOf(name: string): ScalarType | undefined {
    const node = this.nodes.get(name);
    if (!node) return undefined;
    const at = this.open.indexOf(name);
    if (at >= 0) {
      const path = [...this.open.slice(at), name];
      // One finding for one circle.
      if (!path.some((p) => this.circular.has(p))) {
        this.reader.report(node.name, { name: 'circular-definition', data: { code: 'names', name, path } });
      }
      for (const p of path) this.circular.add(p);
      return BROKEN;
    }
    return this.lower(name, node).value.type;
  }

  private lower(name: string, node: LetStatement): Let {
    const known = this.done.get(name);
    if (known) return known;
    const { reader, ctx } = this;
    this.open.push(name);
    const lowered = ctx ? infer(ctx, node.value) : brokenAt(reader.place(node.value));
    this.open.pop();
    const value = this.circular.has(name) ? brokenAt(reader.place(node.value)) : lowered;
    const result: Let = {
      name,
      ...(node.label ? { label: node.label.value } : {}),
      value,
      place: reader.place(node),
      namePlace: reader.place(node.name),
    };
    this.done.set(name, result);
    return result;
  }

  /** All of them, in the order in which they are written. */
  finish(ctx: Context): ReadonlyMap<string, Let> {
    this.ctx = ctx;
    return new Map([...this.nodes].map(([name, node]) => [name, this.lower(name, node)]));
  }
}

function money(reader: Reader): NumberType {
  return number(reader.currency);
}

function reasonOf(node: { reason?: { value: string } }): { reason?: string } {
  return node.reason ? { reason: node.reason.value } : {};
}

function sourceOf(statement: Statement | undefined): { source?: { article: string; quote?: string } } {
  if (statement?.kind !== 'source' || !statement.article) return {};
  return { source: { article: statement.article.value, ...(statement.quote ? { quote: statement.quote.value } : {}) } };
}

export function dateRange(node: { from?: { iso: string }; to?: { iso: string } }): DateRange {
  const from = node.from && parseDay(node.from.iso);
  const to = node.to && parseDay(node.to.iso);
  return { ...(from !== undefined ? { from } : {}), ...(to !== undefined ? { to } : {}) };
}

export function lowerClause(reader: Reader, node: ClauseNode): Clause {
  const { body, name } = node;
  const currency = reader.currency;
  const eachNode = body.find((s) => s.kind === 'each');
  const list = eachNode ? lowerList({ reader }, eachNode.list) : undefined;
  const locals = new ClauseLets(name.name, reader, body);
  // An unknown list: whatever is not declared elsewhere may be one of its fields, so nothing more is said about names here.
  const blind = eachNode !== undefined && list === undefined;
  const ctx: Context = {
    reader,
    lists: eachNode && list ? [{ list: eachNode.list.name, type: list }] : [],
    inner: 0,
    locals,
    ...(eachNode ? { eachClause: name.name } : {}),
    ...(blind ? { blind } : {}),
  };
  const lets = locals.finish(ctx);
  const stepCtx: Context = { ...ctx, thisType: number(currency) };
  const conditions: Condition[] = [];
  const departments: string[] = [];
  const steps: Step[] = [];
  let benefit: Benefit | undefined;
  for (const statement of body) {
    const place = reader.place(statement);
    switch (statement.kind) {
      case 'source':
      case 'effective':
      case 'each':
      case 'let':
        break;
      case 'department':
        if (statement.name) departments.push(statement.name.value);
        break;
      case 'when': {
        const condition = check(ctx, statement.condition, BOOLEAN, 'condition');
        conditions.push({ any: false, tests: [{ condition, place, ...reasonOf(statement) }], place });
        break;
      }
      case 'when any': {
        const tests = statement.alternatives.map((a) => ({
          condition: check(ctx, a.condition, BOOLEAN, 'condition'),
          place: reader.place(a.condition),
          ...reasonOf(a),
        }));
        conditions.push({ any: true, tests, place });
        break;
      }
      case 'award': {
        const amount = check(ctx, statement.amount, money(reader), 'award');
        benefit ??= { kind: 'award', upTo: statement.upTo, amount, place };
        break;
      }
      case 'award unspecified':
        benefit ??= { kind: 'unspecified', text: statement.text?.value ?? '', place };
        break;
      case 'grants':
        benefit ??= { kind: 'grants', what: statement.what?.value ?? '', place };
        break;
      case 'less':
      case 'cap':
      case 'floor':
      case 'round':
        steps.push(lowerStep(stepCtx, statement, place));
        break;
      default: {
        const never: never = statement;
        return never;
      }
    }
  }
  if (!benefit) {
    // Where the text itself is broken, the award may be what could not be read.
    const misplaced = reader.item.problems.some((p) => p.rule === 'misplaced-statement');
    if (!reader.unread && !misplaced) {
      const at = name.end > name.start ? name : node;
      reader.report(at, { name: 'missing-award', data: { code: 'missing', name: name.name } }, { fixes: missingAward(reader, node) });
    }
    benefit = { kind: 'missing', place: reader.place(name.end > name.start ? name : node) };
  }
  if (reader.unread) benefit = { kind: 'missing', place: reader.unread };
  const effective = body.find((s) => s.kind === 'effective');
  return {
    name: name.name,
    departments,
    lets,
    conditions,
    benefit,
    steps,
    currency,
    place: reader.place(node),
    namePlace: reader.place(name),
    ...(node.title ? { title: node.title.value } : {}),
    ...sourceOf(body.find((s) => s.kind === 'source')),
    ...(effective ? { effective: dateRange(effective) } : {}),
    ...(eachNode && list ? { each: eachNode.list.name } : {}),
  };
}

function lowerStep(ctx: Context, node: StepSyntax, place: Place): Step {
  const type = ctx.thisType ?? number(ctx.reader.currency);
  const common = {
    place,
    ...(node.condition ? { condition: check(ctx, node.condition, BOOLEAN, 'condition') } : {}),
    ...reasonOf(node),
  };
  switch (node.kind) {
    case 'less':
    case 'floor':
      return { kind: node.kind, amount: check(ctx, node.amount, type, node.kind), ...common };
    case 'cap':
      return { kind: 'cap', ...lowerCap(ctx, node, type), ...common };
    case 'round':
      return { kind: 'round', mode: node.mode, to: check(ctx, node.to, type, 'round'), ...common };
    default: {
      const never: never = node;
      return never;
    }
  }
}

function lowerCap(ctx: Context, node: { amount: Expr; window?: WindowSyntax }, type: NumberType): { amount: Expression; window?: Window } {
  const amount = check(ctx, node.amount, type, 'cap');
  if (!node.window) return { amount };
  switch (node.window.kind) {
    case 'per year':
    case 'ever':
      return { amount, window: { kind: node.window.kind } };
    case 'within': {
      const length = lowerLength(ctx, node.window.length);
      // A cap without its window would cut another amount than meant: it cannot be computed.
      return length ? { amount, window: { kind: 'within', ...length } } : { amount: brokenAt(amount.place) };
    }
    default: {
      const never: never = node.window;
      return never;
    }
  }
}

// ---------------------------------------------------------------------------------------------- groups and limits

interface Members {
  readonly members: readonly string[];
  /** The first name that is no member; undefined where all are. */
  readonly wrong?: Ident | undefined;
  readonly currency: string | undefined;
}

function lowerAmong(reader: Reader, owner: string, among: readonly Ident[], each: Ident | undefined, list: ListType | undefined): Members {
  const members = new Map<string, Ident>();
  let currency: string | undefined;
  let wrong: Ident | undefined;
  for (const ident of among) {
    const { name } = ident;
    if (name === '') continue;
    const symbol = reader.symbol(name);
    if (symbol) reader.refer(ident, `name:${name}`);
    if (symbol?.kind !== 'clause') {
      wrong ??= ident;
      if (!symbol && reader.incomplete) continue;
      const similar = symbol ? [] : reader.similar(name, ['clause']);
      const data = { code: 'clause', name, similar, found: kindOf(symbol) } as const;
      reader.report(ident, { name: 'unknown-name', data }, { fixes: reader.replacements(ident, similar) });
      continue;
    }
    const first = members.get(name);
    if (first) {
      const related = [{ start: first.start, end: first.end, note: 'first-here' as const, data: { name } }];
      reader.report(
        ident,
        { name: 'duplicate-name', data: { code: 'among', name, owner } },
        { related, fixes: removeEntry(reader, ident, name) },
      );
      continue;
    }
    if (each && list && symbol.each !== each.name) {
      wrong ??= ident;
      // A member's unknown list is reported where it stands.
      if (symbol.each !== undefined && !isList(reader, symbol.each)) continue;
      const data = { code: 'group-each', name: owner, list: each.name, clause: name, other: symbol.each ?? '' } as const;
      reader.report(ident, { name: 'type-mismatch', data });
      continue;
    }
    currency ??= symbol.currency;
    members.set(name, ident);
  }
  return { members: [...members.keys()], currency, wrong };
}

function isList(reader: Reader, name: string): boolean {
  const symbol = reader.symbol(name);
  return symbol?.kind === 'fact' && symbol.type.kind === 'list';
}

/** A group; `broken` where it has a member or list that is none, or could not be read, so that it cannot be settled. */
export function lowerGroup(reader: Reader, node: GroupNode): Group & { readonly broken?: Place } {
  const list = node.each ? lowerList({ reader }, node.each) : undefined;
  const { members, wrong } = lowerAmong(reader, node.name.name, node.among, node.each, list);
  const failed = wrong ?? (node.each && !list ? node.each : undefined);
  const broken = reader.unread ?? (failed && reader.place(failed));
  return {
    name: node.name.name,
    ...(node.title ? { title: node.title.value } : {}),
    ...sourceOf(node.source),
    ...(node.each && list ? { each: node.each.name } : {}),
    members,
    ...(node.choose ? { choose: node.choose } : {}),
    place: reader.place(node),
    namePlace: reader.place(node.name),
    ...(broken ? { broken } : {}),
  };
}

/** A limit; of `all`, the members are filled in when the program is put together. */
export function lowerLimit(reader: Reader, node: LimitNode): Limit & { readonly all: boolean } {
  const list = node.each ? lowerList({ reader }, node.each) : undefined;
  const all = node.among === 'all';
  const { members, currency, wrong } =
    node.among === 'all'
      ? { members: [], currency: reader.totalCurrency, wrong: undefined }
      : lowerAmong(reader, node.name.name, node.among, node.each, list);
  const ctx: Context = {
    reader,
    lists: node.each && list ? [{ list: node.each.name, type: list }] : [],
    inner: 0,
    ...(node.each && !list ? { blind: true } : {}),
  };
  const read = node.cap && lowerCap(ctx, node.cap, number(currency ?? reader.currency));
  // Without one of its members it would cut another sum than is meant: it cannot be computed.
  const failed = reader.unread ?? (wrong && reader.place(wrong));
  const cap = read && !failed ? read : { amount: brokenAt(failed ?? reader.place(node.name)) };
  return {
    name: node.name.name,
    ...(node.title ? { title: node.title.value } : {}),
    ...sourceOf(node.source),
    ...(node.each && list ? { each: node.each.name } : {}),
    members,
    all,
    cap: cap.amount,
    ...('window' in cap && cap.window ? { window: cap.window } : {}),
    place: reader.place(node),
    namePlace: reader.place(node.name),
  };
}
