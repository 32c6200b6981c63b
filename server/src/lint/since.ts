/** Why: a reviewer wants to know what a change adds: the findings that an earlier revision did not have, wherever the text of either moved. */
import { identitiesOf, itemNames } from '../core/lint/fingerprint';
import { type Renames, renamedPaths, renamesOf, type Versions } from '../core/lint/renames';
import { canonicalUri } from '../core/uris';
import { Workspace } from '../core/workspace';
import { GitTrouble } from '../git/git';
import { Repository } from '../git/repository';
import { Revision } from '../git/revision';
import { RevisionHost } from '../git/revisionHost';
import { type BaseNote, gitSentence, noteSentence } from '../git/sentences';
import type { NodeHost } from '../host/nodeHost';
import type { ProvingHost } from '../proofs';
import { affectedFiles } from './affected';
import { alikeFiles } from './alike';
import { type JudgeEachOptions, judgeEach } from './all';
import { matchFigures } from './figures';
import { matchInPlace, matchMovedItems, matchRenamedItems, matchRenamedWords, type Pair } from './freshness';
import type { JudgedFile, JudgedFinding } from './judged';

/** The revision that a run is compared with. */
export interface Base {
  /** As the user named it. */
  readonly revision: string;
  /** What the files are compared with: the commit at which this history left that of the revision. Forty hexadecimal digits. */
  readonly commit: string;
  /** Sentences on what the user should know of the comparison, e.g. that the clone is shallow. More may come by `fresh`. */
  readonly notes: readonly string[];
  /** Of these files (URIs) those in which there may be something new: their text, or one that they import, is another than in the base. */
  affected(uris: readonly string[]): ReadonlySet<string>;
  /** The findings that the base does not have. `judged` are affected files as they are now. May be asked again after they changed. */
  fresh(judged: ReadonlyMap<string, JudgedFile>, proving: ProvingHost, options: JudgeEachOptions): Promise<Fresh>;
}

/** What is new, by the file and the fingerprint, so that copies of findings are known too. */
export interface Fresh {
  has(one: JudgedFinding): boolean;
}

/** What stands in the way, in the reader's language. */
export class BaseTrouble extends Error {}

/** @throws BaseTrouble without git, outside of a repository, where there is no such revision, or where the clone is too shallow to have it */
export function openBase(revision: string, cwd: string, host: NodeHost, language: 'en' | 'zh'): Base {
  return inWords(language, () => {
    const repository = Repository.around(cwd);
    const named = repository.commitOf(revision);
    const [common, ...more] = repository.mergeBases(named).slice(0, MOST_BASES);
    const baseAt = (commit: string) => new GitBase(revision, commit, new Revision(repository, commit, cwd), host, language);
    const base = baseAt(common ?? named);
    if (common === undefined) base.note({ code: repository.shallow ? 'shallow' : 'unrelated', revision, commit: named });
    return more.length === 0 ? base : severalBases(base, more.map(baseAt));
  });
}

/** Of histories that met again and again the last meetings tell enough. */
const MOST_BASES = 4;

/** What both histories share has come to them by several ways; new is what none of these had. */
function severalBases(first: Base, others: readonly Base[]): Base {
  const all = [first, ...others];
  return {
    revision: first.revision,
    commit: first.commit,
    get notes() {
      return [...new Set(all.flatMap(({ notes }) => notes))];
    },
    affected(uris) {
      const each = all.map((base) => base.affected(uris));
      return new Set(uris.filter((uri) => each.every((affected) => affected.has(uri))));
    },
    async fresh(judged, proving, options) {
      const each: Fresh[] = [];
      for (const base of all) each.push(await base.fresh(judged, proving, options));
      return { has: (one) => each.every((fresh) => fresh.has(one)) };
    },
  };
}

function inWords<T>(language: 'en' | 'zh', work: () => T): T {
  try {
    return work();
  } catch (error) {
    throw error instanceof GitTrouble ? new BaseTrouble(gitSentence(error.fault, language)) : error;
  }
}

class GitBase implements Base {
  readonly notes: string[] = [];
  private readonly past: RevisionHost;
  private readonly judgements = new Map<string, JudgedFile>();
  /** From the URI now to that in the base, of files that git does not know again. */
  private readonly moved = new Map<string, string>();

  constructor(
    readonly revision: string,
    readonly commit: string,
    private readonly files: Revision,
    private readonly now: NodeHost,
    private readonly language: 'en' | 'zh',
  ) {
    this.past = new RevisionHost(files, now);
    for (const path of files.unknown) this.note({ code: 'submodule', path });
  }

  note(note: BaseNote): void {
    this.notes.push(noteSentence(note, this.language));
  }

  affected(uris: readonly string[]): ReadonlySet<string> {
    const outside = uris.filter((uri) => this.files.pathOf(uri) === undefined).length;
    if (outside > 0) this.note({ code: 'outside', count: outside });
    // What standard input says may be another text than what git sees.
    const held = new Set(this.now.made.texts.map(([uri]) => uri));
    return inWords(this.language, () => affectedFiles(uris, this.files, this.now, held));
  }

  async fresh(judged: ReadonlyMap<string, JudgedFile>, proving: ProvingHost, options: JudgeEachOptions): Promise<Fresh> {
    try {
      return await this.compared(judged, (uris) => this.judge(uris, proving, options));
    } catch (error) {
      throw error instanceof GitTrouble ? new BaseTrouble(gitSentence(error.fault, this.language)) : error;
    }
  }

  /** @param judge finds out what was found in files before: asked before they are paired */
  private async compared(judged: ReadonlyMap<string, JudgedFile>, judge: (uris: readonly string[]) => Promise<void>): Promise<Fresh> {
    this.findMoved([...judged.keys()]);
    // Without findings there is nothing new; what left the file is asked for only where something came up elsewhere.
    const found = [...judged].filter(([, { findings }]) => findings.length > 0);
    await judge(found.map(([uri]) => uri));
    const pairs = found.map(([uri, { findings }]) => this.pair(uri, findings));
    for (const pair of pairs) {
      matchInPlace(pair);
      matchRenamedItems(pair);
    }
    if (pairs.some(({ now }) => now.size > 0)) {
      this.matchRenames(judged, pairs);
      const cleared = [...judged].flatMap(([uri, { findings }]) => (findings.length === 0 && this.isChanged(uri) ? [uri] : []));
      const taken = new Set([...judged.keys()].map((uri) => this.before(uri)));
      const watched = [...this.files.deleted].filter((path) => this.files.isWatched(path)).map((path) => this.files.uriOf(path));
      const gone = watched.filter((uri) => !taken.has(uri));
      await judge([...cleared, ...gone]);
      for (const uri of cleared) pairs.push(this.pair(uri, []));
      for (const uri of gone) pairs.push({ ...this.pair(uri, []), gone: true });
      matchMovedItems(pairs);
      this.matchFigures(pairs);
    }
    const fresh = new Set(pairs.flatMap(({ now }) => [...now].map(keyOf)));
    return { has: (one) => fresh.has(keyOf(one)) };
  }

  /** What a text says of something that only got another name, or is in another folder now, here or in a file that it imports, is what it said before. */
  private matchRenames(judged: ReadonlyMap<string, JudgedFile>, pairs: readonly Pair[]): void {
    // What only came up was called nothing before: of most changes no file has to be read for this.
    const open = pairs.filter(({ before, now }) => before.size > 0 && now.size > 0);
    if (open.length === 0) return;
    const names = this.renames(judged);
    const workspace = new Workspace(this.now);
    const past = new Workspace(this.past);
    for (const pair of open) {
      const [first] = pair.now;
      if (!first) continue;
      const findings = judged.get(first.finding.range.uri)?.findings ?? [];
      const { uri } = first.finding.range;
      const renames = new Map([...names, ...this.paths(uri, workspace, past)]);
      if (renames.size === 0) continue;
      const tree = workspace.names(uri).trees.get(canonicalUri(uri));
      if (!tree) continue;
      const identities = identitiesOf(
        tree,
        findings.map(({ finding }) => finding),
        renames,
      );
      matchRenamedWords(pair, new Map(findings.flatMap((one, n) => (identities[n] ? [[one, identities[n]] as const] : []))));
    }
  }

  private matchFigures(pairs: readonly Pair[]): void {
    const [workspace, past] = [new Workspace(this.now), new Workspace(this.past)];
    for (const pair of pairs) {
      const [is, was] = [pair.now, pair.before].map(([one]) => one?.finding.range.uri);
      const [now, before] = [is === undefined ? undefined : workspace.syntax(is), was === undefined ? undefined : past.syntax(was)];
      if (now && before) matchFigures(pair, before, now);
    }
  }

  /** Of imports. */
  private paths(uri: string, now: Workspace, past: Workspace): Renames {
    const old = this.before(uri);
    const [is, was] = [now.syntax(uri), old === undefined ? undefined : past.syntax(old)];
    if (old === undefined || !is || !was) return new Map();
    return renamedPaths({ uri, tree: is }, { uri: old, tree: was }, (one) => this.before(one));
  }

  /** Of all files that changed and matter here. */
  private renames(judged: ReadonlyMap<string, JudgedFile>): Renames {
    const now = new Workspace(this.now);
    const past = new Workspace(this.past);
    const uris = new Set([...judged].flatMap(([uri, { reads }]) => [uri, ...reads]));
    const versions: Versions[] = [];
    const taken = new Set<string>();
    for (const uri of uris) {
      const before = this.before(uri);
      if (before === uri && !this.isChanged(uri)) continue;
      if (before !== undefined) taken.add(before);
      versions.push({ before: before === undefined ? undefined : past.syntax(before), now: now.syntax(uri) });
    }
    for (const path of this.files.deleted) {
      const uri = this.files.uriOf(path);
      if (this.files.isWatched(path) && !taken.has(uri)) versions.push({ before: past.syntax(uri), now: undefined });
    }
    return renamesOf(versions);
  }

  /** What was found in a file before, beside what is found now. */
  private pair(uri: string, findings: readonly JudgedFinding[]): Pair {
    const before = this.before(uri);
    const was = before === undefined ? undefined : this.judgements.get(before);
    return {
      before: new Set(was?.findings),
      now: new Set(findings),
      added: before === undefined,
      itemsBefore: once(() => this.items(before, this.past)),
      itemsNow: once(() => this.items(uri, this.now)),
    };
  }

  /**
   * What was found in these files before, whatever they were called. Each once: what is the same on the disk is read there, and may be mended
   * between two questions.
   */
  private async judge(uris: readonly string[], proving: ProvingHost, options: JudgeEachOptions): Promise<void> {
    const before = new Set(uris.flatMap((uri) => this.before(uri) ?? []));
    const open = [...before].filter((uri) => !this.judgements.has(uri));
    const judged = await judgeEach(open, this.past, proving, options);
    for (const [n, { file }] of judged.entries()) {
      const uri = open[n] ?? '';
      this.judgements.set(uri, file);
      if (!this.isRead(file)) this.note({ code: 'unread', path: this.files.pathOf(uri) ?? uri });
    }
  }

  private isRead({ findings, trouble }: JudgedFile): boolean {
    return (!trouble || trouble.error === 'missing') && !findings.some(({ finding }) => finding.name === 'file-not-utf8');
  }

  private items(uri: string | undefined, host: NodeHost | RevisionHost): ReadonlySet<string> {
    const tree = uri === undefined ? undefined : new Workspace(host).syntax(uri);
    return tree ? itemNames(tree) : new Set();
  }

  /** Files that git takes for new beside others that it takes for gone. */
  private findMoved(uris: readonly string[]): void {
    this.moved.clear();
    const added = uris.filter((uri) => this.files.pathOf(uri) !== undefined && this.before(uri) === undefined);
    if (added.length === 0 || this.files.deleted.size === 0) return;
    const taken = new Set(this.files.renames.values());
    const gone = [...this.files.deleted]
      .filter((path) => this.files.isWatched(path) && !taken.has(path))
      .map((path) => this.files.uriOf(path));
    const named = (host: NodeHost | RevisionHost) => (uri: string) => ({ file: uri, items: this.items(uri, host) });
    const used = new Set<string>();
    for (const [was, is] of alikeFiles(gone.map(named(this.past)), added.map(named(this.now)))) {
      if (used.has(was) || this.moved.has(is)) continue;
      used.add(was);
      this.moved.set(is, was);
    }
  }

  /** The file's URI in the base, where there was one. */
  private before(uri: string): string | undefined {
    const path = this.files.pathOf(uri);
    if (path === undefined) return undefined;
    const old = this.files.renames.get(path);
    if (old !== undefined) return this.files.uriOf(old);
    return this.files.resolve(path).kind === 'missing' ? this.moved.get(uri) : uri;
  }

  private isChanged(uri: string): boolean {
    const path = this.files.pathOf(uri);
    if (path === undefined) return false;
    const found = this.files.resolve(path);
    return found.kind === 'file' && found.touched;
  }
}

const keyOf = ({ finding, fingerprint }: JudgedFinding): string => `${fingerprint} ${finding.range.uri}`;

function once<T>(make: () => T): () => T {
  let made: { readonly value: T } | undefined;
  return () => {
    made ??= { value: make() };
    return made.value;
  };
}
