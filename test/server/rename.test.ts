/** Another name for a thing, in every file that names it, with exactly the meaning of before; or the reason why not. */
import { describe, expect, it } from 'vitest';
import type { WorkspaceEdit } from 'vscode-languageserver';
import { type Desk, desk } from './desk';
import type { Options } from './support';

async function renamed(d: Desk, newName: string): Promise<Record<string, string>> {
  return d.after(await d.ask<WorkspaceEdit | null>('rename', { newName }));
}

/** The file after a renaming at its `¦`. */
async function one(text: string, newName: string, path = 'a.clause'): Promise<string | undefined> {
  const d = await desk({ [path]: text });
  return (await renamed(d, newName))[path];
}

/** Why the renaming at `¦` is refused. */
async function refused(text: string, newName: string, disk: Record<string, string> = {}, options: Options = {}): Promise<string> {
  const d = await desk({ 'a.clause': text }, disk, options);
  try {
    return `not refused: ${JSON.stringify(await d.ask('rename', { newName }))}`;
  } catch (error) {
    return error instanceof Error ? error.message : String(error);
  }
}

const facts = 'fact cost "The cost": money from 0元\nfact works: list of { cost: money, sort: one of { big, small } }\n';
const policy = `import "./facts.clause"
let half = ¦cost / 2
// the cost
clause a { each works, award cost }
clause b "cost" { award cost }
example "e" {
  cost = 3元, works = [{ cost = 1元, sort = big }]
  expect half = 1.5元
}
`;

describe('renaming', () => {
  it('changes every file that names it, and neither labels nor comments nor what has only the same name', async () => {
    const d = await desk({ 'a.clause': policy }, { 'facts.clause': facts, 'far.clause': 'import "./facts.clause"\nlet y = cost\n' });
    expect(await renamed(d, '费用')).toEqual({
      'facts.clause': facts.replace('fact cost', 'fact 费用'),
      'far.clause': 'import "./facts.clause"\nlet y = 费用\n',
      'a.clause': policy
        .replace('¦cost', '费用')
        .replace('"cost" { award cost', '"cost" { award 费用')
        .replace('  cost = 3元', '  费用 = 3元'),
    });
  });

  it('gives the versions of open files to an editor that checks them', async () => {
    const capabilities = { workspace: { workspaceEdit: { documentChanges: true } } };
    const d = await desk({ 'a.clause': policy }, { 'facts.clause': facts }, { capabilities });
    const edit = await d.ask<WorkspaceEdit>('rename', { newName: 'costs' });
    expect(edit.documentChanges?.map((change) => 'textDocument' in change && change.textDocument)).toEqual([
      { uri: d.s.uri('a.clause'), version: 1 },
      { uri: d.s.uri('facts.clause'), version: null },
    ]);
  });

  it('of a field changes its list, what goes over it, and the examples', async () => {
    const text = `${facts.replace('{ cost', '{ ¦cost')}${policy.replace(/.*\n/, '').replace('¦', '')}`;
    expect(await one(text, 'price')).toBe(
      text.replace('{ ¦cost', '{ price').replace('each works, award cost', 'each works, award price').replace('[{ cost', '[{ price'),
    );
  });

  it('of a member changes its type, its uses and the examples', async () => {
    const text =
      'fact kind: one of { ¦core "core", other }\nlet a = if kind = core then 1 else 2\nlet b = by kind { core: 1, other: 2 }\nexample "e" { kind = core, expect a = 1 }\n';
    expect(await one(text, '核心')).toBe(
      text.replace('¦core', '核心').replace('= core', '= 核心').replace('core: 1', '核心: 1').replace('= core,', '= 核心,'),
    );
  });

  it('of a member of a set does too', async () => {
    const text = 'fact t: any of { ¦core, other }\nlet a = if t has core then 1 else 2\nexample "e" { t = { core } }\n';
    expect(await one(text, 'x')).toBe('fact t: any of { x, other }\nlet a = if t has x then 1 else 2\nexample "e" { t = { x } }\n');
  });

  it('of a member changes the types with the same members where they are compared, and only there', async () => {
    const compared = 'fact p: one of { ¦a, b }\nfact q: one of { b, a }\nlet same = p = q\nlet r = q = a\n';
    expect(await one(compared, 'c')).toBe('fact p: one of { c, b }\nfact q: one of { b, c }\nlet same = p = q\nlet r = q = c\n');
    expect(await one(compared.replace('p = q', 'p = a'), 'c')).toBe(
      'fact p: one of { c, b }\nfact q: one of { b, a }\nlet same = p = c\nlet r = q = a\n',
    );
  });

  it('of the member 其他 changes the row that is written like `otherwise`', async () => {
    const text = '要素 类: 选一 { 甲, ¦其他 }\n定义 数 = 按 类 { 甲: 1, 其他: 2 }\n';
    const d = await desk({ 'a.clause': text.replace('选一', 'one of') });
    expect(await renamed(d, '余')).toEqual({ 'a.clause': '要素 类: one of { 甲, 余 }\n定义 数 = 按 类 { 甲: 1, 余: 2 }\n' });
  });

  it('of a let of a clause, of a clause, of a unit, of a group', async () => {
    expect(await one('clause a { let ¦x = 2元, award x }\nlet x = 1\n', 'y')).toBe('clause a { let y = 2元, award y }\nlet x = 1\n');
    const text = 'unit ¦席 = 2人\nclause a { award 1元/席 * 10万席 }\nexclusive g { among a }\nexample "e" { expect a = 10万元 }\n';
    expect(await one(text, 'seat')).toBe(
      'unit seat = 2人\nclause a { award 1元/seat * 10万seat }\nexclusive g { among a }\nexample "e" { expect a = 10万元 }\n',
    );
    expect(await one(text.replace('¦', '').replace('clause a', 'clause ¦a'), 'bb')).toBe(
      'unit 席 = 2人\nclause bb { award 1元/席 * 10万席 }\nexclusive g { among bb }\nexample "e" { expect bb = 10万元 }\n',
    );
    expect(await one('clause a { award 1元 }\nlimit ¦l { among a, cap 1元 }\nexample "e" { expect l = 1元 }\n', '上限')).toBe(
      'clause a { award 1元 }\nlimit 上限 { among a, cap 1元 }\nexample "e" { expect 上限 = 1元 }\n',
    );
  });

  it('of an example changes its title and who is like it, with quotes as they must be written', async () => {
    const text = 'fact c: money\nexample "on¦e" { c = 1元 }\nexample "two" like "one" { }\n';
    expect(await one(text, 'a "b" \\')).toBe(
      'fact c: money\nexample "a \\"b\\" \\\\" { c = 1元 }\nexample "two" like "a \\"b\\" \\\\" { }\n',
    );
  });

  it('of an example leaves alone those of the same title in a file that is imported', async () => {
    const d = await desk(
      { 'a.clause': 'import "./b.clause"\nexample "¦x" { }\n' },
      { 'b.clause': 'example "x" { }\nexample "y" like "x" { }\n' },
    );
    expect(await renamed(d, 'z')).toEqual({ 'a.clause': 'import "./b.clause"\nexample "z" { }\n' });
  });

  it('of an example leaves the quotes as they are', async () => {
    const text = '示例 “一¦” { }\n示例 "二" 同 “一” { }\n示例 "三" 同 "一" { }\n';
    expect(await one(text, '甲')).toBe('示例 “甲” { }\n示例 "二" 同 “甲” { }\n示例 "三" 同 "甲" { }\n');
    expect(await one(text, '甲”')).toBe('示例 “甲\\”” { }\n示例 "二" 同 “甲\\”” { }\n示例 "三" 同 "甲”" { }\n');
  });

  it('follows a name into files that know it only through who imports both', async () => {
    const d = await desk(
      { 'a.clause': 'fact ¦x: money\n' },
      { 'b.clause': 'let y = x\n', 'all.clause': 'import "a.clause"\nimport "b.clause"\n' },
    );
    expect(await renamed(d, 'z')).toEqual({ 'a.clause': 'fact z: money\n', 'b.clause': 'let y = z\n' });
  });

  it('works with emoji before it, in CRLF, and in the fences of a literate file', async () => {
    expect(await one('fact ¦a "😀": money\r\nlet b "😀" = a\r\n', 'c')).toBe('fact c "😀": money\r\nlet b "😀" = c\r\n');
    const md = '# a\n\n```clause\nfact ¦a: money\n```\n\na\n\n> ```clause\n> let b = a\n> ```\n';
    expect(await one(md, 'c', 'a.clause.md')).toBe('# a\n\n```clause\nfact c: money\n```\n\na\n\n> ```clause\n> let b = c\n> ```\n');
  });
});

describe('glued words', () => {
  const text = '要素 ¦研发费用: 金额\n条款 研发 {\n  支持 研发费用的50%\n}\n';
  it('stay glued where they are still read alike', async () => {
    expect(await one(text, '经费')).toBe('要素 经费: 金额\n条款 研发 {\n  支持 经费的50%\n}\n');
    expect(await one(text, 'cost')).toBe('要素 cost: 金额\n条款 研发 {\n  支持 cost的50%\n}\n');
  });
  it('are parted where they would be read otherwise', async () => {
    // 经费的税率 is declared: without a blank it would be that, instead of 经费 times 税率.
    const declared = '要素 ¦费用: 金额\n要素 税率: 比例\n要素 经费的税率: 比例\n定义 税 = 费用的税率\n定义 额外 = 费用的5%\n';
    expect(await one(declared, '经费')).toBe(
      '要素 经费: 金额\n要素 税率: 比例\n要素 经费的税率: 比例\n定义 税 = 经费 的税率\n定义 额外 = 经费的5%\n',
    );
  });
  it('are parted too where only another name becomes known', async () => {
    // Nothing is renamed in 费用的税率, but it would be the name of what is.
    expect(await one('要素 费用: 金额\n要素 税率: 比例\n要素 ¦乙: 比例\n定义 税 = 费用的税率\n', '费用的税率')).toBe(
      '要素 费用: 金额\n要素 税率: 比例\n要素 费用的税率: 比例\n定义 税 = 费用 的 税率\n',
    );
  });
});

describe('a renaming is refused', () => {
  const base = 'fact cost: money\nlet ¦x = cost\n';
  it.each([
    ['', 'A name needs at least one letter.'],
    ['12', '“12” is a number; a name begins with a letter or _.'],
    ['a b', /cannot be a name/],
    ['3x', /cannot be a name/],
    ['a-b', /cannot be a name/],
    ['if', '“if” is a word of the language and cannot be a name.'],
    ['条款', '“条款” is a word of the language and cannot be a name.'],
    ['total', '“total” has a meaning of its own and cannot be declared.'],
    ['全部', '“全部” has a meaning of its own and cannot be declared.'],
    ['cost', 'There is a fact “cost” already.'],
  ])('to %j', async (name, reason) => {
    expect(await refused(base, name)).toMatch(reason);
  });

  it('where nothing can be renamed, already before a name is asked for', async () => {
    const at = async (text: string): Promise<string> => {
      const d = await desk({ 'a.clause': text });
      return d.ask('prepareRename').then(JSON.stringify, (error: Error) => error.message);
    };
    expect(await at('l¦et x = 3\n')).toBe('“let” is a word of the language and cannot be renamed.');
    expect(await at('let x = 4¦2\n')).toBe('“42” is a value, not a name.');
    expect(await at('let x = 3元¦\n')).toBe('“元” is built in and cannot be renamed.');
    expect(await at('let x = ma¦x(1, 2)\n')).toBe('“max” is built in and cannot be renamed.');
    expect(await at('let x = nobod¦y\n')).toBe('“nobody” is declared nowhere: there is nothing to rename.');
    expect(await at('let x "lab¦el" = 3\n')).toMatch(/This is a text/);
    expect(await at('let x = 3 // x¦\n')).toBe('There is no name here that could be changed.');
    expect(await at('\n¦\nlet x = 3\n')).toBe('There is no name here that could be changed.');
    expect(await at('let ¦x = 3\n')).toBe('{"range":{"start":{"line":0,"character":4},"end":{"line":0,"character":5}},"placeholder":"x"}');
    expect(await at('example "o¦ne" { }\n')).toBe(
      '{"range":{"start":{"line":0,"character":9},"end":{"line":0,"character":12}},"placeholder":"one"}',
    );
  });

  it('in the language of the reader', async () => {
    expect(await refused(base, '如果 x', {}, { locale: 'zh-cn' })).toMatch(/不能作名称/);
  });

  it('where the name is taken: by another kind of thing, in another file, in the list, in the type, in the clause', async () => {
    expect(await refused('clause a { award 1元 }\nlet ¦x = 1\n', 'a')).toBe('There is a clause “a” already.');
    expect(await refused('fact ¦x: money\n', 'y', { 'b.clause': 'import "./a.clause"\nlet y = x\n' })).toBe(
      'There is a derived value “y” already.',
    );
    expect(await refused('fact l: list of { ¦a: money, b: money }\n', 'b')).toBe('The list has a field “b” already.');
    expect(await refused('fact l: one of { ¦a, b }\n', 'b')).toBe('The type has a member “b” already.');
    expect(await refused('clause c { let ¦a = 1元, let b = 2元, award a }\n', 'b')).toBe('There is a derived value “b” already.');
    expect(await refused('unit ¦a = 1人\nunit b = 1人\n', 'b')).toBe('There is a unit “b” already.');
    expect(await refused('unit ¦a = 1人\n', '万元')).toBe('A unit “万元” is built in.');
    expect(await refused('example "¦a" { }\nexample "b" { }\n', 'b')).toBe('There is an example “b” already.');
    expect(await refused('example "¦a" { }\n', '')).toBe('A title needs at least one character.');
  });

  it('where a global name would be hidden by a let or a field of a clause that uses it', async () => {
    expect(await refused('fact ¦x: money\nclause c {\n  let y = 2元\n  award x + y\n}\n', 'y')).toBe(
      'In a.clause, line 4, “y” would then be the value defined in the clause of that name.',
    );
    expect(await refused('fact ¦x: money\nfact l: list of { y: money }\nclause c { each l, award x + y }\n', 'y')).toBe(
      'In a.clause, line 3, “y” would then be the field of that name.',
    );
    expect(await refused('fact ¦x: money\nfact k: one of { y, z }\nfact m: one of { z, y }\nlet a = k = y\nlet b = x\n', 'y')).toMatch(
      /^not refused/,
    );
  });

  it('where a let or a field would hide a global name that its clause uses', async () => {
    expect(await refused('fact x: money\nclause c { let ¦y = 2元, award x + y }\n', 'x')).toBe(
      'In a.clause, line 2, “x” would then be the value defined in the clause of that name.',
    );
    expect(await refused('fact x: money\nfact l: list of { ¦y: money }\nclause c { each l, award x + y }\n', 'x')).toBe(
      'In a.clause, line 3, “x” would then be the field of that name.',
    );
    expect(await refused('let q = 1\nfact k: one of { ¦y, z }\nlet m = k\nlet a = m = k\nlet c = by k { y: 1, z: q }\n', 'q')).toMatch(
      /^not refused/,
    );
  });

  it('where a member would take the place of a value', async () => {
    const text = 'fact k: one of { ¦y, z }\nlet q = k\nlet a = k = q\n';
    expect(await refused(text, 'q')).toBe('In a.clause, line 3, “q” would then be the member of that name.');
  });

  it('where it would give a meaning to a unit that is built in', async () => {
    expect(await refused('fact ¦x: money\nlet y = x / 元\n', '元')).toBe('In a.clause, line 2, “元” would then be the fact of that name.');
  });

  it('where it would give a meaning to a name that nobody declares', async () => {
    expect(await refused('fact ¦x: money\nlet y = z\n', 'z')).toBe('In a.clause, line 2, “z” would then be the fact of that name.');
  });

  it('where the text would be read otherwise', async () => {
    // `award unspecified` says that the document gives no figure.
    expect(await refused('fact ¦x: money\nclause c { award x }\n', 'unspecified')).toBe(
      'With the name “unspecified” the text would be read otherwise in a.clause, line 2.',
    );
    expect(await refused('fact ¦x: money\nclause c { award 2元, cap x }\n', 'award')).toMatch(/^not refused/);
    // Without a member 其他 the row is what is left; with one it is the member's.
    expect(await refused('fact k: one of { ¦a, b }\nlet c = by k { b: 1, 其他: 2 }\n', '其他')).toMatch(/would then be the member/);
  });

  it('where the name stands in what could not be read', async () => {
    expect(await refused('fact ¦cost: money\nclause a {\n  award 3元 ) cost 5\n}\n', 'c')).toBe(
      'In a.clause, line 3, “cost” stands in something that could not be read. Put that right first.',
    );
    expect(await refused('fact ¦cost: money\nclause a {\n  award 3元 ) kost 5\n}\n', 'c')).toMatch(/^not refused/);
  });

  it('of a file that is not open there is nothing to say; a position beyond the end is the end', async () => {
    const d = await desk({ 'a.clause': 'fact ¦x: money\nlet y = x' }, { 'b.clause': 'let z = 1\n' });
    expect(await d.ask('rename', { newName: 'q', textDocument: { uri: d.s.uri('b.clause') } })).toBeNull();
    expect(await d.ask('prepareRename', { textDocument: { uri: d.s.uri('b.clause') } })).toBeNull();
    const edit = await d.ask<WorkspaceEdit>('rename', { newName: 'q', position: { line: 99, character: 9 } });
    expect(d.after(edit)).toEqual({ 'a.clause': 'fact q: money\nlet y = q' });
    expect(await d.ask('rename', { newName: 'x' })).toEqual({ changes: {} });
  });
});
