/**
 * Why: what groups, limits and the total are said to come to speaks of everybody. Random policies whose clauses hang together are changed in a
 * known way and computed for every applicant: where those are all there are, each verdict must be exactly the one that they show.
 */
import { describe, expect, it } from 'vitest';
import { Comparer, toEnd, type VerdictKind } from '../../../server/src/core/compare/index';
import type { Program } from '../../../server/src/core/program/program';
import { CHANGES, type Change } from '../../support/bonds/changes';
import { type Held, held } from '../../support/bonds/judged';
import { PolicyMaker, type PolicySpec, textOf } from '../../support/bonds/policy';
import { gridOf } from '../../support/bonds/seen';
import { programOf } from '../../support/program';
import { Random } from '../../support/randomProgram';

const range = () => ({ uri: '', start: 0, end: 0 });

function readable(spec: PolicySpec): Program | undefined {
  try {
    return programOf(textOf(spec));
  } catch {
    return undefined;
  }
}

/** Changed policies for each change. */
const COUNT = Number(process.env.BONDS_RUNS ?? 4);
const SEED = Number(process.env.BONDS_SEED ?? 1);

/** Finds a policy that the change can be made to; every second is changed once more, in some other way. */
function* pairs(change: Change, random: Random, count: number): Generator<readonly [PolicySpec, PolicySpec, Program, Program]> {
  for (let made = 0, tries = 0; made < count && tries < count * 60; tries++) {
    const maker = new PolicyMaker(random);
    const before = maker.policy();
    const once = change.apply(before, maker);
    const again = made % 2 === 1 && !change.same ? random.pick(CHANGES.filter((c) => !c.same)) : undefined;
    const after = once && (again ? again.apply(once, maker) : once);
    if (!after || textOf(after) === textOf(before)) continue;
    const [a, b] = [readable(before), readable(after)];
    if (!a || !b) continue;
    made++;
    yield [before, after, a, b];
  }
}

/** What was said of what, over all changes. */
const all: Held['rows'][number][] = [];

describe.each(CHANGES)('$name', (change) => {
  it('is judged as all applicants show', { timeout: 3_000_000 }, () => {
    const random = new Random(SEED * 1000 + CHANGES.indexOf(change));
    const wrong: string[] = [];
    let compared = 0;
    for (const [before, after, a, b] of pairs(change, random, COUNT)) {
      compared++;
      const { difference } = toEnd(new Comparer().run({ program: a, range }, { program: b, range }));
      const found = held(difference, { spec: before, program: a }, { spec: after, program: b }, gridOf(before, after));
      all.push(...found.rows);
      const same = change.same ? found.rows.filter((r) => r.verdict !== 'same' && r.verdict !== 'not-decided') : [];
      for (const x of [...found.wrong, ...same.map((r) => `${r.kind}: ${r.verdict} of what is the same`)])
        wrong.push(`${x}\n--- ${change.name}\n${textOf(before)}\n--- after\n${textOf(after)}`);
    }
    expect(wrong.slice(0, 3).join('\n\n')).toBe('');
    expect(compared).toBeGreaterThan(COUNT / 2);
  });
});

/** How often each verdict must have been met, of groups, limits and the total: else the rest of this file shows little. */
const LEAST: readonly (readonly [kind: Held['rows'][number]['kind'], verdict: VerdictKind, least: number])[] = [
  ['group', 'same', 50],
  ['group', 'never-less', 10],
  ['group', 'never-more', 10],
  ['group', 'some-more-some-less', 2],
  ['group', 'other-outcome', 10],
  ['limit', 'same', 25],
  ['limit', 'never-less', 5],
  ['limit', 'never-more', 5],
  ['limit', 'some-more-some-less', 1],
  ['limit', 'other-outcome', 5],
  ['total', 'same', 30],
  ['total', 'never-less', 8],
  ['total', 'never-more', 8],
  ['total', 'some-more-some-less', 2],
  ['total', 'other-outcome', 8],
];

describe('all together', () => {
  it('met every verdict, mostly where all applicants are known, and left little open', () => {
    const tally = new Map<string, number>();
    for (const r of all) tally.set(`${r.kind} ${r.verdict}`, (tally.get(`${r.kind} ${r.verdict}`) ?? 0) + 1);
    if (process.env.BONDS_TALLY) {
      console.log(JSON.stringify(Object.fromEntries([...tally].sort()), undefined, 1));
      for (const r of all) if (r.verdict === 'not-decided') console.log(`${r.kind}: not decided (${r.reasons}), should be ${r.should}`);
    }
    expect(LEAST.filter(([kind, verdict, least]) => (tally.get(`${kind} ${verdict}`) ?? 0) < least)).toEqual([]);
    expect(all.filter((r) => r.complete).length).toBeGreaterThan(all.length / 2);
    for (const kind of ['group', 'limit', 'total'] as const) {
      const own = all.filter((r) => r.kind === kind);
      expect(own.filter((r) => r.verdict === 'not-decided').length).toBeLessThan(own.length / 15);
    }
  });
});
