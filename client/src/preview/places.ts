/** Why: a click in the preview goes to the policy's text where the author has it, and never over the preview itself. */
import * as vscode from 'vscode';
import type { Spot } from '../../../server/src/previewProtocol';
import { isOurs } from '../documents';

/** The group that shows the file, or at least has it. */
function showing(uri: vscode.Uri): vscode.TabGroup | undefined {
  const key = uri.toString();
  const shows = ({ input }: vscode.Tab): boolean => input instanceof vscode.TabInputText && input.uri.toString() === key;
  const groups = vscode.window.tabGroups.all;
  return groups.find(({ activeTab }) => activeTab !== undefined && shows(activeTab)) ?? groups.find(({ tabs }) => tabs.some(shows));
}

/** Where a panel of the file opens: beside its text, also when another panel is looked at. */
export function columnBeside(uri: vscode.Uri): vscode.ViewColumn {
  const text = vscode.window.activeTextEditor?.document.uri.toString() === uri.toString() ? undefined : showing(uri);
  return text ? text.viewColumn + 1 : vscode.ViewColumn.Beside;
}

/** The column that shows the file; else one beside the preview. */
export function columnOf(uri: vscode.Uri, preview: vscode.ViewColumn | undefined): vscode.ViewColumn {
  const groups = vscode.window.tabGroups.all;
  const found =
    showing(uri) ??
    groups.find(({ viewColumn, activeTab }) => viewColumn !== preview && activeTab?.input instanceof vscode.TabInputText) ??
    groups.find(({ viewColumn }) => viewColumn !== preview);
  return found?.viewColumn ?? vscode.ViewColumn.Beside;
}

/** Shows the line and selects it from where the thing stands. */
export async function goTo({ uri, line, character }: Spot, preview: vscode.ViewColumn | undefined): Promise<void> {
  const document = await vscode.workspace.openTextDocument(vscode.Uri.parse(uri, true));
  // The preview leads to policies and to nothing else.
  if (!isOurs(document)) throw new Error(`${uri} is no policy`);
  const from = document.validatePosition(new vscode.Position(line, character));
  const selection = new vscode.Range(from, document.lineAt(from.line).range.end);
  await vscode.window.showTextDocument(document, { viewColumn: columnOf(document.uri, preview), selection });
}
