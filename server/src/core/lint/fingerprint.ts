/**
 * Why: the same finding is known again in another version of the text, wherever it moved. A fingerprint is made of the finding's name, the
 * item it stands in and the words it speaks of, written in one way; never of a line number, nor of figures that are computed.
 */
import type { Finding } from '../finding';
import type { FileTree, PlacedItem } from '../syntax/tree';
import type { Gap, GapPart } from './gaps';
import { hash64 } from './hash';
import { identityData, unordered } from './identityData';
import { around, itemText, statementsIn, wholeOf, wordsIn, wordsOf } from './identityText';
import type { Renames } from './renames';

/** What a finding is known by. */
export interface Identity {
  /** Kind and name of the item that it stands in, e.g. `clause award_c`; empty where it stands in none. */
  readonly item: string;
  /** Sixteen hexadecimal digits; two findings of a file never have the same. */
  readonly fingerprint: string;
  /** Of the finding and all of its item but the name: the same when nothing changed except what the item is called. */
  readonly content?: string;
  /** Of rows that overlap: the finding without the others, the row alone, and each of the others. Where some of them are mended, what is left is nothing new. */
  readonly overlap?: { readonly row: string; readonly own: string; readonly others: readonly string[] };
  /** Of a table that leaves values open: which table it is, whatever its rows, and all of these values. */
  readonly gap?: { readonly table: string; readonly values: Gap };
}

/**
 * One for each finding, in their order. The findings are of one file, whose tree is `tree`.
 * @param renames with it they are named as they would be if declared names were still the old ones
 */
export function identitiesOf(tree: FileTree, findings: readonly Finding[], renames?: Renames): readonly Identity[] {
  const identities: Identity[] = new Array(findings.length);
  const counts = new Map<string, number>();
  const taken = new Set<string>();
  // Equal ones are told apart by their order in the text, which what else is found does not touch.
  const order = findings.map((_, n) => n).sort((a, b) => place(findings[a]) - place(findings[b]) || a - b);
  for (const n of order) {
    const finding = findings[n];
    if (!finding) continue;
    const { item, content, whole, overlap, gap } = described(tree, finding, renames);
    const key = `${item}\n${content}`;
    let count = counts.get(key) ?? 0;
    let fingerprint = hash64(`${key}\n${count}`);
    while (taken.has(fingerprint)) fingerprint = hash64(`${key}\n${++count}`);
    counts.set(key, count + 1);
    taken.add(fingerprint);
    identities[n] = { item, fingerprint, content: hash64(`${content}\n${whole}`), ...(overlap && { overlap }), ...(gap && { gap }) };
  }
  return identities;
}

const place = (finding: Finding | undefined): number => finding?.range.start ?? 0;

/** Findings of which it matters what the rows of a table match. */
const BY_PATTERNS: ReadonlySet<Finding['name']> = new Set(['row-gap']);

interface Described extends Pick<Identity, 'item' | 'overlap' | 'gap'> {
  readonly content: string;
  readonly whole: string;
  /** The words of the statements that it speaks of; none where it speaks of an item. */
  readonly statements: readonly string[];
}

/** What a finding is known by where figures do not count. */
export interface Figureless {
  readonly key: string;
  /** As of {@link statementsOf}. */
  readonly statements: readonly string[];
}

/** A number, but not within a name. */
const FIGURE = /(?<![\p{L}\p{N}_])\d[\d_]*(?:\.\d+)?/gu;

export function figureless(tree: FileTree, finding: Finding): Figureless {
  const { item, content, statements } = described(tree, finding, undefined);
  return { key: `${item}\n${content.replace(FIGURE, '#')}`, statements };
}

/** The words of all statements, rows, fields …, by the item. */
export function statementsOf({ items }: FileTree): ReadonlyMap<string, ReadonlySet<string>> {
  const found = new Map<string, Set<string>>();
  for (const placed of items) {
    const name = itemName(placed);
    found.set(name, new Set([...(found.get(name) ?? []), ...statementsIn(itemText(placed.item))]));
  }
  return found;
}

function described(tree: FileTree, finding: Finding, renames: Renames | undefined): Described {
  const { start, end } = finding.range;
  const placed = itemAt(tree, start);
  const item = placed ? itemName(placed, renames) : '';
  const parts = [finding.name, ...dataOf(finding, placed, renames)];
  let own = '';
  if (placed) {
    const range = { start: start - placed.offset, end: Math.min(end - placed.offset, placed.item.text.length) };
    own = wordsOf(itemText(placed.item), range, BY_PATTERNS.has(finding.name), renames);
    parts.push(own);
  }
  const whole = placed ? wholeOf(itemText(placed.item)) : '';
  if (finding.gap) {
    const [head] = own.split('\n', 1);
    const values = finding.gap.map((box) => box.map((part) => renamed(part, renames)));
    return { item, content: parts.join('\n'), whole, statements: [], gap: { table: hash64(`${item}\n${head}`), values } };
  }
  const statements = [own].filter((words) => around(words) !== '').map(around);
  if (finding.name !== 'row-overlap') return { item, content: parts.join('\n'), whole, statements };
  // Rows overlap by both of them.
  const others: string[] = [];
  for (const other of finding.related ?? []) {
    const at = other.uri === finding.range.uri ? itemAt(tree, other.start) : undefined;
    if (at) others.push(wordsOf(itemText(at.item), { start: other.start - at.offset, end: other.end - at.offset }, false, renames));
  }
  const overlap = { row: hash64(`${item}\n${parts.join('\n')}`), own: hash64(own), others: others.map(hash64) };
  return { item, content: [...parts, ...others].join('\n'), whole, statements: [...statements, ...others.map(around)], overlap };
}

function renamed(part: GapPart, renames: Renames | undefined): GapPart {
  return renames && 'names' in part ? { names: part.names.map((name) => renames.get(name) ?? name) } : part;
}

/** The last item that begins at the offset or before, if its text reaches that far. */
function itemAt({ items }: FileTree, offset: number): PlacedItem | undefined {
  let low = 0;
  let high = items.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((items[middle]?.offset ?? 0) <= offset) low = middle + 1;
    else high = middle;
  }
  const found = items[low - 1];
  return found && offset <= found.offset + found.item.text.length ? found : undefined;
}

function dataOf({ name, data }: Finding, placed: PlacedItem | undefined, renames: Renames | undefined): string[] {
  const told = (value: unknown): string => renames?.get(String(value)) ?? String(value);
  const keys = identityData[name];
  const own = placed && itemText(placed.item).name?.name;
  const parts = keys.includes('-code') || data.code === undefined ? [] : [`code ${String(data.code)}`];
  const loose = unordered[name] ?? [];
  const pair = loose.map((key) => told(data[key] ?? '')).sort();
  if (pair.length > 0) parts.push(pair.join(' '));
  for (const key of keys) {
    const value = data[key];
    if (value === undefined || loose.includes(key)) continue;
    // Told with an applicant: a value of that one.
    if (key === 'where' && data.code === 'witness') continue;
    if (name === 'member-missing' && Array.isArray(value)) parts.push(`${key} ${JSON.stringify(value.map(unlabelled).map(told).sort())}`);
    else if (value === own) parts.push(`${key} @`);
    else
      parts.push(
        `${key} ${Array.isArray(value) ? JSON.stringify(value.map((each) => (typeof each === 'string' ? told(each) : each)).sort()) : told(value)}`,
      );
  }
  return parts;
}

/** A member as messages say it, `“name” (label)`, without its label. */
const unlabelled = (word: string): string => word.replace(/“([^”]*)”(?: \([^)]*\))?/g, '$1');

/** The items of a file, as findings name them. */
export function itemNames({ items }: FileTree): ReadonlySet<string> {
  return new Set(items.map((placed) => itemName(placed)));
}

/** Most characters of an item's own words in its name. */
const MOST = 80;

/** Kind and name; where there is no name, the title or the words that it is made of. The kinds are the language's English keywords. */
function itemName({ item }: PlacedItem, renames?: Renames): string {
  const { node } = item;
  switch (node.kind) {
    case 'unit':
    case 'fact':
    case 'let':
    case 'clause':
    case 'exclusive':
    case 'limit':
      return node.name.name === '' ? node.kind : `${node.kind} ${renames?.get(node.name.name) ?? node.name.name}`;
    case 'example':
    case 'section':
      return shortened(node.kind, node.title?.value ?? '');
    case 'import': {
      const path = node.path?.value ?? '';
      return shortened(node.kind, renames?.get(path) ?? path);
    }
    case 'qualitative':
      return shortened(node.kind, node.text?.value ?? '');
    case 'require':
      return shortened(node.kind, wordsIn(itemText(item), node.condition, renames));
    case 'policy':
      return node.kind;
    case 'broken':
      return '';
    default: {
      const never: never = node;
      return never;
    }
  }
}

/** On one line; what is cut off still tells two of them apart. */
function shortened(kind: string, text: string): string {
  const line = text.normalize('NFC').replace(/\s+/gu, ' ').trim();
  if (line === '') return kind;
  const characters = [...line];
  return `${kind} ${characters.length <= MOST ? line : `${characters.slice(0, MOST - 9).join('')}…${hash64(line).slice(0, 8)}`}`;
}
