/** Examples: the applicant that they describe, what their expectations mean, and the text that a fix writes. */
import { describe, expect, it } from 'vitest';
import { applicantOf, checkExample, evaluate } from '../../../server/src/core/evaluate/index';
import type { Trace } from '../../../server/src/core/evaluate/values';
import { programOf } from '../../support/program';
import { resultOf } from './support';

const policy = `
  policy "p" { effective 2025-03-01 to 2025-12-31 }
  fact p "p": boolean
  fact a "a": money from 0元
  fact l "l": list of { x "x": money }
  let double "d" = a * 2
  clause pays { when p "must", award a }
  clause top { award up to 50% of a }
  clause other { award 10元, cap 100元 ever }
  clause flat { when p, grants "a flat" }
  clause late { effective 2025-12-01, award 1元 }
  clause open { award unspecified "soon" }
  clause items { each l, award x }
  exclusive g { among pays, other, choose highest }
  limit all_of { among pays, top, other, cap 120元 }
`;
const holds = (expectation: string, given = 'p = yes, a = 100元, l = []') =>
  resultOf(`${policy}\nexample "e" { on 2025-06-01, ${given}\n${expectation} }`).expectations()[0];
const fix = (expectation: string, given = 'p = yes, a = 100元, l = []') =>
  resultOf(`${policy}\nexample "e" { on 2025-06-01, ${given}\n${expectation} }`).fixes()[0];

describe('expectations', () => {
  it.each([
    'expect pays = 100元',
    'expect pays = 99元 within 1元',
    'expect top = 20元 at most',
    'expect other = 0元',
    'expect late = 0元',
    'expect flat = 0元',
    'expect double = 200元',
    'expect double = a + a',
    'expect all_of = 120元 at most',
    'expect total = 120元 at most',
    'expect total = 120元',
    'expect pays eligible',
    'expect other eligible',
    'expect other excluded',
    'expect late inactive',
    'expect late ineligible',
    'expect items ineligible',
    'expect flat granted',
    'expect open unspecified',
  ])('%s holds', (expectation) => expect(holds(expectation)).toBe(true));

  it.each([
    'expect pays = 101元',
    'expect pays = 98.99元 within 1元',
    'expect pays = 100元 at most',
    'expect pays excluded',
    'expect pays ineligible',
    'expect other ineligible',
    'expect open = 0元',
    'expect total unknown',
    'expect pays needs a',
  ])('%s fails', (expectation) => expect(holds(expectation)).toBe(false));

  it('unknown and needs: exactly for want of these facts', () => {
    expect(holds('expect pays unknown', 'a = 1元, l = []')).toBe(true);
    expect(holds('expect pays needs p', 'a = 1元, l = []')).toBe(true);
    expect(holds('expect pays needs p, a', 'a = 1元, l = []')).toBe(false);
    expect(holds('expect pays needs a', 'a = 1元, l = []')).toBe(false);
    expect(holds('expect items needs l', 'p = yes, a = 1元')).toBe(true);
    expect(holds('expect double needs a', 'p = yes, l = []')).toBe(true);
    expect(holds('expect total needs l', 'p = yes, a = 1元')).toBe(true);
    expect(holds('expect total = 1元', 'p = yes, a = 1元')).toBe(false);
  });
  it('error and conflict', () => {
    expect(holds('expect pays error', 'p = yes, a = -1元, l = []')).toBe(true);
    const r = resultOf(
      'clause a { award 1元 }\nclause b { award 2元 }\nexclusive g { among a, b }\nexample "e" { expect a conflict\n expect total conflict\n expect g conflict }',
    );
    expect(r.expectations()).toEqual([true, true, true]);
  });
});

describe('the fix', () => {
  it.each([
    ['expect pays = 101元', ' = 100元'],
    ['expect pays = 100元 at most', ' = 100元'],
    ['expect top = 19元 at most', ' = 20元 at most'],
    ['expect top = 19元', ' = 20元'],
    ['expect pays excluded', ' = 100元'],
    ['expect pays ineligible', ' = 100元'],
    ['expect other = 10元', ' = 0元'],
    ['expect other ineligible', ' excluded'],
    ['expect open = 0元', ' unspecified'],
    ['expect late eligible', ' inactive'],
    ['应得 pays = 101元', ' = 100元'],
    ['应得 other 不符合', ' 被排除'],
    ['应得 top = 19元 至多', ' = 20元 至多'],
  ])('of %s writes%s', (expectation, text) => expect(fix(expectation)).toBe(text));
  it('of what is unknown writes the facts that it needs', () => {
    expect(fix('expect pays = 1元', 'l = []')).toBe(' needs p');
    expect(fix('expect pays needs p, a', 'l = []')).toBe(' needs p');
    expect(fix('应得 pays = 1元', 'l = []')).toBe(' 尚需 p');
    expect(fix('expect pays ineligible', 'l = []')).toBe(' unknown');
  });
  it('once written, it holds', () => {
    for (const expectation of ['expect pays = 101元', 'expect other ineligible', 'expect top excluded', 'expect double = 1元']) {
      const text = fix(expectation) ?? '';
      const name = expectation.split(' ')[1];
      expect(holds(`expect ${name}${text}`)).toBe(true);
    }
  });
});

describe('the applicant', () => {
  const source = `${policy}
    example "first" { on 2025-06-01, p = yes, a = 10元, l = [], paid other = 30元 on 2025-05-01 }
    example "second" like "first" { a = 20元, paid other = 65元 on 2025-05-02 }
    example "third" like "second" { on 2025-07-01, double = 7元 }
    example "plain" { a = 1元 }`;
  const program = programOf(source);
  const applicant = (title: string) => {
    const example = program.examples.find((e) => e.title === title);
    if (!example) throw new Error(title);
    return applicantOf(program, example);
  };
  const iso = (day: number | undefined) => day !== undefined && new Date(day * 86_400_000).toISOString().slice(0, 10);

  it("takes over another's facts, date and history, to which its own payments add", () => {
    const second = applicant('second');
    expect(iso(second.asOf)).toBe('2025-06-01');
    expect([...second.facts.keys()].sort()).toEqual(['a', 'l', 'p']);
    expect(second.history.map((h) => h.amount.toString())).toEqual(['30', '65']);
    const a = second.facts.get('a');
    expect(a?.kind === 'number' && a.value.toString()).toBe('20');
    expect(resultOf(source, 'second').gross('other')).toBe('5');
  });
  it('over several examples; its own date and lets go first', () => {
    expect(iso(applicant('third').asOf)).toBe('2025-07-01');
    expect(resultOf(source, 'third').let('double')).toBe('7');
  });
  it("is judged on the policy's first effective day unless it says otherwise; without dates the day is unknown", () => {
    expect(iso(applicant('plain').asOf)).toBe('2025-03-01');
    const undated = programOf('clause c { award 1元 }\nexample "e" { }');
    const [example] = undated.examples;
    expect(example && applicantOf(undated, example).asOf).toBeUndefined();
  });
  it('a let that is given replaces the computed value', () => {
    expect(resultOf('fact a "a": money\nlet d = a * 2\nclause c { award d }\nexample "e" { d = 5元 }').amount('c')).toBe('5');
  });
});

describe('the trace', () => {
  const program = programOf(`
    fact a "a": money
    let half = a / 2
    clause c { when a over 1元 "more", award marginal half { to 10元: 10%, over 10元: 20% }, less 1元 when a over 5元, cap 100元 }
    example "e" { a = 40元 }`);
  const [example] = program.examples;
  if (!example) throw new Error('no example');
  const outcome = evaluate(program, applicantOf(program, example), { trace: true }).clauses.get('c');
  const flat = (t: Trace): string[] => [t.label, ...t.inputs.flatMap(flat)];

  it('says of every step its place, inputs and result', () => {
    const award = outcome?.steps[0]?.trace;
    expect(award && flat(award)).toEqual([
      'award',
      'marginal',
      'let',
      'divide',
      'fact',
      'constant',
      'slice',
      'constant',
      'constant',
      'constant',
      'slice',
      'constant',
      'constant',
    ]);
    const slices = award?.inputs[0]?.inputs.filter((t) => t.label === 'slice');
    // 20 in all: 10 at 10 %, 10 at 20 %.
    expect(slices?.map((s) => s.result.state === 'known' && s.result.value.kind === 'number' && s.result.value.value.toString())).toEqual([
      '1',
      '2',
    ]);
    for (const step of outcome?.steps ?? []) expect(step.trace?.result).toEqual(step.after);
  });
  it('says so of conditions, and is left out unless asked for', () => {
    expect(outcome?.conditions[0]?.trace?.label).toBe('interval');
    const bare = evaluate(program, applicantOf(program, example)).clauses.get('c');
    expect(bare?.steps[0]?.trace).toBeUndefined();
    expect(bare?.amount).toEqual(outcome?.amount);
  });
});

describe('results', () => {
  it('of every expectation carry what an editor shows', () => {
    const program = programOf(`${policy}\nexample "e" { p = yes, a = 100元, l = []\nexpect top = 1元 }`);
    const [example] = program.examples;
    const [result] = example ? checkExample(program, example) : [];
    expect(result).toMatchObject({ passed: false, failure: 'value', status: 'payable', mark: 'at most' });
    const { place } = result?.replacement ?? {};
    expect(place?.item.text.slice(place.start, place.end)).toBe(' = 1元');
  });
});
