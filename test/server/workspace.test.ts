/** Folders, files that come and go, names and spellings of files, and the reader's language while the server runs. */
import { mkdirSync, renameSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { afterEach, describe, expect, it } from 'vitest';
import type { PublishDiagnosticsParams } from 'vscode-languageserver';
import { URI } from 'vscode-uri';
import { workspaceDiagnostics } from '../../server/src/features/workspaceDiagnostics';
import { Session as Held } from '../../server/src/session';
import { Puller, pullCapabilities, resultIds, until } from './pulling';
import { type Options, Session } from './support';

const running: Session[] = [];
async function start(options?: Options): Promise<Session> {
  const s = await Session.start(options);
  running.push(s);
  return s;
}
async function pull(options?: Options): Promise<Puller> {
  const p = await Puller.start(options);
  running.push(p.session);
  return p;
}
afterEach(async () => {
  for (const s of running.splice(0)) await s.stop();
});

const facts = 'fact cost "Cost": money from 0元\n';
const importer = 'import "./sub/facts.clause"\n\nclause grant "Grant" {\n  award 50% of cost\n}\n';
const good = `${facts}\nclause grant "Grant" {\n  award 50% of cost\n}\n`;
const bad = good.replace('of cost', 'of cost + cosst');
const folders = (s: Session, added: readonly string[], removed: readonly string[]) => {
  const named = (paths: readonly string[]) => paths.map((path) => ({ uri: s.uri(path), name: path }));
  return s.connection.sendNotification('workspace/didChangeWorkspaceFolders', { event: { added: named(added), removed: named(removed) } });
};
const hover = (s: Session, uri: string, line: number, character: number): Promise<{ contents: { value: string } } | null> =>
  s.connection.sendRequest('textDocument/hover', { textDocument: { uri }, position: { line, character } });

describe('several folders', () => {
  it('come and go, and the findings of their files with them', async () => {
    const p = await pull({ folder: 'one', files: { 'a.clause': bad, '../two/b.clause': bad, '../two/deep/c.clause': good } });
    const first = await p.workspace();
    expect(p.summary(first)).toEqual({ 'a.clause': ['unknown-name'] });
    await folders(p.session, ['../two'], []);
    const second = await p.workspace(resultIds(first));
    expect(second.map(({ uri, kind }) => [uri, kind])).toEqual([
      [p.session.uri('a.clause'), 'unchanged'],
      [p.session.uri('../two/b.clause'), 'full'],
      [p.session.uri('../two/deep/c.clause'), 'full'],
    ]);
    await folders(p.session, [], ['.']);
    const third = await p.workspace(resultIds(second));
    expect(third.map(({ uri, kind }) => [uri, kind])).toEqual([
      [p.session.uri('../two/b.clause'), 'unchanged'],
      [p.session.uri('../two/deep/c.clause'), 'unchanged'],
      [p.session.uri('a.clause'), 'full'],
    ]);
    expect(third[2]).toMatchObject({ items: [] });
  });

  it('one within the other: a file is told of once, and the inner one bounds its imports', async () => {
    const p = await pull({ files: { 'facts.clause': facts, 'sub/b.clause': good.replace(facts, 'import "../facts.clause"\n') } });
    const first = await p.workspace();
    expect(p.summary(first)).toEqual({ 'facts.clause': [], 'sub/b.clause': [] });
    await folders(p.session, ['sub'], []);
    const second = await p.workspace();
    expect(second).toHaveLength(2);
    expect(p.summary(second)['sub/b.clause']).toContain('missing-import');
  });

  it('none at all: a file imports from its own folder', async () => {
    const s = await start({ folder: null, files: { 'sub/facts.clause': facts } });
    const uri = s.uri('main.clause');
    await s.open(uri, importer);
    expect(await s.findings(uri)).toEqual([]);
    await s.open('untitled:Untitled-1', bad);
    expect(await s.findings('untitled:Untitled-1')).toEqual(['unknown-name "cosst"']);
  });
});

describe('what happens on disk', () => {
  it('is watched: policy files whole, and of everything else that it comes or goes', async () => {
    const registered: unknown[] = [];
    const s = await start();
    s.connection.onRequest('client/registerCapability', (params) => void registered.push(params));
    await s.connection.sendNotification('initialized', {});
    await until(() => registered.length > 0);
    expect(registered[0]).toMatchObject({
      registrations: [
        {
          method: 'workspace/didChangeWatchedFiles',
          registerOptions: {
            watchers: [
              { globPattern: '**/*.clause' },
              { globPattern: '**/*.clause.md' },
              { globPattern: '**/clausewright.yaml' },
              { globPattern: '**/*baseline*.json' },
              { globPattern: '**/.git/HEAD' },
              { globPattern: '**/.git/logs/HEAD' },
              { globPattern: '**/.git/FETCH_HEAD' },
              { globPattern: '**/*', kind: 5 },
            ],
          },
        },
      ],
    });
  });

  it('is watched above the folders too: configurations, a folder at a time', async () => {
    const registered: { globPattern: unknown }[][] = [];
    const capabilities = {
      workspace: { workspaceFolders: true, didChangeWatchedFiles: { dynamicRegistration: true, relativePatternSupport: true } },
    };
    const s = await start({ capabilities, files: { 'a.clause': 'fact other "Other": money\n' } });
    type Params = { registrations: { registerOptions: { watchers: { globPattern: unknown }[] } }[] };
    s.connection.onRequest('client/registerCapability', ({ registrations: [one] }: Params) => {
      registered.push(one?.registerOptions.watchers.filter(({ globPattern }) => typeof globPattern === 'object') ?? []);
    });
    s.connection.onRequest('client/unregisterCapability', () => null);
    await s.connection.sendNotification('initialized', {});
    const watched = () => registered.findLast((one) => one.length > 0);
    await until(() => watched() !== undefined);
    /** Of the folder of the workspace each folder above it, up to the root. */
    const above = (folder: string): string[] => (dirname(folder) === folder ? [] : [dirname(folder), ...above(dirname(folder))]);
    const of = (...folders: string[]) =>
      folders.map((one) => ({ globPattern: { baseUri: URI.file(one).toString(), pattern: 'clausewright.yaml' } }));
    expect(watched()).toEqual(of(...above(s.folder)));
    // What is told of such a file counts.
    const policy = s.uri('a.clause');
    await s.open(policy, 'fact other "Other": money\nclause c "C" { award 5元 }\n');
    expect(await s.findings(policy)).toEqual(['unused-fact "other"']);
    writeFileSync(join(s.folder, '../clausewright.yaml'), 'severity: { unused-fact: off }\n');
    await s.watched('../clausewright.yaml', 1);
    expect(await s.diagnostics(policy, (found) => found.length === 0)).toEqual([]);
    // Another folder, below the first: one more above.
    const event = { added: [{ uri: URI.file(join(s.folder, 'sub/deep')).toString(), name: 'deep' }], removed: [] };
    await s.connection.sendNotification('workspace/didChangeWorkspaceFolders', { event });
    await until(() => (watched()?.length ?? 0) > above(s.folder).length);
    expect(watched()).toEqual(of(...above(s.folder), join(s.folder, 'sub'), s.folder));
  });

  it('to a folder, in one event, happens to all files in it', async () => {
    const p = await pull({ files: { 'main.clause': importer, 'sub/facts.clause': facts, 'sub/deep/bad.clause': bad } });
    const s = p.session;
    const main = s.uri('main.clause');
    await s.open(main, importer);
    expect(await p.documentNames(main)).toEqual([]);
    const first = await p.workspace();
    expect(p.summary(first)).toEqual({ 'main.clause': [], 'sub/facts.clause': [], 'sub/deep/bad.clause': ['unknown-name'] });
    renameSync(join(s.folder, 'sub'), join(s.folder, 'other'));
    await s.connection.sendNotification('workspace/didChangeWatchedFiles', {
      changes: [
        { uri: s.uri('sub'), type: 3 },
        { uri: s.uri('other'), type: 1 },
      ],
    });
    expect(await p.documentNames(main)).toContain('missing-import');
    const second = await p.workspace(resultIds(first));
    expect(p.summary(second)).toEqual({
      'main.clause': expect.arrayContaining(['missing-import']),
      'other/facts.clause': [],
      'other/deep/bad.clause': ['unknown-name'],
      'sub/facts.clause': [],
      'sub/deep/bad.clause': [],
    });
    renameSync(join(s.folder, 'other'), join(s.folder, 'sub'));
    await s.watched('sub', 1);
    await s.watched('other', 3);
    expect(await p.documentNames(main)).toEqual([]);
  });

  it('to a folder before anybody asked for the findings of all reaches the importers that are open', async () => {
    const s = await start({ files: { 'sub/facts.clause': facts } });
    const main = s.uri('main.clause');
    await s.open(main, importer);
    expect(await s.findings(main)).toEqual([]);
    rmSync(join(s.folder, 'sub'), { recursive: true });
    await s.watched('sub', 3);
    expect(await s.findings(main, (names) => names.includes('missing-import'))).toContain('missing-import "\\"./sub/facts.clause\\""');
    mkdirSync(join(s.folder, 'sub'));
    s.write('sub/facts.clause', facts);
    await s.watched('sub', 1);
    expect(await s.findings(main, (names) => names.length === 0)).toEqual([]);
  });

  it('in hidden folders, in those of packages and outside is nobody’s business', async () => {
    const p = await pull({ files: { 'a.clause': good } });
    await p.workspace();
    for (const path of ['.git/b.clause', 'node_modules/x/c.clause', '../d.clause', 'e.txt', 'node_modules', '.git']) {
      if (path.includes('.c') || path.includes('.t')) p.session.write(path, bad);
      await p.session.watched(path, 1);
    }
    expect(p.summary(await p.workspace())).toEqual({ 'a.clause': [] });
  });

  it('to a file that an editor holds does not count until it is closed', async () => {
    const p = await pull({ files: { 'a.clause': good } });
    const uri = p.session.uri('a.clause');
    await p.session.open(uri, good);
    p.session.write('a.clause', bad);
    await p.session.watched('a.clause', 2);
    expect(await p.documentNames(uri)).toEqual([]);
    await p.session.close(uri);
    expect(await p.documentNames(uri)).toEqual(['unknown-name']);
  });

  it('reaches importers through others, open or not', async () => {
    const p = await pull({
      files: {
        'facts.clause': facts,
        'middle.clause': 'import "./facts.clause"\n',
        'a.clause': good.replace(facts, 'import "./middle.clause"\n'),
      },
    });
    const first = await p.workspace();
    expect(p.summary(first)['a.clause']).toEqual([]);
    p.session.write('facts.clause', facts.replace('cost', 'price'));
    await p.session.watched('facts.clause', 2);
    const second = await p.workspace(resultIds(first));
    expect(p.summary(second)['a.clause']).toContain('unknown-name');
    const facing = p.session.uri('facts.clause');
    await p.session.open(facing, facts);
    expect(p.summary(await p.workspace(resultIds(second)))['a.clause']).toEqual([]);
  });
});

describe('spellings of one file', () => {
  /** Number of findings last told of, by the name under which they were. */
  const listen = (s: Session): Map<string, number> => {
    const told = new Map<string, number>();
    s.connection.onNotification('textDocument/publishDiagnostics', ({ uri, diagnostics }: PublishDiagnosticsParams) => {
      told.set(uri, diagnostics.length);
    });
    return told;
  };

  it('are one document, told of under the name that its editor uses', async () => {
    const s = await start({ files: { 'sub/facts.clause': facts } });
    const escaped = s.uri('sub/政策 一.clause');
    const plain = decodeURI(escaped);
    expect(plain).not.toBe(escaped);
    const told = listen(s);
    await s.open(plain, bad);
    await until(() => told.get(plain) === 1);
    expect((await hover(s, escaped, 0, 6))?.contents.value).toContain('Cost');
    const main = s.uri('main.clause');
    await s.open(main, 'import "./sub/政策 一.clause"\n\nclause two "Two" {\n  award 10% of cost\n}\n');
    await until(() => told.get(main) === 0);
    // Opened under its other name too, it is told of under the newer one; closed under one, it is still open under the other.
    await s.open(escaped, bad);
    await until(() => told.get(escaped) === 1 && told.get(plain) === 0);
    await s.close(plain);
    expect((await hover(s, escaped, 0, 6))?.contents.value).toContain('Cost');
    await s.close(escaped);
    expect(await hover(s, escaped, 0, 6)).toBeNull();
    await until(() => told.get(escaped) === 0);
  });

  it('a client that opens under one and closes under the other is understood', async () => {
    const s = await start();
    const escaped = s.uri('政策.clause');
    const plain = decodeURI(escaped);
    const told = listen(s);
    await s.open(plain, bad);
    await until(() => told.get(plain) === 1);
    await s.connection.sendNotification('textDocument/didClose', { textDocument: { uri: escaped } });
    expect(await hover(s, plain, 0, 6)).toBeNull();
    await until(() => told.get(plain) === 0);
  });

  it('a link to a file is a file of its own, and links to folders are not followed', async () => {
    const p = await pull({ files: { 'a.clause': bad, 'sub/b.clause': good } });
    symlinkSync(join(p.session.folder, 'a.clause'), join(p.session.folder, 'link.clause'));
    symlinkSync(join(p.session.folder, 'sub'), join(p.session.folder, 'again'));
    symlinkSync(p.session.folder, join(p.session.folder, 'sub', 'circle'));
    expect(p.summary(await p.workspace())).toEqual({ 'a.clause': ['unknown-name'], 'link.clause': ['unknown-name'], 'sub/b.clause': [] });
  });
});

describe('the reader’s language', () => {
  const chinese = /[\u4e00-\u9fff]{3}/;
  const messages = (s: Session, uri: string, is: (text: string) => boolean) =>
    s.diagnostics(uri, (found) => found.length > 0 && found.every(({ message }) => is(String(message))));

  it('is the editor’s, until the settings say another, and changes while the server runs', async () => {
    const s = await start({ locale: 'zh-cn' });
    const uri = s.uri('a.clause');
    await s.open(uri, bad);
    await messages(s, uri, (text) => chinese.test(text));
    s.settings = { messageLanguage: 'en' };
    await s.connection.sendNotification('workspace/didChangeConfiguration', { settings: {} });
    await messages(s, uri, (text) => !chinese.test(text));
    expect(s.refreshes).toContain('inlayHint');
    s.settings = null;
    await s.connection.sendNotification('workspace/didChangeConfiguration', { settings: {} });
    await messages(s, uri, (text) => chinese.test(text));
  });

  it('is also told with the settings themselves, by clients that are not asked for them', async () => {
    const p = await pull({ files: { 'b.clause': bad }, capabilities: { ...pullCapabilities, workspace: { workspaceFolders: true } } });
    const said = async () => JSON.stringify(await p.workspace());
    expect(await said()).not.toMatch(chinese);
    const set = (settings: unknown) => p.session.connection.sendNotification('workspace/didChangeConfiguration', { settings });
    await set({ clausewright: { messageLanguage: 'zh' } });
    expect(await said()).toMatch(chinese);
    await set({ clausewright: { messageLanguage: 'klingon' } });
    expect(await said()).not.toMatch(chinese);
    await set({ clausewright: 7 });
    expect(await said()).not.toMatch(chinese);
  });
});

describe('what is kept in memory', () => {
  const host = () => {
    const reads: string[] = [];
    const files = new Map<string, string>(
      Array.from({ length: 600 }, (_, i) => [`file:///w/f${String(i).padStart(3, '0')}.clause`, 'import "./facts.clause"\n']),
    );
    files.set('file:///w/facts.clause', facts);
    return {
      reads,
      read: (uri: string) => {
        reads.push(uri);
        const text = files.get(uri);
        return text === undefined ? { error: 'missing' as const } : { text };
      },
      list: () => [[...files.keys()]],
      page: () => undefined,
    };
  };

  it('is little: of 600 importers that were looked at, the texts; and what is open is as it was', () => {
    const it = host();
    const s = new Held(it);
    s.changeFolders(['file:///w']);
    s.open('file:///w/f000.clause', 'clause', 1, 'import "./facts.clause"\n');
    const analysis = s.at('file:///w/f000.clause')?.analysis;
    const programs = s.programsWith('file:///w/facts.clause');
    expect(programs).toHaveLength(601);
    const first = s.workspace.analyse('file:///w/f001.clause');
    expect(s.workspace.analyse('file:///w/f001.clause')).toBe(first);
    s.tidy();
    expect(s.workspace.analyse('file:///w/f001.clause')).not.toBe(first);
    expect(s.at('file:///w/f000.clause')?.analysis).toBe(analysis);
    // Each once, the open one never: texts are kept.
    expect(it.reads).toHaveLength(600);
  });

  it('answers who imports a file from what is known of the findings, until something changes', async () => {
    const it = host();
    const s = new Held(it);
    s.changeFolders(['file:///w']);
    const none = { isCancellationRequested: false, onCancellationRequested: () => ({ dispose: () => undefined }) };
    const { items } = await workspaceDiagnostics(s, { previousResultIds: [] }, none);
    expect(items).toHaveLength(601);
    const read = it.reads.length;
    expect(s.programsWith('file:///w/facts.clause')).toHaveLength(601);
    expect(s.programsWith('file:///w/f007.clause')).toEqual(['file:///w/f007.clause']);
    expect(it.reads).toHaveLength(read);
    s.open('file:///w/f007.clause', 'clause', 1, facts);
    expect(s.programsWith('file:///w/facts.clause')).toHaveLength(600);
  });
});
