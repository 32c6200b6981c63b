/** Why: a facts file is often written by a program; each refusal says what stands there, what the policy wants, and an example of it. */

import { describeDimension } from '../../core/program/describe';
import type { Bounds, ListType, NumberType, ScalarType } from '../../core/program/types';
import { sampleUnit } from '../../core/program/units';
import type { JsonTroubleCode } from '../facts/json';
import type { FactsTrouble } from '../facts/read';
import type { Language } from '../io';

/** Turns a value of the type into the form in which authors write it. */
export type Show = (
  value: { kind: 'number'; value: import('../../core/exact').Exact } | { kind: 'date'; day: number },
  type: ScalarType,
) => string;

/** A refusal as a sentence. `quote` is the trouble's text in the file. */
export function factsSentence(trouble: FactsTrouble, language: Language, show: Show): string {
  return language === 'zh' ? chinese(trouble, show) : english(trouble, show);
}

function unitOf(type: NumberType): string {
  return type.unit ?? sampleUnit(type.dimension);
}

/** How a value of this type is written in JSON. */
function sample(type: ScalarType | ListType): string {
  switch (type.kind) {
    case 'number': {
      if (type.percent) return '"15%"';
      if (type.dimension === '') return type.integer ? '12' : '12.5';
      return `"10 ${unitOf(type)}"`;
    }
    case 'boolean':
      return 'true';
    case 'date':
      return '"2025-06-30"';
    case 'text':
      return '"…"';
    case 'member':
      return JSON.stringify(type.members[0] ?? '');
    case 'set':
      return JSON.stringify(type.members.slice(0, 1));
    case 'list':
      return `[ { ${type.fields
        .slice(0, 2)
        .map((field) => `"${field.name}": ${sample(field.type)}`)
        .join(', ')}${type.fields.length > 2 ? ', …' : ''} } ]`;
    case 'broken':
      return '…';
    default: {
      const never: never = type;
      return never;
    }
  }
}

function wanted(type: ScalarType | ListType, language: Language): string {
  const en = language === 'en';
  switch (type.kind) {
    case 'number':
      if (type.percent) return en ? 'a percentage' : '比例';
      if (type.integer) return en ? `a whole number${type.unit ? ` of ${type.unit}` : ''}` : `整数${type.unit ? `（${type.unit}）` : ''}`;
      return describeDimension(type.dimension, language);
    case 'boolean':
      return en ? 'true or false' : 'true 或 false';
    case 'date':
      return en ? 'a date' : '日期';
    case 'text':
      return en ? 'a text' : '文本';
    case 'member':
      return en ? `one of ${type.members.join(', ')}` : `${type.members.join('、')}之一`;
    case 'set':
      return en ? `a list of members out of ${type.members.join(', ')}` : `由${type.members.join('、')}组成的数组`;
    case 'list':
      return en ? 'a list of objects' : '由对象组成的数组';
    case 'broken':
      return en ? 'a value' : '值';
    default: {
      const never: never = type;
      return never;
    }
  }
}

function interval(bounds: Bounds, type: ScalarType, language: Language, show: Show): string {
  const word =
    language === 'en'
      ? { over: 'over ', from: 'from ', to: 'to ', below: 'below ' }
      : { over: '超过 ', from: '不低于 ', to: '不超过 ', below: '低于 ' };
  const end = (value: import('../../core/exact').Exact) =>
    show(type.kind === 'date' ? { kind: 'date', day: value.toNumber() } : { kind: 'number', value }, type);
  const parts: string[] = [];
  if (bounds.lower) parts.push((bounds.lower.inclusive ? word.from : word.over) + end(bounds.lower.value));
  if (bounds.upper) parts.push((bounds.upper.inclusive ? word.to : word.below) + end(bounds.upper.value));
  return parts.join(language === 'en' ? ' ' : '、');
}

const JSON_EN: Readonly<Record<JsonTroubleCode, string>> = {
  empty: 'the file is empty; it needs at least {}',
  value: 'a value was expected here: a text in double quotes, a number, true, false, [ or {',
  key: 'a name in double quotes was expected here',
  colon: 'a colon was expected here, between the name and its value',
  comma: 'a comma or the closing bracket was expected here',
  unclosed: 'this bracket is never closed',
  'trailing-comma': 'the comma before this closing bracket has to go',
  'string-unclosed': 'this text is not closed on its line; end it with "',
  'string-control': 'a control character in a text has to be written as \\t or \\u…',
  'string-escape': 'there is no such escape; JSON has \\" \\\\ \\/ \\b \\f \\n \\r \\t \\uXXXX',
  number: 'not a JSON number; write 12, -0.5 or, with a unit, a text such as "1300万元"',
  'repeated-key': 'this name stands here for the second time',
  'after-end': 'the file goes on after its end; it holds one object',
  'too-deep': 'brackets nested too deeply',
};
const JSON_ZH: Readonly<Record<JsonTroubleCode, string>> = {
  empty: '文件是空的，至少要有 {}',
  value: '此处应为一个值：双引号中的文本、数字、true、false、[ 或 {',
  key: '此处应为双引号中的名称',
  colon: '名称与值之间缺少冒号',
  comma: '此处应为逗号或右括号',
  unclosed: '这个括号没有闭合',
  'trailing-comma': '右括号之前的逗号应删去',
  'string-unclosed': '文本未在本行闭合，请补上 "',
  'string-control': '文本中的控制字符须写成 \\t 或 \\u…',
  'string-escape': '没有这种转义；JSON 有 \\" \\\\ \\/ \\b \\f \\n \\r \\t \\uXXXX',
  number: '不是 JSON 数字；请写 12、-0.5，带单位时写成文本，如 "1300万元"',
  'repeated-key': '这个名称重复了',
  'after-end': '文件在结束之后还有内容；应只有一个对象',
  'too-deep': '括号嵌套过深',
};

function english(t: FactsTrouble, show: Show): string {
  const or = (near: string | undefined) => (near === undefined ? '' : `; did you mean "${near}"?`);
  const write = (type: ScalarType | ListType) => `; write it as ${sample(type)}`;
  switch (t.code) {
    case 'json':
      return `not JSON: ${JSON_EN[t.json.code]}${t.json.found === '' ? ' (the file ends)' : ''}`;
    case 'not-an-object':
      return 'an object was expected: { "fact": value, … }';
    case 'payments':
      return 'payments are a list: [ { "clause": "…", "amount": "10万元", "on": "2024-05-01" } ]';
    case 'payment':
      return 'a payment is an object: { "clause": "…", "amount": "10万元", "on": "2024-05-01" }';
    case 'unknown-fact':
      return `the policy has no fact "${t.name}"${or(t.nearest)}${!t.nearest && t.known.length > 0 ? `; it has ${list(t.known, ', ')}` : ''}`;
    case 'unknown-field':
      return `an item of ${t.list} has no field "${t.name}"${or(t.nearest)}${!t.nearest ? `; it has ${list(t.known, ', ')}` : ''}`;
    case 'computed':
      return `"${t.name}" is computed by the policy (let); give the facts it is computed from instead`;
    case 'reserved-fact':
      return `"${t.name}" is a fact of this policy and a key of the facts file; put all facts into "facts": { … }`;
    case 'repeated':
      return `"${t.name}" is given twice`;
    case 'null':
      return `${t.name}: null is no value; leave the fact out where it is not known`;
    case 'too-large':
      return `${t.name}: this number has more digits than can be meant`;
    case 'broken-fact':
      return `${t.name}: its declaration in the policy has an error; run clausewright lint first`;
    case 'type':
      return `${t.name}: ${t.found} is not ${wanted(t.type, 'en')}${write(t.type)}`;
    case 'unit':
      return t.bare
        ? `${t.name}: ${t.found} has no unit; ${wanted(t.type, 'en')} was expected; write it as "${t.found} ${unitOf(t.type)}"`
        : `${t.name}: ${t.found} has the wrong unit; ${wanted(t.type, 'en')} was expected${write(t.type)}`;
    case 'unknown-unit':
      return `${t.name}: there is no unit "${t.unit}"${write(t.type)}`;
    case 'integer':
      return `${t.name}: ${t.found} is not ${wanted(t.type, 'en')}`;
    case 'interval':
      return `${t.name}: ${t.found} is outside its interval (${interval(t.bounds, t.type, 'en', show)})`;
    case 'member':
      return `${t.name}: there is no member "${t.member}"${or(t.nearest)}${!t.nearest ? `; there are ${list(t.members, ', ')}` : ''}`;
    case 'repeated-member':
      return `${t.name}: "${t.member}" is named twice`;
    case 'no-such-date':
      return `${t.name}: ${t.found} is not a date; write it as "2025-06-30"`;
    case 'too-many-items':
      return `${t.name}: ${t.count} items, but the policy allows ${t.max}`;
    case 'payment-key':
      return `a payment has clause, amount and on, each once; not "${t.name}"`;
    case 'payment-lacks':
      return `this payment lacks "${t.name}"`;
    case 'unknown-clause':
      return `the policy has no clause "${t.name}"${or(t.nearest)}`;
    case 'negative-payment':
      return `a payment is not below zero: ${t.found}`;
    default: {
      const never: never = t;
      return never;
    }
  }
}

function chinese(t: FactsTrouble, show: Show): string {
  const or = (near: string | undefined) => (near === undefined ? '' : `；是不是“${near}”？`);
  const write = (type: ScalarType | ListType) => `；应写成 ${sample(type)}`;
  switch (t.code) {
    case 'json':
      return `不是 JSON：${JSON_ZH[t.json.code]}${t.json.found === '' ? '（文件到此结束）' : ''}`;
    case 'not-an-object':
      return '此处应为对象：{ "要素": 值, … }';
    case 'payments':
      return '已付款项应为数组：[ { "clause": "…", "amount": "10万元", "on": "2024-05-01" } ]';
    case 'payment':
      return '一笔已付款项应为对象：{ "clause": "…", "amount": "10万元", "on": "2024-05-01" }';
    case 'unknown-fact':
      return `政策中没有要素“${t.name}”${or(t.nearest)}${!t.nearest && t.known.length > 0 ? `；现有 ${list(t.known, '、')}` : ''}`;
    case 'unknown-field':
      return `${t.list} 的项中没有字段“${t.name}”${or(t.nearest)}${!t.nearest ? `；现有 ${list(t.known, '、')}` : ''}`;
    case 'computed':
      return `“${t.name}”由政策算出（定义）；请给出计算它所用的要素`;
    case 'reserved-fact':
      return `“${t.name}”既是政策的要素，又是要素文件的键；请把全部要素放入 "facts": { … }`;
    case 'repeated':
      return `“${t.name}”给了两次`;
    case 'null':
      return `${t.name}：null 不是值；未知的要素请不要写`;
    case 'too-large':
      return `${t.name}：数字过大或位数过多`;
    case 'broken-fact':
      return `${t.name}：它在政策中的声明有错误，请先运行 clausewright lint`;
    case 'type':
      return `${t.name}：${t.found} 不是${wanted(t.type, 'zh')}${write(t.type)}`;
    case 'unit':
      return t.bare
        ? `${t.name}：${t.found} 没有单位，应为${wanted(t.type, 'zh')}；请写成 "${t.found}${unitOf(t.type)}"`
        : `${t.name}：${t.found} 的单位不对，应为${wanted(t.type, 'zh')}${write(t.type)}`;
    case 'unknown-unit':
      return `${t.name}：没有“${t.unit}”这个单位${write(t.type)}`;
    case 'integer':
      return `${t.name}：${t.found} 不是${wanted(t.type, 'zh')}`;
    case 'interval':
      return `${t.name}：${t.found} 超出其范围（${interval(t.bounds, t.type, 'zh', show)}）`;
    case 'member':
      return `${t.name}：没有“${t.member}”这个选项${or(t.nearest)}${!t.nearest ? `；现有 ${list(t.members, '、')}` : ''}`;
    case 'repeated-member':
      return `${t.name}：“${t.member}”写了两次`;
    case 'no-such-date':
      return `${t.name}：${t.found} 不是日期；请写成 "2025-06-30"`;
    case 'too-many-items':
      return `${t.name}：共 ${t.count} 项，政策最多允许 ${t.max} 项`;
    case 'payment-key':
      return `一笔已付款项只有 clause、amount、on 三个键，各一次；没有“${t.name}”`;
    case 'payment-lacks':
      return `这笔已付款项缺少“${t.name}”`;
    case 'unknown-clause':
      return `政策中没有条款“${t.name}”${or(t.nearest)}`;
    case 'negative-payment':
      return `已付款项不能小于零：${t.found}`;
    default: {
      const never: never = t;
      return never;
    }
  }
}

function list(names: readonly string[], comma: string): string {
  return names.length > 12 ? `${names.slice(0, 12).join(comma)}${comma}…` : names.join(comma);
}
