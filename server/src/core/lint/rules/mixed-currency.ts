/** Clauses of different currencies would go into one total. Reported where files are put together. */
import type { ProgramData } from '../../program/problems';
import type { Rule } from '../rule';
import { byCode } from '../wording';

type Data = ProgramData<'mixed-currency'>;

export const mixedCurrency: Rule = {
  name: 'mixed-currency',
  group: 'hygiene',
  severity: 'error',
  en: {
    messages: byCode<Data>({
      mixed:
        'The clauses of {file} pay in {currency}, others of this program in {other}: there is no total of both. Use one currency, or keep the policies apart.',
    }),
  },
  zh: {
    messages: byCode<Data>({
      mixed: '{file} 的条款以 {currency} 支付，本程序的其他条款以 {other} 支付，两者没有合计。请用同一种货币，或分成不同的程序。',
    }),
  },
};
