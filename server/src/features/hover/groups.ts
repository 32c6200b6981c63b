/** Why: a group or a limit under the pointer: its members, whom it keeps or cuts in the selected example, what the others would have had. */
import { showAmount } from '../amounts';
import { groupLines, groupText, limitLines, limitText } from '../between';
import { bullets, plain } from '../markdown';
import { list, phrase } from '../wording';
import { sourceLines, spelled } from './clauses';
import { type Hovered, heading, inExample } from './subject';

export function describeGroup({ analysis, showing, view }: Hovered, name: string): string[] {
  const { language } = showing;
  const group = analysis.program.groups.find((one) => one.name === name);
  if (!group) return [];
  const lines = [
    heading(name, phrase('group', language), group.title),
    ...sourceLines(group, language),
    spelled('among', language, list(group.members.map(plain), language)),
  ];
  const outcome = view?.result.evaluation.groups.find((one) => one.group === name);
  if (!view || !outcome) return lines;
  return [...lines, inExample(view, plain(groupText(view, group, outcome))), bullets(groupLines(view, group, outcome).map(plain))];
}

export function describeLimit({ analysis, showing, view }: Hovered, name: string): string[] {
  const { language } = showing;
  const limit = analysis.program.limits.find((one) => one.name === name);
  if (!limit) return [];
  const lines = [
    heading(name, phrase('limit', language), limit.title),
    ...sourceLines(limit, language),
    spelled('among', language, list(limit.members.map(plain), language)),
  ];
  const outcome = view?.result.evaluation.limits.find((one) => one.limit === name);
  if (!view || !outcome) return lines;
  const after = phrase('after', language, { value: showAmount(outcome.after, showing) });
  return [
    ...lines,
    inExample(view, plain(outcome.bites ? limitText(view, limit, outcome) : after)),
    bullets(limitLines(view, limit, outcome).map(plain)),
  ];
}
