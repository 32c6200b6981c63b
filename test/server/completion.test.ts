// biome-ignore-all lint/suspicious/noTemplateCurlyInString: the places of a snippet are written so
/** Why: what is offered at a place, and what stands in the text when it is accepted. What is expected follows from the language's description. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { CompletionItem } from 'vscode-languageserver';
import { resolveCompletion } from '../../server/src/features/completion/index';
import { able, accepted, completeAt, Quick } from './completionSupport';
import { Session } from './support';

let session: Session;
beforeAll(async () => {
  session = await Session.start({ capabilities: able });
});
afterAll(() => session.stop());

const facts = `policy "P" {
  effective 2025-01-01 to 2027-12-31
}
unit seat
fact cost "Cost of it": money from 0元
fact area "Area": 平方米
fact price "Price": 元/平方米
fact green "Green": boolean default no
fact level "Level": one of { city "the city", state, nation }
fact titles "Titles": any of { young, champion }
fact founded "Founded": date
fact staff "Staff": integer 人
fact district "District": text
fact projects "Projects": list of {
  spent "Spent": money
  part  "Part": one of { core, side }
}
let rate "Rate" = 5%
clause a "First" { source "Article 1", award 5元 }
clause b "Second" { award 6元 }
limit top "Top" { among all, cap 8元 }
`;
const at = async (code: string, trigger?: string) => completeAt(session, facts + code, trigger === undefined ? {} : { trigger });
const labels = async (code: string, trigger?: string) => (await at(code, trigger)).labels;
const named = (items: readonly CompletionItem[], label: string): CompletionItem => {
  const found = items.find((item) => item.label === label);
  if (!found) throw new Error(`no ${label} among ${items.map((item) => item.label).join(', ')}`);
  return found;
};
/** The labels that begin the list, up to so many. */
const first = async (code: string, count: number) => (await labels(code)).slice(0, count);

describe('words of the language', () => {
  it('begin items at the top level, and whole items are offered', async () => {
    const found = await labels('¦');
    expect(found.slice(0, 3)).toEqual(['import', 'unit', 'fact']);
    expect(found).toEqual(expect.arrayContaining(['clause', 'example', 'clause … match 1:1', 'example … with every fact']));
    expect(found).not.toContain('award');
  });

  it('begin statements in a clause, also above the next item and in one that is never closed', async () => {
    const statements = ['source', 'department', 'effective', 'each', 'let', 'when', 'award', 'grants', 'less', 'cap', 'floor', 'round'];
    expect(await first('clause x {\n  ¦\n}', 12)).toEqual(statements);
    expect(await first('clause x {\n  award 5元\n  ¦\n\nclause y { award 3元 }', 12)).toEqual(statements);
    // `award` has no value yet: the next line is a statement all the same.
    expect(await labels('clause x {\n  award\n  ¦')).toEqual(expect.arrayContaining(statements));
  });

  it('begin the parts of groups, limits, policies and examples', async () => {
    expect(await labels('exclusive g {\n  ¦\n}')).toEqual(['source', 'each', 'among', 'choose']);
    expect(await labels('limit g {\n  ¦\n}')).toEqual(['source', 'each', 'among', 'cap']);
    expect((await completeAt(session, 'policy "P" {\n  ¦\n}')).labels).toEqual([
      'number',
      'issuer',
      'issued',
      'effective',
      'currency',
      'supersedes',
      'url',
    ]);
    expect(await labels('example "e" {\n  ¦\n}')).toEqual(expect.arrayContaining(['on', 'paid', 'expect']));
  });

  it('are the further words of a statement where they can stand', async () => {
    expect(await labels('clause x { award 5元, round ¦ }')).toEqual(['down', 'up', 'half', 'to']);
    expect(await labels('exclusive g { choose ¦ }')).toEqual(['highest', 'first']);
    expect(await labels('clause x { award ¦ }')).toEqual(
      expect.arrayContaining(['up to', 'unspecified', 'if', 'by', 'marginal', 'highest', 'min']),
    );
    expect(await labels('clause x { cap 5元 ¦ }')).toEqual(expect.arrayContaining(['per year', 'within', 'ever', 'when']));
    expect(await labels('clause x { when if green ¦ }')).toContain('then');
    expect(await labels('clause x { award if green\n    then 5元\n    ¦ }')).toContain('else');
    expect(await labels('clause x { award sum ¦ }')).toEqual(['each']);
    expect(await labels('example "e" ¦')).toEqual(['like']);
    expect(await labels('fact y: money ¦')).toEqual(['over', 'from', 'at least', 'below', 'to', 'at most', 'default']);
    expect(await labels('fact y: boolean ¦')).toEqual(['default']);
  });

  it('of two words are found in the second too', async () => {
    const { items, document } = await at('clause x { when cost at le¦ }');
    expect(items.map(({ label }) => label)).toEqual(['at least']);
    expect(accepted(document, items[0])).toContain('when cost at least }');
  });

  it('stand in the language of the file and are found by the other language’s spelling', async () => {
    const { items, document } = await completeAt(session, '条款 甲 "一" {\n  支持 5元\n  awa¦\n}');
    expect(items[0]?.label).toBe('支持');
    expect(accepted(document, items[0])).toBe('条款 甲 "一" {\n  支持 5元\n  支持\n}');
  });
});

describe('names that fit come first', () => {
  it('after award: money; then what can be multiplied to money', async () => {
    // cost, a, b are money; price is money per area; rate a share; area and staff are neither.
    expect(await first('clause x { award ¦ }', 5)).toEqual(['cost', 'a', 'b', 'price', 'rate']);
    expect(await first('clause x { award 50% of ¦ }', 3)).toEqual(['cost', 'a', 'b']);
  });

  it('after a factor: what gives money with it', async () => {
    // 元/平方米 × 平方米 = 元.
    expect((await labels('clause x { award price * ¦ }'))[0]).toBe('area');
    expect((await labels('clause x { award 3元/人 * ¦ }'))[0]).toBe('staff');
  });

  it('after +: the dimension of the left side', async () => {
    expect((await labels('let y = staff + ¦'))[0]).toBe('staff');
    expect((await labels('let y = area + ¦'))[0]).toBe('area');
  });

  it('after when: yes or no, then whatever begins a condition', async () => {
    const found = await labels('clause x { when ¦ }');
    expect(found[0]).toBe('green');
    expect(found).toEqual(expect.arrayContaining(['cost', 'level', 'titles', 'not']));
  });

  it('after =, has, in: members, with their labels, without those that stand there', async () => {
    const { items } = await at('clause x { when level = ¦ }');
    expect(items.slice(0, 3).map(({ label, labelDetails }) => [label, labelDetails?.description])).toEqual([
      ['city', 'the city'],
      ['state', undefined],
      ['nation', undefined],
    ]);
    expect(await first('clause x { when titles has ¦ }', 2)).toEqual(['young', 'champion']);
    const inside = await labels('clause x { when level in { city, ¦ } }');
    expect(inside.slice(0, 2)).toEqual(['state', 'nation']);
    expect(inside).not.toContain('city');
    expect((await labels('clause x { when level != na¦ }'))[0]).toBe('nation');
  });

  it('in functions: dates for dates, payees for paid', async () => {
    expect(await first('clause x { when years(¦', 2)).toEqual(['as_of', 'founded']);
    expect(await labels('clause x { award 5元, less paid(¦) }')).toEqual(['x', 'a', 'b', 'top']);
    const ladder = await at('clause ladder { award 5元, less paid(¦) }');
    expect(accepted(ladder.document, ladder.items[0])).toContain('less paid(ladder) }');
    // An item of the clause's own each has no history; of a sum's each it is the clause that is paid.
    expect(await labels('clause x { each projects, award 5元, less paid(¦) }')).toEqual(['a', 'b', 'top']);
    expect((await labels('clause x { award 5元, less sum each projects { paid(¦) } }'))[0]).toBe('x');
    // A limit is not asked for in itself, and nothing else is an amount that a clause may take of itself.
    expect(await labels('limit l { among all, cap paid(¦) }')).toEqual(['a', 'b', 'top']);
    expect(await labels('clause x { award 5元, less ¦ }')).not.toContain('x');
  });

  it('fields and local lets before facts, and not the clause itself', async () => {
    const found = await labels('clause x {\n  each projects\n  let half = 50% of spent\n  award ¦\n}');
    expect(found.slice(0, 3)).toEqual(['half', 'spent', 'cost']);
    expect(found).not.toContain('x');
    expect((await labels('clause x { award sum each projects { ¦ } }'))[0]).toBe('spent');
  });

  it('lists only after each, clauses that are not listed in among', async () => {
    expect(await labels('clause x { each ¦ }')).toEqual(['projects']);
    expect(await labels('clause x { award sum each ¦ }')).toEqual(['projects']);
    expect(await labels('exclusive g { among a, ¦\n choose first }')).toEqual(['b']);
    expect(await labels('limit g { among ¦ }')).toEqual(['all', 'a', 'b']);
  });

  it('goes on with an operand by its type', async () => {
    expect((await labels('clause x { when titles ¦ }'))[0]).toBe('has');
    expect((await labels('clause x { when level ¦ }'))[0]).toBe('in');
    const numbers = await labels('clause x { when cost ¦ }');
    expect(numbers).toEqual(expect.arrayContaining(['over', 'at least', 'at most', 'below', 'of']));
    expect(numbers).not.toContain('has');
    expect(await first('clause x { when green ¦ }', 2)).toEqual(['and', 'or']);
  });
});

describe('rows', () => {
  it('of members: those without a row, then otherwise and any', async () => {
    expect(await labels('clause x { award by level { city: 5元\n ¦\n } }')).toEqual(['state', 'nation', 'otherwise', 'any']);
    expect(await labels('clause x { award by level { city: 5元\n state, ¦: 6元\n } }')).toEqual(['nation', 'any']);
  });
  it('of yes and no; of intervals; of the second subject', async () => {
    expect(await labels('clause x { award by green { yes: 5元, ¦ } }')).toEqual(['no', 'otherwise', 'any']);
    expect(await first('clause x { award by cost { ¦ } }', 4)).toEqual(['over', 'from', 'at least', 'below']);
    expect(await first('clause x { award by cost | level { to 5元 | ¦ } }', 3)).toEqual(['city', 'state', 'nation']);
    expect((await labels('clause x { award by level { city: ¦ } }'))[0]).toBe('cost');
  });
});

describe('units and types', () => {
  it('after a number: the unit of what is wanted first', async () => {
    expect((await labels('clause x { award 5元, cap 100¦ }'))[0]).toBe('元');
    expect((await labels('clause x { when staff over 5¦ }'))[0]).toBe('人');
    expect((await labels('clause x { when area over 5 ¦ }'))[0]).toBe('平方米');
    expect((await labels('clause x { when price over 5¦ }'))[0]).toBe('元/平方米');
    expect(await labels('clause x { cap 5¦ }')).toEqual(expect.arrayContaining(['万元', '万', '亿', 'per year', 'seat']));
    expect((await labels('clause x { award 5元, cap 5元 within 3¦ }')).slice(0, 4)).toEqual(expect.arrayContaining(['months', 'years']));
  });
  it('after the colon of a fact: types, then units', async () => {
    const found = await labels('fact y "Y": ¦');
    expect(found.slice(0, 10)).toEqual(['money', 'number', 'percent', 'boolean', 'date', 'text', 'integer', 'one of', 'any of', 'list of']);
    expect(found).toEqual(expect.arrayContaining(['m2', 'seat']));
  });
  it('in the head of a policy: money', async () => {
    const { labels: found } = await completeAt(session, 'policy "P" {\n  currency EU¦\n}');
    expect(found[0]).toBe('EUR');
    expect(found).not.toContain('m2');
  });
});

describe('examples', () => {
  it('offer what is not given yet, with a value of its type', async () => {
    const { items, document } = await at('example "e" {\n  cost = 5元\n  ¦\n}');
    const found = items.map(({ label }) => label);
    expect(found.slice(0, 3)).toEqual(['area', 'price', 'level']);
    expect(found).not.toContain('cost');
    // What has a default need not be given: it comes after the rest.
    expect(found.indexOf('green')).toBeGreaterThan(found.indexOf('expect'));
    expect(named(items, 'level').textEdit?.newText).toBe('level = ${1|city,state,nation|}');
    expect(named(items, 'founded').textEdit?.newText).toBe('founded = ${1:2025-01-01}');
    expect(named(items, 'staff').textEdit?.newText).toBe('staff = ${1:0}人');
    expect(named(items, 'titles').textEdit?.newText).toBe('titles = { ${1|young,champion|} }');
    expect(accepted(document, named(items, 'projects'))).toContain('projects = [ { spent = 0元, part = core } ]');
  });
  it('offer the name alone where its = stands already', async () => {
    const { items } = await at('example "e" {\n  are¦ = 5平方米\n}');
    expect(items[0]?.textEdit?.newText).toBe('area');
  });
  it('offer values: members, yes and no, what other examples say', async () => {
    expect(await first('example "e" { level = ¦ }', 3)).toEqual(['city', 'state', 'nation']);
    expect(await first('example "e" { green = ¦ }', 2)).toEqual(['yes', 'no']);
    expect((await labels('example "d" { cost = 123元 }\nexample "e" { cost = ¦ }'))[0]).toBe('123元');
    expect(await labels('example "e" { titles = { young, ¦ } }')).toEqual(['champion']);
  });
  it('offer the fields of a list’s item that are missing', async () => {
    expect(await labels('example "e" { projects = [ { spent = 5元, ¦ } ] }')).toEqual(['part']);
    expect(await first('example "e" { projects = [ { part = ¦ } ] }', 2)).toEqual(['core', 'side']);
  });
  it('offer what can be expected, and what can be expected of it', async () => {
    expect(await labels('example "e" { expect ¦ }')).toEqual(['total', 'a', 'b', 'rate', 'top']);
    expect(await labels('example "e" { expect a ¦ }')).toEqual(
      expect.arrayContaining(['eligible', 'ineligible', 'excluded', 'granted', 'unspecified', 'unknown', 'error', 'needs']),
    );
    expect((await labels('example "e" { expect a needs cost, ¦ }')).slice(0, 2)).toEqual(['area', 'price']);
    expect(await labels('example "e" { expect a = 5元 ¦ }')).toEqual(expect.arrayContaining(['within', 'at most']));
  });
  it('offer the policy’s days', async () => {
    expect(await labels('example "e" { on ¦ }')).toEqual(['2025-01-01', '2027-12-31']);
  });
  it('offer titles after like, in the quotes and without', async () => {
    const inside = await at('example "one" { cost = 3元 }\nexample "two" like "o¦" { }');
    expect(inside.labels).toEqual(['one']);
    expect(accepted(inside.document, inside.items[0])).toContain('like "one" {');
    const bare = await at('example "one" { cost = 3元 }\nexample "two" like ¦');
    expect(accepted(bare.document, bare.items[0])).toContain('like "one"');
  });
});

describe('what is replaced', () => {
  it('is the word before the cursor, or the whole of it', async () => {
    const { items, document } = await at('clause x { when gre¦xyz }');
    expect(accepted(document, named(items, 'green'), 'insert')).toContain('when greenxyz }');
    expect(accepted(document, named(items, 'green'), 'replace')).toContain('when green }');
  });

  const chinese = '要素 研发费用 "研发": 金额\n要素 营业收入 "收入": 金额\n要素 研发费用增长 "增长": 比例\n';
  it('is only what follows the split in a glued word', async () => {
    const { items, document } = await completeAt(session, `${chinese}条款 甲 "一" {\n  支持 研发费用的营¦\n}`);
    expect(accepted(document, named(items, '营业收入'))).toContain('支持 研发费用的营业收入\n');
  });
  it('behind a whole name: what goes on with it, and longer names', async () => {
    const { items, document } = await completeAt(session, `${chinese}条款 甲 "一" {\n  条件 研发费用¦\n}`);
    expect(items.map(({ label }) => label)).toEqual(expect.arrayContaining(['研发费用', '研发费用增长', '不低于', '的']));
    expect(accepted(document, named(items, '不低于'))).toContain('条件 研发费用不低于\n');
    expect(accepted(document, named(items, '研发费用增长'))).toContain('条件 研发费用增长\n');
  });
  it('is right behind emoji and combining characters, and with full-width punctuation', async () => {
    const emoji = await at('clause x "😀 e\u0301" { when "😀" = district and gre¦ }');
    expect(accepted(emoji.document, emoji.items[0])).toContain('and green }');
    expect((await completeAt(session, `${chinese}要素 甲：¦`)).labels[0]).toBe('金额');
    expect(
      (await completeAt(session, '要素 级别 "级": 单选 { 市级， 省级 }\n条款 甲 "一" {\n  条件 级别＝¦\n}')).labels.slice(0, 2),
    ).toEqual(['市级', '省级']);
  });
  it('is the plain text for a client without snippets', async () => {
    const plain = await Session.start({ capabilities: {} });
    try {
      const { items, document } = await completeAt(plain, `${facts}example "e" {\n  leve¦\n}`);
      expect(items[0]?.insertTextFormat).toBeUndefined();
      expect(accepted(document, items[0])).toContain('  level = city\n');
    } finally {
      await plain.stop();
    }
  });
});

describe('where nothing is offered', () => {
  it.each([
    ['in a comment', '// cla¦'],
    ['in a comment, behind its last word', 'clause x { // an award ¦\n }'],
    ['in a comment above an item', '// and ¦\nclause x { award 5元 }'],
    ['in a text', 'clause x "cos¦" { award 5元 }'],
    ['in a new name of a clause', 'clause cos¦'],
    ['in a new name of a fact', 'fact co¦'],
    ['in a new name of a let', 'let co¦'],
    ['in a new name of a member', 'fact y: one of { co¦ }'],
    ['in a number', 'clause x { award 1¦0元 }'],
    ['in a date', 'example "e" { on 2025-0¦1-01 }'],
  ])('%s', async (_, code) => {
    expect(await labels(code)).toEqual([]);
  });
  it('after a blank that asks for nothing in particular', async () => {
    expect(await labels('clause x { award ¦ }', ' ')).toEqual([]);
    expect((await labels('clause x { when level = ¦ }', ' ')).slice(0, 3)).toEqual(['city', 'state', 'nation']);
    expect((await labels('clause x { when titles has ¦ }', ' '))[0]).toBe('young');
    expect(await labels('clause x {\n ¦ }', ' ')).toEqual([]);
  });
  it('in a file that is not open; beyond the end of one the end is meant', async () => {
    const ask = (uri: string, line: number) =>
      session.connection.sendRequest<{ items: CompletionItem[] } | null>('textDocument/completion', {
        textDocument: { uri },
        position: { line, character: 0 },
      });
    expect(await ask(session.uri('none.clause'), 0)).toBeNull();
    const uri = session.uri('end.clause');
    await session.open(uri, facts);
    expect((await ask(uri, 9999))?.items.map(({ label }) => label)).toContain('clause');
  });
});

describe('other files', () => {
  it('are offered folder by folder in an import, without the file itself', async () => {
    const s = await Session.start({
      capabilities: able,
      files: { 'a.clause': 'fact f: money\n', 'sub/b.clause': '', 'sub/deep/c.clause': '', 'other.txt': '' },
    });
    try {
      const here = async (text: string, path: string) => (await completeAt(s, text, { path })).labels;
      expect(await here('import "¦"', 'main.clause')).toEqual(['./a.clause', './sub/']);
      expect(await here('import "./sub/¦"', 'main.clause')).toEqual(['b.clause', 'deep/']);
      expect(await here('import "../¦"', 'sub/b.clause')).toEqual(['a.clause', 'sub/']);
      const { items, document } = await completeAt(s, 'import "./su¦', { path: 'main.clause' });
      expect(accepted(document, items[0])).toBe('import "./sub/');
      // Names of an imported file are names here.
      expect(await here('import "./a.clause"\nclause x { award ¦ }', 'main.clause')).toContain('f');
    } finally {
      await s.stop();
    }
  });
  it('of Markdown have code in their fences only', async () => {
    const text = (code: string, prose = '') =>
      `# Title\n\n${prose}\n\n\`\`\`clause\nfact cost: money\nclause x {\n  award ${code}\n}\n\`\`\`\n`;
    const inside = await completeAt(session, text('co¦'), { path: 'l.clause.md' });
    expect(inside.labels[0]).toBe('cost');
    expect(accepted(inside.document, inside.items[0])).toBe(text('cost'));
    expect((await completeAt(session, text('cost', 'co¦'), { path: 'm.clause.md' })).labels).toEqual([]);
    expect((await completeAt(session, '# T\n\n```clause\n¦\n```\n', { path: 'n.clause.md' })).labels).toContain('fact');
  });
  it('with CRLF are the same', async () => {
    const { items, document } = await completeAt(session, `${facts}clause x {\n  award 5元\n  ca¦\n}\n`.replaceAll('\n', '\r\n'));
    expect(accepted(document, items[0])).toContain('\r\n  cap\r\n}');
  });
  it('that are empty may hold anything', async () => {
    expect((await completeAt(session, '¦')).labels).toEqual(expect.arrayContaining(['policy', 'fact', 'policy … head']));
  });
});

describe('what an item stands for', () => {
  const resolved = async (code: string, label: string) => {
    const uri = session.uri('resolve.clause');
    const text = facts + code.replace('¦', '');
    await session.open(uri, text);
    const { items } = await at(code);
    const item = named(items, label);
    const data = item.data as Record<string, unknown>;
    const answer: CompletionItem = await session.connection.sendRequest('completionItem/resolve', { ...item, data: { ...data, uri } });
    await session.close(uri);
    return typeof answer.documentation === 'object' ? answer.documentation.value : (answer.documentation ?? '');
  };
  it('is said when it is looked at: a name, a keyword, a unit', async () => {
    const fact = await resolved('clause x { award ¦ }', 'cost');
    expect(fact).toContain('“Cost of it”');
    expect(fact).toContain('an amount in CNY');
    expect(await resolved('clause x { award ¦ }', 'a')).toContain('Article 1');
    const word = await resolved('clause x {\n  ¦\n}', 'cap');
    expect(word).toContain('at most this');
    expect(word).toContain('cap 100万元 per year');
    expect(word).toContain('封顶');
    expect(await resolved('clause x { award 5¦ }', '万元')).toContain('10000');
    expect(await resolved('¦', 'clause … match 1:1')).toContain('one to one');
  });
  it('has the value in the example that is selected', () => {
    const quick = new Quick();
    const text = `${facts}example "one" { cost = 7元 }\nexample "two" { cost = 9元 }\nclause x { award  }`;
    const { items } = quick.at(text, text.length - 2);
    const said = () => JSON.stringify(resolveCompletion(quick.session, named(items, 'cost')).documentation);
    expect(said()).toContain('In “one”: ¥7');
    quick.session.select('file:///quick/a.clause', 'two');
    expect(said()).toContain('In “two”: ¥9');
  });
  it('is nothing for an item of somebody else', async () => {
    expect(await session.connection.sendRequest('completionItem/resolve', { label: 'x', data: { of: 'else' } })).toEqual({
      label: 'x',
      data: { of: 'else' },
    });
  });
});
