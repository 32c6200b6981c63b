/**
 * Why: the configurations as one editor has them: what is typed into an open `clausewright.yaml` counts at once, and the findings of every file are
 * told as its configuration says.
 */
import { TextDocument, type TextDocumentContentChangeEvent } from 'vscode-languageserver-textdocument';
import { URI, Utils } from 'vscode-uri';
import { type ConfigProblem, Configs } from './config/configs';
import { placeOfValue } from './config/read';
import type { Finding } from './core/finding';
import { canonicalUri, isWithin } from './core/uris';
import type { Analysis, FileContent } from './core/workspace';
import { baselineSentence } from './explain/baselineFault';
import { relative, SessionBaselines } from './sessionBaseline';

/** What is asked of the session. */
export interface ConfigSurroundings {
  /** A file that no editor holds. Never throws. */
  read(uri: string): FileContent;
  /** Whether a file is still to come. */
  isAwaited(uri: string): boolean;
  /** The open folder that holds a file. */
  rootOf(uri: string): string | undefined;
  /** The first of the open folders. */
  firstFolder(): string | undefined;
}

const nothing: readonly Finding[] = [];

export class SessionConfig {
  readonly configs: Configs;
  /** By canonical URI: the configurations that the editor holds. */
  private readonly documents = new Map<string, TextDocument>();
  /** By list of findings. */
  private readonly lists = new WeakMap<
    readonly Finding[],
    { readonly config: unknown; readonly baseline: unknown; readonly told: readonly Finding[] }
  >();
  private readonly baselines: SessionBaselines;
  /** Those of the lists that a baseline lists. */
  private readonly listed = new WeakSet<Finding>();
  private language: { readonly chosen: 'en' | 'zh' | undefined } | undefined;

  constructor(private readonly around: ConfigSurroundings) {
    this.baselines = new SessionBaselines(around);
    this.configs = new Configs({
      read: (uri) => {
        const held = this.documents.get(uri);
        return held ? { text: held.getText() } : around.read(uri);
      },
      // Elsewhere than on this computer every step up is a question, and what lies above the folder is nobody's.
      topOf: (uri) => {
        const address = URI.parse(uri);
        return address.scheme === 'file' ? undefined : (around.rootOf(uri) ?? Utils.dirname(address).toString());
      },
    });
  }

  /** The language that the configuration of the first folder wants. */
  chosenLanguage(): 'en' | 'zh' | undefined {
    if (!this.language) {
      const folder = this.around.firstFolder();
      this.language = { chosen: folder === undefined ? undefined : this.configs.in(folder)?.language };
    }
    return this.language.chosen;
  }

  /** The configuration that an editor holds. */
  document(uri: string): TextDocument | undefined {
    return this.documents.get(canonicalUri(uri));
  }

  get openDocuments(): readonly TextDocument[] {
    return [...this.documents.values()];
  }

  /** @returns whether findings may be told otherwise now; so do the others that return a boolean */
  open(uri: string, languageId: string, version: number, text: string): boolean {
    return this.rethink(uri, () => this.documents.set(canonicalUri(uri), TextDocument.create(uri, languageId, version, text)));
  }

  change(uri: string, version: number, changes: readonly TextDocumentContentChangeEvent[]): boolean {
    const document = this.document(uri);
    return document !== undefined && this.rethink(uri, () => TextDocument.update(document, [...changes], version));
  }

  close(uri: string): boolean {
    return this.rethink(uri, () => this.documents.delete(canonicalUri(uri)));
  }

  /** A configuration came, went or is another on the disk. */
  changed(uri: string): boolean {
    return this.rethink(uri, () => undefined);
  }

  /** A folder came or went. */
  folderChanged(uri: string): boolean {
    const concerned = this.configs.all().some((one) => isWithin(uri, one));
    this.forget();
    return concerned;
  }

  /** A file came, went or is another on the disk, that may be a baseline. */
  baselineChanged(uri: string): boolean {
    const concerned = this.baselines.has(uri);
    if (concerned) this.baselines.forget();
    return concerned;
  }

  /** What is wrong in a configuration, open or not, and with the baseline that it names. */
  problemsOf(uri: string): readonly ConfigProblem[] {
    const problems = this.configs.problemsOf(uri) ?? [];
    const baseline = this.configs.at(uri)?.baseline;
    const problem = baseline === undefined ? undefined : this.baselines.at(baseline).problem;
    if (baseline === undefined || !problem || this.around.isAwaited(baseline)) return problems;
    const shown = relative(Utils.dirname(URI.parse(uri)).path, URI.parse(baseline).path);
    const place = placeOfValue(this.configs.textOf(uri), ['baseline']);
    return [...problems, { uri, ...place, message: (language) => sentence(baselineSentence(shown, problem, language), language) }];
  }

  /** Whether a finding that is told is known: a baseline lists it. */
  isKnown(finding: Finding): boolean {
    return this.listed.has(finding);
  }

  /** Everything is looked for anew when it is next asked for. */
  forget(): void {
    this.configs.forget();
    this.baselines.forget();
    this.language = undefined;
  }

  private rethink(uri: string, change: () => unknown): boolean {
    const key = canonicalUri(uri);
    const before = this.configs.loadedMeaning(key);
    change();
    this.forget();
    return this.configs.meaning(key) !== before;
  }

  /** Findings of a file as its configuration wants them told. The same list for the same list, while the configuration and its baseline are the same. */
  told(analysis: Analysis, findings: readonly Finding[]): readonly Finding[] {
    const { uri } = analysis;
    const config = this.configs.of(uri);
    if (!config || findings.length === 0) return findings;
    const baseline = config.baseline === undefined ? undefined : this.baselines.at(config.baseline);
    const last = this.lists.get(findings);
    if (last?.config === config && last.baseline === baseline) return last.told;
    const known = baseline && this.baselines.known(analysis, findings, baseline);
    const told = this.configs.covers(uri) ? this.leveled(uri, findings, known ?? new Set()) : nothing;
    this.lists.set(findings, { config, baseline, told });
    return told;
  }

  private leveled(uri: string, findings: readonly Finding[], known: ReadonlySet<Finding>): readonly Finding[] {
    let others = false;
    const told = findings.flatMap((finding): Finding[] => {
      const severity = this.configs.level(uri, finding);
      if (severity === finding.severity && !known.has(finding)) return [finding];
      others = true;
      if (severity === 'off') return [];
      // One of this list: the same finding is in the next one perhaps not known any more.
      const own = { ...finding, severity };
      if (known.has(finding)) this.listed.add(own);
      return [own];
    });
    return others ? told : findings;
  }
}

/** One of its own, where elsewhere it stands behind others. */
function sentence(words: string, language: 'en' | 'zh'): string {
  const end = /[?？]$/.test(words) ? '' : language === 'zh' ? '。' : '.';
  return `${words.charAt(0).toUpperCase()}${words.slice(1)}${end}`;
}
