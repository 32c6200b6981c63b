/** Files and folders that are moved take the paths of imports with them. */
import { describe, expect, it } from 'vitest';
import type { SymbolInformation, WorkspaceEdit } from 'vscode-languageserver';
import { type Desk, desk } from './desk';

async function move(d: Desk, ...moves: [string, string][]): Promise<Record<string, string>> {
  const files = moves.map(([from, to]) => ({ oldUri: d.s.uri(from), newUri: d.s.uri(to) }));
  return d.after(await d.s.connection.sendRequest<WorkspaceEdit | null>('workspace/willRenameFiles', { files }));
}

describe('moving', () => {
  const disk = {
    'facts.clause': 'fact cost: money\n',
    'sub/more.clause': 'import "../facts.clause"\nimport "./own.clause"\n',
    'sub/own.clause': 'let y = 1\n',
    'apart.clause': 'let z = 1\n',
  };
  const main = 'import "./facts.clause"\r\n引用 “sub\\\\more.clause” // "./facts.clause"\r\nimport "./none.clause"\r\n';

  it('a file changes the paths that lead to it, in open and other files', async () => {
    const d = await desk({ 'main.clause': main }, disk);
    expect(await move(d, ['facts.clause', '基础/要素 1.clause'])).toEqual({
      'main.clause': main.replace('"./facts.clause"\r\n引', '"./基础/要素 1.clause"\r\n引'),
      'sub/more.clause': 'import "../基础/要素 1.clause"\nimport "./own.clause"\n',
    });
  });

  it('a file changes the paths in it', async () => {
    const d = await desk({ 'main.clause': main }, disk);
    expect(await move(d, ['sub/more.clause', 'more.clause'])).toEqual({
      // Without ./ before, without it after.
      'main.clause': main.replace('sub\\\\more.clause', 'more.clause'),
      'sub/more.clause': 'import "./facts.clause"\nimport "./sub/own.clause"\n',
    });
  });

  it('a folder changes what crosses its border, and nothing within', async () => {
    const d = await desk({ 'main.clause': main }, disk);
    expect(await move(d, ['sub', 'deep/er'])).toEqual({
      'main.clause': main.replace('sub\\\\more.clause', 'deep/er/more.clause'),
      'sub/more.clause': 'import "../../facts.clause"\nimport "./own.clause"\n',
    });
  });

  it('all together changes nothing, nor does moving what nobody names', async () => {
    const d = await desk({ 'x/main.clause': 'import "./facts.clause"\n' }, { 'x/facts.clause': '', 'apart.clause': '' });
    expect(await move(d, ['x', 'y'])).toEqual({});
    expect(await move(d, ['apart.clause', 'z.clause'])).toEqual({});
  });

  it('two files that name each other at once', async () => {
    const d = await desk({ 'a.clause': 'import "./b.clause"\n' }, { 'b.clause': 'let b = 1\n' });
    expect(await move(d, ['a.clause', 'p/a.clause'], ['b.clause', 'q/b.clause'])).toEqual({ 'a.clause': 'import "../q/b.clause"\n' });
  });

  it('works in literate files and for broken ones', async () => {
    const md = '# T\n\n> ```clause\n> import "./b.clause"\n> clause {\n> ```\n\n"./b.clause"\n';
    const d = await desk({ 'a.clause.md': md }, { 'b.clause': '' });
    expect(await move(d, ['b.clause', 'c.clause'])).toEqual({ 'a.clause.md': md.replace('import "./b', 'import "./c') });
  });

  it('is noticed also where the editor names only the folder', async () => {
    const d = await desk({ 'a.clause': 'let a = 1\n' }, { 'sub/b.clause': 'let bbb = 1\n' });
    const find = async () =>
      (await d.s.connection.sendRequest<SymbolInformation[]>('workspace/symbol', { query: 'bbb' })).map(({ location }) => location.uri);
    expect(await find()).toEqual([d.s.uri('sub/b.clause')]);
    d.s.delete('sub/b.clause');
    d.s.write('new/b.clause', 'let bbb = 1\n');
    await d.s.connection.sendNotification('workspace/didRenameFiles', { files: [{ oldUri: d.s.uri('sub'), newUri: d.s.uri('new') }] });
    expect(await find()).toEqual([d.s.uri('new/b.clause')]);
  });
});
