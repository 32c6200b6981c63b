/** URIs as keys: one spelling a file, relative import paths, containment in a folder. */
import { URI, Utils } from 'vscode-uri';

/** One spelling for each file, however an editor or a host escapes it. */
export function canonicalUri(uri: string): string {
  let canonical = canonicals.get(uri);
  if (canonical === undefined) {
    canonical = URI.parse(uri).toString();
    if (canonicals.size >= MOST_KEPT) canonicals.clear();
    canonicals.set(uri, canonical);
  }
  return canonical;
}

/** Asked again and again for every file of a folder; reading an address takes microseconds. */
const canonicals = new Map<string, string>();
const MOST_KEPT = 20_000;

/** The file that `path` names, seen from the file `from`. Only relative paths name files. */
export function resolvePath(from: string, path: string): string | undefined {
  if (path === '' || path.includes('\0') || /^([a-zA-Z][\w+.-]*:|[/\\])/.test(path)) return undefined;
  return Utils.resolvePath(Utils.dirname(URI.parse(from)), path.replaceAll('\\', '/')).toString();
}

/** Whether `uri` lies in the folder (or below it). */
export function isWithin(folder: string, uri: string): boolean {
  const base = URI.parse(folder);
  const file = URI.parse(uri);
  const prefix = base.path.endsWith('/') ? base.path : `${base.path}/`;
  return base.scheme === file.scheme && base.authority === file.authority && file.path.startsWith(prefix);
}

/** The last part of the path, for messages. */
export function fileName(uri: string): string {
  return Utils.basename(URI.parse(uri));
}

/** Markdown with the policy in its fences. */
export function isLiterate(uri: string): boolean {
  return URI.parse(uri).path.toLowerCase().endsWith('.clause.md');
}
