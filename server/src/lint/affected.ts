/**
 * Why: after a small change to a large repository few files have to be judged: those that changed, and those that import one that did, directly
 * or through others. Which these are is found without parsing the rest.
 */
import { canonicalUri, fileName } from '../core/uris';
import { Workspace } from '../core/workspace';
import type { Revision } from '../git/revision';
import type { NodeHost } from '../host/nodeHost';

/** What is written in another way in a string, or ends it: of names with it nothing is known from the text alone. */
// biome-ignore lint/suspicious/noControlCharactersInRegex: a name may hold a line break
const WRITTEN_OTHERWISE = /["“”\\\u0000-\u001f]/;

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
      if (!word.test((workspace.textOf(uri) ?? '').normalize('NFC'))) return true;
      if (!workspace.reads(uri).some((read) => touched.has(read))) return true;
      affected.add(uri);
      touch(uri, added);
      return false;
    });
    names = added;
  }
  return affected;
}

/** The last part of the path, as texts write it. */
const nameOf = (uri: string): string => fileName(uri).normalize('NFC');

/** Finds any of the names in a text; matches every text where a name may be written in several ways. */
function wordOf(names: ReadonlySet<string>): RegExp {
  const all = [...names];
  if (all.some((name) => WRITTEN_OTHERWISE.test(name))) return /(?:)/;
  return new RegExp(all.map((name) => name.replace(/[\\^$.*+?()[\]{}|/-]/g, '\\$&')).join('|'), 'i');
}
