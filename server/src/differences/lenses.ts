/**
 * Why: while somebody types, a line above a clause that changed says what that does to its awards. Unchanged clauses have none; of
 * one that is gone it stands where that stood.
 */
import type { CodeLens, Command, Range } from 'vscode-languageserver';
import type { ClauseDifference } from '../core/compare/index';
import { canonicalUri } from '../core/uris';
import { editorCommands } from '../protocol';
import { type OpenFile, rangeIn, type Session } from '../session';
import type { Known } from './differences';
import { removedFrom } from './removed';
import { rowId } from './witnesses';
import { say } from './words';

/** What was last answered of each file, so that it is asked for again only where it reads otherwise; by canonical URI. */
const answered = new WeakMap<Session, Map<string, string>>();

export function differenceLenses(session: Session, file: OpenFile): CodeLens[] {
  session.differences.look();
  const lenses = lensesOf(session, file);
  const last = answered.get(session) ?? new Map<string, string>();
  answered.set(session, last);
  last.set(file.analysis.uri, summary(lenses));
  return lenses;
}

/** Whether a file's lenses read otherwise than when they were last asked for. */
export function hasOtherLenses(session: Session): boolean {
  const last = answered.get(session);
  if (!last) return false;
  return session.openDocuments.some(({ uri }) => {
    const before = last.get(canonicalUri(uri));
    const file = before === undefined ? undefined : session.at(uri);
    return file !== undefined && summary(lensesOf(session, file)) !== before;
  });
}

const summary = (lenses: readonly CodeLens[]): string => JSON.stringify(lenses.map(({ command }) => [command?.title, command?.arguments]));

function lensesOf(session: Session, file: OpenFile): CodeLens[] {
  const { document, analysis } = file;
  const known = session.differences.lensesOf(analysis);
  if (!known) return [];
  const { language } = session;
  const changed = changedIn(known);
  const lensAt = (range: Range, verdict: string, row: string): CodeLens => {
    const { name: base } = known.base;
    const text = base === undefined ? say('since-last', language, { verdict }) : say('since', language, { base, verdict });
    // Of an earlier text: what it comes to now is being worked out.
    const title = known.analysis === analysis ? text : say('stale', language, { text });
    const command: Command = session.options.difference
      ? { title, command: editorCommands.showDifference, arguments: [document.uri, row] }
      : { title, command: '' };
    return { range, command };
  };
  const lenses: CodeLens[] = [];
  for (const one of known.difference.clauses) {
    const name = one.name.b;
    const clause = name === undefined ? undefined : analysis.program.clauses.get(name);
    if (name === undefined || clause?.namePlace.uri !== analysis.uri || !isShown(one, changed)) continue;
    const verdict = say(one.presence === 'only-b' ? 'new-clause' : one.verdict, language);
    lenses.push(lensAt(rangeIn(document, analysis.range(clause.namePlace)), verdict, rowId('clause', one.name)));
  }
  // What cannot be read, or has half a name, may be what seems to be gone.
  const isSure = !known.difference.clauses.some((one) => one.presence !== 'both' && isUnread(one));
  for (const [line, [first, ...more]] of isSure ? removedFrom(known, file) : []) {
    if (!first) continue;
    const title = first.title.a ?? first.name.a ?? '';
    const verdict =
      more.length === 0
        ? say('removed', language, { title, verdict: say(first.verdict, language) })
        : say('removed-more', language, { title, more: String(more.length), count: String(more.length + 1) });
    const start = { line, character: 0 };
    lenses.push(lensAt({ start, end: start }, verdict, rowId('clause', first.name)));
  }
  return lenses;
}

/** Names of clauses whose own text means something else now. */
function changedIn({ difference }: Known): ReadonlySet<string> {
  const found = difference.structure.filter(({ kind, change }) => kind === 'clause' && (change === 'changed' || change === 'added'));
  return new Set(found.flatMap(({ name }) => name.b ?? []));
}

/** Where nothing is known of a clause that nobody touched (two versions without a common day), the lens would say nothing of it. */
function isShown(one: ClauseDifference, changed: ReadonlySet<string>): boolean {
  const { verdict, name, gain, loss, otherOutcome } = one;
  if (isUnread(one)) return false;
  if (name.b !== undefined && changed.has(name.b)) return true;
  if (verdict === 'same') return false;
  return verdict !== 'not-decided' || gain !== undefined || loss !== undefined || otherOutcome !== undefined;
}

/** Findings say what cannot be read. */
const isUnread = ({ verdict, reasons }: ClauseDifference): boolean =>
  verdict === 'not-decided' && reasons.length > 0 && reasons.every((one) => one === 'unread-a' || one === 'unread-b');
