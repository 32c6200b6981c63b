/** Files that import each other. Reported where imports are followed. */
import type { ProgramData } from '../../program/problems';
import type { Rule } from '../rule';
import { byCode } from '../wording';

type Data = ProgramData<'circular-import'>;

export const circularImport: Rule = {
  name: 'circular-import',
  group: 'reading',
  severity: 'error',
  en: {
    messages: byCode<Data>({
      circle: (d) => `These files import each other: ${d.path.join(' → ')}. Move what both need into a file that both import.`,
    }),
  },
  zh: {
    messages: byCode<Data>({
      circle: (d) => `这些文件互相引用：${d.path.join(' → ')}。请把双方都要用的内容移到第三个文件中，再由双方引用。`,
    }),
  },
};
