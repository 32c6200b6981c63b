/** A name stands for nothing that is declared. Reported where names are looked up. */
import type { ProgramData } from '../../program/problems';
import type { Rule } from '../rule';
import { byCode, kindEn, kindZh, listEn, listZh, quotedEn, quotedZh, similarEn, similarZh } from '../wording';

type Data = ProgramData<'unknown-name'>;

const isEn = (found: Parameters<typeof kindEn>[0]) => (found ? `is ${kindEn(found)}, not` : 'is not');
const isZh = (found: Parameters<typeof kindZh>[0]) => (found ? `是${kindZh(found)}，不是` : '不是');

export const unknownName: Rule = {
  name: 'unknown-name',
  group: 'reading',
  severity: 'error',
  en: {
    messages: byCode<Data>({
      name: (d) =>
        `Nothing is declared as “${d.name}”.${similarEn(d.similar) || ' Declare it as a fact or a let, or import the file that does.'}`,
      member: (d) => `“${d.name}” is not one of the members here: ${listEn(d.members)}.${similarEn(d.similar)}`,
      'member-of': (d) =>
        `“${d.name}” is a member of ${quotedEn(d.owners)}, but nothing here says of which; write it as “${d.owners[0] ?? 'fact'} = ${d.name}”.`,
      field: (d) => `An item of “${d.list}” has no field “${d.name}”; its fields are ${listEn(d.fields)}.${similarEn(d.similar)}`,
      clause: (d) => `“${d.name}” ${isEn(d.found)} a clause; name a clause here.${similarEn(d.similar)}`,
      'clause-or-group': (d) =>
        `“${d.name}” ${isEn(d.found)} a clause or a group; paid(…) asks for what was paid for one.${similarEn(d.similar)}`,
      list: (d) =>
        d.found
          ? `“${d.name}” is ${kindEn(d.found)}, not a list; “each” goes over a fact declared as “list of”.`
          : `Nothing is declared as “${d.name}”.${similarEn(d.similar) || ' Declare it as a fact of the type “list of”, or import the file that does.'}`,
      example: (d) => `There is no example “${d.name}” to be like.${similarEn(d.similar)}`,
      given: (d) => `“${d.name}” ${isEn(d.found)} a fact or a let; an example gives values to these.${similarEn(d.similar)}`,
      expected: (d) =>
        `“${d.name}” ${isEn(d.found)} something to expect; expect total, a clause, a let, a group or a limit.${similarEn(d.similar)}`,
      needed: (d) => `“${d.name}” ${isEn(d.found)} a fact; “needs” lists the facts that are wanting.${similarEn(d.similar)}`,
      this: '“this” is the amount so far, and there is one only in less, cap, floor and round.',
      total: '“total” is what the whole program pays; it can be expected in an example, but not be computed with.',
    }),
  },
  zh: {
    messages: byCode<Data>({
      name: (d) => `没有声明过“${d.name}”。${similarZh(d.similar) || '请把它声明为要素或定义，或引用声明它的文件。'}`,
      member: (d) => `“${d.name}”不是这里的选项；选项有${listZh(d.members)}。${similarZh(d.similar)}`,
      'member-of': (d) => `“${d.name}”是${quotedZh(d.owners)}的选项，但这里看不出是哪一个；请写成“${d.owners[0] ?? '要素'} = ${d.name}”。`,
      field: (d) => `“${d.list}”的每一项没有字段“${d.name}”；字段有${listZh(d.fields)}。${similarZh(d.similar)}`,
      clause: (d) => `“${d.name}”${isZh(d.found)}条款；这里应写条款的名称。${similarZh(d.similar)}`,
      'clause-or-group': (d) => `“${d.name}”${isZh(d.found)}条款或互斥组；已付(…)问的是对它们付过多少。${similarZh(d.similar)}`,
      list: (d) =>
        d.found
          ? `“${d.name}”是${kindZh(d.found)}，不是清单；“逐项”用于声明为“清单”的要素。`
          : `没有声明过“${d.name}”。${similarZh(d.similar) || '请把它声明为“清单”类的要素，或引用声明它的文件。'}`,
      example: (d) => `没有名为“${d.name}”的示例可以“同”。${similarZh(d.similar)}`,
      given: (d) => `“${d.name}”${isZh(d.found)}要素或定义；示例只能给它们赋值。${similarZh(d.similar)}`,
      expected: (d) => `“${d.name}”${isZh(d.found)}可以“应得”的对象；可写总计、条款、定义、互斥组或限额。${similarZh(d.similar)}`,
      needed: (d) => `“${d.name}”${isZh(d.found)}要素；“尚需”后面写还缺少的要素。${similarZh(d.similar)}`,
      this: '“本项”是到此为止的金额，只在扣减、封顶、保底和取整中才有。',
      total: '“总计”是全部条款支付的合计，可以在示例中“应得”，但不能参与计算。',
    }),
  },
};
