/** Why: which policy files the open folders hold, so that a name is followed into files that no editor has open. */
import { canonicalUri, isWithin } from './core/uris';

export interface FolderHost {
  /** The policy files in a folder and below it, as URIs, folder by folder, so that a large tree can be walked in slices. */
  list(folder: string): Iterable<readonly string[]>;
}

/** Hidden folders, and those of packages, hold no author's files. */
const passedOver = /\/(\.[^/]*|node_modules)\//;
const policyFile = /\.clause(\.md)?$/i;

/** The folders are read when somebody first asks, and kept by what the editor tells of files that come and go. */
export class FolderFiles {
  /** Canonical URIs. */
  private folders: readonly string[] = [];
  private known: Set<string> | undefined;
  private sorted: readonly string[] | undefined;
  /** What came or went while the folders were being walked; undefined while nobody walks. */
  private late: { readonly uri: string; readonly exists: boolean }[] | undefined;
  /** Counts the sets of folders, so that a walk knows that it was for others. */
  private generation = 0;

  constructor(private readonly host: FolderHost) {}

  changeFolders(added: readonly string[], removed: readonly string[] = []): void {
    const gone = new Set(removed.map(canonicalUri));
    this.folders = [...new Set([...this.folders.filter((folder) => !gone.has(folder)), ...added.map(canonicalUri)])];
    this.forget();
  }

  /** The host would list others now: the folders are read again when somebody asks. */
  forget(): void {
    this.known = undefined;
    this.sorted = undefined;
    this.late = undefined;
    this.generation++;
  }

  /** URIs of the folders that are open. */
  get open(): readonly string[] {
    return this.folders;
  }

  /** The first of the folders that are open. */
  get first(): string | undefined {
    return this.folders[0];
  }

  /** The innermost open folder that holds the file; undefined where none does. */
  rootOf(uri: string): string | undefined {
    return this.folders.filter((folder) => isWithin(folder, uri)).sort((a, b) => b.length - a.length)[0];
  }

  /** Canonical URIs, in order. */
  all(): readonly string[] {
    this.known ??= new Set(this.folders.flatMap((folder) => [...this.host.list(folder)].flat().map(canonicalUri)));
    this.sorted ??= [...this.known].sort();
    return this.sorted;
  }

  /** Reads the folders so that {@link all} need not. @param pause is awaited after every folder of the tree */
  async listed(pause: () => Promise<unknown>): Promise<void> {
    while (!this.known) {
      const { generation } = this;
      const found = new Set<string>();
      this.late = [];
      for (const folder of this.folders) {
        for (const files of this.host.list(folder)) {
          for (const file of files) found.add(canonicalUri(file));
          await pause();
          if (this.known || generation !== this.generation) break;
        }
      }
      if (this.known) return;
      if (generation !== this.generation) continue;
      this.known = found;
      this.sorted = undefined;
      const late = this.late ?? [];
      this.late = undefined;
      for (const { uri, exists } of late) this.changed(uri, exists);
    }
  }

  /** Whether the file, if it is there, is one of the folders'. */
  covers(uri: string): boolean {
    const key = canonicalUri(uri);
    const root = this.rootOf(key);
    return root !== undefined && policyFile.test(key) && !passedOver.test(key.slice(root.length));
  }

  /**
   * Something came or went, as an editor that watches the folders tells: a file, or a folder with all that is in it.
   * @returns the policy files that it means, as canonical URIs; also those that are in no open folder
   */
  changed(uri: string, exists: boolean): readonly string[] {
    const key = canonicalUri(uri);
    this.late?.push({ uri, exists });
    const root = this.rootOf(key);
    if (policyFile.test(key)) {
      if (this.covers(key)) this.set(key, exists);
      return [key];
    }
    if (!root || passedOver.test(`${key.slice(root.length)}/`)) return [];
    if (exists) {
      const came = [...this.host.list(key)].flat().map(canonicalUri);
      for (const file of came) this.set(file, true);
      return came;
    }
    const gone = [...(this.known ?? [])].filter((file) => isWithin(key, file));
    for (const file of gone) this.set(file, false);
    return gone;
  }

  private set(key: string, exists: boolean): void {
    if (!this.known || this.known.has(key) === exists) return;
    if (exists) this.known.add(key);
    else this.known.delete(key);
    this.sorted = undefined;
  }
}
