/** Why: what an author may go on with at the cursor, what fits best first. */
import * as v from 'valibot';
import {
  type CompletionItem,
  type CompletionList,
  type CompletionParams,
  CompletionRequest,
  CompletionResolveRequest,
  CompletionTriggerKind,
} from 'vscode-languageserver';
import type { OpenFile, Session } from '../../session';
import { rangeIn } from '../../session';
import { configCompletion } from '../configuration/completion';
import { feature, position, textDocument } from '../feature';
import { abilitiesOf, type Candidate, matches, type Target, toItem } from './candidate';
import { type Cursor, cursorAt, type InText, type Start } from './cursor';
import { documentation } from './documentation';
import { candidatesAt, type Languages } from './offers';
import { pathCandidates, titleCandidates } from './texts';

/** More than these are not sent; the editor asks again when more is typed. */
const MOST = 500;
/** Behind these a list is wanted although only a blank was typed. */
const BEFORE_BLANK = new Set(['=', '!=', ':', '|', '{', ',']);
const KEYWORDS_BEFORE_BLANK: ReadonlySet<string> = new Set([
  'has',
  'in',
  'among',
  'choose',
  'expect',
  'needs',
  'each',
  'like',
  'currency',
  'default',
  'on',
  'effective',
]);
export const TRIGGERS = [' ', '"', '“', '/', '=', '＝', ':', '：', '{', '｛', ',', '，', '、', '|', '｜', '(', '（'];

/** A blank, a colon or a brace alone is no question, where all that could be said is "any name". */
function isAsked(start: Start, trigger: string | undefined): boolean {
  if (trigger === undefined) return true;
  const { before, slots, token } = start.expected;
  if (trigger === '"' || trigger === '“') return false;
  if (trigger === '/') return slots.has('unit');
  if (trigger !== ' ') return !token.newline && (slots.size > 0 || start.expected.keywords.size > 0);
  if (token.newline || !before) return false;
  return (before.kind === 'punctuation' && BEFORE_BLANK.has(before.text)) || KEYWORDS_BEFORE_BLANK.has(before.keyword ?? '');
}

/** A word in Chinese may turn out to be two with every character that is typed: the editor asks anew each time. */
function mayBeGlued(cursor: Cursor): boolean {
  return cursor.kind === 'word' && cursor.starts.some(({ typed, glued }) => glued || /\p{Script=Han}/u.test(typed));
}

interface Offer {
  readonly candidate: Candidate;
  readonly target: Target;
}

function offersInText(session: Session, file: OpenFile, { typed, start, end, after, placed }: InText, offset: number): Offer[] {
  const { analysis, document } = file;
  const { node } = placed.item;
  if (after === 'import') {
    const slash = typed.lastIndexOf('/') + 1;
    const from = start + slash;
    // Of what is typed already nothing is replaced but the last step, and what stands behind the cursor in it.
    const rest = document.getText().slice(offset, end).indexOf('/');
    const target = targetOf(file, from, offset, rest < 0 ? end : offset + rest);
    return pathCandidates(session, analysis.uri, typed.slice(0, slash)).map((candidate) => ({ candidate, target }));
  }
  if (after === 'like' && node.kind === 'example') {
    const target = targetOf(file, start, offset, end);
    const titles = analysis.program.examples.map(({ title }) => title);
    return titleCandidates(titles, node.title?.value).map((candidate) => ({ candidate, target }));
  }
  return [];
}

function targetOf({ document }: OpenFile, start: number, cursor: number, end: number): Target {
  return { insert: rangeIn(document, { start, end: cursor }), replace: rangeIn(document, { start, end: Math.max(cursor, end) }) };
}

function offers(
  session: Session,
  file: OpenFile,
  cursor: Cursor,
  offset: number,
  trigger: string | undefined,
  languages: Languages,
): Offer[] {
  switch (cursor.kind) {
    case 'nothing':
      return [];
    case 'text':
      return offersInText(session, file, cursor.text, offset).filter(({ candidate }) => {
        const { typed, after } = cursor.text;
        return matches(candidate, after === 'import' ? typed.slice(typed.lastIndexOf('/') + 1) : typed);
      });
    case 'word': {
      const seen = new Set<string>();
      return cursor.starts
        .filter((start) => isAsked(start, trigger))
        .flatMap((start) => {
          const target = targetOf(file, start.start, offset, start.end);
          return candidatesAt(file.analysis, start, languages).map((candidate) => ({ candidate, target }));
        })
        .filter(({ candidate, target }) => {
          const key = `${candidate.label} ${target.insert.start.character}`;
          return !seen.has(key) && seen.add(key);
        });
    }
    default:
      return cursor satisfies never;
  }
}

export function completion(session: Session, params: CompletionParams): CompletionList | null {
  const config = session.config.document(params.textDocument.uri);
  if (config) return session.options.yaml ? null : configCompletion(session, config, config.offsetAt(params.position));
  const file = session.at(params.textDocument.uri);
  if (!file) return null;
  const offset = file.document.offsetAt(params.position);
  const { context } = params;
  const trigger = context?.triggerKind === CompletionTriggerKind.TriggerCharacter ? context.triggerCharacter : undefined;
  const languages: Languages = { content: session.contentLanguage(file.analysis.tree), reader: session.language };
  const cursor = cursorAt(session, file, offset);
  const found = offers(session, file, cursor, offset, trigger, languages);
  found.sort((a, b) => a.candidate.rank - b.candidate.rank || a.candidate.order - b.candidate.order);
  const abilities = abilitiesOf(session.client);
  const items = found.slice(0, MOST).map(({ candidate, target }) => toItem(candidate, target, abilities, file.document.uri));
  return { isIncomplete: found.length > MOST || mayBeGlued(cursor), items };
}

/** Adds the documentation of one item, when an editor shows it. */
export function resolveCompletion(session: Session, item: CompletionItem): CompletionItem {
  const text = documentation(session, item.data);
  return text === undefined ? item : { ...item, documentation: { kind: 'markdown', value: text } };
}

export const completionFeature = feature(CompletionRequest.type, {
  capabilities: { completionProvider: { triggerCharacters: TRIGGERS, resolveProvider: true } },
  params: v.object({ textDocument, position, context: v.optional(v.looseObject({ triggerKind: v.number() })) }),
  answer: completion,
});

export const completionResolveFeature = feature(CompletionResolveRequest.type, {
  params: v.looseObject({ label: v.string() }),
  answer: resolveCompletion,
});
