/**
 * Why: states of the preview as the server may give them, written by hand: so the panel's results are tested for what they show, whatever
 * the server makes of a policy today. The amounts are those of the first example of the language's reference.
 */
import type { Awards, ClauseRow, Details, Examples, PreviewState, Spot } from '../../server/src/previewProtocol';

export const uri = 'file:///policies/a.clause';
export const at = (line: number): Spot => ({ uri, line, character: 0, endLine: line });

const longTitle = '关于支持企业牵头承担国家科技重大专项并在本园区实现产业化的若干配套资金支持条款（含人工智能与集成电路方向）';

const rows: readonly ClauseRow[] = [
  {
    name: 'core_project',
    title: 'Core projects',
    section: 'Research',
    status: 'payable',
    statusText: 'Paid',
    amount: '200万元 at most',
    why: 'one of two items is paid',
    source: 'II(5)',
    spot: at(30),
    items: 2,
  },
  {
    name: 'rd_growth',
    title: 'R&D growth award',
    section: 'Research',
    status: 'excluded',
    statusText: 'Excluded',
    amount: '0元',
    why: '“Not together”: Certified plant pays more (100万元)',
    source: 'II(7)',
    spot: at(39),
  },
  {
    name: 'plant_award',
    title: 'Certified plant',
    section: 'Titles',
    status: 'payable',
    statusText: 'Paid',
    amount: '100万元',
    spot: at(52),
  },
  {
    name: 'ladder',
    title: 'Titles, topped up on promotion',
    section: 'Titles',
    status: 'payable',
    statusText: 'Paid',
    amount: '30万元',
    spot: at(56),
  },
  {
    name: 'rent',
    title: longTitle,
    section: 'Titles',
    status: 'ineligible',
    statusText: 'Not eligible',
    amount: '0元',
    why: 'the plant must be <b>rented</b> & used',
    spot: at(60),
  },
  {
    name: 'staff',
    title: 'Staff housing',
    section: 'People',
    status: 'unknown',
    statusText: 'Not known',
    amount: 'needs Staff',
    spot: at(66),
  },
  {
    name: 'talks',
    title: 'Case by case',
    section: 'People',
    status: 'unspecified',
    statusText: 'No figure',
    amount: 'not computable',
    spot: at(70),
  },
  {
    name: 'desk',
    title: 'A desk at the counter',
    section: 'People',
    status: 'granted',
    statusText: 'In kind',
    amount: 'a contact person',
    spot: at(74),
  },
  {
    name: 'split',
    title: 'Shared by shares',
    section: 'People',
    status: 'error',
    statusText: 'Error',
    amount: 'division by zero',
    why: 'Line 79: the divisor is 0',
    spot: at(78),
  },
];

export const awards: Awards = {
  total: {
    status: 'known',
    text: '330万元 at most',
    mark: 'at most',
    notes: ['Beside it stands “Case by case”, for which the document gives no figure.'],
  },
  waterfall: {
    unit: '万元',
    ticks: [0, 100, 200, 300].map((at) => ({ at, text: at === 0 ? '0' : `${at}万元` })),
    bars: [
      { kind: 'award', label: 'Core projects', text: '200万元', from: 0, to: 200, clause: 'core_project', spot: at(30) },
      { kind: 'award', label: 'R&D growth award', text: '22.5万元', from: 200, to: 222.5, clause: 'rd_growth', spot: at(39) },
      { kind: 'award', label: 'Certified plant', text: '100万元', from: 222.5, to: 322.5, clause: 'plant_award', spot: at(52) },
      { kind: 'award', label: longTitle, text: '30万元', from: 322.5, to: 352.5, clause: 'ladder', spot: at(56) },
      { kind: 'excluded', label: 'R&D growth award', text: '−22.5万元', from: 352.5, to: 330, clause: 'rd_growth', spot: at(84) },
      { kind: 'total', label: 'Total', text: '330万元 at most', from: 0, to: 330 },
    ],
  },
  clauses: [...rows],
  rules: [
    {
      kind: 'exclusive',
      name: 'one_research_award',
      title: 'Not together',
      text: 'Certified plant (100万元) pays, R&D growth award (22.5万元) does not.',
      bites: true,
      spot: at(84),
    },
    { kind: 'limit', name: 'ceiling', title: 'Over three years', text: '330万元 of 1200万元: nothing is cut.', bites: false, spot: at(90) },
  ],
};

/** What one clause was before the groups: 2.25% of 1000万元. */
export const growthDetails: Details = {
  clauses: [
    {
      name: 'rd_growth',
      status: 'excluded',
      statusText: 'Excluded',
      amount: '0元',
      notes: ['It would have paid 22.5万元.'],
      conditions: [
        { text: 'growth over 10%', reason: 'growth must exceed 10%', result: 'yes', spot: at(42), alternatives: [] },
        {
          text: 'any of two',
          result: 'no',
          note: 'neither holds',
          spot: at(43),
          alternatives: [
            { text: 'titles has champion', reason: '<img src=x onerror=alert(1)>', result: 'no', spot: at(44) },
            { text: 'staff over 10人', result: 'unknown', spot: at(45) },
          ],
        },
      ],
      steps: [
        {
          kind: 'award',
          text: 'award marginal growth of rd_last_year',
          applied: true,
          bites: true,
          after: '22.5万元',
          spot: at(43),
          how: {
            text: 'marginal growth { … } of R&D spending, last year',
            value: '22.5万元',
            spot: at(43),
            children: [
              {
                text: 'marginal growth { … }',
                value: '2.25%',
                children: [
                  { text: '5% of 5%', value: '0.25%', children: [] },
                  { text: '10% of 5%', value: '0.5%', children: [] },
                  { text: '15% of 10%', value: '1.5%', children: [] },
                ],
              },
              { text: 'R&D spending, last year', value: '1000万元', spot: at(9), children: [] },
            ],
          },
        },
        {
          kind: 'less',
          text: 'less 10万元 when plant = national',
          reason: 'already in the plant award',
          applied: false,
          bites: false,
          after: '22.5万元',
          spot: at(48),
        },
        { kind: 'cap', text: 'cap 300万元 per year', applied: true, bites: false, figure: '300万元', after: '22.5万元', spot: at(49) },
        { kind: 'cap', text: 'cap 20万元', applied: true, bites: true, figure: '20万元', after: '20万元', spot: at(50) },
      ],
      source: { article: 'II(7)', quoted: 'spending above last year’s is supported in steps', spot: at(40) },
      departments: ['Science bureau', 'Finance bureau'],
      items: [],
      itemCount: 0,
    },
  ],
};

/** A list of which the server gives as many items as were asked for. */
export function itemDetails(wanted: number, all: number): Details {
  return {
    clauses: [
      {
        name: 'core_project',
        status: 'payable',
        statusText: 'Paid',
        amount: '200万元 at most',
        notes: [],
        conditions: [],
        steps: [],
        departments: [],
        itemCount: all,
        items: Array.from({ length: Math.min(wanted, all) }, (_, index) => ({
          index,
          label: `Project ${index + 1}`,
          status: index % 2 === 0 ? ('payable' as const) : ('ineligible' as const),
          statusText: index % 2 === 0 ? 'Paid' : 'Not eligible',
          amount: index % 2 === 0 ? '200万元' : '0元',
          conditions: [
            {
              text: 'approved',
              reason: 'needs recognition',
              result: index % 2 === 0 ? ('yes' as const) : ('no' as const),
              spot: at(33),
              alternatives: [],
            },
          ],
          steps: [],
          notes: [],
        })),
      },
    ],
  };
}

export const examples: Examples = {
  examples: [
    {
      title: 'large <b>firm</b>',
      total: '1200万元',
      state: 'failed',
      expectations: [
        { text: 'expect total = 1100万元', passed: false, actual: '1200万元', spot: at(121) },
        { text: 'expect rd_growth excluded', passed: true, actual: 'excluded', spot: at(122) },
      ],
      spot: at(110),
    },
    {
      title: 'growing firm',
      total: '330万元 at most',
      state: 'passed',
      expectations: [
        { text: 'expect core_project = 200万元', passed: true, actual: '200万元', spot: at(103) },
        { text: 'expect rd_growth excluded', passed: true, actual: 'excluded', spot: at(104) },
        { text: 'expect total = 330万元 at most', passed: true, actual: '330万元 at most', spot: at(105) },
      ],
      spot: at(94),
    },
    { title: 'just a firm', total: 'needs Titles', state: 'unchecked', expectations: [], spot: at(130) },
  ],
  failed: 1,
  passed: 1,
  witnesses: [
    { id: 'cliff-1', title: '1元 more spending, 50万元 less', finding: 'The award of “R&D growth award” drops at 1150万元.', spot: at(43) },
  ],
};

let made = 0;
/** A whole answer: the server's own, with these parts in place of its own. */
export function withParts(real: PreviewState | null, parts: Partial<PreviewState>): PreviewState | null {
  made++;
  const keys = Object.fromEntries(Object.keys(parts).map((name) => [name, `fake-${made}`]));
  return real && { ...real, keys: { ...real.keys, ...keys }, ...parts };
}

/** `count` clauses under ten headings, each paying `amountOf` of its index, in 万元. */
export function manyAwards(count: number, amountOf: (index: number) => number): Awards {
  const statuses = ['payable', 'ineligible', 'payable', 'unknown'] as const;
  const bars: Awards['waterfall']['bars'] = [];
  let sum = 0;
  const clauses = Array.from({ length: count }, (_, index): ClauseRow => {
    const status = statuses[index % 4] ?? 'payable';
    const amount = status === 'payable' ? amountOf(index) : 0;
    if (amount > 0)
      bars.push({ kind: 'award', label: `Clause ${index}`, text: `${amount}万元`, from: sum, to: sum + amount, clause: `c${index}` });
    sum += amount;
    return {
      name: `c${index}`,
      title: `Clause ${index} on the support of something`,
      section: `Section ${Math.floor(index / (count / 10))}`,
      status,
      statusText: status,
      amount: status === 'unknown' ? 'needs Staff' : `${amount}万元`,
      why: `as the text says in its article ${index}`,
      spot: at(index),
    };
  });
  bars.push({ kind: 'total', label: 'Total', text: `${sum}万元`, from: 0, to: sum });
  return {
    total: { status: 'known', text: `${sum}万元`, notes: [] },
    waterfall: {
      bars,
      unit: '万元',
      ticks: [
        { at: 0, text: '0' },
        { at: sum, text: `${sum}万元` },
      ],
    },
    clauses,
    rules: [],
  };
}
