/** Several files: imports read from the disk or from the editor, files that come, go and change, names with spaces and Chinese. */
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

const facts = '要素 投入 "研发投入": 金额 不低于 0元\n';
const policy =
  '引用 "./要素 一.clause"\n\n条款 资助 "资助" {\n  支持 投入 的 50%\n}\n\n示例 "甲" {\n  投入 = 10万元\n  应得 总计 = 5万元\n}\n';
const none = (names: readonly string[]): boolean => names.length === 0;

describe('imports', () => {
  it('are read from the disk, in folders and files with spaces and Chinese names', async () => {
    const s = await start({ folder: '政策 2025 (试行)', files: { '要素 一.clause': facts } });
    const uri = s.uri('主 文件.clause');
    await s.open(uri, policy);
    expect(await s.findings(uri)).toEqual([]);
  });

  it('are read from the editor where it holds them, saved or not', async () => {
    const s = await start({ files: { '要素 一.clause': facts } });
    const [main, imported] = [s.uri('main.clause'), s.uri('要素 一.clause')];
    await s.open(main, policy);
    await s.open(imported, facts);
    expect(await s.findings(main)).toEqual([]);
    await s.edit(imported, '投入', '研发');
    expect(await s.findings(main, (names) => names.includes('unknown-name'))).toContain('unknown-name "投入"');
    // Closed without saving, the file is again what the disk says.
    await s.close(imported);
    expect(await s.findings(main, none)).toEqual([]);
  });

  it('are missing when the file is not there, until it comes', async () => {
    const s = await start();
    const main = s.uri('main.clause');
    await s.open(main, policy);
    expect(await s.findings(main, (names) => names.includes('missing-import'))).toContain('missing-import "\\"./要素 一.clause\\""');
    s.write('要素 一.clause', facts);
    await s.watched('要素 一.clause', 1);
    expect(await s.findings(main, none)).toEqual([]);
    s.write('要素 一.clause', facts.replace('投入', '研发'));
    await s.watched('要素 一.clause', 2);
    expect(await s.findings(main, (names) => names.includes('unknown-name'))).toContain('unknown-name "投入"');
    s.delete('要素 一.clause');
    await s.watched('要素 一.clause', 3);
    expect(await s.findings(main, (names) => names.includes('missing-import'))).toContain('missing-import "\\"./要素 一.clause\\""');
  });

  it('may not lead out of the workspace folder', async () => {
    const s = await start({ files: { '../outside.clause': facts } });
    const main = s.uri('main.clause');
    await s.open(main, policy.replace('./要素 一.clause', '../outside.clause'));
    const found = await s.diagnostics(main, (all) => all.some(({ code }) => code === 'missing-import'));
    expect(found.find(({ code }) => code === 'missing-import')?.message).toMatch(/workspace|folder|outside/i);
  });

  it('may lead where a folder that is opened later allows it', async () => {
    const s = await start({ files: { '../outside.clause': facts } });
    const main = s.uri('main.clause');
    await s.open(main, policy.replace('./要素 一.clause', '../outside.clause'));
    await s.findings(main, (names) => names.includes('missing-import'));
    const folder = { uri: s.uri('..'), name: 'all' };
    await s.connection.sendNotification('workspace/didChangeWorkspaceFolders', {
      event: { added: [folder], removed: [{ uri: s.uri('.'), name: 'workspace' }] },
    });
    expect(await s.findings(main, none)).toEqual([]);
  });

  it('in a circle are named in every file that is open', async () => {
    const s = await start({ files: { 'a.clause': 'import "./b.clause"\n', 'b.clause': 'import "./a.clause"\n' } });
    const [a, b] = [s.uri('a.clause'), s.uri('b.clause')];
    await s.open(a, 'import "./b.clause"\n');
    await s.open(b, 'import "./a.clause"\n');
    expect((await s.findings(a)).join()).toContain('circular-import');
    expect((await s.findings(b)).join()).toContain('circular-import');
  });
});

describe('a file deleted while it is open', () => {
  it('goes on being served, and its importers go on reading it, until it is closed', async () => {
    const s = await start({ files: { '要素 一.clause': facts, 'main.clause': policy } });
    const [main, imported] = [s.uri('main.clause'), s.uri('要素 一.clause')];
    await s.open(main, policy);
    await s.open(imported, facts);
    expect(await s.findings(main, none)).toEqual([]);
    s.delete('要素 一.clause');
    s.delete('main.clause');
    await s.watched('要素 一.clause', 3);
    await s.watched('main.clause', 3);
    await s.edit(main, '50%', '60%');
    expect(await s.findings(main, (names) => names.includes('expectation-failed'))).toHaveLength(1);
    await s.close(imported);
    expect((await s.findings(main, (names) => names.includes('missing-import'))).join()).toContain('missing-import');
  });
});

describe('a file that is no text', () => {
  it('cannot be imported, and is said to be unreadable', async () => {
    const gbk = new Uint8Array([0xd2, 0xaa, 0xcb, 0xd8, 0x20, 0xcd, 0xb6, 0xc8, 0xeb, 0x0a]); // 要素 投入 in GBK
    const s = await start({ files: { '要素 一.clause': gbk } });
    const main = s.uri('main.clause');
    await s.open(main, policy);
    expect((await s.findings(main)).join()).toMatch(/missing-import|file-not-utf8/);
  });
});

describe('literate files', () => {
  const markdown = [
    '# 政策',
    '',
    '第一条 给予资助。',
    '',
    '```clause',
    '要素 投入 "研发投入": 金额 不低于 0元',
    '条款 资助 "资助" {',
    '  支持 投人 的 50%',
    '}',
    '```',
    '',
    "投人 in prose is nobody's business.",
    '',
  ].join('\n');

  it('have their findings where they stand in the Markdown', async () => {
    const s = await start();
    const uri = s.uri('政策.clause.md');
    await s.open(uri, markdown, 'markdown');
    const found = await s.diagnostics(uri);
    expect(found.find(({ code }) => code === 'unknown-name')?.range).toEqual({
      start: { line: 7, character: 5 },
      end: { line: 7, character: 7 },
    });
    await s.edit(uri, '# 政策', '# 政策\n\n加一段');
    const after = await s.diagnostics(uri);
    expect(after.find(({ code }) => code === 'unknown-name')?.range.start).toEqual({ line: 9, character: 5 });
    const wrong = after.find(({ code }) => code === 'unknown-name');
    const [action] = wrong ? await s.actions(uri, wrong) : [];
    expect(action?.title).toContain('投入');
    if (action) await s.apply(action);
    expect((await s.findings(uri)).join()).not.toContain('unknown-name');
    expect(s.text(uri)).toContain('  支持 投入 的 50%');
  });
});
