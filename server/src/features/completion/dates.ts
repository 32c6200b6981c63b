/** Why: the days that a policy speaks of, where a date is written: the core has no clock, so today is not among them. */

import { CompletionItemKind } from 'vscode-languageserver';
import { displayConstant } from '../../core/evaluate/display';
import type { Program } from '../../core/program/program';
import { type Language, phrasebook } from '../wording';
import type { Candidate } from './candidate';

const words = phrasebook({
  first: { en: 'first day of the policy', zh: '政策的第一天' },
  last: { en: 'last day of the policy', zh: '政策的最后一天' },
  issued: { en: 'day of issue', zh: '发布日期' },
  example: { en: 'in example “{title}”', zh: '示例“{title}”' },
});

export function dateCandidates(program: Program, rank: number, reader: Language): Candidate[] {
  const days = new Map<number, string>();
  const add = (day: number | undefined, what: string): void => {
    if (day !== undefined && !days.has(day)) days.set(day, what);
  };
  for (const { effective, policy } of program.files.toReversed()) {
    add(effective?.from, words('first', reader));
    add(effective?.to, words('last', reader));
    add(policy?.issued, words('issued', reader));
  }
  for (const { on, title } of program.examples.slice(0, 20)) add(on, words('example', reader, { title }));
  return [...days].map(([day, title], order) => ({
    label: displayConstant({ kind: 'date', day }, { kind: 'date' }, { language: 'en', currency: undefined }),
    kind: CompletionItemKind.Value,
    rank,
    order,
    title,
  }));
}
