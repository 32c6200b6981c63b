/** The files of a program: imports followed from the root, with what is wrong with them, and each file's currency. */
import type { FileTree, ItemSyntax } from '../syntax/tree';
import { components } from './graph';
import { type ProgramProblem, problem } from './problems';
import type { Place } from './program';
import { itemSpan } from './removal';
import { currenciesIn, shapeOf } from './shape';
import { nearest } from './suggest';
import { builtInUnit, currencyOf, moneyNames } from './units';

export interface SourceFile {
  readonly uri: string;
  readonly tree: FileTree;
}
export type ImportResult = { readonly uri: string } | { readonly error: 'missing' | 'outside' | 'unreadable' | 'conflict' };

export interface ProgramFile {
  readonly uri: string;
  readonly tree: FileTree;
  /** ISO code of what `money` means in it. */
  readonly currency: string;
  /** Files that it imports, each once, with the place of the path. */
  readonly imports: readonly { readonly uri: string; readonly place: Place }[];
  /** The first policy item. */
  readonly policy: ItemSyntax | undefined;
  /** True if one of its clauses has an award. */
  readonly pays: boolean;
}

export interface Files {
  /** Imports before importers, depth first; the root last. */
  readonly files: readonly ProgramFile[];
  readonly problems: readonly ProgramProblem[];
}

/** The last part of a file's address, readable. */
export function fileName(uri: string): string {
  const last = uri.slice(uri.lastIndexOf('/') + 1);
  try {
    return decodeURIComponent(last);
  } catch {
    return last;
  }
}

interface Visit {
  readonly source: SourceFile;
  readonly currency: string;
  readonly imports: { readonly uri: string; readonly place: Place }[];
  readonly policy: ItemSyntax | undefined;
  pays: boolean;
  next: number;
}

export function collectFiles(
  root: string,
  source: (uri: string) => SourceFile | undefined,
  resolve: (fromUri: string, path: string) => ImportResult,
): Files {
  const problems: ProgramProblem[] = [];
  const files: ProgramFile[] = [];
  const visits = new Map<string, Visit>();
  const stack: Visit[] = [];
  const unreadable = (place: Place, path: string, code: 'missing' | 'outside' | 'unreadable' | 'conflict'): void => {
    problems.push(problem(place, { name: 'missing-import', data: { code, path } }));
  };

  const open = (file: SourceFile, importerCurrency: string): void => {
    const policies = file.tree.items.filter((p) => p.item.node.kind === 'policy').map((p) => p.item);
    for (const item of policies.slice(1)) {
      const first = policies[0];
      if (!first) break;
      const firstPlace: Place = { uri: file.uri, item: first, start: first.node.start, end: first.node.end };
      const place: Place = { uri: file.uri, item, start: item.node.start, end: item.node.end };
      problems.push(
        problem(
          place,
          { name: 'second-policy', data: { code: 'second' } },
          {
            related: [{ place: firstPlace, note: 'first-here', data: { name: '' } }],
            fixes: [{ title: 'remove-item', data: {}, edits: [{ place: { uri: file.uri, item, ...itemSpan(item) }, text: '' }] }],
          },
        ),
      );
    }
    const currency = currencyOfPolicy(policies[0]) ?? importerCurrency;
    const visit: Visit = { source: file, currency, imports: [], policy: policies[0], pays: false, next: 0 };
    for (const { item } of file.tree.items) {
      if (item.node.kind === 'clause' && !visit.pays) visit.pays = shapeOf(item).pays;
      if (item.node.kind !== 'import' || !item.node.path) continue;
      const { path } = item.node;
      const place: Place = { uri: file.uri, item, start: path.start, end: path.end };
      const result = resolve(file.uri, path.value);
      if ('error' in result) unreadable(place, path.value, result.error);
      else if (!visit.imports.some((i) => i.uri === result.uri)) visit.imports.push({ uri: result.uri, place });
    }
    visits.set(file.uri, visit);
    stack.push(visit);
  };

  const first = source(root);
  if (!first) return { files: [], problems };
  open(first, currencyWithoutImporter(first, source, resolve));
  for (let top = stack[stack.length - 1]; top; top = stack[stack.length - 1]) {
    const target = top.imports[top.next++];
    if (!target) {
      stack.pop();
      const { source: file, currency, imports, policy, pays } = top;
      files.push({ uri: file.uri, tree: file.tree, currency, imports, policy, pays });
      continue;
    }
    if (visits.has(target.uri)) continue;
    const file = source(target.uri);
    if (file) open(file, top.currency);
    else {
      const { node } = target.place.item;
      unreadable(target.place, node.kind === 'import' ? (node.path?.value ?? '') : '', 'unreadable');
      top.imports.splice(--top.next, 1);
    }
  }
  reportCircles(files, problems);
  return { files, problems };
}

/** One finding an import that leads back to its own file. */
function reportCircles(files: readonly ProgramFile[], problems: ProgramProblem[]): void {
  if (files.length === 1 && files[0]?.imports.length === 0) return;
  const byUri = new Map(files.map((f) => [f.uri, f]));
  const targets = (uri: string): string[] => byUri.get(uri)?.imports.map((i) => i.uri) ?? [];
  const part = new Map<string, number>();
  for (const [i, uris] of components([...byUri.keys()], targets).entries()) for (const uri of uris) part.set(uri, i);
  for (const file of files) {
    for (const { uri, place } of file.imports) {
      if (part.get(uri) !== part.get(file.uri)) continue;
      const way = wayBetween(uri, file.uri, byUri);
      if (!way) continue;
      const path = [file.uri, ...way].map(fileName);
      problems.push(problem(place, { name: 'circular-import', data: { code: 'circle', file: fileName(uri), path } }));
    }
  }
}

/** The shortest chain of imports from one file to another, both included. */
function wayBetween(from: string, to: string, files: ReadonlyMap<string, ProgramFile>): string[] | undefined {
  const before = new Map<string, string>();
  const queue = [from];
  const seen = new Set(queue);
  for (const uri of queue) {
    if (uri === to) {
      const way = [uri];
      for (let at = before.get(uri); at !== undefined; at = before.get(at)) way.unshift(at);
      return way;
    }
    for (const next of files.get(uri)?.imports ?? []) {
      if (seen.has(next.uri)) continue;
      seen.add(next.uri);
      before.set(next.uri, uri);
      queue.push(next.uri);
    }
  }
  return undefined;
}

/**
 * A file without a policy takes its importer's currency. Looked at on its own it has none: then that of the first policy that it imports
 * counts, else 元 unless the text of it and of its imports names other currencies only, of which it is the first.
 */
function currencyWithoutImporter(
  root: SourceFile,
  source: (uri: string) => SourceFile | undefined,
  resolve: (fromUri: string, path: string) => ImportResult,
): string {
  const files = [root];
  const seen = new Set([root.uri]);
  const named = new Set<string>();
  for (const file of files) {
    const policy = file.tree.items.find(({ item }) => item.node.kind === 'policy')?.item;
    if (policy) return currencyOfPolicy(policy) ?? 'CNY';
    for (const { item } of file.tree.items) {
      const { node } = item;
      for (const currency of currenciesIn(item)) named.add(currency);
      if (node.kind !== 'import' || !node.path) continue;
      const result = resolve(file.uri, node.path.value);
      const next = 'uri' in result && !seen.has(result.uri) ? source(result.uri) : undefined;
      if (!next) continue;
      seen.add(next.uri);
      files.push(next);
    }
  }
  const [first] = named;
  return first === undefined || named.has('CNY') ? 'CNY' : first;
}

/** What a policy's `currency` says; 元 if it says nothing, the money nearest to it if that is none (reported elsewhere); undefined without a policy. */
function currencyOfPolicy(item: ItemSyntax | undefined): string | undefined {
  if (item?.node.kind !== 'policy') return undefined;
  const field = item.node.fields.find((f) => f.field === 'currency' && f.currency);
  const unit = field?.currency && builtInUnit(field.currency.name);
  const currency = unit && currencyOf(unit.dimension);
  if (currency || !field?.currency) return currency ?? 'CNY';
  const [near] = nearest(field.currency.name, moneyNames);
  return currencyOf(builtInUnit(near ?? '元')?.dimension ?? 'CNY') ?? 'CNY';
}

/** The currency of the program's total, whether all that pays is of it, and the imports that lead elsewhere. */
export function totalCurrency(files: readonly ProgramFile[]): { currency: string; mixed: boolean; problems: ProgramProblem[] } {
  const root = files[files.length - 1];
  const paying = files.filter((f) => f.pays);
  const currency = (root?.pays ? root.currency : paying[0]?.currency) ?? root?.currency ?? 'CNY';
  const others = paying.filter((f) => f.currency !== currency);
  const problems: ProgramProblem[] = [];
  const byUri = new Map(files.map((f) => [f.uri, f]));
  const seen = new Set<Place>();
  for (const other of others) {
    const place = root?.imports.find((i) => wayBetween(i.uri, other.uri, byUri))?.place;
    if (!place || seen.has(place)) continue;
    seen.add(place);
    const data = { code: 'mixed', currency: other.currency, other: currency, file: fileName(other.uri) } as const;
    problems.push(problem(place, { name: 'mixed-currency', data }));
  }
  return { currency, mixed: others.length > 0, problems };
}
