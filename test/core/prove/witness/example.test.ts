/** The text of a witness, against texts written by hand from the language's description. */
import { describe, expect, it } from 'vitest';
import type { Applicant } from '../../../../server/src/core/evaluate/values';
import { Exact } from '../../../../server/src/core/exact';
import { parseDay } from '../../../../server/src/core/program/dates';
import type { Constant, Given } from '../../../../server/src/core/program/program';
import { exampleText, uniqueTitle } from '../../../../server/src/core/prove/witness/example';
import { programOf } from '../../../support/program';

const n = (text: string): Constant => ({ kind: 'number', value: Exact.of(text) });
const ratio = (a: bigint, b: bigint): Constant => ({ kind: 'number', value: Exact.ratio(a, b) });
const member = (m: string): Constant => ({ kind: 'member', member: m });
const yes: Constant = { kind: 'boolean', value: true };
const day = (iso: string): number => parseDay(iso) ?? Number.NaN;
const who = (facts: Record<string, Given>, more: Partial<Applicant> = {}): Applicant => ({
  facts: new Map(Object.entries(facts)),
  history: [],
  ...more,
});

const policy = `policy "P" {
  effective 2025-01-01 to 2026-12-31
}
unit 席
fact rd "R&D": money from 0元
fact staff: integer 人
fact share: percent
fact seats: integer 席
fact land: 亩
fact rent: 元/平方米/天
fact kind: one of { 其他, b }
fact ok: boolean
fact titles: any of { x, y }
fact note: text
fact since: date
fact projects: list of { cost: money from 0元, kind: one of { core, other } }
let double = rd * 2
clause a "A" { when ok; award up to rd / 3 }
clause b "B" { award 1元 / share }
clause c "C" { when staff over 10人; award 5元 }
clause gift "D" { grants "a badge" }
clause open "E" { award unspecified "to be said" }
exclusive g "G" { among a, b }
example "taken" { }
example "taken 2" { }
`;

describe('exampleText', () => {
  const program = programOf(policy);

  it('writes every type of fact in the unit of its declaration', () => {
    const item = { cost: n('4000000'), kind: member('core') };
    const applicant = who({
      rd: n('12000000'),
      staff: n('100'),
      share: n('0.125'),
      seats: n('5'),
      // 1亩 is 2000/3 square metres.
      land: ratio(2000n, 3n),
      rent: ratio(1n, 3n),
      kind: member('其他'),
      ok: yes,
      titles: { kind: 'set', members: ['x', 'y'] },
      note: { kind: 'text', value: 'a "b" \\ c' },
      since: { kind: 'date', day: day('2024-10-04') },
      projects: { kind: 'list', items: [item, { cost: n('0'), kind: member('other') }] },
    });
    expect(exampleText(program, applicant, { language: 'en', title: 'all', expect: [] })).toBe(`example "all" {
  rd       = 1200万元
  staff    = 100人
  share    = 12.5%
  seats    = 5席
  land     = 1亩
  rent     = 1元/平方米/天 / 3
  kind     = 其他
  ok       = yes
  titles   = { x, y }
  note     = "a \\"b\\" \\\\ c"
  since    = 2024-10-04
  projects = [ { cost = 400万元, kind = core }, { cost = 0元, kind = other } ]
}`);
  });

  it('puts the items of a long list on lines of their own', () => {
    const item = { cost: n('4000000'), kind: member('core') };
    const applicant = who({ projects: { kind: 'list', items: [item, item, item] } });
    expect(exampleText(program, applicant, { language: 'en', title: 'long', expect: [] })).toBe(`example "long" {
  projects = [
    { cost = 400万元, kind = core }
    { cost = 400万元, kind = core }
    { cost = 400万元, kind = core }
  ]
}`);
  });

  it('expects what the applicant gets, by amount, by status, by what is needed', () => {
    // a: 100/3 and a ceiling; b: 1 / 0 is an error, so the group and the total are not known, and with them what a gets.
    const applicant = who({ rd: n('100'), ok: yes, share: n('0'), staff: n('10') }, { asOf: day('2025-03-01') });
    const expected = ['b', 'c', 'gift', 'open'].map((name) => ({ kind: 'clause' as const, name }));
    expect(
      exampleText(program, applicant, {
        language: 'zh',
        title: '一',
        expect: [...expected, { kind: 'let', name: 'double' }, { kind: 'group', name: 'g' }],
      }),
    ).toBe(`示例 "一" {
  日期 2025-03-01
  rd    = 100元
  staff = 10人
  share = 0%
  ok    = 是
  应得 b      错误
  应得 c      不符合
  应得 gift   已给予
  应得 open   未定
  应得 double = 200元
  应得 g      未知
}`);
    const alone = programOf(policy.replace('exclusive g "G" { among a, b }', ''));
    expect(
      exampleText(alone, who({ rd: n('100'), ok: yes }), {
        language: 'en',
        title: 'two',
        expect: [
          { kind: 'clause', name: 'a', eligible: true },
          { kind: 'clause', name: 'b' },
        ],
      }),
    ).toBe(`example "two" {
  rd = 100元
  ok = yes
  expect a = 100元 / 3 at most
  expect a eligible
  expect b needs share
}`);
  });

  it('names the date only where it is not the first of the policy, and payments in their order', () => {
    const history = [
      { clause: 'c', amount: Exact.of('20000'), day: day('2025-02-01') },
      { clause: 'a', amount: Exact.ratio(1n, 3n), day: day('2024-12-31') },
    ];
    expect(
      exampleText(program, who({}, { asOf: day('2025-01-01'), history }), { language: 'en', title: 'x', expect: [] }),
    ).toBe(`example "x" {
  paid a = 1元 / 3 on 2024-12-31
  paid c = 2万元 on 2025-02-01
}`);
    expect(exampleText(program, who({}, { asOf: day('2025-01-02') }), { language: 'zh', title: 'x', expect: [] })).toBe(`示例 "x" {
  日期 2025-01-02
}`);
  });

  it('gives the title a number where it is taken', () => {
    expect(uniqueTitle(program, 'taken')).toBe('taken 3');
    expect(uniqueTitle(program, 'free')).toBe('free');
    expect(exampleText(program, who({}), { language: 'en', title: 'say "a"\nor “b”', expect: [] })).toBe(
      'example "say \\"a\\" or \\“b\\”" {\n}',
    );
  });
});
