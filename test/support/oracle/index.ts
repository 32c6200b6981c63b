/**
 * The oracle: decides every proved finding of a small policy by brute force, with the exact evaluator alone. It shares nothing with the prover;
 * where the two differ one of them is wrong.
 */

import type { Program } from '../../../server/src/core/program/program';
import { visit } from '../../../server/src/core/program/reads';
import { Answers } from './answer';
import { decideClauses, decideDivisions, decideDuplicates, livesOf } from './clauses';
import { decideCliffs } from './cliffs';
import { partsOfClause } from './constants';
import { decideFacts } from './facts';
import { Grid } from './grid';
import { decideDominated, decideGroups, decideLimits } from './groups';
import { decideTables } from './tables';

export { type Answer, Answers, FINDINGS, type FindingName } from './answer';
export { Grid, TooLarge } from './grid';

/** @throws TooLarge where the program has too many applicants to try */
export function decide(program: Program, grid = new Grid(program)): Answers {
  const answers = new Answers();
  const applicants = grid.seen.filter((s) => s.required === 'yes');
  const lives = livesOf(grid, applicants);
  decideClauses(grid, lives, answers);
  decideDuplicates(grid, lives, answers);
  decideDivisions(grid, lives, slashesOf(program), answers);
  decideGroups(grid, applicants, lives, answers);
  decideDominated(grid, lives, answers);
  decideLimits(grid, applicants, answers);
  decideFacts(grid, answers);
  decideTables(grid, applicants, lives, answers);
  decideCliffs(grid, answers);
  return answers;
}

/** Lets and clauses in which something is divided by what is no constant, by their items in the text. */
export function slashesOf(program: Program): ReadonlyMap<object, string> {
  const found = new Map<object, string>();
  const all = [
    ...[...program.lets.values()].map((l) => ({ name: l.name, parts: [l.value] })),
    ...[...program.clauses.values()].map((c) => ({ name: c.name, parts: partsOfClause(c) })),
  ];
  for (const { name, parts } of all) {
    for (const part of parts) {
      visit(part, (e) => {
        if (e.op === 'divide' && e.right.op !== 'constant') found.set(e.place.item, name);
      });
    }
  }
  return found;
}
