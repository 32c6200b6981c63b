/** How often a server that dies is started again. */
import { describe, expect, it } from 'vitest';
import { Deaths, period } from '../../client/src/restarts';

describe('a server that dies', () => {
  it('comes back four times and stays down at the fifth', () => {
    const deaths = new Deaths();
    expect([0, 1000, 2000, 3000, 4000].map((time) => deaths.record(time))).toEqual([true, true, true, true, false]);
  });

  it('comes back for ever where the deaths are far apart', () => {
    const deaths = new Deaths();
    // Never five within three minutes: one each 45 seconds, so that four fall into any three minutes and a fifth begins the next.
    const times = Array.from({ length: 40 }, (_, index) => index * (period / 4 + 1));
    expect(times.map((time) => deaths.record(time))).not.toContain(false);
  });

  it('counts anew when the author starts it', () => {
    const deaths = new Deaths();
    for (const time of [0, 1, 2, 3, 4]) deaths.record(time);
    deaths.forget();
    expect(deaths.record(5)).toBe(true);
  });
});
