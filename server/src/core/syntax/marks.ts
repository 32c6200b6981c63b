/** Places in an item that decide how the printer sets what is around them: found in the tree, used by layout.ts. */
import { eachNode } from './compare';
import type { Unit } from './spelling';
import type { ItemNode } from './tree';

/** Where a column begins in an entry: before the unit at `at` (or the one before that). */
export interface Stop {
  /** Only stops of one type are set under each other. */
  readonly type: string;
  /** An offset, or one of the places below. */
  readonly at: number;
  readonly before?: boolean;
}
const SECOND = -2;
const THIRD = -3;
const EQUALS = -4;

export interface Column {
  /** Only entries of one kind are set in columns with each other. */
  readonly kind: string;
  readonly stops: readonly Stop[];
}

export interface Marks {
  /** Where an entry begins: a statement, row, member, field … A line that begins elsewhere goes on with one. */
  readonly entries: ReadonlySet<number>;
  /** `:` of ratios and `/` of units. */
  readonly tight: ReadonlySet<number>;
  /** Unary `-`. */
  readonly unary: ReadonlySet<number>;
  /** By the offset at which the entry begins. */
  readonly columns: ReadonlyMap<number, Column>;
}

/** The index of the unit before which the column begins, -1 if it is not on the line. */
export function stopIndex(stop: Stop, units: readonly Unit[]): number {
  if (stop.at === SECOND) return 1;
  if (stop.at === THIRD) return 2;
  if (stop.at === EQUALS) return units.findIndex((u) => u.text === '=');
  const index = units.findIndex((u) => u.start === stop.at);
  return stop.before ? index - 1 : index;
}

type Node = Readonly<Record<string, unknown>>;

function startOf(x: unknown): number | undefined {
  return typeof x === 'object' && x !== null && 'start' in x && typeof x.start === 'number' ? x.start : undefined;
}

function nodes(x: unknown): readonly Node[] {
  return Array.isArray(x) ? x.filter((y): y is Node => typeof y === 'object' && y !== null) : [];
}

export function marksOf(node: ItemNode, units: readonly Unit[]): Marks {
  const entries = new Set<number>([node.start]);
  const tight = new Set<number>();
  const unary = new Set<number>();
  const columns = new Map<number, Column>();
  const enter = (start: number | undefined, column?: Column) => {
    if (start === undefined) return;
    entries.add(start);
    if (column) columns.set(start, column);
  };
  eachNode(node, (n) => {
    for (const x of nodes(n.body)) enter(startOf(x), statementColumn(x));
    for (const x of nodes(n.rows)) enter(startOf(x), rowColumn(x));
    if (n.otherwise) enter(startOf(n.otherwise), rowColumn(n.otherwise as Node));
    for (const x of nodes(n.entries)) enter(startOf(x), { kind: 'entry', stops: [...after('when', x.condition)] });
    for (const x of nodes(n.alternatives)) enter(startOf(x.condition), { kind: 'alternative', stops: [] });
    for (const x of nodes(n.members))
      enter(startOf(x), 'name' in x && typeof x.name === 'object' ? { kind: 'member', stops: [...at('label', x.label)] } : undefined);
    for (const x of nodes(n.items)) enter(startOf(x));
    for (const x of nodes(n.fields)) enter(startOf(x) ?? startOf(x.name), fieldColumn(x));
    const start = startOf(n);
    if (start === undefined) return;
    if (n.kind === 'ratio') for (const u of units) if (u.text === ':' && u.start > start && u.start < Number(n.end)) tight.add(u.start);
    if (n.kind === 'negate') unary.add(start);
    for (const d of nodes(n.denominators)) {
      const index = units.findIndex((u) => u.start === startOf(d));
      const slash = units[index - 1];
      if (slash) tight.add(slash.start);
    }
  });
  if (node.kind === 'exclusive' || node.kind === 'limit') {
    for (const u of units) {
      const id = u.token.keyword;
      if (u.breaks > 0 && id !== undefined && GROUP_PARTS.has(id))
        enter(u.start, { kind: id === 'source' ? 'head' : 'body', stops: [second] });
    }
  }
  return { entries, tight, unary, columns };
}

const GROUP_PARTS: ReadonlySet<string> = new Set(['source', 'each', 'among', 'choose', 'cap']);
const second: Stop = { type: 'second', at: SECOND };

function at(type: string, x: unknown): Stop[] {
  const start = startOf(x);
  return start === undefined ? [] : [{ type, at: start }];
}

/** Before the keyword in front of `x`. */
function after(type: string, x: unknown): Stop[] {
  const start = startOf(x);
  return start === undefined ? [] : [{ type, at: start, before: true }];
}

function rowColumn(row: Node): Column {
  const patterns = Array.isArray(row.columns) ? row.columns : [];
  const bars = patterns.slice(1).flatMap((alternatives: unknown) => after('bar', nodes(alternatives)[0]));
  return { kind: 'row', stops: [...bars, ...at('value', row.value)] };
}

/** A field of a policy, of a list's type, or of a list's item in an example. */
function fieldColumn(x: Node): Column {
  if (typeof x.field === 'string') return { kind: 'policy', stops: [second] };
  if (startOf(x) === undefined) return { kind: 'given', stops: [{ type: 'equals', at: EQUALS }] };
  return { kind: 'field', stops: at('label', x.label) };
}

function statementColumn(x: Node): Column {
  switch (x.kind) {
    case 'source':
    case 'department':
    case 'effective':
      return { kind: 'head', stops: [second] };
    case 'each':
    case 'award':
    case 'grants':
    case 'let':
    case 'when':
      return { kind: 'body', stops: [second] };
    case 'less':
    case 'cap':
    case 'floor':
    case 'round':
      return { kind: 'body', stops: [second, ...(x.window ? at(`tail ${x.kind}`, x.window) : after(`tail ${x.kind}`, x.condition))] };
    case 'given':
      return { kind: 'given', stops: [{ type: 'equals', at: EQUALS }] };
    case 'expect':
      return { kind: 'expect', stops: [{ type: 'third', at: THIRD }] };
    default:
      return { kind: `other ${String(x.kind)}`, stops: [] };
  }
}
