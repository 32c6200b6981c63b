/** A statement stands where it has no effect or another one already stands. Reported by the parser and where clauses are read. */
import type { Rule } from '../rule';
import { text } from '../wording';

const steps: ReadonlySet<string> = new Set(['less', 'cap', 'floor', 'round']);

export const misplacedStatement: Rule = {
  name: 'misplaced-statement',
  group: 'reading',
  severity: 'error',
  en: {
    messages: {
      default: 'Every condition of a clause stands before its award; join this “when” to the step above it, or move it up.',
      'second-award':
        'A clause pays one thing; this second “{statement}” is not used. Make it a clause of its own, or add it to the first.',
      'second-each': 'A clause goes over one list; take this second “each” out.',
      'each-late': '“each” stands before everything that uses its fields; move it to the clause’s beginning.',
    },
    fixes: { apply: (d) => (steps.has(text(d, 'after')) ? 'Join it to the step above' : 'Put it before the award') },
  },
  zh: {
    messages: {
      default: '条款的条件都要写在支持之前；请把这个“条件”并入上面的一步，或移到前面。',
      'second-award': '一个条款只支付一项；这第二个“{statement}”不起作用。请另写一个条款，或加到第一个里。',
      'second-each': '一个条款只逐项看一个清单；请删除这第二个“逐项”。',
      'each-late': '“逐项”要写在用到其字段的内容之前；请移到条款开头。',
    },
    fixes: { apply: (d) => (steps.has(text(d, 'after')) ? '并入上面的一步' : '移到支持之前') },
  },
};
