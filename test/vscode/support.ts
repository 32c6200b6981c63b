/** Why: what the tests inside VS Code share: files of the opened folder, and waiting for what comes by itself. */
import { strict as assert } from 'node:assert';
import * as vscode from 'vscode';

export const sample = 'beijing-etown-2025/beijing-etown-2025.clause';

export function folder(): vscode.Uri {
  const found = vscode.workspace.workspaceFolders?.[0]?.uri;
  assert.ok(found, 'a folder is open');
  return found;
}

export async function show(path: string): Promise<vscode.TextEditor> {
  return vscode.window.showTextDocument(await vscode.workspace.openTextDocument(vscode.Uri.joinPath(folder(), path)));
}

export async function write(path: string, text: string): Promise<vscode.TextEditor> {
  await vscode.workspace.fs.writeFile(vscode.Uri.joinPath(folder(), path), new TextEncoder().encode(text));
  return show(path);
}

/** Asks again until the answer is good; the failure tells the last answer. */
export async function until<T>(what: string, ask: () => T | Thenable<T>, good: (answer: T) => boolean): Promise<T> {
  const end = Date.now() + 20_000;
  for (;;) {
    const answer = await ask();
    if (good(answer)) return answer;
    if (Date.now() > end) assert.fail(`${what}; last: ${JSON.stringify(answer)}`);
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
}

export function findings(document: vscode.TextDocument): vscode.Diagnostic[] {
  return vscode.languages.getDiagnostics(document.uri).filter(({ source }) => source === 'clausewright');
}

export function codeOf({ code }: vscode.Diagnostic): string {
  return String(typeof code === 'object' ? code.value : code);
}

/** Waits for a finding of this name. */
export async function finding(document: vscode.TextDocument, name: string): Promise<vscode.Diagnostic> {
  const all = await until(
    `the finding ${name}`,
    () => findings(document),
    (found) => found.some((one) => codeOf(one) === name),
  );
  const found = all.find((one) => codeOf(one) === name);
  assert.ok(found);
  return found;
}

export async function noFinding(document: vscode.TextDocument, name?: string): Promise<void> {
  const shown = () => findings(document).map((one) => `${codeOf(one)}: ${one.message}`);
  await until(`no finding ${name ?? ''}`, shown, (found) =>
    name ? found.every((one) => !one.startsWith(`${name}:`)) : found.length === 0,
  );
}

export async function hints(document: vscode.TextDocument): Promise<string[]> {
  const whole = new vscode.Range(0, 0, document.lineCount, 0);
  const ask = () => vscode.commands.executeCommand<vscode.InlayHint[] | undefined>('vscode.executeInlayHintProvider', document.uri, whole);
  // VS Code takes a question back when providers come or go meanwhile; an editor asks again.
  const again = () => new Promise((resolve) => setTimeout(resolve, 200)).then(ask);
  const found = await Promise.resolve(ask()).catch(again).catch(again).catch(again);
  return (found ?? []).map(({ label, position }) => {
    const text = typeof label === 'string' ? label : label.map((part) => part.value).join('');
    return `${document.lineAt(position.line).text.slice(0, position.character).trim()} ${text}`;
  });
}

export async function hover(document: vscode.TextDocument, word: string): Promise<string> {
  const at = document.positionAt(document.getText().indexOf(word));
  const found = await vscode.commands.executeCommand<vscode.Hover[]>('vscode.executeHoverProvider', document.uri, at);
  return found.flatMap(({ contents }) => contents.map((one) => (typeof one === 'string' ? one : one.value))).join('\n');
}

/** Applies the fix with this in its title at the finding, as choosing it in the menu does. */
export async function fix(document: vscode.TextDocument, at: vscode.Diagnostic, title = ''): Promise<void> {
  const ask = () =>
    vscode.commands.executeCommand<vscode.CodeAction[]>('vscode.executeCodeActionProvider', document.uri, at.range, 'quickfix');
  const wanted = (all: vscode.CodeAction[]) => all.find((one) => one.title.includes(title) && one.edit);
  const action = wanted(await until(`a fix ${title}`, ask, (all) => wanted(all) !== undefined));
  assert.ok(action?.edit);
  assert.ok(await vscode.workspace.applyEdit(action.edit));
}
