/** Why: the one place where files are read under Node, for the command line and for the language server alike. */
import { type Dirent, readdirSync, readFileSync, realpathSync, statSync } from 'node:fs';
import { basename, dirname, isAbsolute, join, relative, resolve, sep } from 'node:path';
import { URI } from 'vscode-uri';
import { canonicalUri } from '../core/uris';
import type { Host } from '../core/workspace';
import { decodeUtf8, type FileText, type FileTrouble, MAX_FILE_BYTES } from './utf8';

export { decodeUtf8, type FileTrouble, MAX_FILE_BYTES } from './utf8';

/** Reads a path as UTF-8. Never throws. */
export function readText(path: string): FileText | FileTrouble {
  try {
    const info = statSync(path);
    if (info.isDirectory()) return { error: 'unreadable', code: 'EISDIR' };
    // A pipe or a device has no size, and reading one could wait for ever.
    if (!info.isFile()) return { error: 'unreadable', code: 'not a file' };
    if (info.size > MAX_FILE_BYTES) return { error: 'too-large', size: info.size };
    return decodeUtf8(readFileSync(path));
  } catch (error) {
    const code = (error as NodeJS.ErrnoException).code ?? 'unknown';
    return code === 'ENOENT' || code === 'ENOTDIR' ? { error: 'missing' } : { error: 'unreadable', code };
  }
}

/** The path with every symbolic link followed; of what does not exist, the part that does. */
function real(path: string): string {
  try {
    return realpathSync(path);
  } catch {
    const parent = dirname(path);
    return parent === path ? path : join(real(parent), basename(path));
  }
}

/** True where `path` is `folder` or lies in it. Both absolute. */
export function contains(folder: string, path: string): boolean {
  const way = relative(folder, path);
  return way === '' || (way !== '..' && !way.startsWith(`..${sep}`) && !isAbsolute(way));
}

/**
 * The file system as the workspace sees it. Imports may not leave the roots: `..` is judged by the workspace on addresses, symbolic links
 * here on what they lead to.
 */
export class NodeHost implements Host {
  private roots: readonly { readonly uri: string; readonly real: string }[] = [];
  private folders: readonly string[] = [];
  private readonly allowed = new Set<string>();
  private readonly texts = new Map<string, string>();

  /**
   * @param folders paths of the folders that imports may not leave
   * @param texts what files say, by URI, instead of what is on the disk
   */
  constructor(folders: readonly string[], texts: Iterable<readonly [string, string]> = []) {
    this.setRoots(folders);
    for (const [uri, text] of texts) this.setText(uri, text);
  }

  /** The same, with these texts instead of what is on the disk. */
  with(texts: Iterable<readonly [string, string]>): NodeHost {
    const { folders, texts: all, allowed } = this.made;
    const host = new NodeHost(folders, [...all, ...texts]);
    for (const uri of allowed) host.allow(uri);
    return host;
  }

  /** What another thread needs to make the same. */
  get made(): {
    readonly folders: readonly string[];
    readonly texts: readonly (readonly [string, string])[];
    readonly allowed: readonly string[];
  } {
    return { folders: this.folders, texts: [...this.texts], allowed: [...this.allowed] };
  }

  /** What the file says, be it on the disk or not. */
  setText(uri: string, text: string): void {
    this.texts.set(canonicalUri(uri), text);
  }

  setRoots(folders: readonly string[]): void {
    this.folders = folders;
    this.roots = folders.map((folder) => ({ uri: URI.file(resolve(folder)).toString(), real: real(resolve(folder)) }));
  }

  /** The user named this file: it is read wherever its links lead. */
  allow(uri: string): void {
    this.allowed.add(uri);
  }

  /** The root that holds the file; else the first (a file from elsewhere imports nothing but from there). */
  rootOf(uri: string): string | undefined {
    const path = pathOf(uri) ?? '';
    const holding = this.roots.filter((root) => contains(pathOf(root.uri) ?? '', path)).sort((a, b) => b.uri.length - a.uri.length);
    return (holding[0] ?? this.roots[0])?.uri;
  }

  /** A file by its URI; only `file:` is known. Never throws. */
  read(uri: string): { text: string } | FileTrouble {
    const text = this.texts.size > 0 ? this.texts.get(canonicalUri(uri)) : undefined;
    if (text !== undefined) return { text };
    const path = pathOf(uri);
    if (path === undefined) return { error: 'unreadable', code: 'not a file: address' };
    if (!this.allowed.has(uri) && this.leadsOut(path)) return { error: 'unreadable', code: 'a link that leads out of the folder' };
    return readText(path);
  }

  /** True for what lies in a root by its name but, through a symbolic link, in none by its place. */
  private leadsOut(path: string): boolean {
    if (!this.roots.some((root) => contains(pathOf(root.uri) ?? '', path))) return false;
    const place = real(path);
    return !this.roots.some((root) => contains(root.real, place));
  }
}

/** The path of a `file:` URI, or undefined. */
export function pathOf(uri: string): string | undefined {
  const parsed = URI.parse(uri);
  return parsed.scheme === 'file' ? parsed.fsPath : undefined;
}

/** Folders that hold no author's files. */
function isPassedOver(name: string): boolean {
  return name.startsWith('.') || name === 'node_modules';
}

/** The policy files in a folder and below it, as paths, folder by folder. Links to folders are not followed; what cannot be read is left out. */
export function* walkPolicyFiles(folder: string): Generator<readonly string[]> {
  const waiting = [folder];
  for (let next = waiting.pop(); next !== undefined; next = waiting.pop()) {
    let entries: Dirent[] = [];
    try {
      entries = readdirSync(next, { withFileTypes: true });
    } catch {
      continue;
    }
    const found: string[] = [];
    for (const entry of entries) {
      const path = join(next, entry.name);
      if (entry.isDirectory()) {
        if (!isPassedOver(entry.name)) waiting.push(path);
      } else if (/\.clause(\.md)?$/i.test(entry.name)) found.push(path);
    }
    yield found;
  }
}
