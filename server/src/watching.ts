/**
 * Why: what happens on the disk is told by the editor, of what it is asked to watch: policies and what they rest on in the open folders, and
 * configurations above these, which count as well. Each folder above is watched by itself, without what else is in it, where the client can.
 * So is where git keeps the HEAD of a repository around the open folders, or of a second work tree.
 */
import {
  type Connection,
  DidChangeWatchedFilesNotification,
  type Disposable,
  type FileSystemWatcher,
  WatchKind,
} from 'vscode-languageserver';
import { URI, Utils } from 'vscode-uri';
import { configName } from './config/configs';
import { headFiles, headNames } from './differences/past';
import type { Session } from './session';

const patterns = ['**/*.clause', '**/*.clause.md', `**/${configName}`, '**/*baseline*.json', ...headFiles];
const inFolders: FileSystemWatcher[] = [
  ...patterns.map((globPattern) => ({ globPattern })),
  // Of a folder that comes or goes an editor tells no more than that.
  { globPattern: '**/*', kind: WatchKind.Create | WatchKind.Delete },
];

/** On this computer only: elsewhere nothing above the open folders counts. @param folders URIs of the open folders */
function above(folders: readonly string[]): FileSystemWatcher[] {
  const found = new Set<string>();
  for (const folder of folders) {
    let below = URI.parse(folder);
    if (below.scheme !== 'file') continue;
    for (let at = Utils.dirname(below); at.path !== below.path; at = Utils.dirname(at)) {
      found.add(at.toString());
      below = at;
    }
  }
  return [...found].map((baseUri) => ({ globPattern: { baseUri, pattern: configName } }));
}

export class Watching {
  /** What is watched above the folders that were open last; set once the client is ready to be asked. */
  private registered: Promise<Disposable | undefined> | undefined;

  constructor(
    private readonly connection: Connection,
    private readonly session: Session,
  ) {}

  begin(): void {
    if (!this.session.client.workspace?.didChangeWatchedFiles?.dynamicRegistration) return;
    void this.watch(inFolders);
    this.registered = Promise.resolve(undefined);
    this.foldersChanged();
  }

  foldersChanged(): void {
    if (!this.session.client.workspace?.didChangeWatchedFiles?.relativePatternSupport) return;
    const watchers = above(this.session.files.open);
    this.registered = this.registered?.then((last) => {
      last?.dispose();
      return watchers.length > 0 ? this.watch(watchers) : undefined;
    });
  }

  /** @param uri where git keeps what files are compared with */
  gitFolder(uri: string): void {
    const { dynamicRegistration, relativePatternSupport } = this.session.client.workspace?.didChangeWatchedFiles ?? {};
    if (!dynamicRegistration || !relativePatternSupport || this.session.files.rootOf(uri) !== undefined) return;
    void this.watch(headNames.map((pattern) => ({ globPattern: { baseUri: uri, pattern } })));
  }

  /** Where the client refuses, it is noticed later: when something else makes that the files are read again. */
  private watch(watchers: FileSystemWatcher[]): Promise<Disposable | undefined> {
    return this.connection.client.register(DidChangeWatchedFilesNotification.type, { watchers }).catch(() => undefined);
  }
}
