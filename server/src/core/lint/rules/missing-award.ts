/** A clause does not say what it pays. Reported where clauses are read. */
import type { ProgramData } from '../../program/problems';
import type { Rule } from '../rule';
import { byCode } from '../wording';

type Data = ProgramData<'missing-award'>;

export const missingAward: Rule = {
  name: 'missing-award',
  group: 'reading',
  severity: 'error',
  en: {
    messages: byCode<Data>({
      missing:
        'The clause “{name}” does not say what it pays; write award AMOUNT, award unspecified "…" where the document gives no figure, or grants "…" for a benefit in kind.',
    }),
  },
  zh: {
    messages: byCode<Data>({
      missing: '条款“{name}”没有说明支付什么；请写“支持 金额”，文件没有给出数额时写“支持 未定 "…"”，非金钱的待遇写“待遇 "…"”。',
    }),
  },
};
