/** Why: another name for what the cursor is on, in every file that names it; or, in words, why that name cannot be taken. */
import * as v from 'valibot';
import {
  LSPErrorCodes,
  type PrepareRenameParams,
  PrepareRenameRequest,
  type PrepareRenameResult,
  type RenameParams,
  RenameRequest,
  ResponseError,
  type WorkspaceEdit,
} from 'vscode-languageserver';
import type { SymbolInfo } from '../core/program/index';
import { ownerOf } from '../core/program/symbols';
import type { ScalarType } from '../core/program/types';
import { stringExtent } from '../core/syntax/index';
import { fileName } from '../core/uris';
import type { Names } from '../core/workspace';
import { rangeIn, type Session } from '../session';
import { feature, positionParams } from './feature';
import { Locations, type Named, nameAt, programsOf } from './names';
import { placeAt } from './place';
import { type Difference, plan, type Renaming } from './renamePlan';
import { nameProblem, titleProblem, unreadable } from './renameRules';
import { type RefusalName, refusal } from './renameWords';
import { workspaceEdit } from './textEdits';

function refuse(session: Session, name: RefusalName, data: Readonly<Record<string, string>> = {}): never {
  throw new ResponseError(LSPErrorCodes.RequestFailed, refusal(name, session.language, data));
}

/** What can be renamed at the position. @throws ResponseError where nothing can */
function renamable(session: Session, params: PrepareRenameParams): Named {
  const named = nameAt(session, params);
  if (named) {
    const { symbol } = named;
    if (symbol.kind === 'file') return refuse(session, 'file');
    if (symbol.declaration) return named;
    return symbol.kind === 'unit' ? refuse(session, 'built-in', { name: symbol.name }) : refuse(session, 'nothing');
  }
  const token = placeAt(session, params)?.token;
  if (token?.keyword) return refuse(session, token.role === 'function' ? 'built-in' : 'keyword', { name: token.text });
  const kind = token?.kind;
  switch (kind) {
    case 'word':
      return refuse(session, 'undeclared', { name: token?.text ?? '' });
    case 'number':
    case 'date':
      return refuse(session, 'number', { name: token?.text ?? '' });
    case 'string':
      return refuse(session, 'text');
    case 'punctuation':
    case 'comment':
    case 'bad':
    case undefined:
      return refuse(session, 'nothing');
    default:
      return kind satisfies never;
  }
}

/** The name at the position, of an example's title what stands between the quotes. Offsets in the document. */
function nameRange({ names, reference, symbol }: Named): { start: number; end: number } {
  const { start, end } = names.range(reference.place);
  if (symbol.kind !== 'example') return { start, end };
  const { item } = reference.place;
  const { contentStart, contentEnd } = stringExtent(item.text, reference.place.start, item.text.length);
  const base = start - reference.place.start;
  return { start: base + contentStart, end: base + contentEnd };
}

export function prepareRename(session: Session, params: PrepareRenameParams): PrepareRenameResult | null {
  if (!session.at(params.textDocument.uri)) return null;
  const named = renamable(session, params);
  return { range: rangeIn(named.at.document, nameRange(named)), placeholder: named.symbol.name };
}

/** Facts and fields whose type has the same members: one type to the language, so a member may have to change its name in all of them. */
function sameTypes(names: Names, symbol: SymbolInfo): string[] {
  const { type } = symbol;
  if (type?.kind !== 'member' && type?.kind !== 'set') return [];
  const owners = new Set<string>();
  const look = (other: ScalarType): void => {
    if (other.kind !== 'member' && other.kind !== 'set') return;
    const owner = ownerOf(other);
    const same = other.members.length === type.members.length && other.members.every((member) => type.members.includes(member));
    if (same && owner !== undefined) owners.add(owner);
  };
  for (const fact of names.linked.program.facts.values()) {
    if (fact.type.kind === 'list') for (const field of fact.type.fields) look(field.type);
    else look(fact.type);
  }
  return [...owners].map((owner) => `member:${owner}.${symbol.name}`);
}

function renaming(session: Session, names: Names, symbol: SymbolInfo, newName: string): Renaming {
  const newKey = `${symbol.key.slice(0, symbol.key.length - symbol.name.length)}${newName}`;
  return { symbol, newKey, programs: programsOf(session, { names, symbol }) };
}

function explain(session: Session, difference: Difference, name: string): never {
  const { uri, offset, meaning } = difference;
  const line = uri === '' ? 0 : new Locations(session).document(uri).positionAt(offset).line;
  const at = { file: fileName(uri), line: String(line + 1), name };
  return meaning
    ? refuse(session, 'other-meaning', { ...at, name: meaning.name, kind: refusal(`kind ${meaning.kind}`, session.language) })
    : refuse(session, 'read-otherwise', at);
}

/** The title as a text, in the kind of quotes that stand there. */
function titleWriter(session: Session, title: string): (uri: string, start: number) => string {
  const locations = new Locations(session);
  const escaped = title.replaceAll('\\', '\\\\');
  return (uri, start) => {
    const isCurly = locations.document(uri).getText().charAt(start) === '“';
    return isCurly ? `“${escaped.replace(/[“”]/g, '\\$&')}”` : `"${escaped.replaceAll('"', '\\"')}"`;
  };
}

export function rename(session: Session, params: RenameParams): WorkspaceEdit | null {
  if (!session.at(params.textDocument.uri)) return null;
  const { names, symbol } = renamable(session, params);
  const newName = params.newName.normalize('NFC').trim();
  if (newName === symbol.name) return { changes: {} };
  const first = renaming(session, names, symbol, newName);
  const problem = symbol.kind === 'example' ? titleProblem(names, newName) : nameProblem(first.programs, symbol, newName);
  if (problem) refuse(session, problem.name, problem.data);
  const unread = unreadable(first.programs, symbol);
  if (unread) {
    const line = new Locations(session).document(unread.uri).positionAt(unread.start).line;
    refuse(session, 'unreadable', { file: fileName(unread.uri), line: String(line + 1), name: symbol.name });
  }
  const write = symbol.kind === 'example' ? titleWriter(session, newName) : () => newName;
  let result = plan(session, [first], write);
  if ('difference' in result && symbol.kind === 'member') {
    const others = sameTypes(names, symbol).map((key) => renaming(session, names, names.linked.references.symbol(key), newName));
    if (others.length > 1) {
      const together = plan(session, others, write);
      if ('changes' in together) result = together;
    }
  }
  return 'changes' in result ? workspaceEdit(session, result.changes) : explain(session, result.difference, newName);
}

export const prepareRenameFeature = feature(PrepareRenameRequest.type, {
  capabilities: { renameProvider: { prepareProvider: true } },
  params: positionParams,
  answer: prepareRename,
});

export const renameFeature = feature(RenameRequest.type, {
  capabilities: { renameProvider: { prepareProvider: true } },
  params: v.object({ ...positionParams.entries, newName: v.string() }),
  answer: rename,
});
