/** Why: whether the examples try out a group's choice, and who wins, can be seen where the group stands. */
import type { GroupOutcome } from '../core/evaluate/values';
import type { Group } from '../core/program/program';
import type { Analysis } from '../core/workspace';
import type { Tally } from './clauseTally';
import { touches } from './touches';
import { type Language, list, phrasebook } from './wording';

const say = phrasebook({
  none: { en: 'in no example does a member of this group pay', zh: '没有示例得到本组成员的支持' },
  wins: { en: '{name} wins {count}×', zh: '{name} 胜出 {count} 次' },
  also: { en: '{name} {count}×', zh: '{name} {count} 次' },
  alone: { en: 'unopposed {count}×', zh: '仅一个支付 {count} 次' },
  conflict: { en: 'conflict {count}', zh: '冲突 {count} 次' },
  unknown: { en: 'undecided {count}', zh: '未能确定 {count} 次' },
});

/** Of the file's own examples. A group over a list is counted item by item. */
export function groupTally(analysis: Analysis, group: Group, language: Language): Tally {
  const wins = new Map<string, number>();
  const counts = { alone: 0, conflict: 0, unknown: 0 };
  const members = group.members.flatMap((name) => analysis.program.clauses.get(name) ?? []);
  const count = ({ state, winner, contenders }: Omit<GroupOutcome, 'group' | 'items'>): boolean => {
    switch (state) {
      case 'idle':
        return false;
      case 'conflict':
      case 'unknown':
        counts[state]++;
        return true;
      case 'settled':
        if (contenders.length < 2 || winner === undefined) counts.alone++;
        else wins.set(winner, (wins.get(winner) ?? 0) + 1);
        return true;
      default:
        return state satisfies never;
    }
  };
  const examples = analysis.examples.filter((result) => {
    const outcome = result.evaluation.groups.find((each) => each.group === group.name);
    if (!outcome || !members.some((clause) => touches(result, clause, analysis.program))) return false;
    return outcome.items && outcome.items.length > 0 ? outcome.items.map(count).includes(true) : count(outcome);
  });
  const winners = [...wins].sort(([, a], [, b]) => b - a);
  const said = winners.map(([name, times], i) => say(i === 0 ? 'wins' : 'also', language, { name, count: String(times) }));
  if (counts.alone > 0) said.push(say('alone', language, { count: String(counts.alone) }));
  // Only where the document leaves the choice open can there be a conflict: there its absence is news.
  if (counts.conflict > 0 || (group.choose === undefined && said.length > 0))
    said.push(say('conflict', language, { count: String(counts.conflict) }));
  if (counts.unknown > 0) said.push(say('unknown', language, { count: String(counts.unknown) }));
  return said.length === 0 ? { title: say('none', language), examples: [] } : { title: list(said, language), examples };
}
