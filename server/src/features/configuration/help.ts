/** Why: what a key, a finding, a group or a level of a `clausewright.yaml` is, in Markdown, for completion and for hover alike. */
import { groupHelp, keyHelp, levelHelp, summaryOf } from '../../config/help';
import { findingsIn, groupOf, groups, isLocked, levels, usualLevel } from '../../config/names';
import type { FindingName } from '../../core/finding';
import type { Session } from '../../session';
import { phrasebook } from '../wording';

const phrase = phrasebook({
  usual: { en: 'Usually {level}, in the group {group}.', zh: '通常为 {level}，属于 {group} 类。' },
  locked: { en: 'Always an error, in the group {group}.', zh: '始终为错误，属于 {group} 类。' },
  page: { en: 'What {name} means and what to do', zh: '{name} 的含义与处理办法' },
});

/** @param name of a finding or a group */
export function aboutSubject(session: Session, name: string): string | undefined {
  const { language } = session;
  const group = groups.find((one) => one === name);
  if (group)
    return `${groupHelp[group][language]}\n\n${findingsIn(group)
      .map((one) => `\`${one}\``)
      .join(' ')}`;
  const level = usualLevel(name);
  if (level === undefined) return undefined;
  const of = { level: `\`${level}\``, group: `\`${groupOf(name as FindingName)}\`` };
  const page = session.host.page(name, language);
  return [
    summaryOf(name, language) ?? '',
    phrase(isLocked(name) ? 'locked' : 'usual', language, of),
    ...(page ? [`[${phrase('page', language, { name })}](${page})`] : []),
  ].join('\n\n');
}

/** @param path of the key; indices do not matter */
export function aboutKey(session: Session, path: readonly (string | number)[]): string | undefined {
  const names = path.filter((step) => typeof step === 'string');
  const last = names.at(-1) ?? '';
  if (names.at(-2) === 'severity') return aboutSubject(session, last);
  const known = names.join('.');
  return Object.hasOwn(keyHelp, known) ? keyHelp[known]?.[session.language] : undefined;
}

export function aboutValue(session: Session, path: readonly (string | number)[], value: string): string | undefined {
  const level = levels.find((one) => one === value);
  return level && path.includes('severity') ? levelHelp[level][session.language] : undefined;
}
