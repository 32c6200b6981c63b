/** Definitions that need each other, so that none can be computed. Reported by the program's circle search. */
import type { ProgramData } from '../../program/problems';
import type { Rule } from '../rule';
import { byCode } from '../wording';

type Data = ProgramData<'circular-definition'>;

export const circularDefinition: Rule = {
  name: 'circular-definition',
  group: 'reading',
  severity: 'error',
  en: {
    messages: byCode<Data>({
      names: (d) => `“${d.name}” needs itself to be computed: ${d.path.join(' → ')}. Take one of these steps out.`,
      units: (d) =>
        `The unit “${d.name}” is defined by itself: ${d.path.join(' → ')}. Define one of them by another unit, or as a base unit.`,
      examples: (d) => `The example “${d.name}” is like itself: ${d.path.join(' → ')}. Give one of them its facts directly.`,
      'paid-in-each':
        'The payments for “{name}” cannot be asked for inside its own “each”: an item has no history of its own. Use a cap with a window, or a clause without “each”.',
    }),
  },
  zh: {
    messages: byCode<Data>({
      names: (d) => `计算“${d.name}”要用到它自己：${d.path.join(' → ')}。请去掉其中一步。`,
      units: (d) => `计量单位“${d.name}”用它自己来定义：${d.path.join(' → ')}。请用别的单位定义其中一个，或把它声明为基本单位。`,
      examples: (d) => `示例“${d.name}”同于它自己：${d.path.join(' → ')}。请直接给出其中一个的要素。`,
      'paid-in-each': '在“{name}”自己的“逐项”中不能问它的已付金额：单项没有自己的付款记录。请用带时间窗口的封顶，或不用“逐项”的条款。',
    }),
  },
};
