/** A unit, type or currency that there is none of. Reported where types are worked out. */
import type { ProgramData } from '../../program/problems';
import type { Rule } from '../rule';
import { byCode, similarEn, similarZh } from '../wording';

type Data = ProgramData<'unknown-unit'>;

export const unknownUnit: Rule = {
  name: 'unknown-unit',
  group: 'reading',
  severity: 'error',
  en: {
    messages: byCode<Data>({
      unit: (d) =>
        `There is no unit “${d.name}”.${similarEn(d.similar) || ` Declare it with “unit ${d.name}”, or write the number without it.`}`,
      type: (d) =>
        `“${d.name}” is neither a type nor a unit.${similarEn(d.similar) || ' Types are money, number, integer, percent, boolean, date, text, one of, any of, list of, or a unit.'}`,
      currency: (d) => `“${d.name}” is not a currency; write 元, 美元, EUR or another ISO code.${similarEn(d.similar)}`,
      bound: (d) => `The word for the bound stands before the number: write “${d.use}”.`,
    }),
  },
  zh: {
    messages: byCode<Data>({
      unit: (d) => `没有计量单位“${d.name}”。${similarZh(d.similar) || `请用“计量单位 ${d.name}”声明，或不写单位。`}`,
      type: (d) =>
        `“${d.name}”既不是类型也不是计量单位。${similarZh(d.similar) || '类型有金额、数值、整数、比例、是否、日期、文本、单选、多选、清单，或一个计量单位。'}`,
      currency: (d) => `“${d.name}”不是货币；请写元、美元、EUR 或其他 ISO 代码。${similarZh(d.similar)}`,
      bound: (d) => `“${d.word}”在这里要写在数的前面：请写“${d.use}”（含本数）。`,
    }),
  },
};
