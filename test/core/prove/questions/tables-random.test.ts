/**
 * Row findings of random policies beside the oracle's, which evaluates every applicant of a grid exactly: nothing is said that is not so, nothing
 * is left out, and nothing is refuted that is so.
 */
import fc from 'fast-check';
import { expect, it } from 'vitest';
import { Prover } from '../../../../server/src/core/prove/index';
import { analyse, keyOf } from '../../../support/oracle/compare';
import { decide, Grid, TooLarge } from '../../../support/oracle/index';
import { policyText } from '../../../support/randomPolicy';

const TABLES: readonly string[] = ['row-gap', 'row-overlap', 'row-unreachable', 'member-missing'];

interface Compared {
  readonly differences: readonly string[];
  readonly reported: readonly string[];
  readonly refuted: number;
}

/** Undefined where there is no table, or the policy cannot be tried out. */
function compared(text: string): Compared | undefined {
  if (!/\bby /.test(text)) return undefined;
  const analysis = analyse(text);
  if (analysis.findings.some((f) => f.severity === 'error' && !TABLES.includes(f.name))) return undefined;
  let grid: Grid;
  try {
    grid = new Grid(analysis.program);
  } catch (e) {
    if (e instanceof TooLarge) return undefined;
    throw e;
  }
  const answers = decide(analysis.program, grid);
  const run = new Prover().run({ program: analysis.program, tree: analysis.tree });
  let step = run.next();
  while (!step.done) step = run.next();
  const { problems, replaced = [] } = step.value;
  const refuted = replaced.flatMap(({ place, names }) => names.map((name) => ({ name, place })));
  const differences: string[] = [];
  const reported = new Set<string>();
  for (const p of problems) {
    if (!TABLES.includes(p.name)) continue;
    const key = keyOf({ ...p, range: analysis.range(p.place) }, analysis);
    // Tables of requirements and limits, which the oracle does not look at.
    if (key.endsWith(' ?')) continue;
    if (reported.has(key)) differences.push(`twice: ${key}`);
    reported.add(key);
    if (answers.get(key) === 'no') differences.push(`false: ${key} ${JSON.stringify(p.data)}`);
  }
  for (const { name, place } of refuted) {
    const key = keyOf({ name, data: {}, range: analysis.range(place) }, analysis);
    if (answers.get(key) === 'yes' || reported.has(key)) differences.push(`refuted: ${key}`);
  }
  const open = problems.some((p) => p.name === 'not-decided' && TABLES.some((t) => [p.data.findings].flat().includes(t)));
  for (const [key, answer] of answers.entries()) {
    const isRow = TABLES.includes(key.split(' ')[0] ?? '');
    if (isRow && answer === 'yes' && !reported.has(key) && !open) differences.push(`missing: ${key}`);
  }
  return { differences, reported: [...reported], refuted: refuted.length };
}

it('says of rows what a grid of applicants shows', { timeout: 240_000 }, () => {
  const seen = new Map<string, number>();
  let refuted = 0;
  fc.assert(
    fc.property(policyText, (text) => {
      const found = compared(text);
      if (!found) return;
      for (const key of found.reported) {
        const name = key.split(' ')[0] ?? '';
        seen.set(name, (seen.get(name) ?? 0) + 1);
      }
      refuted += found.refuted;
      expect(found.differences, text).toEqual([]);
    }),
    { numRuns: 400, seed: 20_250_101 },
  );
  // So that the comparison says something.
  for (const name of TABLES) expect(seen.get(name) ?? 0, name).toBeGreaterThan(5);
  expect(refuted).toBeGreaterThan(100);
});
