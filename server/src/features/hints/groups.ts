/** Why: beside a group which clause it keeps and what the others would have had; beside a limit what it cuts. */
import type { Group, Limit } from '../../core/program/program';
import { groupLines, groupText, limitLines, limitText } from '../between';
import { bullets, plain } from '../markdown';
import type { View } from '../view';
import { phrase } from '../wording';
import { type Add, fitted } from './hint';

export function groupHint(view: View, group: Group, add: Add): void {
  const outcome = view.result.evaluation.groups.find((one) => one.group === group.name);
  if (!outcome) return;
  const { language } = view.showing;
  const target = outcome.winner === undefined ? undefined : view.analysis.program.clauses.get(outcome.winner)?.namePlace;
  add({
    place: group.namePlace,
    label: fitted(groupText(view, group, outcome)),
    ...(target ? { target } : {}),
    tooltip: () => {
      const head = phrase('in-example', language, { example: plain(view.result.example.title) });
      return [head, bullets(groupLines(view, group, outcome).map(plain))].join('\n\n');
    },
  });
}

export function limitHint(view: View, limit: Limit, add: Add): void {
  const outcome = view.result.evaluation.limits.find((one) => one.limit === limit.name);
  if (!outcome) return;
  const { language } = view.showing;
  add({
    place: limit.namePlace,
    label: fitted(limitText(view, limit, outcome)),
    tooltip: () => {
      const head = phrase('in-example', language, { example: plain(view.result.example.title) });
      return [head, bullets(limitLines(view, limit, outcome).map(plain))].join('\n\n');
    },
  });
}
