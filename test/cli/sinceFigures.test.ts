/** Why: a policy's amounts and bounds are set anew every year, and what was wrong with a statement before is not new for that. */
import { describe, expect, it, vi } from 'vitest';
import { Scratch } from './support/repository';

vi.setConfig({ testTimeout: 60_000 });

/** What is new from one text to the next. */
async function news(before: string, now: string): Promise<string[]> {
  const r = new Scratch();
  r.commit({ 'a.clause': before });
  r.write('a.clause', now);
  const ran = await r.run(['lint', '--since', 'HEAD', '--format', 'json']);
  const { findings } = JSON.parse(ran.out) as { findings: { name: string; item: string }[] };
  return findings.map(({ name, item }) => `${name}, ${item}`);
}

const FACTS = 'fact income "Income": money from 0元 to 9000元\nfact staff "Staff": integer 人 from 1人 to 99人\n';
const clause = (body: string, name = 'c') => `clause ${name} "C" {\n${body}\n}\n`;

describe('figures of a statement in which something is found', () => {
  const table = (one: number, two: number, bound: number) =>
    `${FACTS}${clause(`award by income { to ${bound}元: ${one}元, over ${bound}元: ${two}元 }`)}`;

  it.each<[string, string, string]>([
    [
      'a boundary behind which nobody is eligible',
      FACTS + clause('when income to 500元\naward 30元'),
      FACTS + clause('when income to 600元\naward 30元'),
    ],
    ['amounts and bounds of a table that falls', table(300, 200, 1000), table(330, 220, 1100)],
    ['a cap that nobody reaches', FACTS + clause('award 10% of income\ncap 5000元'), FACTS + clause('award 10% of income\ncap 5500元')],
    ['an award that is below zero', FACTS + clause('award 100元 - 10% of income'), FACTS + clause('award 120元 - 12.5% of income')],
    ['a name that is declared nowhere', FACTS + clause('award 10% of incme'), FACTS + clause('award 12% of incme')],
    [
      'rows that overlap',
      FACTS + clause('award by staff { to 9人: 1元, from 8人: 2元 }'),
      FACTS + clause('award by staff { to 19人: 1元, from 18人: 2元 }'),
    ],
  ])('%s', async (_, before, now) => {
    // It is found at all.
    expect((await news('', before)).length).toBeGreaterThan(0);
    expect(await news(before, now)).toEqual([]);
  });

  it('is counted: one more is one more', async () => {
    const capped = (...caps: number[]) => FACTS + clause(['award 10% of income', ...caps.map((cap) => `cap ${cap}元`)].join('\n'));
    expect(await news(capped(5000), capped(5500, 6500))).toEqual(['cap-never-reached, clause c']);
  });

  it('tells what is found in a statement that stands as it stood', async () => {
    // The row from 201 on is gone, which nobody had reached; that from 50 on is reached by nobody since the bound fell.
    const text = (most: number, ...rows: string[]) =>
      `fact n "N": integer from 1 to ${most}\n${clause(`award by n {\n${rows.join('\n')}\n} + n * 1元`)}`;
    expect(
      await news(text(99, 'to 49: 1元', 'from 50 to 200: 2元', 'from 201 to 300: 3元'), text(40, 'to 49: 1元', 'from 50 to 200: 2元')),
    ).toEqual(['row-unreachable, clause c']);
  });

  it('is another finding where more than figures changed, or in another clause', async () => {
    const before = FACTS + clause('when income to 500元\naward 30元');
    expect(await news(before, FACTS + clause('when income - 1元 to 600元\naward 30元'))).toEqual(['award-cliff, clause c']);
    expect(await news(before, before + clause('when income to 600元\naward 40元', 'd'))).toEqual(['award-cliff, clause d']);
    // Digits of a name are no figure.
    const named = (name: string) => FACTS + clause(`award 10% of ${name}`);
    expect(await news(named('incme1'), named('incme2'))).toEqual(['unknown-name, clause c']);
  });
});
