/**
 * Thousands of random policies, the prover's findings beside the oracle's. Where a finding occurred, or was absent, fewer than 50 times the test fails
 * too: then the policies do not test it. Nothing is shrunk: the policies are small, and trying smaller ones takes longer than all of them.
 */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { policyText } from '../randomPolicy';
import { FINDINGS } from './answer';
import { compare } from './compare';

/** How often a finding must be there, and not there. */
const LEAST = 50;

/** @param seeds one batch of `runs` policies each; the first step alone */
export function compareProver(seeds: readonly number[], runs: number): void {
  describe('the prover beside brute force', () => {
    const counts = { yes: new Map<string, number>(), no: new Map<string, number>(), unsure: new Map<string, number>() };
    let [policies, undecided] = [0, 0];
    for (const seed of seeds) {
      it(`agrees on ${runs} random policies (seed ${seed})`, { timeout: 600_000 }, () => {
        for (const text of fc.sample(policyText, { seed, numRuns: runs })) {
          const found = compare(text);
          if (!found) continue;
          policies++;
          undecided += found.undecided.length;
          for (const [key, answer] of found.answers.entries()) {
            const name = key.split(' ')[0] ?? '';
            counts[answer].set(name, (counts[answer].get(name) ?? 0) + 1);
          }
          expect(found.differences, text).toEqual([]);
        }
      });
    }

    it(`met each finding at least ${LEAST} times, and missed it as often`, () => {
      console.table(
        Object.fromEntries(
          FINDINGS.map((f) => [f, { yes: counts.yes.get(f) ?? 0, no: counts.no.get(f) ?? 0, unsure: counts.unsure.get(f) ?? 0 }]),
        ),
      );
      console.log(`${policies} policies compared; ${undecided} findings not decided in the first step`);
      expect(FINDINGS.filter((f) => (counts.yes.get(f) ?? 0) < LEAST || (counts.no.get(f) ?? 0) < LEAST)).toEqual([]);
      expect(undecided / policies).toBeLessThan(0.02);
    });
  });
}
