/** Inside VS Code, with the installed package: what an author sees of a policy. */
import { strict as assert } from 'node:assert';
import * as vscode from 'vscode';
import { codeOf, finding, findings, fix, hints, hover, noFinding, sample, show, until, write } from './support';

const policy =
  'fact cost "Cost": money from 0元\n\nclause grant "Grant" {\n  award 50% of cost\n}\n\nexample "one" {\n  cost = 10万元\n  expect total = 5万元\n}\n';

describe('the extension', () => {
  it('is the installed package, and starts with the file', async () => {
    const extension = vscode.extensions.getExtension('clausewright.clausewright-vscode');
    assert.ok(extension);
    assert.match(extension.extensionPath, /clausewright\.clausewright-vscode-\d/);
    const { document } = await show(sample);
    assert.equal(document.languageId, 'clause');
    await until('the extension is active', () => extension.isActive, Boolean);
  });
});

describe('the E-Town sample', () => {
  it('has no error and no warning', async () => {
    const { document } = await show(sample);
    await until(
      'results',
      () => hints(document),
      (found) => found.length > 0,
    );
    const bad = findings(document).filter(({ severity }) => severity <= vscode.DiagnosticSeverity.Warning);
    assert.deepEqual(
      bad.map((one) => `${one.range.start.line + 1} ${codeOf(one)} ${one.message}`),
      [],
    );
  });

  it('shows amounts beside clauses, examples and expectations', async () => {
    const { document } = await show(sample);
    const found = await until(
      'amounts',
      () => hints(document),
      (all) => all.length > 20,
    );
    for (const start of [/^条款 .* → ¥\d/, /^示例 .* → ¥\d/, /^应得 总计 .* ✓ ¥\d/]) {
      assert.ok(
        found.some((one) => start.test(one)),
        `${start} in ${found.slice(0, 50).join('\n')}`,
      );
    }
  });
});

describe('a mistake', () => {
  it('is found as it is typed, and mended by its fix', async () => {
    const editor = await write('打错 了.clause', policy);
    const { document } = editor;
    await noFinding(document);
    const at = document.positionAt(document.getText().indexOf('of cost') + 5);
    await editor.edit((edit) => edit.insert(at, 's'));
    const wrong = await finding(document, 'unknown-name');
    assert.equal(document.getText(wrong.range), 'cosst');
    assert.ok(
      typeof wrong.code === 'object' && wrong.code.target.path.endsWith('/docs/rules/unknown-name.md'),
      'the finding leads to its page',
    );
    await vscode.workspace.fs.stat(wrong.code.target);
    await fix(document, wrong, 'cost');
    assert.equal(document.getText(), policy);
    await noFinding(document);
  });

  it('in an expectation is mended with the actual value', async () => {
    const { document } = await write('expect.clause', policy.replace('= 5万元', '= 6万元'));
    await fix(document, await finding(document, 'expectation-failed'));
    await noFinding(document, 'expectation-failed');
    assert.match(document.getText(), /expect total = 5万元/);
  });

  it('in an imported file shows in the importing one, saved or not', async () => {
    const [facts, rest] = [policy.slice(0, policy.indexOf('\n\n') + 1), policy.slice(policy.indexOf('clause grant'))];
    const imported = await write('要素.clause', facts);
    const { document } = await write('importing.clause', `import "./要素.clause"\n${rest}`);
    await noFinding(document);
    await vscode.window.showTextDocument(imported.document);
    const edit = new vscode.WorkspaceEdit();
    edit.replace(imported.document.uri, new vscode.Range(0, 5, 0, 9), 'price');
    await vscode.workspace.applyEdit(edit);
    assert.equal(document.getText((await finding(document, 'unknown-name')).range), 'cost');
    await vscode.commands.executeCommand('workbench.action.files.revert', imported.document.uri);
    await noFinding(document);
  });
});

describe('hints and hovers', () => {
  it('show what the selected example gets', async () => {
    const { document } = await write('hints.clause', policy);
    const found = await until(
      'hints',
      () => hints(document),
      (all) => all.length === 4,
    );
    assert.deepEqual(
      found.map((one) => one.replace(/\s+/g, ' ')),
      ['clause grant "Grant" { → ¥50,000', 'award 50% of cost = ¥50,000', 'example "one" { ● → ¥50,000', 'expect total = 5万元 ✓ ¥50,000'],
    );
    const text = await hover(document, 'cost');
    assert.match(text, /CNY/);
    assert.match(text, /¥100,000/);
  });
});

describe('a literate file', () => {
  const literate = [
    '# 办法',
    '',
    '给予资助。',
    '',
    '```clause',
    ...policy.replace('of cost', 'of cosst').trimEnd().split('\n'),
    '```',
    '',
  ].join('\n');

  it('stays Markdown, and has its findings and results at their places', async () => {
    const { document } = await write('办法.clause.md', literate);
    assert.equal(document.languageId, 'markdown');
    const wrong = await finding(document, 'unknown-name');
    assert.equal(document.getText(wrong.range), 'cosst');
    await fix(document, wrong, 'cost');
    await noFinding(document);
    assert.equal((await hints(document)).length, 4);
  });

  it('other Markdown files are left alone', async () => {
    const { document } = await write('notes.md', literate);
    await new Promise((resolve) => setTimeout(resolve, 300));
    assert.deepEqual(findings(document), []);
    assert.deepEqual(await hints(document), []);
  });
});

describe('files', () => {
  it('never saved are served', async () => {
    const document = await vscode.workspace.openTextDocument({ language: 'clause', content: policy.replace('of cost', 'of cosst') });
    await vscode.window.showTextDocument(document);
    await finding(document, 'unknown-name');
  });

  it('deleted while open go on being served', async () => {
    const { document } = await write('gone.clause', policy.replace('of cost', 'of cosst'));
    const wrong = await finding(document, 'unknown-name');
    await vscode.workspace.fs.delete(document.uri);
    await new Promise((resolve) => setTimeout(resolve, 300));
    await fix(document, wrong, 'cost');
    await noFinding(document);
  });
});
