/** Why: each command on a policy whose figures are worked out by hand, and its exit codes. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { Folder, POLICY } from './support/run';

const folder = new Folder();
folder.write('a.clause', POLICY);
const facts = (content: object | string) => folder.write('facts.json', typeof content === 'string' ? content : JSON.stringify(content));
const evalFacts = (content: object | string, ...more: string[]) => folder.run(['eval', 'a.clause', '--facts', facts(content), ...more]);

describe('lint', () => {
  it('exits 0 for information, 1 from warnings upwards', async () => {
    folder.write(
      'info.clause',
      'fact x "X": number from 0\nclause c "C" {\n  award unspecified "no figure"\n}\nclause d "D" { award x * 1元 }\n',
    );
    const info = await folder.run(['lint', 'info.clause']);
    expect(info).toMatchObject({ code: 0, err: '' });
    expect(info.out).toContain('information');
    folder.write('warn.clause', 'fact x "X": number from 0 to 9\nclause c "C" {\n  award by x { to 5: 1元 }\n}\n');
    expect((await folder.run(['lint', 'warn.clause'])).code).toBe(1);
  });

  it('shows the place, underlined, in either language', async () => {
    folder.write('wrong.clause', '条款 奖励 "奖励" {\n  支持 研发投入 的 5%\n}\n');
    const { out } = await folder.run(['lint', 'wrong.clause', '--lang', 'zh']);
    const lines = out.split('\n');
    expect(lines[0]).toMatch(/^wrong\.clause:2:6: 错误: .*研发投入.* \[unknown-name\]$/);
    // Two blanks and 支持 with its blank are seven cells; 研发投入 is eight wide.
    expect(lines[1]).toBe('  2 |   支持 研发投入 的 5%');
    expect(lines[2]).toBe(`    | ${' '.repeat(7)}${'^'.repeat(8)}`);
  });

  it('JSON has the documented form', async () => {
    folder.write('wrong.clause', 'clause c "C" {\n  award 5元 of\n  cap y\n}\n');
    const { out, code } = await folder.run(['lint', 'wrong.clause', '--format', 'json']);
    const result = JSON.parse(out) as { findings: Record<string, unknown>[] };
    expect(code).toBe(1);
    expect(result).toMatchObject({ version: 1, language: 'en', summary: { files: 1, warnings: 0 }, problems: [] });
    for (const finding of result.findings) {
      expect(Object.keys(finding)).toEqual([
        'name',
        'severity',
        'item',
        'fingerprint',
        'file',
        'range',
        'message',
        'data',
        'related',
        'fixes',
      ]);
      expect(finding).toMatchObject({
        file: 'wrong.clause',
        severity: expect.stringMatching(/^(error|warning|information)$/),
        message: expect.stringMatching(/\S/),
      });
    }
  });
});

describe('test', () => {
  it('exits 0 where all holds', async () => {
    const ran = await folder.run(['test', 'a.clause']);
    expect(ran).toEqual({
      code: 0,
      err: '',
      out: 'a.clause\n  ✓ a firm  2 expectations met\n\n1 file, 1 example, 2 expectations: 0 failed\n',
    });
  });
  it('exits 1 for a failed expectation, with what is the case', async () => {
    folder.write(
      'fails.clause',
      POLICY.replace('expect tenth = 10万元', 'expect tenth = 11万元').replace('expect total = 10万元', 'expect total = 10万元 at most'),
    );
    const ran = await folder.run(['test', 'fails.clause']);
    expect(ran.code).toBe(1);
    expect(ran.out).toContain('✗ a firm  2 of 2 expectations failed');
    expect(ran.out).toMatch(/fails\.clause:36:3: expect tenth = 11万元, but it is ¥100,000\n/);
    expect(ran.out).toMatch(/fails\.clause:37:3: expect total = 10万元 at most, but it is ¥100,000, and no ceiling\n/);
    expect((await folder.run(['test', 'fails.clause', '--lang', 'zh'])).out).toContain('实际为 10万元');
  });
  it('exits 1 for an error in the file', async () => {
    folder.write('error.clause', 'clause c "C" {\n  award nothing\n}\n');
    const ran = await folder.run(['test', 'error.clause']);
    expect(ran.code).toBe(1);
    expect(ran.out).toContain('[unknown-name]');
  });
});

describe('imports with errors', () => {
  it('are named by eval, and make test fail, once', async () => {
    folder.write('facts.clause', 'fact x "X": number\nlet broken = missing\n');
    folder.write('main.clause', 'import "./facts.clause"\nclause c "C" { award x * 1元 }\nexample "e" {\n  x = 2\n  expect c = 2元\n}\n');
    const evaluated = await folder.run(['eval', 'main.clause', '--example', 'e']);
    expect(evaluated.code).toBe(1);
    expect(evaluated.err).toContain('facts.clause: 1 error in the file');
    expect(evaluated.out).toMatch(/c {2}C +payable +¥2\n/);
    const one = await folder.run(['test', 'main.clause']);
    expect(one.code).toBe(1);
    expect(one.out).toContain('0 failed; 1 error in the files');
    expect((await folder.run(['test', 'main.clause', 'facts.clause'])).out).toContain('0 failed; 1 error in the files');
  });
});

describe('eval', () => {
  it('shows an example clause by clause', async () => {
    const ran = await folder.run(['eval', 'a.clause', '--example', 'a firm']);
    expect(ran).toMatchObject({ code: 0, err: '' });
    expect(ran.out).toContain('Support · a firm · judged on 2025-01-01');
    expect(ran.out).toMatch(/tenth {2}A tenth +payable +¥100,000\n/);
    expect(ran.out).toMatch(/by_level {2}By level +excluded +¥0 {2}one keeps tenth\n +would pay ¥50,000\n/);
    expect(ran.out).toMatch(/Total +¥100,000\n/);
  });
  it('without an applicant, shows every example; without examples, says what is missing', async () => {
    expect((await folder.run(['eval', 'a.clause'])).out).toMatch(/a firm +¥100,000\n/);
    folder.write('bare.clause', 'clause c "C" {\n  award 5元\n}\n');
    expect(await folder.run(['eval', 'bare.clause'])).toMatchObject({ code: 2, err: expect.stringContaining('The file has no examples') });
    expect((await folder.run(['eval', 'a.clause', '--example', 'a frim'])).err).toBe(
      'error: there is no example "a frim". Did you mean "a firm"?\n',
    );
  });
  it('takes a date, and refuses what is none', async () => {
    const late = await folder.run(['eval', 'a.clause', '--example', 'a firm', '--on', '2028-01-01']);
    expect(late.out).toMatch(/tenth {2}A tenth +inactive +in force from \d{4}-\d\d-\d\d/);
    expect(late.out).toMatch(/Total +¥0\n/);
    expect(await folder.run(['eval', 'a.clause', '--example', 'a firm', '--on', '2025-02-30'])).toMatchObject({ code: 2 });
  });
});

describe('eval of facts', () => {
  it('is exact to the last of sixty digits', async () => {
    // A tenth of the amount: the point moves by one. Half of it is far below the cap of 300,000.
    const spent = '1234567.12345678901234567890123456789012345678901234567890123';
    const ran = await evalFacts({ registered: true, level: 'none', spent: `${spent}元` }, '--format', 'json');
    expect(ran.code).toBe(0);
    const result = JSON.parse(ran.out) as { total: object; clauses: object[] };
    expect(result.total).toMatchObject({
      status: 'known',
      state: 'known',
      value: '123456.712345678901234567890123456789012345678901234567890123',
    });
    expect(result).toMatchObject({ version: 1, file: 'a.clause', facts: 'facts.json', on: '2025-01-01', currency: 'CNY' });
    expect(result.clauses).toMatchObject([
      { name: 'tenth', status: 'payable', eligible: true },
      { name: 'by_level', status: 'payable' },
    ]);
  });

  it('takes every type, dates, payments made before, and facts called like a key', async () => {
    // A tenth of 100万元 is 10万元; 4万元 of it was paid before; 6万元 exceeds 5万元 for the level.
    const ran = await evalFacts(`{
      "on": "2025年6月30日",
      "registered": "是", "spent": "１００万元", "level": "municipal", "titles": ["small"], "staff": "25人", "founded": "2020-02-29",
      "share": "12.5%", "rent": "1.5元/平方米/天", "projects": [ { "cost": "5 亿元" }, {} ],
      "paid": [ { "clause": "tenth", "amount": "4万元", "on": "2024-05-01" } ]
    }`);
    expect(ran).toMatchObject({ code: 0, err: '' });
    expect(ran.out).toMatch(/Total +¥60,000\n/);
    const nested = await evalFacts({
      facts: { registered: true, level: 'none', spent: 0 },
      日期: '2025-06-30',
      已付: [{ 条款: 'tenth', 金额: 0, 日期: '2024-01-01' }],
    });
    expect(nested).toMatchObject({ code: 0, err: '' });
    expect(nested.out).toMatch(/tenth {2}A tenth +ineligible +has spent nothing/);
  });

  it('names what is still needed', async () => {
    const ran = await evalFacts({ registered: true, level: 'none' });
    expect(ran.code).toBe(0);
    expect(ran.out).toMatch(/tenth {2}A tenth +unknown .*needs spent\n/);
    expect(ran.out).toMatch(/Total .*needs spent\n/);
  });

  it('takes a JSON number in the unit that the fact is declared in', async () => {
    const plain = await evalFacts({ registered: true, level: 'none', spent: 5000, staff: 25 });
    const written = await evalFacts({ registered: true, level: 'none', spent: '5000元', staff: '25人' });
    expect(plain.code).toBe(0);
    // A tenth of 5000元.
    expect(plain.out).toContain('¥500');
    expect(plain.out).toBe(written.out);
  });

  it.each([
    ['no JSON', '{ "spent": "1万元" "level": "none" }', '1:18', 'not JSON: a comma or the closing bracket was expected here'],
    ['an empty file', '', '1:1', 'not JSON: the file is empty; it needs at least {} (the file ends)'],
    ['a list', '[]', '1:1', 'an object was expected: { "fact": value, … }'],
    ['a repeated key', '{"spent": 0,\n "spent": 0}', '2:2', 'not JSON: this name stands here for the second time'],
    ['an unknown fact', '{\n  "spnet": "1万元"\n}', '2:3', 'the policy has no fact "spnet"; did you mean "spent"?'],
    ['a text without unit', '{"spent": "5000"}', '1:11', 'spent: 5000 has no unit; an amount in CNY was expected; write it as "5000 元"'],
    ['another unit', '{"spent": "5 USD"}', '1:11', 'spent: "5 USD" has the wrong unit; an amount in CNY was expected; write it as "10 元"'],
    ['an unknown unit', '{"spent": "5 quid"}', '1:11', 'spent: there is no unit "quid"; write it as "10 元"'],
    ['a text for a boolean', '{"registered": "maybe"}', '1:16', 'registered: "maybe" is not true or false; write it as true'],
    ['an unknown member', '{"level": "nationl"}', '1:11', 'level: there is no member "nationl"; did you mean "national"?'],
    [
      'one member where several may be',
      '{"titles": "small"}',
      '1:12',
      'titles: "small" is not a list of members out of small, large; write it as ["small"]',
    ],
    ['part of a person', '{"staff": "2.5人"}', '1:11', 'staff: "2.5人" is not a whole number of 人'],
    ['a value outside its interval', '{"spent": "-1元"}', '1:11', 'spent: "-1元" is outside its interval (from ¥0)'],
    ['a percentage outside its interval', '{"share": "101%"}', '1:11', 'share: "101%" is outside its interval (from 0% to 100%)'],
    ['a day that does not exist', '{"founded": "2025-02-29"}', '1:13', 'founded: "2025-02-29" is not a date; write it as "2025-06-30"'],
    ['too large an exponent', '{"share": 1e400}', '1:11', 'share: this number has more digits than can be meant'],
    ['null', '{"spent": null}', '1:11', 'spent: null is no value; leave the fact out where it is not known'],
    ['too many items', '{"projects": [{},{},{}]}', '1:14', 'projects: 3 items, but the policy allows 2'],
    ['an unknown field', '{"projects": [{"cots": 0}]}', '1:16', 'an item of projects has no field "cots"; did you mean "cost"?'],
    [
      'a wrong field',
      '{"projects": [{}, {"cost": "5"}]}',
      '1:28',
      'projects[1].cost: 5 has no unit; an amount in CNY was expected; write it as "5 元"',
    ],
    [
      'a payment for no clause',
      '{"paid": [{"clause": "tenht", "amount": 0, "on": "2024-01-01"}]}',
      '1:22',
      'the policy has no clause "tenht"; did you mean "tenth"?',
    ],
    [
      'a payment below zero',
      '{"paid": [{"clause": "tenth", "amount": "-1元", "on": "2024-01-01"}]}',
      '1:41',
      'a payment is not below zero: "-1元"',
    ],
    ['a payment without a date', '{"paid": [{"clause": "tenth", "amount": "1元"}]}', '1:11', 'this payment lacks "on"'],
  ])('refuses %s, at its place', async (_, content, place, sentence) => {
    const ran = await evalFacts(content);
    expect(ran).toMatchObject({ code: 2, out: '' });
    const lines = ran.err.split('\n');
    expect(lines[0]).toBe('error: facts.json: one thing does not fit the policy; nothing was computed');
    expect(lines[1]).toBe(`facts.json:${place}: ${sentence}`);
    // The same in Chinese: another sentence, the same place.
    const zh = (await evalFacts(content, '--lang', 'zh')).err.split('\n')[1] ?? '';
    expect(zh).toMatch(new RegExp(`^facts\\.json:${place}: .*\\p{Script=Han}`, 'u'));
  });

  it('refuses a facts file that is missing or not UTF-8', async () => {
    expect((await folder.run(['eval', 'a.clause', '--facts', 'none.json'])).err).toBe(
      'error: none.json: there is no such file or folder\n',
    );
    folder.write('gbk.json', Buffer.from([0x7b, 0x22, 0xd5, 0xfe, 0xb2, 0xdf, 0x22, 0x3a, 0x31, 0x7d]));
    expect(await folder.run(['eval', 'a.clause', '--facts', 'gbk.json'])).toMatchObject({
      code: 2,
      err: expect.stringContaining('not UTF-8'),
    });
  });
});

describe('explain', () => {
  it('shows every step with its place', async () => {
    const ran = await folder.run(['explain', 'a.clause', '--example', 'a firm', 'tenth']);
    expect(ran).toMatchObject({ code: 0, err: '' });
    const lines = ran.out.split('\n').map((line) => line.replace(/ {2,}(?=(a\.clause:)?\d+:\d+$)/, '  '));
    expect(lines.slice(2)).toEqual([
      'Requirements',
      '└─ require registered → yes  16:1',
      '',
      'tenth  A tenth: payable ¥100,000  a.clause:18:8',
      '├─ when spent over 0元 → yes  19:3',
      '│  └─ spent = ¥1,000,000  19:9',
      '├─ award 10% of spent = ¥100,000  20:3',
      '│  └─ spent = ¥1,000,000  20:16',
      '├─ cap 30万元 = ¥300,000 → changes nothing  21:3',
      '└─ less paid(tenth) = ¥0 → changes nothing  22:3',
      '   └─ paid(tenth) = ¥0  22:9',
      '',
      '',
    ]);
    expect(ran.out).not.toContain('by_level');
  });
  it('refuses a clause that does not exist', async () => {
    const ran = await folder.run(['explain', 'a.clause', '--example', 'a firm', 'tenht']);
    expect(ran).toMatchObject({ code: 2, err: 'error: there is no clause "tenht". Did you mean tenth?\n' });
    expect((await folder.run(['explain', 'a.clause', '--example', 'a firm', 'zzz'])).err).toMatch(
      /^error: there is no clause "zzz"\. There are: .*tenth/,
    );
  });
});

describe('rule', () => {
  it('shows a page, offline, in either language', async () => {
    const en = await folder.run(['rule', 'row-gap']);
    expect(en).toMatchObject({ code: 0, err: '' });
    expect(en.out).toContain('# row-gap');
    expect((await folder.run(['rule', 'row-gap', '--lang', 'zh'])).out).toMatch(/\p{Script=Han}/u);
  });
  it('lists all, each with a page', async () => {
    const { out } = await folder.run(['rule']);
    const names = [...out.matchAll(/^ {2}([a-z0-9-]+) /gm)].map((match) => match[1] ?? '');
    expect(names.length).toBeGreaterThan(25);
    for (const name of names) expect((await folder.run(['rule', name])).code, name).toBe(0);
  });
  it('refuses another name', async () => {
    expect((await folder.run(['rule', 'row-gpa'])).err).toBe('error: there is no finding called "row-gpa". Did you mean row-gap?\n');
    expect(await folder.run(['rule', '../../package'])).toMatchObject({
      code: 2,
      err: 'error: there is no finding called "../../package". "clausewright rule" lists them all.\n',
    });
  });
});

describe('fmt', () => {
  it('keeps whole the names that an import declares, though a keyword stands in them', async () => {
    folder.write('names.clause', '要素 研发的费用: 金额 不低于 0元\n');
    folder.write('glued.clause', '引用 "./names.clause"\n\n条款 甲 {\n支持研发的费用的50%\n}\n');
    await folder.run(['fmt', 'glued.clause']);
    expect(readFileSync(join(folder.path, 'glued.clause'), 'utf8')).toContain('  支持 研发的费用 的 50%\n');
  });

  const text = () => readFileSync(join(folder.path, 'f.clause'), 'utf8');
  it('checks, writes, and then has nothing to do', async () => {
    folder.write('f.clause', '\ufeffclause c "C" {\n      award 5元  // why\n}\n');
    const before = text();
    expect(await folder.run(['fmt', '--check', 'f.clause'])).toMatchObject({
      code: 1,
      out: 'f.clause: not formatted\n1 file, 1 not formatted\n',
    });
    expect(text()).toBe(before);
    expect((await folder.run(['fmt', 'f.clause'])).code).toBe(0);
    expect(text()).toBe('\ufeffclause c "C" {\n  award 5元  // why\n}\n');
    expect(await folder.run(['fmt', '--check', 'f.clause'])).toMatchObject({ code: 0 });
  });
  it('turns the keywords, and nothing else', async () => {
    folder.write('f.clause', 'clause c "cap" {\n  award 5元\n  cap 3元\n}\n');
    await folder.run(['fmt', '--keywords', 'zh', 'f.clause']);
    expect(text()).toMatch(/条款 c "cap" \{\n {2}支持 5元\n {2}封顶 3元\n\}\n/);
  });
});

describe('lint of a file typed with a Chinese input method', () => {
  it('shows the first few full-width characters, counts the rest, and names the command that mends them', async () => {
    folder.write('ime.clause', '要素 甲：金额\n要素 乙：金额\n要素 丙：金额\n要素 丁：金额\n要素 戊：金额\n');
    const { out, code } = await folder.run(['lint', 'ime.clause', '--lang', 'zh']);
    expect(code).toBe(0);
    expect(out.match(/\[fullwidth-punctuation\]$/gm)).toHaveLength(3);
    expect(out).toContain('ime.clause: 还有 2 处 [fullwidth-punctuation]，可用 clausewright fmt 一并修正');
    await folder.run(['fmt', 'ime.clause']);
    expect((await folder.run(['lint', 'ime.clause'])).out).not.toContain('fullwidth');
  });
});
