/** A file has a second `policy` item. Reported where a file's items are collected. */
import type { ProgramData } from '../../program/problems';
import type { Rule } from '../rule';
import { byCode } from '../wording';

type Data = ProgramData<'second-policy'>;

export const secondPolicy: Rule = {
  name: 'second-policy',
  group: 'hygiene',
  severity: 'error',
  en: {
    messages: byCode<Data>({ second: 'A file states one policy; the first one counts. Put this one into a file of its own.' }),
    fixes: { 'remove-item': 'Remove the second policy' },
    notes: { 'first-here': 'The policy that counts is here.' },
  },
  zh: {
    messages: byCode<Data>({ second: '一个文件只写一项政策，以第一项为准。请把这一项放到单独的文件中。' }),
    fixes: { 'remove-item': '删除第二项政策' },
    notes: { 'first-here': '有效的政策在这里。' },
  },
};
