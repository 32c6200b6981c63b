/** The outline of a file, and the search over all files of the folder. */
import { describe, expect, it } from 'vitest';
import { type DocumentSymbol, type SymbolInformation, SymbolKind } from 'vscode-languageserver';
import { type Capabilities, desk } from './desk';

const tree: Capabilities = { textDocument: { documentSymbol: { hierarchicalDocumentSymbolSupport: true } } };
const kinds = Object.entries(SymbolKind);
const kindName = (kind: SymbolKind): string => kinds.find(([, value]) => value === kind)?.[0] ?? '?';

/** A line a symbol, indented by depth: kind, name, detail, lines from 1. */
function lines(symbols: readonly DocumentSymbol[], depth = ''): string[] {
  return symbols.flatMap(({ kind, name, detail, range, children }) => [
    `${depth}${kindName(kind)} ${name}${detail ? ` (${detail})` : ''} ${range.start.line + 1}-${range.end.line + 1}`,
    ...lines(children ?? [], `${depth}  `),
  ]);
}

const policy = `policy "P" { url "http://x.example" }
import "./none.clause"
unit 席 = 1人

section "General"
// about it
fact kind "Kind": one of { core "core work", early }
fact works "Works": list of { price: money, sort: any of { big } }
require kind = core "only core"

section "Money"
clause grant "Grant" {
  let half "Half" = 3元
  award half
}
exclusive g "One" { among grant }
limit l "Cap" { among all, cap 1元 }
example "one" like "two" { }
clause
qualitative "words"
oops here
`;

describe('the outline', () => {
  it('has sections with what follows them, members and fields in facts, lets in clauses', async () => {
    const d = await desk({ 'a.clause': `${policy}¦` }, {}, { capabilities: tree });
    expect(lines(await d.ask('documentSymbol'))).toEqual([
      'Package P 1-1',
      'Module ./none.clause 2-2',
      'Constant 席 3-3',
      'Namespace General 5-9',
      '  Enum kind (Kind) 7-7',
      '    EnumMember core (core work) 7-7',
      '    EnumMember early 7-7',
      '  Array works (Works) 8-8',
      '    Field price 8-8',
      '    Field sort 8-8',
      '      EnumMember big 8-8',
      '  Boolean require (only core) 9-9',
      'Namespace Money 11-20',
      '  Class grant (Grant) 12-15',
      '    Variable half (Half) 13-13',
      '  Interface g (One) 16-16',
      '  Interface l (Cap) 17-17',
      '  Event one (like two) 18-18',
      '  Class clause 19-19',
      '  String qualitative (words) 20-20',
    ]);
  });

  it('selects the name, within what it shows, in Chinese with CRLF and emoji too', async () => {
    const d = await desk({ 'a.clause': '// 😀\r\n条款 研发 "😀 x" {\r\n  定义 率 = 3\r\n}¦' }, {}, { capabilities: tree });
    const [clause] = await d.ask<DocumentSymbol[]>('documentSymbol');
    const document = d.document(d.at.textDocument.uri);
    expect(clause && document.getText(clause.selectionRange)).toBe('研发');
    expect(clause && document.getText(clause.range)).toBe('条款 研发 "😀 x" {\r\n  定义 率 = 3\r\n}');
    expect(clause?.children?.map((child) => document.getText(child.selectionRange))).toEqual(['率']);
  });

  it('is a list with containers for a client that knows no trees; of nothing it is empty', async () => {
    const d = await desk({ 'a.clause.md': '# T\n\n```clause\nsection "S"\nclause a { award 1元 }\n```\n¦' }, { 'b.clause': 'let x = 1\n' });
    const found = await d.ask<SymbolInformation[]>('documentSymbol');
    expect(found.map(({ name, containerName, location }) => [name, containerName, location.range.start.line])).toEqual([
      ['S', undefined, 3],
      ['a', 'S', 4],
    ]);
    expect(await d.ask('documentSymbol', { textDocument: { uri: d.s.uri('b.clause') } })).toEqual([]);
  });
});

describe('the search over all files', () => {
  const find = async (query: string, disk: Record<string, string> = {}) => {
    const d = await desk({ 'a.clause': policy }, disk);
    const found = await d.s.connection.sendRequest<SymbolInformation[]>('workspace/symbol', { query });
    await d.s.stop();
    return found.map(({ name, containerName, location }) => `${name} | ${containerName} | ${location.range.start.line + 1}`);
  };

  it('finds by letters in their order, in names and titles, in any case, the best first', async () => {
    const disk = { 'sub/b.clause': 'fact granted "x": boolean\nfact other "The Grant": boolean\nlet g_r_a_n_t = 1\n', 'bad.clause': '{{{' };
    expect(await find('GRANT', disk)).toEqual([
      'grant “Grant” | Money · a.clause | 12',
      'granted “x” | b.clause | 1',
      'other “The Grant” | b.clause | 2',
      'g_r_a_n_t | b.clause | 3',
    ]);
    expect(await find('hlf')).toEqual(['half “Half” | grant · a.clause | 13']);
    expect(await find('core work')).toEqual(['core “core work” | kind · a.clause | 7']);
    expect(await find('zzz')).toEqual([]);
  });

  it('finds Chinese names, and follows what is typed and what changes on disk', async () => {
    const d = await desk({ 'a.clause': '条款 研发补助 "甲" { 支持 1元 }\n' }, { 'b.clause': 'let x = 1\n' });
    const find = async (query: string) =>
      (await d.s.connection.sendRequest<SymbolInformation[]>('workspace/symbol', { query })).map(({ name }) => name);
    expect(await find('研补')).toEqual(['研发补助 “甲”']);
    await d.s.edit(d.s.uri('a.clause'), '研发', '创新');
    expect(await find('研补')).toEqual([]);
    expect(await find('创补')).toEqual(['创新补助 “甲”']);
    d.s.write('b.clause', 'let yy = 1\n');
    await d.s.watched('b.clause', 2);
    expect(await find('yy')).toEqual(['yy']);
    d.s.write('c.clause', 'let yyy = 1\n');
    await d.s.watched('c.clause', 1);
    expect(await find('yy')).toEqual(['yy', 'yyy']);
  });

  it('gives way to other requests and can be given up while it reads many files', async () => {
    const disk = Object.fromEntries(Array.from({ length: 1500 }, (_, i) => [`f${i}.clause`, `fact a${i} "Fact ${i}": money\n`.repeat(3)]));
    const d = await desk({ 'a.clause': policy }, disk);
    const answers: string[] = [];
    const all = d.s.connection
      .sendRequest<SymbolInformation[]>('workspace/symbol', { query: 'a1499' })
      .then((found) => answers.push(`search ${found.length}`));
    const hover = d.s.connection
      .sendRequest('textDocument/hover', { textDocument: { uri: d.s.uri('a.clause') }, position: { line: 6, character: 6 } })
      .then(() => answers.push('hover'));
    await Promise.all([all, hover]);
    expect(answers).toEqual(['hover', 'search 3']);
  });
});
