/** Which facts of a witness a message names. */
import type { Applicant } from '../../evaluate/values';
import type { Program } from '../../program/program';
import { readsOfClause, readsOfLet } from '../../program/reads';
import { givenText } from './literal';

const MOST = 4;

/** The facts that these clauses read, themselves or through others, as `name = value`; at most four, then an ellipsis. */
export function factsThatMatter(
  program: Program,
  applicant: Applicant,
  clauses: readonly string[],
  language: 'en' | 'zh',
): readonly string[] {
  const seen = new Set<string>();
  const work = [...clauses];
  for (let name = work.pop(); name !== undefined; name = work.pop()) {
    if (seen.has(name)) continue;
    seen.add(name);
    const clause = program.clauses.get(name);
    const own = program.lets.get(name);
    if (clause) work.push(...readsOfClause(clause));
    else if (own) work.push(...readsOfLet(own));
  }
  const texts = [...program.facts.values()].flatMap((fact) => {
    const given = seen.has(fact.name) ? applicant.facts.get(fact.name) : undefined;
    const text = given && givenText(given, fact.type, program, language);
    return text === undefined ? [] : [`${fact.name} = ${text.replace(/\s+/g, ' ')}`];
  });
  return texts.length > MOST ? [...texts.slice(0, MOST), '…'] : texts;
}
