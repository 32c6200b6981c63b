/**
 * Thousands of random policies, the prover's findings beside the oracle's. A run fails on the first policies on which they differ, shrunk to small
 * ones, and where a finding occurred, or was absent, fewer than 50 times: then the policies do not test it.
 */
import fc from 'fast-check';
import { expect, it } from 'vitest';
import type { Prover } from '../../../server/src/core/prove/index';
import { policyText } from '../randomPolicy';
import { FINDINGS } from './answer';
import { compare } from './compare';

/** How often a finding must be there, and not there. */
const LEAST = 50;

export interface Counts {
  readonly yes: Map<string, number>;
  readonly no: Map<string, number>;
  readonly unsure: Map<string, number>;
}

/** @param make a prover for each policy; the first step alone, where it is left out */
export function compareProver(seed: number, runs: number, make?: () => Prover): void {
  it(`agrees with the oracle on ${runs} random policies (seed ${seed})`, { timeout: 600_000 }, () => {
    const counts: Counts = { yes: new Map(), no: new Map(), unsure: new Map() };
    let [policies, undecided, failed] = [0, 0, false];
    fc.assert(
      fc.property(policyText, (text) => {
        const found = compare(text, make?.());
        if (!found) return true;
        if (!failed) {
          // What shrinking tries is not counted.
          policies++;
          undecided += found.undecided.length;
          for (const [key, answer] of found.answers.entries()) {
            const name = key.split(' ')[0] ?? '';
            counts[answer].set(name, (counts[answer].get(name) ?? 0) + 1);
          }
        }
        if (found.differences.length > 0) failed = true;
        expect(found.differences, text).toEqual([]);
        return true;
      }),
      { numRuns: runs, seed, endOnFailure: false },
    );
    console.table(Object.fromEntries(FINDINGS.map((f) => [f, rowOf(counts, f)])));
    console.log(`${policies} policies compared; ${undecided} findings not decided in the first step`);
    const rare = FINDINGS.filter((f) => (counts.yes.get(f) ?? 0) < LEAST || (counts.no.get(f) ?? 0) < LEAST);
    expect(rare).toEqual([]);
  });
}

const rowOf = (counts: Counts, name: string): Record<keyof Counts, number> => ({
  yes: counts.yes.get(name) ?? 0,
  no: counts.no.get(name) ?? 0,
  unsure: counts.unsure.get(name) ?? 0,
});
