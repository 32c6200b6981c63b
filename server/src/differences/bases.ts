/** Why: the version that a file is compared with, read once for each commit; which commit is meant is asked again now and then. */

import type { CompareSide } from '../core/compare/index';
import { isUnread } from '../core/lint/index';
import type { Place } from '../core/program/program';
import { canonicalUri, fileName } from '../core/uris';
import { type Analysis, Workspace } from '../core/workspace';
import type { Against } from '../differenceProtocol';
import type { Session } from '../session';
import { isTrouble, type Meant, type PastTrouble } from './past';
import { say } from './words';

export interface Base {
  /** The same for the same version of the same file. */
  readonly key: string;
  /** `main`; undefined: the last commit. */
  readonly name: string | undefined;
  readonly side: CompareSide;
  /** Undefined of a revision: it has no places that an editor could go to. */
  readonly uri: string | undefined;
}

/** Versions that are kept. */
const MOST = 24;
/** How long it is believed that a name means the same commit. Milliseconds. */
const LASTING = 5000;

export class Bases {
  private readonly read = new Map<string, { readonly side: CompareSide; readonly key: string } | PastTrouble>();
  private readonly meant = new Map<string, { readonly found: Meant | PastTrouble; readonly until: number }>();
  private readonly sides = new WeakMap<Analysis, CompareSide>();

  constructor(private readonly session: Session) {}

  /** Undefined where there is no past at all (a browser), or the setting wants none. */
  find(uri: string, against: Against): Base | PastTrouble | undefined {
    const { session } = this;
    if (against.kind === 'file') {
      const key = canonicalUri(against.uri);
      if (key === canonicalUri(uri)) return { trouble: say('itself', session.language), quiet: false };
      const analysis = session.workspace.analyse(key);
      if (analysis.error) return { trouble: say('no-file', session.language, { name: fileName(key) }), quiet: false };
      return { key: `file ${key}`, name: fileName(key), side: this.sideOf(session.workspace, analysis), uri: key };
    }
    const { past } = session;
    const { compareWith } = session.settings;
    if (!past) return { trouble: say('no-past', session.language), quiet: true };
    if (against.kind === 'usual' && compareWith === '') return undefined;
    const asked = JSON.stringify([folderOf(uri), against, compareWith, session.language]);
    const known = this.meant.get(asked);
    const now = performance.now();
    const found = known && known.until > now ? known.found : past.find(uri, against, compareWith, session.language);
    if (found !== known?.found) this.keep(this.meant, asked, { found, until: now + LASTING });
    if (isTrouble(found)) return found;
    const version = this.version(uri, found.commit);
    return isTrouble(version) ? version : { ...version, name: found.name, uri: undefined };
  }

  private version(uri: string, commit: string): { readonly side: CompareSide; readonly key: string } | PastTrouble {
    const { session } = this;
    const key = `${commit} ${canonicalUri(uri)} ${session.language}`;
    const known = this.read.get(key);
    if (known) return known;
    const file = session.past?.file(uri, commit, session.language);
    const made = ((): { side: CompareSide; key: string } | PastTrouble => {
      if (!file) return { trouble: say('no-past', session.language), quiet: true };
      if (isTrouble(file)) return file;
      const workspace = new Workspace(file.host);
      const analysis = workspace.analyse(file.uri);
      if (analysis.error) return { trouble: say('no-file', session.language, { name: fileName(file.uri) }), quiet: true };
      return { side: this.sideOf(workspace, analysis), key };
    })();
    // What fails otherwise may work again.
    if (!isTrouble(made) || made.quiet) this.keep(this.read, key, made);
    return made;
  }

  /** A file's program as one side of a comparison. */
  sideOf(workspace: Workspace, analysis: Analysis): CompareSide {
    const known = this.sides.get(analysis);
    if (known) return known;
    const { program, range } = analysis;
    const unread = workspace.closure(analysis.uri).flatMap((uri) => unreadIn(uri === analysis.uri ? analysis : workspace.analyse(uri)));
    const side: CompareSide = { program, range: (place) => range(place), ...(unread.length > 0 && { unread }) };
    this.sides.set(analysis, side);
    return side;
  }

  private keep<T>(all: Map<string, T>, key: string, value: T): void {
    all.delete(key);
    all.set(key, value);
    for (const oldest of all.keys()) {
      if (all.size <= MOST) break;
      all.delete(oldest);
    }
  }

  /** Names may mean other commits now. */
  forget(): void {
    this.meant.clear();
  }
}

/** Git is asked once for all files of a folder. */
const folderOf = (uri: string): string => canonicalUri(uri).replace(/[^/]*$/, '');

/** Where something could not be read, as places of items. */
function unreadIn({ uri, tree, findings }: Analysis): Place[] {
  return findings.filter(isUnread).flatMap(({ range: { start, end } }): Place[] => {
    const placed = tree.items.findLast(({ offset }) => offset <= start) ?? tree.items[0];
    return placed ? [{ uri, item: placed.item, start: start - placed.offset, end: end - placed.offset }] : [];
  });
}
