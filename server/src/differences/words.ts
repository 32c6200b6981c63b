/** Why: what the editor says about a comparison in its own words, in both languages. */
import { phrasebook } from '../features/wording';

export const say = phrasebook({
  itself: {
    en: 'The file is compared with itself; choose another file or a revision.',
    zh: '不能与文件自身比较；请选另一个文件或版本。',
  },
  'no-file': { en: '{name} cannot be read; choose another file or a revision.', zh: '无法读取 {name}；请选另一个文件或版本。' },
  'no-past': {
    en: 'There are no earlier versions here, since git cannot be asked in a browser; compare with another file.',
    zh: '浏览器中无法使用 git，没有历史版本；请与另一个文件比较。',
  },
  'not-wanted': {
    en: 'The setting “clausewright.compareWith” is empty; choose what to compare with.',
    zh: '设置“clausewright.compareWith”为空；请选择要比较的版本。',
  },
  'last-commit': { en: 'the last commit', zh: '上次提交' },
  since: { en: 'since {base}: {verdict}', zh: '自 {base} 以来：{verdict}' },
  'since-last': { en: 'since the last commit: {verdict}', zh: '自上次提交以来：{verdict}' },
  stale: { en: '{text} …', zh: '{text} …' },
  'new-clause': { en: 'new clause', zh: '新条款' },
  same: { en: 'same for everyone', zh: '对所有人不变' },
  'never-less': { en: 'never less', zh: '只增不减' },
  'never-more': { en: 'never more', zh: '只减不增' },
  'some-more-some-less': { en: 'some more, some less', zh: '有增有减' },
  'other-outcome': { en: 'another outcome', zh: '结果有变' },
  'not-decided': { en: 'not decided', zh: '未能判定' },
});
