/** What the proved findings say, sentence by sentence: the facts of the witness, the variants, and what is left out where no fact matters. */
import { describe, expect, it } from 'vitest';
import type { FindingData, FindingName } from '../../../server/src/core/finding';
import { renderFix, renderMessage, renderRelated } from '../../../server/src/core/lint/index';

const say = (name: FindingName, data: FindingData) => (['en', 'zh'] as const).map((language) => renderMessage({ name, data }, language));

describe('a cliff', () => {
  const data = { name: 'grant', fact: 'staff', point: '100人', before: '1980元', after: '0元', past: false, facts: [] };
  it('names the fact, the point and the loss', () => {
    const [en, zh] = say('award-cliff', { ...data, code: 'amount' });
    expect(en).toContain('At staff = 100人 the award of “grant” falls from 1980元 to 0元: ');
    expect(zh).toContain('“staff”达到 100人 时，“grant”的金额从 1980元 降到 0元，');
  });
  it('says when it is just past the point, with the other facts of the witness only', () => {
    const [en, zh] = say('award-cliff', { ...data, code: 'amount', past: true, facts: ['cost = 10万元', 'staff = 101人'] });
    expect(en).toMatch(/^Just above staff = 100人 .* to 0元 \(with cost = 10万元\): /);
    expect(zh).toMatch(/^“staff”刚超过 100人 时.*降到 0元（cost = 10万元），/);
  });
  it.each([
    ['eligibility', /“grant” is lost/, /不再符合“grant”/],
    ['total', /the total falls from 1980元 to 0元.*comes from “grant”/, /总计从 1980元 降到 0元.*原因在“grant”/],
  ])('of %s', (code, english, chinese) => {
    const [en, zh] = say('award-cliff', { ...data, code });
    expect(en).toMatch(english);
    expect(zh).toMatch(chinese);
  });
});

describe('an overlap', () => {
  const facts = ['staff = 100人', 'cost = 1200万元'];
  it('without a choice names both amounts and what to write', () => {
    const data = { group: 'g', first: 'a', second: 'b', firstAmount: '100万元', secondAmount: '50万元', facts };
    expect(say('unresolved-overlap', data)).toEqual([
      '“a” (100万元) and “b” (50万元) can both pay, and “g” does not say which: write choose highest or choose first. For example: staff = 100人, cost = 1200万元.',
      '“a”（100万元）和“b”（50万元）可能同时支付，而“g”没有说明取哪一条：请写“择取 从高”或“择取 从先”。例如：staff = 100人、cost = 1200万元。',
    ]);
  });
  const data = { group: 'g', winner: 'a', loser: 'b', winnerAmount: '100万元', loserAmount: '50万元', difference: '50万元', facts: [] };
  it('with a choice says who wins and by how much', () => {
    expect(say('exclusive-overlap', { ...data, code: 'one-sided' })).toEqual([
      '“a” (100万元) and “b” (50万元) can both pay; “g” then keeps “a”, which pays 50万元 more. “b” never wins against it.',
      '“a”（100万元）和“b”（50万元）可能同时支付，“g”此时取“a”，多付 50万元；“b”从不会胜过它。',
    ]);
  });
  it('says so where the winner pays less, or as much', () => {
    const [less] = say('exclusive-overlap', { ...data, code: 'either', winnerAmount: '30万元', difference: '-20万元' });
    expect(less).toContain('which pays 20万元 less. For other applicants “b” wins.');
    const [same, zh] = say('exclusive-overlap', { ...data, code: 'either', loserAmount: '100万元', difference: '0元' });
    expect(same).toContain('which pays as much.');
    expect(zh).toContain('两者数额相同');
  });
});

describe('others', () => {
  it('a negative award, with and without facts that matter', () => {
    const [en, zh] = say('award-negative', { name: 'grant', amount: '-1元', facts: ['elsewhere = 1元'] });
    expect(en).toContain('an error: with elsewhere = 1元 it is -1元. Write max(0, …)');
    expect(zh).toContain('出错：例如 elsewhere = 1元 时为 -1元。');
    expect(say('award-negative', { name: 'grant', amount: '-1元', facts: [] })[0]).toContain('an error: it is -1元. ');
  });
  it('a dominated clause names all who win instead', () => {
    const [en, zh] = say('clause-dominated', { name: 'c', by: ['a', 'b'] });
    expect(en).toContain('gets “a” or “b” instead');
    expect(zh).toContain('取的都是“a”或“b”');
  });
  it('what is not decided, in words, and what to do', () => {
    const data = { name: 'grant', findings: ['award-cliff', 'clause-unreachable'], reason: 'budget' };
    const [en, zh] = say('not-decided', data);
    expect(en).toMatch(/^Not decided for “grant”: whether the amount .* and whether anyone is eligible\. .*raise it.*--prove-budget/);
    expect(zh).toMatch(/是否会陡降；是否有人符合.*调高预算/);
    const reasons = ['budget', 'nonlinear', 'no-solver', 'solver-failed', 'replay'].map((reason) =>
      say('not-decided', { ...data, reason }).join(),
    );
    expect(new Set(reasons).size).toBe(5);
  });
  it('fixes and related places that all of them share', () => {
    const fix = { title: 'insert-witness', data: {} };
    expect(renderFix('award-cliff', fix, 'en')).toBe('Add this applicant as an example');
    expect(renderFix('award-cliff', fix, 'zh')).toBe('把这个申请人加为示例');
    const related = { note: 'other', data: { name: 'lead' } };
    expect(renderRelated('unresolved-overlap', related, 'en')).toBe('“lead” is here.');
    expect(renderRelated('duplicate-clause', related, 'zh')).toBe('“lead”与它相同。');
  });
});
