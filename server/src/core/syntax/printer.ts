/**
 * Lays out a file, and turns its keywords into either language. Every item is read again after it was laid out: if it did not say exactly
 * the same, with the same comments, it is left as it was, as is every item with a syntax error.
 */
import { sameTree } from './compare';
import { declaredIn, parseFile } from './file';
import { parseItem } from './items';
import type { KeywordLanguage } from './keywords';
import { layOut, width } from './layout';
import { readLiterate } from './literate';
import { unitsOf } from './spelling';
import type { FileTree, ItemSyntax, PlacedItem } from './tree';

export interface FormatOptions {
  /** The language for all keywords; 'keep' (the default) leaves each in its own. */
  readonly keywords?: KeywordLanguage | 'keep';
  readonly literate?: boolean;
  /** Names that imported files declare: no keyword's new spelling meets one of them. */
  readonly isDeclared?: (word: string) => boolean;
  /** The tree of this very text, where it is known already. */
  readonly tree?: FileTree;
}

/** A replacement; UTF-16 offsets in the text. */
export interface FormatEdit {
  readonly start: number;
  readonly end: number;
  readonly text: string;
}

/** The text laid out. Idempotent; what the text says, and its comments, do not change. Never throws. */
export function format(text: string, options: FormatOptions = {}): string {
  let out = '';
  let at = 0;
  for (const edit of formatEdits(text, options)) {
    out += text.slice(at, edit.start) + edit.text;
    at = edit.end;
  }
  return out + text.slice(at);
}

/** The edits that lay out the items which touch [from, to); of the whole text without. In order, and only where something changes. */
export function formatEdits(text: string, options: FormatOptions = {}, from = 0, to = text.length): FormatEdit[] {
  const literate = options.literate ?? false;
  const tree = options.tree ?? parseFile(text, undefined, { literate, ...(options.isDeclared && { isDeclared: options.isDeclared }) });
  const newline = /\r\n/.test(text) ? '\r\n' : '\n';
  const run = new Run(tree, options, newline);
  const edits: FormatEdit[] = [];
  for (const region of codeRegions(text, literate)) {
    const items = tree.items.filter((x) => x.offset >= region.start && x.offset < region.end);
    const endOf = (i: number) => items[i + 1]?.offset ?? region.end;
    const touched = (x: PlacedItem, i: number) => x.offset < to && endOf(i) > from;
    // Facts stand in columns with their neighbours; what else is not touched need not be laid out.
    let first = items.findIndex(touched);
    let last = items.findLastIndex(touched);
    if (first < 0) continue;
    while (isFact(items[first]) && isFact(items[first - 1])) first--;
    while (isFact(items[last]) && isFact(items[last + 1])) last++;
    const laid = run.region(items.slice(first, last + 1), region.prefix, first === 0);
    for (const [k, wanted] of laid.entries()) {
      const i = first + k;
      const x = items[i];
      if (!x || !touched(x, i)) continue;
      const end = endOf(i);
      if (wanted !== text.slice(x.offset, end)) edits.push({ start: x.offset, end, text: wanted });
    }
  }
  return edits;
}

function isFact(x: PlacedItem | undefined): boolean {
  return x?.item.node.kind === 'fact';
}

/** Where there is code that can be laid out, and what every line of it begins with. */
export interface CodeRegion {
  readonly start: number;
  readonly end: number;
  readonly prefix: string;
}

/** The whole text; of a literate one the fences of which the lines begin with blanks only. Those in quotes are left as they are. */
export function codeRegions(text: string, literate: boolean): readonly CodeRegion[] {
  if (!literate) return [{ start: 0, end: text.length, prefix: '' }];
  const regions: CodeRegion[] = [];
  for (const fence of readLiterate(text).fences) {
    const lead = /^[^`~]*/.exec(text.slice(fence.outerStart, fence.start))?.[0] ?? '';
    if (!lead.includes('>')) regions.push({ start: fence.start, end: fence.end, prefix: lead.replace(/[^\s]/g, ' ') });
  }
  return regions;
}

interface Laid {
  text: string;
  /** Of a fact with a label: the length and width of what stands before the label. */
  readonly head?: { readonly length: number; readonly width: number };
  readonly blankBefore: boolean;
}

class Run {
  private readonly isDeclared: (word: string) => boolean;

  constructor(
    tree: FileTree,
    private readonly options: FormatOptions,
    private readonly newline: string,
  ) {
    this.isDeclared = (word) => declaredIn(tree, word) || (options.isDeclared?.(word) ?? false);
  }

  /** The new texts of consecutive items. `atStart`: they begin a region. */
  region(items: readonly PlacedItem[], prefix: string, atStart: boolean): string[] {
    const laid = items.map((x, i) => this.item(x.item, atStart && i === 0, prefix));
    for (let i = 0; i < laid.length; ) {
      let j = i + 1;
      if (laid[i]?.head) while (j < laid.length && laid[j]?.head && !laid[j]?.blankBefore) j++;
      alignFacts(laid.slice(i, j));
      i = j;
    }
    return laid.map((x) => x.text);
  }

  private item(item: ItemSyntax, first: boolean, prefix: string): Laid {
    const raw: Laid = { text: item.text, blankBefore: true };
    if (item.tokens.length === 0) return first ? { ...raw, text: '' } : raw;
    if (item.problems.some((p) => p.rule === 'syntax-error')) return raw;
    const bom = item.text.startsWith('\uFEFF') ? '\uFEFF' : '';
    const wanted = this.options.keywords ?? 'keep';
    for (const language of wanted === 'keep' ? (['keep'] as const) : ([wanted, 'keep'] as const)) {
      const units = unitsOf(item, { language, isDeclared: this.isDeclared });
      const text = layOut(item.node, units, first, this.newline, prefix) + this.newline;
      // What is laid out already need not be read again.
      if (text !== item.text && !this.same(item, text)) continue;
      const start = units[0];
      const label = item.node.kind === 'fact' ? item.node.label : undefined;
      const blankBefore = start?.breaks === 2;
      const at = label && units.findIndex((u) => u.start === label.start);
      const alone = label && at === 2 && start?.kind === 'word' && units[1]?.breaks === 0 && units[2]?.breaks === 0;
      if (!alone) return { text: bom + text, blankBefore };
      const lead = text.length - text.trimStart().length;
      const words = units.slice(0, 2).map((u) => u.text);
      const head = words.join(' ');
      return { text: bom + text, blankBefore, head: { length: bom.length + lead + head.length, width: width(head) } };
    }
    return raw;
  }

  /** Does the text say what the item says, with the same comments? */
  private same(item: ItemSyntax, text: string): boolean {
    const again = parseItem(text, this.isDeclared);
    if (again.problems.some((p) => p.rule === 'syntax-error') || !sameTree(again.node, item.node)) return false;
    const a = comments(item);
    const b = comments(again);
    return a.length === b.length && a.every((c, i) => c === b[i]);
  }
}

function comments(item: ItemSyntax): string[] {
  return item.tokens.filter((t) => t.kind === 'comment').map((t) => t.text);
}

function alignFacts(run: readonly Laid[]): void {
  if (run.length < 2) return;
  const most = Math.max(...run.map((x) => x.head?.width ?? 0));
  for (const x of run) {
    if (x.head) x.text = x.text.slice(0, x.head.length) + ' '.repeat(most - x.head.width) + x.text.slice(x.head.length);
  }
}
