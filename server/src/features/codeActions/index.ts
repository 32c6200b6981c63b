/** Why: the code actions, in one list, and the two requests about them: what can be done here, and what the chosen one changes. */
import * as v from 'valibot';
import {
  type CodeAction,
  type CodeActionParams,
  CodeActionRequest,
  CodeActionResolveRequest,
  LSPErrorCodes,
  type Range,
  ResponseError,
} from 'vscode-languageserver';
import type { OpenFile, Session } from '../../session';
import { feature, range, textDocument } from '../feature';
import { itemAt } from '../place';
import { phrasebook } from '../wording';
import { type Action, type Asked, kinds, type Offer } from './action';
import { choicesAction } from './choices';
import { chooseAction } from './choose';
import { conditionsAction } from './conditions';
import { createAction } from './create';
import { workspaceEdit } from './edits';
import { actualAction, expectationsAction } from './expectations';
import { extractLetAction } from './extractLet';
import { fixAllAction } from './fixAll';
import { fixesAction } from './fixes';
import { importAction } from './importName';
import { importPathAction } from './importPath';
import { inlineLetAction } from './inlineLet';
import { keywordsAction } from './keywords';
import { previewWitnessAction } from './previewWitness';
import { slicesAction } from './slices';
import { suppressAction } from './suppress';
import { unitsAction } from './units';
import { upToAction } from './upTo';

/** In the order in which they are offered. */
const actions: readonly Action[] = [
  fixesAction,
  previewWitnessAction,
  actualAction,
  importPathAction,
  importAction,
  createAction,
  suppressAction,
  fixAllAction,
  expectationsAction,
  extractLetAction,
  inlineLetAction,
  slicesAction,
  choicesAction,
  chooseAction,
  conditionsAction,
  upToAction,
  unitsAction,
  keywordsAction,
];

const say = phrasebook({
  stale: {
    en: 'The text has changed since this action was offered; ask for it again.',
    zh: '文字在列出这项操作之后又改过了；请重新选择。',
  },
});

function askedAt(session: Session, file: OpenFile, at: Range, only: boolean): Asked {
  const { document, analysis } = file;
  const [one, other] = [document.offsetAt(at.start), document.offsetAt(at.end)];
  const [from, to] = [Math.min(one, other), Math.max(one, other)];
  const placed = itemAt(analysis.tree.items, from);
  const held = placed && to <= placed.offset + placed.item.text.length;
  return {
    ...file,
    session,
    from,
    to,
    ...(held ? { placed } : {}),
    language: session.language,
    content: session.contentLanguage(analysis.tree),
    only,
  };
}

/** Is one of the wanted kinds this kind, one that it belongs to, or one that belongs to it? */
function wanted(kind: string, only: readonly string[] | undefined): boolean {
  return !only || only.some((one) => one === kind || kind.startsWith(`${one}.`) || one.startsWith(`${kind}.`) || one === '');
}

function offers(asked: Asked, only: readonly string[] | undefined): Offer[] {
  const isWanted = (offer: Offer) => !only || only.some((one) => one === '' || offer.kind === one || offer.kind.startsWith(`${one}.`));
  return actions.flatMap((action) => (wanted(action.kind, only) ? action.offer(asked).filter(isWanted) : []));
}

/** What {@link codeActions} leaves to {@link resolveCodeAction}. */
const data = v.object({ uri: v.string(), version: v.number(), range, kind: v.string(), id: v.string() });

export function codeActions(session: Session, params: CodeActionParams): CodeAction[] {
  const { textDocument: document, range: at, context } = params;
  const file = session.at(document.uri);
  if (!file) return [];
  const lazy = session.client.textDocument?.codeAction?.resolveSupport?.properties.includes('edit') ?? false;
  return offers(askedAt(session, file, at, context.only !== undefined), context.only).flatMap((offer): CodeAction[] => {
    const { id, title, kind, diagnostics, preferred, command, edits } = offer;
    const action: CodeAction = {
      title,
      kind,
      ...(diagnostics?.length ? { diagnostics: [...diagnostics] } : {}),
      ...(preferred ? { isPreferred: true } : {}),
    };
    if (command) return [{ ...action, command }];
    if (typeof edits !== 'function') return [{ ...action, edit: workspaceEdit(session, edits) }];
    const later: v.InferOutput<typeof data> = { uri: document.uri, version: file.document.version, range: at, kind, id };
    if (lazy) return [{ ...action, data: later }];
    const made = edits();
    return made.length > 0 ? [{ ...action, edit: workspaceEdit(session, made) }] : [];
  });
}

/** @throws ResponseError where the text is not the one any more that the action was offered for */
export function resolveCodeAction(session: Session, action: CodeAction): CodeAction {
  const { success, output } = v.safeParse(data, action.data);
  if (!success || action.edit) return action;
  const file = session.at(output.uri);
  const stale = () => new ResponseError(LSPErrorCodes.ContentModified, say('stale', session.language));
  if (file?.document.version !== output.version) throw stale();
  const offer = offers(askedAt(session, file, output.range, true), [output.kind]).find(({ id }) => id === output.id);
  if (!offer) throw stale();
  return { ...action, edit: workspaceEdit(session, typeof offer.edits === 'function' ? offer.edits() : offer.edits) };
}

export const codeActionsFeature = feature(CodeActionRequest.type, {
  capabilities: { codeActionProvider: { codeActionKinds: [...Object.values(kinds)], resolveProvider: true } },
  params: v.object({ textDocument, range, context: v.object({ only: v.optional(v.array(v.string())) }) }),
  answer: codeActions,
});

export const codeActionResolveFeature = feature(CodeActionResolveRequest.type, {
  params: v.looseObject({ title: v.string(), kind: v.optional(v.string()) }),
  answer: resolveCodeAction,
});
