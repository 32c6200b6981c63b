/**
 * Why: what a repository had when it began to be checked is written down once, finding by finding, and not told again. What such a file says and
 * which findings it means is decided here, for the command line and the editor alike; files are read and written elsewhere.
 */
import type { Identity } from './fingerprint';

/** One known finding. `file` is relative to the baseline's folder, with `/`. */
export interface BaselineEntry {
  readonly file: string;
  readonly finding: string;
  /** For people and for merges; matching goes by `fingerprint`, which is made of it too. */
  readonly item: string;
  /** Sixteen hexadecimal digits. */
  readonly fingerprint: string;
}

/** Raised when entries are written in another form. */
export const baselineVersion = 1;

/** Why a text is no baseline. */
export type BaselineFault =
  | { readonly code: 'conflict'; readonly line: number }
  | { readonly code: 'cut-short' | 'not-json' | 'not-a-baseline' }
  /** `version` as it is written, shortened. */
  | { readonly code: 'version'; readonly version: string }
  /** `index` of the entry, from 1. */
  | { readonly code: 'entry'; readonly index: number };

export type BaselineText = { readonly entries: readonly BaselineEntry[] } | { readonly fault: BaselineFault };

/** What a baseline file says. Entries that stand twice (after a merge) count once. Never throws. */
export function readBaseline(text: string): BaselineText {
  const lines = text.split('\n');
  const conflict = lines.findIndex((line) => /^(?:<{7}|={7}|>{7}|\|{7})(?: |\r?$)/.test(line));
  if (conflict >= 0) return { fault: { code: 'conflict', line: conflict + 1 } };
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch {
    const trimmed = text.trim();
    return { fault: { code: trimmed === '' || (trimmed.startsWith('{') && !trimmed.endsWith('}')) ? 'cut-short' : 'not-json' } };
  }
  if (!isObject(value) || !('version' in value)) return { fault: { code: 'not-a-baseline' } };
  if (value.version !== baselineVersion) return { fault: { code: 'version', version: (JSON.stringify(value.version) ?? '').slice(0, 20) } };
  if (!Array.isArray(value.findings)) return { fault: { code: 'not-a-baseline' } };
  const entries: BaselineEntry[] = [];
  for (const [n, entry] of value.findings.entries()) {
    if (!isEntry(entry)) return { fault: { code: 'entry', index: n + 1 } };
    const { file, finding, item, fingerprint } = entry;
    entries.push({ file, finding, item, fingerprint });
  }
  return { entries: sortedEntries(entries) };
}

function isObject(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function isEntry(value: unknown): value is BaselineEntry {
  if (!isObject(value)) return false;
  const { file, finding, item, fingerprint } = value;
  const isName = (x: unknown) => typeof x === 'string' && x !== '';
  return (
    isName(file) && isName(finding) && typeof item === 'string' && typeof fingerprint === 'string' && /^[0-9a-f]{16}$/.test(fingerprint)
  );
}

/** The text of a baseline: sorted, an entry a line, so that git can merge two that grew apart. */
export function printBaseline(entries: readonly BaselineEntry[]): string {
  const lines = sortedEntries(entries).map(({ file, finding, item, fingerprint }) => {
    const parts = Object.entries({ file, finding, item, fingerprint }).map(
      ([key, value]) => `${JSON.stringify(key)}: ${JSON.stringify(value)}`,
    );
    return `    { ${parts.join(', ')} }`;
  });
  const findings = lines.length === 0 ? '[]' : `[\n${lines.join(',\n')}\n  ]`;
  return `{\n  "version": ${baselineVersion},\n  "findings": ${findings}\n}\n`;
}

const keyOf = (file: string, fingerprint: string): string => `${fingerprint} ${file}`;
const compare = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0);

/** By file, then by name, item and fingerprint, in code units; each once. */
function sortedEntries(entries: readonly BaselineEntry[]): BaselineEntry[] {
  const once = new Map(entries.map((entry) => [keyOf(entry.file, entry.fingerprint), entry]));
  return [...once.values()].sort(
    (a, b) => compare(a.file, b.file) || compare(a.finding, b.finding) || compare(a.item, b.item) || compare(a.fingerprint, b.fingerprint),
  );
}

/** A finding that is looked for in a baseline. */
export interface Sought extends Pick<Identity, 'fingerprint'> {
  /** Relative to the baseline's folder, with `/`. */
  readonly file: string;
  /** An earlier revision did not have it, wherever it stood: so it did not move here from a file that is gone. */
  readonly isNew?: boolean;
}

export interface BaselineQuestion {
  /** Whether everything that an entry of this file could mean was looked for in this run. */
  isJudged(file: string): boolean;
  /** Whether there is no such file any longer, where this run would have met it. */
  isGone(file: string): boolean;
  /** Whether a finding of this name would be found in this run: what was not looked for is not stale. */
  mayFind(name: string): boolean;
}

export interface BaselineMatching<F extends Sought> {
  /** The findings that the baseline lists, each with its entry. */
  readonly known: ReadonlyMap<F, BaselineEntry>;
  /** Entries that no finding is any longer, of files that were judged or are gone. In the order of the baseline. */
  readonly stale: readonly BaselineEntry[];
}

/** An entry means a finding of its own file; where that file is gone, the same finding in the file that it became. */
export function matchBaseline<F extends Sought>(
  entries: readonly BaselineEntry[],
  found: readonly F[],
  { isJudged, isGone, mayFind }: BaselineQuestion,
): BaselineMatching<F> {
  const known = new Map<F, BaselineEntry>();
  const open = new Map(entries.map((entry) => [keyOf(entry.file, entry.fingerprint), entry]));
  const rest: F[] = [];
  for (const finding of found) {
    const key = keyOf(finding.file, finding.fingerprint);
    const entry = open.get(key);
    if (!entry) {
      rest.push(finding);
      continue;
    }
    known.set(finding, entry);
    open.delete(key);
  }
  const elsewhere = new Map<string, BaselineEntry[]>();
  const gone = new Map<string, boolean>();
  const wentAway = (file: string): boolean => {
    const is = gone.get(file) ?? isGone(file);
    gone.set(file, is);
    return is;
  };
  if (rest.length > 0)
    for (const entry of open.values()) {
      if (!wentAway(entry.file)) continue;
      const list = elsewhere.get(entry.fingerprint);
      if (list) list.push(entry);
      else elsewhere.set(entry.fingerprint, [entry]);
    }
  for (const finding of rest) {
    const entry = finding.isNew ? undefined : elsewhere.get(finding.fingerprint)?.shift();
    if (!entry) continue;
    known.set(finding, entry);
    open.delete(keyOf(entry.file, entry.fingerprint));
  }
  const stale = [...open.values()].filter((entry) => mayFind(entry.finding) && (isJudged(entry.file) || wentAway(entry.file)));
  return { known, stale };
}
