/** Questions about one applicant; the figures are worked out by hand beside them. */
import { describe, expect, it } from 'vitest';
import type { Applicant } from '../../../../server/src/core/evaluate/values';
import { Exact } from '../../../../server/src/core/exact';
import { parseDay } from '../../../../server/src/core/program/dates';
import type { Constant, Given } from '../../../../server/src/core/program/program';
import { Replay } from '../../../../server/src/core/prove/witness/replay';
import { programOf } from '../../../support/program';

const n = (text: string): Constant => ({ kind: 'number', value: Exact.of(text) });
const yes: Constant = { kind: 'boolean', value: true };
const no: Constant = { kind: 'boolean', value: false };
const program = programOf(`policy "P" { effective 2025-01-01 to 2026-12-31 }
fact cost "Cost": money from 0元
fact share "Share": percent
fact here "Here": boolean
fact projects "Projects": list of { size "Size": money from 0元, good "Good": boolean }
require here "must be here"
clause a "A" { when any { cost over 100元, share over 50% }; award 50% of cost; less 10元; cap 200元 }
clause b "B" { award 30元 / share }
clause items "Items" { each projects; when good; award size; cap 50元 }
clause old "Old" { effective 2025-01-01 to 2025-06-30; award 1元 }
exclusive g "G" { among a, b; choose highest }
limit l "L" { among a, items; cap 220元 }
`);
const who = (facts: Record<string, Given>, iso = '2025-03-01'): Applicant => ({
  facts: new Map(Object.entries(facts)),
  history: [],
  asOf: parseDay(iso) ?? 0,
});
const projects: Given = {
  kind: 'list',
  items: [
    { size: n('80'), good: yes },
    { size: n('20'), good: no },
    { size: n('30'), good: yes },
  ],
};
const placeOf = (name: string, of: (c: NonNullable<ReturnType<typeof program.clauses.get>>) => unknown) => {
  const clause = program.clauses.get(name);
  if (!clause) throw new Error(name);
  return of(clause) as typeof clause.place;
};

describe('Replay', () => {
  // a: 250 - 10 = 240, capped at 200. b: 30 / 0.5 = 60. items: 50 and 30. g keeps a; l: 200 + 80 less 60.
  const replay = new Replay(program, who({ cost: n('500'), share: n('0.5'), here: yes, projects }));

  it('answers amounts before and after groups and limits', () => {
    expect(['a', 'b', 'items'].map((name) => replay.gross(name)?.toString())).toEqual(['200', '60', '80']);
    expect(['a', 'b', 'items', 'old'].map((name) => replay.amount(name)?.toString())).toEqual(['200', '0', '20', '1']);
    expect(replay.status('b')).toBe('excluded');
    expect(replay.eligible('b')).toBe(true);
    expect(replay.group('g')?.winner).toBe('a');
    expect(replay.cutBy('l')?.toString()).toBe('60');
    expect(replay.total()?.toString()).toBe('221');
    expect(replay.admitted()).toBe(true);
  });

  it('answers steps and conditions at their places, item by item', () => {
    const cap = replay.steps(
      'a',
      placeOf('a', (c) => c.steps[1]?.place),
    );
    expect(cap.map((s) => [s.applied, s.bites, s.before?.toString(), s.figure?.toString(), s.after?.toString()])).toEqual([
      [true, true, '240', '200', '200'],
    ]);
    const each = replay.steps(
      'items',
      placeOf('items', (c) => c.steps[0]?.place),
    );
    expect(each.map((s) => [s.bites, s.before?.toString()])).toEqual([
      [true, '80'],
      [false, '30'],
    ]);
    expect(
      replay.judged(
        'items',
        placeOf('items', (c) => c.conditions[0]?.tests[0]?.place),
      ),
    ).toEqual([true, false, true]);
    expect(
      replay.judged(
        'a',
        placeOf('a', (c) => c.conditions[0]?.place),
      ),
    ).toEqual([true]);
    expect(
      replay.judged(
        'a',
        placeOf('a', (c) => c.conditions[0]?.tests[1]?.place),
      ),
    ).toEqual([false]);
  });

  it('knows what is no number: errors, what is not known, whoever is no applicant', () => {
    const zero = new Replay(program, who({ cost: n('500'), share: n('0'), here: yes, projects }));
    expect(zero.dividesByZero('b')).toBe(true);
    expect(zero.dividesByZero('a')).toBe(false);
    expect(
      zero.dividesByZero(
        'b',
        placeOf('b', (c) => c.benefit.place),
      ),
    ).toBe(false);
    expect(zero.gross('b')).toBeUndefined();
    expect(zero.total()).toBeUndefined();
    const away = new Replay(program, who({ cost: n('500'), share: n('0.5'), here: no, projects }));
    expect(away.admitted()).toBe(false);
    expect(away.admitted('a')).toBe(false);
    expect(away.amount('a')?.toString()).toBe('0');
    const open = new Replay(program, who({ cost: n('500'), share: n('0.5'), projects }));
    expect(open.admitted()).toBe(false);
    expect(open.amount('a')).toBeUndefined();
    expect(new Replay(program, who({}, '2025-07-01')).status('old')).toBe('inactive');
  });
});
