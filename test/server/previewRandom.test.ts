/** Whatever the policy and whatever is known of the applicant: each part of the state keeps to its shape, and says of each clause what the evaluator says. */
import fc from 'fast-check';
import * as v from 'valibot';
import { describe, expect, it } from 'vitest';
import type { Applicant } from '../../server/src/core/evaluate/values';
import { awardsOf } from '../../server/src/preview/awards';
import { detailsOf } from '../../server/src/preview/details';
import { pageOf } from '../../server/src/preview/markdown';
import { needsOf } from '../../server/src/preview/needs';
import { awards, details, values } from '../../server/src/previewProtocol';
import { DAY, stepOf } from '../support/randomApplicant';
import { policyText } from '../support/randomPolicy';
import { previewed } from './previewSupport';

describe('of a random policy and applicant', () => {
  it('all parts can be made, in both languages', () => {
    const seen = new Set<string>();
    fc.assert(
      fc.property(policyText, fc.array(fc.nat(9999), { maxLength: 6 }), fc.constantFrom('en', 'zh-cn'), (text, numbers, locale) => {
        const nobody: Applicant = { facts: new Map(), history: [], ...(numbers.length % 4 === 3 ? {} : { asOf: DAY }) };
        const { program } = previewed(text, nobody);
        const who = numbers.reduce((one, n) => stepOf(program, one, n), nobody);
        const p = previewed(text, who, { locale });
        const made = awardsOf(p);
        expect(v.safeParse(awards, made).success).toBe(true);
        expect(made.clauses.map(({ name }) => name)).toEqual([...program.clauses.keys()]);
        for (const { name, status, why } of made.clauses) {
          seen.add(status);
          expect(status).toBe(p.evaluation.clauses.get(name)?.status);
          // Nobody is left without a reason, and no blank is left unfilled.
          if (status !== 'payable') expect(why).toBeTruthy();
          expect(why ?? '').not.toMatch(/\{\w+\}|undefined/);
        }
        for (const { text: told } of made.rules) expect(told).not.toMatch(/\{\w+\}|undefined/);
        // Either bars that end with a total, or a sentence in their place.
        expect(made.waterfall.bars.at(-1)?.kind === 'total').toBe(made.waterfall.instead === undefined);
        const open = Object.fromEntries([...program.clauses.keys()].map((name) => [name, 3]));
        const looked = detailsOf(p, open);
        expect(v.safeParse(details, looked).success).toBe(true);
        for (const one of looked.clauses) expect(one.amount).toBe(made.clauses.find(({ name }) => name === one.name)?.amount);
        const needs = needsOf(p);
        expect(v.safeParse(values.entries.needs, needs).success).toBe(true);
        expect(new Set(needs.map(({ path }) => path)).size).toBe(needs.length);
        // Something is asked for where the total is unknown for want of it.
        const { value } = p.evaluation.total;
        if (value.state === 'unknown' && value.needs.length > 0) expect(needs.length).toBeGreaterThan(0);
        expect(pageOf(p)).toContain(made.total.text.replace(/[\\`*_[\]<>~|#&!$]/g, '\\$&'));
      }),
      { numRuns: 200 },
    );
    expect([...seen]).toEqual(expect.arrayContaining(['payable', 'ineligible', 'unknown', 'excluded']));
  }, 60_000);
});
