/** Why: files of a commit are judged as those on the disk are. What is the same on the disk is read there, without asking git. */
import type { Host } from '../core/workspace';
import { type NodeHost, pathOf, readText } from '../host/nodeHost';
import { decodeUtf8, type FileText, type FileTrouble, MAX_FILE_BYTES } from '../host/utf8';
import { GitTrouble } from './git';
import type { Resolved, Revision } from './revision';

export class RevisionHost implements Host {
  private readonly allowed = new Set<string>();

  constructor(
    private readonly revision: Revision,
    /** Of the disk as it is now. */
    private readonly now: NodeHost,
  ) {}

  /** What another thread needs to make the same. */
  get made(): { readonly commit: string; readonly cwd: string; readonly now: NodeHost['made']; readonly allowed: readonly string[] } {
    const { commit, cwd } = this.revision;
    return { commit, cwd, now: this.now.made, allowed: [...this.allowed] };
  }

  /** The user named this file: it is read wherever its links lead. */
  allow(uri: string): void {
    this.allowed.add(uri);
  }

  rootOf(uri: string): string | undefined {
    return this.now.rootOf(uri);
  }

  /** Never throws. */
  read(uri: string): FileText | { text: string } | FileTrouble {
    const path = this.revision.pathOf(uri);
    if (path === undefined) return this.now.read(uri);
    try {
      const found = this.revision.resolve(path);
      if (found.kind === 'missing') return { error: 'missing' };
      if (found.kind === 'unreadable') return { error: 'unreadable', code: found.code };
      if (this.leadsOut(uri, path, found)) return { error: 'unreadable', code: 'a link that leads out of the folder' };
      if (!found.touched && this.revision.isWatched(found.path)) {
        const same = readText(pathOf(this.revision.uriOf(found.path)) ?? '');
        // A sparse checkout has not all files.
        if (!('error' in same) || same.error !== 'missing') return same;
      }
      const bytes = this.revision.bytes(found.entry);
      if (!bytes) return { error: 'missing' };
      return bytes.length > MAX_FILE_BYTES ? { error: 'too-large', size: bytes.length } : decodeUtf8(bytes);
    } catch (error) {
      if (error instanceof GitTrouble) return { error: 'unreadable', code: 'git' };
      throw error;
    }
  }

  private leadsOut(uri: string, path: string, found: Resolved & { kind: 'file' }): boolean {
    if (found.path === path || this.allowed.has(uri)) return false;
    const root = this.now.rootOf(uri);
    const top = root === undefined ? undefined : this.revision.pathOf(root);
    if (top === undefined || top === '') return false;
    return path.startsWith(`${top}/`) && !found.path.startsWith(`${top}/`);
  }
}
