/** Why: each state is told by a sign and a word, never by its colour alone; one place says which. */
import type { Awards, ConditionRow, Status } from '../../../../server/src/previewProtocol';

/** What a reader looks for: is it paid, not paid, or not settled? */
export type Kind = 'paid' | 'none' | 'open';

export function kindOf(status: Status): Kind {
  switch (status) {
    case 'payable':
    case 'granted':
      return 'paid';
    case 'excluded':
    case 'ineligible':
    case 'inactive':
      return 'none';
    case 'unknown':
    case 'error':
    case 'unspecified':
    case 'conflict':
      return 'open';
    default:
      return status satisfies never;
  }
}

const signs: Readonly<Record<Status, string>> = {
  payable: '✓',
  granted: '✓',
  excluded: '⊘',
  ineligible: '✗',
  inactive: '○',
  unknown: '?',
  error: '!',
  unspecified: '…',
  conflict: '≠',
};
export const signOf = (status: Status): string => signs[status];

export const resultSigns: Readonly<Record<ConditionRow['result'], string>> = { yes: '✓', no: '✗', unknown: '?', error: '!' };

/** The total as what it is: its mark counts as a state of its own. */
export type TotalState = 'known' | 'at-most' | 'depends' | 'unknown' | 'conflict' | 'error';

export function totalState({ status, mark }: Awards['total']): TotalState {
  if (status !== 'known' || mark === undefined) return status;
  return mark === 'at most' ? 'at-most' : 'depends';
}

export const totalSigns: Readonly<Record<TotalState, string>> = {
  known: '=',
  'at-most': '≤',
  depends: '~',
  unknown: '?',
  conflict: '≠',
  error: '!',
};
