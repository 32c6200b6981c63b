/** Inside VS Code: `clausewright.yaml` counts as it is typed, is checked, completed and explained. */
import { strict as assert } from 'node:assert';
import * as vscode from 'vscode';
import { codeOf, finding, findings, hover, noFinding, until, write } from './support';

const policy = 'fact cost "Cost": money from 0元\n\nclause grant "Grant" {\n  award 5万元\n}\n';

async function type(document: vscode.TextDocument, text: string): Promise<void> {
  const edit = new vscode.WorkspaceEdit();
  edit.replace(document.uri, new vscode.Range(0, 0, document.lineCount, 0), text);
  assert.ok(await vscode.workspace.applyEdit(edit));
}

describe('the configuration of a folder', () => {
  it('counts as it is typed, and leaves other folders alone', async () => {
    const { document } = await write('configured/grant.clause', policy);
    assert.equal((await finding(document, 'unused-fact')).severity, vscode.DiagnosticSeverity.Information);
    const { document: settings } = await write('configured/clausewright.yaml', 'severity:\n  unused-fact: error\n');
    await until(
      'an error',
      () => findings(document).filter((one) => codeOf(one) === 'unused-fact'),
      (found) => found.length === 1 && found[0]?.severity === vscode.DiagnosticSeverity.Error,
    );
    // Not saved.
    await type(settings, 'severity:\n  unused-fact: off\n');
    await noFinding(document, 'unused-fact');
    await settings.save();
  });

  it('is checked, completed and explained', async () => {
    const { document: settings } = await write('configured/clausewright.yaml', 'severty:\n  unused-fact: error\n');
    const [wrong] = await until(
      'a finding in the configuration',
      () => findings(settings),
      (found) => found.length > 0,
    );
    assert.ok(wrong);
    assert.equal(settings.getText(wrong.range), 'severty');
    assert.match(wrong.message, /severity/);
    await type(settings, 'severity:\n  unused-f\n');
    const list = await until(
      'names of findings',
      () =>
        vscode.commands.executeCommand<vscode.CompletionList>(
          'vscode.executeCompletionItemProvider',
          settings.uri,
          new vscode.Position(1, 10),
        ),
      ({ items }) => items.some(({ label }) => (typeof label === 'string' ? label : label.label) === 'unused-fact'),
    );
    assert.ok(list.items.length > 0);
    await type(settings, 'severity:\n  unused-fact: off\n');
    await until(
      'what the finding is',
      () => hover(settings, 'unused-fact'),
      (text) => text.includes('fact'),
    );
    await vscode.workspace.fs.delete(settings.uri);
  });
});
