/** Inside VS Code: what the extension does by itself, whatever the server knows. */
import { strict as assert } from 'node:assert';
import * as vscode from 'vscode';
import { MemoryFiles } from './memoryFiles';
import { servers } from './processes';
import { codeOf, finding, findings, noFinding, until, write } from './support';

const policy =
  'fact cost "Cost": money from 0元\n\nclause grant "Grant" {\n  award 50% of cosst\n}\n\nexample "one" {\n  cost = 10万元\n  expect total = 5万元\n}\n';
const right = policy.replace('cosst', 'cost');

describe('the language server', () => {
  const one = (what: string) => until(what, servers, (all) => all.length === 1);

  it('comes back by itself when it dies, and knows what is open', async () => {
    const { document } = await write('dies.clause', policy);
    await finding(document, 'unknown-name');
    const [before] = await one('one server');
    assert.ok(before);
    process.kill(before, 'SIGKILL');
    await until('another server', servers, (all) => all.length === 1 && all[0] !== before);
    // What is typed now is answered by the new one.
    await until(
      'the old findings are replaced',
      () => findings(document).length,
      (count) => count > 0,
    );
    const edit = new vscode.WorkspaceEdit();
    edit.replace(document.uri, new vscode.Range(0, 0, document.lineCount, 0), right);
    await vscode.workspace.applyEdit(edit);
    await noFinding(document);
  });

  it('stays down after the fifth time, until it is restarted', async () => {
    await vscode.commands.executeCommand('clausewright.restart');
    const { document } = await write('dies-again.clause', policy);
    await finding(document, 'unknown-name');
    for (let time = 1; time <= 5; time++) {
      const [running] = await one(`a server before death ${time}`);
      assert.ok(running);
      process.kill(running, 'SIGKILL');
      await until(`death ${time}`, servers, (all) => !all.includes(running));
    }
    await new Promise((resolve) => setTimeout(resolve, 1500));
    assert.deepEqual(servers(), [], 'no sixth server');
    await vscode.commands.executeCommand('notifications.clearAll');
    await vscode.commands.executeCommand('clausewright.restart');
    await one('a server again');
    await finding(document, 'unknown-name');
  });
});

describe('commands', () => {
  it('are there', async () => {
    const { document } = await write('commands.clause', right);
    await noFinding(document);
    const all = new Set(await vscode.commands.getCommands(true));
    const ours = [
      'newPolicy',
      'selectExample',
      'runExample',
      'explainExample',
      'showExamples',
      'restart',
      'showOutput',
      'showPreview',
      'previewExample',
    ];
    ours.push('preview.saveExample', 'preview.copyMarkdown', 'preview.exportPicture');
    assert.deepEqual(
      ours.filter((name) => !all.has(`clausewright.${name}`)),
      [],
    );
  });

  for (const language of ['en', 'zh']) {
    for (const template of ['blank', 'tiers', 'projects', 'credit']) {
      it(`begin a new policy from ${template}, ${language}`, async () => {
        const name = 'A "quoted" 名称';
        const editor = await vscode.commands.executeCommand<vscode.TextEditor | undefined>('clausewright.newPolicy', {
          template,
          language,
          name,
        });
        assert.ok(editor);
        const { document } = vscode.window.activeTextEditor ?? editor;
        assert.equal(document.isUntitled, true);
        assert.equal(document.languageId, 'clause');
        assert.match(document.getText(), language === 'zh' ? /^政策 "A \\"quoted\\" 名称" \{$/m : /^policy "A \\"quoted\\" 名称" \{$/m);
        await noFinding(document);
        await vscode.commands.executeCommand('workbench.action.revertAndCloseActiveEditor');
      });
    }
  }
});

describe('typing', () => {
  it('closes full-width brackets', async () => {
    const editor = await write('brackets.clause', '');
    await vscode.commands.executeCommand('type', { text: '（' });
    await until(
      'the partner',
      () => editor.document.getText(),
      (text) => text === '（）',
    );
  });

  it('takes a Chinese name as one word', async () => {
    const { document } = await write('words.clause', '定义 研发增长率 = 研发费用的50%\n');
    const range = document.getWordRangeAtPosition(new vscode.Position(0, 5));
    assert.equal(document.getText(range), '研发增长率');
  });

  it('makes a line a comment', async () => {
    const editor = await write('comments.clause', 'fact a: boolean\n');
    await vscode.commands.executeCommand('editor.action.commentLine');
    await until(
      'a comment',
      () => editor.document.getText(),
      (text) => text === '// fact a: boolean\n',
    );
  });

  it('inserts snippets by their names', async () => {
    const editor = await write('snippets.clause', '');
    await vscode.commands.executeCommand('editor.action.insertSnippet', { langId: 'clause', name: '限额' });
    await until(
      'the snippet',
      () => editor.document.getText(),
      (text) => text.startsWith('限额 名称 "标题" {\n  范围 全部\n  封顶 500万元 每年\n}'),
    );
  });

  it('has the defaults of the language', async () => {
    const { document } = await write('defaults.clause', right);
    const settings = vscode.workspace.getConfiguration('editor', document);
    assert.equal(settings.get('defaultFormatter'), 'clausewright.clausewright-vscode');
    assert.deepEqual(settings.get('quickSuggestions'), { other: 'on', comments: 'off', strings: 'off' });
    assert.equal(settings.get('tabSize'), 2);
  });
});

describe('a virtual folder', () => {
  it('has its imports read, and says nothing before they are', async () => {
    const [head, tail] = [right.slice(0, right.indexOf('\n\n') + 1), right.slice(right.indexOf('clause grant'))];
    const files = new MemoryFiles({
      '/repo/facts.clause': head,
      '/repo/a.clause': `import "./facts.clause"\n\n${tail}`,
      '/repo/b.clause': `import "./facts.clause"\nimport "./gone.clause"\n\n${tail}`,
    });
    const registered = vscode.workspace.registerFileSystemProvider('clausewright-memory', files, { isCaseSensitive: true });
    const said: string[] = [];
    const uri = vscode.Uri.parse('clausewright-memory:/repo/a.clause');
    const listening = vscode.languages.onDidChangeDiagnostics(({ uris }) => {
      if (uris.some((each) => each.toString() === uri.toString()))
        said.push(...vscode.languages.getDiagnostics(uri).map((each) => codeOf(each)));
    });
    try {
      const other = await vscode.workspace.openTextDocument(uri.with({ path: '/repo/b.clause' }));
      await finding(other, 'missing-import');
      const document = await vscode.workspace.openTextDocument(uri);
      await vscode.window.showTextDocument(document);
      const edit = new vscode.WorkspaceEdit();
      edit.insert(uri, new vscode.Position(document.lineCount, 0), '\nlet twice = 2 * cost * cosst\n');
      await vscode.workspace.applyEdit(edit);
      const wrong = await finding(document, 'unknown-name');
      assert.equal(document.getText(wrong.range), 'cosst');
      assert.deepEqual(
        said.filter((code) => code === 'missing-import'),
        [],
      );
      assert.ok(files.read.includes('/repo/facts.clause'));
      await vscode.commands.executeCommand('workbench.action.revertAndCloseActiveEditor');
    } finally {
      listening.dispose();
      registered.dispose();
    }
  });
});
