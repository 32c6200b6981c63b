/**
 * Why: the one place where files are read under Node, for the command line and for the language server alike. Text is UTF-8 or it is
 * refused: a file in another encoding is named as such and never shown as mojibake.
 */
import { type Dirent, readdirSync, readFileSync, realpathSync, statSync } from 'node:fs';
import { basename, dirname, join, relative, resolve, sep } from 'node:path';
import { URI } from 'vscode-uri';
import type { Host } from '../core/workspace';

/** Larger files are refused: no policy comes near, and a generated one is better split. Bytes. */
export const MAX_FILE_BYTES = 8 * 1024 * 1024;

export type ReadError = 'missing' | 'not-utf8' | 'unreadable' | 'too-large';

/** What a file that is not UTF-8 looks like; a guess, shown as one. */
export type EncodingGuess = 'utf-16' | 'gbk' | 'binary' | 'unknown';

export interface FileText {
  /** Without its byte-order mark. */
  readonly text: string;
  /** True where the file began with a byte-order mark (kept when the file is written back). */
  readonly bom: boolean;
}

export interface FileTrouble {
  readonly error: ReadError;
  /** For `not-utf8`. */
  readonly encoding?: EncodingGuess;
  /** For `not-utf8`: the offset of the first byte that UTF-8 does not allow, from 0. */
  readonly byte?: number;
  /** For `not-utf8`: its line, from 1. */
  readonly line?: number;
  /** For `too-large`: the file's size in bytes. */
  readonly size?: number;
  /** For `unreadable`: the system's code, e.g. `EACCES`, `EISDIR`. */
  readonly code?: string;
}

/** Strict UTF-8: no replacement characters, a leading byte-order mark taken off. A NUL is no text either. */
export function decodeUtf8(bytes: Uint8Array): FileText | FileTrouble {
  const bom = bytes.length >= 3 && bytes[0] === 0xef && bytes[1] === 0xbb && bytes[2] === 0xbf;
  try {
    const text = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(bom ? bytes.subarray(3) : bytes);
    const nul = text.indexOf('\0');
    if (nul < 0) return { text, bom };
    return { error: 'not-utf8', ...placeOf(bytes, bytes.indexOf(0)), encoding: guess(bytes) };
  } catch {
    return { error: 'not-utf8', ...placeOf(bytes, firstInvalid(bytes)), encoding: guess(bytes) };
  }
}

function placeOf(bytes: Uint8Array, byte: number): { byte: number; line: number } {
  let line = 1;
  for (let i = 0; i < byte; i++) if (bytes[i] === 0x0a) line++;
  return { byte, line };
}

/** The first byte at which the bytes stop being UTF-8 (RFC 3629: no overlong forms, no surrogates, nothing above U+10FFFF). */
function firstInvalid(bytes: Uint8Array): number {
  let i = 0;
  while (i < bytes.length) {
    const lead = bytes[i] ?? 0;
    if (lead < 0x80) {
      i++;
      continue;
    }
    const more = lead >= 0xc2 && lead <= 0xdf ? 1 : lead >= 0xe0 && lead <= 0xef ? 2 : lead >= 0xf0 && lead <= 0xf4 ? 3 : 0;
    if (more === 0) return i;
    for (let k = 1; k <= more; k++) {
      const next = bytes[i + k] ?? 0;
      const low = k === 1 && lead === 0xe0 ? 0xa0 : k === 1 && lead === 0xf0 ? 0x90 : 0x80;
      const high = k === 1 && lead === 0xed ? 0x9f : k === 1 && lead === 0xf4 ? 0x8f : 0xbf;
      if (next < low || next > high) return i;
    }
    i += more + 1;
  }
  return Math.max(0, bytes.length - 1);
}

function guess(bytes: Uint8Array): EncodingGuess {
  const [a, b] = [bytes[0], bytes[1]];
  if ((a === 0xff && b === 0xfe) || (a === 0xfe && b === 0xff)) return 'utf-16';
  const head = bytes.subarray(0, 4096);
  let odd = 0;
  let even = 0;
  let control = 0;
  for (let i = 0; i < head.length; i++) {
    const value = head[i] ?? 0;
    if (value === 0) i % 2 === 0 ? even++ : odd++;
    else if (value < 0x20 && value !== 0x09 && value !== 0x0a && value !== 0x0d && value !== 0x0c) control++;
  }
  // Text of Latin letters and line ends in UTF-16 has a zero in every other byte, and hardly any on the other side.
  if (Math.max(odd, even) > head.length / 8 && Math.min(odd, even) * 10 <= Math.max(odd, even)) return 'utf-16';
  if (odd + even > 0 || control > head.length / 50) return 'binary';
  try {
    new TextDecoder('gbk', { fatal: true }).decode(bytes);
    return 'gbk';
  } catch {
    return 'unknown';
  }
}

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
  return way === '' || (way !== '..' && !way.startsWith(`..${sep}`) && resolve(folder, way) === resolve(path) && !/^[A-Za-z]:/.test(way));
}

/**
 * The file system as the workspace sees it. Imports may not leave the roots: `..` is judged by the workspace on addresses, symbolic links
 * here on what they lead to.
 */
export class NodeHost implements Host {
  private roots: readonly { readonly uri: string; readonly real: string }[] = [];
  private readonly allowed = new Set<string>();

  /** @param folders paths of the folders that imports may not leave */
  constructor(folders: readonly string[]) {
    this.setRoots(folders);
  }

  setRoots(folders: readonly string[]): void {
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
