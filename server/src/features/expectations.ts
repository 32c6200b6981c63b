/** Why: what was computed for the thing that an `expect` speaks of, whether or not it is what the author expects. */
import { evaluateExpression } from '../core/evaluate/index';
import type { GroupOutcome } from '../core/evaluate/values';
import { Exact } from '../core/exact';
import type { ExpectTarget } from '../core/program/program';
import type { Analysis } from '../core/workspace';
import { type Showing, showAmount, showOutcome, showTotal } from './amounts';
import { show } from './view';
import { list, phrase } from './wording';

export type ExampleOutcome = Analysis['examples'][number];

function showGroup(group: GroupOutcome, currency: string, showing: Showing): string {
  switch (group.state) {
    case 'settled': {
      const won = group.contenders.find(({ clause }) => clause === group.winner);
      const amount = won && showAmount({ state: 'known', value: { kind: 'number', value: won.amount } }, showing, currency);
      return [group.winner, amount].filter(Boolean).join(' ');
    }
    case 'idle':
      return showAmount({ state: 'known', value: { kind: 'number', value: Exact.zero } }, showing, currency);
    case 'conflict':
      return phrase('conflict', showing.language, {
        names: list(
          group.contenders.map(({ clause }) => clause),
          showing.language,
        ),
      });
    case 'unknown':
      return phrase('unknown', showing.language);
    default:
      return group.state satisfies never;
  }
}

/** The value in words; empty where the expectation speaks of nothing. */
export function actualOf(target: ExpectTarget, result: ExampleOutcome, analysis: Analysis, showing: Showing): string {
  const { applicant, evaluation } = result;
  const { program } = analysis;
  switch (target.kind) {
    case 'total':
      return showTotal(evaluation.total, showing);
    case 'clause': {
      const outcome = evaluation.clauses.get(target.name);
      const clause = program.clauses.get(target.name);
      return outcome && clause ? showOutcome(outcome, clause.currency, showing) : '';
    }
    case 'let': {
      const found = program.lets.get(target.name);
      if (!found) return '';
      const { type, place } = found.value;
      const value = evaluateExpression(program, applicant, { op: 'let', name: target.name, type, place });
      return show({ analysis, result, showing }, value, found.value);
    }
    case 'limit': {
      const outcome = evaluation.limits.find(({ limit }) => limit === target.name);
      return outcome ? showAmount(outcome.after, showing) : '';
    }
    case 'group': {
      const outcome = evaluation.groups.find(({ group }) => group === target.name);
      return outcome ? showGroup(outcome, program.currency ?? '', showing) : '';
    }
    case 'broken':
      return '';
    default:
      return target satisfies never;
  }
}
