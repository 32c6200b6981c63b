/** Why: which policy files the open folders hold, so that a name is followed into files that no editor has open. */
import { canonicalUri, isWithin } from './core/uris';

export interface FolderHost {
  list(folder: string): readonly string[];
}

/** The folders are read when somebody first asks, and kept by what the editor tells of files that come and go. */
export class FolderFiles {
  /** Canonical URIs. */
  private folders: readonly string[] = [];
  private known: Set<string> | undefined;

  constructor(private readonly host: FolderHost) {}

  changeFolders(added: readonly string[], removed: readonly string[] = []): void {
    const gone = new Set(removed.map(canonicalUri));
    this.folders = [...new Set([...this.folders.filter((folder) => !gone.has(folder)), ...added.map(canonicalUri)])];
    this.known = undefined;
  }

  /** The innermost open folder that holds the file; undefined where none does. */
  rootOf(uri: string): string | undefined {
    return this.folders.filter((folder) => isWithin(folder, uri)).sort((a, b) => b.length - a.length)[0];
  }

  /** Canonical URIs, in order. */
  all(): readonly string[] {
    this.known ??= new Set(this.folders.flatMap((folder) => this.host.list(folder).map(canonicalUri)).sort());
    return [...this.known];
  }

  /** A file came or went, as an editor that watches the folders tells. */
  changed(uri: string, exists: boolean): void {
    const key = canonicalUri(uri);
    if (!this.known || !this.rootOf(key)) return;
    if (exists) this.known.add(key);
    else this.known.delete(key);
  }
}
