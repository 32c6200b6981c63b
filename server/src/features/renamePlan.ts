/**
 * Why: a renaming must leave the program's meaning alone, and there are many ways to miss that: another thing of that name, a name that hides
 * another, a glued word that is split otherwise. So the renamed files are read again as a whole and compared with what they were: every word
 * must still be the same kind of word, every name must still stand for the same thing, and no finding may have come or gone.
 */
import type { SymbolInfo } from '../core/program/index';
import type { ItemSyntax, PlacedItem, Token } from '../core/syntax/tree';
import type { Names, Workspace } from '../core/workspace';
import type { Session } from '../session';
import { isForeignExample, occurrences } from './names';
import { type Change, type Changes, changed, inOrder } from './textEdits';

/** What is renamed: its key in the programs before and after, and the programs that know it under that key. */
export interface Renaming {
  readonly symbol: SymbolInfo;
  readonly newKey: string;
  readonly programs: readonly Names[];
}

/** Where the meaning would change. `meaning`: what a name would stand for there; without it the text would be read otherwise. */
export interface Difference {
  readonly uri: string;
  /** Offset in the file as it is now. */
  readonly offset: number;
  readonly meaning?: SymbolInfo;
}

export type Plan = { readonly changes: Changes } | { readonly difference: Difference };

/** The edits that rename; `write` gives the new text of a place. */
export function plan(session: Session, renamings: readonly Renaming[], write: (uri: string, start: number, end: number) => string): Plan {
  const edits = new Map<string, Change[]>();
  for (const { symbol, programs } of renamings) {
    for (const { uri, start, end } of occurrences(programs, symbol.key)) {
      const list = edits.get(uri) ?? [];
      if (!list.some((one) => one.start === start)) list.push({ start, end, text: write(uri, start, end) });
      edits.set(uri, list);
    }
  }
  const roots = [...new Set([...edits.keys()].flatMap((uri) => session.programsWith(uri)))];
  const programs = roots.map((uri) => session.workspace.names(uri));
  let failure: Difference | undefined;
  for (const spacing of ['none', 'beside', 'everywhere'] as const) {
    const check = new Check(session, programs, edits, renamings);
    const items = check.itemsReadOtherwise();
    failure = items[0] ? { uri: items[0].uri, offset: items[0].offset } : check.difference();
    if (!failure) return { changes: edits };
    if (items.length === 0 || spacing === 'everywhere') break;
    for (const { uri, placed } of items) edits.set(uri, spaced(placed, edits.get(uri) ?? [], spacing === 'none' ? 'beside' : 'everywhere'));
  }
  return { difference: failure ?? { uri: '', offset: 0 } };
}

/** Puts blanks between words that stood together: beside what is renamed, or everywhere in the item. */
function spaced({ item, offset }: PlacedItem, edits: readonly Change[], where: 'beside' | 'everywhere'): Change[] {
  const isRenamed = (at: number): boolean => edits.some(({ start, end }) => end > start && (start === at || end === at));
  const blanks: Change[] = [];
  item.tokens.forEach((token, i) => {
    const next = item.tokens[i + 1];
    if (!next || next.start !== token.end || !isWord(token) || !isWord(next)) return;
    const at = offset + token.end;
    const isUnit = token.kind === 'number' && next.role === 'unit';
    if ((where === 'beside' || isUnit) && !isRenamed(at)) return;
    if (!edits.some(({ start, end }) => start === at && end === at)) blanks.push({ start: at, end: at, text: ' ' });
  });
  return [...edits, ...blanks];
}

function isWord({ kind }: Token): boolean {
  return kind === 'word' || kind === 'number' || kind === 'date';
}

class Check {
  private readonly scratch: Workspace;
  private readonly shifts = new Map<string, Shifts>();

  constructor(
    session: Session,
    private readonly programs: readonly Names[],
    edits: ReadonlyMap<string, readonly Change[]>,
    private readonly renamings: readonly Renaming[],
  ) {
    const texts = new Map<string, string>();
    for (const [uri, list] of edits) {
      this.shifts.set(uri, new Shifts(inOrder(list)));
      const text = session.workspace.textOf(uri);
      if (text !== undefined) texts.set(uri, changed(text, list));
    }
    this.scratch = session.workspace.with(texts);
  }

  /** Items in which a word is another kind of word than before, or cut otherwise. */
  itemsReadOtherwise(): { uri: string; offset: number; placed: PlacedItem }[] {
    const found: { uri: string; offset: number; placed: PlacedItem }[] = [];
    const looked = new Set<string>();
    for (const { uri: root, trees } of this.programs) {
      const after = this.scratch.names(root).trees;
      for (const [uri, tree] of trees) {
        if (looked.has(uri)) continue;
        looked.add(uri);
        const there = new Map<string, Token>();
        const items = new Map(after.get(uri)?.items.map(({ item, offset }) => [item, offset]));
        const renamed = new Set(this.shifts.get(uri)?.order.map(({ start, end }) => `${start} ${end}`));
        const isSame = ({ item }: PlacedItem): boolean => items.has(item);
        let surplus = 0;
        const before = new Set(tree.items.map(({ item }) => item));
        for (const [item, offset] of items) {
          surplus += item.tokens.length;
          if (before.has(item)) continue;
          for (const token of item.tokens) there.set(`${offset + token.start} ${offset + token.end}`, token);
        }
        for (const placed of tree.items) {
          const { item, offset } = placed;
          surplus -= item.tokens.length;
          if (isSame(placed)) continue;
          const missing = item.tokens.find((token) => {
            const [start, end] = [offset + token.start, offset + token.end];
            const now = there.get(`${this.moved(uri, start, 'start')} ${this.moved(uri, end, 'end')}`);
            // Of what is renamed the references tell: `其他` before a row's colon is a keyword or a member, as the type has it.
            const mayDiffer = renamed.has(`${start} ${end}`);
            return now?.kind !== token.kind || (!mayDiffer && (now.keyword !== token.keyword || now.role !== token.role));
          });
          if (missing) found.push({ uri, offset: offset + missing.start, placed });
        }
        const first = tree.items[0];
        if (surplus !== 0 && found.length === 0 && first) found.push({ uri, offset: 0, placed: first });
      }
    }
    return found;
  }

  /** The first name that would stand for something else, or the first finding that would come or go. */
  difference(): Difference | undefined {
    for (const before of this.programs) {
      const after = this.scratch.names(before.uri);
      for (const uri of before.trees.keys()) {
        const now = this.references(after, uri);
        for (const { place, symbol } of before.linked.references.inFile(uri)) {
          if (isForeignExample(before, uri, symbol)) continue;
          const { start, end } = before.range(place);
          const at = `${this.moved(uri, start, 'start')} ${this.moved(uri, end, 'end')}`;
          const meanings = now.get(at) ?? [];
          const same = meanings.findIndex(({ key }) => key === this.keyAfter(before, symbol.key));
          if (same < 0) return { uri, offset: start, ...(meanings[0] ? { meaning: meanings[0] } : {}) };
          meanings.splice(same, 1);
        }
        for (const [at, [meaning]] of now) if (meaning) return { uri, offset: this.movedBack(uri, Number(at.split(' ')[0])), meaning };
      }
      const problem = this.newProblem(before, after);
      if (problem) return problem;
    }
    return undefined;
  }

  private references(names: Names, uri: string): Map<string, SymbolInfo[]> {
    const found = new Map<string, SymbolInfo[]>();
    for (const { place, symbol } of names.linked.references.inFile(uri)) {
      if (isForeignExample(names, uri, symbol)) continue;
      const { start, end } = names.range(place);
      const key = `${start} ${end}`;
      const known = found.get(key);
      if (known) known.push(symbol);
      else found.set(key, [symbol]);
    }
    return found;
  }

  /** Findings by name and file: positions follow from the rest. Glued words may have been parted. */
  private newProblem(before: Names, after: Names): Difference | undefined {
    const tally = new Map<string, { count: number; uri: string; offset: number }>();
    const add = (names: Names, step: 1 | -1): void => {
      const note = (name: string, uri: string, item: ItemSyntax, start: number): void => {
        if (name === 'glued-keyword') return;
        const at = names.range({ uri, item, start, end: start }).start;
        const known = tally.get(`${name} ${uri}`) ?? { count: 0, uri, offset: step === 1 ? at : this.movedBack(uri, at) };
        known.count += step;
        tally.set(`${name} ${uri}`, known);
      };
      for (const { name, place } of names.linked.problems) note(name, place.uri, place.item, place.start);
      for (const [uri, tree] of names.trees)
        for (const { item } of tree.items) for (const { rule, start } of item.problems) note(rule, uri, item, start);
    };
    add(before, 1);
    add(after, -1);
    return [...tally.values()].find(({ count }) => count !== 0);
  }

  /** The key that what has this key now will have then. */
  private keyAfter(names: Names, key: string): string {
    for (const { symbol, newKey, programs } of this.renamings) {
      if (!programs.includes(names)) continue;
      if (key === symbol.key) return newKey;
      // What stands in the thing that is renamed carries its name: fields and members of a fact, members of a field, lets of a clause.
      const [kind, path] = parted(key);
      const [owner, old] = parted(symbol.key);
      if (owner !== 'name' && owner !== 'field') continue;
      if ((kind === 'field' || kind === 'member' || kind === 'local') && path.startsWith(`${old}.`))
        return `${kind}:${parted(newKey)[1]}${path.slice(old.length)}`;
    }
    return key;
  }

  /** Where an offset stands after the edits: a word's start behind blanks that are put in there, its end before them. */
  private moved(uri: string, offset: number, side: 'start' | 'end'): number {
    return this.shifts.get(uri)?.after(offset, side) ?? offset;
  }

  private movedBack(uri: string, offset: number): number {
    return this.shifts.get(uri)?.before(offset) ?? offset;
  }
}

/** How far the edits of a file move what stands in it. */
class Shifts {
  private readonly total: number[] = [0];

  constructor(readonly order: readonly Change[]) {
    for (const { start, end, text } of order) this.total.push((this.total.at(-1) ?? 0) + text.length - (end - start));
  }

  after(offset: number, side: 'start' | 'end'): number {
    const isBefore = ({ start, end }: Change): boolean => end < offset || (end === offset && (side === 'start' || start < end));
    return offset + this.shift((edit) => isBefore(edit));
  }

  before(offset: number): number {
    return offset - this.shift(({ start }, i) => start + (this.total[i] ?? 0) < offset);
  }

  /** Of the edits that the test holds for, which are the first ones. */
  private shift(test: (edit: Change, index: number) => boolean): number {
    let low = 0;
    let high = this.order.length;
    while (low < high) {
      const middle = (low + high) >> 1;
      const edit = this.order[middle];
      if (edit && test(edit, middle)) low = middle + 1;
      else high = middle;
    }
    return this.total[low] ?? 0;
  }
}

function parted(key: string): [kind: string, rest: string] {
  const colon = key.indexOf(':');
  return [key.slice(0, colon), key.slice(colon + 1)];
}
