/**
 * Why: the words that a finding speaks of, written in one way, so that they are the same however the text is laid out, in whichever language its
 * keywords are, and whatever stands on other lines of the item.
 */

import { type Unit, unitsOf } from '../syntax/spelling';
import type { ItemNode, ItemSyntax, Span } from '../syntax/tree';
import { hash64 } from './hash';

/** What is known of an item's text. All offsets are relative to the item. */
export interface ItemText {
  readonly item: ItemSyntax;
  /** Words with English keywords and half-width signs; no comments, no signs that only part entries. */
  readonly units: readonly Unit[];
  /** Statements, rows, fields, members …: what stands on lines of its own. Parents first. */
  readonly entries: readonly Entry[];
  /** Reasons, labels and titles. */
  readonly labels: readonly Span[];
  /** The item's own name, where it has one. */
  readonly name?: Span & { readonly name: string };
}

interface Entry extends Span {
  /** Of a table's row: what it matches. */
  readonly pattern?: Span;
}

type Node = Readonly<Record<string, unknown>>;
const texts = new WeakMap<ItemSyntax, ItemText>();
const PARTING: ReadonlySet<string> = new Set([',', ';']);

export function itemText(item: ItemSyntax): ItemText {
  let text = texts.get(item);
  if (!text) {
    const { node } = item;
    const units = unitsOf(item, { language: 'en', isDeclared: () => false }).filter(
      (unit) => unit.kind !== 'comment' && !(unit.kind === 'punctuation' && PARTING.has(unit.text)),
    );
    const name = 'name' in node && node.name.name !== '' ? node.name : undefined;
    text = { item, units, ...partsOf(node), ...(name ? { name } : {}) };
    texts.set(item, text);
  }
  return text;
}

/** Items that are one statement: the whole of them belongs to what is found in them. */
const STATEMENTS: ReadonlySet<ItemNode['kind']> = new Set(['import', 'unit', 'fact', 'let', 'require', 'qualitative']);

function partsOf(node: ItemNode): { entries: Entry[]; labels: Span[] } {
  const parts: Parts = { entries: STATEMENTS.has(node.kind) ? [{ start: node.start, end: node.end }] : [], labels: [] };
  if (node.kind === 'exclusive' || node.kind === 'limit') enter(node.source, parts);
  if (node.kind === 'limit') enter(node.cap, parts);
  collect(node as unknown as Node, parts);
  return parts;
}

interface Parts {
  readonly entries: Entry[];
  readonly labels: Span[];
}

/** Asked of every node of every item in which something is found: no lists are made on the way. */
function collect(node: Node, parts: Parts): void {
  // Contents of a string that are not an expression's.
  if (node.kind === undefined && typeof node.value === 'string') enter(node, parts, 'labels');
  for (const key in node) {
    const value = node[key];
    if (typeof value !== 'object' || value === null) continue;
    if (Array.isArray(value)) collectList(key, value, parts);
    else {
      if (key === 'otherwise') enter(value, parts);
      collect(value as Node, parts);
    }
  }
}

function collectList(key: string, list: readonly unknown[], parts: Parts): void {
  for (const each of list) {
    if (typeof each !== 'object' || each === null) continue;
    const node = each as Node;
    switch (key) {
      case 'body':
      case 'entries':
      case 'items':
      case 'fields':
        enter(node, parts);
        break;
      case 'rows':
        parts.entries.push({ start: Number(node.start), end: Number(node.end), ...patternOf(node) });
        break;
      case 'alternatives':
        enter(node.condition, parts);
        break;
      case 'members':
        // Of a type; those of a set are expressions.
        if (typeof node.name === 'object') enter(node, parts);
        break;
      default:
        break;
    }
    if (Array.isArray(each)) collectList('', each, parts);
    else collect(node, parts);
  }
}

function enter(node: unknown, parts: Parts, into: keyof Parts = 'entries'): void {
  if (typeof node !== 'object' || node === null) return;
  const { start, end } = node as Node;
  if (typeof start === 'number' && typeof end === 'number') parts[into].push({ start, end });
}

function patternOf({ columns }: Node): { pattern?: Span } {
  const patterns = Array.isArray(columns) ? (columns.flat() as readonly Span[]) : [];
  const [first, last] = [patterns[0], patterns.at(-1)];
  return first && last ? { pattern: { start: first.start, end: last.end } } : {};
}

const holds = (outer: Span, inner: Span): boolean => outer.start <= inner.start && inner.end <= outer.end;
const size = (span: Span): number => span.end - span.start;

/**
 * The words of a range, and those of the smallest entry that holds it, less what stands in entries of its own (rows of a table, members of a type)
 * and less reasons and labels. Of an item's name, and of what stands in no entry, only the words themselves.
 * @param patterns whether rows are told by what they match, in no order
 * @param renames what names stand for that are not to be taken as they are written
 */
export function wordsOf(text: ItemText, range: Span, patterns: boolean, renames?: ReadonlyMap<string, string>): string {
  const isName = text.name !== undefined && range.start === text.name.start && range.end === text.name.end;
  let entry: Entry | undefined;
  if (!isName) for (const each of text.entries) if (holds(each, range) && (!entry || size(each) <= size(entry))) entry = each;
  const around: Entry = entry ?? range;
  const inner = entry ? text.entries.filter((each) => each !== entry && holds(around, each) && size(each) < size(around)) : [];
  const isTold = (unit: Unit): boolean =>
    inner.every((each) => unit.start < each.start || unit.start >= each.end || (patterns && within(unit, each.pattern)));
  const told = text.units.filter((unit) => within(unit, around) && isTold(unit));
  const labels = text.labels.filter((label) => !holds(label, range));
  const words = told.filter((unit) => !labels.some((label) => within(unit, label)));
  const own = words.filter((unit) => within(unit, range));
  const written = (units: readonly Unit[]): string => units.map((unit) => word(unit, text, renames)).join(' ');
  if (!entry) return `${written(own)}\n`;
  if (!patterns) return `${written(own)}\n${written(words)}`;
  // In whichever order the rows stand, they match the same.
  const rows = inner.filter(({ pattern }) => pattern).map(({ pattern }) => words.filter((unit) => within(unit, pattern)));
  const inRows = new Set(rows.flat());
  return `${written(own)}\n${[written(words.filter((unit) => !inRows.has(unit))), ...rows.map(written).sort()].join(' ')}`;
}

/** What {@link wordsOf} says around a range in one of the item's entries, of each of them. */
export function statementsIn(text: ItemText): string[] {
  return text.entries.map((entry) => around(wordsOf(text, entry, false)));
}

/** Of what {@link wordsOf} says, the part around the range; empty where that stands in no entry. */
export const around = (words: string): string => words.slice(words.indexOf('\n') + 1);

const wholes = new WeakMap<ItemSyntax, string>();

/** All words of the item but its name, reasons and labels, in short. */
export function wholeOf(text: ItemText): string {
  let whole = wholes.get(text.item);
  if (whole === undefined) {
    const labels = new Set(text.labels.map(({ start }) => start));
    whole = hash64(
      text.units
        .filter((unit) => !labels.has(unit.start))
        .map((unit) => word(unit, text))
        .join(' '),
    );
    wholes.set(text.item, whole);
  }
  return whole;
}

/**
 * All words of the item but its name, with those of `open` left open.
 * @param labels whether reasons, labels and titles count
 */
export function wholeWith(text: ItemText, open: ReadonlySet<string>, labels: boolean): string {
  const left = new Set(labels ? [] : text.labels.map(({ start }) => start));
  return hash64(
    text.units
      .filter((unit) => !left.has(unit.start))
      .map((unit) => (unit.kind === 'word' && open.has(unit.text) && unit.text !== text.name?.name ? '?' : word(unit, text)))
      .join(' '),
  );
}

function within(unit: Unit, span: Span | undefined): boolean {
  return span !== undefined && unit.start >= span.start && unit.start < Math.max(span.end, span.start + 1);
}

/** In one form; the item's own name is left open, so that what is found is known again when the item is called something else. */
function word(unit: Unit, { item: { node }, name }: ItemText, renames?: ReadonlyMap<string, string>): string {
  if (unit.kind === 'string') {
    const path = node.kind === 'import' && node.path ? renames?.get(node.path.value) : undefined;
    return JSON.stringify((path ?? unit.token.text).normalize('NFC').replace(/\r\n?/g, '\n'));
  }
  return name !== undefined && unit.kind === 'word' && unit.text === name.name
    ? '@'
    : unit.kind === 'word'
      ? (renames?.get(unit.text) ?? unit.text)
      : unit.text;
}

/** The words of a whole part of an item, e.g. of a condition. */
export function wordsIn(text: ItemText, span: Span, renames?: ReadonlyMap<string, string>): string {
  return text.units
    .filter((unit) => within(unit, span))
    .map((unit) => (unit.kind === 'string' ? `"${unit.token.text.normalize('NFC')}"` : (renames?.get(unit.text) ?? unit.text)))
    .join(' ');
}
