/**
 * Why: what a folder wants of its policies is written once, in `clausewright.yaml`, and read alike by the editor and the command line. Pure:
 * files are read through a host.
 */
import { URI, Utils } from 'vscode-uri';
import type { Finding } from '../core/finding';
import { canonicalUri, isWithin } from '../core/uris';
import type { FileContent } from '../core/workspace';
import { groupOf, isLocked, type Level } from './names';
import { type Matcher, matcherOf } from './patterns';
import { type ConfigProblem, unreadable } from './problems';
import { readConfig } from './read';
import type { ConfigData } from './shape';

export type { Level } from './names';
export type { ConfigProblem } from './problems';

export const configName = 'clausewright.yaml';

/** Whether a file is a configuration, by its name. */
export const isConfig = (uri: string): boolean => Utils.basename(URI.parse(uri)) === configName;

/** One `clausewright.yaml`, as far as others than {@link Configs} need it. */
export interface Config {
  readonly uri: string;
  /** The language of messages. */
  readonly language?: 'en' | 'zh';
  /** The URI of the baseline. */
  readonly baseline?: string;
}

export interface ConfigHost {
  /** Never throws. */
  read(uri: string): FileContent;
  /** The URI of the folder beyond which nothing is looked for; undefined: everything up to the root. */
  topOf?(uri: string): string | undefined;
}

export interface ConfigOptions {
  /** The URI of the one configuration that counts for every file; `null`: none counts. Else the nearest upwards from each file. */
  readonly only?: string | null;
}

/** A configuration with what follows from it. */
interface Known extends Config {
  /** Its text; undefined where it cannot be read. */
  readonly text: string | undefined;
  readonly problems: readonly ConfigProblem[];
  readonly data: ConfigData;
  readonly include: Matcher | undefined;
  readonly exclude: Matcher | undefined;
  readonly overrides: readonly { readonly takes: Matcher; readonly severity: Severities }[];
}

type Severities = NonNullable<ConfigData['severity']>;

/** The configurations that are found upwards from files. Each is read once, until {@link forget}. */
export class Configs {
  /** By the URI of a folder: the configuration that counts in it. */
  private readonly folders = new Map<string, Known | undefined>();
  /** By URI: what was read, also before {@link forget}, so that what did not change stays the same object. */
  private readonly read = new Map<string, Known>();
  /** Those that count now. */
  private readonly current = new Map<string, Known>();

  constructor(
    readonly host: ConfigHost,
    readonly options: ConfigOptions = {},
  ) {}

  /** The configuration of a file: the nearest upwards from it. It counts alone: those further up are not read. */
  of(uri: string): Config | undefined {
    return this.known(uri);
  }

  /** The configuration that would count for a file in the folder. */
  in(folder: string): Config | undefined {
    return this.known(`${canonicalUri(folder).replace(/\/$/, '')}/${configName}`);
  }

  /** What a finding in the file is told as. */
  level(uri: string, finding: Pick<Finding, 'name' | 'severity'>): Level {
    if (isLocked(finding.name)) return finding.severity;
    const config = this.known(uri);
    if (!config || (config.overrides.length === 0 && !config.data.severity)) return finding.severity;
    const path = config.overrides.length > 0 ? pathIn(config, uri) : undefined;
    const tables = config.overrides.filter(({ takes }) => path !== undefined && takes(path)).map(({ severity }) => severity);
    for (const table of [...tables.reverse(), config.data.severity ?? {}]) {
      const level = table[finding.name] ?? table[groupOf(finding.name)];
      if (level !== undefined) return level;
    }
    return finding.severity;
  }

  /** Whether the patterns of the file's configuration take the file in. What lies outside of its folder is taken in by no pattern of it. */
  covers(uri: string): boolean {
    const config = this.known(uri);
    if (!config?.include && !config?.exclude) return true;
    const path = pathIn(config, uri);
    if (path === undefined) return true;
    return (config.include?.(path) ?? true) && !config.exclude?.(path);
  }

  /** What is wrong in the configurations that were read so far, file by file, in the order in which they were read. */
  problems(): readonly ConfigProblem[] {
    return [...this.current.values()].flatMap(({ problems }) => problems);
  }

  /** The text of a configuration that was read; for showing problems. */
  textOf(uri: string): string {
    return this.current.get(canonicalUri(uri))?.text ?? '';
  }

  /** The configurations that were read, and are there. */
  all(): readonly string[] {
    return [...this.current.keys()];
  }

  /** One configuration by its own address: what is wrong in it, whether it counts for a file or not. Undefined where there is none. */
  problemsOf(uri: string): readonly ConfigProblem[] | undefined {
    return this.load(canonicalUri(uri))?.problems;
  }

  /** A configuration by its own address. */
  at(uri: string): Config | undefined {
    return this.load(canonicalUri(uri));
  }

  /** The addresses at which the configuration of a file was looked for. */
  lookedFor(uri: string): readonly string[] {
    if (this.options.only !== undefined) return this.options.only === null ? [] : [this.options.only];
    const found = this.known(uri);
    const looked: string[] = [];
    for (const folder of this.foldersOf(uri)) {
      const at = configIn(folder);
      looked.push(at);
      if (at === found?.uri) break;
    }
    return looked;
  }

  /** As {@link meaning}, of what was read; empty where it was not, or there was none. */
  loadedMeaning(uri: string): string {
    const known = this.current.get(canonicalUri(uri));
    return known ? JSON.stringify(known.data) : '';
  }

  /** Says the same where, and only where, a configuration says the same of every file. */
  meaning(uri: string): string {
    const known = this.load(canonicalUri(uri));
    return known ? JSON.stringify(known.data) : '';
  }

  /** Files came, went or changed: everything is read again when it is next asked for. */
  forget(): void {
    this.folders.clear();
    this.current.clear();
  }

  private known(uri: string): Known | undefined {
    const { only } = this.options;
    if (only === null) return undefined;
    if (only !== undefined) return this.load(canonicalUri(only));
    const passed: string[] = [];
    let found: Known | undefined;
    for (const folder of this.foldersOf(uri)) {
      if (this.folders.has(folder)) {
        found = this.folders.get(folder);
        break;
      }
      passed.push(folder);
      found = this.load(configIn(folder));
      if (found) break;
    }
    for (const folder of passed) this.folders.set(folder, found);
    return found;
  }

  /** The folder of the file, and those above it. */
  private *foldersOf(uri: string): Generator<string> {
    const top = this.host.topOf?.(uri);
    const file = canonicalUri(uri);
    for (let at = file.lastIndexOf('/'), root = rootLength(file); root >= 0 && at >= root; at = file.lastIndexOf('/', at - 1)) {
      const folder = file.slice(0, at);
      yield folder;
      if (top !== undefined && !isWithin(top, `${folder}/`)) return;
      if (top !== undefined && folder === canonicalUri(top).replace(/\/$/, '')) return;
    }
  }

  private load(uri: string): Known | undefined {
    const now = this.current.get(uri);
    if (now) return now;
    const content = this.host.read(uri);
    if ('error' in content && content.error === 'missing') return undefined;
    const before = this.read.get(uri);
    const same = 'text' in content && before?.text === content.text;
    const known = same ? before : knownOf(uri, content, before);
    this.read.set(uri, known);
    this.current.set(uri, known);
    return known;
  }
}

/** Of `file:///a/b` the place behind which the path begins. */
function rootLength(uri: string): number {
  return uri.indexOf('/', uri.indexOf('://') + 3);
}

const configIn = (folder: string): string => `${folder}/${configName}`;

/** The path of a file from the configuration's folder, as it is written in patterns; undefined where the file lies elsewhere. */
function pathIn(config: Config, uri: string): string | undefined {
  const folder = URI.parse(config.uri).path.replace(/[^/]*$/, '');
  const { path } = URI.parse(uri);
  return path.startsWith(folder) ? path.slice(folder.length) : undefined;
}

/** @param before what was known of it: a text that is no YAML leaves in force what was there before */
function knownOf(uri: string, content: FileContent, before: Known | undefined): Known {
  if ('error' in content) {
    const message = unreadable(content.error === 'missing' ? 'unreadable' : content.error);
    return { ...made(uri, before?.data ?? {}), text: undefined, problems: [{ uri, start: 0, end: 0, message }] };
  }
  const { data, problems } = readConfig(content.text);
  return { ...made(uri, data ?? before?.data ?? {}), text: content.text, problems: problems.map((one) => ({ uri, ...one })) };
}

function made(uri: string, data: ConfigData): Omit<Known, 'text' | 'problems'> {
  const { files, overrides = [], language, baseline } = data;
  return {
    uri,
    data,
    ...(language ? { language } : {}),
    ...(baseline === undefined ? {} : { baseline: Utils.resolvePath(Utils.dirname(URI.parse(uri)), baseline).toString() }),
    include: files?.include && matcherOf(files.include),
    exclude: files?.exclude && matcherOf(files.exclude),
    overrides: overrides.map((one) => ({ takes: matcherOf(one.files), severity: one.severity })),
  };
}
