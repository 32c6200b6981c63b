/**
 * Why: which policy of one state is which of the other, and which of them can differ at all: their own text, or one that they import. Files are
 * matched by path, then as git saw them move, then by equal text, then by the items that they have in common.
 */
import { itemNames } from '../../core/lint/fingerprint';
import { canonicalUri } from '../../core/uris';
import { Workspace } from '../../core/workspace';
import { alikeFiles } from '../../lint/alike';
import type { PolicyFile } from '../files';
import type { Chosen, Tree } from './trees';

/** A policy that both states have. */
export interface Pair {
  readonly a: PolicyFile;
  readonly b: PolicyFile;
}

export interface Pairs {
  /** Those whose text changed, or that of something they import. */
  readonly changed: readonly Pair[];
  readonly unchanged: readonly Pair[];
  readonly added: readonly PolicyFile[];
  readonly removed: readonly PolicyFile[];
}

export function pairsOf({ a, b, renames }: Chosen): Pairs {
  const [inA, inB] = [new Side(a), new Side(b)];
  const matched = matchFiles(inA, inB, renames);
  const other = { a: new Map(matched.map((p) => [p.a, p.b])), b: new Map(matched.map((p) => [p.b, p.a])) };
  /** Files whose text the other state does not have in their place. */
  const touched = {
    a: new Set([...a.files.values()].filter((file) => !same(inA.text(file), other.a.get(file), inB)).map(uriOf)),
    b: new Set([...b.files.values()].filter((file) => !same(inB.text(file), other.b.get(file), inA)).map(uriOf)),
  };
  const one = a.files.size === 1 && b.files.size === 1;
  if (touched.a.size + touched.b.size === 0 && !one) {
    // Nothing has to be parsed to see that.
    return { changed: [], unchanged: matched, added: [], removed: [] };
  }
  const roots = { a: one ? new Set(a.files.values()) : inA.roots(), b: one ? new Set(b.files.values()) : inB.roots() };
  const policies = matched.filter((pair) => roots.a.has(pair.a) || roots.b.has(pair.b));
  const isChanged = (pair: Pair): boolean =>
    inA.reads(pair.a).some((uri) => touched.a.has(uri)) ||
    inB.reads(pair.b).some((uri) => touched.b.has(uri)) ||
    // What a folder does not hold may be imported all the same.
    inA.reads(pair.a).length !== inB.reads(pair.b).length;
  const changed = policies.filter((pair) => isChanged(pair) || outsideDiffers(pair, inA, inB));
  // In a circle of imports nobody is a root.
  const reached = new Set([...changed.flatMap((p) => inB.reads(p.b)), ...[...roots.b].flatMap((file) => inB.reads(file))]);
  const lost = matched.filter((p) => touched.b.has(uriOf(p.b)) && !reached.has(uriOf(p.b)) && !policies.includes(p));
  const all = new Set([...changed, ...lost]);
  return {
    changed: [...all],
    unchanged: policies.filter((pair) => !all.has(pair)),
    added: [...b.files.values()].filter((file) => !other.b.has(file) && roots.b.has(file)),
    removed: [...a.files.values()].filter((file) => !other.a.has(file) && roots.a.has(file)),
  };
}

/** Files that are read and do not belong to the state: of two folders each may import what stands beside it. */
function outsideDiffers({ a, b }: Pair, inA: Side, inB: Side): boolean {
  const outside = (side: Side, file: PolicyFile): string[] => side.reads(file).filter((uri) => !side.isOwn(uri));
  const [x, y] = [outside(inA, a), outside(inB, b)];
  return x.length !== y.length || x.some((uri, n) => inA.textAt(uri) !== inB.textAt(y[n] ?? ''));
}

function same(text: string | undefined, counterpart: PolicyFile | undefined, there: Side): boolean {
  return counterpart !== undefined && text !== undefined && there.text(counterpart) === text;
}

/** One state, with what its files say and import. */
class Side {
  private readonly workspace: Workspace;
  private readonly own: ReadonlySet<string>;

  constructor(readonly tree: Tree) {
    this.workspace = new Workspace(tree.host);
    for (const { uri } of tree.files.values()) tree.host.allow(uri);
    this.own = new Set([...tree.files.values()].map(uriOf));
  }

  text(file: PolicyFile): string | undefined {
    return this.workspace.textOf(file.uri);
  }
  textAt(uri: string): string | undefined {
    return this.workspace.textOf(uri);
  }
  isOwn(uri: string): boolean {
    return this.own.has(uri);
  }

  /** Canonical URIs, its own among them. */
  reads(file: PolicyFile): readonly string[] {
    return this.workspace.mayImport(file.uri) ? this.workspace.reads(file.uri) : [uriOf(file)];
  }

  /** Files that no other imports, and those that are a policy by themselves; not those that only hold examples of such. */
  roots(): ReadonlySet<PolicyFile> {
    const imported = new Set<string>();
    for (const file of this.tree.files.values()) for (const uri of this.reads(file)) if (uri !== uriOf(file)) imported.add(uri);
    const isRoot = (file: PolicyFile): boolean =>
      imported.has(uriOf(file)) ? this.kinds(file.uri).has('policy') : !this.isOfExamples(file);
    return new Set([...this.tree.files.values()].filter(isRoot));
  }

  private kinds(uri: string): ReadonlySet<string> {
    return new Set(this.workspace.syntax(uri)?.items.map(({ item }) => item.node.kind));
  }

  /** A file of examples says nothing of awards that the policy which it imports does not. */
  private isOfExamples(file: PolicyFile): boolean {
    const kinds = this.kinds(file.uri);
    return (
      kinds.has('example') &&
      kinds.has('import') &&
      [...kinds].every((kind) => ['example', 'import', 'section', 'qualitative'].includes(kind)) &&
      this.reads(file).some((uri) => uri !== uriOf(file) && this.isOwn(uri) && this.kinds(uri).has('policy'))
    );
  }

  items(file: PolicyFile): ReadonlySet<string> {
    const tree = this.workspace.syntax(file.uri);
    return tree ? itemNames(tree) : new Set();
  }
}

function matchFiles(a: Side, b: Side, renames: ReadonlyMap<string, string>): Pair[] {
  const found = new Map<PolicyFile, PolicyFile>();
  const taken = new Set<PolicyFile>();
  const take = (x: PolicyFile | undefined, y: PolicyFile | undefined): void => {
    if (!x || !y || taken.has(x) || found.has(y)) return;
    found.set(y, x);
    taken.add(x);
  };
  const { files: before } = a.tree;
  const { files: after } = b.tree;
  // A file that moved away has left its name to another, perhaps.
  for (const [now, was] of renames) take(before.get(was), after.get(now));
  for (const [key, y] of after) take(before.get(key), y);
  const leftA = () => [...before.values()].filter((x) => !taken.has(x));
  const leftB = () => [...after.values()].filter((y) => !found.has(y));
  for (const y of leftB()) {
    const text = b.text(y);
    if (text !== undefined && text.trim() !== '')
      take(
        leftA().find((x) => a.text(x) === text),
        y,
      );
  }
  const alike = alikeFiles(
    leftA().map((file) => ({ file, items: a.items(file) })),
    leftB().map((file) => ({ file, items: b.items(file) })),
  );
  for (const [x, y] of alike) take(x, y);
  return [...after.values()].flatMap((y) => {
    const x = found.get(y);
    return x ? [{ a: x, b: y }] : [];
  });
}

const uriOf = (file: PolicyFile): string => canonicalUri(file.uri);
