/** Words that several rules' sentences share: kinds of names, what a value is for, lists, and suggestions. */
import type { FindingData } from '../finding';
import { describeType } from '../program/describe';
import type { Kind, Role } from '../program/problems';
import type { Sentence } from './rule';

/** One sentence for every code of a finding's data, each seeing the data of its own code. */
export type ByCode<D extends { readonly code: string }> = {
  readonly [C in D['code']]: string | ((data: OfCode<D, C>) => string);
};
type OfCode<D, C> = D extends { readonly code: infer K } ? (C extends K ? Omit<D, 'code'> & { code: C } : never) : never;

/** The compiler has seen that no code is missing; from here on sentences are looked up by the code that the data names. */
export function byCode<D extends { readonly code: string }>(messages: ByCode<D>): Readonly<Record<string, Sentence>> {
  return messages as unknown as Readonly<Record<string, Sentence>>;
}

const kinds: Readonly<Record<Kind | 'total', readonly [en: string, zh: string]>> = {
  fact: ['a fact', '要素'],
  let: ['a let', '定义'],
  clause: ['a clause', '条款'],
  exclusive: ['an exclusive group', '互斥组'],
  limit: ['a limit', '限额'],
  unit: ['a unit', '计量单位'],
  example: ['an example', '示例'],
  field: ['a field', '字段'],
  member: ['a member', '选项'],
  list: ['a list', '清单'],
  total: ['the total', '总计'],
};
export const kindEn = (kind: Kind | 'total' | ''): string => (kind === '' ? '' : kinds[kind][0]);
export const kindZh = (kind: Kind | 'total' | ''): string => (kind === '' ? '' : kinds[kind][1]);

const roles: Readonly<Record<Role, readonly [en: string, zh: string]>> = {
  condition: ['a condition', '条件'],
  operand: ['this operation', '此运算'],
  award: ['an award', '支持金额'],
  less: ['a deduction', '扣减'],
  cap: ['a cap', '封顶'],
  floor: ['a floor', '保底'],
  round: ['a rounding step', '取整'],
  bound: ['the bound of a fact', '要素的界限'],
  default: ['a default', '默认值'],
  pattern: ['a row of this table', '表的这一行'],
  interval: ['this interval', '此区间'],
  subject: ['the subject of a table', '表的对象'],
  rate: ['a rate', '费率'],
  entry: ['this entry', '此分支'],
  argument: ['this function', '此函数'],
  given: ['this fact of an example', '示例中的这个要素'],
  payment: ['a payment', '付款'],
  expectation: ['this expectation', '此项“应得”'],
  tolerance: ['this tolerance', '误差'],
  window: ['a window of time', '时间窗口'],
  unit: ['the definition of a unit', '计量单位的定义'],
  member: ['a member', '选项'],
};
export const roleEn = (role: Role): string => roles[role][0];
export const roleZh = (role: Role): string => roles[role][1];

export const typeEn = (word: string): string => describeType(word, 'en');
export const typeZh = (word: string): string => describeType(word, 'zh');

export const capital = (text: string): string => text.slice(0, 1).toUpperCase() + text.slice(1);

export function listEn(names: readonly string[], last: 'and' | 'or' = 'and'): string {
  if (names.length <= 1) return names[0] ?? '';
  return `${names.slice(0, -1).join(', ')} ${last} ${names.at(-1)}`;
}
export const listZh = (names: readonly string[]): string => names.join('、');

const quoted = (names: readonly string[]): string[] => names.map((n) => `“${n}”`);
/** " Did you mean “a” or “b”?" or nothing. */
export const similarEn = (names: readonly string[]): string => (names.length > 0 ? ` Did you mean ${listEn(quoted(names), 'or')}?` : '');
export const similarZh = (names: readonly string[]): string => (names.length > 0 ? `是不是${quoted(names).join('或')}？` : '');
export const quotedEn = (names: readonly string[]): string => listEn(quoted(names));
export const quotedZh = (names: readonly string[]): string => quoted(names).join('、');

/** Data of findings that are not in a typed union. */
export const text = (data: FindingData, key: string): string => String(data[key] ?? '');
export const texts = (data: FindingData, key: string): readonly string[] => {
  const value = data[key];
  return Array.isArray(value) ? value : value === undefined ? [] : [String(value)];
};

/** What a table's subjects are for one applicant, and the facts that make them so; these may be the subjects themselves. */
export const witnessEn = (data: FindingData): string => {
  const facts = texts(data, 'facts').join(', ');
  return `${listEn(texts(data, 'where'))}${facts ? ` (${facts})` : ''}`;
};
export const witnessZh = (data: FindingData): string => {
  const facts = texts(data, 'facts').join('，');
  return `${texts(data, 'where').join('、')}${facts ? `（${facts}）` : ''}`;
};
