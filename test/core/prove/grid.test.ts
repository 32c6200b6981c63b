/** The random policies have every construct, and the oracle's grids show all that there is: random applicants beside them show nothing that they deny. */
import fc from 'fast-check';
import { expect, it } from 'vitest';
import { isReadable } from '../../support/oracle/compare';
import { decide, Grid, TooLarge } from '../../support/oracle/index';
import { sampled } from '../../support/oracle/sample';
import { programOf } from '../../support/program';
import { policyText } from '../../support/randomPolicy';
import { Random } from '../../support/randomProgram';

const RUNS = Number(process.env.ORACLE_RUNS ?? 250);
const SEED = Number(process.env.ORACLE_SEED ?? 11);

const CONSTRUCTS: readonly RegExp[] = [
  /: money/,
  /: integer 元/,
  /: integer from/,
  /: integer 人/,
  /: percent/,
  /: boolean/,
  /: date/,
  /: text/,
  /one of/,
  /any of/,
  /list to/,
  /default/,
  /^require/m,
  /^let/m,
  /^ +let/m,
  /- \w+\) \/ \w+/,
  / and /,
  / or /,
  /not /,
  /when any/,
  / in \{/,
  / has /,
  / (over|from) .* (to|below) .*\n/,
  /by \w+ \{/,
  /by \w+ \| /,
  /by g /,
  /by \(/,
  /otherwise:/,
  /any \|/,
  /marginal/,
  /highest \{/,
  /lowest \{/,
  /sum \{/,
  /first \{/,
  /(sum|first) each l/,
  /^ {2}each l/m,
  /min\(/,
  /max\(/,
  /abs\(/,
  /round\(/,
  /round_down\(/,
  /round_up\(/,
  /if .* then .* else/,
  /less /,
  /less 50% of this/,
  /cap /,
  /floor /,
  /round down to/,
  /round up to/,
  /round half to/,
  /cap .* when/,
  /cap .* (ever|per year|within)/,
  /paid\(c\d\)/,
  /paid\(c\d, /,
  /as_of/,
  /months\(/,
  /years\(/,
  /days\(/,
  /day\(/,
  /month\(/,
  / \+ 1年/,
  / \+ 1个月/,
  /^ {2}effective 2025-\d\d-\d\d\n/m,
  /choose highest/,
  /choose first/,
  /exclusive y/,
  /exclusive x "x" \{\n {2}each l/,
  /limit top/,
  /limit top "top" \{\n {2}each l/,
  /limit[^}]*cap .* (ever|per year|within)/,
  /of c1/,
  /up to/,
  /grants/,
  /unspecified/,
];

it('the policies have every construct', () => {
  const texts = fc.sample(policyText, { numRuns: 3000, seed: SEED });
  const rare = CONSTRUCTS.filter((c) => texts.filter((t) => c.test(t)).length < 10);
  expect(rare).toEqual([]);
});

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
