/** Inside VS Code: the lens above a changed clause, the panel that it opens, and that the panel's script runs and asks. */
import { strict as assert } from 'node:assert';
import { execFileSync } from 'node:child_process';
import * as vscode from 'vscode';
import type { Wish } from '../../client/src/comparison/controller';
import { ComparisonPanel, type Surroundings } from '../../client/src/comparison/panel';
import { differenceParams, differenceRequest } from '../../server/src/differenceProtocol';
import { read } from '../../server/src/previewProtocol';
import { folder, noFinding, show, until, write } from './support';

const policy = 'fact cost "Cost": money from 0元\n\nclause grant "Grant" {\n  award 50% of cost\n}\n';

function panels(): string[] {
  const isOurs = ({ input }: vscode.Tab) => input instanceof vscode.TabInputWebview && input.viewType.endsWith('clausewright.comparison');
  return vscode.window.tabGroups.all.flatMap(({ tabs }) => tabs.filter(isOurs).map(({ label }) => label));
}
const showing = (what: string, wanted: readonly string[]) =>
  until(what, panels, (found) => JSON.stringify(found) === JSON.stringify(wanted));

async function closeAll(): Promise<void> {
  await vscode.commands.executeCommand('workbench.action.files.revert').then(undefined, () => undefined);
  await vscode.commands.executeCommand('workbench.action.closeAllEditors');
  await showing('no comparison', []);
}

/** A repository in a folder of its own, with one commit. */
async function repository(name: string): Promise<vscode.TextEditor> {
  const path = `${name}/版本 一.clause`;
  await write(path, policy);
  const cwd = vscode.Uri.joinPath(folder(), name).fsPath;
  const who = ['-c', 'user.name=Author', '-c', 'user.email=author@example.org', '-c', 'commit.gpgsign=false'];
  for (const args of [
    ['init', '-q', '-b', 'main'],
    ['add', '-A'],
    [...who, 'commit', '-q', '-m', 'first'],
  ])
    execFileSync('git', args, { cwd });
  return show(path);
}

const lenses = (uri: vscode.Uri): Thenable<vscode.CodeLens[]> => vscode.commands.executeCommand('vscode.executeCodeLensProvider', uri, 20);

describe('the comparison', () => {
  before(closeAll);
  afterEach(closeAll);

  it('stands above a clause while it is changed, and opens beside the text', async () => {
    const editor = await repository('comparing');
    const { document } = editor;
    await noFinding(document);
    const at = document.positionAt(document.getText().indexOf('50%'));
    await editor.edit((edit) => edit.replace(new vscode.Range(at, at.translate(0, 2)), '60'));
    const wanted = 'since the last commit: never less';
    const found = await until(
      'a lens',
      () => lenses(document.uri),
      (all) => all.some(({ command }) => command?.title === wanted),
    );
    const lens = found.find(({ command }) => command?.title === wanted);
    assert.equal(lens?.range.start.line, 2);
    assert.equal(lens?.command?.command, 'clausewright.showDifference');
    await vscode.commands.executeCommand(lens.command.command, ...(lens.command.arguments ?? []));
    await showing('a comparison', ['Difference of 版本 一.clause']);
    assert.equal(vscode.window.activeTextEditor?.document.uri.toString(), document.uri.toString());
    // With another version the same panel is used.
    await vscode.commands.executeCommand('clausewright.compareAwards', document.uri, {
      kind: 'revision',
      revision: 'HEAD',
      branchPoint: false,
    });
    await showing('still one', ['Difference of 版本 一.clause']);
  });

  it('runs its script under its content security policy: it asks the server, and does what is wished', async () => {
    const { document } = await write('compared.clause', policy);
    const extension = vscode.extensions.getExtension('clausewright.clausewright-vscode');
    assert.ok(extension);
    const asked: unknown[] = [];
    const wishes: Wish[] = [];
    const server = {
      state: 'running',
      uriOf: String,
      send: async (method: string, params: unknown) => {
        assert.equal(method, differenceRequest);
        asked.push(read(differenceParams, params));
        return null;
      },
    };
    const around = {
      server,
      extension: extension.extensionUri,
      output: { warn: () => undefined },
      carryOut: (_panel: ComparisonPanel, wish: Wish) => void wishes.push(wish),
    } as unknown as Surroundings;
    const webview = vscode.window.createWebviewPanel('clausewright.comparison', 'played', vscode.ViewColumn.Two, {});
    const against = { kind: 'file', uri: 'file:///none.clause' } as const;
    const panel = new ComparisonPanel(around, webview, document.uri, against);
    await until(
      'a question',
      () => asked.length,
      (count) => count > 0,
    );
    assert.deepEqual(asked[0], { uri: document.uri.toString(), against });
    panel.controller.received({ kind: 'choose' });
    assert.deepEqual(wishes, [{ kind: 'choose' }]);
    panel.dispose();
  });
});
