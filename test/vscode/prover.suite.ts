/** Inside VS Code: what is proved comes by itself, also what only the solver of the other extension can say, and a witness becomes an example. */
import { strict as assert } from 'node:assert';
import * as vscode from 'vscode';
import { codeOf, finding, findings, folder, noFinding, until, write } from './support';

describe('what is proved', () => {
  // A file each: what is not saved yet hides what is written to the disk.
  const paths = ['proved-1.clause', 'proved-2.clause', 'proved-3.clause'] as const;
  after(async () => {
    for (const path of paths) await vscode.workspace.fs.delete(vscode.Uri.joinPath(folder(), path));
  });

  it('is told a moment after the text stands, and goes with what it was about', async () => {
    const { document } = await write(
      paths[0],
      'fact cost: money from 0元\nclause grant { when cost over 100元, when cost below 50元, award 1元 }\n',
    );
    const found = await finding(document, 'clause-unreachable');
    assert.equal(found.severity, vscode.DiagnosticSeverity.Warning);
    assert.equal(document.getText(found.range), 'grant');
    const edit = new vscode.WorkspaceEdit();
    const at = document.getText().indexOf('below 50元');
    edit.replace(document.uri, new vscode.Range(document.positionAt(at), document.positionAt(at + 'below 50元'.length)), 'below 500元');
    await vscode.workspace.applyEdit(edit);
    await noFinding(document, 'clause-unreachable');
  });

  it('is what the solver says, where the first step stops', async () => {
    // Sides that are 200 m together enclose at most 100 m × 100 m = 10,000 m², for which 1万元 is paid: nobody comes above the cap.
    const { document } = await write(
      paths[1],
      'fact length: m from 0m\nfact width: m from 0m\nrequire length + width at most 200m "fence"\n' +
        'clause plot { award 1元/m/m * length * width, cap 1万元 }\n',
    );
    await finding(document, 'cap-never-reached');
    assert.ok(findings(document).every((one) => codeOf(one) !== 'not-decided'));
  });

  it('becomes an example that holds', async () => {
    const { document } = await write(
      paths[2],
      'fact cost: money from 0元\nclause a { award 10% of cost }\nclause b { when cost over 100元, award 50元 }\nexclusive one { among a, b }\n',
    );
    const { range } = await finding(document, 'unresolved-overlap');
    const actions = await until(
      'the fix that adds the applicant',
      () => vscode.commands.executeCommand<vscode.CodeAction[]>('vscode.executeCodeActionProvider', document.uri, range, 'quickfix', 10),
      (all) => all.some(({ title }) => title === 'Add this applicant as an example'),
    );
    const fix = actions.find(({ title }) => title === 'Add this applicant as an example');
    assert.ok(fix?.edit);
    await vscode.workspace.applyEdit(fix.edit);
    assert.match(document.getText(), /example "a and b both pay" \{[^}]*expect total conflict/);
    await finding(document, 'unresolved-overlap');
    assert.ok(findings(document).every((one) => codeOf(one) !== 'expectation-failed'));
  });
});
