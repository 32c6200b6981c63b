/** Findings on examples: what is paid instead, what is missing, what cannot be. */
import { describe, expect, it } from 'vitest';
import { renderFix, renderMessage } from '../../../server/src/core/lint/index';
import { fixed, lintText, names } from '../../support/lint';

const policy = `fact cost  "Cost": money from 0元 to 1亿元
fact small "Small": boolean
fact staff "Staff": integer 人 from 1人 default 5人
fact items "Items": list to 2 of { size "Size": percent from 0% to 100% }

clause a "A" {
  when  small "only small firms"
  award up to 30% of cost
}
clause b "B" { award 100万元 / (staff - 5人) * 1人 }
clause c "C" { award cost / 3 * sum each items { size } }
`;
const messages = (body: string, language: 'en' | 'zh' = 'en') =>
  lintText(`${policy}example "e" {\n${body}\n}`).map((f) => `${f.name}: ${renderMessage(f, language)}`);

describe('expectation-failed', () => {
  it('says what is the case', () => {
    // 30% of 1000万元 is 300万元.
    const given = 'cost = 1000万元\nsmall = yes\n';
    expect(messages(`${given}expect a = 200万元`)).toEqual(['expectation-failed: “a” is ¥3,000,000 at most, not 200万元.']);
    expect(messages(`${given}expect a = 200万元`, 'zh')).toEqual(['expectation-failed: “a”是 最高 300万元，不是 200万元。']);
    expect(messages(`${given}expect a = 300万元 at most`)).toEqual([]);
    expect(messages(`${given}expect a excluded`)[0]).toContain('“a” is ¥3,000,000 at most, not excluded.');
    expect(messages('small = no\nexpect a = 1元\nexpect a eligible')).toEqual([
      'expectation-failed: “a” is ¥0, not 1元.',
      'expectation-failed: “a” is ineligible; expected was eligible.',
    ]);
    expect(messages('staff = 5人\nexpect b = 1元')).toEqual(['expectation-failed: “b” is in error: a division by zero; expected was 1元.']);
    expect(messages('staff = 6人\nexpect b = 100万元 at most')[0]).toContain('no ceiling');
    expect(messages('small = yes\nexpect a needs small')[0]).toContain('“a” still needs cost, not small.');
  });

  it('writes what is the case', () => {
    const text = `${policy}example "e" {\n  cost = 1000万元\n  small = yes\n  expect a = 200万元 // as of May\n}`;
    const [finding] = lintText(text);
    const mended = fixed(text, finding?.fixes?.[0]);
    expect(finding?.fixes?.[0] && renderFix('expectation-failed', finding.fixes[0], 'en')).toBe('Expect what it is: = 300万元');
    expect(mended).toContain('expect a = 300万元 // as of May');
    expect(lintText(mended)).toEqual([]);
  });
});

describe('example-incomplete', () => {
  it('asks for what the expectations need', () => {
    expect(messages('small = yes\nexpect a = 1元')).toEqual([
      'example-incomplete: This example does not say cost, which its result needs; give these facts, or expect “unknown”.',
      'expectation-failed: “a” is unknown: it still needs cost; expected was 1元.',
    ]);
    expect(messages('small = yes\nexpect a unknown')).toEqual([]);
    expect(messages('small = yes\nexpect a needs cost')).toEqual([]);
  });
  it('asks for what the total needs only where nothing is expected', () => {
    expect(messages('staff = 6人\nexpect b = 100万元')).toEqual([]);
    expect(messages('staff = 6人\nsmall = yes')[0]).toContain('example-incomplete');
  });
  it('adds the facts', () => {
    const text = `${policy}example "e" {\n  small = yes\n}`;
    const finding = lintText(text).find((f) => f.name === 'example-incomplete');
    const mended = fixed(text, finding?.fixes?.[0]);
    expect(mended).toContain('example "e" {\n  cost = 0\n');
    expect(names(lintText(mended))).not.toContain('syntax-error');
  });
});

describe('fact-out-of-range', () => {
  it('looks at facts, fields, lengths and defaults', () => {
    expect(messages('cost = 2亿元')).toContain('fact-out-of-range: “cost” must be from 0元 to 1亿元, but this is 2亿元.');
    expect(messages('cost = 2亿元', 'zh')).toContain('fact-out-of-range: “cost”应不低于 0元 至 1亿元，这里却是 2亿元。');
    expect(messages('items = [ { size = 50% }, { size = 150% } ]')).toContain(
      'fact-out-of-range: “items[2].size” must be from 0% to 100%, but this is 150%.',
    );
    expect(messages('items = [ { size = 1% }, { size = 2% }, { size = 3% } ]')).toContain(
      'fact-out-of-range: “items” has at most 2 items, but these are 3.',
    );
    const [finding] = lintText('fact x "X": money over 0元 default 0元\nclause c "C" { award x }');
    expect(finding && renderMessage(finding, 'en')).toBe('“x” must be over 0元, but its default is 0元.');
  });
});
