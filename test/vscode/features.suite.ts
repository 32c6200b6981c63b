/** Inside VS Code: what the server's features are to an author: examples, completion, rename, formatting, places. */
import { strict as assert } from 'node:assert';
import * as vscode from 'vscode';
import { hints, noFinding, sample, show, until, write } from './support';

const policy = `fact cost "Cost": money from 0元

clause grant "Grant" {
  award 50% of cost
}

example "small" {
  cost = 10万元
  expect total = 5万元
}

example "large" {
  cost = 100万元
  expect total = 50万元
}
`;

function place(document: vscode.TextDocument, text: string, behind = 0): vscode.Position {
  const at = document.getText().indexOf(text);
  assert.ok(at >= 0, `${text} is in the file`);
  return document.positionAt(at + behind);
}

const clauseHint = (all: readonly string[]) => all.find((one) => one.startsWith('clause grant'))?.replace(/\s+/g, ' ');

describe('examples', () => {
  it('that are selected show their values in the text', async () => {
    const { document } = await write('select.clause', policy);
    await until(
      'the first one',
      () => hints(document),
      (all) => /¥50,000$/.test(clauseHint(all) ?? ''),
    );
    await vscode.commands.executeCommand('clausewright.selectExample', document.uri.toString(), 'large');
    await until(
      'the second one',
      () => hints(document),
      (all) => /¥500,000$/.test(clauseHint(all) ?? ''),
    );
    await vscode.commands.executeCommand('clausewright.selectExample', document.uri.toString(), 'small');
    await until(
      'the first one again',
      () => hints(document),
      (all) => /¥50,000$/.test(clauseHint(all) ?? ''),
    );
  });

  it('are explained on a page beside, which follows the text', async () => {
    const { document } = await write('explain.clause', policy);
    await noFinding(document);
    await vscode.commands.executeCommand('clausewright.explainExample', document.uri.toString(), 'large');
    const page = () => vscode.workspace.textDocuments.find(({ uri }) => uri.scheme === 'clausewright-explain')?.getText() ?? '';
    await until('the page', page, (text) => text.includes('500,000'));
    const edit = new vscode.WorkspaceEdit();
    const at = place(document, '50% of');
    edit.replace(document.uri, new vscode.Range(at, at.translate(0, 3)), '40%');
    await vscode.workspace.applyEdit(edit);
    await until('the new figure', page, (text) => text.includes('400,000'));
    await vscode.commands.executeCommand('workbench.action.closeAllEditors');
  });

  it('have lenses above them, and above the clauses they touch', async () => {
    const { document } = await write('lenses.clause', policy);
    const ask = () => vscode.commands.executeCommand<vscode.CodeLens[]>('vscode.executeCodeLensProvider', document.uri, 20);
    const lenses = await until('lenses', ask, (all) => all.some(({ command }) => command?.command === 'clausewright.selectExample'));
    assert.ok(lenses.some(({ range, command }) => range.start.line === place(document, 'clause grant').line && command));
    const shown = lenses.find(({ command }) => command?.command === 'clausewright.showExamples');
    assert.ok(shown?.command?.arguments);
    // The places are converted: VS Code would refuse those of the protocol.
    await vscode.commands.executeCommand('clausewright.showExamples', ...shown.command.arguments);
  });
});

describe('writing', () => {
  it('is completed with what fits', async () => {
    const { document } = await write('complete.clause', policy.replace('50% of cost', '50% of '));
    const ask = () =>
      vscode.commands.executeCommand<vscode.CompletionList>(
        'vscode.executeCompletionItemProvider',
        document.uri,
        place(document, '50% of ', 7),
      );
    const labels = ({ items }: vscode.CompletionList) => items.map(({ label }) => (typeof label === 'string' ? label : label.label));
    await until('the fact', ask, (list) => labels(list).includes('cost'));
  });

  it('shows what a function wants', async () => {
    const { document } = await write('signature.clause', policy.replace('50% of cost', 'min('));
    const ask = () =>
      vscode.commands.executeCommand<vscode.SignatureHelp | undefined>(
        'vscode.executeSignatureHelpProvider',
        document.uri,
        place(document, 'min(', 4),
      );
    const help = await until('a signature', ask, (found) => (found?.signatures.length ?? 0) > 0);
    assert.match(help?.signatures[0]?.label ?? '', /min/);
  });

  it('renames a fact wherever it stands', async () => {
    const { document } = await write('rename.clause', policy);
    await noFinding(document);
    const edit = await vscode.commands.executeCommand<vscode.WorkspaceEdit>(
      'vscode.executeDocumentRenameProvider',
      document.uri,
      place(document, 'cost', 1),
      'price',
    );
    assert.ok(await vscode.workspace.applyEdit(edit));
    assert.equal(document.getText(), policy.replace(/\bcost\b/g, 'price'));
    await noFinding(document);
  });

  it('is formatted', async () => {
    const { document } = await write('format.clause', policy.replace('  award 50% of cost', 'award   50%   of cost'));
    const edits = await vscode.commands.executeCommand<vscode.TextEdit[]>('vscode.executeFormatDocumentProvider', document.uri, {
      tabSize: 2,
      insertSpaces: true,
    });
    const edit = new vscode.WorkspaceEdit();
    edit.set(document.uri, edits);
    await vscode.workspace.applyEdit(edit);
    assert.equal(document.getText(), policy);
  });
});

describe('places', () => {
  it('of a name are found: what it stands for, and who uses it', async () => {
    const { document } = await write('places.clause', policy);
    await noFinding(document);
    const at = place(document, 'of cost', 4);
    const definitions = await vscode.commands.executeCommand<(vscode.Location | vscode.LocationLink)[]>(
      'vscode.executeDefinitionProvider',
      document.uri,
      at,
    );
    const [first] = definitions;
    assert.ok(first);
    assert.equal(('targetRange' in first ? first.targetRange : first.range).start.line, 0);
    const references = await vscode.commands.executeCommand<vscode.Location[]>('vscode.executeReferenceProvider', document.uri, at);
    // The fact, the award, and a line in each of the two examples.
    assert.deepEqual(
      references.map(({ range }) => range.start.line).sort((a, b) => a - b),
      [0, 3, 7, 12],
    );
  });

  it('are listed: the outline of the E-Town sample', async () => {
    const { document } = await show(sample);
    const ask = () =>
      vscode.commands.executeCommand<vscode.DocumentSymbol[] | undefined>('vscode.executeDocumentSymbolProvider', document.uri);
    const flat = (all: readonly vscode.DocumentSymbol[]): string[] => all.flatMap((one) => [one.name, ...flat(one.children)]);
    await until('the clauses', ask, (found) => flat(found ?? []).some((name) => name.includes('白菜心工程')));
  });

  it('fold', async () => {
    const { document } = await write('folds.clause', policy);
    const ask = () => vscode.commands.executeCommand<vscode.FoldingRange[] | undefined>('vscode.executeFoldingRangeProvider', document.uri);
    await until('the clause', ask, (found) => (found ?? []).some(({ start }) => start === 2));
  });
});
