/** Quantities of different dimensions are added, compared, capped or assigned. Reported where types are worked out. */
import type { ProgramData } from '../../program/problems';
import type { Rule } from '../rule';
import { byCode, capital, roleEn, roleZh, typeEn, typeZh } from '../wording';

type Data = ProgramData<'unit-mismatch'>;

const zhFunction: Readonly<Record<'days' | 'months' | 'years', string>> = { days: '天数', months: '月数', years: '年数' };

export const unitMismatch: Rule = {
  name: 'unit-mismatch',
  group: 'reading',
  severity: 'error',
  en: {
    messages: byCode<Data>({
      operands: (d) => `“${d.operator}” needs two quantities of one kind, but these are ${typeEn(d.left)} and ${typeEn(d.right)}.`,
      'days-and-months': (d) =>
        `A month has no fixed number of days; use ${d.function}(from, to), or write both times in days or both in months.`,
      'number-for-quantity': (d) =>
        `${capital(roleEn(d.where))} takes ${typeEn(d.expected)}, but this is a plain number${d.unit ? `; write its unit, e.g. ${d.unit}` : ''}.`,
      'quantity-for-number': (d) =>
        `${capital(roleEn(d.where))} takes a plain number, but this is ${typeEn(d.found)}; divide by a quantity of the same kind.`,
      currencies: (d) =>
        `${capital(roleEn(d.where))} takes ${typeEn(d.expected)}, but this is ${typeEn(d.found)}; multiply by a rate of exchange.`,
      expected: (d) => `${capital(roleEn(d.where))} takes ${typeEn(d.expected)}, but this is ${typeEn(d.found)}.`,
      branches: (d) => `All branches must be quantities of one kind: the first is ${typeEn(d.first)}, this is ${typeEn(d.found)}.`,
    }),
    notes: { 'other-here': (d) => `The other one, ${typeEn(String(d.type))}, is here.` },
  },
  zh: {
    messages: byCode<Data>({
      operands: (d) => `“${d.operator}”要求两边是同一类的量，这里是${typeZh(d.left)}和${typeZh(d.right)}。`,
      'days-and-months': (d) => `一个月没有固定的天数；请用${zhFunction[d.function]}(起, 止)，或两边都以天计、都以月计。`,
      'number-for-quantity': (d) =>
        `${roleZh(d.where)}应为${typeZh(d.expected)}，这里却是纯数字${d.unit ? `；请写上单位，例如 ${d.unit}` : ''}。`,
      'quantity-for-number': (d) => `${roleZh(d.where)}应为纯数字，这里却是${typeZh(d.found)}；请除以同类的量。`,
      currencies: (d) => `${roleZh(d.where)}应为${typeZh(d.expected)}，这里却是${typeZh(d.found)}；请乘以汇率。`,
      expected: (d) => `${roleZh(d.where)}应为${typeZh(d.expected)}，这里却是${typeZh(d.found)}。`,
      branches: (d) => `各分支必须是同一类的量：第一个是${typeZh(d.first)}，这个是${typeZh(d.found)}。`,
    }),
    notes: { 'other-here': (d) => `另一个在这里，是${typeZh(String(d.type))}。` },
  },
};
