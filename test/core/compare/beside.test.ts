/** Why: beside an error or a conflict some amounts are known and some are not; who gets them gets more or less like anybody else. */
import { describe, expect, it } from 'vitest';
import { amountsOf, differenceOf, verdictsOf } from '../../support/compareTexts';

const HEAD = `policy "P" {\n  effective 2025-01-01 to 2025-12-31\n}\nfact k "K": integer from 0 to 1\nfact b "B": boolean\n`;
const clause = (name: string, ...body: readonly string[]) => `clause ${name} "${name}" {\n${body.map((l) => `  ${l}`).join('\n')}\n}\n`;
const group = (name: string, members: string, choose?: string) =>
  `exclusive ${name} "${name}" {\n  among ${members}\n${choose ? `  choose ${choose}\n` : ''}}\n`;
const limit = (name: string, members: string, cap: string) => `limit ${name} "${name}" {\n  among ${members}\n  cap ${cap}\n}\n`;
/** In error for k = 0, 4元 for k = 1. */
const FAILING = clause('failing', 'award 4元 / k');

describe('choose first', () => {
  const of = (figure: string, members: string) => HEAD + clause('sure', `award ${figure}`) + FAILING + group('g', members, 'first');

  it('keeps the first whatever the one behind it would be', () => {
    // `failing` loses to `sure` for every k: 10 before, 12 after, for everybody.
    const d = differenceOf(of('10元', 'sure, failing'), of('12元', 'sure, failing'));
    expect(verdictsOf(d)).toMatchObject({ g: 'never-less', total: 'never-less' });
    expect([d.total.less, d.total.reasons, amountsOf(d.total.gain?.simple)]).toEqual([false, [], '10 -> 12']);
  });

  it('knows nothing of the one behind an error', () => {
    // k = 0: an error on both sides, so nobody's amount. k = 1: `failing` pays 4 and wins on both sides.
    const d = differenceOf(of('10元', 'failing, sure'), of('12元', 'failing, sure'));
    expect(verdictsOf(d)).toMatchObject({ sure: 'never-less', g: 'same', total: 'same' });
  });

  it('turned round makes an error of an amount', () => {
    // k = 0: `sure` pays 10 before; after, the error before it may pay. k = 1: 10 before, 4 after.
    const d = differenceOf(of('10元', 'sure, failing'), of('10元', 'failing, sure'));
    expect(verdictsOf(d)).toMatchObject({ g: 'other-outcome', total: 'other-outcome' });
    expect([d.total.more, d.total.less, amountsOf(d.total.loss?.simple)]).toEqual([false, true, '10 -> 4']);
  });

  it('tells a ceiling in the place of a right', () => {
    // Both pay 5 to everybody: a right where `right` is the first, at most 5 where `ceiling` is.
    const two = clause('right', 'award 5元') + clause('ceiling', 'award up to 5元');
    const d = differenceOf(HEAD + two + group('g', 'right, ceiling', 'first'), HEAD + two + group('g', 'ceiling, right', 'first'));
    expect(verdictsOf(d)).toEqual({ right: 'same', ceiling: 'same', g: 'other-outcome', total: 'other-outcome' });
    expect([d.total.otherOutcome?.a.atMost, d.total.otherOutcome?.b.atMost]).toEqual([false, true]);
  });
});

describe('a ceiling in place of a right', () => {
  const of = (award: string, ...others: readonly string[]) => HEAD + clause('changed', `award ${award}`) + others.join('');
  const verdict = (...others: readonly string[]) => verdictsOf(differenceOf(of('5元', ...others), of('up to 5元', ...others))).total;

  it('makes one of the total', () => expect(verdict(clause('more', 'award 3元'))).toBe('other-outcome'));

  it('changes nothing of a total that is one already, for everybody or for whom it matters', () => {
    expect(verdict(clause('up', 'award up to 3元'))).toBe('same');
    // For k = 0 only: for k = 1 the total becomes one.
    expect(verdict(clause('up', 'when k = 0', 'award up to 3元'))).toBe('other-outcome');
  });

  it('of nothing makes one all the same: no group takes what is nothing', () => {
    // For b: at most 0 in place of 0; without b it loses to `more`.
    const nothing = (award: string) =>
      HEAD + clause('changed', `award ${award}`) + clause('more', 'when not b', 'award 9元') + group('g', 'changed, more', 'highest');
    expect(verdictsOf(differenceOf(nothing('0元'), nothing('up to 0元')))).toMatchObject({ g: 'other-outcome', total: 'other-outcome' });
  });

  it('changes nothing where it loses to another, which is a right', () => {
    const more = clause('more', 'award 9元');
    expect(verdict(more, group('g', 'changed, more', 'highest'))).toBe('same');
    expect(verdict(clause('more', 'when k = 0', 'award 9元'), group('g', 'changed, more', 'highest'))).toBe('other-outcome');
  });
});

describe('a limit', () => {
  it('knows what items in conflict get together where the sure ones reach it', () => {
    // Items of 1 and 3: of the first both pay 2, of the second 2 and 6, which is a conflict. By item `small` surely has the 2 of the first, so of the
    // cap of 1 it gets 1 and `large` nothing, whatever comes of the second. By sums (4 and 8) nothing is sure, and who gets the 1 is not known.
    const list = 'fact l "L": list to 2 of { w: integer 元 from 0元 to 3元 }\n';
    const clauses = clause('small', 'each l', 'award 2 * w', 'cap 2元') + clause('large', 'each l', 'award 2 * w');
    const limits = `${limit('whole', 'all', '1元')}limit items "items" {\n  each l\n  among large\n  cap 4元\n}\n`;
    const of = (each: string) => `${HEAD}${list}${clauses}exclusive g "g" {\n${each}  among small, large\n}\n${limits}`;
    expect(verdictsOf(differenceOf(of('  each l\n'), of('')))).toMatchObject({ g: 'other-outcome', whole: 'other-outcome' });
  });

  it('behind another that an error has left open knows nothing either', () => {
    // k = 0: `failing` is in error, so whether `small` keeps its 1 is not known, nor what `whole` leaves of its 4 behind the error; `part` takes
    // `small` first, so nothing is known of `big` there. Before, `big` is the first and keeps what both limits leave: 3.
    const clauses = HEAD + clause('big', 'award 6元') + FAILING + clause('small', 'award 1元');
    const bonds = (first: string) =>
      group('g', `${first}failing, small`, 'first') + limit('whole', 'all', '4元') + limit('part', 'small, big', '3元');
    const d = differenceOf(clauses + bonds('big, '), clauses + bonds(''));
    expect(verdictsOf(d)).toMatchObject({ whole: 'other-outcome', part: 'other-outcome', total: 'other-outcome' });
  });
});

describe('a group', () => {
  it('beside a clause in error that only a limit ties to it', () => {
    // `raised` pays 10 and 20 for k = 0, 5 on both sides for k = 1. It stands before `failing` in the limit, so its 10 and 20 are known; with
    // `failing` in error there is no total for k = 0.
    const of = (figure: string) =>
      HEAD +
      clause('raised', `award if k = 0 then ${figure} else 5元`) +
      clause('other', 'award 1元') +
      FAILING +
      group('g', 'raised, other', 'first') +
      limit('together', 'raised, failing', '100元');
    const d = differenceOf(of('10元'), of('20元'));
    expect(verdictsOf(d)).toMatchObject({ g: 'never-less', together: 'same', total: 'same' });
    expect(amountsOf(d.groups[0]?.gain?.simple)).toBe('10 -> 20');
  });

  /** `one` and `two` are in conflict for b; `raised`, which pays 3 and for b the figure, stands behind them in the limit. */
  const behind = (figure: string, cap: string) =>
    HEAD +
    clause('one', 'award 1元') +
    clause('two', 'when b', 'award 2元') +
    clause('raised', `award if b then ${figure} else 3元`) +
    clause('other', 'award 1元') +
    group('torn', 'one, two') +
    group('g', 'raised, other', 'first') +
    limit('together', 'one, two, raised', cap);

  it('behind a conflict, with enough for both', () => {
    // The two leave at least 10 - 1 - 2 = 7 of the limit: for b `raised` keeps all of its 3 and 4.
    const d = differenceOf(behind('3元', '10元'), behind('4元', '10元'));
    expect(verdictsOf(d)).toMatchObject({ torn: 'same', g: 'never-less', total: 'same' });
    expect(amountsOf(d.groups.find((x) => x.name.b === 'g')?.gain?.simple)).toBe('3 -> 4');
  });

  it('behind a conflict, with too little', () => {
    // At least 5 - 3 = 2, at most 5 are left: for b neither 3 nor 4 is known to fit.
    const d = differenceOf(behind('3元', '5元'), behind('4元', '5元'));
    expect(verdictsOf(d)).toMatchObject({ raised: 'never-less', torn: 'same', g: 'same', total: 'same' });
  });

  it('that chooses the highest of who is in conflict and of others', () => {
    // For b `one` and `two` may keep at most 1 and 2, so `raised` with 3 or 4 beats them: both are nothing, and their own group is in conflict all
    // the same, so there is no total. Without b: `one` 1 against 3.
    const of = (figure: string) =>
      HEAD +
      clause('one', 'award 1元') +
      clause('two', 'when b', 'award 2元') +
      clause('raised', `award if b then ${figure} else 3元`) +
      group('torn', 'one, two') +
      group('g', 'one, two, raised', 'highest');
    const d = differenceOf(of('3元'), of('4元'));
    expect(verdictsOf(d)).toMatchObject({ torn: 'same', g: 'never-less', total: 'same' });
  });
});

describe('a limit', () => {
  it('by item whose cap is in error where nobody gets anything of the item', () => {
    // The items' cap is an error for k = 0, where only items over 1 pay: with none of them the limit cuts nothing, and `plain` is 1, then 2.
    const of = (figure: string) =>
      `${HEAD}fact l "L": list to 2 of { w: integer 元 from 0元 to 2元 }\n${clause('listed', 'each l', 'when w over 1元', 'award w')}${clause(
        'plain',
        `award if k = 0 then ${figure} else 1元`,
      )}limit each_one "each_one" {\n  each l\n  among listed\n  cap 2元 / k\n}\n${limit('together', 'plain, listed', '9元')}`;
    const d = differenceOf(of('1元'), of('2元'));
    expect(verdictsOf(d)).toMatchObject({ each_one: 'same', together: 'never-less', total: 'never-less' });
    expect(amountsOf(d.total.gain?.simple)).toBe('1 -> 2');
  });
});
