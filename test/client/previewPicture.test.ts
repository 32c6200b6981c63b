/** The picture's text, without a browser: what stands in it, and that nothing in it can be markup. */
import { describe, expect, it } from 'vitest';
import { factLines } from '../../client/src/webview/results/facts';
import { type Reported, reportOf } from '../../client/src/webview/results/report';
import { escaped, type Look, Sheet } from '../../client/src/webview/results/sheet';
import { emptyForm, type Fields, type Form } from '../../server/src/previewProtocol';
import { at, awards, manyAwards } from '../panel/samples';

/** Every character is as wide as its size: 10 characters at 13 px take 130 px. */
const look: Look = {
  colours: {
    background: '#101010',
    foreground: '#eeeeee',
    quiet: '#999999',
    line: '#333333',
    blue: '#0000ff',
    green: '#00ff00',
    orange: '#ff8800',
    red: '#ff0000',
    yellow: '#ffff00',
  },
  font: '"A & B", sans-serif',
  measure: (text, size) => [...text].length * size,
};
const textsOf = (svg: string): string[] => [...svg.matchAll(/<text [^>]*>([^<]*)<\/text>/g)].map(([, text]) => text ?? '');

const fields: Fields = {
  fields: [
    { name: 'registered', label: 'Registered', spot: at(1), control: { kind: 'boolean' } },
    { name: 'spent', label: 'Spending', spot: at(2), control: { kind: 'number', unit: '万元', integer: false, units: [] } },
    {
      name: 'titles',
      label: 'Titles held',
      spot: at(3),
      control: {
        kind: 'set',
        members: [
          { name: 'a', label: 'Giant' },
          { name: 'b', label: 'Champion' },
        ],
      },
    },
    {
      name: 'projects',
      label: 'Projects',
      spot: at(4),
      control: {
        kind: 'list',
        fields: [{ name: 'cost', label: 'Cost', control: { kind: 'number', unit: '元', integer: false, units: [] } }],
      },
    },
  ],
  payable: [{ name: 'ladder', title: 'Ladder', unit: '元' }],
  firstDay: '2025-04-11',
};
const form: Form = {
  facts: {
    registered: 'yes',
    spent: '300',
    titles: ['a', 'b'],
    projects: Array.from({ length: 12 }, (_, index) => ({ cost: `${index}元` })),
    gone: 'x',
  },
  paid: [{ clause: 'ladder', amount: '10万元', on: '2024-05-01' }],
  lets: { growth: '30%' },
};
const reported: Reported = {
  title: 'Park <2025> & more',
  number: 'P-4',
  language: 'en',
  stale: undefined,
  form,
  fields,
  awards,
  curve: undefined,
};

describe('the facts of a picture', () => {
  it('are what was typed, by labels, with units where a number has none', () => {
    const lines = factLines(form, fields, 'en');
    expect(lines.slice(0, 4)).toEqual(['Registered: yes', 'Spending: 300万元', 'Titles held: Giant, Champion', 'Projects 1: Cost 0元']);
    // Ten of twelve items are written out.
    expect(lines.slice(12)).toEqual([
      'Projects 10: Cost 9元',
      'Projects: and 2 more',
      'gone: x',
      'Payments made before: Ladder 10万元 (2024-05-01)',
      'growth = 30%',
    ]);
    expect(factLines(form, fields, 'zh').slice(0, 3)).toEqual(['Registered：是', 'Spending：300万元', 'Titles held：Giant、Champion']);
    expect(factLines(emptyForm, undefined, 'en')).toEqual([]);
    // No value (unknown) is left out; a set or a list that is known to be empty is not.
    expect(factLines({ ...emptyForm, facts: { titles: [], projects: [] } }, fields, 'zh')).toEqual(['Titles held：无', 'Projects：无']);
  });
});

describe('a picture', () => {
  it('says for whom, on which day, how much, and each clause', () => {
    const { svg } = reportOf(reported, look);
    const texts = textsOf(svg).join('\n');
    for (const part of [
      'Park &lt;2025&gt; &amp; more',
      'P-4 · Judged on 2025-04-11',
      '330万元 at most',
      '≤ A ceiling',
      'Registered: yes',
      'Core projects',
      'R&amp;D growth award (excluded)',
      'needs Staff',
    ])
      expect(texts).toContain(part);
    expect(textsOf(reportOf({ ...reported, stale: 'From before.' }, look).svg)).toContain('From before.');
    expect(svg).not.toContain('<b>');
    expect(svg).not.toContain('style');
    expect(svg).toContain('fill="#101010"');
    // Four awards and the total are filled, the exclusion is hollow.
    expect(svg.match(/fill="#0000ff"\/>/g)).toHaveLength(4);
    expect(svg.match(/fill="#00ff00"\/>/g)).toHaveLength(1);
    expect(svg.match(/stroke="#ff8800"/g)).toHaveLength(1);
  });

  it('of a large policy counts what it leaves out, and keeps the total’s bar', () => {
    // Of 200 clauses 100 pay, 50 are open, 50 do not pay; of 101 bars 40 are drawn, of 200 clauses 80.
    const texts = textsOf(reportOf({ ...reported, form: emptyForm, awards: manyAwards(200, () => 10) }, look).svg);
    expect(texts).toContain('and 61 more');
    expect(texts).toContain('and 120 more');
    expect(texts).toContain('Total');
    expect(texts).not.toContain('Clause 1 on the support of something');
  });

  it('has the curve as it was drawn, with what its axes count', () => {
    const curve = {
      svg: '<svg width="400" height="100"/>',
      width: 400,
      height: 100,
      x: 'Spending (万元)',
      y: 'Total (万元)',
      texts: ['At 300万元: 330万元'],
    };
    const { svg, height } = reportOf({ ...reported, curve }, look);
    for (const part of ['Total (万元)', 'Spending (万元)', 'At 300万元: 330万元']) expect(textsOf(svg)).toContain(part);
    expect(svg).toContain(`scale(1)">${curve.svg}</g>`);
    expect(height).toBeGreaterThan(reportOf(reported, look).height + 100);
  });

  it('breaks lines at spaces and between Chinese characters, and cuts where a line is one', () => {
    // 200 px with margins of 20 leave 160: 12 characters of 13 px.
    const sheet = new Sheet(200, 20, look);
    sheet.paragraph('one two three fourteenletters');
    sheet.paragraph('关于支持企业牵头承担国家科技');
    sheet.line('abcdefghijklmnop');
    expect(textsOf(sheet.finished().svg)).toEqual([
      'one two',
      'three',
      'fourteenlett',
      'ers',
      '关于支持企业牵头承担国家',
      '科技',
      'abcdefghijk…',
    ]);
  });

  it('is XML whatever stands in the policy', () => {
    expect(escaped('a<b>&"\u0000\u001b\ud800\ufffe\u{1f600}\n')).toBe('a&lt;b&gt;&amp;&quot;\u{1f600}\n');
  });
});
