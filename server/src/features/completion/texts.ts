/** Why: texts that name something: the file that is imported, the example that another is like. */

import { CompletionItemKind } from 'vscode-languageserver';
import { isWithin, resolvePath } from '../../core/uris';
import type { Session } from '../../session';
import type { Candidate } from './candidate';

/** Titles of the file's examples, but for the one that is being written. */
export function titleCandidates(titles: readonly string[], own: string | undefined): Candidate[] {
  return [...new Set(titles)]
    .filter((title) => title !== own)
    .map((title, order) => ({
      label: title,
      kind: CompletionItemKind.Reference,
      rank: 0,
      order,
      insert: title.replace(/[\\"]/g, '\\$&'),
      subject: { of: 'symbol', key: `example:${title}` },
    }));
}

/**
 * One step of a path: the policy files and folders in the folder that is written so far.
 * @param folder what stands before the last `/`, that included; '' before the first
 */
export function pathCandidates(session: Session, from: string, folder: string): Candidate[] {
  const base = resolvePath(from, folder === '' ? '.' : folder);
  if (base === undefined) return [];
  const root = session.files.rootOf(from);
  const found = new Map<string, Candidate>();
  const add = (label: string, kind: CompletionItemKind, rank: number): void => {
    found.set(label, { label, kind, rank, order: found.size });
  };
  for (const uri of session.files.all()) {
    if (uri === from || !isWithin(base, uri)) continue;
    const path = decodeURIComponent(uri.slice(base.endsWith('/') ? base.length : base.length + 1));
    const slash = path.indexOf('/');
    const step = folder === '' ? './' : '';
    if (slash < 0) add(step + path, CompletionItemKind.File, 0);
    else if (!found.has(`${step}${path.slice(0, slash)}/`)) add(`${step}${path.slice(0, slash)}/`, CompletionItemKind.Folder, 1);
  }
  // One folder up, as long as that is in the folder that is open.
  const up = /^(?:\.\.\/)*$/.test(folder) ? resolvePath(from, `${folder}..`) : undefined;
  if (root !== undefined && up !== undefined && (up === root || isWithin(root, up))) add('../', CompletionItemKind.Folder, 2);
  return [...found.values()];
}
