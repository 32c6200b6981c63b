/** Why: which words `severity` takes: findings, groups of them, levels; and which findings stay errors whatever is configured. */
import type { FindingName, Severity } from '../core/finding';
import { allRules } from '../core/lint/index';
import type { Group, Rule } from '../core/lint/rule';

/** What a finding is told as; `off`: not at all. */
export type Level = Severity | 'off';

export const levels = ['error', 'warning', 'information', 'off'] as const satisfies readonly Level[];

export const groups = ['reading', 'tables', 'proved', 'examples', 'hygiene'] as const satisfies readonly Group[];

const all: readonly Rule[] = Object.values(allRules);

export const findingNames: readonly FindingName[] = all.map(({ name }) => name);

/** Where one of these is found nothing of the file can be relied on, so it stays an error. */
const locked: ReadonlySet<string> = new Set<string>(
  all.filter((rule) => rule.name === 'file-not-utf8' || (rule.group === 'reading' && rule.severity === 'error')).map(({ name }) => name),
);

export const isLocked = (name: string): boolean => locked.has(name);

export const groupOf = (name: FindingName): Group => allRules[name].group;

/** What a finding is told as where nothing is configured; undefined where there is no such finding. */
export const usualLevel = (name: string): Severity | undefined => all.find((rule) => rule.name === name)?.severity;

/** The findings of a group, in the order of the pages. */
export const findingsIn = (group: string): readonly FindingName[] => all.filter((rule) => rule.group === group).map(({ name }) => name);
