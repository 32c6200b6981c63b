/** Why: what leaves the preview: its form as an example of the file, what it shows as Markdown or as a picture. */
import * as vscode from 'vscode';
import { type Form, previewMarkdownRequest, read, type Saved, saved, saveExampleRequest } from '../../../server/src/previewProtocol';
import { nameOf } from '../panelServer';
import type { Server } from '../server';
import type { PreviewPanel } from './panel';
import { bytesOf, type Picture } from './picture';
import { columnOf } from './places';

/** How long the status bar says that something was done. Milliseconds. */
const shortly = 4000;

export const noAnswer = (): string => vscode.l10n.t('The language server does not answer. The output says why.');

function fileIn(server: Server, { uri }: PreviewPanel): string {
  return server.uriOf(uri);
}

/** Asks for the title, and writes the form into the file as an example of that title. */
export async function saveExample(server: Server, preview: PreviewPanel, form: Form): Promise<void> {
  const asked = async (title?: string): Promise<Saved | undefined> =>
    read(saved, await server.ask(saveExampleRequest, { uri: fileIn(server, preview), form, ...(title === undefined ? {} : { title }) }));
  const first = await asked();
  if (!first || 'refused' in first) {
    void vscode.window.showWarningMessage(first?.refused ?? noAnswer());
    return;
  }
  const title = await vscode.window.showInputBox({
    title: vscode.l10n.t('Save as Example'),
    prompt: vscode.l10n.t('The title of the example; titles are different within a file'),
    value: first.title,
    validateInput: async (value) => {
      if (value.trim() === '') return vscode.l10n.t('An example needs a title.');
      const found = await asked(value.trim());
      return found && 'refused' in found ? found.refused : undefined;
    },
  });
  if (title === undefined) return;
  // The file may have been edited while the title was asked for.
  const found = await asked(title.trim());
  if (!found || 'refused' in found) {
    void vscode.window.showWarningMessage(found?.refused ?? noAnswer());
    return;
  }
  await insertExample(found, preview.panel.viewColumn);
}

type Insertion = Exclude<Saved, { refused: string }>;

/** Into the document, unsaved, so that it can be read over and undone. */
export async function insertExample(
  { uri, version, line, character, insert: text }: Insertion,
  column: vscode.ViewColumn | undefined,
): Promise<void> {
  const document = await vscode.workspace.openTextDocument(vscode.Uri.parse(uri, true));
  const edit = new vscode.WorkspaceEdit();
  const at = new vscode.Position(line, character);
  edit.insert(document.uri, at, text);
  if ((version !== null && version !== document.version) || !(await vscode.workspace.applyEdit(edit))) {
    void vscode.window.showWarningMessage(vscode.l10n.t('The example was not written: the file changed meanwhile. Save it again.'));
    return;
  }
  const end = document.positionAt(document.offsetAt(at) + text.length);
  const editor = await vscode.window.showTextDocument(document, { viewColumn: columnOf(document.uri, column) });
  const written = new vscode.Range(at, end);
  editor.selection = new vscode.Selection(end, end);
  editor.revealRange(written, vscode.TextEditorRevealType.InCenterIfOutsideViewport);
}

export async function copyMarkdown(server: Server, preview: PreviewPanel, form: Form): Promise<void> {
  const text = await server.ask<unknown>(previewMarkdownRequest, { uri: fileIn(server, preview), form });
  if (typeof text !== 'string') {
    void vscode.window.showWarningMessage(noAnswer());
    return;
  }
  await vscode.env.clipboard.writeText(text);
  vscode.window.setStatusBarMessage(vscode.l10n.t('$(check) Copied as Markdown'), shortly);
}

/** Asks where, and writes it there. */
export async function savePicture({ uri }: PreviewPanel, picture: Picture): Promise<void> {
  const bytes = bytesOf(picture);
  if (!bytes) throw new Error('the picture is none');
  const name = `${nameOf(uri).replace(/\.clause(\.md)?$/i, '')}.${picture.format}`;
  // Beside the policy; one that was never saved stands nowhere.
  const [folder] = vscode.workspace.workspaceFolders ?? [];
  const beside = uri.scheme === 'untitled' ? folder && vscode.Uri.joinPath(folder.uri, name) : vscode.Uri.joinPath(uri, '..', name);
  const filters = { [picture.format.toUpperCase()]: [picture.format] };
  const target = await vscode.window.showSaveDialog({
    title: vscode.l10n.t('Export Picture'),
    filters,
    ...(beside ? { defaultUri: beside } : {}),
  });
  if (!target) return;
  try {
    await vscode.workspace.fs.writeFile(target, bytes);
    vscode.window.setStatusBarMessage(vscode.l10n.t('$(check) The picture was written to {0}', nameOf(target)), shortly);
  } catch (error) {
    void vscode.window.showErrorMessage(vscode.l10n.t('The picture could not be written: {0}', String(error)));
  }
}
