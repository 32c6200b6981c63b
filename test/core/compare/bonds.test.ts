/**
 * Why: what groups, limits and the total are said to come to speaks of everybody. Random policies whose clauses hang together are changed in a
 * known way and computed for every applicant: where those are all there are, each verdict must be exactly the one that they show.
 */
import { describe, expect, it } from 'vitest';
import { Comparer, toEnd } from '../../../server/src/core/compare/index';
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
const COUNT = Number(process.env.BONDS_RUNS ?? 6);
const SEED = Number(process.env.BONDS_SEED ?? 1);

/** Finds a policy that the change can be made to; every third is changed a second time, in some other way. */
function* pairs(change: Change, random: Random, count: number): Generator<readonly [PolicySpec, PolicySpec, Program, Program]> {
  for (let made = 0, tries = 0; made < count && tries < count * 60; tries++) {
    const maker = new PolicyMaker(random);
    const before = maker.policy();
    const once = change.apply(before, maker);
    const again = made % 3 === 2 && !change.same ? random.pick(CHANGES.filter((c) => !c.same)) : undefined;
    const after = once && (again ? again.apply(once, maker) : once);
    if (!after || textOf(after) === textOf(before)) continue;
    const [a, b] = [readable(before), readable(after)];
    if (!a || !b) continue;
    made++;
    yield [before, after, a, b];
  }
}

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
