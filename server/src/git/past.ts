/** Why: an editor compares a file with a revision: which one is meant, what there is to choose from, and the file as it was then. */
import { dirname } from 'node:path';
import { URI } from 'vscode-uri';
import type { Against, Choices } from '../differenceProtocol';
import { isTrouble, type Meant, type Past, type PastFile, type PastTrouble } from '../differences/past';
import { NodeHost } from '../host/nodeHost';
import { GitTrouble } from './git';
import { pastSentence } from './pastSentences';
import { Repository } from './repository';
import { Revision } from './revision';
import { RevisionHost } from './revisionHost';

/** Branches, tags and commits that are offered, of each. */
const MOST = 30;

export class GitPast implements Past {
  /** By folder; whoever makes a repository of it starts again. */
  private readonly repositories = new Map<string, Repository>();

  /** @param rootOf the folder that the imports of a file may not leave */
  constructor(private readonly rootOf: (uri: string) => string | undefined) {}

  find(uri: string, against: Exclude<Against, { kind: 'file' }>, setting: string, language: 'en' | 'zh'): Meant | PastTrouble {
    // The folder may be in another repository by now (`git init`).
    this.repositories.delete(folderOf(uri));
    return this.asked(uri, language, (repository) => {
      if (against.kind === 'revision') return meant(repository, against.revision, against.branchPoint);
      return setting === 'auto' ? usual(repository) : meant(repository, setting, true);
    });
  }

  file(uri: string, commit: string, language: 'en' | 'zh'): PastFile | PastTrouble {
    return this.asked(uri, language, (repository, folder) => {
      const revision = new Revision(repository, commit, folder);
      const now = revision.pathOf(uri);
      const path = now === undefined ? undefined : (revision.renames.get(now) ?? now);
      if (path === undefined || revision.resolve(path).kind === 'missing')
        return { trouble: pastSentence({ code: 'new-file', commit: commit.slice(0, 7) }, language), quiet: true };
      const root = this.rootOf(uri);
      const then = revision.uriOf(path);
      const host = new RevisionHost(revision, new NodeHost([root === undefined ? folder : pathIn(root)]));
      host.allow(then);
      return { uri: then, host };
    });
  }

  choices(uri: string, language: 'en' | 'zh'): Choices {
    const found = this.asked(uri, language, (repository) => ({ choices: offered(repository) }));
    return isTrouble(found) ? { none: found.trouble, choices: [] } : found;
  }

  gitFolder(uri: string): string | undefined {
    const found = this.asked(uri, 'en', (repository) => ({ path: repository.gitFolder() }));
    return isTrouble(found) || found.path === undefined ? undefined : URI.file(found.path).toString();
  }

  private asked<T>(uri: string, language: 'en' | 'zh', work: (repository: Repository, folder: string) => T): T | PastTrouble {
    const address = URI.parse(uri);
    if (address.scheme !== 'file') return { trouble: pastSentence({ code: 'no-file' }, language), quiet: true };
    const folder = folderOf(uri);
    try {
      const repository = this.repositories.get(folder) ?? Repository.around(folder);
      this.repositories.set(folder, repository);
      return work(repository, folder);
    } catch (error) {
      this.repositories.delete(folder);
      if (!(error instanceof GitTrouble)) throw error;
      const { fault } = error;
      return { trouble: pastSentence(fault, language), quiet: fault.code === 'no-git' || fault.code === 'no-repository' };
    }
  }
}

const folderOf = (uri: string): string => dirname(pathIn(uri));
const pathIn = (uri: string): string => URI.parse(uri).fsPath;

/** @throws GitTrouble */
function meant(repository: Repository, revision: string, branchPoint: boolean): Meant {
  const commit = repository.commitOf(revision);
  const name = revision === 'HEAD' ? undefined : nameOf(revision);
  return { commit: (branchPoint ? repository.mergeBase(commit) : undefined) ?? commit, name };
}

/** `main` of `refs/heads/main`; of a commit its short name. */
function nameOf(revision: string): string {
  return /^[0-9a-f]{40,64}$/.test(revision) ? short(revision) : revision.replace(/^refs\/(?:heads|tags|remotes)\//, '');
}

/** Where this branch left the default one; on that, or where none is known, the last commit. @throws GitTrouble */
function usual(repository: Repository): Meant {
  const head = repository.commitOf('HEAD');
  const main = defaultBranch(repository);
  const base = main && main.short !== currentBranch(repository) ? repository.mergeBase(main.commit) : undefined;
  return main && base !== undefined ? { commit: base, name: main.short } : { commit: head, name: undefined };
}

function currentBranch({ git }: Repository): string | undefined {
  const { code, out } = git.ask(['symbolic-ref', '--quiet', '--short', 'HEAD']);
  return code === 0 ? out.toString('utf8').trim() : undefined;
}

interface Branch {
  readonly ref: string;
  /** `main`, also of a remote's. */
  readonly short: string;
  readonly commit: string;
}

/** What the remote says, else the one of the usual names that there is. @throws GitTrouble */
function defaultBranch({ git }: Repository): Branch | undefined {
  const named = ['main', 'master', 'trunk'].flatMap((name) => [`refs/remotes/origin/${name}`, `refs/heads/${name}`]);
  const format = '%(refname)%00%(symref)%00%(objectname)';
  const lines = git
    .out(['for-each-ref', `--format=${format}`, 'refs/remotes/origin/HEAD', ...named])
    .toString('utf8')
    .split(/\r?\n/);
  const known = new Map<string, { symref: string; commit: string }>();
  for (const line of lines) {
    const [ref = '', symref = '', commit = ''] = line.split('\0');
    if (commit !== '') known.set(ref, { symref, commit });
  }
  const remote = known.get('refs/remotes/origin/HEAD');
  const ref = remote && remote.symref !== '' ? remote.symref : named.find((one) => known.has(one));
  const commit = remote?.commit ?? (ref === undefined ? undefined : known.get(ref)?.commit);
  if (ref === undefined || commit === undefined) return undefined;
  return { ref, short: ref.replace(/^refs\/(?:heads|remotes\/origin)\//, ''), commit };
}

/** @throws GitTrouble */
function offered(repository: Repository): Choices['choices'] {
  const { git } = repository;
  const found: Choices['choices'] = [];
  const fields = ['%(refname:short)', '%(refname)', '%(subject)', '%(creatordate:short)'].join('%00');
  const revision = (name: string) => ({ kind: 'revision', revision: name, branchPoint: false }) as const;
  const log = git.ask(['log', `--max-count=${MOST}`, '--date=short', '--format=%H%x00%s%x00%ad%x1e']);
  const commits = log.code === 0 ? log.out.toString('utf8').split('\x1e') : [];
  const rows = commits.map((line) => line.trim().split('\0')).filter(([commit = '']) => commit !== '');
  const main = defaultBranch(repository);
  const [last] = rows;
  if (last) found.push({ against: revision('HEAD'), kind: 'head', name: short(last[0]), subject: last[1] ?? '', date: last[2] ?? '' });
  if (main && main.short !== currentBranch(repository) && repository.mergeBase(main.commit) !== undefined)
    found.push({
      against: { kind: 'revision', revision: main.ref, branchPoint: true },
      kind: 'branchPoint',
      name: main.short,
      subject: '',
      date: '',
    });
  const refs = git.out([
    'for-each-ref',
    `--count=${3 * MOST}`,
    '--sort=-creatordate',
    `--format=${fields}`,
    'refs/heads',
    'refs/remotes',
    'refs/tags',
  ]);
  for (const line of refs.toString('utf8').split(/\r?\n/)) {
    const [name = '', ref = '', subject = '', date = ''] = line.split('\0');
    if (name === '' || ref.endsWith('/HEAD')) continue;
    found.push({ against: revision(ref), kind: ref.startsWith('refs/tags/') ? 'tag' : 'branch', name, subject, date });
  }
  for (const [commit = '', subject = '', date = ''] of rows)
    found.push({ against: revision(commit), kind: 'commit', name: short(commit), subject, date });
  return found;
}

const short = (commit: string | undefined): string => (commit ?? '').slice(0, 7);
