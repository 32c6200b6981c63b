/** An import that brings nothing that is used. Found in ../hygiene. */
import type { Rule } from '../rule';

export const unusedImport: Rule = {
  name: 'unused-import',
  group: 'hygiene',
  severity: 'information',
  en: { messages: { default: 'Nothing of “{path}” is used here; take the import out.' }, fixes: { 'remove-item': 'Remove the import' } },
  zh: { messages: { default: '这里没有用到“{path}”中的内容；请删除这条引用。' }, fixes: { 'remove-item': '删除这条引用' } },
};
