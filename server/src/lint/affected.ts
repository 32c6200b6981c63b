/**
 * Why: after a small change to a large repository few files have to be judged: those that changed, and those that import one that did, directly
 * or through others. Which these are is found without parsing the rest.
 */
import { canonicalUri } from '../core/uris';
import { Workspace } from '../core/workspace';
import type { Revision } from '../git/revision';
import type { NodeHost } from '../host/nodeHost';

/** Names that stand in a text as they are, so that a file whose text does not hold them imports nothing of this name. */
const PLAIN = /^[\w .()+,@=-]+$/;

export function affectedFiles(uris: readonly string[], revision: Revision, host: NodeHost, held: ReadonlySet<string>): Set<string> {
  const affected = new Set<string>();
  /** What came, went or changed, by canonical URI, and their names. */
  const touched = new Set<string>();
  let names = new Set<string>();
  const touch = (uri: string, into: Set<string>): void => {
    touched.add(canonicalUri(uri));
    into.add(nameOf(uri));
  };
  for (const path of revision.changed) touch(revision.uriOf(path), names);
  const rest: string[] = [];
  for (const uri of uris) {
    const path = revision.pathOf(uri);
    const before = path === undefined ? undefined : revision.resolve(path);
    if (before?.kind === 'file' && !before.touched && !held.has(canonicalUri(uri))) {
      rest.push(uri);
      continue;
    }
    affected.add(uri);
    touch(uri, names);
  }
  if (rest.length === 0 || names.size === 0) return affected;
  const workspace = new Workspace(host);
  for (const uri of rest) host.allow(uri);
  let open = rest.filter((uri) => workspace.mayImport(uri));
  // Who imports an affected file is affected; that goes on until nothing is added.
  while (names.size > 0 && open.length > 0) {
    const word = wordOf(names);
    const added = new Set<string>();
    open = open.filter((uri) => {
      if (!word.test(workspace.textOf(uri) ?? '')) return true;
      if (!workspace.reads(uri).some((read) => touched.has(read))) return true;
      affected.add(uri);
      touch(uri, added);
      return false;
    });
    names = added;
  }
  return affected;
}

function nameOf(uri: string): string {
  const path = decodeURIComponent(uri.slice(uri.lastIndexOf('/') + 1));
  return path.toLowerCase();
}

/** Finds any of the names in a text; everything where a name may be written in several ways. */
function wordOf(names: ReadonlySet<string>): RegExp {
  const all = [...names];
  if (!all.every((name) => PLAIN.test(name))) return /(?:)/;
  return new RegExp(all.map((name) => name.replace(/[.()+]/g, '\\$&')).join('|'), 'i');
}
