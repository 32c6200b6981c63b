/** Why: what each verdict means, on pairs of policies whose difference can be worked out on paper. */
import { describe, expect, it } from 'vitest';
import { type ClauseDifference, Comparer, type Difference, toEnd } from '../../../server/src/core/compare/index';
import { Exact } from '../../../server/src/core/exact';
import { amountsOf, differenceOf, sideOf, verdictsOf } from '../../support/compareTexts';

const POLICY = 'policy "P" {\n  effective 2025-01-01 to 2025-12-31\n}\n';
const FACTS = 'fact m "Spending": money from 0元 to 1000元\nfact k "Kind": one of { a, b }\n';
const clause = (body: string, name = 'c', title = name) => `clause ${name} "${title}" {\n${body}\n}\n`;
const text = (...clauses: readonly string[]) => POLICY + FACTS + clauses.join('');
const one = (d: Difference, name = 'c'): ClauseDifference => {
  const found = d.clauses.find((c) => c.name.b === name || c.name.a === name);
  if (!found) throw new Error(`no clause ${name}`);
  return found;
};

describe('the verdict of a clause', () => {
  it('is the same for the same text', () => {
    const d = differenceOf(text(clause('award 10% of m')), text(clause('award 10% of m')));
    expect(verdictsOf(d)).toEqual({ c: 'same', total: 'same' });
    expect([d.answer, d.structure, d.admission.same]).toEqual(['same', [], true]);
  });

  it('is the same for another way to say it', () => {
    // 10% of m plus 10% of m is 20% of m; "not below 100" is "from 100".
    const d = differenceOf(
      text(clause('when m from 100元\naward 20% of m')),
      text(clause('when not (m below 100元)\naward 10% of m + 10% of m')),
    );
    expect(verdictsOf(d)).toEqual({ c: 'same', total: 'same' });
    expect(d.structure.map((s) => [s.kind, s.change, s.parts])).toEqual([['clause', 'changed', ['conditions', 'award']]]);
    expect(d.answer).toBe('same');
  });

  it('is never less, by at most 10 of 1000', () => {
    // 11% less 10% is 1% of m: more for everyone with m over 0, at most 1% of 1000 = 10.
    const c = one(differenceOf(text(clause('award 10% of m')), text(clause('award 11% of m'))));
    expect([c.verdict, c.more, c.less]).toEqual(['never-less', true, false]);
    expect(c.gain).toMatchObject({ unbounded: false, largest: true });
    expect((c.gain?.large ?? c.gain?.simple)?.difference?.toString()).toBe('10');
    expect(c.loss).toBeUndefined();
  });

  it('is never more, without end where the fact has none', () => {
    // 1% of m less, and m has no upper end.
    const facts = 'fact m "Spending": money from 0元\n';
    const c = one(differenceOf(POLICY + facts + clause('award 11% of m'), POLICY + facts + clause('award 10% of m')));
    expect([c.verdict, c.loss?.unbounded, c.gain]).toEqual(['never-more', true, undefined]);
    expect(c.loss?.large?.difference?.sign).toBe(-1);
  });

  it('shows somebody of ordinary size where there is no end, rounding included', () => {
    // 10% and 11% of m, each in whole 元. Whatever m is shown, both amounts follow from it by hand.
    const facts = 'fact m "Spending": money from 0元\n';
    const of = (rate: string) => `${POLICY}${facts}${clause(`award ${rate} of m\nround down to 1元`)}`;
    const { gain } = one(differenceOf(of('10%'), of('11%')));
    expect([gain?.unbounded, gain?.growsWith]).toEqual([true, ['m']]);
    const m = gain?.large?.applicant.b.facts.get('m');
    const spent = m?.kind === 'number' ? m.value.toNumber() : Number.NaN;
    expect(amountsOf(gain?.large)).toBe(`${Math.floor(spent / 10)} -> ${Math.floor((spent * 11) / 100)}`);
    // The simple gain is at least 1元; a thousand times that, times ten, is the most that is shown.
    expect(spent).toBeLessThanOrEqual(100_000_000);
    expect(gain?.large?.difference?.gt(gain.simple.difference ?? Exact.zero)).toBe(true);
  });

  it('names every fact that has to grow for a difference without end, and no other', () => {
    const facts = 'fact m "M": money from 0元\nfact n "N": money from 0元\nfact k "K": money from 0元 to 1000元\n';
    const of = (award: string) => `${POLICY}${facts}${clause(`award ${award}`)}`;
    const grows = (a: string, b: string) => one(differenceOf(of(a), of(b))).gain?.growsWith;
    // The smaller of two grows only with both; of a sum either is enough; k has an end.
    expect(grows('min(m, n)', '2 * min(m, n)')).toEqual(['m', 'n']);
    expect(grows('k + m', 'k + 2 * m')).toEqual(['m']);
    expect(grows('m + n', '2 * (m + n)')).toHaveLength(1);
    // At most 1000 more, of k alone: an end.
    expect(grows('k + m', '2 * k + m')).toBeUndefined();
  });

  it('is some more and some less, each with its largest', () => {
    // 20% of m against 100: below 500 the new one pays more (at m = 0 by 100), above less (at m = 1000 by 100).
    const c = one(differenceOf(text(clause('award 20% of m')), text(clause('award 100元'))));
    expect(c.verdict).toBe('some-more-some-less');
    expect([c.gain, c.loss].map((x) => (x?.large ?? x?.simple)?.difference?.toString())).toEqual(['100', '-100']);
  });

  it('tells a boundary moved by nothing but its own point', () => {
    // "over 100" became "from 100": only m = 100 gains 50.
    const c = one(differenceOf(text(clause('when m over 100元\naward 50元')), text(clause('when m from 100元\naward 50元'))));
    expect([c.verdict, amountsOf(c.gain?.simple), c.gain?.simple.facts]).toEqual(['never-less', '0 -> 50', ['m = 100元']]);
    expect(c.gain?.largest).toBe(true);
    expect(amountsOf(c.eligibilityGained)).toBe('0 -> 50');
    expect(c.eligibilityLost).toBeUndefined();
  });

  it('is another outcome where nobody is paid otherwise, but fewer are eligible', () => {
    // The award is 0 for m = 0 anyway; then it is ineligible instead.
    const c = one(differenceOf(text(clause('award m')), text(clause('when m over 0元\naward m'))));
    expect([c.verdict, c.more, c.less]).toEqual(['other-outcome', false, false]);
    expect([c.eligibilityLost?.a.status, c.eligibilityLost?.b.status]).toEqual(['payable', 'ineligible']);
  });

  it('is another outcome where an error takes the place of an amount', () => {
    // 100元 / m has no value for m = 0; for m = 10元 it is 10, less than 100.
    const c = one(differenceOf(text(clause('award 100元')), text(clause('award 100元 / (m / 1元)'))));
    expect(c.verdict).toBe('other-outcome');
    expect([c.otherOutcome?.a.status, c.otherOutcome?.b.status]).toEqual(['payable', 'error']);
    expect(c.otherOutcome?.b.amount).toBeUndefined();
    expect([c.more, c.less]).toEqual([true, true]);
  });

  it('is another outcome where a right became a ceiling', () => {
    const d = differenceOf(text(clause('award 100元')), text(clause('award up to 100元')));
    const c = one(d);
    expect([c.verdict, c.ceiling, c.otherOutcome?.a.atMost, c.otherOutcome?.b.atMost]).toEqual([
      'other-outcome',
      { a: false, b: true },
      false,
      true,
    ]);
    expect(d.total.verdict).toBe('other-outcome');
  });

  it('leaves words that stand for an amount to a person', () => {
    const d = differenceOf(text(clause('grants "a seal"')), text(clause('grants "a golden seal"')));
    expect([one(d).verdict, one(d).reasons, one(d).wording]).toEqual(['not-decided', ['wording'], { a: 'a seal', b: 'a golden seal' }]);
    expect(d.answer).toBe('reworded');
  });

  it('compares a clause that was added or removed with nothing', () => {
    const d = differenceOf(text(clause('award 10元'), clause('award 5元', 'old')), text(clause('award 10元'), clause('award 7元', 'new')));
    // The total: 15 became 17.
    expect(verdictsOf(d)).toEqual({ c: 'same', new: 'never-less', old: 'never-more', total: 'never-less' });
    expect([one(d, 'new').presence, amountsOf(one(d, 'new').gain?.simple)]).toEqual(['only-b', '0 -> 7']);
    expect([one(d, 'old').presence, amountsOf(one(d, 'old').loss?.simple)]).toEqual(['only-a', '5 -> 0']);
    expect(amountsOf(d.total.gain?.simple)).toBe('15 -> 17');
  });

  it('does not compare amounts of different currencies', () => {
    const c = one(differenceOf(text(clause('award 10元')), `policy "P" {\n  currency USD\n}\nclause c "c" {\n  award 10 USD\n}\n`));
    expect([c.verdict, c.reasons]).toEqual(['not-decided', ['other-currency']]);
  });
});

describe('dates', () => {
  const dated = (dates: string, own = '') => `policy "P" {\n  effective ${dates}\n}\n${clause(`${own}award 10元`)}`;

  it('are compared on their own; awards on days that both cover', () => {
    // 2025-01-01 is day 20089, 2025-07-01 20270, 2025-12-31 20453, 2026-12-31 20818.
    const d = differenceOf(dated('2025-01-01 to 2025-12-31'), dated('2025-07-01 to 2026-12-31'));
    expect(d.dates.policy).toEqual({
      range: { a: { from: 20089, to: 20453 }, b: { from: 20270, to: 20818 } },
      same: false,
      common: { from: 20270, to: 20453 },
      only: { a: [{ from: 20089, to: 20269 }], b: [{ from: 20454, to: 20818 }] },
    });
    expect([verdictsOf(d), d.answer]).toEqual([{ c: 'same', total: 'same' }, 'different']);
  });

  it('that have no day in common decide nothing', () => {
    const d = differenceOf(dated('2024-01-01 to 2024-12-31'), dated('2025-01-01 to 2025-12-31'));
    expect([d.total.verdict, d.total.reasons, d.dates.policy.common]).toEqual(['not-decided', ['no-common-day'], undefined]);
    expect(d.notes).toContainEqual({ kind: 'no-common-day' });
  });

  it('of a clause leave its verdict to the days of both; the total feels them', () => {
    // From July on only: the clause is the same where both are in force, the total is 0 instead of 10 before.
    const d = differenceOf(dated('2025-01-01 to 2025-12-31'), dated('2025-01-01 to 2025-12-31', 'effective 2025-07-01\n'));
    expect(verdictsOf(d)).toEqual({ c: 'same', total: 'never-more' });
    expect(d.dates.clauses.map((c) => [c.name.b, c.only.a, c.only.b])).toEqual([['c', [{ from: 20089, to: 20269 }], []]]);
    expect(amountsOf(d.total.loss?.simple)).toBe('10 -> 0');
  });
});

describe('groups, limits and the total', () => {
  const two = (last: string, a = '10元', b = '20元') => text(clause(`when k = a\naward ${a}`, 'x'), clause(`award ${b}`, 'y'), last);
  const group = (choose: string) => `exclusive g "g" {\n  among x, y\n  ${choose}\n}\n`;

  it('sees another choice where no clause changed', () => {
    // Kind a: the first pays 10, the highest 20. Kind b: only y pays, 20 either way.
    const d = differenceOf(two(group('choose highest')), two(group('choose first')));
    expect(verdictsOf(d)).toEqual({ x: 'same', y: 'same', g: 'never-more', total: 'never-more' });
    expect(amountsOf(d.total.loss?.simple)).toBe('20 -> 10');
    expect(d.structure.map((s) => [s.kind, s.change, s.parts])).toEqual([['group', 'changed', ['choose']]]);
  });

  it('says a conflict is no amount', () => {
    const d = differenceOf(two(group('choose highest')), two(group('')));
    expect([d.total.verdict, d.total.otherOutcome?.a.status, d.total.otherOutcome?.b.status]).toEqual([
      'other-outcome',
      'payable',
      'conflict',
    ]);
  });

  it('a group that was removed lets both be paid', () => {
    // Kind a: 20 became 30.
    const d = differenceOf(two(group('choose highest')), two(''));
    expect(verdictsOf(d)).toEqual({ x: 'same', y: 'same', g: 'never-less', total: 'never-less' });
    expect([d.groups[0]?.presence, amountsOf(d.groups[0]?.gain?.simple)]).toEqual(['only-a', '20 -> 30']);
  });

  it('a limit hides what its members gain', () => {
    // x + y is 30 before, 35 after; the limit of 25 leaves 25 of both. Kind b: 20 both times.
    const limit = 'limit top "top" {\n  among all\n  cap 25元\n}\n';
    const d = differenceOf(two(limit), two(limit, '15元'));
    expect(verdictsOf(d)).toEqual({ x: 'never-less', y: 'same', top: 'same', total: 'same' });
    expect(d.answer).toBe('different');
  });

  it('a limit that was lowered', () => {
    const limit = (cap: string) => `limit top "top" {\n  among x, y\n  cap ${cap}\n}\n`;
    const d = differenceOf(two(limit('25元')), two(limit('22元')));
    expect(verdictsOf(d)).toEqual({ x: 'same', y: 'same', top: 'never-more', total: 'never-more' });
    expect([amountsOf(d.total.loss?.simple), d.total.loss?.largest]).toEqual(['25 -> 22', true]);
  });

  it('a gain in one clause and a larger loss in another come to less', () => {
    // x pays 1 more for kind a, y 5 less for everybody: 30 to 26, 20 to 15.
    const d = differenceOf(two(''), two('', '11元', '15元'));
    expect(verdictsOf(d)).toEqual({ x: 'never-less', y: 'never-more', total: 'never-more' });
  });

  it('the highest of items of five clauses rises with one of them', () => {
    // Half of x in place of 40 %, at most 100: whoever has p over 0 gets more of x, and nobody less of the highest. Witnesses are computed again.
    const list = `fact l "Projects": list to 20 of {\n  p: money from 0元\n  q: percent from 0% to 100%\n  f: boolean\n}\n`;
    const five = (share: string) =>
      POLICY +
      list +
      clause(`each l\nwhen f\naward ${share} of p\ncap 100元`, 'x') +
      [1, 2, 3, 4].map((n) => clause(`each l\nwhen q over ${n}0%\naward q of p\ncap ${n}0元\nless 1元 when not f`, `y${n}`)).join('') +
      `exclusive g "g" {\n  among y1, x, y2, y3, y4\n  choose highest\n}\n`;
    const d = differenceOf(five('40%'), five('50%'));
    expect(verdictsOf(d)).toMatchObject({ x: 'never-less', y1: 'same', y4: 'same', g: 'never-less', total: 'never-less' });
    for (const { gain } of [d.groups[0], d.total].flatMap((j) => j ?? [])) expect(gain?.simple.difference?.sign).toBe(1);
    // The first that pays is kept: who is paid by x alone gets more, and so does nobody who is paid by y1.
    const first = differenceOf(
      five('40%').replace('choose highest', 'choose first'),
      five('50%').replace('choose highest', 'choose first'),
    );
    expect(verdictsOf(first)).toMatchObject({ g: 'never-less', total: 'never-less' });
  });

  describe('of ten clauses under one limit', () => {
    const facts = Array.from({ length: 10 }, (_, i) => `fact m${i} "Spending ${i}": money from 0元\n`).join('');
    const ten = (first: string, all: string) =>
      POLICY +
      facts +
      Array.from({ length: 10 }, (_, i) => clause(`when m${i} over 5元\naward m${i}\ncap ${i === 0 ? first : '30元'}`, `c${i}`)).join('') +
      `limit top "top" {\n  among all\n  cap ${all}\n}\nlimit late "late" {\n  among c8\n  cap 25元\n}\n`;

    it('the first one takes from the last ones, but all get more together', () => {
      // c0 pays up to 40 in place of 30. Where c0 to c7 come to 190, c8 gets the last 10 of 200; with c0 at 40 it gets nothing.
      const d = differenceOf(ten('30元', '200元'), ten('40元', '200元'));
      expect(verdictsOf(d)).toMatchObject({ c0: 'never-less', c8: 'same', top: 'never-less', late: 'never-more', total: 'never-less' });
      expect(d.total.gain?.simple.difference?.compare(Exact.of(10))).not.toBe(1);
    });

    it('a higher limit is felt by whoever reaches it, at most by what it rose', () => {
      // Whoever reaches it has 200 of it, less the 5 at most by which "late" then cuts c8 from 30 to 25. All together come to 300 at most.
      const d = differenceOf(ten('30元', '200元'), ten('30元', '250元'));
      expect(verdictsOf(d)).toMatchObject({ c0: 'same', c9: 'same', top: 'never-less', late: 'never-less', total: 'never-less' });
      const before = d.total.gain?.simple.a.amount;
      expect(before?.lt(Exact.of(195)) || before?.gt(Exact.of(200))).toBe(false);
      expect(verdictsOf(differenceOf(ten('30元', '300元'), ten('30元', '310元')))).toMatchObject({ top: 'same', total: 'same' });
    });
  });

  it('a member in error is no amount for anybody where the highest is chosen', () => {
    // 100 / n is 100, 50, 33.3…, 25, 20, or in error; 30 in place of 10 is more where n is 4 or 5.
    const three = (x: string) =>
      POLICY +
      'fact n "Number": integer from 0 to 5\n' +
      clause('award 100元 / n', 'e') +
      clause(`award ${x}`, 'x') +
      'exclusive g "g" {\n  among e, x\n  choose highest\n}\n';
    const d = differenceOf(three('10元'), three('30元'));
    expect(verdictsOf(d)).toEqual({ e: 'same', x: 'never-less', g: 'never-less', total: 'never-less' });
    expect([['25 -> 30'], ['20 -> 30']]).toContainEqual([amountsOf(d.total.gain?.simple)]);
    expect([d.total.gain?.largest, amountsOf(d.total.gain?.large ?? d.total.gain?.simple)]).toEqual([true, '20 -> 30']);
  });
});

describe('who is shown', () => {
  it('in total is the one whom a clause shows, not the one who was sought for a large difference', () => {
    // x pays 2% of m more; y, for a certified plant only, 50 less. Without a plant the total differs by what x does.
    const facts = 'fact m "Spending": money from 0元 to 1000万元\nfact p "Plant": boolean\n';
    const of = (rate: string, sum: string) => POLICY + facts + clause(`award ${rate} of m`, 'x') + clause(`when p\naward ${sum}`, 'y');
    const d = differenceOf(of('10%', '200元'), of('12%', '150元'));
    const { gain } = one(d, 'x');
    expect(gain?.large).toBeDefined();
    expect(amountsOf(d.total.gain?.simple)).toBe(amountsOf(gain?.simple));
    // The largest is 2% of 1000万 = 200000.
    expect((d.total.gain?.large ?? d.total.gain?.simple)?.difference?.toString()).toBe('200000');
  });

  it('to have become eligible is the simple one too', () => {
    // Growth from 10% instead of over 10%, m without end: the simple gain is somebody who was not eligible.
    const of = (end: string) =>
      `${POLICY}fact m "Spending": money from 0元\nfact n "Last year": money over 0元\n${clause(`when (m - n) / n ${end} 10%\naward 5% of m\nfloor 10元`, 'x')}`;
    const x = one(differenceOf(of('over'), of('from')), 'x');
    expect(x.gain?.unbounded).toBe(true);
    expect(amountsOf(x.eligibilityGained)).toBe(amountsOf(x.gain?.simple));
  });
});

describe('an error elsewhere', () => {
  // c pays m less n, which is below zero for some: then there is no total, and no figure for what comes behind c in the limit.
  const facts = `${FACTS}fact n "Rent": money from 0元 to 1000元\n`;
  const of = (award: string, order: string) =>
    `${POLICY}${facts}${clause('when k = a\naward 30元', 'x')}${clause('award 20元', 'y')}${clause(`award ${award}`, 'c')}` +
    `exclusive g "G" {\n  among x, y\n  choose highest\n}\nlimit l "L" {\n  among ${order}\n  cap 100元\n}\n`;
  const outcomes = (order: string) => {
    const d = differenceOf(of('max(0元, m - n)', order), of('m - n', order));
    return { c: one(d).verdict, g: d.groups[0]?.verdict, l: d.limits[0]?.verdict, total: d.total.verdict };
  };

  it('does not touch a group whose members the limit takes first', () => {
    expect(outcomes('x, y, c')).toEqual({ c: 'other-outcome', g: 'same', l: 'other-outcome', total: 'other-outcome' });
  });

  it('touches those that it leaves the rest to', () => {
    expect(outcomes('c, x, y')).toEqual({ c: 'other-outcome', g: 'other-outcome', l: 'other-outcome', total: 'other-outcome' });
    // x is behind c, and shares the group with y.
    expect(outcomes('y, c, x').g).toBe('other-outcome');
  });
});

describe('facts and renames', () => {
  const fact = (name: string, type = 'money from 0元', label = 'Spending') => `fact ${name} "${label}": ${type}\n`;
  const by = (name: string) => clause(`award 10% of ${name}`);

  it('follows a fact of another name with the same label and type', () => {
    const d = differenceOf(POLICY + fact('m') + by('m'), POLICY + fact('spending') + by('spending'));
    expect([d.facts[0]?.match, d.facts[0]?.name, verdictsOf(d)]).toEqual([
      'renamed',
      { a: 'm', b: 'spending' },
      { c: 'same', total: 'same' },
    ]);
    // The body is the same: nothing but the rename is told.
    expect(d.structure.map((s) => [s.kind, s.change])).toEqual([['fact', 'renamed']]);
  });

  describe('of a list', () => {
    const list = (fields: string) => `${POLICY}fact rows "Rows": list to 2 of {\n${fields}\n}\n`;
    const size = (name: string, interval = 'from 0 to 50', label = 'Hours') => `${name} "${label}": integer ${interval}`;
    const pays = (name: string, factor = 1) => clause(`each rows\nwhen ${name} over 10\naward ${factor}元 * ${name} + 1元 * age`);
    const age = 'age "Age": integer from 0 to 9\n';

    it('follows a field of another name with the same label and type', () => {
      const d = differenceOf(list(`${age}${size('hours')}`) + pays('hours'), list(`${size('weekly')}\n${age}`) + pays('weekly'));
      expect([verdictsOf(d), d.answer, d.admission.same]).toEqual([{ c: 'same', total: 'same' }, 'same', true]);
      // Nothing but the list's fields changed.
      expect(d.structure.map((s) => [s.kind, s.change, s.parts])).toEqual([['fact', 'changed', ['fields']]]);
    });

    it('knows an applicant of either version by its own names', () => {
      // 2元 an hour instead of 1元: at most 2 rows of 50 hours each, 100元 more.
      const d = differenceOf(list(`${age}${size('hours')}`) + pays('hours'), list(`${age}${size('weekly')}`) + pays('weekly', 2));
      const c = one(d);
      expect([c.verdict, c.free]).toEqual(['never-less', []]);
      const most = c.gain?.large ?? c.gain?.simple;
      expect(most?.difference?.toString()).toBe('100');
      const names = (side: 'a' | 'b') => {
        const rows = most?.applicant[side].facts.get('rows');
        return rows?.kind === 'list' ? rows.items.map((item) => Object.keys(item).sort()) : [];
      };
      expect(names('a')).toEqual([
        ['age', 'hours'],
        ['age', 'hours'],
      ]);
      expect(names('b')).toEqual([
        ['age', 'weekly'],
        ['age', 'weekly'],
      ]);
    });

    it('says whom a renamed field with narrower bounds keeps out', () => {
      // With another interval it is still the field of that label: 41 to 50 hours are admitted by A alone.
      const d = differenceOf(
        list(`${age}${size('hours')}`) + pays('hours'),
        list(`${age}${size('weekly', 'from 0 to 40')}`) + pays('weekly'),
      );
      expect([verdictsOf(d), d.admission.onlyA.possible, d.admission.onlyB.possible]).toEqual([{ c: 'same', total: 'same' }, 'yes', 'no']);
    });

    it('takes two fields apart that have another label, unless the rename is stated', () => {
      const [a, b] = [
        list(`${age}${size('hours')}`) + pays('hours'),
        list(`${age}${size('weekly', 'from 0 to 50', 'Per week')}`) + pays('weekly'),
      ];
      expect(one(differenceOf(a, b)).verdict).toBe('some-more-some-less');
      expect(verdictsOf(differenceOf(a, b, { renames: [{ from: 'hours', to: 'weekly' }] }))).toEqual({ c: 'same', total: 'same' });
    });
  });

  it('follows a stated rename where the label is another too', () => {
    const [a, b] = [POLICY + fact('m') + by('m'), POLICY + fact('spending', 'money from 0元', 'Outlay') + by('spending')];
    expect(verdictsOf(differenceOf(a, b, { renames: [{ from: 'm', to: 'spending' }] }))).toEqual({ c: 'same', total: 'same' });
    // Not stated, each is a value of its own: either may be the larger one, and the verdict rests on both.
    const c = one(differenceOf(a, b));
    expect([c.verdict, c.free]).toEqual([
      'some-more-some-less',
      [
        { side: 'b', name: 'spending' },
        { side: 'a', name: 'm' },
      ],
    ]);
    expect(differenceOf(a, b, { renames: [{ from: 'nothing', to: 'spending' }] }).notes).toContainEqual({
      kind: 'rename-ignored',
      from: 'nothing',
      to: 'spending',
    });
  });

  it('recognises a clause by its body, and what reads it', () => {
    const reads = (name: string) => clause(`award 50% of ${name}`, 'half');
    const d = differenceOf(
      POLICY + fact('m') + clause('award 10% of m', 'old', 'One') + reads('old'),
      POLICY + fact('m') + clause('award 10% of m', 'new', 'One') + reads('new'),
    );
    expect(verdictsOf(d)).toEqual({ new: 'same', half: 'same', total: 'same' });
    expect(d.structure.map((s) => [s.kind, s.change, s.name])).toEqual([['clause', 'renamed', { a: 'old', b: 'new' }]]);
  });

  it('a condition on a new fact takes from those who do not meet it', () => {
    const d = differenceOf(
      POLICY + fact('m') + by('m'),
      POLICY + fact('m') + fact('ok', 'boolean', 'Certified') + clause('when ok\naward 10% of m'),
    );
    expect([one(d).verdict, one(d).free]).toEqual(['never-more', [{ side: 'b', name: 'ok' }]]);
    expect(one(d).loss?.simple.applicant.a.facts.has('ok')).toBe(false);
    expect(one(d).loss?.simple.applicant.b.facts.get('ok')).toEqual({ kind: 'boolean', value: false });
  });

  it('one whose dimension changed is two values', () => {
    const d = differenceOf(POLICY + fact('m') + by('m'), POLICY + fact('m', 'integer 人 from 0人') + clause('award 1元/人 * m'));
    expect(d.facts.map((f) => [f.match, f.name])).toEqual([
      ['apart', { b: 'm' }],
      ['apart', { a: 'm' }],
    ]);
    expect(one(d).verdict).toBe('some-more-some-less');
  });
});

describe('who is admitted', () => {
  const facts = (interval: string, members = 'a, b') => `fact m "M": money ${interval}\nfact k "K": one of { ${members} }\n`;
  const all = (interval: string, members?: string, extra = '') => POLICY + facts(interval, members) + extra + clause('award m');

  it('only A: a narrower interval, at its end', () => {
    const d = differenceOf(all('from 0元 to 100元'), all('from 0元 to 90元'));
    expect([d.admission.onlyA.possible, d.admission.onlyB.possible, d.admission.same]).toEqual(['yes', 'no', false]);
    expect(d.admission.onlyA.because).toMatchObject([{ kind: 'interval', name: 'm' }]);
    const m = d.admission.onlyA.witness?.applicant.a.facts.get('m');
    // Over 90, at most 100.
    expect(m?.kind === 'number' && m.value.toNumber() > 90 && m.value.toNumber() <= 100).toBe(true);
    expect([verdictsOf(d), d.facts[0]?.changes]).toEqual([{ c: 'same', total: 'same' }, ['interval']]);
    expect([d.admission.onlyA.witness?.b.status, d.answer]).toEqual(['not-admitted', 'different']);
  });

  it('only B: another member', () => {
    const d = differenceOf(all('from 0元'), all('from 0元', 'a, b, x'));
    expect([d.admission.onlyA.possible, d.admission.onlyB.possible]).toEqual(['no', 'yes']);
    expect(d.admission.onlyB.witness?.applicant.b.facts.get('k')).toEqual({ kind: 'member', member: 'x' });
    expect(d.admission.onlyB.because).toMatchObject([{ kind: 'members', name: 'k' }]);
  });

  it('only A: a new requirement, by its reason', () => {
    const d = differenceOf(all('from 0元'), all('from 0元', 'a, b', 'require k = a "must be a"\n'));
    expect(d.admission.onlyA.because).toMatchObject([{ kind: 'requirement', name: 'must be a' }]);
    expect(d.admission.onlyA.witness?.applicant.a.facts.get('k')).toEqual({ kind: 'member', member: 'b' });
    expect(d.structure.map((s) => [s.kind, s.change, s.name])).toEqual([['requirement', 'added', { b: 'must be a' }]]);
  });

  it('shows somebody who gets something, if there is one', () => {
    // Only k = b is shut out. With m = 0 the earlier version would pay nobody.
    const d = differenceOf(all('from 0元 to 100元'), all('from 0元 to 100元', 'a, b', 'require k = a\n'));
    expect(d.admission.onlyA.witness?.a.amount?.sign).toBe(1);
    expect(d.admission.onlyA.witness?.facts.map((f) => f.split(' = ')[0])).toEqual(['m', 'k']);
    const none = (extra: string) => POLICY + facts('from 0元') + extra + clause('award 0 * m');
    const nothing = differenceOf(none(''), none('require k = a\n'));
    expect([nothing.admission.onlyA.possible, nothing.admission.onlyA.witness?.a.amount?.toString()]).toEqual(['yes', '0']);
  });

  it('whole numbers for any, and the other way round', () => {
    const of = (type: string) => `${POLICY}fact n "N": ${type} from 0 to 9\n${clause('when n over 3\naward 1元')}`;
    const d = differenceOf(of('number'), of('integer'));
    expect([d.admission.onlyA.possible, d.admission.onlyB.possible]).toEqual(['yes', 'no']);
    const n = d.admission.onlyA.witness?.applicant.a.facts.get('n');
    expect(n?.kind === 'number' && !n.value.isInteger).toBe(true);
    expect(one(d).verdict).toBe('same');
  });

  it('lists of more items', () => {
    const of = (most: number) => `${POLICY}fact l "L": list to ${most} of { w: money from 0元 }\n${clause('each l\naward w')}`;
    const d = differenceOf(of(5), of(8));
    expect([d.admission.onlyA.possible, d.admission.onlyB.possible]).toEqual(['no', 'yes']);
    const l = d.admission.onlyB.witness?.applicant.b.facts.get('l');
    expect(l?.kind === 'list' && l.items.length).toBe(6);
    expect(d.admission.onlyB.because).toMatchObject([{ kind: 'most-items', name: 'l' }]);
  });

  it('nobody in common: no verdict', () => {
    const d = differenceOf(all('from 0元', 'a, b', 'require k = a\n'), all('from 0元', 'a, b', 'require k = b\n'));
    expect([d.admission.nobodyInCommon, d.total.verdict, d.total.reasons]).toEqual([true, 'not-decided', ['nobody-in-common']]);
  });
});

describe('what cannot be read, and what shares nothing', () => {
  it('compares the rest as far as it goes', () => {
    const d = differenceOf(text(clause('award 10元'), clause('award 5元', 'x')), text(clause('award 11元'), clause('award 5元 +', 'x')));
    expect([one(d).verdict, one(d, 'x').verdict, one(d, 'x').reasons]).toEqual(['never-less', 'not-decided', ['unread-b']]);
    expect([d.total.verdict, d.total.reasons]).toEqual(['not-decided', ['unread-b']]);
    expect(d.notes).toContainEqual(expect.objectContaining({ kind: 'unread', side: 'b' }));
  });

  it('does not call removed what may stand in the broken part', () => {
    const d = differenceOf(text(clause('award 10元'), clause('award 5元', 'x')), `${text(clause('award 10元'))}clause\n`);
    expect([one(d, 'x').verdict, one(d, 'x').reasons, d.total.verdict]).toEqual(['not-decided', ['unread-b'], 'not-decided']);
  });

  it('two files that share nothing', () => {
    const d = differenceOf(
      `${POLICY}fact p "P": money from 0元 to 9元\n${clause('award p', 'one')}`,
      `${POLICY}fact q "Q": boolean\n${clause('when q\naward 3元', 'two')}`,
    );
    expect(d.notes).toContainEqual({ kind: 'nothing-shared' });
    expect(verdictsOf(d)).toEqual({ one: 'never-more', two: 'never-less', total: 'some-more-some-less' });
    expect(d.total.free.map((f) => f.name).sort()).toEqual(['p', 'q']);
  });

  it('an empty file', () => {
    const d = differenceOf(text(clause('award 10元')), '');
    expect(verdictsOf(d)).toEqual({ c: 'never-more', total: 'never-more' });
  });
});

describe('several files', () => {
  const main = (body: string) => `import "./facts.clause"\n${POLICY}${body}`;
  const run = (a: string, b: string, others: Readonly<Record<string, Readonly<Record<string, string>>>>) =>
    toEnd(new Comparer().run(sideOf(a, others.a), sideOf(b, others.b))).difference;

  it('follows what an imported file says, and its clauses', () => {
    // The rate stands in the other file: 10% became 20%.
    const own = clause('award rate of m');
    const facts = (rate: string) => ({ 'facts.clause': `${FACTS}let rate = ${rate}\n` });
    const d = run(main(own), main(own), { a: facts('10%'), b: facts('20%') });
    expect(verdictsOf(d)).toEqual({ c: 'never-less', total: 'never-less' });
    expect(d.structure.map((s) => [s.kind, s.change, s.at.b?.uri])).toEqual([
      ['let', 'changed', 'file:///policy/facts.clause'],
      ['clause', 'changed', 'file:///policy/main.clause'],
    ]);
  });

  it('tells a clause that moved to another file', () => {
    const moved = clause('award 10元', 'x');
    const d = run(main(clause('award m') + moved), main(clause('award m')), {
      a: { 'facts.clause': FACTS },
      b: { 'facts.clause': `policy "F" {\n  effective 2025-01-01 to 2025-12-31\n}\n${FACTS}${moved}` },
    });
    expect([d.answer, verdictsOf(d)]).toEqual(['same', { x: 'same', c: 'same', total: 'same' }]);
    expect(d.structure.map((s) => [s.kind, s.change, s.name.b, s.otherFile])).toEqual([['clause', 'moved', 'x', true]]);
  });

  it('without the imported file decides nothing that rests on it', () => {
    const d = run(main(clause('award m')), main(clause('award m')), { a: { 'facts.clause': FACTS }, b: {} });
    expect([one(d).verdict, d.total.verdict, d.answer]).toEqual(['not-decided', 'not-decided', 'not-decided']);
  });
});

describe('tables', () => {
  it('rows that were merged say the same; rows that were not quite', () => {
    const by = (rows: string) => text(clause(`award by m { ${rows} }`));
    const apart = by('to 10元: 1元, over 10元 to 20元: 1元, over 20元: 2元');
    expect(verdictsOf(differenceOf(apart, by('to 20元: 1元, over 20元: 2元')))).toEqual({ c: 'same', total: 'same' });
    // From 20 on instead of over 20: 20 itself gets 2 instead of 1.
    const c = one(differenceOf(apart, by('below 20元: 1元, from 20元: 2元')));
    expect([c.verdict, amountsOf(c.gain?.simple), c.gain?.simple.facts]).toEqual(['never-less', '1 -> 2', ['m = 20元']]);
    // Without the first row there is no value up to 10.
    expect(one(differenceOf(apart, by('over 10元 to 20元: 1元, over 20元: 2元'))).otherOutcome?.b.status).toBe('error');
  });
});

describe('structure and examples', () => {
  it('takes the unit of whole numbers for more than a word: it says which are allowed', () => {
    const age = (type: string) => `${POLICY}fact age "Age": ${type} from 0 years\n${clause('when age over 5 years\naward 5元')}`;
    // Half a year is a whole number of months.
    const d = differenceOf(age('integer years'), age('integer months'));
    expect(d.structure.map((s) => [s.kind, s.change, s.parts])).toEqual([['fact', 'changed', ['unit']]]);
    expect(d.admission.onlyB.possible).toBe('yes');
    const words = differenceOf(text(clause('award m')), text(clause('award m')).replace('"Spending"', '"Spent"'));
    expect(words.structure.map((s) => [s.kind, s.change, s.parts])).toEqual([['fact', 'reworded', ['label']]]);
  });

  it('says of a condition or a cap without a reason that comes or goes nothing of reasons', () => {
    const d = differenceOf(text(clause('award m\ncap 5000元')), text(clause('award m')));
    expect(d.structure.map((s) => [s.kind, s.change, s.parts])).toEqual([['clause', 'changed', ['steps']]]);
    const reason = differenceOf(text(clause('when k = a "only a"\naward m')), text(clause('when k = a "a only"\naward m')));
    expect(reason.structure.map((s) => [s.kind, s.change, s.parts])).toEqual([['clause', 'reworded', ['reason']]]);
  });

  it('tells moved from reworded', () => {
    const [x, y, z] = ['x', 'y', 'z'].map((n) => clause('award 1元', n)) as [string, string, string];
    const d = differenceOf(text(x, y, z), text(z.replace('"z"', '"Z"'), x, y));
    expect(d.structure.map((s) => [s.kind, s.change, s.name.b, s.parts ?? s.otherFile])).toEqual([
      ['clause', 'reworded', 'z', ['title']],
      ['clause', 'moved', 'z', false],
    ]);
  });

  it('a let that is inlined changes no clause', () => {
    const d = differenceOf(`${POLICY + FACTS}let double = 2 * m\n${clause('award double')}`, POLICY + FACTS + clause('award 2 * m'));
    expect(d.structure.map((s) => [s.kind, s.change])).toEqual([['let', 'removed']]);
    expect(d.answer).toBe('same');
  });

  it('shows examples before and after', () => {
    const example = (m: string, title = 'one') => `example "${title}" {\n  m = ${m}\n  k = a\n}\n`;
    const d = differenceOf(
      text(clause('award 10% of m'), example('100元'), example('200元', 'two'), example('300元', 'gone')),
      text(clause('award 20% of m'), example('100元'), example('250元', 'two')),
    );
    // 10% and 20% of 100; of each side's own 200 and 250; the one that is gone is carried over: 30 and 60.
    expect(
      d.examples.map((e) => [e.title, e.presence, `${e.total.a?.amount} -> ${e.total.b?.amount}`, e.ownFacts, e.clauses.length]),
    ).toEqual([
      ['one', 'both', '10 -> 20', false, 1],
      ['two', 'both', '20 -> 50', true, 1],
      ['gone', 'only-a', '30 -> 60', false, 1],
    ]);
  });
});
