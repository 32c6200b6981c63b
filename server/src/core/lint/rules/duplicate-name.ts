/** A name is declared, given or listed twice. Reported where names are collected. */
import type { ProgramData } from '../../program/problems';
import type { Rule } from '../rule';
import { byCode, kindEn, kindZh } from '../wording';

type Data = ProgramData<'duplicate-name'>;

export const duplicateName: Rule = {
  name: 'duplicate-name',
  group: 'reading',
  severity: 'error',
  en: {
    messages: byCode<Data>({
      name: (d) =>
        `“${d.name}” is already the name of ${kindEn(d.first)}${d.file ? ` in ${d.file}` : ''}; every name of a program is declared once. Choose another.`,
      unit: 'The unit “{name}” is declared twice; take one out.',
      'built-in-unit': 'The unit “{name}” is built in and cannot be declared again; use it as it is, or choose another name.',
      example: 'There are two examples named “{name}”; give each its own name.',
      member: '“{name}” stands twice among the members of “{owner}”; take one out.',
      field: '“{owner}” has two fields named “{name}”; choose another name for one.',
      local: '“{name}” is defined twice in “{owner}”; choose another name for one.',
      given: '“{name}” is given twice in “{owner}”; keep the value that is meant.',
      among: '“{name}” is listed twice in “{owner}”; take one out.',
    }),
  },
  zh: {
    messages: byCode<Data>({
      name: (d) =>
        `“${d.name}”已经是${kindZh(d.first)}的名称${d.file ? `（在 ${d.file} 中）` : ''}；一个程序中每个名称只声明一次，请换一个名称。`,
      unit: '计量单位“{name}”声明了两次；请删除一处。',
      'built-in-unit': '计量单位“{name}”是内置的，不能再声明；请直接使用，或换一个名称。',
      example: '有两个名为“{name}”的示例；请各取名称。',
      member: '“{name}”在“{owner}”的选项中出现两次；请删除一处。',
      field: '“{owner}”有两个名为“{name}”的字段；请给其中一个换名称。',
      local: '“{name}”在“{owner}”中定义了两次；请给其中一个换名称。',
      given: '“{name}”在“{owner}”中给了两次；请只保留要用的值。',
      among: '“{name}”在“{owner}”中列了两次；请删除一处。',
    }),
  },
};
