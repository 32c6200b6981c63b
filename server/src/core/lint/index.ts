/** Lint: every rule by name, the checks over the typed program, and sentences. */
import type { FindingName } from '../finding';
import type { Rule } from './rule';
import { rules } from './rules/index';

/** By name; complete, since the type asks for every name. */
export const allRules: Readonly<Record<FindingName, Rule>> = Object.fromEntries(rules.map((rule) => [rule.name, rule])) as Record<
  FindingName,
  Rule
>;

export { checkFile, checkItem, type Item } from './check';
export { checkExampleResult } from './examples';
export { checkProgram } from './hygiene';
export { ItemCache, itemsOf } from './items';
export { isProved, isUnread, LintCache, type Linted, type LintInput, lint } from './lint';
export { withProofs } from './proved';
export { renderFinding, renderFix, renderMessage, renderRelated } from './render';
export type { Group, Language, Rule } from './rule';
export { applySuppressions } from './suppress';
