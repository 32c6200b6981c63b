/**
 * Random applicants beside the grid, to test that the grid shows all that there is: what they show must stand there too. Only what speaks of single
 * applicants is asked; what compares neighbours (facts, cliffs) is not.
 */
import { Exact } from '../../../server/src/core/exact';
import { Answers } from './answer';
import { inside } from './axes';
import { decideClauses, decideDivisions, decideDuplicates, livesOf } from './clauses';
import { type Grid, isContinuous, xOf } from './grid';
import { decideDominated, decideGroups, decideLimits } from './groups';
import { slashesOf } from './index';
import { observe, type Seen } from './observe';
import { decideTables } from './tables';

/** @param next a random number from 0 below 1 */
export function sampled(grid: Grid, count: number, next: () => number): Answers {
  const seen: Seen[] = [];
  for (let n = 0; n < count; n++) {
    const point = grid.axes.map((axis, i) => {
      const values = grid.values[i] ?? [];
      const value = values[Math.floor(next() * values.length)] ?? 0;
      const x = xOf(value);
      if (!isContinuous(axis) || !x) return value;
      // Beside a value of the grid, near or not, or anywhere near the constants.
      const sevenths = Exact.of(Math.floor(next() * 90) - 20).div(Exact.of(7));
      const near = [x, x.plus(sevenths.div(Exact.of(50))), x.plus(sevenths.div(Exact.of(10_000))), sevenths][Math.floor(next() * 4)] ?? x;
      const bounds = axis.kind === 'fact' ? axis.bounds : { lower: { value: Exact.zero, inclusive: true } };
      const moved = inside(near, bounds) ? near : x;
      return axis.kind === 'paid' ? moved : ({ kind: 'number', value: moved } as const);
    });
    seen.push(observe(grid.program, grid.applicantOf(point), grid.tracing));
  }
  const applicants = seen.filter((s) => s.required === 'yes');
  const beside = Object.create(grid, { relevance: { value: { isComplete: () => false } } }) as Grid;
  const answers = new Answers();
  const lives = livesOf(beside, applicants);
  decideClauses(beside, lives, answers);
  decideDuplicates(beside, lives, answers);
  decideDivisions(beside, lives, slashesOf(grid.program), answers);
  decideGroups(beside, applicants, lives, answers);
  decideDominated(beside, lives, answers);
  decideLimits(beside, applicants, answers);
  decideTables(beside, applicants, lives, answers);
  return answers;
}
