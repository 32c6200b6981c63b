/** What the files of a program declare, by name; of two of one name the first counts and the second is reported. */
import type { Entry } from './entry';
import { fileName } from './files';
import { components } from './graph';
import { type Kind, type ProgramProblem, problem } from './problems';
import type { Place } from './program';
import { itemSpan, numbered } from './removal';
import { isBuiltInUnit } from './units';

type Fixes = NonNullable<Parameters<typeof problem>[2]>['fixes'] & {};

/** The whole item out, with the comments above it. */
function removeItem(entry: Entry): Fixes[number] {
  return { title: 'remove-item', data: {}, edits: [{ place: placeOf(entry, itemSpan(entry.item)), text: '' }] };
}

type GlobalKind = 'fact' | 'let' | 'clause' | 'exclusive' | 'limit';

function globalKind(entry: Entry): GlobalKind | undefined {
  const { kind } = entry.item.node;
  return kind === 'fact' || kind === 'let' || kind === 'clause' || kind === 'exclusive' || kind === 'limit' ? kind : undefined;
}

export class Declarations {
  /** Facts, lets, clauses and groups: one space of names. */
  readonly globals = new Map<string, Entry>();
  readonly units = new Map<string, Entry>();
  /** Of the root file. */
  readonly examples = new Map<string, Entry>();
  /** Items whose name was taken. */
  readonly duplicates = new Set<Entry>();
  readonly problems: ProgramProblem[] = [];
  /** Lets in the order in which they need each other; those of one part may need each other in a circle. */
  readonly lets: readonly (readonly Entry[])[];

  constructor(
    private readonly entries: readonly Entry[],
    private readonly root: string,
  ) {
    for (const entry of entries) this.declare(entry);
    this.lets = this.orderLets();
  }

  private declare(entry: Entry): void {
    const { node } = entry.item;
    const { global } = entry.shape;
    switch (node.kind) {
      case 'fact':
      case 'let':
      case 'clause':
      case 'exclusive':
      case 'limit': {
        if (!global) break;
        const first = this.globals.get(global.name);
        if (!first) this.globals.set(global.name, entry);
        else {
          this.duplicates.add(entry);
          this.reportDuplicate(first, entry);
        }
        break;
      }
      case 'unit':
        this.declareUnit(entry, node.name);
        break;
      case 'example': {
        if (entry.uri !== this.root || !node.title) break;
        const first = this.examples.get(node.title.value);
        if (!first) this.examples.set(node.title.value, entry);
        else {
          const data = { code: 'example', name: node.title.value } as const;
          const at = (first.item.node.kind === 'example' && first.item.node.title) || node.title;
          this.report(entry, node.title, data, first, at, [this.retitled(entry, node.title)]);
        }
        break;
      }
      default:
        break;
    }
  }

  private reportDuplicate(first: Entry, entry: Entry): void {
    const kind: Kind = globalKind(entry) ?? 'fact';
    const firstKind: Kind = globalKind(first) ?? 'fact';
    const span = entry.shape.global ?? entry.item.node;
    const file = first.uri === entry.uri ? '' : fileName(first.uri);
    const data = { code: 'name', name: entry.shape.global?.name ?? '', kind, first: firstKind, file } as const;
    const free = numbered(data.name, (name) => this.entries.some((e) => e.shape.global?.name === name));
    const rename = { title: 'replace-with' as const, data: { with: free }, edits: [{ place: placeOf(entry, span), text: free }] };
    this.report(entry, span, data, first, first.shape.global ?? first.item.node, data.name === '' ? [] : [rename]);
  }

  /** An example under another title: `"large"`, `"large 2"` … */
  private retitled(entry: Entry, title: { value: string; start: number; end: number }): Fixes[number] {
    const titles = new Set(this.entries.flatMap(({ item: { node } }) => (node.kind === 'example' && node.title ? [node.title.value] : [])));
    let n = 2;
    while (titles.has(`${title.value} ${n}`)) n++;
    const quotes = /^"""|^./u.exec(entry.item.text.slice(title.start, title.end))?.[0].length ?? 1;
    const end = Math.max(title.end - quotes, title.start);
    return {
      title: 'replace-with',
      data: { with: `${title.value} ${n}` },
      edits: [{ place: placeOf(entry, { start: end, end }), text: ` ${n}` }],
    };
  }

  private declareUnit(entry: Entry, ident: { name: string; start: number; end: number }): void {
    const { name } = ident;
    if (name === '') return;
    const first = this.units.get(name);
    if (isBuiltInUnit(name)) {
      const fixes = [removeItem(entry)];
      this.problems.push(problem(placeOf(entry, ident), { name: 'duplicate-name', data: { code: 'built-in-unit', name } }, { fixes }));
      this.duplicates.add(entry);
    } else if (first) {
      this.duplicates.add(entry);
      const at = first.item.node.kind === 'unit' ? first.item.node.name : ident;
      this.report(entry, ident, { code: 'unit', name }, first, at, [removeItem(entry)]);
    } else this.units.set(name, entry);
  }

  private report(
    entry: Entry,
    span: { start: number; end: number },
    data: Extract<Parameters<typeof problem>[1], { name: 'duplicate-name' }>['data'],
    first: Entry,
    firstSpan: { start: number; end: number },
    fixes: Fixes,
  ): void {
    const related = [{ place: placeOf(first, firstSpan), note: 'first-here' as const, data: { name: data.name } }];
    this.problems.push(
      problem(placeOf(entry, span), { name: 'duplicate-name', data } as Parameters<typeof problem>[1], { related, fixes }),
    );
  }

  private orderLets(): Entry[][] {
    const names: string[] = [];
    for (const [name, entry] of this.globals) if (entry.item.node.kind === 'let') names.push(name);
    const mentions = (name: string): readonly string[] => this.globals.get(name)?.shape.mentions ?? [];
    return components(names, mentions).map((part) => {
      const entries = part.flatMap((name) => this.globals.get(name) ?? []);
      const [first] = part;
      const circular = part.length > 1 || (first !== undefined && mentions(first).includes(first));
      for (const entry of entries) entry.circular = circular;
      return entries;
    });
  }

  /** Puts an entry in the place of another that declares the same (see {@link import('./entry').align}). */
  replace(gone: Entry, fresh: Entry): void {
    const { global } = fresh.shape;
    if (global && this.globals.get(global.name) === gone) this.globals.set(global.name, fresh);
    const { node } = fresh.item;
    if (node.kind === 'example' && node.title && this.examples.get(node.title.value) === gone) this.examples.set(node.title.value, fresh);
    if (node.kind !== 'let') return;
    fresh.circular = gone.circular;
    for (const part of this.lets) {
      const at = part.indexOf(gone);
      if (at < 0) continue;
      (part as Entry[])[at] = fresh;
      return;
    }
  }
}

function placeOf(entry: Entry, span: { start: number; end: number }): Place {
  return { uri: entry.uri, item: entry.item, start: span.start, end: span.end };
}
