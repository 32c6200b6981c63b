/** Files as they come: other separators, byte-order marks, other encodings, rows that are not whole, values that are none. */
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { fileSource, refusalSentence, troubleSentence } from '../../server/src/population/index';
import { programOf } from '../support/program';
import { answerOf, digits, fileOf, refusalOf, resultOf, totalOf } from './support';

const POLICY = `policy "P" {\n  effective 2025-01-01 to 2025-12-31\n  currency 元\n}
fact spent "研发投入": money from 0元
fact share "Share": percent
fact staff "Staff": integer 人 from 0人 to 100人
fact ok "OK": boolean default yes
fact since "Since": date
fact level "Level": one of { none, city "municipal level" }
fact titles "Titles": any of { x "X, first", y "Y", z }
fact remark "Remark": text
let double = spent * 2
clause c "C" { when ok, award spent }
`;
const sum = (result: Awaited<ReturnType<typeof resultOf>>) => digits(totalOf(result).after.sum);

describe('the form of the file', () => {
  it.each([
    ['comma', 'id,spent\nA,1\nB,2\n', ','],
    ['semicolon', 'id;spent\nA;1\nB;2\n', ';'],
    ['tab', 'id\tspent\nA\t1\nB\t2\n', '\t'],
    ['byte-order mark', '\uFEFFid,spent\nA,1\nB,2\n', ','],
    ['CRLF', 'id,spent\r\nA,1\r\nB,2\r\n', ','],
    ['CR', 'id,spent\rA,1\rB,2\r', ','],
    ['no line end', 'id,spent\nA,1\nB,2', ','],
    ['quotes', '"id","spent"\n"A","1"\n"B, ""b""",2\n', ','],
    ['a header that holds separators', 'id;"spent";"a,b,c,d"\nA;1;\nB;2;\n', ';'],
    ['sep=', 'sep=;\nid;spent\nA;1\nB;2\n', ';'],
    ['blank lines', '\n\nid,spent\n\nA,1\n\n\nB,2\n\n', ','],
  ])('%s', async (_, text, separator) => {
    for (const pieces of [1, 2, 3, 1000]) {
      const result = await resultOf(POLICY, POLICY, fileOf(text, 'a.csv', pieces));
      expect(result.separator).toBe(separator);
      expect(result.rows).toMatchObject({ read: 2, bad: 0 });
      expect(sum(result)).toBe('3');
    }
  });

  it('takes the separator that is given', async () => {
    expect(sum(await resultOf(POLICY, POLICY, 'spent;a,b,c\n1;x\n', { options: { separator: ';' } }))).toBe('1');
  });

  it('counts lines through cells of several lines, whatever their line ends', async () => {
    const text = 'id,remark,spent\r\nA,"one\r\ntwo\nthree",1\r\n\r\n"B\r\n",x,no\r\nC,y,none\n';
    for (const pieces of [1, 5, 1000]) {
      const result = await resultOf(POLICY, POLICY, fileOf(text, 'a.csv', pieces));
      // A on 2 to 4, a blank line, B on 6 and 7, C on 8.
      expect(result.badRows.map(({ line, id }) => [line, id])).toEqual([
        [6, 'B'],
        [8, 'C'],
      ]);
      expect(totalOf(result).rows).toBe(1);
    }
  });

  it('has rows that are not whole, and reads on behind them', async () => {
    const result = await resultOf(POLICY, POLICY, 'id,spent,remark\nA,1\nB,1,2,3\nC,1,a "b" c\nD,1,"a" b\nE,5,"a ""b"""\n');
    expect(result.badRows).toEqual([
      { file: 'a.csv', line: 2, id: 'A', troubles: [{ kind: 'cells', line: 2, cells: 2, columns: 3 }] },
      { file: 'a.csv', line: 3, id: 'B', troubles: [{ kind: 'cells', line: 3, cells: 4, columns: 3 }] },
      { file: 'a.csv', line: 4, id: 'C', troubles: [{ kind: 'quote', line: 4, column: 3 }] },
      { file: 'a.csv', line: 5, id: 'D', troubles: [{ kind: 'quote', line: 5, column: 3 }] },
    ]);
    expect(sum(result)).toBe('5');
  });

  it('lists some bad rows and counts all', async () => {
    const result = await resultOf(POLICY, POLICY, `spent\n${'no\n'.repeat(30)}`, { options: { badRows: 3 } });
    expect(result.rows.bad).toBe(30);
    expect(result.badRows.map(({ line }) => line)).toEqual([2, 3, 4]);
  });

  it('is refused where nothing can be made of it', async () => {
    const utf16 = new Uint8Array([0xff, 0xfe, ...[...'id,spent\n'].flatMap((c) => [c.charCodeAt(0), 0])]);
    // 研发 in GBK.
    const gbk = new Uint8Array([...new TextEncoder().encode('id,spent\nA,1\nB,'), 0xd1, 0xd0, 0xb7, 0xa2, 0x0a]);
    const xlsx = new Uint8Array([0x50, 0x4b, 3, 4, 0, 0, 0, 0, 1, 2, 0xff, 0xfe, 0, 0, 0, 0]);
    const cut = new Uint8Array([...new TextEncoder().encode('id,spent\nA,1\nB,'), 0xe7, 0xa0]);
    expect(await refusalOf(POLICY, POLICY, fileOf(utf16))).toMatchObject({ code: 'not-utf8', encoding: 'utf-16', line: 1 });
    expect(await refusalOf(POLICY, POLICY, fileOf(gbk))).toEqual({ file: 'a.csv', code: 'not-utf8', encoding: 'gbk', line: 3 });
    expect(await refusalOf(POLICY, POLICY, fileOf(xlsx))).toMatchObject({ code: 'not-utf8', encoding: 'binary' });
    expect(await refusalOf(POLICY, POLICY, fileOf(cut))).toMatchObject({ code: 'not-utf8', line: 3 });
    for (const text of ['', '\n\n', '\uFEFF', '  \r\n'])
      expect(await refusalOf(POLICY, POLICY, text)).toEqual({ file: 'a.csv', code: 'empty' });
    expect(await refusalOf(POLICY, POLICY, 'spent,id,spent\n1,A,2\n')).toEqual({
      file: 'a.csv',
      code: 'repeated-column',
      column: 'spent',
      first: 1,
      second: 3,
    });
    expect(await refusalOf(POLICY, POLICY, 'spent,研发投入（万元）\n1,2\n')).toEqual({
      file: 'a.csv',
      code: 'same-fact',
      fact: 'spent',
      columns: ['spent', '研发投入（万元）'],
    });
    expect(await refusalOf(POLICY, POLICY, 'name,turnover\n1,2\n')).toMatchObject({
      code: 'no-fact-columns',
      columns: ['name', 'turnover'],
    });
    expect(await refusalOf(POLICY, POLICY, 'name,spent\nA,1\n', { options: { id: 'nam' } })).toMatchObject({
      code: 'no-such-column',
      nearest: 'name',
    });
    expect(await refusalOf(POLICY, POLICY, 'id,spent\nA,1\nB,"2\nC,3\n')).toEqual({ file: 'a.csv', code: 'open-quote', line: 3 });
    expect(await refusalOf(POLICY, POLICY, `id,spent\nA,"${'x'.repeat(2_000_000)}`)).toMatchObject({ code: 'open-quote', line: 2 });
    expect(await refusalOf(POLICY, POLICY, `id,spent\nA,${'x'.repeat(2_000_000)}`)).toMatchObject({ code: 'row-too-long', line: 2 });
  });

  it('may have a header only', async () => {
    const result = await resultOf(POLICY, POLICY, 'id,spent\n');
    expect(result.rows.read).toBe(0);
    expect(sum(result)).toBe('0');
  });

  it('is told from a file that is not there, or no file', async () => {
    const folder = mkdtempSync(join(tmpdir(), 'population-'));
    try {
      expect(await refusalOf(POLICY, POLICY, fileSource(join(folder, 'none.csv'), 'none.csv'))).toEqual({
        file: 'none.csv',
        code: 'missing',
      });
      expect(await refusalOf(POLICY, POLICY, fileSource(folder, 'folder'))).toEqual({
        file: 'folder',
        code: 'unreadable',
        system: 'EISDIR',
      });
      const path = join(folder, 'a.csv');
      writeFileSync(path, '\uFEFFid,spent\nA,7\n');
      expect(sum(await resultOf(POLICY, POLICY, fileSource(path)))).toBe('7');
    } finally {
      rmSync(folder, { recursive: true });
    }
  });

  it('can be cancelled', async () => {
    const stop = new AbortController();
    const text = `spent\n${'1\n'.repeat(5000)}`;
    const answer = await answerOf(POLICY, POLICY, text, { options: { signal: stop.signal, progress: () => stop.abort() } });
    expect(answer).toEqual({ refusal: { file: 'a.csv', code: 'cancelled' } });
  });
});

describe('columns', () => {
  it('are facts by name or label, in any case; what is none is told', async () => {
    const result = await resultOf(POLICY, POLICY, 'firm,SPENT,level ,stafff,double,Titles\nA,1,none,3,2,x\n');
    expect(result.columns).toEqual({
      id: 'firm',
      facts: [
        { column: 'SPENT', before: 'spent', after: 'spent', unit: '元' },
        { column: 'level', before: 'level', after: 'level' },
        { column: 'Titles', before: 'titles', after: 'titles' },
      ],
      unknown: [
        { column: 'stafff', nearest: 'staff', why: 'no-fact' },
        { column: 'double', why: 'computed' },
      ],
      missing: [
        { fact: 'share', label: 'Share', sides: ['before', 'after'], hasDefault: false, isList: false },
        { fact: 'staff', label: 'Staff', sides: ['before', 'after'], hasDefault: false, isList: false },
        { fact: 'ok', label: 'OK', sides: ['before', 'after'], hasDefault: true, isList: false },
        { fact: 'since', label: 'Since', sides: ['before', 'after'], hasDefault: false, isList: false },
        { fact: 'remark', label: 'Remark', sides: ['before', 'after'], hasDefault: false, isList: false },
      ],
    });
  });

  it('do not take a mistyped fact for the applicant’s name', async () => {
    const result = await resultOf(POLICY, POLICY, 'remarks,spent\nA,1\n');
    expect(result.columns.id).toBeUndefined();
    expect(result.columns.unknown).toEqual([{ column: 'remarks', nearest: 'remark', why: 'no-fact' }]);
  });

  it('say their unit in parentheses', async () => {
    const policy = POLICY.replace('award spent', 'award share of spent');
    const result = await resultOf(policy, policy, '研发投入（单位：万元）,Share (%)\n2,15\n1元,20%\n');
    // 15% of 20000元, 20% of 1元.
    expect(sum(result)).toBe('3000.2');
    expect(result.columns.facts.map(({ unit }) => unit)).toEqual(['万元', '%']);
    const other = await resultOf(policy, policy, '研发投入（人）,Share\n2,15\n');
    expect(other.columns.unknown).toEqual([{ column: '研发投入（人）', nearest: 'spent', why: 'no-fact' }]);
  });

  it('mean the same amount in both versions, though these declare other units', async () => {
    const after = POLICY.replace('integer 人 from 0人 to 100人', '万人 from 0人');
    const declared = `unit 万人 = 10000 人\n${after}`;
    const before = POLICY.replace('integer 人 from 0人 to 100人', '人 from 0人').replace('award spent', 'award 1元/人 * staff');
    const result = await resultOf(before, declared.replace('award spent', 'award 1元/人 * staff'), 'staff\n3\n');
    expect(digits(totalOf(result))).toMatchObject({ before: { sum: '30000' }, after: { sum: '30000' } });
  });
});

describe('values', () => {
  it('are read as people and spreadsheets write them', async () => {
    const rows = [
      // spent, ok, since, level, titles
      ['1,234.5', 'TRUE', '2024/1/5', 'municipal level', 'x;y'],
      ['0.1万元', '是', '2024-01-05', 'city', '"X, first"'],
      [' 1e3 ', 'Yes', '2024年1月5日', 'none', 'x、y'],
      ['１００元', 'FALSE', '2024/1/5 0:00', 'city', '{}'],
      ['7', '', '', '', 'Y|z'],
    ];
    const file = `spent,ok,since,level,titles\n${rows
      .map((row) => row.map((cell) => (/[,]/.test(cell) && !cell.startsWith('"') ? `"${cell}"` : cell)).join(','))
      .join('\n')}\n`;
    const result = await resultOf(POLICY, POLICY, file);
    expect(result.badRows).toEqual([]);
    // 1234.5 + 1000 + 1000 + nothing, not being ok + 7, ok by default.
    expect(sum(result)).toBe('3241.5');
  });

  it('are the facts that the policy computes with', async () => {
    const policy = POLICY.replace(
      'award spent',
      'award sum { 1元 when titles has x, 10元 when titles has y, 100元 when titles has z, 1000元 when since = 2024-01-05 }',
    );
    const file = 'titles,since\n"X, first",2024/1/5\nx;Y,2024.01.05\n{},2024-01-06\n"y, z",2024-01-05 00:00:00\n';
    // 1001 + 1011 + 0 + 1110.
    expect(sum(await resultOf(policy, policy, file))).toBe('3122');
  });

  const program = programOf(POLICY);
  it.each([
    ['spent', 'much', { code: 'type' }, '“much” is not an amount in CNY. Write it as 10元.', '“much”不是'],
    ['spent', '5 USD', { code: 'unit', bare: false }, 'wrong unit', '单位不对'],
    ['spent', '5 florins', { code: 'unknown-unit', unit: 'florins' }, 'no unit “florins”', '没有“florins”'],
    ['spent', '10万', { code: 'unit', bare: false }, 'wrong unit', '单位不对'],
    ['spent', '-5', { code: 'interval' }, 'outside', '超出'],
    ['spent', '9'.repeat(500), { code: 'too-large' }, 'more digits', '位数太多'],
    ['spent', '1.234,56', { code: 'comma' }, 'decimals behind a point', '小数用点'],
    ['spent', '1234,5元', { code: 'comma' }, 'decimals behind a point', '小数用点'],
    ['spent', '1234, 5', { code: 'type' }, 'is not an amount in CNY', '不是'],
    ['staff', '2.5', { code: 'integer' }, 'a whole number of 人', '整数（人）'],
    ['staff', '101', { code: 'interval' }, 'outside', '超出'],
    ['share', 'half', { code: 'type' }, 'is not a number', '不是数'],
    ['share', '15', { code: 'percent' }, 'may mean 15% or a hundred times', '可能是 15%'],
    ['ok', '1', { code: 'type' }, 'neither yes nor no', '“是”或“否”'],
    ['since', '31/12/2024', { code: 'no-such-date' }, 'the year first', '年在前'],
    ['since', '2025-02-29', { code: 'no-such-date' }, 'calendar', '日历'],
    ['level', 'citty', { code: 'member', member: 'citty', nearest: 'city' }, 'Did you mean “city”?', '是不是“city”'],
    ['level', 'moon', { code: 'member', member: 'moon' }, '(none, city)', '（none、city）'],
    ['titles', 'x;x', { code: 'repeated-member', member: 'x' }, 'twice', '两次'],
    ['titles', 'x;w', { code: 'member', member: 'w' }, 'parted by “;”, none at all is written {}', '一个也没有写作 {}'],
  ])('%s: %s', async (column, found, trouble, english, chinese) => {
    const cell = /[,"]/.test(found) ? `"${found}"` : found;
    const result = await resultOf(POLICY, POLICY, `id,${column},remark\nA,${cell},\n`);
    const [row] = result.badRows;
    expect(row).toMatchObject({ file: 'a.csv', line: 2, id: 'A', troubles: [{ kind: 'value', line: 2, column, trouble }] });
    expect(result.rows).toMatchObject({ read: 1, bad: 1, admitted: { both: 0 } });
    const [one] = row?.troubles ?? [];
    if (!one) return expect.fail('no trouble');
    for (const [language, wanted] of [
      ['en', english],
      ['zh', chinese],
    ] as const) {
      const sentence = troubleSentence(one, program, language);
      expect(sentence).toContain(wanted);
      expect(sentence).not.toMatch(/\{\w+\}/);
    }
  });

  it('of a share are a percentage where the sign, the header or a number up to 1 says so', async () => {
    const policy = POLICY.replace('award spent', 'award spent * share');
    // Of 100: 15, 15, 15 and 150.
    expect(sum(await resultOf(policy, policy, 'spent,share\n100,15%\n100,0.15\n100,15％\n100,150%\n'))).toBe('195');
    expect(sum(await resultOf(policy, policy, 'spent,share(%)\n100,15\n'))).toBe('15');
  });

  it('with a comma could mean two things where semicolons part the cells', async () => {
    const result = await resultOf(POLICY, POLICY, 'id;spent\nA;1,234\nB;1,234元\nC;1,234,567\nD;1,234.50\nE;7\n');
    expect(result.badRows.map(({ id, troubles }) => [id, troubles[0]?.kind === 'value' && troubles[0].trouble.code])).toEqual([
      ['A', 'comma'],
      ['B', 'comma'],
    ]);
    // 1234567 + 1234.5 + 7.
    expect(sum(result)).toBe('1235808.5');
  });

  it('of a row that is empty are no applicant', async () => {
    const result = await resultOf(POLICY, POLICY, 'id,spent\nA,1\n,\n , \nB,2\n');
    expect(result.badRows).toEqual([3, 4].map((line) => ({ file: 'a.csv', line, troubles: [{ kind: 'blank', line }] })));
    expect([result.rows.read, result.rows.bad, sum(result)]).toEqual([4, 2, '3']);
  });

  it('of one row are all told', async () => {
    const result = await resultOf(POLICY, POLICY, 'id,spent,staff,since\nA,x,y,z\n');
    expect(result.badRows[0]?.troubles).toHaveLength(3);
  });
});

describe('the same applicant twice', () => {
  it('counts once: the later row is told with both lines, whether or not the earlier could be read', async () => {
    const result = await resultOf(POLICY, POLICY, 'id,spent\nA,1\nB,much\n A ,20\nC,300\nB,4000\nA,no\n,5\n,5\n');
    expect(result.badRows.map(({ line, id, troubles }) => [line, id, ...troubles.map(({ kind }) => kind)])).toEqual([
      [3, 'B', 'value'],
      [4, 'A', 'repeated'],
      [6, 'B', 'repeated'],
      [7, 'A', 'repeated', 'value'],
    ]);
    expect(result.badRows[1]?.troubles).toEqual([{ kind: 'repeated', line: 4, first: 2 }]);
    // 1 + 300, and two of no name.
    expect([result.rows.read, result.rows.bad, sum(result)]).toEqual([8, 4, '311']);
    const said = (language: 'en' | 'zh') => troubleSentence({ kind: 'repeated', line: 4, first: 2 }, programOf(POLICY), language);
    expect(said('en')).toContain('stands on line 2 already');
    expect(said('zh')).toContain('第 2 行已有');
  });

  it('is two where the column may be something else than the name, which is told', async () => {
    const file = 'district,spent\nEast,1\nWest,20\nEast,300\nWest,4000\n';
    const guessed = await resultOf(POLICY, POLICY, file);
    expect([guessed.columns.id, guessed.rows.bad, sum(guessed), guessed.repeat]).toEqual(['district', 0, '4321', { first: 2, second: 4 }]);
    const named = await resultOf(POLICY, POLICY, file, { options: { id: 'district' } });
    expect([named.rows.bad, sum(named), named.repeat]).toEqual([2, '21', undefined]);
  });
});

describe('sentences', () => {
  it.each(['|', '，'])('say by what cells are not parted: %s', async (sign) => {
    const answer = await answerOf(POLICY, POLICY, `id${sign}spent\nA${sign}1\n`);
    if (!('refusal' in answer)) return expect.fail('it was read');
    expect(refusalSentence(answer.refusal, 'en')).toContain(`not by “${sign}”`);
    expect(refusalSentence(answer.refusal, 'zh')).toContain(`而不是“${sign}”`);
  });

  it('of refusals are filled in, in both languages', () => {
    const file = 'a.csv';
    const all: Parameters<typeof refusalSentence>[0][] = [
      { file, code: 'missing' },
      { file, code: 'unreadable', system: 'EACCES' },
      { file, code: 'not-utf8', encoding: 'gbk', line: 3 },
      { file, code: 'not-utf8', encoding: 'utf-16', line: 1 },
      { file, code: 'not-utf8', encoding: 'binary', line: 1 },
      { file, code: 'not-utf8', encoding: 'unknown', line: 1 },
      { file, code: 'empty' },
      { file, code: 'repeated-column', column: 'a', first: 1, second: 2 },
      { file, code: 'same-fact', fact: 'a', columns: ['b', 'c'] },
      { file, code: 'no-fact-columns', columns: ['a'], known: ['b'] },
      { file, code: 'no-fact-columns', columns: ['a|b'], known: ['b'] },
      { file, code: 'no-such-column', column: 'a', known: ['b'] },
      { file, code: 'no-such-column', column: 'a', nearest: 'aa', known: ['aa'] },
      { file, code: 'open-quote', line: 4 },
      { file, code: 'row-too-long', line: 4, most: 5 },
      { file, code: 'no-such-list', list: 'a', known: [] },
      { file, code: 'no-such-list', list: 'a', known: ['b'] },
      { file, code: 'no-such-list', list: 'a', nearest: 'aa', known: ['aa'] },
      { file, code: 'no-id-column', list: 'a', known: [] },
      { file, code: 'too-many-items', list: 'a', most: 5 },
      { file, code: 'no-payment-column', wanted: ['clause', '条款'], known: ['a'] },
      { file, code: 'too-many-payments', most: 5 },
      { file, code: 'bad-end', column: 'a', end: '5' },
      { file, code: 'too-many-groups', column: 'a', most: 5 },
      { file, code: 'cancelled' },
    ];
    const english = all.map((one) => refusalSentence(one, 'en'));
    const chinese = all.map((one) => refusalSentence(one, 'zh'));
    expect(new Set(english).size).toBe(all.length);
    for (const sentence of [...english, ...chinese]) expect(sentence).not.toMatch(/[{}]|undefined/);
    for (const sentence of chinese) expect(sentence).toMatch(/\p{Script=Han}/u);
    expect(english[2]).toContain('GBK');
  });
});
