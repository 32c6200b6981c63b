/** Why: tests of code actions: a text with the cursor or a selection marked, an action chosen by its title, the text that comes of it. */
import type { CodeAction, TextDocumentEdit } from 'vscode-languageserver';
import { TextDocument } from 'vscode-languageserver-textdocument';
import { URI } from 'vscode-uri';
import type { Finding } from '../../server/src/core/finding';
import { Workspace } from '../../server/src/core/workspace';
import type { Options, Session } from './support';

/** A client that resolves edits and knows versions, as VS Code does. */
export const able: Options = {
  capabilities: {
    workspace: { workspaceEdit: { documentChanges: true }, configuration: true, workspaceFolders: true },
    textDocument: {
      codeAction: { resolveSupport: { properties: ['edit'] }, codeActionLiteralSupport: { codeActionKind: { valueSet: [] } } },
      publishDiagnostics: { versionSupport: true },
    },
  },
};

export interface Marked {
  readonly text: string;
  readonly from: number;
  readonly to: number;
}

/** `¦` marks the cursor; two of them a selection. */
export function unmark(marked: string): Marked {
  const [before = '', ...rest] = marked.split('¦');
  const text = before + rest.join('');
  const from = before.length;
  return { text, from, to: rest.length > 1 ? from + (rest[0] ?? '').length : from };
}

export interface Offered extends Marked {
  readonly uri: string;
  readonly actions: readonly CodeAction[];
  readonly titles: readonly string[];
}

let count = 0;

/** Opens the text under a name of its own and asks what can be done at the mark. */
export async function offered(s: Session, marked: string, options: { name?: string; only?: string[] } = {}): Promise<Offered> {
  const one = unmark(marked);
  const uri = s.uri(options.name ?? `text-${++count}.clause`);
  await s.open(uri, one.text);
  await s.diagnostics(uri);
  const document = TextDocument.create(uri, 'clause', 1, one.text);
  const range = { start: document.positionAt(one.from), end: document.positionAt(one.to) };
  const context = { diagnostics: [], ...(options.only ? { only: options.only } : {}) };
  const actions = await s.connection.sendRequest<CodeAction[]>('textDocument/codeAction', { textDocument: { uri }, range, context });
  return { ...one, uri, actions, titles: actions.map(({ title }) => title) };
}

/** The texts by URI after an action, as an editor would make them of `texts`. */
export async function done(s: Session, action: CodeAction | undefined, texts: ReadonlyMap<string, string>): Promise<Map<string, string>> {
  if (!action) throw new Error('no such action');
  const { edit } = action.edit ? action : await s.connection.sendRequest<CodeAction>('codeAction/resolve', action);
  const out = new Map(texts);
  for (const change of (edit?.documentChanges ?? []) as TextDocumentEdit[]) {
    const { uri } = change.textDocument;
    out.set(uri, TextDocument.applyEdits(TextDocument.create(uri, 'clause', 1, out.get(uri) ?? ''), change.edits as never));
  }
  return out;
}

/** The marked text after the action whose title matches; it must have no error that it did not have. */
export async function afterAction(
  s: Session,
  marked: string,
  title: string | RegExp,
  options: { name?: string; only?: string[] } = {},
): Promise<string> {
  const found = await offered(s, marked, options);
  const action = found.actions.find((one) => (typeof title === 'string' ? one.title === title : title.test(one.title)));
  if (!action) throw new Error(`no action ${title}; there are\n${found.titles.join('\n')}`);
  const text = (await done(s, action, new Map([[found.uri, found.text]]))).get(found.uri) ?? '';
  const before = errorsOf(found.text, found.uri);
  const now = errorsOf(text, found.uri).filter((name) => !before.includes(name));
  if (now.length > 0) throw new Error(`new errors: ${now.join(', ')}\n${text}`);
  await s.close(found.uri);
  return text;
}

function errorsOf(text: string, uri: string): string[] {
  return findingsOf(text, uri)
    .filter(({ severity, name }) => severity === 'error' && name !== 'missing-import')
    .map(({ name }) => name);
}

export function findingsOf(text: string, uri = 'file:///a.clause'): readonly Finding[] {
  const workspace = new Workspace({ read: () => ({ error: 'missing' }), rootOf: () => undefined });
  workspace.setText(URI.parse(uri).toString(), text);
  return workspace.analyse(uri).findings;
}
