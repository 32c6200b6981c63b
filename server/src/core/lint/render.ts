/** Sentences from data, in English or Chinese: the one place where a finding becomes words. */
import type { Finding, FindingData, FindingName, Fix, Related } from '../finding';
import { allRules } from './index';
import type { Language, Sentence, Wording } from './rule';
import { listEn, listZh } from './wording';

function fill(template: string, data: FindingData, language: Language): string {
  return template.replace(/\{(\w+)\}/g, (whole, key: string) => {
    const value = data[key];
    if (value === undefined) return whole;
    return Array.isArray(value) ? (language === 'zh' ? listZh(value) : listEn(value)) : String(value);
  });
}

function say(sentence: Sentence | undefined, data: FindingData, language: Language): string | undefined {
  if (sentence === undefined) return undefined;
  return typeof sentence === 'string' ? fill(sentence, data, language) : sentence(data);
}

const wording = (name: FindingName, language: Language): Wording => allRules[name][language];

/** What is wrong, where and what would be right, in one or two sentences. */
export function renderMessage(finding: { readonly name: FindingName; readonly data: FindingData }, language: Language): string {
  const { messages } = wording(finding.name, language);
  const code = typeof finding.data.code === 'string' ? finding.data.code : 'default';
  return say(messages[code] ?? messages.default, finding.data, language) ?? `${finding.name} (${code})`;
}

/** What a fix does, for a menu. */
export function renderFix(name: FindingName, fix: Pick<Fix, 'title' | 'data'>, language: Language): string {
  return say(wording(name, language).fixes?.[fix.title] ?? common[language][fix.title], fix.data, language) ?? fix.title;
}

/** What another place has to do with a finding. */
export function renderRelated(name: FindingName, related: Pick<Related, 'note' | 'data'>, language: Language): string {
  return say(wording(name, language).notes?.[related.note] ?? notes[language][related.note], related.data, language) ?? related.note;
}

/** All of a finding in words. */
export function renderFinding(finding: Finding, language: Language): { message: string; fixes: string[]; related: string[] } {
  return {
    message: renderMessage(finding, language),
    fixes: (finding.fixes ?? []).map((fix) => renderFix(finding.name, fix, language)),
    related: (finding.related ?? []).map((related) => renderRelated(finding.name, related, language)),
  };
}

const functionsZh: Readonly<Record<string, string>> = { days: '天数', months: '月数', years: '年数' };

/** Titles of fixes that several rules have. */
const common: Readonly<Record<Language, Readonly<Record<string, Sentence>>>> = {
  en: {
    'replace-with': 'Write “{with}”',
    apply: 'Mend it',
    'declare-unit': 'Declare the unit “{name}”',
    'use-function': 'Compute with {function}(…)',
    'use-has': 'Test with `has`',
    'add-braces': 'Put it in braces { … }',
    'add-unit': 'Add the unit “{unit}”',
    remove: 'Remove “{name}”',
    'remove-import': 'Remove the import',
    'remove-item': 'Remove it',
    'use-equals': 'Compare with `=`',
    'insert-witness': 'Add this applicant as an example',
  },
  zh: {
    'replace-with': '改为“{with}”',
    apply: '改正',
    'declare-unit': '声明计量单位“{name}”',
    'use-function': (d) => `用${functionsZh[String(d.function)] ?? d.function}(…)计算`,
    'use-has': '改用“含”',
    'add-braces': '加上花括号 { … }',
    'add-unit': '加上单位“{unit}”',
    remove: '删除“{name}”',
    'remove-import': '删除这条引用',
    'remove-item': '删除',
    'use-equals': '改用 =',
    'insert-witness': '把这个申请人加为示例',
  },
};

/** Notes that several rules have. */
const notes: Readonly<Record<Language, Readonly<Record<string, Sentence>>>> = {
  en: {
    'first-here': 'The first one is here.',
    'declared-here': '“{name}” is declared here.',
    uses: '“{name}” needs “{next}” here.',
    'earlier-row': 'This earlier row matches too.',
    other: '“{name}” is here.',
  },
  zh: {
    'first-here': '第一处在这里。',
    'declared-here': '“{name}”在这里声明。',
    uses: '“{name}”在这里用到“{next}”。',
    'earlier-row': '前面的这一行也匹配。',
    other: '“{name}”在这里。',
  },
};
