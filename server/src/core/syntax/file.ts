/**
 * A file's text to its tree, item by item. What did not change is not read again: items before and after an edit keep their objects, and
 * with them everything that others remember about them.
 */
import { cutItems } from './cut';
import { parseItem } from './items';
import { languageOf } from './keywords';
import { readLiterate } from './literate';
import type { FileTree, ItemSyntax, PlacedItem } from './tree';

export interface ParseOptions {
  /** The text is Markdown with fenced code. */
  readonly literate?: boolean;
  /** Is the word a name that the files imported by this one declare? Used to split glued words only. */
  readonly isDeclared?: (word: string) => boolean;
}

/** What is remembered of a tree beside it. */
interface Known {
  readonly declared: ReadonlySet<string>;
  /** Keywords in Chinese less keywords in English. */
  readonly balance: number;
  readonly oracle: ((word: string) => boolean) | undefined;
  /** The text that was cut, which for literate files with quotes differs from the file's. */
  readonly source: string;
}
const known = new WeakMap<FileTree, Known>();

/**
 * Parses a file; never throws. With the `previous` tree of the same file, unchanged items are reused; the result is the same as without.
 */
export function parseFile(text: string, previous?: FileTree, options: ParseOptions = {}): FileTree {
  const literate = options.literate ?? false;
  const old = previous && previous.literate === literate ? previous : undefined;
  const memory = old && known.get(old);
  const plan = literate ? cutFences(text, old) : cutPlain(text, old);
  const changed = old === undefined || memory === undefined || !sameNames(plan.gone, plan.fresh);
  const declared = changed ? namesOf(plan) : memory.declared;
  const imported = options.isDeclared;
  const oracle = (word: string) => declared.has(word) || (imported?.(word) ?? false);

  const recheck = changed || imported !== memory.oracle;
  const items: PlacedItem[] = recheck ? plan.before.map((x) => renew(x, oracle)) : plan.before.slice();
  for (const x of plan.fresh) items.push(renew(x, oracle));
  if (!recheck && plan.shift === 0) for (const x of plan.after) items.push(x);
  else {
    for (const x of plan.after) {
      const moved = plan.shift === 0 ? x : { item: x.item, offset: x.offset + plan.shift };
      items.push(recheck ? renew(moved, oracle) : moved);
    }
  }
  let balance = 0;
  if (memory && !recheck) {
    balance = memory.balance;
    for (const x of plan.gone) balance -= languageBalance(x.item);
    for (let i = 0; i < plan.fresh.length; i++) balance += languageBalance(items[plan.before.length + i]?.item);
  } else for (const x of items) balance += languageBalance(x.item);

  const tree: FileTree = { text, literate, items, keywordLanguage: balance > 0 ? 'zh' : 'en' };
  known.set(tree, { declared, balance, oracle: imported, source: plan.source });
  return tree;
}

/** Is the word declared in this file? */
export function declaredIn(tree: FileTree, word: string): boolean {
  return known.get(tree)?.declared.has(word) ?? tree.items.some((x) => x.item.declares.includes(word));
}

const nothing = () => false;

/** Parses an item's text on its own. The copy lets go of the whole file's text, of which a slice would keep hold. */
function fresh(source: string, start: number, end: number): ItemSyntax {
  return parseItem(` ${source.slice(start, end)}`.slice(1), nothing);
}

/** The item, read again if a glued word would be split otherwise now. What it declares never depends on that. */
function renew(placed: PlacedItem, oracle: (word: string) => boolean): PlacedItem {
  const { item, offset } = placed;
  if (item.lookups.size === 0) return placed;
  for (const [word, answer] of item.lookups) {
    if (oracle(word) !== answer) return { item: { ...parseItem(item.text, oracle), declares: item.declares }, offset };
  }
  return placed;
}

interface Plan {
  readonly source: string;
  /** Unchanged items before the edit, and after it (to be moved by `shift`). */
  readonly before: readonly PlacedItem[];
  readonly after: readonly PlacedItem[];
  readonly shift: number;
  readonly fresh: readonly PlacedItem[];
  /** Items of the previous tree in whose place the fresh ones stand. */
  readonly gone: readonly PlacedItem[];
}

function cutPlain(text: string, old: FileTree | undefined): Plan {
  const olds = old?.items ?? [];
  const oldLength = old?.text.length ?? 0;
  let same = 0;
  for (let x = olds[0]; x && standsAt(text, x, 0); x = olds[++same]);
  // The end of the last unchanged item depends on what follows it.
  const restart = old && text === old.text ? same : Math.max(0, same - 1);
  const from = restart < olds.length ? (olds[restart]?.offset ?? 0) : olds.length > 0 ? text.length : 0;
  const shift = text.length - oldLength;
  let tail = olds.length;
  for (let x = olds[tail - 1]; x && tail > restart && x.offset + shift >= from && standsAt(text, x, shift); ) x = olds[--tail - 1];

  const starts: number[] = [];
  let joined = olds.length;
  if (from < text.length || olds.length === 0) {
    cutItems(text, from, text.length, (start) => {
      const index = find(olds, tail, start - shift);
      if (index >= 0) {
        joined = index;
        return true;
      }
      starts.push(start);
      return false;
    });
  }
  const gone = olds.slice(restart, joined);
  const end = joined < olds.length ? (olds[joined]?.offset ?? 0) + shift : text.length;
  const pool = new Pool(gone);
  const parsed = starts.map((start, i) => pool.take(text, start, starts[i + 1] ?? end));
  return { source: text, before: olds.slice(0, restart), after: olds.slice(joined), shift, fresh: parsed, gone };
}

/** Does the item's text stand in `text`, moved by `shift`? Comparing a slice is ten times as fast as `startsWith`. */
function standsAt(text: string, x: PlacedItem, shift: number): boolean {
  const start = x.offset + shift;
  return text.slice(start, start + x.item.text.length) === x.item.text;
}

/** Index of the item at this offset among those from `low` on, -1 without. */
function find(items: readonly PlacedItem[], low: number, offset: number): number {
  let a = low;
  let b = items.length - 1;
  while (a <= b) {
    const middle = (a + b) >> 1;
    const at = items[middle]?.offset ?? 0;
    if (at === offset) return middle;
    if (at < offset) a = middle + 1;
    else b = middle - 1;
  }
  return -1;
}

function cutFences(text: string, old: FileTree | undefined): Plan {
  const { source, fences } = readLiterate(text);
  const gone = old?.items ?? [];
  const pool = new Pool(gone);
  const parsed: PlacedItem[] = [];
  for (const fence of fences) {
    const starts: number[] = [];
    cutItems(source, fence.start, fence.end, (start) => {
      starts.push(start);
      return false;
    });
    for (const [i, start] of starts.entries()) parsed.push(pool.take(source, start, starts[i + 1] ?? fence.end));
  }
  return { source, before: [], after: [], shift: 0, fresh: parsed, gone };
}

/** Items of the previous tree that can be used again, each once. */
class Pool {
  private readonly byText = new Map<string, PlacedItem[]>();

  constructor(items: readonly PlacedItem[]) {
    for (let i = items.length - 1; i >= 0; i--) {
      const x = items[i];
      if (!x) continue;
      const list = this.byText.get(x.item.text);
      if (list) list.push(x);
      else this.byText.set(x.item.text, [x]);
    }
  }

  take(source: string, start: number, end: number): PlacedItem {
    const found = this.byText.size > 0 ? this.byText.get(source.slice(start, end))?.pop() : undefined;
    if (!found) return { item: fresh(source, start, end), offset: start };
    return found.offset === start ? found : { item: found.item, offset: start };
  }
}

function sameNames(gone: readonly PlacedItem[], added: readonly PlacedItem[]): boolean {
  const a = gone.flatMap((x) => x.item.declares);
  const b = added.flatMap((x) => x.item.declares);
  return a.length === b.length && a.every((name, i) => name === b[i]);
}

function namesOf(plan: Plan): ReadonlySet<string> {
  const names = new Set<string>();
  for (const part of [plan.before, plan.fresh, plan.after]) for (const x of part) for (const name of x.item.declares) names.add(name);
  return names;
}

const balances = new WeakMap<ItemSyntax, number>();

function languageBalance(item: ItemSyntax | undefined): number {
  if (!item) return 0;
  let balance = balances.get(item);
  if (balance === undefined) {
    balance = 0;
    for (const t of item.tokens) if (t.keyword !== undefined) balance += languageOf(t.text) === 'zh' ? 1 : -1;
    balances.set(item, balance);
  }
  return balance;
}
