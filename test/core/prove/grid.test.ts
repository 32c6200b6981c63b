/** The oracle's grids show all that there is: random applicants beside them show nothing that they deny. */
import fc from 'fast-check';
import { expect, it } from 'vitest';
import { isReadable } from '../../support/oracle/compare';
import { decide, Grid, TooLarge } from '../../support/oracle/index';
import { sampled } from '../../support/oracle/sample';
import { programOf } from '../../support/program';
import { policyText } from '../../support/randomPolicy';
import { Random } from '../../support/randomProgram';

const RUNS = Number(process.env.ORACLE_RUNS ?? 400);
const SEED = Number(process.env.ORACLE_SEED ?? 11);

it('what random applicants show, the grid shows too', { timeout: 300_000 }, () => {
  const random = new Random(SEED);
  const missed: string[] = [];
  let compared = 0;
  for (const text of fc.sample(policyText, { numRuns: RUNS, seed: SEED })) {
    if (!isReadable(text)) continue;
    const program = programOf(text);
    try {
      const grid = new Grid(program);
      const answers = decide(program, grid);
      for (const [key, answer] of sampled(grid, 150, () => random.next()).entries()) {
        if (answer === 'unsure') continue;
        compared++;
        const known = answers.get(key);
        if (known !== answer && known !== 'unsure') missed.push(`${key}: ${known} on the grid, ${answer} beside it\n${text}`);
      }
    } catch (error) {
      if (!(error instanceof TooLarge)) throw error;
    }
  }
  expect(missed).toEqual([]);
  expect(compared).toBeGreaterThan(RUNS);
});
