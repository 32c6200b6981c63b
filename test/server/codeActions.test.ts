/** Fixes of findings, what is created for unknown names, suppressions, fix-all; and how actions reach an editor. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { CodeAction } from 'vscode-languageserver';
import { able, afterAction, done, findingsOf, offered } from './actions';
import { Session } from './support';

let s: Session;
let zh: Session;
beforeAll(async () => {
  const files = {
    'facts.clause': 'fact staff "Staff": integer 人 from 0人\nunit 席\n',
    'deep/more.clause': 'clause other "Other" { award 1元 }\n',
    'deep/circle.clause': 'import "../circle.clause"\nfact circled "C": boolean\n',
  };
  s = await Session.start({ ...able, files });
  zh = await Session.start({ ...able, locale: 'zh-cn' });
});
afterAll(async () => {
  await s.stop();
  await zh.stop();
});

describe('fixes', () => {
  it('the certain ones first, and one finding’s name in the whole file', async () => {
    const glued = 'fact a "A": money，\nclause c "C" ｛¦ award a ｝\n';
    const found = await offered(s, glued);
    expect(found.actions[0]).toMatchObject({ kind: 'quickfix', isPreferred: true, diagnostics: [{ code: 'fullwidth-punctuation' }] });
    expect(found.titles).toContain('Fix all 3 × fullwidth-punctuation in this file');
    expect(await afterAction(s, glued, /^Fix all 3/)).toBe('fact a "A": money,\nclause c "C" { award a }\n');
    const one = await offered(s, 'clause c "C" ｛¦ award 1元 }\n');
    expect(one.titles.join()).not.toContain('Fix all');
  });

  it('only of what stands at the cursor or touches the selection', async () => {
    const text = 'fact aaaa "A": money\nclause c "C" { award ¦aaab }\nclause d "D" { award aaac }\n';
    expect((await offered(s, text)).titles.filter((t) => t.startsWith('Write'))).toEqual(['Write “aaaa”']);
    const both = await offered(s, text.replace('aaac', 'aaac¦'));
    expect(both.titles.filter((t) => t.startsWith('Write'))).toEqual(['Write “aaaa”', 'Write “aaaa”']);
  });

  it('all together, round after round, as one edit', async () => {
    // Once the punctuation is mended the name behind it can be read, and then corrected; the comma of the last line stands for itself.
    const text = '¦fact cost "Cost"：money\nclause c "C" ｛\n  award 50％ of cosst\n｝\nclause d "D" { award 1元 }';
    const found = await offered(s, text, { only: ['source.fixAll'] });
    expect(found.actions).toHaveLength(1);
    expect(found.actions[0]).toMatchObject({ kind: 'source.fixAll.clausewright', title: 'Apply all certain fixes' });
    expect(found.actions[0]?.edit).toBeUndefined();
    const now = await afterAction(s, text, 'Apply all certain fixes', { only: ['source.fixAll.clausewright'] });
    expect(now).toBe('fact cost "Cost":money\nclause c "C" {\n  award 50% of cost\n}\nclause d "D" { award 1元 }');
    expect((await offered(s, now, { only: ['source.fixAll'] })).titles).toEqual([]);
    expect((await offered(s, text)).titles).not.toContain('Apply all certain fixes');
  });

  it('an import of a file that was moved or misspelt', async () => {
    expect(await afterAction(s, 'import "./fact¦ts.clause"\nclause c "C" { award 1元 }\n', 'Import “./facts.clause”')).toContain(
      'import "./facts.clause"\n',
    );
    expect((await offered(s, 'import "./¦more.clause"\n', { name: 'moved.clause' })).titles).toEqual(['Import “./deep/more.clause”']);
  });
});

describe('suppressing', () => {
  const text = '// about it\nclause c "C" {\n  award unspec¦ified "later"\n}\n';
  it('writes a comment above the item, with a reason to be written', async () => {
    const now = await afterAction(s, text, 'Allow unspecified-award here, and say why');
    expect(now).toBe('// about it\n// allow unspecified-award: REASON\nclause c "C" {\n  award unspecified "later"\n}\n');
    expect(findingsOf(now)).toEqual([]);
  });
  it('in the language of the file, in CRLF, in Markdown', async () => {
    expect(await afterAction(zh, '条款 c "C" {\r\n  支持 未¦定 "以后"\r\n}\r\n', '在这里允许 unspecified-award，并写明原因')).toBe(
      '// allow unspecified-award: 原因\r\n条款 c "C" {\r\n  支持 未定 "以后"\r\n}\r\n',
    );
    const literate = '# T\n\n- x\n\n  ```clause\n  clause c "C" {\n    award unspec¦ified "x"\n  }\n  ```\n';
    const now = await afterAction(s, literate, /^Allow/, { name: 'listed.clause.md' });
    expect(now).toContain('  ```clause\n  // allow unspecified-award: REASON\n  clause c "C" {\n');
    expect(findingsOf(now, 'file:///a.clause.md')).toEqual([]);
  });
  it('no errors, and no finding on a suppression itself', async () => {
    expect((await offered(s, 'clause c "C" { award ¦nothing }')).titles.join()).not.toContain('Allow');
    expect((await offered(s, '// allow row¦-gap: so\nclause c "C" { award 1元 }')).titles.join()).not.toContain('Allow');
  });
});

describe('creating what is missing', () => {
  const facts = 'fact cost "Cost": money from 0元\n\n';
  const titles = async (text: string) => (await offered(s, text)).titles.filter((t) => /^(Declare|Create|Add|Import)/.test(t));

  it('a fact or let of the type that its place asks for', async () => {
    const types: [string, string][] = [
      ['when ¦nn', 'boolean'],
      ['when ¦nn and cost over 1元', 'boolean'],
      ['when ¦nn over 3%', 'percent'],
      ['when ¦nn at most 3人', '人'],
      ['when cost over ¦nn', 'money'],
      ['when ¦nn = "x"', 'text'],
      ['when ¦nn in { a, b }', 'one of { a, b }'],
      ['when ¦nn has a', 'any of { a }'],
      ['when years(¦nn, as_of) over 3 years', 'date'],
      ['award ¦nn', 'money'],
      ['award 50% of ¦nn', 'money'],
      ['award ¦nn * cost', 'percent'],
      ['award by ¦nn { yes: 1元, no: 2元 }', 'boolean'],
      ['award by ¦nn { over 3年: 1元, to 3年: 2元 }', '年'],
      ['award marginal ¦nn { to 3元: 1%, over 3元: 2% }', 'money'],
      ['award if ¦nn then 1元 else 2元', 'boolean'],
      ['award if cost over 1元 then ¦nn else 2元', 'money'],
      ['award highest { 1元 when ¦nn }', 'boolean'],
      ['award cost; cap ¦nn', 'money'],
    ];
    for (const [statement, type] of types) {
      const rest = statement.startsWith('when') ? '; award 1元' : '';
      const found = await titles(`${facts}clause c "C" { ${statement}${rest} }\n`);
      expect(found[0], statement).toBe(`Declare “nn” as a fact: ${type}`);
    }
  });

  it('what a rate per unit is times, and what a share is of', async () => {
    const types: [string, string][] = [
      ['award 900 EUR/kW * ¦nn', 'kW'],
      ['award ¦nn * 900 EUR/kW', 'kW'],
      ['award 50% of 900 EUR/kW * ¦nn', 'kW'],
      ['award min(900 EUR/kW * ¦nn, 5 EUR)', 'kW'],
      ['let x = 900 EUR/kW * ¦nn; award x', 'kW'],
      ['award 900 EUR/person * ¦nn', 'integer people'],
      ['award 900 EUR/人 * ¦nn', 'integer 人'],
      ['award 10 EUR/台 * ¦nn', 'integer 台'],
      ['award 10 EUR/month * ¦nn', 'months'],
      ['award 10 EUR/m2/month * 3 m2 * ¦nn', 'months'],
      // A rate in another currency than the policy's is a finding of its own.
      ['award 900元/kW * ¦nn', 'kW'],
      ['award 12 kW * ¦nn', 'EUR/kW'],
      ['when ¦nn / 3 EUR over 10%', 'money'],
      ['award rate of ¦nn', 'money'],
      ['award ¦nn of cost', 'percent'],
      ['award ¦nn * 5 EUR', 'percent'],
    ];
    for (const [statement, type] of types) {
      const rest = statement.startsWith('when') ? '; award 1 EUR' : '';
      const found = await titles(`policy "P" {\n  currency EUR\n}\nclause c "C" { ${statement}${rest} }\n`);
      expect(found[0], statement).toBe(`Declare “nn” as a fact: ${type}`);
    }
    expect(await afterAction(zh, '条款 补贴 "补贴" { 支持1500元/人*¦新招 }\n', /^声明要素“新招”/)).toContain('要素 新招: 整数 人\n');
  });

  it('behind the last fact before it, and as a let before the item', async () => {
    const text = `${facts}// doc\nclause c "C" { when ¦small; award cost }\n`;
    expect(await afterAction(s, text, /^Declare “small” as a fact/)).toBe(
      'fact cost "Cost": money from 0元\nfact small: boolean\n\n// doc\nclause c "C" { when small; award cost }\n',
    );
    expect(await afterAction(s, text, 'Declare “small” as a let')).toBe(
      'fact cost "Cost": money from 0元\n\nlet small = no\n\n// doc\nclause c "C" { when small; award cost }\n',
    );
    expect(await afterAction(zh, '条款 c "C" {\r\n  支持 ¦费用 的 50%\r\n}\r\n', /^声明要素“费用”：金额/)).toContain(
      '要素 费用: 金额\r\n\r\n条款 c',
    );
  });

  it('of an example’s value, a clause of a group, a member', async () => {
    expect(await afterAction(s, `${facts}clause c "C" { award cost }\nexample "e" { ¦since = 2020-01-01 }\n`, /^Declare/)).toContain(
      'fact since: date\n',
    );
    const group = 'clause a "A" { award 1元 }\nexclusive g "G" { among a, ¦zz, choose first }\n';
    expect(await afterAction(s, group, 'Create the clause “zz”')).toContain(
      'clause zz {\n  award unspecified "not decided yet"\n}\n\nexclusive g',
    );
    const member = 'fact kind "Kind": one of {\n  core "core",\n  early\n}\nclause c "C" { when kind = ¦late; award 1元 }\n';
    expect(await afterAction(s, member, 'Add “late” to the members of “kind”')).toContain('  core "core",\n  early,\n  late\n}');
  });

  it('a list to go over', async () => {
    const text = `${facts}clause c "C" { each ¦items; award 1元 }\n`;
    const declare = (await offered(s, text)).actions.find(({ title }) => title.startsWith('Declare'));
    expect(declare?.diagnostics?.[0]).toMatchObject({
      code: 'unknown-name',
      message: expect.stringMatching(/^Nothing is declared as “items”/),
    });
    expect(await afterAction(s, text, 'Declare “items” as a fact: list')).toContain(
      'fact cost "Cost": money from 0元\nfact items: list of { name "Name": text }\n\nclause c',
    );
    const sum = '条款 甲 "甲" {\n  支持 合计 逐项 ¦项目们 { 1元 }\n}\n';
    expect(await afterAction(zh, sum, '声明要素“项目们”：清单')).toContain('要素 项目们: 清单 { 名称 "名称": 文本 }\n');
    expect((await titles(text.replace('¦items', '¦cost'))).join()).not.toContain('Declare');
  });

  it('an import of the file that declares it, where that is no circle', async () => {
    const text = 'policy "P" {\n}\n\nclause c "C" { when ¦staff over 3人; award 1元 }\n';
    expect(await afterAction(s, text, 'Import “./facts.clause”, which declares “staff”')).toBe(
      'policy "P" {\n}\n\nimport "./facts.clause"\n\nclause c "C" { when staff over 3人; award 1元 }\n',
    );
    const more = 'clause c "C" { award 1元 * ¦other / 1元 }\n';
    const found = await offered(s, more, { name: 'deep/inner/x.clause' });
    expect(found.titles).toContain('Import “../more.clause”, which declares “other”');
    const circle = await offered(s, 'clause c "C" { when ¦circled; award 1元 }\n', { name: 'circle.clause' });
    expect(circle.titles.join()).not.toContain('Import');
  });
});

describe('how actions reach an editor', () => {
  const text = 'fact aaaa "A": money\nclause c "C" { award ¦aaab }\n';
  it('with the version of the text that they are for', async () => {
    const { actions, uri } = await offered(s, text);
    expect(actions[0]?.edit).toMatchObject({ documentChanges: [{ textDocument: { uri, version: 1 } }] });
  });

  it('are refused in words when the text has changed since', async () => {
    const { actions, uri } = await offered(s, 'fact a "A": money\nclause c "C" { award ¦50% of a¦ }\n');
    const extract = actions.find(({ kind }) => kind === 'refactor.extract');
    expect(extract?.edit).toBeUndefined();
    await s.edit(uri, 'award', 'award  ');
    await expect(s.connection.sendRequest('codeAction/resolve', extract)).rejects.toMatchObject({ code: -32801, message: /has changed/ });
  });

  it('whole at once for a client that does not resolve, and without versions for one that knows none', async () => {
    const plain = await Session.start({ capabilities: {} });
    try {
      const { actions, uri } = await offered(plain, 'fact a "A": money\nclause c "C" { award ¦50% of a¦ }\n');
      const extract = actions.find(({ title }) => title === 'Extract into a let of this clause');
      expect(extract?.data).toBeUndefined();
      expect(extract?.edit?.changes?.[uri]).toHaveLength(2);
    } finally {
      await plain.stop();
    }
  });

  it('nothing of a file that is not open; a place beyond the end is the end; what is half typed harms nobody', async () => {
    const range = { start: { line: 900, character: 9 }, end: { line: 901, character: 0 } };
    const ask = (uri: string) =>
      s.connection.sendRequest<CodeAction[]>('textDocument/codeAction', { textDocument: { uri }, range, context: { diagnostics: [] } });
    expect(await ask(s.uri('never.clause'))).toEqual([]);
    const { uri } = await offered(s, 'clause c "C" { award by ¦');
    expect(Array.isArray(await ask(uri))).toBe(true);
    for (const half of [
      'clause ¦',
      'clause c "C" { when ¦a and',
      'exclusive g { among ¦',
      '¦',
      'example "e" { expect ¦',
      'award marg¦inal',
      'let ¦x =',
    ])
      expect(Array.isArray((await offered(s, half)).actions)).toBe(true);
    await expect(s.connection.sendRequest('textDocument/codeAction', { textDocument: { uri }, range: 7 })).rejects.toMatchObject({
      code: -32602,
    });
    await expect(s.connection.sendRequest('codeAction/resolve', 7)).rejects.toMatchObject({ code: -32602 });
    expect(await s.connection.sendRequest('codeAction/resolve', { title: 'x' })).toEqual({ title: 'x' });
  });

  it('behind an emoji, in Markdown', async () => {
    const literate = '# 😀\n\n```clause\nfact a "😀": money // 😀\n\nclause c "C" { award ¦50% of a¦ }\n```\n';
    expect(await afterAction(s, literate, 'Extract into a let', { name: 'l.clause.md' })).toBe(
      '# 😀\n\n```clause\nfact a "😀": money // 😀\n\nlet value = 50% of a\n\nclause c "C" { award value }\n```\n',
    );
  });

  it('of a name in another file: that file is changed', async () => {
    await s.open(s.uri('kinds.clause'), 'fact kind "Kind": one of { core, early }\n');
    const { actions, uri } = await offered(s, 'import "./kinds.clause"\nclause c "C" { when kind = ¦late; award 1元 }\n', {
      name: 'uses.clause',
    });
    const add = actions.find(({ title }) => title.startsWith('Add “late”'));
    const texts = await done(s, add, new Map([[s.uri('kinds.clause'), s.text(s.uri('kinds.clause'))]]));
    expect(texts.get(s.uri('kinds.clause'))).toBe('fact kind "Kind": one of { core, early, late }\n');
    expect(texts.has(uri)).toBe(false);
  });
});
