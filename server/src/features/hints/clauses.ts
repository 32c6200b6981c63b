/** Why: beside a clause's title what it pays in the selected example. */
import type { Clause } from '../../core/program/program';
import { showOutcome } from '../amounts';
import { clauseLines } from '../clauseLines';
import { block, plain } from '../markdown';
import type { View } from '../view';
import { phrasebook } from '../wording';
import { type Add, fitted } from './hint';

const words = phrasebook({
  pays: { en: 'What the clause pays in “{example}”', zh: '本条款在示例“{example}”中的金额' },
});

export function clauseHint(view: View, clause: Clause, add: Add): void {
  const { analysis, result, showing } = view;
  const outcome = result.evaluation.clauses.get(clause.name);
  if (!outcome) return;
  const winner = outcome.excludedBy && analysis.program.clauses.get(outcome.excludedBy.inFavourOf);
  add({
    place: clause.namePlace,
    label: fitted(`→ ${showOutcome(outcome, clause.currency, showing)}`),
    ...(winner ? { target: winner.namePlace } : {}),
    tooltip: () => {
      const lines = clauseLines(view, clause);
      const head = words('pays', showing.language, { example: plain(result.example.title) });
      return lines.length === 0 ? head : `${head}\n\n${block(lines)}`;
    },
  });
}
