/** Why: a clause under the pointer: where it stands in the document, when it is in force, what it pays the selected example and why. */
import { isoDate } from '../../core/evaluate/display';
import type { Clause, Program } from '../../core/program/program';
import { type KeywordId, spell } from '../../core/syntax/keywords';
import { showOutcome } from '../amounts';
import { clauseLines } from '../clauseLines';
import { block, plain } from '../markdown';
import { type Language, list, phrase } from '../wording';
import { type Hovered, heading, inExample } from './subject';

interface Sourced {
  readonly source?: { readonly article: string; readonly quote?: string };
}

/** A statement of the policy in a line: its keyword, and what it says. */
export function spelled(id: KeywordId, language: Language, value: string): string {
  return phrase('entry', language, { name: spell(id, language), value });
}

/** The article, and what it says. */
export function sourceLines({ source }: Sourced, language: Language): string[] {
  if (!source) return [];
  return [spelled('source', language, plain(source.article)), ...(source.quote ? [`> ${plain(source.quote)}`] : [])];
}

/** The clause's own dates within its file's. */
function inForceLine(clause: Clause, program: Program, language: Language): string[] {
  const file = program.files.find(({ uri }) => uri === clause.place.uri)?.effective;
  const froms = [file?.from, clause.effective?.from].filter((day) => day !== undefined);
  const tos = [file?.to, clause.effective?.to].filter((day) => day !== undefined);
  if (froms.length === 0 && tos.length === 0) return [];
  const from = froms.length > 0 ? isoDate(Math.max(...froms)) : '…';
  const to = tos.length > 0 ? ` ${spell('to', language)} ${isoDate(Math.min(...tos))}` : '';
  return [spelled('effective', language, `${from}${to}`)];
}

export function describeClause({ analysis, showing, view }: Hovered, name: string): string[] {
  const { program } = analysis;
  const clause = program.clauses.get(name);
  if (!clause) return [];
  const { language } = showing;
  const { departments } = clause;
  const lines = [heading(name, phrase('clause', language), clause.title), ...sourceLines(clause, language)];
  if (departments.length > 0) lines.push(spelled('department', language, list(departments.map(plain), language)));
  lines.push(...inForceLine(clause, program, language));
  const outcome = view?.result.evaluation.clauses.get(name);
  if (!view || !outcome) return lines;
  const how = clauseLines(view, clause);
  return [...lines, inExample(view, plain(showOutcome(outcome, clause.currency, showing))), ...(how.length > 0 ? [block(how)] : [])];
}
