/** Inside VS Code: the preview's panels as tabs, what they follow, and that their script runs and asks. */
import { strict as assert } from 'node:assert';
import * as vscode from 'vscode';
import { saveExample } from '../../client/src/preview/actions';
import type { Wish } from '../../client/src/preview/controller';
import { PreviewPanel, type Surroundings } from '../../client/src/preview/panel';
import { goTo } from '../../client/src/preview/places';
import { emptyForm, type PreviewParams, previewParams, previewRequest, read, type Saved } from '../../server/src/previewProtocol';
import { servers } from './processes';
import { folder, noFinding, until, write } from './support';

const policy =
  'fact cost "Cost": money from 0元\n\nclause grant "Grant" {\n  award 50% of cost\n}\n\nexample "one" {\n  cost = 10万元\n  expect total = 5万元\n}\n';

function previews(): vscode.Tab[] {
  const isPreview = ({ input }: vscode.Tab) => input instanceof vscode.TabInputWebview && input.viewType.endsWith('clausewright.preview');
  return vscode.window.tabGroups.all.flatMap(({ tabs }) => tabs.filter(isPreview));
}
const titles = () =>
  previews()
    .map(({ label }) => label)
    .sort();
const showing = (what: string, wanted: readonly string[]) =>
  until(what, titles, (found) => JSON.stringify(found) === JSON.stringify([...wanted].sort()));

async function closeAll(): Promise<void> {
  await vscode.commands.executeCommand('workbench.action.files.revert').then(undefined, () => undefined);
  await vscode.commands.executeCommand('workbench.action.closeAllEditors');
  await showing('no preview', []);
}

/** What the preview shows, as Markdown: it can be had as soon as the panel's script has run and has asked. */
async function markdown(): Promise<string> {
  await vscode.env.clipboard.writeText('nothing copied');
  return until(
    'the preview as Markdown',
    async () => {
      await vscode.commands.executeCommand('clausewright.preview.copyMarkdown');
      return vscode.env.clipboard.readText();
    },
    (text) => text !== 'nothing copied',
  );
}

describe('the preview', () => {
  before(closeAll);
  afterEach(closeAll);

  it('opens beside the text, which keeps the focus, once for each file', async () => {
    const { document } = await write('预览 一.clause', policy);
    await vscode.commands.executeCommand('clausewright.showPreview');
    await showing('a preview', ['Preview 预览 一.clause']);
    const [tab] = previews();
    assert.equal(tab?.group.viewColumn, vscode.ViewColumn.Two);
    assert.equal(vscode.window.activeTextEditor?.document.uri.toString(), document.uri.toString());
    await vscode.commands.executeCommand('clausewright.showPreview', document.uri);
    const second = await write('preview-2.clause', policy);
    await vscode.commands.executeCommand('clausewright.previewExample', second.document.uri.toString(), 'one');
    await showing('one for each', ['Preview 预览 一.clause', 'Preview preview-2.clause']);
  });

  it('runs its script, which asks, and asks again after the server died', async () => {
    const { document } = await write('preview-runs.clause', policy);
    await noFinding(document);
    await vscode.commands.executeCommand('clausewright.showPreview');
    await markdown();
    const [running] = servers();
    assert.ok(running);
    process.kill(running, 'SIGKILL');
    await until('another server', servers, (all) => all.length === 1 && all[0] !== running);
    await markdown();
    assert.deepEqual(titles(), ['Preview preview-runs.clause']);
  });

  it('follows its file when it is renamed, alone or with its folder', async () => {
    const { document } = await write('preview-folder/old.clause', policy);
    await vscode.commands.executeCommand('clausewright.showPreview');
    await showing('a preview', ['Preview old.clause']);
    const to = vscode.Uri.joinPath(document.uri, '..', 'new name.clause');
    const rename = new vscode.WorkspaceEdit();
    rename.renameFile(document.uri, to);
    assert.ok(await vscode.workspace.applyEdit(rename));
    await showing('the new name', ['Preview new name.clause']);
    const move = new vscode.WorkspaceEdit();
    move.renameFile(vscode.Uri.joinPath(folder(), 'preview-folder'), vscode.Uri.joinPath(folder(), 'preview-moved'));
    assert.ok(await vscode.workspace.applyEdit(move));
    // The same file: its preview is found under where it is now.
    await vscode.window.showTextDocument(vscode.Uri.joinPath(folder(), 'preview-moved', 'new name.clause'));
    await vscode.commands.executeCommand('clausewright.showPreview');
    assert.deepEqual(titles(), ['Preview new name.clause']);
  });

  it('stays when its file is deleted', async () => {
    const { document } = await write('preview-gone.clause', policy);
    await vscode.commands.executeCommand('clausewright.showPreview');
    await showing('a preview', ['Preview preview-gone.clause']);
    await vscode.workspace.fs.delete(document.uri);
    await vscode.window.showTextDocument(document);
    await vscode.commands.executeCommand('workbench.action.revertAndCloseActiveEditor');
    await new Promise((resolve) => setTimeout(resolve, 500));
    assert.deepEqual(titles(), ['Preview preview-gone.clause']);
  });

  it('is offered above each example', async () => {
    const { document } = await write('preview-lens.clause', policy);
    const lenses = await until(
      'lenses',
      () => vscode.commands.executeCommand<vscode.CodeLens[]>('vscode.executeCodeLensProvider', document.uri, 20),
      (all) => all.some(({ command }) => command?.title === 'Preview'),
    );
    const lens = lenses.find(({ command }) => command?.title === 'Preview');
    assert.equal(lens?.range.start.line, 6);
    assert.equal(lens?.command?.command, 'clausewright.previewExample');
    await vscode.commands.executeCommand(lens.command.command, ...(lens.command.arguments ?? []));
    await showing('a preview', ['Preview preview-lens.clause']);
  });
});

/** The least that the server may answer. */
const state = (uri: string) => ({ uri, language: 'en', title: 'T', keys: {} });

/** A panel with the real script in it, and a server that the test plays. */
class Played {
  readonly asked: PreviewParams[] = [];
  readonly wishes: Wish[] = [];
  /** Tokens of the questions. */
  readonly tokens: vscode.CancellationToken[] = [];
  readonly preview: PreviewPanel;

  constructor(uri: vscode.Uri, answer: (params: PreviewParams) => unknown) {
    const extension = vscode.extensions.getExtension('clausewright.clausewright-vscode');
    assert.ok(extension);
    const server = {
      state: 'running',
      uriOf: String,
      send: async (method: string, params: unknown, token: vscode.CancellationToken) => {
        assert.equal(method, previewRequest);
        const checked = read(previewParams, params);
        assert.ok(checked, 'what the server is asked has the shape that was agreed on');
        this.asked.push(checked);
        this.tokens.push(token);
        return answer(checked);
      },
    };
    const around = {
      server,
      extension: extension.extensionUri,
      output: { warn: (line: string) => void this.warned.push(line) },
      carryOut: (_panel: PreviewPanel, wish: Wish) => void this.wishes.push(wish),
    } as unknown as Surroundings;
    const panel = vscode.window.createWebviewPanel('clausewright.preview', 'played', vscode.ViewColumn.Two, {});
    this.preview = new PreviewPanel(around, panel, uri);
  }

  readonly warned: string[] = [];
}

describe('the panel in VS Code', () => {
  afterEach(closeAll);
  it('runs under its content security policy: its script asks, and is asked for again when it comes back from behind', async () => {
    const { document } = await write('played.clause', policy);
    const played = new Played(document.uri, ({ uri }) => state(uri));
    await until(
      'a question',
      () => played.asked.length,
      (count) => count > 0,
    );
    assert.equal(played.asked[0]?.uri, document.uri.toString());
    assert.deepEqual(played.asked[0]?.form, emptyForm);
    const { controller, panel } = played.preview;
    const before = played.asked.length;
    // Hidden behind another tab of its column its script is gone.
    await vscode.window.showTextDocument(document, { viewColumn: vscode.ViewColumn.Two });
    await until(
      'it is hidden',
      () => panel.visible,
      (visible) => !visible,
    );
    controller.changed();
    assert.equal(played.asked.length, before, 'nothing is asked for who does not see it');
    panel.reveal();
    await until(
      'a question anew',
      () => played.asked.length,
      (count) => count > before,
    );
    assert.deepEqual(played.asked.at(-1)?.known, {});
    assert.deepEqual(played.warned, []);
    played.preview.dispose();
  });

  it('tells a file that is gone from a server that fails', async () => {
    const { document } = await write('played-gone.clause', policy);
    const failing = new Played(document.uri, () => null);
    await until(
      'a line in the log',
      () => failing.warned.length,
      (count) => count > 0,
    );
    assert.match(failing.warned[0] ?? '', /played-gone\.clause/);
    failing.preview.dispose();
    const gone = new Played(vscode.Uri.joinPath(folder(), 'never-there.clause'), () => null);
    await until(
      'a question',
      () => gone.asked.length,
      (count) => count > 0,
    );
    await new Promise((resolve) => setTimeout(resolve, 300));
    assert.deepEqual(gone.warned, []);
    gone.preview.dispose();
  });
});

describe('from the preview to the text', () => {
  afterEach(closeAll);

  it('goes to the line where the file is shown, and never over the panel', async () => {
    const { document } = await write('goto.clause', policy);
    const played = new Played(document.uri, ({ uri }) => state(uri));
    const { panel } = played.preview;
    // A page that is not there yet would take the focus when it comes.
    await until(
      'a question',
      () => played.asked.length,
      (count) => count > 0,
    );
    const active = () =>
      until(
        'the panel has the focus',
        () => panel.active,
        (is) => is,
      );
    await active();
    await goTo({ uri: document.uri.toString(), line: 3, character: 2, endLine: 3 }, panel.viewColumn);
    const shown = () => {
      const editor = vscode.window.activeTextEditor;
      return editor && [editor.viewColumn !== panel.viewColumn, editor.document.getText(editor.selection), editor.selection.start.line];
    };
    const shows = (wanted: readonly unknown[]) => until('the place', shown, (found) => JSON.stringify(found) === JSON.stringify(wanted));
    await shows([true, 'award 50% of cost', 3]);
    // Of a file that is shown nowhere, with no other column than the panel's; a place behind the end is the end.
    await write('goto-other.clause', policy);
    await vscode.commands.executeCommand('workbench.action.closeActiveEditor');
    panel.reveal();
    await active();
    await goTo(
      { uri: vscode.Uri.joinPath(folder(), 'goto-other.clause').toString(), line: 1000, character: 0, endLine: 1000 },
      panel.viewColumn,
    );
    await shows([true, '', 10]);
    played.preview.dispose();
  });

  it('opens nothing but policies', async () => {
    await write('notes.txt', 'a\n');
    await assert.rejects(
      goTo({ uri: vscode.Uri.joinPath(folder(), 'notes.txt').toString(), line: 0, character: 0, endLine: 0 }, undefined),
    );
  });
});

describe('save as example', () => {
  afterEach(closeAll);
  const text = '\nexample "made up" {\n}\n';

  /** @param answer of the server, to the title that it is asked with */
  async function save(uri: vscode.Uri, answer: (title: string | undefined) => Saved): Promise<(string | undefined)[]> {
    const titles: (string | undefined)[] = [];
    const server = {
      uriOf: String,
      ask: async (_method: string, { title }: { title?: string }) => {
        titles.push(title);
        return answer(title);
      },
    };
    const saving = saveExample(server as never, { uri, panel: { viewColumn: undefined } } as never, emptyForm);
    const done = { is: false };
    void saving.finally(() => {
      done.is = true;
    });
    await until(
      'it is done',
      async () => {
        await vscode.commands.executeCommand('workbench.action.acceptSelectedQuickOpenItem');
        return done.is;
      },
      Boolean,
    );
    await saving;
    return titles;
  }

  it('asks for the title, and writes the text where the server says, unsaved', async () => {
    const { document } = await write('save.clause', policy);
    const at = { uri: document.uri.toString(), version: document.version, line: 10, character: 0 };
    const asked = await save(document.uri, (title) => ({ ...at, insert: text, title: title ?? 'made up' }));
    assert.equal(asked[0], undefined);
    assert.equal(asked.at(-1), 'made up');
    assert.equal(document.getText(), policy + text);
    assert.equal(document.isDirty, true);
    assert.equal(vscode.window.activeTextEditor?.document, document);
  });

  it('writes nothing where the server refuses, or the text is another by now', async () => {
    const { document } = await write('save-not.clause', policy);
    assert.deepEqual(await save(document.uri, () => ({ refused: 'It cannot be read.' })), [undefined]);
    const at = { uri: document.uri.toString(), version: document.version + 1, line: 10, character: 0 };
    await save(document.uri, (title) => ({ ...at, insert: text, title: title ?? 'made up' }));
    assert.equal(document.getText(), policy);
    await vscode.commands.executeCommand('notifications.clearAll');
  });
});
