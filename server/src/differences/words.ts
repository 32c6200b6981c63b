/** Why: what the editor says about a comparison in its own words, in both languages. */
import { phrasebook } from '../features/wording';

export const say = phrasebook({
  itself: {
    en: 'The file is compared with itself; choose another file or a revision.',
    zh: '不能与文件自身比较；请选另一个文件或版本。',
  },
  'no-file': { en: '{name} cannot be read; choose another file or a revision.', zh: '无法读取 {name}；请选另一个文件或版本。' },
  'no-past': {
    en: 'Git is asked neither in a browser nor in a folder that is not trusted; compare with another file.',
    zh: '在浏览器中和不受信任的文件夹里不使用 git，请与另一个文件比较。',
  },
  'not-wanted': {
    en: 'The setting “clausewright.compareWith” is empty; choose what to compare with.',
    zh: '设置“clausewright.compareWith”为空；请选择要比较的版本。',
  },
  'witness-gone': {
    en: 'The comparison does not show this applicant any more. Choose another one.',
    zh: '比较结果中已没有这个申请人。请另选一个。',
  },
  'since-last-commit': { en: 'since the last commit', zh: '自上次提交以来' },
  'since-base': { en: 'since {base}', zh: '自 {base} 以来' },
  'with-file': { en: 'compared with {base}', zh: '与 {base} 比较' },
  since: { en: 'since {base}: {verdict}', zh: '自 {base} 以来：{verdict}' },
  'since-last': { en: 'since the last commit: {verdict}', zh: '自上次提交以来：{verdict}' },
  stale: { en: '{text} …', zh: '{text} …' },
  'new-clause': { en: 'new clause', zh: '新条款' },
  removed: { en: 'clause “{title}” removed: {verdict}', zh: '条款“{title}”已删除：{verdict}' },
  'removed-more': { en: 'clause “{title}” and {more} more removed', zh: '条款“{title}”等 {count} 项已删除' },
  same: { en: 'same for everyone', zh: '对所有人不变' },
  'never-less': { en: 'never less', zh: '只增不减' },
  'never-more': { en: 'never more', zh: '只减不增' },
  'some-more-some-less': { en: 'some more, some less', zh: '有增有减' },
  'other-outcome': { en: 'another outcome', zh: '结果有变' },
  'not-decided': { en: 'not decided', zh: '未能判定' },
  'example-clause': { en: '{name}: {before} → {after}', zh: '{name}：{before} → {after}' },
  'of-title': { en: '{title}: {why}', zh: '{title}：{why}' },
  'other-applicants': { en: 'others are admitted', zh: '可申请的对象不同' },
  'to-gain': { en: 'gets more', zh: '金额增加' },
  'to-largest-gain': { en: 'gets much more', zh: '金额增加较多' },
  'to-loss': { en: 'gets less', zh: '金额减少' },
  'to-largest-loss': { en: 'gets much less', zh: '金额减少较多' },
  'to-eligible': { en: 'becomes eligible', zh: '变为符合条件' },
  'to-ineligible': { en: 'no longer eligible', zh: '不再符合条件' },
  'to-other': { en: 'another outcome', zh: '结果不同' },
  'to-only-a': { en: 'no longer admitted', zh: '不能再申请' },
  'to-only-b': { en: 'newly admitted', zh: '新的申请人' },
});
