/** A clause whose document gives no figure: shown so that it is not forgotten. Found in ../hygiene. */
import type { Rule } from '../rule';

export const unspecifiedAward: Rule = {
  name: 'unspecified-award',
  group: 'hygiene',
  severity: 'information',
  en: { messages: { default: 'The document gives no figure for “{name}”: it is named beside the total and not part of it.' } },
  zh: { messages: { default: '文件没有给出“{name}”的数额：它列在总计旁边，不计入总计。' } },
};
