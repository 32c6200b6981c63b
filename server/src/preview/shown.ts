/**
 * Why: while a policy cannot be read as it stands, its last state that could is shown, and it is said that it is. Somebody types: most keystrokes
 * leave a text behind that means nothing, and a panel that went blank each time would be of no use.
 */
import type { Finding } from '../core/finding';
import { isUnread } from '../core/lint/index';
import type { Place } from '../core/program/program';
import type { ItemSyntax } from '../core/syntax/tree';
import { canonicalUri } from '../core/uris';
import type { Analysis, Names } from '../core/workspace';
import { phrase, phrasebook, sentenceOf } from '../features/wording';
import type { PreviewState } from '../previewProtocol';
import { isTooLarge, type Session } from '../session';

export interface Shown {
  readonly analysis: Analysis;
  readonly broken?: NonNullable<PreviewState['broken']>;
}

interface Kept {
  /** The last analysis without an error of reading. */
  good?: Analysis;
  /** The same with places where they stand now. */
  now?: { readonly names: Names; readonly analysis: Analysis };
  /** What facts and fields are or were called, also those that are gone. */
  readonly labels: Map<string, string>;
}

/** By canonical URI, the one that was asked for last at the end. */
const memory = new WeakMap<Session, Map<string, Kept>>();
/** More panels than anybody has open at once. */
const mostFiles = 16;
const mostLabels = 5000;
const mostProblems = 5;

const words = phrasebook({
  unreadable: {
    en: 'The file cannot be read from the disk at the moment. Check whether it may be opened.',
    zh: '目前无法从磁盘读取这个文件。请检查是否有权打开。',
  },
});

/** What is shown of a file now; undefined where it is gone, or cannot be read at all and never could. */
export function shownOf(session: Session, uri: string): Shown | undefined {
  const key = canonicalUri(uri);
  const document = session.document(uri);
  if (document && isTooLarge(document)) {
    const size = (document.getText().length / 1_000_000).toFixed(1);
    return stale(session, key, [problemAt(uri, phrase('too-large', session.language, { size }))]);
  }
  const present = session.at(uri)?.analysis ?? session.workspace.analyse(key);
  if (present.error === 'missing') {
    // What only has not come yet is not gone.
    if (!session.host.late?.isAwaited(key)) memory.get(session)?.delete(key);
    return undefined;
  }
  if (present.error) {
    const said = present.findings.map((finding) => sentenceOf(finding, session.language));
    return stale(session, key, [problemAt(uri, said[0] ?? words('unreadable', session.language))]);
  }
  const problems = problemsOf(session, key, present);
  const kept = keptOf(session, key);
  if (problems.length === 0) {
    if (kept.good !== present) {
      kept.good = present;
      delete kept.now;
      remember(kept.labels, present);
    }
    return { analysis: present };
  }
  return stale(session, key, problems) ?? { analysis: present, broken: { shown: false, problems } };
}

/** What a fact (`staff`), or a field of a list (`projects[].cost`), is or was called in the file, by its name. */
export function labelOnce(session: Session, uri: string, name: string): string | undefined {
  return memory.get(session)?.get(canonicalUri(uri))?.labels.get(name);
}

type Problems = NonNullable<PreviewState['broken']>['problems'];

function stale(session: Session, key: string, problems: Problems): Shown | undefined {
  const kept = keptOf(session, key);
  if (!kept.good) return undefined;
  const names = session.workspace.names(key);
  if (kept.now?.names !== names) kept.now = { names, analysis: placedNow(kept.good, names) };
  return { analysis: kept.now.analysis, broken: { shown: true, problems } };
}

function keptOf(session: Session, key: string): Kept {
  const files = memory.get(session) ?? new Map<string, Kept>();
  memory.set(session, files);
  const kept = files.get(key) ?? { labels: new Map() };
  files.delete(key);
  files.set(key, kept);
  for (const oldest of files.keys()) {
    if (files.size <= mostFiles) break;
    files.delete(oldest);
  }
  return kept;
}

function remember(labels: Map<string, string>, { program }: Analysis): void {
  if (labels.size > mostLabels) labels.clear();
  for (const { name, label, type } of program.facts.values()) {
    if (label !== undefined) labels.set(name, label);
    if (type.kind === 'list')
      for (const field of type.fields) if (field.label !== undefined) labels.set(`${name}[].${field.name}`, field.label);
  }
}

/** Errors of reading in the file and in all that it imports; of those in examples nothing depends, and the others of the file still count. */
function problemsOf(session: Session, key: string, present: Analysis): Problems {
  const problems: Problems = [];
  for (const uri of session.workspace.closure(key).toReversed()) {
    const analysis = uri === key ? present : session.workspace.analyse(uri);
    for (const finding of analysis.findings) {
      if (problems.length === mostProblems) return problems;
      if (!isUnread(finding) || isInExample(analysis, finding.range.start)) continue;
      const { uri: at, range } = session.location(finding.range);
      const spot = { uri: at, line: range.start.line, character: range.start.character, endLine: range.end.line };
      problems.push({ message: sentenceOf(finding, session.language), spot });
    }
  }
  return problems;
}

/** What cannot be read in an example, or in one that it takes over: its first such finding. Whatever it says is missing from its applicant. */
export function unreadIn({ program, findings, range }: Analysis, title: string): Finding | undefined {
  const seen = new Set<string>();
  for (let next: string | undefined = title; next !== undefined && !seen.has(next); ) {
    const wanted: string = next;
    seen.add(wanted);
    const example = program.examples.find((one) => one.title === wanted);
    if (!example) return undefined;
    const { start, end } = range(example.place);
    const found = findings.find((finding) => isUnread(finding) && finding.range.start >= start && finding.range.start <= end);
    if (found) return found;
    next = example.like;
  }
  return undefined;
}

function isInExample({ tree }: Analysis, offset: number): boolean {
  return tree.items.findLast((placed) => placed.offset <= offset)?.item.node.kind === 'example';
}

function problemAt(uri: string, message: string): Problems[number] {
  return { message, spot: { uri, line: 0, character: 0, endLine: 0 } };
}

/** What an item is known by: its kind, and the first name that it declares. */
function nameOf({ node, declares }: ItemSyntax): string | undefined {
  return declares[0] === undefined ? undefined : `${node.kind} ${declares[0]}`;
}

/** The analysis of an earlier text, its places where the items stand now; of an item that is another now, where the one of its name stands. */
function placedNow(good: Analysis, names: Names): Analysis {
  const byName = new Map<string, Map<string, { readonly start: number; readonly end: number }>>();
  const declaredIn = (uri: string): ReadonlyMap<string, { readonly start: number; readonly end: number }> => {
    const known = byName.get(uri) ?? new Map<string, { start: number; end: number }>();
    if (byName.has(uri)) return known;
    byName.set(uri, known);
    for (const { item, offset } of names.trees.get(uri)?.items ?? []) {
      const key = nameOf(item);
      if (key !== undefined && !known.has(key)) known.set(key, { start: offset + item.node.start, end: offset + item.text.length });
    }
    return known;
  };
  const range = (place: Place) => {
    if (names.stands(place)) return names.range(place);
    const name = nameOf(place.item);
    const item = name === undefined ? undefined : declaredIn(place.uri).get(name);
    if (!item) return good.range(place);
    const from = item.start + Math.max(0, place.start - place.item.node.start);
    return { uri: place.uri, start: Math.min(from, item.end), end: Math.min(from + place.end - place.start, item.end) };
  };
  return { ...good, range };
}
