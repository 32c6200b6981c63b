/**
 * Why: what one editor has open, and what is known of it: the texts as the editor holds them, the analysis behind them, and the places
 * of the one in the terms of the other (lines and characters here, offsets there).
 */
import type { ClientCapabilities, Connection, Diagnostic, Location, Range, TextDocumentContentChangeEvent } from 'vscode-languageserver';
import { TextDocument } from 'vscode-languageserver-textdocument';
import { isConfig } from './config/configs';
import type { ExampleResult } from './core/evaluate/incremental';
import { evaluate } from './core/evaluate/index';
import type { Evaluation } from './core/evaluate/values';
import type { FileRange, Finding } from './core/finding';
import type { FileTree } from './core/syntax/tree';
import { canonicalUri, isWithin } from './core/uris';
import { type Analysis, type FileContent, Workspace } from './core/workspace';
import { Differences } from './differences/differences';
import type { Past } from './differences/past';
import { FolderFiles } from './folderFiles';
import { FolderFindings } from './folderFindings';
import { isComplete, type LateFiles } from './late';
import { Pace } from './pace';
import { DocumentProofs, type ProvingHost } from './proofs';
import { defaultSettings, type InitializationOptions, languageOf, type Settings } from './protocol';
import { SessionConfig } from './sessionConfig';

/** What differs between the places where the server runs. Nothing here may throw. */
export interface ServerHost extends ProvingHost {
  /** A file that no editor holds. */
  read(uri: string): FileContent;
  /** The policy files (`.clause`, `.clause.md`) in a folder and below it, as URIs, folder by folder; hidden folders and `node_modules` are left out. */
  list(folder: string): Iterable<readonly string[]>;
  /** The address of the page that explains a finding; undefined where there is none to open. */
  page(finding: string, language: 'en' | 'zh'): string | undefined;
  /** Earlier versions of files; undefined where there are none. */
  readonly past?: Past;
  /** Files that are not there when they are asked for, but come later; undefined where every file is read at once. */
  readonly late?: LateFiles;
  /** What the client said as it started. */
  started?(options: InitializationOptions): void;
}

/** Longer texts are not analysed while they are typed: no policy comes near. UTF-16 units. */
const longestText = 8 * 1024 * 1024;

/** Trees that are kept between requests; at some 230 kB for 100 lines, some 120 MB. */
const mostTrees = 500;

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
  options: InitializationOptions = {};
  workspace: Workspace;
  /** The policy files in the folders that are open. */
  readonly files: FolderFiles;
  /** Their findings. */
  readonly findings = new FolderFindings<Diagnostic>();
  /** What the folders want of their policies. */
  readonly config: SessionConfig;
  /** What is proved of the open documents. */
  readonly proofs = new DocumentProofs(this);
  /** What they pay against earlier versions. */
  readonly differences = new Differences(this);
  /** What the client can do, as it says when it starts. */
  client: ClientCapabilities = {};
  /** The client says that it goes: what is waiting is answered. */
  ended = false;
  /** Work-done progress and partial results, sent to the client. Set by the wiring. */
  onProgress: (token: string | number, value: unknown) => void = () => undefined;
  /** Asks the client for a place to show progress under a token of ours; false where it has none. Set by the wiring. */
  onProgressWanted: (token: string) => Promise<boolean> = async () => false;
  /** A bug, for the log. Set by the wiring. */
  onBug: (what: string, error: unknown) => void = () => undefined;
  /** What is shown of the open files may read differently now, although no text changed. Set by the wiring. */
  onRestate: () => void = () => undefined;
  /** Tells the author something in a message of the editor. Set by the wiring. */
  tell: (message: string, kind: 'information' | 'warning') => void = () => undefined;
  /** By canonical URI. A document's own `uri` is the client's spelling. */
  private readonly documents = new Map<string, TextDocument>();
  /** Titles of the examples that the author selected, by canonical URI. */
  private readonly chosen = new Map<string, string>();
  /** The file that no editor holds of which a place was asked for last: where its lines begin is known then. */
  private closed: TextDocument | undefined;
  private readonly traces = new WeakMap<ExampleResult, Evaluation>();

  /** What the client was last told of each open document when it asked for its findings; by canonical URI. */
  readonly pulled = new Map<string, { readonly version: number; readonly resultId: string }>();
  /** What was first answered of the present version of each open document; by canonical URI. */
  private readonly shown = new Map<string, { readonly version: number; readonly analysis: Analysis }>();
  /** Files that were closed: where no folder has them, who shows their findings is told that there are none any more. Canonical URIs. */
  readonly departed = new Set<string>();
  /** Every spelling under which the client has opened a document; by canonical URI. */
  private readonly spellings = new Map<string, Set<string>>();

  constructor(
    readonly host: ServerHost,
    readonly pace: Pace = new Pace(),
  ) {
    this.files = new FolderFiles(host);
    this.config = new SessionConfig({
      // A configuration is asked for with every finding: where the host fails it is none, and its bug is told once a file.
      read: (uri) => {
        try {
          return host.read(uri);
        } catch (error) {
          this.onBug(`reading ${uri}`, error);
          return { error: 'missing' };
        }
      },
      isAwaited: (uri) => host.late?.isAwaited(uri) ?? false,
      rootOf: (uri) => this.files.rootOf(uri),
      firstFolder: () => this.files.first,
    });
    this.workspace = this.newWorkspace();
  }

  private newWorkspace(): Workspace {
    return new Workspace({ read: (uri) => this.host.read(uri), rootOf: (uri) => this.files.rootOf(uri) });
  }

  /** The folders that are open now. Which imports are allowed hangs on them, so everything is looked at anew. */
  changeFolders(added: readonly string[], removed: readonly string[] = []): void {
    this.files.changeFolders(added, removed);
    this.config.forget();
    this.workspace = this.newWorkspace();
    for (const document of this.documents.values()) this.hold(document);
    this.findings.touchAll();
  }

  private hold(document: TextDocument): void {
    this.workspace.setText(document.uri, isTooLarge(document) ? undefined : document.getText());
  }

  get language(): 'en' | 'zh' {
    const { messageLanguage } = this.settings;
    const configured = messageLanguage === 'auto' ? this.config.chosenLanguage() : undefined;
    return configured ?? languageOf(messageLanguage, this.locale);
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
    const imports = (one: string): boolean => this.workspace.mayImport(one) && this.workspace.closure(one).includes(key);
    return [...known].filter((one) => one === key || (this.findings.restOn(one, key) ?? imports(one)));
  }

  /** Between requests: what they looked at is forgotten where it grows too much and no open document rests on it. */
  tidy(): void {
    this.workspace.tidy(mostTrees, () => this.heldFiles());
  }

  /**
   * @returns the spelling under which the client had the document open till now, where it is another: to the server they are one
   * document, and its findings are told under the newest name
   */
  open(uri: string, languageId: string, version: number, text: string): string | undefined {
    if (isConfig(uri)) {
      this.reconfigured(this.config.open(uri, languageId, version, text));
      return undefined;
    }
    const key = canonicalUri(uri);
    const before = this.documents.get(key);
    this.spellings.set(key, (this.spellings.get(key) ?? new Set()).add(uri));
    this.rethink(key, () => {
      const document = TextDocument.create(uri, languageId, version, text);
      this.documents.set(key, document);
      this.hold(document);
    });
    this.pulled.delete(key);
    this.shown.delete(key);
    this.departed.delete(key);
    return before && before.uri !== uri ? before.uri : undefined;
  }

  /**
   * The changes are of the text that the messages so far have made, whatever number the client gives the version: to leave one out would
   * put all later ones in the wrong place. Changes of a document that is not open are of a client that lost count: they are ignored.
   */
  change(uri: string, version: number, changes: readonly TextDocumentContentChangeEvent[]): void {
    if (isConfig(uri)) {
      this.reconfigured(this.config.change(uri, version, changes));
      return;
    }
    const key = canonicalUri(uri);
    const document = this.documents.get(key);
    if (!document) return;
    TextDocument.update(document, [...changes], version);
    this.hold(document);
    this.proofs.stop(key);
    this.differences.stop(key);
    this.findings.touch(key);
  }

  /** @returns the spelling under which its findings were told; undefined where it was not open, or still is under another spelling */
  close(uri: string): string | undefined {
    const key = canonicalUri(uri);
    const config = this.config.document(key);
    if (config) {
      this.reconfigured(this.config.close(uri));
      this.departed.add(key);
      return config.uri;
    }
    const document = this.documents.get(key);
    const spellings = this.spellings.get(key);
    if (!document || (spellings?.delete(uri) && spellings.size > 0)) return undefined;
    this.spellings.delete(key);
    this.rethink(key, () => {
      this.documents.delete(key);
      this.workspace.setText(key, undefined);
    });
    this.pulled.delete(key);
    this.shown.delete(key);
    this.proofs.forget(key);
    this.differences.forget(key);
    this.departed.add(key);
    return document.uri;
  }

  /** Something on disk changed, came or went: a file, or a folder with all that is in it. */
  watched(uri: string, exists: boolean): void {
    const key = canonicalUri(uri);
    if (isConfig(key)) {
      this.host.late?.changed(key);
      this.reconfigured(this.config.changed(key));
      return;
    }
    const meant = new Set(this.files.changed(uri, exists));
    if (!meant.has(key) && !exists) {
      for (const one of this.findings.readIn(key)) meant.add(one);
      for (const one of this.workspace.held) if (isWithin(key, one)) meant.add(one);
    }
    if (!meant.has(key)) {
      this.host.late?.changed(key);
      const isBaseline = this.config.baselineChanged(key);
      this.reconfigured(this.config.folderChanged(key) || isBaseline, false);
    }
    for (const one of meant) {
      this.host.late?.changed(one);
      this.reread(one);
    }
  }

  /** The host would give the file another text now. */
  reread(key: string): void {
    if (isConfig(key)) this.reconfigured(this.config.changed(key));
    else if (this.config.baselineChanged(key)) this.reconfigured(true);
    else if (this.workspace.changed(key)) this.findings.touch(key);
  }

  /** Findings may be told otherwise: those of all files are made again. @param wakes whether what is wrong in a configuration may be other, too */
  private reconfigured(isOther: boolean, wakes = true): void {
    if (isOther) {
      this.findings.touchAll();
      this.onRestate();
    } else if (wakes) this.findings.changed();
  }

  /** Does what may give a file another text; findings that rest on it are forgotten if it does. */
  private rethink(key: string, change: () => void): void {
    const concerned = this.findings.concerns(key);
    const before = concerned ? this.workspace.textOf(key) : undefined;
    change();
    if (concerned && this.workspace.textOf(key) !== before) this.findings.touch(key);
    else this.findings.changed();
  }

  /** Earlier versions of files, where there are any. */
  get past(): Past | undefined {
    return this.options.noGit ? undefined : this.host.past;
  }

  get openDocuments(): readonly TextDocument[] {
    return [...this.documents.values()];
  }

  /** The document that an editor holds, analysed or not. */
  document(uri: string): TextDocument | undefined {
    return this.documents.get(canonicalUri(uri));
  }

  /** The files that open documents rest on, themselves included: what is known of them is kept. Canonical URIs. */
  heldFiles(): ReadonlySet<string> {
    return new Set([...this.documents.keys()].flatMap((key) => this.workspace.closure(key)));
  }

  /** The document that an editor holds, with its analysis; undefined where it holds none, or one that is too large to be analysed. */
  at(uri: string): OpenFile | undefined {
    const key = canonicalUri(uri);
    const document = this.documents.get(key);
    if (!document || isTooLarge(document)) return undefined;
    const analysis = this.workspace.analyse(key);
    const { version } = document;
    if (this.shown.get(key)?.version !== version) this.shown.set(key, { version, analysis });
    return { document, analysis };
  }

  /**
   * Whether the document, its own text being as it was, is read otherwise than when its editor was answered, or when this was last asked:
   * another file, or the disk, is not as it was. @throws where the analysis does
   */
  isReadOtherwise(document: TextDocument): boolean {
    const key = canonicalUri(document.uri);
    const last = this.shown.get(key);
    const file = this.at(key);
    if (!file) return false;
    this.shown.set(key, { version: document.version, analysis: file.analysis });
    return last?.version === document.version && last.analysis !== file.analysis;
  }

  /** The findings of a file as they are told now: with what is proved of it, as its configuration says. Sorted by place. */
  findingsOf(analysis: Analysis): readonly Finding[] {
    return this.config.told(analysis, this.proofs.findings(analysis));
  }

  /** False while files that the findings of a file rest on are still to come. */
  isComplete(uri: string): boolean {
    const { late } = this.host;
    return !late || (isComplete(late, this.workspace, uri) && !this.config.configs.lookedFor(uri).some((one) => late.isAwaited(one)));
  }

  /** A place of any file, as editors name it. */
  location(range: FileRange): Location {
    const held = this.documents.get(canonicalUri(range.uri));
    if (held) return { uri: held.uri, range: rangeIn(held, range) };
    const text = this.workspace.textOf(range.uri) ?? '';
    if (this.closed?.uri !== range.uri || this.closed.getText() !== text) this.closed = TextDocument.create(range.uri, 'clause', 0, text);
    return { uri: range.uri, range: rangeIn(this.closed, range) };
  }
}

export function rangeIn(document: TextDocument, range: { readonly start: number; readonly end: number }): Range {
  return { start: document.positionAt(range.start), end: document.positionAt(range.end) };
}

export function traceOf(error: unknown): string {
  return error instanceof Error ? (error.stack ?? error.message) : String(error);
}

/** Answers with `otherwise` where `body` throws: a bug is logged, and the author goes on working. */
export function guarded<T>(connection: Connection, what: string, otherwise: T, body: () => T): T {
  try {
    return body();
  } catch (error) {
    connection.console.error(`${what}: ${traceOf(error)}`);
    return otherwise;
  }
}
