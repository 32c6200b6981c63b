/** The server over a real session: what it offers, and that nothing an editor or an author does ends it. */
import { afterEach, describe, expect, it } from 'vitest';
import { type Options, Session } from './support';

let session: Session | undefined;
async function start(options?: Options): Promise<Session> {
  session = await Session.start(options);
  return session;
}
afterEach(async () => {
  await session?.stop();
  session = undefined;
});

const good =
  'fact cost "Cost": money from 0元\n\nclause grant "Grant" {\n  award 50% of cost\n}\n\nexample "one" {\n  cost = 10元\n  expect total = 5元\n}\n';

/** Policy files and folders of the disk. */
const movable = {
  filters: [
    { scheme: 'file', pattern: { glob: '**/*.{clause,clause.md}', matches: 'file' } },
    { scheme: 'file', pattern: { glob: '**/*', matches: 'folder' } },
  ],
};

describe('initialize', () => {
  it('offers exactly what these tests exercise', async () => {
    const { initialized } = await start();
    expect(initialized.serverInfo).toEqual({ name: 'clausewright', version: '0.1.0' });
    expect(initialized.capabilities).toEqual({
      positionEncoding: 'utf-16',
      textDocumentSync: { openClose: true, change: 2 },
      completionProvider: {
        triggerCharacters: [' ', '"', '“', '/', '=', '＝', ':', '：', '{', '｛', ',', '，', '、', '|', '｜', '(', '（'],
        resolveProvider: true,
      },
      signatureHelpProvider: { triggerCharacters: ['(', '（', ',', '，'], retriggerCharacters: [',', '，', ')', '）'] },
      codeActionProvider: {
        codeActionKinds: [
          'quickfix',
          'source.fixAll.clausewright',
          'refactor.extract',
          'refactor.inline',
          'refactor.rewrite',
          'refactor.rewrite.keywords',
        ],
        resolveProvider: true,
      },
      codeLensProvider: { resolveProvider: true },
      documentFormattingProvider: true,
      documentOnTypeFormattingProvider: {
        firstTriggerCharacter: '}',
        moreTriggerCharacter: ['\n', '，', '；', '：', '（', '）', '｛', '｝'],
      },
      documentRangeFormattingProvider: true,
      executeCommandProvider: {
        commands: ['clausewright.selectExample', 'clausewright.runExample', 'clausewright.explainExample'],
      },
      hoverProvider: true,
      inlayHintProvider: { resolveProvider: true },
      definitionProvider: true,
      documentHighlightProvider: true,
      documentLinkProvider: {},
      documentSymbolProvider: true,
      foldingRangeProvider: true,
      referencesProvider: true,
      renameProvider: { prepareProvider: true },
      selectionRangeProvider: true,
      semanticTokensProvider: {
        legend: {
          tokenTypes: [
            'keyword',
            'comment',
            'string',
            'number',
            'function',
            'parameter',
            'variable',
            'property',
            'enumMember',
            'class',
            'interface',
            'type',
          ],
          tokenModifiers: ['declaration', 'readonly', 'defaultLibrary'],
        },
        full: { delta: true },
        range: true,
      },
      typeDefinitionProvider: true,
      workspaceSymbolProvider: true,
      workspace: {
        workspaceFolders: { supported: true, changeNotifications: true },
        fileOperations: { willRename: movable, didRename: movable },
      },
    });
  });

  it('starts for a client that can do nothing in particular', async () => {
    const s = await start({ capabilities: {}, folder: null });
    const uri = s.uri('a.clause');
    await s.open(uri, good);
    expect(await s.diagnostics(uri)).toEqual([]);
  });
});

describe('clausewright lsp --stdio', () => {
  it('is the same server, and ends when it is told to', async () => {
    const s = await start({ cli: true });
    const uri = s.uri('a.clause');
    await s.open(uri, good.replace('of cost', 'of cosst'));
    expect(await s.findings(uri)).toContain('unknown-name "cosst"');
    const ended = new Promise<number | null>((resolve) => s.process.once('exit', resolve));
    await s.connection.sendRequest('shutdown');
    await s.connection.sendNotification('exit');
    expect(await ended).toBe(0);
  });
});

describe('text', () => {
  it('follows incremental edits, several in one message included', async () => {
    const s = await start();
    const uri = s.uri('a.clause');
    await s.open(uri, good);
    expect(await s.findings(uri)).toEqual([]);
    await s.edit(uri, 'of cost', 'of cosst');
    expect(await s.findings(uri)).toContain('unknown-name "cosst"');
    await s.change(uri, [
      { range: { start: { line: 0, character: 0 }, end: { line: 0, character: 0 } }, newText: '// 第一行 😀\n' },
      { range: { start: { line: 4, character: 17 }, end: { line: 4, character: 18 } }, newText: '' },
    ]);
    expect(s.text(uri)).toContain('award 50% of cost\n');
    expect(await s.findings(uri)).toEqual([]);
  });

  it('places a finding right behind an emoji, in a CRLF file', async () => {
    const s = await start();
    const uri = s.uri('a.clause');
    await s.open(uri, good.replace('"Grant"', '"😀 Grant" //').replace('of cost', 'of cosst').replaceAll('\n', '\r\n'));
    const found = await s.diagnostics(uri);
    expect(found.find(({ code }) => code === 'unknown-name')?.range).toEqual({
      start: { line: 3, character: 15 },
      end: { line: 3, character: 20 },
    });
  });

  it('reads a file that was never saved', async () => {
    const s = await start();
    await s.open('untitled:Untitled-1', good.replace('of cost', 'of cosst'));
    expect(await s.findings('untitled:Untitled-1')).toContain('unknown-name "cosst"');
    await s.open('untitled:Untitled-2', `import "./facts.clause"\n\n${good.replace('of cost', 'of cosst')}`);
    expect((await s.findings('untitled:Untitled-2')).join()).toContain('missing-import');
  });

  it('clears what it said of a file that is closed', async () => {
    const s = await start();
    const uri = s.uri('a.clause');
    await s.open(uri, good.replace('of cost', 'of cosst'));
    expect((await s.diagnostics(uri)).length).toBeGreaterThan(0);
    await s.close(uri);
    expect(await s.diagnostics(uri, (found) => found.length === 0)).toEqual([]);
  });
});

describe('what should not be', () => {
  it('goes on after a message that is no JSON, a method that nobody knows and parameters of a wrong kind', async () => {
    const s = await start();
    const bad = '{"jsonrpc": "2.0", oops';
    s.process.stdin.write(`Content-Length: ${Buffer.byteLength(bad)}\r\n\r\n${bad}`);
    await expect(s.connection.sendRequest('clausewright/nothing', { a: 1 })).rejects.toMatchObject({ code: -32601 });
    await s.connection.sendNotification('textDocument/didOpen', { textDocument: 7 });
    await s.connection.sendNotification('textDocument/didChange', {
      textDocument: { uri: s.uri('never-opened.clause'), version: 4 },
      contentChanges: [{ text: 'x' }],
    });
    await s.connection.sendNotification('textDocument/didClose', {});
    await expect(s.connection.sendRequest('textDocument/hover', { textDocument: {}, position: null })).rejects.toMatchObject({
      code: -32602,
    });
    const uri = s.uri('a.clause');
    await s.open(uri, good.replace('of cost', 'of cosst'));
    expect(await s.findings(uri)).toContain('unknown-name "cosst"');
  });

  it('says of a text that is too large that it is, and serves the others', async () => {
    const s = await start();
    const [large, small] = [s.uri('large.clause'), s.uri('small.clause')];
    await s.open(large, `${good}${'// nothing\n'.repeat(1_000_000)}`);
    await s.open(small, good.replace('of cost', 'of cosst'));
    expect(await s.diagnostics(large)).toMatchObject([
      { severity: 1, code: 'too-large', message: expect.stringContaining('11.0 million') },
    ]);
    expect(await s.findings(small)).toContain('unknown-name "cosst"');
    expect(await s.hints(large)).toEqual([]);
    await s.change(large, [{ range: { start: { line: 11, character: 0 }, end: { line: 1_000_011, character: 0 } }, newText: '' }]);
    expect(await s.findings(large)).toEqual([]);
  });

  it('survives 100,000 nested brackets', async () => {
    const s = await start();
    const uri = s.uri('deep.clause');
    await s.open(uri, `let deep = ${'('.repeat(100_000)}1${')'.repeat(100_000)}\n\n${good.replace('of cost', 'of cosst')}`);
    const names = await s.findings(uri);
    expect(names.join().slice(0, 100)).toContain('syntax-error');
    expect(names).toContain('unknown-name "cosst"');
  });

  it('answers nothing about a file that is not open', async () => {
    const s = await start({ files: { 'a.clause': good } });
    const textDocument = { uri: s.uri('a.clause') };
    const range = { start: { line: 0, character: 0 }, end: { line: 9, character: 0 } };
    expect(await s.connection.sendRequest('textDocument/hover', { textDocument, position: range.start })).toBeNull();
    expect(await s.connection.sendRequest('textDocument/inlayHint', { textDocument, range })).toEqual([]);
    expect(await s.connection.sendRequest('textDocument/codeAction', { textDocument, range, context: { diagnostics: [] } })).toEqual([]);
  });

  it('ends when its client goes away without a word', async () => {
    const s = await start();
    const ended = new Promise<number | null>((resolve) => s.process.once('exit', resolve));
    s.process.stdin.end();
    expect(await ended).toBe(1);
  });
});
