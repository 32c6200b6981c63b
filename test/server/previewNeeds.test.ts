/** Which fact to ask for first. Held to brute force: every answer to every fact, with everything evaluated anew. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { evaluate } from '../../server/src/core/evaluate/index';
import type { Applicant } from '../../server/src/core/evaluate/values';
import type { Given, Program } from '../../server/src/core/program/program';
import { needsOf } from '../../server/src/preview/needs';
import { previewed } from './previewSupport';

const nobody: Applicant = { facts: new Map(), history: [] };

/** Clauses that are not unknown, on average over all answers to a fact that is yes or no, or one of a few. */
function decided(program: Program, fact: string): number {
  const { type } = program.facts.get(fact) ?? {};
  const answers: Given[] =
    type?.kind === 'boolean'
      ? [true, false].map((value) => ({ kind: 'boolean', value }))
      : type?.kind === 'member'
        ? type.members.map((member) => ({ kind: 'member', member }))
        : [];
  const counts = answers.map((answer) => {
    const outcomes = evaluate(program, { ...nobody, facts: new Map([[fact, answer]]) }).clauses;
    return [...outcomes.values()].filter(({ status }) => status !== 'unknown').length;
  });
  return counts.reduce((sum, one) => sum + one, 0) / Math.max(1, counts.length);
}

describe('the facts that are needed', () => {
  it('begin with what every clause hangs on', () => {
    const text = `policy "P" { currency 元 }
fact registered "Registered": boolean
fact green "Green": boolean
fact size "Size": one of { small, big }
require registered "must be registered"
clause a "A" { when green, award 10元 }
clause b "B" { when size = big, award 20元 }
clause c "C" { award 30元 }
example "e" { }
`;
    const [first] = needsOf(previewed(text, nobody));
    // Not registered decides all three, registered decides c. Together they may pay 60元.
    expect(first).toEqual({ path: 'registered', label: 'Registered', why: 'May decide 3 clauses, up to ¥60', clauses: ['a', 'b', 'c'] });
  });

  it('say that a fact decides what it decides whatever the answer is', () => {
    const text = `policy "P" { currency 元 }
fact green "Green": boolean
clause a "A" { when green, award 10元 }
clause b "B" { when not green, award 20元 }
example "e" { }
`;
    expect(needsOf(previewed(text, nobody))).toEqual([
      { path: 'green', label: 'Green', why: 'Decides 2 clauses, up to ¥30', clauses: ['a', 'b'] },
    ]);
    expect(needsOf(previewed(text, nobody, { locale: 'zh-cn' }))[0]?.why).toBe('可以确定 2 个条款，最多涉及 30元');
  });

  it('where as much is decided, begin with where more money is', () => {
    const text = `policy "P" { currency 元 }
fact x "X": boolean
fact y "Y": money from 0元
fact z "Z": boolean
clause a "A" { when x, award 10元 }
clause b "B" { when y over 5元, when z, award 1000元 }
example "e" { }
`;
    expect(needsOf(previewed(text, nobody)).map(({ path }) => path)[0]).toBe('x');
  });

  it('name a field of an item, and the date', () => {
    const text = `policy "P" { currency 元, effective 2025-01-01 to 2025-12-31 }
fact l "Projects": list to 3 of { cost "Cost": money from 0元 }
clause a "A" { each l, award cost, cap 10元 }
example "e" { }
`;
    const found = needsOf(previewed(text, { facts: new Map([['l', { kind: 'list', items: [{}] }]]), history: [] }));
    expect(found.map(({ path, label }) => [path, label])).toEqual(expect.arrayContaining([['as_of', 'the date']]));
    const dated = needsOf(previewed(text, { facts: new Map([['l', { kind: 'list', items: [{}] }]]), history: [], asOf: 20_200 }));
    expect(dated.map(({ path, label }) => [path, label])).toEqual([['l[0].cost', 'Projects, no. 1: Cost']]);
  });

  it('are none where nothing is unknown', () => {
    expect(needsOf(previewed(`policy "P" { currency 元 }\nclause a "A" { award 10元 }\nexample "e" { }\n`))).toEqual([]);
  });

  it('begin with the one that decides most clauses, by brute force over random policies', () => {
    let compared = 0;
    const clause = fc.record({ fact: fc.nat(3), negated: fc.boolean(), amount: fc.integer({ min: 1, max: 99 }) });
    fc.assert(
      fc.property(fc.array(clause, { minLength: 1, maxLength: 6 }), (clauses) => {
        const conditions = ['p', 'q', 'k = one', 'k = two'];
        const text = `policy "P" { currency 元 }
fact p "P": boolean
fact q "Q": boolean
fact k "K": one of { one, two, three }
${clauses
  .map(({ fact, negated, amount }, i) => `clause c${i} "C${i}" { when ${negated ? 'not (' : '('}${conditions[fact]}), award ${amount}元 }`)
  .join('\n')}
example "e" { }
`;
        const p = previewed(text, nobody);
        const found = needsOf(p);
        const worth = found.map(({ path }) => decided(p.program, path));
        for (const [i, one] of worth.entries()) if (i > 0) expect(worth[i - 1]).toBeGreaterThanOrEqual(one);
        if (new Set(worth).size > 1) compared++;
      }),
      { numRuns: 60, seed: 7 },
    );
    expect(compared).toBeGreaterThan(10);
  });
});
