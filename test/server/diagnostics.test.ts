/** Findings on demand: of a document, of all files of the folders, and who is told to ask again. */
import { afterEach, describe, expect, it } from 'vitest';
import { CancellationTokenSource } from 'vscode-jsonrpc';
import type { WorkspaceDocumentDiagnosticReport } from 'vscode-languageserver';
import { names, Puller, pullCapabilities, resultIds, until } from './pulling';
import { Session } from './support';

let puller: Puller | undefined;
async function start(options?: Parameters<typeof Puller.start>[0]): Promise<Puller> {
  puller = await Puller.start(options);
  return puller;
}
afterEach(async () => {
  await puller?.session.stop();
  puller = undefined;
});

const good = 'fact cost "Cost": money from 0元\n\nclause grant "Grant" {\n  award 50% of cost\n}\n';
/** One finding, at the 23rd character of line 3: the name is not declared. */
const bad = good.replace('of cost', 'of cost + cosst');
const facts = 'fact cost "Cost": money from 0元\n';
const importer = 'import "./facts.clause"\n\nclause grant "Grant" {\n  award 50% of cost\n}\n';

describe('a document', () => {
  it('is told of when asked, and nothing is pushed', async () => {
    const p = await start();
    expect(p.session.initialized.capabilities.diagnosticProvider).toEqual({
      identifier: 'clausewright',
      interFileDependencies: true,
      workspaceDiagnostics: true,
    });
    const uri = p.session.uri('a.clause');
    await p.session.open(uri, bad);
    const report = await p.document(uri);
    expect(report).toMatchObject({
      kind: 'full',
      items: [{ code: 'unknown-name', source: 'clausewright', severity: 1, range: { start: { line: 3, character: 22 } } }],
    });
    expect(await p.document(uri, report.resultId)).toEqual({ kind: 'unchanged', resultId: report.resultId });
    await p.session.edit(uri, 'cosst', 'cost');
    expect(await p.document(uri, report.resultId)).toMatchObject({ kind: 'full', items: [] });
    expect(p.pushed).toBe(0);
  });

  it('has the same result id where it has the same findings', async () => {
    const p = await start();
    const uri = p.session.uri('a.clause');
    await p.session.open(uri, bad);
    const first = await p.document(uri);
    await p.session.edit(uri, '50%', '60%');
    expect(await p.document(uri, first.resultId)).toEqual({ kind: 'unchanged', resultId: first.resultId });
    await p.session.edit(uri, 'fact', '\nfact');
    expect(await p.document(uri, first.resultId)).toMatchObject({ kind: 'full', items: [{ range: { start: { line: 4 } } }] });
  });

  it('that nobody has open is told of where it lies in a folder, and nothing of any other', async () => {
    const p = await start({ files: { 'a.clause': bad, '../b.clause': bad, '.hidden/c.clause': bad, 'note.txt': bad } });
    expect(await p.documentNames(p.session.uri('a.clause'))).toEqual(['unknown-name']);
    for (const path of ['../b.clause', '.hidden/c.clause', 'note.txt', 'not-there.clause'])
      expect(await p.document(p.session.uri(path)), path).toMatchObject({ kind: 'full', items: [] });
  });

  it('is pushed to a client that does not ask, and asking is not offered to it', async () => {
    const s = await Session.start();
    puller = { session: s } as Puller;
    expect(s.initialized.capabilities.diagnosticProvider).toBeUndefined();
    const uri = s.uri('a.clause');
    await s.open(uri, bad);
    expect(await s.findings(uri)).toEqual(['unknown-name "cosst"']);
  });
});

describe('asking again', () => {
  it('is asked for when another file gave a document other findings', async () => {
    const p = await start();
    const [main, imported] = [p.session.uri('main.clause'), p.session.uri('facts.clause')];
    await p.session.open(imported, facts);
    await p.session.open(main, importer);
    expect(await p.documentNames(main)).toEqual([]);
    await p.documentNames(imported);
    await p.session.edit(imported, 'cost', 'price');
    await until(() => p.refreshes === 1);
    expect(await p.documentNames(main)).toContain('unknown-name');
    await p.session.edit(imported, 'price', 'cost');
    await until(() => p.refreshes === 2);
    expect(await p.documentNames(main)).toEqual([]);
  });

  it('is asked for when the disk or the language changes, and not for what changes nothing', async () => {
    const p = await start({ files: { 'facts.clause': facts } });
    const main = p.session.uri('main.clause');
    await p.session.open(main, importer);
    expect(await p.documentNames(main)).toEqual([]);
    p.session.write('facts.clause', `// a comment\n${facts}`);
    await p.session.watched('facts.clause', 2);
    // Answered after the change was looked at.
    expect(await p.documentNames(main)).toEqual([]);
    p.session.delete('facts.clause');
    await p.session.watched('facts.clause', 3);
    await until(() => p.refreshes > 0);
    expect(p.refreshes).toBe(1);
    const english = await p.document(main);
    expect(names(english.kind === 'full' ? english.items : [])).toContain('missing-import');
    p.session.settings = { messageLanguage: 'zh' };
    await p.session.connection.sendNotification('workspace/didChangeConfiguration', { settings: null });
    await until(() => p.refreshes === 2);
    const chinese = await p.document(main, english.resultId);
    expect(JSON.stringify(chinese)).toMatch(/[\u4e00-\u9fff]{4}/);
  });

  it('of hints is asked for, and not of findings, where only values are others', async () => {
    const p = await start({
      capabilities: { ...pullCapabilities, workspace: { ...pullCapabilities.workspace, inlayHint: { refreshSupport: true } } },
    });
    const [main, imported] = [p.session.uri('main.clause'), p.session.uri('facts.clause')];
    // The settings were fetched, after which everything is asked for again.
    await until(() => p.session.refreshes.length > 0);
    await p.session.open(imported, `${facts}let rate = 50%\n`);
    await p.session.open(main, `${importer.replace('50%', 'rate')}\nexample "one" {\n  cost = 10元\n}\n`);
    await p.documentNames(main);
    const hints = () => p.session.hintLines(main).then((lines) => lines.join());
    expect(await hints()).toContain('¥5');
    const before = p.session.refreshes.length;
    await p.session.edit(imported, '50%', '60%');
    await until(() => p.session.refreshes.length > before);
    expect(await hints()).toContain('¥6');
    expect(p.refreshes).toBe(0);
  });

  it('is not asked for by an edit of the document itself', async () => {
    const p = await start();
    const uri = p.session.uri('a.clause');
    await p.session.open(uri, good);
    await p.documentNames(uri);
    await p.session.edit(uri, 'of cost', 'of cost + cosst');
    await new Promise((resolve) => setTimeout(resolve, 200));
    expect(p.refreshes).toBe(0);
    expect(await p.documentNames(uri)).toEqual(['unknown-name']);
  });
});

describe('the folders', () => {
  const files = {
    'facts.clause': facts,
    'main.clause': importer,
    'sub/bad.clause': bad,
    'sub/政策.clause.md': `# Prose\n\n\`\`\`clause\n${bad}\`\`\`\n`,
    '.git/hidden.clause': bad,
    'node_modules/x/other.clause': bad,
    'gbk.clause': new Uint8Array([0xd2, 0xaa, 0xcb, 0xd8, 0x0a]),
  };

  it('are told of whole, open or not, and unchanged ones as such', async () => {
    const p = await start({ files });
    const open = p.session.uri('main.clause');
    await p.session.open(open, importer.replace('cost', 'price'));
    const first = await p.workspace();
    expect(p.summary(first)).toEqual({
      'facts.clause': [],
      'gbk.clause': ['file-not-utf8'],
      'main.clause': ['unused-import', 'unknown-name'],
      'sub/bad.clause': ['unknown-name'],
      'sub/政策.clause.md': ['unknown-name'],
    });
    expect(first.find(({ uri }) => uri === open)?.version).toBe(1);
    expect(first.find(({ uri }) => uri !== open)?.version).toBeNull();
    const second = await p.workspace(resultIds(first));
    expect(Object.values(p.summary(second))).toEqual(Array(5).fill('unchanged'));
    p.session.write('sub/bad.clause', good);
    await p.session.watched('sub/bad.clause', 2);
    p.session.write('new.clause', bad);
    await p.session.watched('new.clause', 1);
    p.session.delete('gbk.clause');
    await p.session.watched('gbk.clause', 3);
    expect(p.summary(await p.workspace(resultIds(second)))).toEqual({
      'facts.clause': 'unchanged',
      'gbk.clause': [],
      'main.clause': 'unchanged',
      'new.clause': ['unknown-name'],
      'sub/bad.clause': [],
      'sub/政策.clause.md': 'unchanged',
    });
  });

  it('have other findings where an imported file that nobody has open changes, comes or goes', async () => {
    const p = await start({ files: { 'facts.clause': facts, 'main.clause': importer } });
    const first = await p.workspace();
    expect(p.summary(first)).toEqual({ 'facts.clause': [], 'main.clause': [] });
    p.session.write('facts.clause', facts.replace('cost', 'price'));
    await p.session.watched('facts.clause', 2);
    const second = await p.workspace(resultIds(first));
    expect(p.summary(second)['main.clause']).toContain('unknown-name');
    p.session.delete('facts.clause');
    await p.session.watched('facts.clause', 3);
    const third = await p.workspace(resultIds(second));
    expect(p.summary(third)).toMatchObject({ 'main.clause': expect.arrayContaining(['missing-import']), 'facts.clause': [] });
    p.session.write('facts.clause', facts);
    await p.session.watched('facts.clause', 1);
    expect(p.summary(await p.workspace(resultIds(third)))).toEqual({ 'facts.clause': [], 'main.clause': [] });
  });

  it('are told of by what the editor holds, and by the disk again when it closes without saving', async () => {
    const p = await start({ files: { 'facts.clause': facts, 'main.clause': importer } });
    const imported = p.session.uri('facts.clause');
    const first = await p.workspace();
    await p.session.open(imported, facts);
    await p.session.edit(imported, 'cost', 'price');
    const second = await p.workspace(resultIds(first));
    expect(p.summary(second)['main.clause']).toContain('unknown-name');
    await p.session.close(imported);
    expect(p.summary(await p.workspace(resultIds(second)))['main.clause']).toEqual([]);
  });

  it('take back what they said of a file outside that is closed', async () => {
    const p = await start({ files: { '../outside.clause': bad } });
    const uri = p.session.uri('../outside.clause');
    await p.session.open(uri, bad);
    const first = await p.workspace();
    expect(first.map((one) => [one.uri, one.kind])).toEqual([[uri, 'full']]);
    await p.session.close(uri);
    expect(await p.workspace(resultIds(first))).toEqual([{ kind: 'full', uri, version: null, items: [] }]);
  });

  it('say the same in every run of the server', async () => {
    const p = await start({ files: { 'sub/bad.clause': bad } });
    const [first] = await p.workspace();
    await p.session.stop();
    const q = await start({ files: { 'sub/bad.clause': bad } });
    const uri = q.session.uri('sub/bad.clause');
    expect((await q.workspace([{ uri, value: first?.resultId ?? '' }]))[0]?.kind).toBe('unchanged');
  });
});

describe('an editor that takes partial results', () => {
  it('is told in parts, with progress, and then waits until there is something new', async () => {
    const files = Object.fromEntries(Array.from({ length: 230 }, (_, i) => [`f${i}.clause`, i === 7 ? bad : good]));
    const p = await start({ files });
    const answer: { items: unknown[] } = await p.session.connection.sendRequest('workspace/diagnostic', {
      previousResultIds: [],
      partialResultToken: 'parts',
      workDoneToken: 'done',
    });
    expect(answer.items).toEqual([]);
    const parts = (p.progress.get('parts') ?? []) as { items: WorkspaceDocumentDiagnosticReport[] }[];
    expect(parts.map(({ items }) => items.length)).toEqual([100, 100, 30]);
    const told = parts.flatMap(({ items }) => items);
    expect(p.summary(told)['f7.clause']).toEqual(['unknown-name']);
    const kinds = (p.progress.get('done') ?? []) as { kind: string; message?: string }[];
    expect(kinds[0]).toMatchObject({ kind: 'begin', title: 'Checking policies' });
    expect(kinds.at(-1)).toEqual({ kind: 'end' });
    for (const { kind, message } of kinds.slice(1, -1)) expect([kind, message]).toEqual(['report', expect.stringMatching(/^\d+\/230$/)]);

    let over = false;
    const waiting = p.session.connection
      .sendRequest('workspace/diagnostic', { previousResultIds: resultIds(told), partialResultToken: 'more' })
      .then((result) => {
        over = true;
        return result;
      });
    await until(() => (p.progress.get('more')?.length ?? 0) === 3);
    await new Promise((resolve) => setTimeout(resolve, 100));
    expect(over).toBe(false);
    p.session.write('f7.clause', good);
    await p.session.watched('f7.clause', 2);
    expect(await waiting).toEqual({ items: [] });
    const more = (p.progress.get('more') ?? []) as { items: WorkspaceDocumentDiagnosticReport[] }[];
    expect(more.slice(3).flatMap(({ items }) => items)).toMatchObject([{ kind: 'full', uri: p.session.uri('f7.clause'), items: [] }]);
  });

  it('is released when it cancels while it waits, and when it shuts down', async () => {
    const p = await start({ files: { 'a.clause': good } });
    const first = await p.workspace();
    const source = new CancellationTokenSource();
    const params = { previousResultIds: resultIds(first), partialResultToken: 1 };
    const cancelled = p.session.connection.sendRequest('workspace/diagnostic', params, source.token);
    await until(() => p.progress.has(1));
    source.cancel();
    await expect(cancelled).rejects.toMatchObject({ code: -32800 });
    const waiting = p.session.connection.sendRequest('workspace/diagnostic', { ...params, partialResultToken: 2 });
    await until(() => p.progress.has(2));
    await p.session.connection.sendRequest('shutdown');
    expect(await waiting).toEqual({ items: [] });
    const ended = new Promise((resolve) => p.session.process.once('exit', resolve));
    await p.session.connection.sendNotification('exit');
    expect(await ended).toBe(0);
  });
});

describe('while the folders are gone through', () => {
  const clauses = Array.from({ length: 30 }, (_, i) => `clause c${i} "C" {\n  award 5% of cost\n  cap 1万元\n}\n`).join('\n');
  const files = Object.fromEntries(Array.from({ length: 1500 }, (_, i) => [`f${i}.clause`, `${facts}\n${clauses}`]));

  it('an editor that waits without a token of its own is shown that it goes on, the author is answered, and it can be stopped', async () => {
    const p = await start({
      files,
      capabilities: { textDocument: { diagnostic: {} }, window: { workDoneProgress: true }, workspace: { workspaceFolders: true } },
    });
    const created: unknown[] = [];
    p.session.connection.onRequest('window/workDoneProgress/create', ({ token }: { token: string }) => {
      created.push(token);
      return null;
    });
    const source = new CancellationTokenSource();
    let over = false;
    const whole = p.session.connection.sendRequest('workspace/diagnostic', { previousResultIds: [] }, source.token);
    whole.then(
      () => undefined,
      () => {
        over = true;
      },
    );
    const uri = p.session.uri('open.clause');
    await p.session.open(uri, bad);
    expect(await p.documentNames(uri)).toEqual(['unknown-name']);
    expect(await p.session.hover(uri, 'cost')).toContain('Cost');
    expect(over).toBe(false);
    await until(() => created.length > 0 || over);
    source.cancel();
    await expect(whole).rejects.toMatchObject({ code: -32800 });
    const [token] = created;
    await until(() => (p.progress.get(token as string) ?? []).some((value) => (value as { kind: string }).kind === 'end'));
    expect(p.progress.get(token as string)?.[0]).toMatchObject({ kind: 'begin' });
  });
});
