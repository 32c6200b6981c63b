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
    fixes: {
      'add-award': 'Add an award, with 0 to be filled in',
      'add-unspecified': 'The document gives no figure: award unspecified',
      'add-grants': 'It is a benefit in kind: grants',
    },
  },
  zh: {
    messages: byCode<Data>({
      missing: '条款“{name}”没有说明支付什么；请写“支持 金额”，文件没有给出数额时写“支持 未定 "…"”，非金钱的待遇写“待遇 "…"”。',
    }),
    fixes: {
      'add-award': '加上“支持”（金额先写 0）',
      'add-unspecified': '文件没有给出数额：支持 未定',
      'add-grants': '是非金钱的待遇：待遇',
    },
  },
};
