/** A value outside the interval that its fact declares. Found in ../examples. */
import type { FindingData } from '../../finding';
import { phrase } from '../phrase';
import type { Language, Rule } from '../rule';
import { texts } from '../wording';

const bounds = (d: FindingData, language: Language) => phrase(texts(d, 'bounds'), language);

export const factOutOfRange: Rule = {
  name: 'fact-out-of-range',
  group: 'examples',
  severity: 'error',
  en: {
    messages: {
      value: (d) => `“${d.fact}” must be ${bounds(d, 'en')}, but this is ${d.value}.`,
      default: (d) => `“${d.fact}” must be ${bounds(d, 'en')}, but its default is ${d.value}.`,
      items: (d) => `“${d.fact}” has at most ${d.most} items, but these are ${d.found}.`,
    },
  },
  zh: {
    messages: {
      value: (d) => `“${d.fact}”应${bounds(d, 'zh')}，这里却是 ${d.value}。`,
      default: (d) => `“${d.fact}”应${bounds(d, 'zh')}，其默认值却是 ${d.value}。`,
      items: (d) => `“${d.fact}”最多有 ${d.most} 项，这里却有 ${d.found} 项。`,
    },
  },
};
