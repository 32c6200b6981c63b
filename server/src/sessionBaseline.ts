/**
 * Why: what a baseline lists is known: `clausewright lint` does not report it, and the editor shows it so faintly that what is new stands out. Which
 * findings it lists is decided by the same code for both.
 */
import { URI, Utils } from 'vscode-uri';
import type { Finding } from './core/finding';
import { type BaselineEntry, matchBaseline, readBaseline } from './core/lint/baseline';
import { identitiesOf } from './core/lint/fingerprint';
import type { Analysis, FileContent } from './core/workspace';

/** What one baseline lists; nothing where it is missing or cannot be read: the command line says why. */
export interface SessionBaseline {
  readonly folder: string;
  readonly entries: readonly BaselineEntry[];
}

export class SessionBaselines {
  /** By URI, till {@link forget}. */
  private readonly current = new Map<string, SessionBaseline>();
  /** By URI: what was read, also before {@link forget}, so that what did not change stays the same object. */
  private readonly read = new Map<string, { readonly text: string; readonly baseline: SessionBaseline }>();
  /** Whether files that baselines name are gone, till {@link forget}. */
  private readonly gone = new Map<string, boolean>();

  /** @param host never throws */
  constructor(private readonly host: { read(uri: string): FileContent }) {}

  at(uri: string): SessionBaseline {
    const now = this.current.get(uri);
    if (now) return now;
    const content = this.host.read(uri);
    const text = 'text' in content ? content.text : '';
    const before = this.read.get(uri);
    const baseline = before?.text === text ? before.baseline : { folder: Utils.dirname(URI.parse(uri)).path, entries: entriesOf(text) };
    this.read.set(uri, { text, baseline });
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

function entriesOf(text: string): readonly BaselineEntry[] {
  const said = readBaseline(text);
  return 'entries' in said ? said.entries : [];
}

/** The way from a folder to a file, both as paths with `/`. */
function relative(folder: string, path: string): string {
  const from = folder.split('/').filter((part) => part !== '');
  const to = path.split('/').filter((part) => part !== '');
  let same = 0;
  while (same < from.length && from[same] === to[same]) same++;
  return [...from.slice(same).map(() => '..'), ...to.slice(same)].join('/');
}
