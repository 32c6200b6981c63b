/** Why: the reasons for which something is not renamed, in words for who wanted to. */

import { phrasebook } from './wording';

const book = {
  nothing: { en: 'There is no name here that could be changed.', zh: '这里没有可以改的名称。' },
  keyword: { en: '“{name}” is a word of the language and cannot be renamed.', zh: '“{name}”是语言的关键字，不能改名。' },
  'built-in': { en: '“{name}” is built in and cannot be renamed.', zh: '“{name}”是内置的，不能改名。' },
  undeclared: { en: '“{name}” is declared nowhere: there is nothing to rename.', zh: '“{name}”没有声明，无从改名。' },
  number: { en: '“{name}” is a value, not a name.', zh: '“{name}”是值，不是名称。' },
  text: {
    en: 'This is a text: change it where it stands. Only titles of examples are followed elsewhere.',
    zh: '这是一段文字，请直接修改。只有示例的标题会在别处被提到。',
  },
  file: { en: 'Rename the file itself: the paths that lead to it are changed with it.', zh: '请直接给文件改名，指向它的路径会随之修改。' },
  empty: { en: 'A name needs at least one letter.', zh: '名称不能为空。' },
  'is-number': { en: '“{name}” is a number; a name begins with a letter or _.', zh: '“{name}”是数字；名称以文字或 _ 开头。' },
  'no-name': {
    en: '“{name}” cannot be a name: names consist of letters, digits and _, without blanks, and begin with a letter or _.',
    zh: '“{name}”不能作名称：名称由文字、数字和 _ 组成，不含空格，以文字或 _ 开头。',
  },
  reserved: { en: '“{name}” is a word of the language and cannot be a name.', zh: '“{name}”是语言的关键字，不能作名称。' },
  'not-declarable': { en: '“{name}” has a meaning of its own and cannot be declared.', zh: '“{name}”另有含义，不能声明。' },
  'built-in-unit': { en: 'A unit “{name}” is built in.', zh: '“{name}”是内置的计量单位。' },
  'taken fact': { en: 'There is a fact “{name}” already.', zh: '已有要素“{name}”。' },
  'taken let': { en: 'There is a derived value “{name}” already.', zh: '已有定义“{name}”。' },
  'taken clause': { en: 'There is a clause “{name}” already.', zh: '已有条款“{name}”。' },
  'taken group': { en: 'There is a group or limit “{name}” already.', zh: '已有互斥组或限额“{name}”。' },
  'taken unit': { en: 'There is a unit “{name}” already.', zh: '已有计量单位“{name}”。' },
  'taken field': { en: 'The list has a field “{name}” already.', zh: '清单中已有字段“{name}”。' },
  'taken member': { en: 'The type has a member “{name}” already.', zh: '该类型已有选项“{name}”。' },
  'taken example': { en: 'There is an example “{name}” already.', zh: '已有示例“{name}”。' },
  'empty-title': { en: 'A title needs at least one character.', zh: '标题不能为空。' },
  'title-lines': { en: 'A title stands on one line.', zh: '标题只能有一行。' },
  unreadable: {
    en: 'In {file}, line {line}, “{name}” stands in something that could not be read. Put that right first.',
    zh: '{file} 第 {line} 行的“{name}”处在没能读懂的文字中，请先改正。',
  },
  'other-meaning': {
    en: 'In {file}, line {line}, “{name}” would then be the {kind} of that name.',
    zh: '{file} 第 {line} 行的“{name}”会变成同名的{kind}。',
  },
  'read-otherwise': {
    en: 'With the name “{name}” the text would be read otherwise in {file}, line {line}.',
    zh: '改名为“{name}”后，{file} 第 {line} 行会有不同的读法。',
  },
  'kind fact': { en: 'fact', zh: '要素' },
  'kind let': { en: 'derived value', zh: '定义' },
  'kind clause': { en: 'clause', zh: '条款' },
  'kind exclusive': { en: 'exclusive group', zh: '互斥组' },
  'kind limit': { en: 'limit', zh: '限额' },
  'kind unit': { en: 'unit', zh: '计量单位' },
  'kind field': { en: 'field', zh: '字段' },
  'kind member': { en: 'member', zh: '选项' },
  'kind local': { en: 'value defined in the clause', zh: '条款内的定义' },
  'kind example': { en: 'example', zh: '示例' },
  'kind file': { en: 'file', zh: '文件' },
} as const;

export type RefusalName = keyof typeof book;

export const refusal = phrasebook<RefusalName>(book);
