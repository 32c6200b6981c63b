/**
 * Why: what one editor has open, and what is known of it: the texts as the editor holds them, the analysis behind them, and the places
 * of the one in the terms of the other (lines and characters here, offsets there).
 */
import type { Connection, InitializeParams, Location, Range, TextDocumentContentChangeEvent } from 'vscode-languageserver';
import { TextDocument } from 'vscode-languageserver-textdocument';
import type { ExampleResult } from './core/evaluate/incremental';
import { evaluate } from './core/evaluate/index';
import type { Evaluation } from './core/evaluate/values';
import type { FileRange } from './core/finding';
import type { FileTree } from './core/syntax/tree';
import { canonicalUri } from './core/uris';
import { type Analysis, type FileContent, Workspace } from './core/workspace';
import { FolderFiles } from './folderFiles';
import { defaultSettings, type InitializationOptions, languageOf, type Settings } from './protocol';

/** What differs between the places where the server runs. Nothing here may throw. */
export interface ServerHost {
  /** A file that no editor holds. */
  read(uri: string): FileContent;
  /** The policy files (`.clause`, `.clause.md`) in a folder and below it, as URIs; hidden folders and `node_modules` are left out. */
  list(folder: string): readonly string[];
  /** The address of the page that explains a finding; undefined where there is none to open. */
  page(finding: string, language: 'en' | 'zh'): string | undefined;
}

/** Longer texts are not analysed while they are typed: no policy comes near. UTF-16 units. */
const longestText = 8 * 1024 * 1024;

export function isTooLarge(document: TextDocument): boolean {
  return document.getText().length > longestText;
}

/** A document that an editor holds, with what is known of it. */
export interface OpenFile {
  readonly document: TextDocument;
  readonly analysis: Analysis;
}

export class Session {
  settings: Settings = defaultSettings;
  locale: string | undefined;
  /** What the client asked for when it started the server. */
  client: InitializationOptions = {};
  /** What the client can show, as it said itself. */
  capabilities: InitializeParams['capabilities'] = {};
  workspace: Workspace;
  /** The policy files in the folders that are open. */
  readonly files: FolderFiles;
  /** What is shown of the open files may read differently now, although no text changed. Set by the wiring. */
  onRestate: () => void = () => undefined;
  /** Tells the author something in a message of the editor. Set by the wiring. */
  tell: (message: string, kind: 'information' | 'warning') => void = () => undefined;
  /** By canonical URI. A document's own `uri` is the client's spelling. */
  private readonly documents = new Map<string, TextDocument>();
  /** Titles of the examples that the author selected, by canonical URI. */
  private readonly chosen = new Map<string, string>();
  private readonly traces = new WeakMap<ExampleResult, Evaluation>();

  constructor(readonly host: ServerHost) {
    this.files = new FolderFiles(host);
    this.workspace = this.newWorkspace();
  }

  private newWorkspace(): Workspace {
    return new Workspace({ read: (uri) => this.host.read(uri), rootOf: (uri) => this.files.rootOf(uri) });
  }

  /** The folders that are open now. Which imports are allowed hangs on them, so everything is looked at anew. */
  changeFolders(added: readonly string[], removed: readonly string[] = []): void {
    this.files.changeFolders(added, removed);
    this.workspace = this.newWorkspace();
    for (const document of this.documents.values()) this.hold(document);
  }

  private hold(document: TextDocument): void {
    this.workspace.setText(document.uri, isTooLarge(document) ? undefined : document.getText());
  }

  get language(): 'en' | 'zh' {
    return languageOf(this.settings.messageLanguage, this.locale);
  }

  /** The language in which new text is written: that of the file's keywords; in a file that has none yet, the setting's or the editor's. */
  contentLanguage(tree?: FileTree): 'en' | 'zh' {
    const shows = tree?.items.some(({ item }) => item.node.kind !== 'broken');
    return tree && shows ? tree.keywordLanguage : languageOf(this.settings.contentLanguage, this.locale);
  }

  /** Selects an example of the file by its title; undefined: the file's first again. */
  select(uri: string, title: string | undefined): void {
    if (title === undefined) this.chosen.delete(canonicalUri(uri));
    else this.chosen.set(canonicalUri(uri), title);
    this.onRestate();
  }

  /** The example whose values are shown in the file: the selected one, else (also while the selected one is gone) the file's first. */
  selected(analysis: Analysis): ExampleResult | undefined {
    const title = this.chosen.get(analysis.uri);
    return (title !== undefined && analysis.examples.find(({ example }) => example.title === title)) || analysis.examples[0];
  }

  /** An example's evaluation with the trace of every value; made when first asked for. */
  traced(analysis: Analysis, result: ExampleResult): Evaluation {
    const known = this.traces.get(result) ?? evaluate(analysis.program, result.applicant, { trace: true });
    this.traces.set(result, known);
    return known;
  }

  /**
   * The files that are programs with the file in them: itself, and every file of the open folders, or open in the editor, that imports it,
   * directly or through others. Canonical URIs.
   */
  programsWith(uri: string): readonly string[] {
    const key = canonicalUri(uri);
    const known = new Set([key, ...this.documents.keys(), ...this.files.all()]);
    return [...known].filter((one) => one === key || (this.workspace.mayImport(one) && this.workspace.closure(one).includes(key)));
  }

  /** @throws TypeError where a client sends something else than the protocol says, before anything is changed */
  open(uri: string, languageId: string, version: number, text: string): void {
    if (typeof uri !== 'string' || typeof version !== 'number' || typeof text !== 'string')
      throw new TypeError('a document wants a uri, a version and a text');
    const document = TextDocument.create(uri, languageId, version, text);
    this.documents.set(canonicalUri(uri), document);
    this.hold(document);
  }

  /** Changes of a document that is not open are of a client that lost count: they are ignored. */
  change(uri: string, version: number, changes: readonly TextDocumentContentChangeEvent[]): void {
    const document = this.documents.get(canonicalUri(uri));
    if (!document) return;
    TextDocument.update(document, [...changes], version);
    this.hold(document);
  }

  close(uri: string): void {
    this.documents.delete(canonicalUri(uri));
    this.workspace.setText(uri, undefined);
  }

  get openDocuments(): readonly TextDocument[] {
    return [...this.documents.values()];
  }

  /** The document that an editor holds, with its analysis; undefined where it holds none, or one that is too large to be analysed. */
  at(uri: string): OpenFile | undefined {
    const document = this.documents.get(canonicalUri(uri));
    return document && !isTooLarge(document) ? { document, analysis: this.workspace.analyse(uri) } : undefined;
  }

  /** A place of any file, as editors name it. */
  location(range: FileRange): Location {
    const held = this.documents.get(canonicalUri(range.uri));
    if (held) return { uri: held.uri, range: rangeIn(held, range) };
    const { text } = this.workspace.analyse(range.uri);
    return { uri: range.uri, range: rangeIn(TextDocument.create(range.uri, 'clause', 0, text), range) };
  }
}

export function rangeIn(document: TextDocument, range: { readonly start: number; readonly end: number }): Range {
  return { start: document.positionAt(range.start), end: document.positionAt(range.end) };
}

/** Answers with `otherwise` where `body` throws: a bug is logged, and the author goes on working. */
export function guarded<T>(connection: Connection, what: string, otherwise: T, body: () => T): T {
  try {
    return body();
  } catch (error) {
    connection.console.error(`${what}: ${error instanceof Error ? (error.stack ?? error.message) : String(error)}`);
    return otherwise;
  }
}
