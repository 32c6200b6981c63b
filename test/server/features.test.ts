/** What the editor shows of a policy: fixes, results beside the code, hovers; in both languages. Amounts are worked out by hand. */
import { afterEach, describe, expect, it } from 'vitest';
import { type Options, Session } from './support';

let session: Session | undefined;
async function open(text: string, options?: Options): Promise<{ s: Session; uri: string }> {
  session = await Session.start(options);
  const uri = session.uri('政策 一.clause');
  await session.open(uri, text);
  await session.diagnostics(uri);
  return { s: session, uri };
}
afterEach(async () => {
  await session?.stop();
  session = undefined;
});

const policy = `fact cost "Cost": money from 0元
fact kind "Kind": one of { core "core work", early }
fact staff "Staff": integer 人 from 1人 default 3人

let base "Half" = 50% of cost

clause grant "Grant" {
  source "II(1)"
  when  kind = core "only core projects"
  award base
  cap   8万元
}

clause help "Help" {
  when  kind = early "only early projects"
  award up to 2万元
}

clause advice "Advice" {
  grants "a consultation"
}

exclusive either "One of them" { among grant, help, choose highest }

example "one" {
  cost = 10万元
  kind = core
  expect total = 5万元
  expect grant = 5万元
  expect help ineligible
  expect base = 5万元
}

example "two" {
  cost = 20万元
  kind = core
  expect total = 8万元
}

example "three" {
  kind = core
  expect grant needs cost
}
`;

describe('results beside the code', () => {
  it('says what each clause pays the selected example, what each example gets, what each expectation came to', async () => {
    // one: half of 10万 is 5万, under the cap of 8万. two: half of 20万 is 10万, capped at 8万. three: the cost is not given.
    const { s, uri } = await open(policy);
    // Conditions that a mark alone explains say no more; an amount that is written in the award needs no hint.
    expect(await s.hintLines(uri)).toEqual([
      'let base "Half" = 50% of cost » = ¥50,000',
      'clause grant "Grant" { » → ¥50,000',
      'when  kind = core "only core projects" » ✓',
      'award base » = ¥50,000',
      'cap   8万元 » ¥50,000, does not bite',
      'clause help "Help" { » → ineligible: only early projects',
      'when  kind = early "only early projects" » ✗ kind = core',
      'clause advice "Advice" { » → granted: a consultation',
      'exclusive either "One of them" { among grant, help, choose highest } » → grant ¥50,000, alone',
      'example "one" { » ● → ¥50,000, beside it advice',
      'expect total = 5万元 » ✓ ¥50,000, beside it advice',
      'expect grant = 5万元 » ✓ ¥50,000',
      'expect help ineligible » ✓ ineligible: only early projects',
      'expect base = 5万元 » ✓ ¥50,000',
      'example "two" { » → ¥80,000, beside it advice',
      'expect total = 8万元 » ✓ ¥80,000, beside it advice',
      'example "three" { » → needs cost, beside it advice',
      'expect grant needs cost » ✓ needs cost',
    ]);
  });

  it('speaks Chinese to whom it should', async () => {
    const { s, uri } = await open(policy, { locale: 'zh-cn' });
    const lines = await s.hintLines(uri);
    expect(lines).toContain('clause grant "Grant" { » → 5万元');
    expect(lines).toContain('clause help "Help" { » → 不符合：only early projects');
  });

  it('marks a ceiling', async () => {
    const { s, uri } = await open(policy.replace('kind = core\n  expect total', 'kind = early\n  expect total'));
    const lines = await s.hintLines(uri);
    expect(lines).toContain('clause help "Help" { » → ¥20,000 at most');
    expect(lines).toContain('example "one" { » ● → ¥20,000 at most, beside it advice');
  });

  it('gives only what is asked for, and nothing that is turned off', async () => {
    const { s, uri } = await open(policy, {
      settings: {
        inlayHints: { clauseAmounts: false, expectations: false, conditions: false, steps: false, groups: false, lets: false },
      },
    });
    expect((await s.hintLines(uri)).map((line) => line.split(' » ')[0])).toEqual([
      'example "one" {',
      'example "two" {',
      'example "three" {',
    ]);
    const range = { start: { line: 22, character: 0 }, end: { line: 30, character: 0 } };
    const some = await s.connection.sendRequest<unknown[]>('textDocument/inlayHint', { textDocument: { uri }, range });
    expect(some).toHaveLength(1);
  });

  it('follows an edit, also of a file that is read by an open one', async () => {
    const { s, uri } = await open(policy);
    await s.edit(uri, 'cap   8万元', 'cap   3万元');
    await s.diagnostics(uri);
    expect(await s.hintLines(uri)).toContain('clause grant "Grant" { » → ¥30,000');
    const other = s.uri('other.clause');
    await s.open(other, 'import "./政策 一.clause"\n\nexample "far" {\n  cost = 2万元\n  kind = core\n  expect total = 1万元\n}\n');
    await s.diagnostics(other);
    expect(await s.hintLines(other)).toContain('expect total = 1万元 » ✓ ¥10,000, beside it advice');
    const before = s.refreshes.length;
    await s.edit(uri, '50% of cost', '25% of cost');
    await s.diagnostics(other, (found) => found.some(({ code }) => code === 'expectation-failed'));
    expect(await s.hintLines(other)).toContain('expect total = 1万元 » ✗ ¥5,000, beside it advice');
    expect(s.refreshes.length).toBeGreaterThan(before);
  });
});

describe('hover', () => {
  it('tells a fact: label, type, range, default, value in the selected example', async () => {
    const { s, uri } = await open(policy);
    const cost = await s.hover(uri, 'cost', 'of ');
    expect(cost).toContain('**cost** — fact “Cost”');
    expect(cost).toContain('amount in CNY');
    expect(cost).toMatch(/Range: from ¥0/);
    expect(cost).toMatch(/In “one”: ¥100,000/);
    const staff = await s.hover(uri, 'staff');
    expect(staff).toMatch(/whole/);
    expect(staff).toMatch(/Default: 3/);
    const kind = await s.hover(uri, 'kind', 'when  ');
    expect(kind).toMatch(/Members: core “core work”, early/);
    expect(kind).toMatch(/In “one”: core/);
  });

  it('tells a derived value, a clause, a group, a unit and a keyword', async () => {
    const { s, uri } = await open(policy);
    expect(await s.hover(uri, 'base', 'award ')).toMatch(/\*\*base\*\* — derived value “Half”[\s\S]*In “one”: ¥50,000/);
    expect(await s.hover(uri, 'grant', 'expect ')).toMatch(/\*\*grant\*\* — clause “Grant”[\s\S]*II\(1\)[\s\S]*In “one”: ¥50,000/);
    expect(await s.hover(uri, 'either')).toMatch(/exclusive group “One of them”[\s\S]*grant, help/);
    expect(await s.hover(uri, 'core', 'when  kind = ')).toBe('**core** — member of kind “core work”\n\nIn “one”: yes, it is this one');
    expect(await s.hover(uri, '万元', '  cap   8')).toMatch(/unit[\s\S]*10000/);
    expect(await s.hover(uri, 'choose')).toMatch(/choose · 择取/);
  });

  it('tells a field, and its value in each item of the selected example', async () => {
    const list =
      'fact works "Works": list of { price "Price": money from 0元 }\nclause each_one "Each" {\n  each works\n  award 10% of price\n}\n';
    const { s, uri } = await open(`${list}example "two" {\n  works = [ { price = 3元 }, { price = 5元 } ]\n  expect total = 0.8元\n}\n`);
    expect(await s.hover(uri, 'price', '10% of')).toMatch(/\*\*price\*\* — field of works “Price”[\s\S]*In “two”: ¥3, ¥5/);
    // 10 % of 3 and of 5.
    expect(await s.hover(uri, 'award')).toMatch(/In “two”: works\\\[0\\\]: ¥0\.30, works\\\[1\\\]: ¥0\.50/);
  });

  it('tells what a statement did in the selected example', async () => {
    const { s, uri } = await open(policy.replace('cost = 10万元', 'cost = 30万元'));
    // Half of 30万 is 15万; the cap leaves 8万.
    expect(await s.hover(uri, 'cap')).toMatch(/In “one”: ¥150,000 → ¥80,000/);
    expect(await s.hover(uri, 'when')).toMatch(/In “one”: ✓ yes/);
  });

  it('leads to the page of a finding', async () => {
    const { s, uri } = await open(policy.replace('award base', 'award bass'));
    expect(await s.hover(uri, 'bass')).toMatch(/\[.*unknown-name.*\]\(file:\/\/.*\/docs\/rules\/unknown-name\.md\)/);
  });

  it('leads to the page in the language of the messages', async () => {
    const { s, uri } = await open(policy.replace('award base', 'award bass'), { locale: 'zh-cn' });
    expect(await s.hover(uri, 'bass')).toMatch(/\[.*unknown-name.*\]\(file:\/\/.*\/docs\/rules\/zh\/unknown-name\.md\)/);
  });

  it('says nothing of blanks', async () => {
    const { s, uri } = await open('\n\n   \n');
    expect(await s.connection.sendRequest('textDocument/hover', { textDocument: { uri }, position: { line: 2, character: 1 } })).toBeNull();
  });
});

describe('fixes', () => {
  it('mend a misspelt name', async () => {
    const { s, uri } = await open(policy.replace('50% of cost', '50% of cosst'));
    const found = (await s.diagnostics(uri)).find(({ code }) => code === 'unknown-name');
    expect(found).toMatchObject({ severity: 1, source: 'clausewright' });
    expect(found?.codeDescription?.href).toMatch(/^file:.*\/docs\/rules\/unknown-name\.md$/);
    if (!found) return;
    const [action] = await s.actions(uri, found);
    expect(action).toMatchObject({ kind: 'quickfix', diagnostics: [{ code: 'unknown-name' }] });
    expect(action?.title).toContain('cost');
    if (action) await s.apply(action);
    expect(s.text(uri)).toBe(policy);
    expect(await s.findings(uri)).not.toContain('unknown-name "cosst"');
  });

  it('put the actual value into a failed expectation', async () => {
    const { s, uri } = await open(policy.replace('expect total = 8万元', 'expect total = 9万元'));
    const found = (await s.diagnostics(uri)).find(({ code }) => code === 'expectation-failed');
    expect(found?.message).toMatch(/80,000|8万元/);
    if (!found) return;
    const [action] = await s.actions(uri, found);
    if (action) await s.apply(action);
    expect((await s.findings(uri)).join()).not.toContain('expectation-failed');
    expect(s.text(uri)).toMatch(/expect total = (8万元|80,?_?000元)/);
  });

  it('of all kinds together, where they are asked for', async () => {
    const wide = policy.replace('fact cost "Cost": money', 'fact cost “Cost”： money').replace('50% of cost', '50％ of cost');
    const { s, uri } = await open(wide);
    const [first] = (await s.diagnostics(uri)).filter(({ code }) => code === 'fullwidth-punctuation');
    expect(first).toBeDefined();
    if (!first) return;
    expect(await s.actions(uri, first, ['refactor.extract'])).toEqual([]);
    const [all] = await s.actions(uri, first, ['source.fixAll']);
    expect(all).toMatchObject({ kind: 'source.fixAll.clausewright' });
    if (all) await s.apply(all);
    expect((await s.findings(uri)).join()).not.toContain('fullwidth-punctuation');
    expect(s.text(uri)).toContain('50% of cost');
  });

  it('are named in Chinese to whom they should be', async () => {
    const { s, uri } = await open(policy.replace('50% of cost', '50% of cosst'), { settings: { messageLanguage: 'zh' } });
    const found = (await s.diagnostics(uri, (all) => all.some(({ message }) => /\p{Script=Han}/u.test(String(message))))).find(
      ({ code }) => code === 'unknown-name',
    );
    if (!found) throw new Error('no finding');
    expect((await s.actions(uri, found))[0]?.title).toMatch(/\p{Script=Han}/u);
  });
});
