/** Why: a server's answers for tests of the form: facts of every type, and nothing computed, so that what the panel shows and asks can be told apart. */
import type { Field, Fields, FromPanel, PreviewState, ScalarField, Values } from '../../server/src/previewProtocol';

export type Ask = Extract<FromPanel, { kind: 'ask' }>;
export const spot = (line: number) => ({ uri: 'file:///policies/a.clause', line, character: 5, endLine: line });

export function fact(name: string, control: Field['control'], more: Partial<ScalarField> & { line?: number } = {}): Field {
  const { line = 1, ...others } = more;
  return { name, label: name, spot: spot(line), control, ...others };
}

const members = [
  { name: 'city', label: 'City bicycle' },
  { name: 'cargo', label: 'Cargo bicycle' },
  { name: 'folding', label: 'Folding bicycle' },
];
export const money: ScalarField['control'] = { kind: 'number', unit: '元', integer: false, units: ['万元', '亿元'] };

/** One fact of each type. */
export const everyType: readonly Field[] = [
  fact('price', money, { label: 'Price of the bicycle', limits: 'over 0元', line: 3 }),
  fact('staff', { kind: 'number', unit: '', integer: true, units: [] }, { label: 'Employees', default: '1', limits: 'from 0', line: 4 }),
  fact('kind', { kind: 'choice', members }, { label: 'Kind of bicycle', line: 5 }),
  fact('extras', { kind: 'set', members }, { label: 'Also wanted', line: 6 }),
  fact('disabled', { kind: 'boolean' }, { label: 'Has a disability', default: 'no', line: 7 }),
  fact('bought', { kind: 'date' }, { label: 'Bought on', limits: 'from 2025-01-01', line: 8 }),
  fact('note', { kind: 'text' }, { label: 'Note', line: 9 }),
  fact(
    'projects',
    {
      kind: 'list',
      max: 2000,
      fields: [
        { name: 'title', label: 'Title', control: { kind: 'text' } },
        { name: 'cost', label: 'Cost', limits: 'from 0元', control: money },
        { name: 'kind', label: 'Kind', control: { kind: 'choice', members } },
      ],
    },
    { label: 'Projects', line: 10 },
  ),
  fact('odd', { kind: 'broken', message: 'The declaration of this fact cannot be read.' }, { label: 'Odd', line: 11 }),
];

export const nothingNoted: Values = { problems: [], leftOver: [], needs: [] };

export interface Faked {
  readonly fields?: Partial<Fields> | undefined;
  readonly values?: Partial<Values> | ((ask: Ask) => Partial<Values>);
  /** What a fill makes of the form. */
  readonly filled?: (ask: Ask) => PreviewState['form'];
  readonly examples?: PreviewState['examples'];
  readonly more?: Partial<PreviewState>;
}

/** @param asks where each ask is put */
export function answers(faked: Faked, asks: Ask[] = []): (real: PreviewState | null, ask: Ask) => PreviewState {
  let turn = 0;
  return (_real, ask) => {
    asks.push(ask);
    const key = String(++turn);
    const values = typeof faked.values === 'function' ? faked.values(ask) : faked.values;
    const form = ask.asked.fill && faked.filled?.(ask);
    return {
      uri: 'file:///policies/a.clause',
      language: 'en',
      title: 'Bicycles, 2025',
      number: 'No. 12',
      keys: { fields: 'fields', values: key, examples: 'examples' },
      fields: { fields: [...everyType], payable: [{ name: 'grant', title: 'Grant', unit: '元' }], firstDay: '2025-01-01', ...faked.fields },
      values: { ...nothingNoted, ...values },
      ...(faked.examples ? { examples: faked.examples } : {}),
      ...(form ? { form } : {}),
      ...faked.more,
    };
  };
}
