/** Why: a clause that is gone has no line of its own: what that does is said where it stood, above the clause that came behind it. */
import type { ClauseDifference } from '../core/compare/index';
import { policyOf } from '../preview/state';
import type { OpenFile } from '../session';
import type { Known } from './differences';

/** Clauses that the file has no more, by the line above which that is said (the first is 0). Those that it imported are its imports' matter. */
export function removedFrom(
  { base, difference }: Known,
  { document, analysis }: OpenFile,
): ReadonlyMap<number, readonly ClauseDifference[]> {
  const { program } = base.side;
  const now = analysis.program.clauses;
  const matches = new Map(difference.clauses.map((one) => [one.name.a, one] as const));
  const lineOf = (offset: number): number => document.positionAt(offset).line;
  const policy = policyOf(analysis.program)?.place;
  /** Behind the clause before it, where none comes behind it. */
  let last = policy?.uri === analysis.uri ? lineOf(analysis.range(policy).start) : 0;
  let waiting: ClauseDifference[] = [];
  const found = new Map<number, ClauseDifference[]>();
  for (const { name, place } of program.clauses.values()) {
    const match = matches.get(name);
    if (place.uri !== program.root || !match) continue;
    const stands = now.get(match.name.b ?? name);
    if (stands?.place.uri === analysis.uri) {
      const { start, end } = analysis.range(stands.place);
      const line = lineOf(start);
      if (waiting.length > 0) found.set(line, [...(found.get(line) ?? []), ...waiting]);
      waiting = [];
      last = Math.min(lineOf(end) + 1, document.lineCount - 1);
    } else if (match.presence === 'only-a' && !stands) waiting.push(match);
  }
  if (waiting.length > 0) found.set(last, [...(found.get(last) ?? []), ...waiting]);
  return found;
}
