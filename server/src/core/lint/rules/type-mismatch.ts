/** A value of one kind stands where another is wanted. Reported where types are worked out. */
import type { ProgramData } from '../../program/problems';
import type { Rule } from '../rule';
import { byCode, capital, kindEn, kindZh, roleEn, roleZh, typeEn, typeZh } from '../wording';

type Data = ProgramData<'type-mismatch'>;

const count = (least: number, most: number) => (most < 0 ? `at least ${least}` : least === most ? `${least}` : `${least} to ${most}`);
const countZh = (least: number, most: number) =>
  most < 0 ? `至少 ${least} 个` : least === most ? `${least} 个` : `${least} 至 ${most} 个`;

/** How a value of the type is written, after a comma or semicolon; '' where there is nothing to add. */
function advice(expected: string, found: string, where = ''): readonly [en: string, zh: string] {
  const kind = expected.split(':')[0];
  if (found === 'text' && (kind === 'member' || kind === 'set')) return ['; a member is written without quotes', '；选项不加引号'];
  if (kind === 'date') return ['; a date is written as 2025-04-11', '；日期写成 2025-04-11 的样子'];
  if (kind === 'boolean' && where === 'given') return ['; write yes or no', '；请写是或否'];
  if (kind === 'boolean' && where === 'condition') return ['; compare it with something', '；请拿它与别的值比较'];
  if (kind === 'text') return ['; a text stands in quotes: "…"', '；文本写在引号里："…"'];
  return ['', ''];
}
/** Of two sides that are compared, a text beside a member is the member with quotes. */
const compared = (left: string, right: string) =>
  left === 'text' ? advice(right, left) : right === 'text' ? advice(left, right) : (['', ''] as const);

export const typeMismatch: Rule = {
  name: 'type-mismatch',
  group: 'reading',
  severity: 'error',
  en: {
    messages: byCode<Data>({
      expected: (d) =>
        `${capital(roleEn(d.where))} takes ${typeEn(d.expected)}, but this is ${typeEn(d.found)}${advice(d.expected, d.found, d.where)[0]}.`,
      operands: (d) => `“${d.operator}” cannot join ${typeEn(d.left)} and ${typeEn(d.right)}.`,
      compare: (d) => `${capital(typeEn(d.left))} cannot be compared with ${typeEn(d.right)}${compared(d.left, d.right)[0]}.`,
      order: (d) => `“${d.operator}” asks which is more, but this is ${typeEn(d.found)}; compare it with = or != only.`,
      'date-difference': 'Dates are not subtracted; write days(from, to), months(from, to) or years(from, to).',
      'has-not-equals': '“{name}” is a set of members; test it with “{name} has {member}”.',
      'not-a-set': (d) => `“has” asks whether a set (any of) has a member, but this is ${typeEn(d.found)}; compare it with “=”.`,
      'in-of-set': '“in” asks whether one value is among several, but this is a set; use “has”, once for each member.',
      branches: (d) => `All branches must be of one kind: the first is ${typeEn(d.first)}, this is ${typeEn(d.found)}.`,
      'not-a-number': (d) => `${capital(roleEn(d.where))} takes a number, but this is ${typeEn(d.found)}.`,
      'not-constant': (d) => `${capital(roleEn(d.where))} must be a fixed value; facts cannot be used here.`,
      'not-a-value': (d) => `“${d.name}” is ${kindEn(d.found)} and has no value to compute with.`,
      'argument-count': (d) =>
        `${d.function}(…) takes ${count(d.least, d.most)} ${Math.max(d.least, d.most) === 1 ? 'value' : 'values'}, but there ${d.found === 1 ? 'is 1' : `are ${d.found}`}.`,
      'paid-argument': 'paid(…) takes the name of a clause or group first, then perhaps a time such as 3 years.',
      window: (d) => `A window is a time such as 3 years or 90 days, but this is ${typeEn(d.found)}.`,
      'set-braces': 'A set is written in braces, even with one member: { member }.',
      'set-not-wanted': (d) => `A set in braces stands here, but ${d.expected ? typeEn(d.expected) : 'a single value'} is wanted.`,
      'list-value': 'A list is written in brackets, its items in braces: [ { field = value, … } ].',
      'whole-number': (d) => `Only whole numbers${d.unit ? ` of ${d.unit}` : ''} are possible here, and ${d.value} is none.`,
      'group-each': (d) =>
        d.other
          ? `“${d.name}” goes over each item of “${d.list}”, but its member “${d.clause}” goes over “${d.other}”; all members must go over the same list.`
          : `“${d.name}” goes over each item of “${d.list}”, but its member “${d.clause}” has no “each ${d.list}”.`,
      'expect-status': (d) => `${capital(kindEn(d.kind))} cannot be “${d.status}”.`,
      'expect-value': (d) => `“${d.name}” is ${kindEn(d.kind)} and has no amount of its own; expect its clauses instead.`,
      'marginal-row': 'A slice of “marginal” is one interval, such as over 10% to 15%.',
      'out-of-order': 'Only numbers, amounts and dates have an order; this type takes no interval.',
      'too-large': 'This number has more digits than can be computed with.',
    }),
    notes: { 'other-here': (d) => `The other one, ${typeEn(String(d.type))}, is here.` },
  },
  zh: {
    messages: byCode<Data>({
      expected: (d) =>
        `${roleZh(d.where)}应为${typeZh(d.expected)}，这里却是${typeZh(d.found)}${advice(d.expected, d.found, d.where)[1]}。`,
      operands: (d) => `“${d.operator}”不能连接${typeZh(d.left)}和${typeZh(d.right)}。`,
      compare: (d) => `${typeZh(d.left)}不能与${typeZh(d.right)}比较${compared(d.left, d.right)[1]}。`,
      order: (d) => `“${d.operator}”比较大小，但这是${typeZh(d.found)}；只能用 = 或 != 比较。`,
      'date-difference': '日期不能相减；请写天数(起, 止)、月数(起, 止)或年数(起, 止)。',
      'has-not-equals': '“{name}”是多选；请写“{name} 含 {member}”。',
      'not-a-set': (d) => `“含”问的是多选中有没有某个选项，但这是${typeZh(d.found)}；请用“=”比较。`,
      'in-of-set': '“属于”问的是一个值在不在几个值之中，但这是多选；请对每个选项用“含”。',
      branches: (d) => `各分支必须是同一类：第一个是${typeZh(d.first)}，这个是${typeZh(d.found)}。`,
      'not-a-number': (d) => `${roleZh(d.where)}应为数，这里却是${typeZh(d.found)}。`,
      'not-constant': (d) => `${roleZh(d.where)}必须是固定的值，不能用要素。`,
      'not-a-value': (d) => `“${d.name}”是${kindZh(d.found)}，没有可以计算的值。`,
      'argument-count': (d) => `${d.function}(…)要${countZh(d.least, d.most)}值，这里有 ${d.found} 个。`,
      'paid-argument': '已付(…)里先写条款或互斥组的名称，后面可以写时间，例如 3年。',
      window: (d) => `时间窗口是一段时间，例如 3年 或 90天，这里却是${typeZh(d.found)}。`,
      'set-braces': '多选的值写在花括号里，只有一个选项也一样：{ 选项 }。',
      'set-not-wanted': (d) => `花括号里的一组值写在这里，但这里应为${d.expected ? typeZh(d.expected) : '单个值'}。`,
      'list-value': '清单写在方括号里，每一项写在花括号里：[ { 字段 = 值, … } ]。',
      'whole-number': (d) => `这里只能是整数${d.unit ? `（${d.unit}）` : ''}，而 ${d.value} 不是。`,
      'group-each': (d) =>
        d.other
          ? `“${d.name}”逐项看“${d.list}”，但其中的“${d.clause}”逐项看“${d.other}”；所有成员必须逐项看同一个清单。`
          : `“${d.name}”逐项看“${d.list}”，但其中的“${d.clause}”没有“逐项 ${d.list}”。`,
      'expect-status': (d) => `${kindZh(d.kind)}不可能是“${d.status}”。`,
      'expect-value': (d) => `“${d.name}”是${kindZh(d.kind)}，本身没有金额；请对其中的条款写“应得”。`,
      'marginal-row': '累进的每一档是一个区间，例如 超过10%至15%。',
      'out-of-order': '只有数、金额和日期分大小；这种类型不能有区间。',
      'too-large': '这个数的位数太多，无法计算。',
    }),
    notes: { 'other-here': (d) => `另一个在这里，是${typeZh(String(d.type))}。` },
  },
};
