/** Why: keywords as candidates, in the language of the file; whoever types the other language's spelling finds them too. */

import { CompletionItemKind } from 'vscode-languageserver';
import type { ScalarType } from '../../core/program/types';
import { type KeywordId, keyword } from '../../core/syntax/keywords';
import type { Language } from '../wording';
import type { Candidate } from './candidate';
import type { Wanted } from './wanted';

const INTERVAL: ReadonlySet<KeywordId> = new Set<KeywordId>(['over', 'from', 'to', 'below']);

export function wordCandidate(id: KeywordId, rank: number, order: number, language: Language, spelling?: string): Candidate {
  const found = keyword(id);
  const label = spelling ?? found[language][0] ?? id;
  const also = [...found.en, ...found.zh].filter((word) => word !== label);
  return { label, kind: CompletionItemKind.Keyword, rank, order, also, subject: { of: 'keyword', id } };
}

/** All usual spellings: a condition says `at least` rather than `from`. */
export function wordCandidates(id: KeywordId, rank: number, order: number, language: Language): Candidate[] {
  if (!INTERVAL.has(id)) return [wordCandidate(id, rank, order, language)];
  return keyword(id)[language].map((spelling, index) => wordCandidate(id, rank + (index > 1 ? 1 : 0), order + index, language, spelling));
}

/** How well a word goes on with what stands before it. */
export function operatorRank(id: KeywordId, left: ScalarType | undefined): number | undefined {
  switch (id) {
    case 'and':
    case 'or':
      return left === undefined || left.kind === 'boolean' ? 1 : 4;
    case 'has':
      return left?.kind === 'set' ? 0 : left === undefined ? 4 : undefined;
    case 'in':
      return left?.kind === 'member' || left?.kind === 'text'
        ? 0
        : left === undefined || left.kind === 'number' || left.kind === 'date'
          ? 4
          : undefined;
    case 'of':
      return left === undefined ? 3 : left.kind === 'number' ? 2 : undefined;
    case 'over':
    case 'from':
    case 'to':
    case 'below':
      return left === undefined ? 3 : left.kind === 'number' || left.kind === 'date' ? 1 : undefined;
    default:
      return 0;
  }
}

const FUNCTIONS: readonly KeywordId[] = [
  'min',
  'max',
  'abs',
  'round function',
  'round_down',
  'round_up',
  'days',
  'months',
  'years',
  'year',
  'month',
  'day',
  'paid',
];
const DATE_PARTS: ReadonlySet<KeywordId> = new Set<KeywordId>(['days', 'months', 'years', 'year', 'month', 'day']);

/** Words that an operand may begin with. `step`: in a clause's `less`, `cap` …; `expectation`: in an example's `expect`. */
export function operandWords(wanted: Wanted, where: { step: boolean; expectation: boolean }, language: Language): Candidate[] {
  const out: Candidate[] = [];
  const type = wanted.kind === 'type' ? wanted.type : undefined;
  const add = (id: KeywordId, rank: number): void => {
    out.push(wordCandidate(id, rank, 600_000 + out.length, language));
  };
  if (wanted.kind === 'payee') return [];
  if (type?.kind === 'boolean') for (const id of ['yes', 'no'] as const) add(id, 0);
  if (wanted.kind === 'member' || type?.kind === 'set' || type?.kind === 'text' || type?.kind === 'list') return out;
  if (where.step) add('this', type?.kind === 'number' ? 2 : 4);
  if (where.expectation) add('total', 4);
  add('as_of', type?.kind === 'date' ? 0 : 7);
  if (type?.kind === 'date') return out;
  const numbers = type?.kind !== 'boolean';
  if (numbers) {
    for (const id of ['by', 'marginal', 'highest', 'lowest', 'sum', 'first'] as const) add(id, 5);
    for (const id of FUNCTIONS) {
      const dates = wanted.kind === 'condition' || wanted.kind === 'any' || wanted.kind === 'number';
      const found = wordCandidate(id, DATE_PARTS.has(id) && !dates ? 7 : 5, 650_000 + out.length, language);
      out.push({ ...found, kind: CompletionItemKind.Function, snippet: `${found.label}($1)`, insert: found.label });
    }
  }
  return out;
}
