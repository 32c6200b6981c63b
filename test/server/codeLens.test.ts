/** What stands above examples, clauses and groups. Counts and amounts are worked out by hand. */
import { afterEach, describe, expect, it } from 'vitest';
import type { CodeLens, Location } from 'vscode-languageserver';
import { execute, lenses, lensLines, policy } from './lensSupport';
import { type Options, Session } from './support';

let session: Session | undefined;
async function open(text: string, options?: Options, path = '政策 一.clause'): Promise<{ s: Session; uri: string }> {
  session = await Session.start(options);
  const uri = session.uri(path);
  await session.open(uri, text);
  return { s: session, uri };
}
afterEach(async () => {
  await session?.stop();
  session = undefined;
});

describe('lenses', () => {
  it('say what can be done with each example, and what the examples make of each clause and group', async () => {
    // grant: 5万 (one), 8万 cut to 7万 (two), only core work (three). help: 2万 and 4万 lose against it; alone it pays 2000 (three).
    const { s, uri } = await open(policy);
    expect(await lensLines(s, uri)).toEqual([
      'clause grant "Grant" { » 3 examples: 2 payable ¥50,000–¥70,000, 1 ineligible',
      'clause help "Help" { » 3 examples: 1 payable ¥2,000, 2 excluded',
      'clause travel "Travel" { » no example touches this clause',
      'exclusive either "One of them" { » grant wins 2×, unopposed 1×',
      'example "one" { » ● selected | Run ✓ 3 expectations | Explain | Total: ¥50,000',
      'example "two" { » Select | Run ✗ 1 of 1 fails | Explain | Total: ¥70,000',
      'example "three" { » Select | Run | Explain | Total: ¥2,000',
    ]);
  });

  it('carry the commands, with the examples that a count speaks of', async () => {
    const { s, uri } = await open(policy);
    const found = await lenses(s, uri);
    const named = (title: string) => found.find(({ command }) => command?.title === title);
    const two = { command: 'clausewright.selectExample', arguments: [uri, 'two'] };
    expect(found.map(({ command }) => command)).toContainEqual({ title: 'Select', ...two });
    expect(named('Run ✗ 1 of 1 fails')?.command).toMatchObject({ command: 'clausewright.runExample', arguments: [uri, 'two'] });
    expect(named('Total: ¥2,000')?.command).toMatchObject({ command: 'clausewright.explainExample', arguments: [uri, 'three'] });
    const help = named('3 examples: 1 payable ¥2,000, 2 excluded');
    expect(help?.range.start).toEqual({ line: 12, character: 7 });
    const [file, position, places] = (help?.command?.arguments ?? []) as [string, unknown, Location[]];
    expect(help?.command?.command).toBe('clausewright.showExamples');
    expect([file, position]).toEqual([uri, { line: 12, character: 7 }]);
    expect(places.map((place) => [place.uri, place.range.start.line])).toEqual([
      [uri, 30],
      [uri, 38],
      [uri, 44],
    ]);
    expect(named('no example touches this clause')?.command?.command).toBe('');
  });

  it('are counted only when they are resolved', async () => {
    const { s, uri } = await open(policy);
    const found: CodeLens[] = await s.connection.sendRequest('textDocument/codeLens', { textDocument: { uri } });
    expect(found.filter(({ command }) => !command).map(({ data }) => data)).toEqual([
      { uri, of: 'clause', name: 'grant' },
      { uri, of: 'clause', name: 'help' },
      { uri, of: 'clause', name: 'travel' },
      { uri, of: 'group', name: 'either' },
      { uri, of: 'total', name: 'one' },
      { uri, of: 'total', name: 'two' },
      { uri, of: 'total', name: 'three' },
    ]);
  });

  it('follow edits and the selection', async () => {
    // visits: 3 at 100元 are 300元; total 5.03万.
    const { s, uri } = await open(policy);
    await execute(s, 'clausewright.selectExample', uri, 'two');
    await s.edit(uri, '  expect total = 5万元', '  visits = 3次\n  expect total = 5万元');
    const lines = await lensLines(s, uri);
    expect(lines[2]).toBe('clause travel "Travel" { » 1 example: payable ¥300');
    expect(lines[4]).toBe('example "one" { » Select | Run ✗ 1 of 3 fails | Explain | Total: ¥50,300');
    expect(lines[5]).toMatch(/^example "two" { » ● selected/);
  });

  it('speak Chinese', async () => {
    const { s, uri } = await open(policy, { locale: 'zh-cn' });
    expect(await lensLines(s, uri)).toEqual([
      'clause grant "Grant" { » 3 个示例：2 个应付 5万元–7万元，1 个不符合',
      'clause help "Help" { » 3 个示例：1 个应付 2,000元，2 个被排除',
      'clause travel "Travel" { » 没有示例涉及本条款',
      'exclusive either "One of them" { » grant 胜出 2 次、仅一个支付 1 次',
      'example "one" { » ● 已选定 | 运行 ✓ 3 项应得 | 解释 | 总计：5万元',
      'example "two" { » 选定 | 运行 ✗ 1 项中 1 项不符 | 解释 | 总计：7万元',
      'example "three" { » 选定 | 运行 | 解释 | 总计：2,000元',
    ]);
  });

  it('can be switched off one kind at a time', async () => {
    const settings = { codeLens: { examples: false, groups: false } };
    const { s, uri } = await open(policy, { settings });
    await expect.poll(async () => (await lensLines(s, uri)).length).toBe(3);
    s.settings = { codeLens: { clauses: false } };
    await s.connection.sendNotification('workspace/didChangeConfiguration', { settings: null });
    await expect.poll(async () => (await lensLines(s, uri)).length).toBe(4);
  });
});

describe('a clause', () => {
  const clause = 'fact cost "Cost": money from 0元\nfact core "Core": boolean\nfact other "Other": boolean default no\n\n';
  const titled = (title: string, body: string) => `\nexample "${title}" {\n  ${body}\n}\n`;

  it('counts every outcome, and the ceiling as one', async () => {
    // a: 10% of 10万 is 1万 at most. b: not core. c: it is not said whether core. d: says nothing that the clause asks for. e: not in force.
    const text = `${clause}clause c "C" {
  effective 2025-01-01
  when core
  award up to 10% of cost
}
${titled('a', 'on 2025-06-01, cost = 10万元, core = yes')}${titled('b', 'on 2025-06-01, cost = 10万元, core = no')}${titled('c', 'on 2025-06-01, cost = 20万元')}${titled('d', 'on 2025-06-01, other = yes')}${titled('e', 'on 2024-06-01, core = yes')}`;
    const { s, uri } = await open(text);
    expect((await lensLines(s, uri))[0]).toBe(
      'clause c "C" { » 4 examples: 1 payable ¥10,000 at most, 1 ineligible, 1 inactive, 1 unknown',
    );
  });

  it('is touched by an example that names it in an expectation, and by one that was paid for it', async () => {
    const text = `${clause}clause c "C" {\n  award 10% of cost\n}\n${titled('a', 'expect c needs cost')}${titled('b', 'on 2025-06-01, paid c = 5元 on 2024-01-01')}${titled('x', 'core = yes')}`;
    const { s, uri } = await open(text);
    expect((await lensLines(s, uri))[0]).toBe('clause c "C" { » 2 examples: 2 unknown');
  });

  it('is touched through lets and other clauses', async () => {
    const text = `${clause}let half = 50% of cost\n\nclause a "A" {\n  award half\n}\nclause b "B" {\n  when core\n  award 10% of a\n}\n${titled('e', 'cost = 100元, core = no')}${titled('f', 'cost = 100元')}`;
    const { s, uri } = await open(text);
    expect((await lensLines(s, uri)).slice(0, 2)).toEqual([
      'clause a "A" { » 2 examples: 2 payable ¥50',
      'clause b "B" { » 2 examples: 1 ineligible, 1 unknown',
    ]);
  });

  it('in a file without examples has no lens, and an imported one neither', async () => {
    const imported = `${clause}clause c "C" {\n  award 10% of cost\n}\n`;
    const { s, uri } = await open(`import "./c.clause"\n${titled('a', 'cost = 10元')}`, { files: { 'c.clause': imported } });
    expect(await lensLines(s, uri)).toEqual(['example "a" { » ● selected | Run | Explain | Total: ¥1']);
    await s.open(s.uri('c.clause'), imported);
    expect(await lensLines(s, s.uri('c.clause'))).toEqual([]);
  });
});

describe('a group', () => {
  it('that leaves the choice open says how often it is in conflict', async () => {
    // both, 10 and 20: conflict. same, 10 and 10: a is listed first. one: only a pays. none: nothing is said of either.
    const text = `fact x "X": money from 0元
fact y "Y": money from 0元
fact z "Z": boolean default no

clause a "A" {
  award x
}

clause b "B" {
  award y
}

exclusive g "G" {
  among a, b
}

example "both" { x = 10元, y = 20元 }
example "same" { x = 10元, y = 10元 }
example "one" { x = 10元, y = 0元 }
example "none" { z = yes }
`;
    const { s, uri } = await open(text);
    expect((await lensLines(s, uri))[2]).toBe('exclusive g "G" { » a wins 1×, unopposed 1×, conflict 1');
    await s.edit(uri, 'y = 20元', 'y = 0元');
    expect((await lensLines(s, uri))[2]).toBe('exclusive g "G" { » a wins 1×, unopposed 2×, conflict 0');
  });

  it('over a list is counted item by item', async () => {
    // Of three projects: a pays 5, 1, 3; b pays 2, 4, 0.
    const text = `fact projects "Projects": list of { p "P": money from 0元, q "Q": money from 0元 }

clause a "A" { each projects, award p }

clause b "B" { each projects, award q }

exclusive g "G" {
  each projects
  among a, b
  choose highest
}

example "e" { projects = [ { p = 5元, q = 2元 }, { p = 1元, q = 4元 }, { p = 3元, q = 0元 } ] }
`;
    const { s, uri } = await open(text);
    const lines = await lensLines(s, uri);
    expect(lines.find((line) => line.startsWith('exclusive'))).toBe('exclusive g "G" { » a wins 1×, b 1×, unopposed 1×');
  });

  it('that is still open says so', async () => {
    // kind is not said: whether grant pays, and wins, hangs on it.
    const { s, uri } = await open(`${policy.slice(0, policy.indexOf('example "one"'))}example "x" {\n  cost = 10元\n}\n`);
    expect((await lensLines(s, uri))[3]).toBe('exclusive either "One of them" { » undecided 1');
  });

  it('of which no member pays says so', async () => {
    const { s, uri } = await open(`${policy.slice(0, policy.indexOf('example "one"'))}example "x" {\n  kind = early\n  cost = 0元\n}\n`);
    expect((await lensLines(s, uri))[3]).toBe('exclusive either "One of them" { » in no example does a member of this group pay');
  });
});

describe('what should not be', () => {
  it('files that are not open, places that are gone, lenses of another kind', async () => {
    const { s, uri } = await open(policy);
    const range = { start: { line: 900, character: 0 }, end: { line: 900, character: 4 } };
    const resolve = (lens: unknown) => s.connection.sendRequest('codeLens/resolve', lens);
    expect(await s.connection.sendRequest('textDocument/codeLens', { textDocument: { uri: s.uri('x.clause') } })).toEqual([]);
    const nothing = { command: { title: '', command: '' } };
    expect(await resolve({ range, data: { uri, of: 'clause', name: 'gone' } })).toMatchObject(nothing);
    expect(await resolve({ range, data: { uri: s.uri('x.clause'), of: 'group', name: 'either' } })).toMatchObject(nothing);
    expect(await resolve({ range, data: 7 })).toMatchObject(nothing);
    await expect(resolve({ data: { uri } })).rejects.toMatchObject({ code: -32602 });
    await expect(s.connection.sendRequest('textDocument/codeLens', {})).rejects.toMatchObject({ code: -32602 });
  });

  it('a broken clause is no reason to count its neighbours otherwise', async () => {
    const { s, uri } = await open(policy.replace('award 100元/次 * visits', 'award 100元/次 * ('));
    const lines = await lensLines(s, uri);
    expect(lines[0]).toBe('clause grant "Grant" { » 3 examples: 2 payable ¥50,000–¥70,000, 1 ineligible');
    expect(lines[2]).toBe('clause travel "Travel" { » 3 examples: 3 in error');
  });

  it('stand at the right line of a literate CRLF file with Chinese keywords and full-width punctuation', async () => {
    const text =
      '# 😀 政策\r\n\r\n```clause\r\n要素 费用 "费用"：金额 不低于 0元\r\n条款 补贴 "补贴" ｛\r\n  支持 费用的50%\r\n｝\r\n```\r\n\r\n说明。\r\n\r\n```clause\r\n示例 "甲" ｛ 费用 ＝ 3万元，应得 总计 = 1.5万元 ｝\r\n```\r\n';
    const { s, uri } = await open(text, {}, '政策.clause.md');
    expect(await lensLines(s, uri)).toEqual([
      '条款 补贴 "补贴" ｛ » 1 example: payable ¥15,000',
      '示例 "甲" ｛ 费用 ＝ 3万元，应得 总计 = 1.5万元 ｝ » ● selected | Run ✓ 1 expectation | Explain | Total: ¥15,000',
    ]);
  });
});
