/** The preview's form: a control for each fact, what was typed as an applicant, and examples as what would have been typed. */
import { readdirSync, readFileSync, statSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import fc from 'fast-check';
import { describe, expect, it, vi } from 'vitest';
import { evaluate } from '../../server/src/core/evaluate/index';
import type { Applicant } from '../../server/src/core/evaluate/values';
import { Exact } from '../../server/src/core/exact';
import type { Constant, Given } from '../../server/src/core/program/program';
import type { Analysis } from '../../server/src/core/workspace';
import { spotIn } from '../../server/src/preview/context';
import { fieldsOf } from '../../server/src/preview/fields';
import { filled } from '../../server/src/preview/fill';
import { readForm } from '../../server/src/preview/readForm';
import { previewState } from '../../server/src/preview/state';
import { formOf, withNumber, writtenOf } from '../../server/src/preview/write';
import { emptyForm, type Field, type Form, previewParams, type RawItem, read } from '../../server/src/previewProtocol';
import type { Session } from '../../server/src/session';
import { opened, type Shown } from './shown';

/** All samples and policies are gone through, on a machine that may be busy with others. */
vi.setConfig({ testTimeout: 60_000 });

interface Open {
  readonly session: Session;
  readonly uri: string;
  readonly analysis: Analysis;
}

function open(text: string, options: Shown = {}): Open {
  const { session, uri } = opened(text, options);
  const analysis = session.at(uri)?.analysis;
  if (!analysis) throw new Error('not open');
  return { session, uri, analysis };
}

function fields({ session, analysis }: Open): ReturnType<typeof fieldsOf> {
  return fieldsOf({ analysis, language: session.language, spotOf: (place) => spotIn(session, analysis, place) });
}

function field(at: Open, name: string): Field {
  const found = fields(at).fields.find((one) => one.name === name);
  if (!found) throw new Error(`no field ${name}`);
  return found;
}

const facts = (given: Form['facts'], more: Partial<Form> = {}): Form => ({ ...emptyForm, ...more, facts: given });

/** A value of an applicant as a short text; numbers in base units. */
function text(value: Given | undefined): unknown {
  switch (value?.kind) {
    case undefined:
      return undefined;
    case 'number':
      return value.value.toString();
    case 'boolean':
      return value.value;
    case 'date':
      return value.day;
    case 'text':
      return JSON.stringify(value.value);
    case 'member':
      return value.member;
    case 'set':
      return value.members;
    case 'list':
      return value.items.map((item) =>
        Object.entries(item)
          .map(([name, one]) => [name, text(one)])
          .sort(),
      );
    default:
      return value satisfies never;
  }
}

function typed(at: Open, given: Form['facts'], more: Partial<Form> = {}) {
  const { applicant, problems, leftOver, program } = readForm(facts(given, more), at.analysis, at.session.language);
  return { applicant, problems, leftOver, program, of: (name: string) => text(applicant.facts.get(name)) };
}

const policy = `policy "Park" {
  effective 2025-04-11 to 2027-12-31
}
unit 席
unit 大席 = 10 席
fact turnover "Turnover": money from 0元 to 10亿元
fact staff "Staff": integer 人 from 0人
fact share "Share": percent to 100% default 50%
fact ratio "Ratio": number
fact land "Land": 亩
fact seats "Seats": 席
fact grade "Grade": one of { a "first", b, 其他 }
fact titles "Titles": any of { high_tech "High-tech", champion }
fact local "Local": boolean default yes
fact founded "Founded": date from 2000-01-01
fact note "Note": text
fact projects "Projects": list to 3 of {
  kind "Kind": one of { core, early }
  cost "Cost": money from 0元 default 100万元
  done "Done": boolean
}
let growth "Growth" = turnover / 100万元
let size = if staff over 10人 then 1 else 0
clause plain "Plain" {
  when local "must be local"
  award 1000元
}
clause dear "Dear" {
  each projects
  award 50% of cost
}
clause kept "Kept" {
  award 10% of turnover
  cap 100万元 per year
}
clause rest "Rest" {
  award 1万元
  less paid(plain)
}
limit ceiling "Ceiling" { among plain, dear; cap 5000万元 within 3年 }
`;

describe('the fields of the form', () => {
  const at = open(policy);

  it('have the control of their type, what a number counts, and other units', () => {
    expect(field(at, 'turnover').control).toEqual({ kind: 'number', unit: '元', integer: false, units: ['万元', '亿元'] });
    expect(field(at, 'staff').control).toMatchObject({ kind: 'number', unit: '人', integer: true });
    expect(field(at, 'share').control).toEqual({ kind: 'number', unit: '%', integer: false, units: [] });
    expect(field(at, 'ratio').control).toEqual({ kind: 'number', unit: '', integer: false, units: [] });
    expect(field(at, 'seats').control).toMatchObject({ unit: '席', units: ['大席'] });
    expect(field(at, 'land').control).toMatchObject({ unit: '亩' });
    expect(field(at, 'grade').control).toEqual({
      kind: 'choice',
      members: [
        { name: 'a', label: 'first' },
        { name: 'b', label: 'b' },
        { name: '其他', label: '其他' },
      ],
    });
    expect(field(at, 'titles').control).toMatchObject({ kind: 'set' });
    expect(field(at, 'local').control).toEqual({ kind: 'boolean' });
    expect(field(at, 'founded').control).toEqual({ kind: 'date' });
    expect(field(at, 'note').control).toEqual({ kind: 'text' });
  });

  it('have limits, defaults, labels and a place', () => {
    expect(field(at, 'turnover')).toMatchObject({ label: 'Turnover', limits: 'from ¥0 to ¥1,000,000,000' });
    expect(field(at, 'share')).toMatchObject({ default: '50%', limits: 'to 100%' });
    expect(field(at, 'local')).toMatchObject({ default: 'yes' });
    expect(field(at, 'turnover').spot).toMatchObject({ line: 5, character: 0 });
    const zh = open(policy, { locale: 'zh-cn' });
    expect(field(zh, 'turnover')).toMatchObject({ limits: '不低于 0元 至 10亿元' });
    expect(field(zh, 'local')).toMatchObject({ default: '是' });
  });

  it('of a list are those of an item', () => {
    const { control } = field(at, 'projects');
    if (control.kind !== 'list') throw new Error('no list');
    expect(control.max).toBe(3);
    expect(control.fields.map(({ name, label, control: { kind } }) => [name, label, kind])).toEqual([
      ['kind', 'Kind', 'choice'],
      ['cost', 'Cost', 'number'],
      ['done', 'Done', 'boolean'],
    ]);
    expect(control.fields[1]).toMatchObject({ default: '¥1,000,000' });
  });

  it('name the clauses for which payments may count first: by a limit with a window, a cap with one, and paid()', () => {
    const more = `${policy}clause never "Never" { award 1元 }\n`.replace('clause plain', 'clause odd "Odd" { award 1元 }\nclause plain');
    expect(fields(open(more)).payable.map(({ name }) => name)).toEqual(['plain', 'dear', 'kept', 'odd', 'rest', 'never']);
    expect(fields(at).payable[0]).toEqual({ name: 'plain', title: 'Plain', unit: '元' });
  });

  it('know the dates', () => {
    expect(fields(at)).toMatchObject({ firstDay: '2025-04-11', effective: '2025-04-11 to 2027-12-31' });
    expect(fields(open('clause c { award 1元 }'))).not.toHaveProperty('firstDay');
  });

  it('come from imported files too, and count in the currency of the policy', () => {
    const importing = open('import "./facts.clause"\npolicy "P" { currency USD }\nclause c { award x }\n', {
      files: { 'facts.clause': 'fact x "X": money\n' },
    });
    expect(field(importing, 'x')).toMatchObject({ label: 'X', spot: { uri: 'file:///policies/facts.clause', line: 0 } });
    expect(field(importing, 'x').control).toMatchObject({ unit: 'USD' });
    const chinese = open('政策 "甲" { 币种 美元 }\n要素 营收: 金额\n条款 甲 { 支持 营收 }\n');
    expect(field(chinese, '营收').control).toEqual({ kind: 'number', unit: '美元', integer: false, units: ['万美元', '亿美元'] });
  });

  it('say of a fact that cannot be read that it takes no value', () => {
    const broken = open('fact x: furlongs\nfact y "Y": boolean\nclause c { when y; award 1元 }\n');
    expect(field(broken, 'x').control).toMatchObject({ kind: 'broken', message: expect.stringContaining('cannot be read') });
    expect(typed(broken, { x: '5', y: 'yes' })).toMatchObject({ problems: [{ path: 'x' }] });
  });

  it('pass labels on as they are, with whatever stands in them', () => {
    const at = open('fact x "<img src=x onerror=alert(1)>": boolean\nclause c { when x; award 1元 }\n');
    expect(field(at, 'x').label).toBe('<img src=x onerror=alert(1)>');
  });
});

describe('what is typed', () => {
  const at = open(policy);

  it.each([
    ['turnover', '1000', '1000'],
    ['turnover', '1300万元', '13000000'],
    // Full-width digits, a Chinese input method's comma between thousands, full-width letters of a unit.
    ['turnover', '１００', '100'],
    ['turnover', '1，000，000', '1000000'],
    ['turnover', '1,234.50', '1234.5'],
    ['turnover', ' 12_000 元 ', '12000'],
    ['turnover', '10万', '100000'],
    ['turnover', '¥225,000', '225000'],
    ['turnover', '￥5', '5'],
    ['turnover', '1万元 / 3', '10000/3'],
    ['turnover', '0', '0'],
    ['staff', '50', '50'],
    ['staff', '50人', '50'],
    ['staff', '1,000 people', '1000'],
    ['share', '12', '0.12'],
    ['share', '12 %', '0.12'],
    ['share', '１２％', '0.12'],
    ['share', '1:4', '0.25'],
    ['share', '0.5', '0.005'],
    ['ratio', '−3.5', '-3.5'],
    ['ratio', '10 / 4', '2.5'],
    // 1亩 is 2000/3 m2.
    ['land', '3', '2000'],
    ['land', '3 亩', '2000'],
    ['land', '1公顷', '10000'],
    ['seats', '2', '2'],
    ['seats', '2大席', '20'],
    ['grade', 'a', 'a'],
    ['local', 'no', false],
    ['local', '是', true],
    // 2000-01-01 is 10957 days after 1970-01-01.
    ['founded', '2000-01-01', 10957],
    ['founded', '2000年1月2日', 10958],
    ['note', ' as it is ', '" as it is "'],
    ['note', '', '""'],
  ])('in %s as %j is read exactly', (name, raw, expected) => {
    const { of, problems, leftOver } = typed(at, { [name]: raw });
    expect(problems).toEqual([]);
    expect(leftOver).toEqual([]);
    expect(of(name)).toEqual(expected);
  });

  it.each([
    ['turnover', 'many', 'not a number'],
    ['turnover', '1.5e3', 'no unit “e3”'],
    ['turnover', '1e9元', 'no unit'],
    ['turnover', '-1', 'from ¥0 to ¥1,000,000,000'],
    ['turnover', '10.1亿元', 'from ¥0'],
    ['turnover', '10人', 'Wanted is an amount in CNY'],
    ['turnover', '5 USD', 'another unit'],
    ['turnover', '$5', 'another unit'],
    ['turnover', '12,34', 'not a number'],
    ['turnover', '1 2', 'not a number'],
    ['turnover', '5 furlongs', 'no unit “furlongs”'],
    ['turnover', '1元 / 0', 'not a number'],
    ['turnover', '9'.repeat(5000), 'more digits'],
    ['staff', '2.5', 'whole number of 人'],
    ['share', '101', 'to 100%'],
    ['ratio', '5元', 'plain number'],
    ['grade', 'c', 'not one of the choices (a, b, 其他)'],
    ['local', 'maybe', 'neither yes nor no'],
    ['founded', '2025-02-29', 'not a date'],
    ['founded', '1999-12-31', 'from 2000-01-01'],
  ])('in %s as %s is refused in a sentence', (name, raw, said) => {
    const { of, problems } = typed(at, { [name]: raw });
    expect(of(name)).toBeUndefined();
    expect(problems).toHaveLength(1);
    expect(problems[0]?.path).toBe(name);
    expect(problems[0]?.message).toContain(said);
    const zh = readForm(facts({ [name]: raw }), at.analysis, 'zh').problems[0]?.message ?? '';
    expect(zh).toMatch(/[。？]$/);
    expect(zh).not.toMatch(/\{\w+\}/);
  });

  it('in a field of 万元 must say what 10万 counts', () => {
    const many = open('fact x: 万元\nclause c { award x }\n');
    expect(typed(many, { x: '10' }).of('x')).toBe('100000');
    expect(typed(many, { x: '10万' }).problems[0]?.message).toContain('two ways');
    expect(typed(many, { x: '10万元' }).of('x')).toBe('100000');
  });

  it('in an item has field names in any normal form; the very name wins', () => {
    const accented = open('fact l: list of { thé: number, eau: number }\nclause c { each l; award thé * 1元 }\n');
    const other = 'thé'.normalize('NFD');
    expect(typed(accented, { l: [{ [other]: '5' }, { [other]: '6', thé: '7' }] })).toMatchObject({ leftOver: [], problems: [] });
    expect(typed(accented, { l: [{ [other]: '5' }, { [other]: '6', thé: '7' }] }).of('l')).toEqual([[['thé', '5']], [['thé', '7']]]);
  });

  it('is read anew where a unit means something else now', () => {
    const { session, uri, analysis } = open('unit 箱 = 10 件\nfact x: 件\nclause c { award x / 1件 * 1元 }\n');
    const of = (now: Analysis) => text(readForm(facts({ x: '2箱' }), now, 'en').applicant.facts.get('x'));
    expect(of(analysis)).toBe('20');
    session.change(uri, 2, [{ text: 'unit 箱 = 12 件\nfact x: 件\nclause c { award x / 1件 * 1元 }\n' }]);
    const then = session.at(uri)?.analysis;
    expect(then && of(then)).toBe('24');
  });

  it('but blank, is not given: then the default counts', () => {
    const { problems, program, of } = typed(at, { turnover: '  ', local: '', share: '', projects: '' });
    expect(problems).toEqual([]);
    expect(of('turnover')).toBeUndefined();
    expect(program).toBe(at.analysis.program);
  });

  it('in a set is any of its members; none is a value too', () => {
    expect(typed(at, { titles: ['high_tech', 'champion'] }).of('titles')).toEqual(['champion', 'high_tech']);
    expect(typed(at, { titles: [] }).of('titles')).toEqual([]);
    expect(typed(at, { titles: ['hi_tech'] }).problems[0]?.message).toContain('Did you mean “high_tech”');
  });

  it('has names in any normal form', () => {
    const accented = open('fact café: one of { thé, eau }\nclause c { when café = thé; award 1元 }\n');
    expect(typed(accented, { ['café'.normalize('NFD')]: 'thé'.normalize('NFD') }).of('café')).toBe('thé');
  });

  it('is not taken for the default where it is wrong', () => {
    // local is yes by default; with what cannot be read the clause must not pay.
    const status = (form: Form) => {
      const { applicant, program } = readForm(form, at.analysis, 'en');
      return evaluate(program, applicant).clauses.get('plain')?.status;
    };
    expect(status(facts({}))).toBe('payable');
    expect(status(facts({ local: 'maybe' }))).toBe('unknown');
    expect(status(facts({ local: ['x'] }))).toBe('unknown');
    expect(typed(at, { local: 'maybe' }).program).toBe(typed(at, { local: 'perhaps' }).program);
  });

  it('in an item counts for that item alone', () => {
    const items: RawItem[] = [{ kind: 'core' }, { kind: 'early', cost: 'much', done: 'no' }];
    const { of, problems, program, applicant } = typed(at, { projects: items });
    expect(problems.map(({ path }) => path)).toEqual(['projects[1].cost']);
    // The first one keeps the default of 100万元; of the second nothing is known.
    expect(of('projects')).toEqual([
      [
        ['cost', '1000000'],
        ['kind', 'core'],
      ],
      [
        ['done', false],
        ['kind', 'early'],
      ],
    ]);
    const dear = evaluate(program, applicant).clauses.get('dear');
    expect(dear?.status).toBe('unknown');
    expect(dear?.needs).toEqual([{ fact: 'projects', item: 1, field: 'cost' }]);
    const [first] = dear?.items ?? [];
    expect(first?.amount.state === 'known' && first.amount.value.kind === 'number' && first.amount.value.value.toString()).toBe('500000');
  });

  it('in more items than the policy takes leaves the list unknown', () => {
    const { of, problems } = typed(at, { projects: [{}, {}, {}, {}] });
    expect(of('projects')).toBeUndefined();
    expect(problems).toEqual([{ path: 'projects[3]', message: expect.stringContaining('at most 3 items') }]);
  });

  it('may take the place of derived values', () => {
    const given = (lets: Form['lets']) => typed(at, {}, { lets });
    expect(text(given({ growth: '1.5' }).applicant.lets?.get('growth'))).toBe('1.5');
    expect(given({ growth: 'x' }).problems).toMatchObject([{ path: 'lets.growth' }]);
    // Not computed from the facts then, but unknown.
    const { applicant, program } = readForm(facts({ staff: '50' }, { lets: { size: 'x' } }), at.analysis, 'en');
    expect(program.lets.get('size')?.value.op).toBe('fact');
    expect(applicant.lets).toBeUndefined();
    expect(given({ gone: '5' }).leftOver).toMatchObject([{ name: 'lets.gone', shown: '5', fits: [] }]);
  });

  it('as the date is that of the judgement, else the first day of the policy; what is no date is neither', () => {
    // 2025-04-11 is 20189 days after 1970-01-01 (20089 for 2025-01-01, 90 for three months, 10).
    expect(typed(at, {}).applicant.asOf).toBe(20189);
    expect(typed(at, {}, { on: '2025年4月12日' }).applicant.asOf).toBe(20190);
    expect(typed(at, {}, { on: '2025-04-31' })).toMatchObject({ problems: [{ path: 'on' }] });
    expect(typed(at, {}, { on: '2025-04-31' }).applicant).not.toHaveProperty('asOf');
  });
});

describe('payments made before', () => {
  const at = open(policy);
  const paid = (clause: string, amount: string, on: string) => ({ clause, amount, on });

  it('are read with their amounts and dates', () => {
    const { applicant, problems } = typed(at, {}, { paid: [paid('kept', '30万元', '2025-01-05'), paid('kept', '5', '2024-01-05')] });
    expect(problems).toEqual([]);
    expect(applicant.history.map(({ clause, amount, day }) => [clause, amount.toString(), day])).toEqual([
      // 2025-01-05 is day 20093, 2024-01-05 366 days before.
      ['kept', '300000', 20093],
      ['kept', '5', 19727],
    ]);
  });

  it.each([
    [paid('', '5', '2025-01-01'), 'paid[0].clause', 'for which clause'],
    [paid('gone', '5', '2025-01-01'), 'paid[0].clause', 'no clause “gone”'],
    [paid('kept', '', '2025-01-01'), 'paid[0].amount', 'how much'],
    [paid('kept', '-5', '2025-01-01'), 'paid[0].amount', 'not below zero'],
    [paid('kept', '5人', '2025-01-01'), 'paid[0].amount', 'another unit'],
    [paid('kept', '5', ''), 'paid[0].on', 'when'],
    [paid('kept', '5', '2025-13-01'), 'paid[0].on', 'not a date'],
  ])('that are wrong are told: %j', (payment, path, said) => {
    const { problems, applicant } = typed(at, {}, { paid: [payment] });
    expect(problems).toEqual([{ path, message: expect.stringContaining(said) }]);
    expect(applicant.history).toEqual([]);
  });

  it('of which nothing is written yet are none', () => {
    expect(typed(at, {}, { paid: [paid('kept', '', ' ')] })).toMatchObject({ problems: [], applicant: { history: [] } });
  });

  it('that cannot be read leave what rests on them unknown, and nothing else', () => {
    const status = (payment: Form['paid'][number]) => {
      const { applicant, program } = readForm(
        facts({ turnover: '1000万元', projects: [{ cost: '10元' }] }, { paid: [payment] }),
        at.analysis,
        'en',
      );
      const { clauses, limits } = evaluate(program, applicant);
      return [
        ...[...clauses].map(([name, one]) => `${name} ${one.status}`),
        ...limits.map(({ limit, after }) => `${limit} ${after.state}`),
      ];
    };
    expect(status(paid('kept', '1元', '2025-05-01'))).toEqual([
      'plain payable',
      'dear payable',
      'kept payable',
      'rest payable',
      'ceiling known',
    ]);
    // The cap of `kept` has a window; 10% of 1000万元 is the cap, so what remains of it decides.
    expect(status(paid('kept', 'x', '2025-05-01'))).toEqual([
      'plain payable',
      'dear payable',
      'kept unknown',
      'rest payable',
      'ceiling known',
    ]);
    // `rest` takes off what was paid for `plain`, and the limit has a window over `plain` and `dear`.
    expect(status(paid('plain', '5', 'soon')).slice(2)).toEqual(['kept payable', 'rest unknown', 'ceiling unknown']);
    // For which clause, nobody knows.
    expect(status(paid('', '5', '2025-05-01')).slice(2)).toEqual(['kept unknown', 'rest unknown', 'ceiling unknown']);
  });
});

describe('what no fact takes any more', () => {
  const at = open(policy);

  it('is kept, with the reason and the facts that could take it', () => {
    const { leftOver, problems } = typed(at, { turn_over: '300万元', staff: '5' });
    expect(problems).toEqual([]);
    expect(leftOver).toHaveLength(1);
    expect(leftOver[0]).toMatchObject({ name: 'turn_over', shown: '300万元', reason: expect.stringContaining('no fact of this name') });
    // 300万元 is an amount or any text; the name that is most like it comes first.
    expect(leftOver[0]?.fits).toEqual([
      { name: 'turnover', label: 'Turnover' },
      { name: 'note', label: 'Note' },
    ]);
  });

  it('goes first to the fact that has the label now', () => {
    const { session, uri, analysis } = open('fact old "Annual sales": money\nfact olds: money\nclause c { award old + olds }\n');
    const ask = (form: Form) => previewState(session, { uri, form, open: {}, known: {} });
    ask(emptyForm);
    session.change(uri, 2, [{ text: 'fact olds: money\nfact revenue "Annual sales": money\nclause c { award revenue + olds }\n' }]);
    expect(ask(facts({ old: '5' }))?.values?.leftOver[0]?.fits.map(({ name }) => name)).toEqual(['revenue', 'olds']);
    expect(analysis.program.facts.has('old')).toBe(true);
  });

  it('is what has the shape of another type', () => {
    const left = (given: Form['facts']) => typed(at, given).leftOver.map(({ name, reason }) => [name, reason]);
    expect(left({ projects: '5' })).toEqual([['projects', expect.stringContaining('a list of up to 3')]]);
    expect(left({ staff: [{ cost: '5' }] })).toEqual([['staff', expect.stringContaining('another type')]]);
    expect(left({ titles: 'high_tech' })).toEqual([['titles', expect.stringContaining('any of')]]);
    expect(left({ grade: ['a'] })).toEqual([['grade', expect.stringContaining('one of')]]);
    expect(typed(at, { turnover: ['5'] }).of('turnover')).toBeUndefined();
  });

  it('is a field that items have no more, and moves to another', () => {
    const form = facts({ projects: [{ price: '5元' }, { price: '6元', kind: 'core' }] });
    const { leftOver } = readForm(form, at.analysis, 'en');
    expect(leftOver).toMatchObject([{ name: 'projects[].price', shown: '5元, 6元', fits: [{ name: 'projects[].cost', label: 'Cost' }] }]);
    const moved = filled(at.session, at.analysis, form, { kind: 'move', from: 'projects[].price', to: 'projects[].cost' });
    expect(moved).toEqual({ form: facts({ projects: [{ cost: '5元' }, { kind: 'core', cost: '6元' }] }) });
    expect(filled(at.session, at.analysis, form, { kind: 'drop', from: 'projects[].price' })).toEqual({
      form: facts({ projects: [{}, { kind: 'core' }] }),
    });
  });

  it('moves to the fact that is named, or is given up', () => {
    const form = facts({ gone: '5元' }, { lets: { gone: '1' } });
    const fill = (one: Parameters<typeof filled>[3]) => filled(at.session, at.analysis, form, one);
    expect(fill({ kind: 'move', from: 'gone', to: 'turnover' })).toEqual({ form: { ...form, facts: { turnover: '5元' } } });
    expect(fill({ kind: 'move', from: 'gone', to: 'nowhere' })).toEqual({ refused: expect.stringContaining('“nowhere”') });
    expect(fill({ kind: 'move', from: 'none', to: 'turnover' })).toEqual({ refused: expect.stringContaining('“none”') });
    expect(fill({ kind: 'drop', from: 'gone' })).toEqual({ form: { ...form, facts: {} } });
    expect(fill({ kind: 'drop', from: 'lets.gone' })).toEqual({ form: { ...form, lets: {} } });
  });
});

describe('names that mean something to JavaScript', () => {
  const at = open(`fact constructor "Builder": money
fact toString: boolean
fact __proto__: money
fact list: list of { constructor: money default 5元, __proto__: boolean }
clause c { when toString; award constructor + __proto__ }
clause d { each list; when __proto__; award constructor }
`);
  const form = read(
    previewParams,
    JSON.parse(`{"uri":"","open":{},"known":{},"form":{"paid":[],"lets":{"__proto__":"5"},"facts":{"constructor":"1","toString":"yes","__proto__":"2",
      "list":[{"constructor":"3","__proto__":"yes"},{"__proto__":"yes"}],"valueOf":"7"}}}`),
  )?.form;
  if (!form) throw new Error('not of the shape');

  it('are names like all others', () => {
    const { applicant, program, problems, leftOver } = readForm(form, at.analysis, 'en');
    expect(problems).toEqual([]);
    expect(leftOver.map(({ name }) => name)).toEqual(['valueOf', 'lets.__proto__']);
    const { clauses } = evaluate(program, applicant);
    const amount = (name: string) => {
      const value = clauses.get(name)?.amount;
      return value?.state === 'known' && value.value.kind === 'number' ? value.value.value.toString() : value?.state;
    };
    // 1 + 2; and 3 + the default of 5.
    expect(amount('c')).toBe('3');
    expect(amount('d')).toBe('8');
  });

  it('are not given by an example that does not give them', () => {
    const written = open(`fact l: list of { constructor: money default 5元, toString: boolean }
fact m: one of { constructor, valueOf "Value" }
clause c { each l; award constructor }
clause d { each l; when toString; award 1元 }
example "e" { l = [ { }, { constructor = 7元 } ]; expect c = 12元; expect d needs l }
`);
    expect(written.analysis.examples[0]?.expectations.map(({ passed }) => passed)).toEqual([true, true]);
    expect(field(written, 'm').control).toMatchObject({
      members: [
        { name: 'constructor', label: 'constructor' },
        { name: 'valueOf', label: 'Value' },
      ],
    });
  });

  it('have nothing where nothing was typed', () => {
    const { applicant, problems } = typed(at, {});
    expect(problems).toEqual([]);
    expect(applicant.facts.size).toBe(0);
  });

  it('are refused where what they hold is of no shape', () => {
    const params = (facts: string) => JSON.parse(`{"uri":"","open":{},"known":{},"form":{"paid":[],"lets":{},"facts":${facts}}}`);
    expect(read(previewParams, params('{"constructor":5}'))).toBeUndefined();
    expect(read(previewParams, params('{"__proto__":{"a":"b"}}'))).toBeUndefined();
    expect(read(previewParams, params('{"staff":[{"a":5}]}'))).toBeUndefined();
    expect(read(previewParams, params('[]'))).toBeUndefined();
  });
});

describe('an example in the form', () => {
  const root = join(import.meta.dirname, '../..');
  const files = (folder: string): string[] =>
    readdirSync(folder).flatMap((name) => {
      const path = join(folder, name);
      return statSync(path).isDirectory() ? files(path) : /\.clause(?:\.md)?$/.test(name) ? [path] : [];
    });
  const all = [...files(join(root, 'samples')), ...files(join(root, 'test/policies'))];

  /** Texts that are equal for equal applicants. */
  const shown = ({ facts, lets, history, asOf }: Applicant): unknown => ({
    facts: [...facts].map(([name, value]) => [name, text(value)]).sort(),
    lets: [...(lets ?? [])].map(([name, value]) => [name, text(value)]).sort(),
    history: history.map(({ clause, amount, day }) => [clause, amount.toString(), day]),
    asOf,
  });

  it('is read as the very applicant that it was written from: every example of the samples and policies', () => {
    let count = 0;
    for (const path of all) {
      const folder = dirname(path);
      const beside = readdirSync(folder).filter((one) => one.endsWith('.clause'));
      const disk = Object.fromEntries(beside.map((one) => [encodeURIComponent(one), readFileSync(join(folder, one), 'utf8')]));
      const { session, analysis } = open(readFileSync(path, 'utf8'), { name: encodeURIComponent(basename(path)), files: disk });
      for (const { example, applicant } of analysis.examples) {
        const fill = filled(session, analysis, emptyForm, { kind: 'example', title: example.title });
        if (!('form' in fill)) throw new Error(fill.refused);
        const { applicant: again, problems, leftOver, program } = readForm(fill.form, analysis, 'en');
        expect(problems, `${path}: ${example.title}`).toEqual([]);
        expect(leftOver).toEqual([]);
        expect(program).toBe(analysis.program);
        expect(shown(again), `${path}: ${example.title}`).toEqual(shown(applicant));
        count++;
      }
    }
    expect(count).toBeGreaterThan(100);
  });

  it('is read as it was written, whoever the applicant is', () => {
    const any = open(policy);
    const chinese = open(
      `政策 "甲" { 币种 美元 }\n${policy.slice(policy.indexOf('unit 席')).replace('"Turnover": money', '"Turnover": 金额')}`,
    );
    const amount = fc
      .tuple(fc.bigInt({ min: 0n, max: 10n ** 15n }), fc.constantFrom(1n, 3n, 7n, 10n, 100n, 10_000n))
      .map(([n, d]): Given => ({ kind: 'number', value: Exact.min(Exact.ratio(n, d), Exact.of(10 ** 9)) }));
    const part = fc.bigInt({ min: 0n, max: 999n }).map((n): Given => ({ kind: 'number', value: Exact.ratio(n, 999n) }));
    const signedNumber = fc
      .tuple(fc.bigInt(), fc.bigInt({ min: 1n, max: 1000n }))
      .map(([n, d]): Given => ({ kind: 'number', value: Exact.ratio(n, d) }));
    const whole = fc.nat().map((n): Given => ({ kind: 'number', value: Exact.of(n) }));
    const yesNo = fc.boolean().map((value): Constant => ({ kind: 'boolean', value }));
    const item = fc.record<Record<string, Constant>>(
      {
        kind: fc.constantFrom('core', 'early').map((member): Constant => ({ kind: 'member', member })),
        cost: amount as fc.Arbitrary<Constant>,
        done: yesNo,
      },
      { requiredKeys: [] },
    );
    const given = fc.record<Record<string, Given>>(
      {
        turnover: amount,
        staff: whole,
        share: part,
        ratio: signedNumber,
        land: signedNumber,
        seats: signedNumber,
        grade: fc.constantFrom('a', 'b', '其他').map((member): Given => ({ kind: 'member', member })),
        titles: fc.subarray(['champion', 'high_tech']).map((members): Given => ({ kind: 'set', members })),
        local: yesNo,
        founded: fc.integer({ min: 10957, max: 60_000 }).map((day): Given => ({ kind: 'date', day })),
        note: fc.string({ unit: 'grapheme' }).map((value): Given => ({ kind: 'text', value: value.normalize('NFC') })),
        projects: fc.array(item, { maxLength: 3 }).map((items): Given => ({ kind: 'list', items })),
      },
      { requiredKeys: [] },
    );
    const payment = fc
      .tuple(fc.constantFrom('plain', 'kept'), amount, fc.integer({ min: 0, max: 30_000 }))
      .map(([clause, sum, day]) => ({ clause, amount: sum.kind === 'number' ? sum.value : Exact.zero, day }));
    fc.assert(
      fc.property(given, fc.array(payment, { maxLength: 2 }), fc.integer({ min: 0, max: 30_000 }), (values, history, asOf) => {
        for (const { analysis } of [any, chinese]) {
          const applicant: Applicant = { facts: new Map(Object.entries(values)), history, asOf };
          const read = readForm(formOf(applicant, writtenOf(analysis)), analysis, 'en');
          expect(read.problems).toEqual([]);
          expect(read.leftOver).toEqual([]);
          expect(shown(read.applicant)).toEqual(shown(applicant));
        }
      }),
      { numRuns: 200 },
    );
  });

  it('is written as an author would, in the units of the file', () => {
    const at = open(`${policy}example "one" {
  on 2026-01-01
  turnover = 1300万元
  staff = 50人
  share = 12.5%
  land = 1公顷
  titles = { champion, high_tech }
  local = no
  founded = 2001-02-03
  note = "a \\"b\\""
  projects = [ { kind = core, cost = 500元 }, { } ]
  growth = 2
  paid kept = 3万元 on 2025-12-31
}
example "two" like "one" { staff = 5人 }
example "plain" { staff = 1人 }
`);
    const fill = (title: string) => filled(at.session, at.analysis, emptyForm, { kind: 'example', title });
    const one = {
      on: '2026-01-01',
      facts: {
        turnover: '1300万元',
        staff: '50',
        share: '12.5',
        land: '15',
        titles: ['high_tech', 'champion'],
        local: 'no',
        founded: '2001-02-03',
        note: 'a "b"',
        projects: [{ kind: 'core', cost: '500' }, {}],
      },
      paid: [{ clause: 'kept', amount: '3万元', on: '2025-12-31' }],
      lets: { growth: '2' },
    };
    expect(fill('one')).toEqual({ form: one });
    expect(fill('two')).toEqual({ form: { ...one, facts: { ...one.facts, staff: '5' } } });
    // The policy's first day is not written: it moves with the policy.
    expect(fill('plain')).toEqual({ form: facts({ staff: '1' }) });
    expect(fill('gone')).toEqual({ refused: expect.stringContaining('“gone”') });
  });
});

describe('a number put into the form', () => {
  const at = open(policy);
  const put = (path: string, value: Exact, form: Form = facts({ projects: [{ cost: '1', kind: 'core' }] })) =>
    withNumber(form, path, value, writtenOf(at.analysis)).facts;

  it('is in the unit that the field shows, exact', () => {
    expect(put('turnover', Exact.of('12345678.9')).turnover).toBe('12345678.9');
    expect(put('share', Exact.of('0.1234')).share).toBe('12.34');
    expect(put('share', Exact.ratio(1n, 3n)).share).toBe('100 / 3');
    // 1000 m2 are one and a half 亩.
    expect(put('land', Exact.of(1000)).land).toBe('1.5');
    expect(put('land', Exact.of(1)).land).toBe('0.0015');
    expect(put('founded', Exact.of(10958)).founded).toBe('2000-01-02');
    expect(put('projects[0].cost', Exact.of(77)).projects).toEqual([{ cost: '77', kind: 'core' }]);
  });

  it('is read as that number again', () => {
    for (const value of [Exact.ratio(1n, 3n), Exact.ratio(2n, 7n), Exact.of('0.000001'), Exact.one, Exact.ratio(2000n, 3n)])
      for (const name of ['turnover', 'share', 'land', 'ratio'])
        if (name !== 'share' || value.lte(Exact.one))
          expect(text(typed(at, put(name, value)).applicant.facts.get(name))).toBe(value.toString());
  });

  it('goes nowhere where there is no such place', () => {
    const form = facts({ projects: [{ cost: '1' }] });
    for (const path of ['nothing', 'grade', 'projects', 'projects[1].cost', 'projects[0].kind', 'projects[0].x', 'staff[0].x', ''])
      expect(withNumber(form, path, Exact.one, writtenOf(at.analysis)), path).toBe(form);
  });
});

describe('much at once', () => {
  it('500 facts and a list of 1,000 items are all read', () => {
    const declared = Array.from({ length: 500 }, (_, n) => `fact f${n}: money from 0元`).join('\n');
    const at = open(
      `${declared}\nfact list: list of { cost: money, kind: one of { a, b } }\nclause c { each list; award cost }\nclause d { award f499 }\n`,
    );
    const items = Array.from({ length: 1000 }, (_, n) => ({ cost: `${n}元`, kind: n % 2 ? 'a' : 'b' }));
    const given = Object.fromEntries(Array.from({ length: 500 }, (_, n) => [`f${n}`, `${n}万元`]));
    const { applicant, problems, program } = typed(at, { ...given, list: items });
    expect(problems).toEqual([]);
    expect(text(applicant.facts.get('f499'))).toBe('4990000');
    // 0 + 1 + … + 999 = 499500.
    const amount = evaluate(program, applicant).clauses.get('c')?.amount;
    expect(amount?.state === 'known' && amount.value.kind === 'number' && amount.value.value.toString()).toBe('499500');
    expect(fields(at).fields).toHaveLength(501);
  });

  it('the same form is read once', () => {
    const at = open(policy);
    expect(readForm(facts({ staff: '5' }), at.analysis, 'en')).toBe(readForm(facts({ staff: '5' }), at.analysis, 'en'));
    expect(readForm(facts({ staff: '5' }), at.analysis, 'en')).not.toBe(readForm(facts({ staff: '6' }), at.analysis, 'en'));
  });
});
