/**
 * Why: what a baseline lists is known: `clausewright lint` does not report it, and the editor shows it so faintly that what is new stands out. Which
 * findings it lists is decided by the same code for both.
 */
import { URI, Utils } from 'vscode-uri';
import type { Finding } from './core/finding';
import { type BaselineEntry, matchBaseline, readBaseline } from './core/lint/baseline';
import { identitiesOf } from './core/lint/fingerprint';
import type { Analysis, FileContent } from './core/workspace';
import type { BaselineProblem } from './explain/baselineFault';

/** What one baseline lists. */
export interface SessionBaseline {
  /** The path of its folder. */
  readonly folder: string;
  readonly entries: readonly BaselineEntry[];
  /** Why nothing is known of what it lists. */
  readonly problem?: BaselineProblem;
}

export class SessionBaselines {
  /** By URI, till {@link forget}. */
  private readonly current = new Map<string, SessionBaseline>();
  /** By URI: what was read, also before {@link forget}, so that what did not change stays the same object. */
  private readonly read = new Map<string, { readonly content: string; readonly baseline: SessionBaseline }>();
  /** Whether files that baselines name are gone, till {@link forget}. */
  private readonly gone = new Map<string, boolean>();

  /** @param host never throws */
  constructor(private readonly host: { read(uri: string): FileContent }) {}

  at(uri: string): SessionBaseline {
    const now = this.current.get(uri);
    if (now) return now;
    const found = this.host.read(uri);
    const content = JSON.stringify(found);
    const before = this.read.get(uri);
    const baseline = before?.content === content ? before.baseline : { folder: folderOf(uri), ...listedIn(found) };
    this.read.set(uri, { content, baseline });
    this.current.set(uri, baseline);
    return baseline;
  }

  /** Whether findings rest on the file as a baseline. */
  has(uri: string): boolean {
    return this.current.has(uri);
  }

  forget(): void {
    this.current.clear();
    this.gone.clear();
  }

  /** Those of a file's findings that the baseline lists. @param findings all that there are of the file, so that equal ones are counted as when they were listed */
  known({ uri, tree }: Analysis, findings: readonly Finding[], { folder, entries }: SessionBaseline): ReadonlySet<Finding> {
    if (entries.length === 0) return new Set();
    const file = relative(folder, URI.parse(uri).path);
    const identities = identitiesOf(tree, findings);
    const sought = findings.flatMap((finding, n) => {
      const fingerprint = identities[n]?.fingerprint;
      return fingerprint === undefined ? [] : [{ finding, file, fingerprint }];
    });
    const { known } = matchBaseline(entries, sought, {
      isJudged: () => false,
      isGone: (one) => this.isGone(URI.parse(uri).with({ path: Utils.resolvePath(URI.from({ scheme: 'file', path: folder }), one).path })),
      mayFind: () => false,
    });
    return new Set([...known.keys()].map(({ finding }) => finding));
  }

  private isGone(file: URI): boolean {
    const uri = file.toString();
    let is = this.gone.get(uri);
    if (is === undefined) {
      const content = this.host.read(uri);
      is = 'error' in content && content.error === 'missing';
      this.gone.set(uri, is);
    }
    return is;
  }
}

const folderOf = (uri: string): string => Utils.dirname(URI.parse(uri)).path;

function listedIn(content: FileContent): Omit<SessionBaseline, 'folder'> {
  if ('error' in content) return { entries: [], problem: { code: content.error } };
  const said = readBaseline(content.text);
  return 'entries' in said ? said : { entries: [], problem: said.fault };
}

/** The way from a folder to a file, both as paths with `/`. */
export function relative(folder: string, path: string): string {
  const from = folder.split('/').filter((part) => part !== '');
  const to = path.split('/').filter((part) => part !== '');
  let same = 0;
  while (same < from.length && from[same] === to[same]) same++;
  return [...from.slice(same).map(() => '..'), ...to.slice(same)].join('/');
}
