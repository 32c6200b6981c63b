/**
 * The oracle itself, on policies whose findings are known by hand: for each finding at least two where it is and two where it is not. What
 * each line expects is argued in the comment beside it.
 */
import { describe, expect, it } from 'vitest';
import { decide, FINDINGS } from '../../support/oracle/index';
import { programOf } from '../../support/program';

type Expected = Readonly<Record<string, 'yes' | 'no'>>;

const seen = new Map<string, { yes: number; no: number }>();

function check(title: string, text: string, expected: Expected): void {
  for (const [key, answer] of Object.entries(expected)) {
    const name = key.split(' ')[0] ?? '';
    const n = seen.get(name) ?? { yes: 0, no: 0 };
    n[answer]++;
    seen.set(name, n);
  }
  it(title, () => {
    const answers = decide(programOf(`policy "P" { effective 2025-01-30 to 2025-02-02 }\n${text}`));
    const got = Object.fromEntries(Object.keys(expected).map((key) => [key, answers.get(key)]));
    expect(got).toEqual(expected);
  });
}

describe('single clauses', () => {
  check(
    'conditions that exclude each other, by numbers of one fact and through a requirement',
    `fact m "m": money from 0元
     fact b "b": boolean
     require m below 3元
     clause dead1 "d" { when m from 3元, award 1元 }
     clause dead2 "d" { when b, when m over 1元 or b, when not b, award 1元 }
     clause alive "a" { when m over 2.9元, award 1元 }
     clause edge "e" { when b, when not (m over 0元), award 1元 }`,
    {
      'clause-unreachable dead1': 'yes', // m < 3 by the requirement
      'clause-unreachable dead2': 'yes', // b and not b
      'clause-unreachable alive': 'no', // m = 2.95
      'clause-unreachable edge': 'no', // b, m = 0
      'award-never-positive dead1': 'no', // nothing else is said of a clause that nobody reaches
      'condition-redundant dead2 1': 'no',
    },
  );
  check(
    'whole numbers have nothing between them; a date lies in the policy',
    `fact k "k": integer from 0 to 4
     fact m "m": money from 0元 to 4元
     clause gap "g" { when k over 2, when k below 3, award 1元 }
     clause none "n" { when m over 2元, when m below 3元, award 1元 }
     clause late "l" { when as_of > 2025-02-02, award 1元 }
     clause last "l" { when as_of >= 2025-02-02, award 1元 }`,
    {
      'clause-unreachable gap': 'yes', // no whole number between 2 and 3
      'clause-unreachable none': 'no', // 2.5元
      'clause-unreachable late': 'yes', // the policy ends on 2 February
      'clause-unreachable last': 'no',
    },
  );
  check(
    'awards of nothing and below nothing',
    `fact m "m": money from 0元 to 5元
     fact b "b": boolean
     clause nil "n" { award max(0元, m - 5元) }
     clause capped "c" { award m, cap 0元 when m from 0元 }
     clause some "s" { award max(0元, m - 4元) }
     clause cond "c" { when m below 3元, award 3元 - m }
     clause under "u" { award 4元 - m }
     clause branch "b" { award if b then 1元 else m - 1元 }`,
    {
      'award-never-positive nil': 'yes', // m is at most 5
      'award-never-positive capped': 'yes', // the cap is 0 and always applies
      'award-never-positive some': 'no', // m = 5 pays 1
      'award-never-positive under': 'no',
      'award-negative under': 'yes', // m = 5: -1
      'award-negative branch': 'yes', // not b, m = 0: -1
      'award-negative cond': 'no', // m < 3 keeps it above 0
      'award-negative some': 'no', // max
    },
  );
  check(
    'division by zero, in a let and in a clause, and where a condition keeps it away',
    `fact a "a": integer 元 from 0元 to 3元
     fact c "c": integer 元 from 1元 to 3元
     let g = (a - c) / a
     let f = (a - c) / c
     clause one "1" { when g over 10%, award 1元 }
     clause two "2" { when f over 10%, award 1元 }
     clause three "3" { award a / (c - 1元) * 1元 }
     clause four "4" { award if c over 1元 then a / (c - 1元) * 1元 else 0元 }`,
    {
      'division-by-zero g': 'yes', // a = 0
      'division-by-zero f': 'no', // c is at least 1
      'division-by-zero three': 'yes', // c = 1
      'division-by-zero four': 'no', // guarded
    },
  );
  check(
    'conditions that follow from others',
    `fact m "m": money from 0元
     fact e "e": one of { a, b, c }
     require e != c
     clause one "1" { when m over 3元, when m over 1元, award 1元 }
     clause two "2" { when m from 0元, when m over 1元, award 1元 }
     clause three "3" { when not (m over 2元), when m to 2元, award 1元 }
     clause four "4" { when e = a or e = b, when e != b, award 1元 }`,
    {
      'condition-redundant one 0': 'no',
      'condition-redundant one 1': 'yes', // over 3 is over 1
      'condition-redundant two 0': 'yes', // the fact's interval
      'condition-redundant two 1': 'no',
      'condition-redundant three 0': 'no', // the two say the same: the later is reported
      'condition-redundant three 1': 'yes',
      'condition-redundant four 0': 'yes', // the requirement
      'condition-redundant four 1': 'no', // e = b passes the rest
    },
  );
  check(
    'caps that are never and always reached',
    `fact m "m": money from 0元 to 6元
     fact b "b": boolean
     clause one "1" { award 50% of m, cap 3元 }
     clause two "2" { award 50% of m, cap 2元 }
     clause three "3" { award m + 2元, cap 2元 }
     clause four "4" { when b, award m, cap 1元 when not b }
     clause five "5" { when m = 6元, award 50% of m, cap 3元 }
     clause six "6" { award 3元, cap 4元 ever }`,
    {
      'cap-never-reached one 0': 'yes', // at most 3
      'cap-always-reached one 0': 'no',
      'cap-never-reached two 0': 'no', // m = 6: 3 above 2
      'cap-always-reached two 0': 'no', // m = 0
      'cap-never-reached three 0': 'no',
      'cap-always-reached three 0': 'yes', // at least 2
      'cap-never-reached four 0': 'yes', // its `when` never holds
      'cap-always-reached four 0': 'no',
      'cap-never-reached five 0': 'no', // both: 3 is the cap, always
      'cap-always-reached five 0': 'yes',
      'cap-never-reached six 0': 'no', // 2 were paid before
    },
  );
  check(
    'clauses that are the same',
    `fact k "k": integer from 0 to 4
     clause one "1" { when k over 2, award 1元 * k }
     clause two "2" { when k from 3, award k * 1元 }
     clause three "3" { when k from 2, award k * 1元 }
     clause four "4" { when k over 2, award max(3元, k * 1元) }`,
    {
      'duplicate-clause one': 'no', // the first
      'duplicate-clause two': 'yes', // over 2 is from 3 for whole numbers
      'duplicate-clause three': 'no', // k = 2
      'duplicate-clause four': 'yes', // k is 3 or 4
    },
  );
  check(
    'facts that change nothing',
    `fact m "m": money from 0元
     fact b "b": boolean
     fact e "e": one of { a, b }
     fact r "r": boolean
     require r
     clause one "1" { award min(2元, m + 2元) }
     clause two "2" { when b or not b, award 1元 }
     clause three "3" { when e = a, award 1元 }`,
    {
      'fact-without-effect m': 'yes', // always 2
      'fact-without-effect b': 'yes',
      'fact-without-effect e': 'no',
      'fact-without-effect r': 'no', // a requirement is part of the outcome
    },
  );
});

describe('groups and limits', () => {
  check(
    'overlaps without a choice',
    `fact m "m": money from 0元
     fact b "b": boolean
     clause one "1" { when m over 1元, award 2元 }
     clause two "2" { when m over 3元, award 3元 }
     clause three "3" { when m to 1元, award 1元 }
     clause same "s" { when m over 2元, award 2元 }
     exclusive x "x" { among one, two }
     exclusive y "y" { among one, three }
     exclusive z "z" { among one, same }`,
    {
      'unresolved-overlap x one two': 'yes', // m = 4: 2 and 3
      'unresolved-overlap y one three': 'no', // above 1, and to 1
      'unresolved-overlap z one same': 'no', // both 2: no conflict
      'exclusive-vacuous x': 'no',
      'exclusive-vacuous y': 'yes',
      'exclusive-vacuous z': 'no', // both pay, if the same
    },
  );
  check(
    'an overlap of amounts that depend on two facts',
    `fact a "a": integer 元 from 0元 to 3元
     fact c "c": integer 元 from 0元 to 3元
     clause one "1" { when a + c over 4元, award a }
     clause two "2" { when a over c, award c + 1元 }
     clause three "3" { when a + c to 4元, award 5元 }
     exclusive x "x" { among one, two }
     exclusive y "y" { among one, three, choose first }`,
    {
      'unresolved-overlap x one two': 'no', // a + c > 4 and a > c: only a = 3, c = 2, and both pay 3
      'exclusive-overlap y one three': 'no',
      'exclusive-vacuous y': 'yes',
    },
  );
  check(
    'an overlap of amounts that differ',
    `fact a "a": integer 元 from 0元 to 3元
     fact c "c": integer 元 from 0元 to 3元
     clause one "1" { when a + c over 4元, award a }
     clause two "2" { when a over c, award c + 2元 }
     exclusive x "x" { among one, two }`,
    { 'unresolved-overlap x one two': 'yes' }, // a = 3, c = 2: 3 and 4
  );
  check(
    'overlaps with a choice, and who never keeps anything',
    `fact k "k": integer from 0 to 4
     clause one "1" { award 3元 }
     clause two "2" { when k over 1, award 2元 }
     clause three "3" { when k over 2, award 1元 * k }
     clause four "4" { when k to 2, award 1元 }
     exclusive x "x" { among one, two, three, choose highest }
     exclusive y "y" { among three, four, choose first }`,
    {
      'exclusive-overlap x one two': 'yes',
      'exclusive-overlap x one three': 'yes',
      'exclusive-overlap x two three': 'yes',
      'exclusive-overlap y three four': 'no', // over 2, and to 2
      'exclusive-vacuous x': 'no',
      'exclusive-vacuous y': 'yes',
      'clause-dominated one': 'no', // k = 0
      'clause-dominated two': 'yes', // always against 3
      'clause-dominated three': 'no', // k = 4: 4 is above 3
      'clause-dominated four': 'no',
    },
  );
  check(
    'listed behind one that takes everything',
    `fact b "b": boolean
     clause one "1" { award 1元 }
     clause two "2" { when b, award 9元 }
     exclusive x "x" { among one, two, choose first }`,
    { 'clause-dominated two': 'yes', 'clause-dominated one': 'no' },
  );
  check(
    'a group that is settled item by item',
    `fact l "l": list to 2 of { w: integer 元 from 0元 to 2元, kind: one of { a, b } }
     clause one "1" { each l, when kind = a, award w }
     clause two "2" { each l, when kind = b, award 1元 }
     clause three "3" { each l, when w over 1元, award 1元 }
     exclusive x "x" { each l, among one, two, choose highest }
     exclusive y "y" { each l, among one, three, choose highest }`,
    {
      'exclusive-overlap x one two': 'no', // no item is of both kinds, though one list may have both
      'exclusive-vacuous x': 'yes',
      'exclusive-overlap y one three': 'yes', // kind a, w = 2
      'clause-dominated three': 'no', // kind b, w = 2
    },
  );
  check(
    'limits',
    `fact m "m": money from 0元 to 3元
     clause one "1" { award m }
     clause two "2" { when m to 1元, award 2元 }
     limit high "h" { among all, cap 3元 }
     limit low "l" { among one, cap 2元 }
     limit behind "b" { among one, cap 2元 }
     limit paid "p" { among two, cap 5元 ever }`,
    {
      'limit-never-reached high': 'yes', // m to 1: at most 3; above: at most 3
      'limit-never-reached low': 'no', // m = 3
      'limit-never-reached behind': 'yes', // after the limit before it
      'limit-never-reached paid': 'no', // 4 were paid before
    },
  );
});

describe('cliffs', () => {
  check(
    'falls of the amount, and of eligibility',
    `fact m "m": money from 0元 to 8元
     clause slab "s" { award (if m over 4元 then 50% else 100%) of m }
     clause tiers "t" { award marginal m { to 4元: 100%, over 4元: 50% } }
     clause steady "y" { award 8元 - m }
     clause ends "e" { when m below 3元, award 1元 }
     clause begins "b" { when m from 3元, award 1元 }
     clause rounds "r" { award 8元 - m, round down to 2元 }
     clause kink "k" { award max(0元, 4元 - 2 * m) }`,
    {
      'award-cliff slab amount m': 'yes', // at 4: 4; just past: 2
      'award-cliff tiers amount m': 'no',
      'award-cliff steady amount m': 'no', // a steady decrease
      'award-cliff ends eligibility m': 'yes', // 1 below 3, nothing from 3
      'award-cliff ends amount m': 'no',
      'award-cliff begins eligibility m': 'no', // upwards
      'award-cliff rounds amount m': 'yes', // 6 up to 2, then 4
      'award-cliff kink amount m': 'no', // it bends, and does not jump
    },
  );
  check(
    'whole numbers: what falls faster than the pieces do',
    `fact k "k": integer from 0 to 6
     clause table "t" { award by k { to 3: 5元, over 3: 2元 } }
     clause steady "s" { award 9元 - 1元 * k }
     clause bend "b" { award max(0元, 7元 - 2元 * k) }
     clause up "u" { award by k { to 3: 1元, over 3: 2元 } }
     clause falls "f" { award if k over 2 then 7元 - 1元 * k else 9元 - 1元 * k }`,
    {
      'award-cliff table amount k': 'yes',
      'award-cliff steady amount k': 'no',
      'award-cliff bend amount k': 'no',
      'award-cliff up amount k': 'no',
      'award-cliff falls amount k': 'yes', // 7 at 2, 4 at 3
    },
  );
  check(
    'only the total falls',
    `fact m "m": money from 0元 to 8元
     clause big "b" { award 5元 }
     clause small "s" { when m over 2元, award 1元 }
     exclusive x "x" { among small, big, choose first }`,
    {
      'award-cliff total m': 'yes', // 5 to 2, then 1
      'award-cliff big amount m': 'no',
      'award-cliff small amount m': 'no',
    },
  );
  check(
    'the total falls with a clause, which is what is said',
    `fact m "m": money from 0元 to 8元
     clause one "1" { when m to 2元, award 5元 }`,
    { 'award-cliff total m': 'no', 'award-cliff one eligibility m': 'yes' },
  );
});

describe('tables', () => {
  check(
    'gaps and overlaps of a computed subject',
    `fact a "a": integer 元 from 0元 to 4元
     fact c "c": integer 元 from 1元 to 4元
     let g = (a - c) / c
     clause one "1" { award by g { to 0%: 1元, over 0% to 100%: 2元 } }
     clause two "2" { award by g { to 0%: 1元, from 0% to 300%: 2元 } }
     clause three "3" { when g to 100%, award by g { to 0%: 1元, over 0% to 100%: 2元, over 100%: 3元 } }
     clause four "4" { award by g { to 0%: 1元, over 0% to 10%: 2元, over 10%: 3元 } }
     clause five "5" { award by g { to 100%: 1元, to 50%: 2元, over 100%: 3元 } }`,
    {
      'row-gap one.0': 'yes', // 4 on 1 is 300%
      'row-gap two.0': 'no', // 300% is the most
      'row-gap three.0': 'no',
      'row-gap four.0': 'no',
      'row-overlap two.0 1': 'yes', // growth of exactly 0
      'row-overlap one.0 1': 'no',
      'row-overlap four.0 1': 'no',
      'row-overlap five.0 1': 'no', // wholly behind is unreachable only
      'row-unreachable five.0 1': 'yes',
      'row-unreachable three.0 2': 'yes', // the clause's condition
      'row-unreachable three.0 1': 'no',
      'row-unreachable four.0 1': 'yes', // small numbers have no growth from 0 to 10%
      'row-unreachable one.0 0': 'no',
    },
  );
  check(
    'members, and what never reaches the rest',
    `fact e "e": one of { a, b, c }
     fact b "b": boolean
     fact m "m": money from 0元
     clause one "1" { award by e { a: 1元, b: 2元 } }
     clause two "2" { when e != c, award by e { a: 1元, b: 2元 } }
     clause three "3" { when b, award by b { yes: 1元 } }
     clause four "4" { award by b { yes: 1元 } }
     clause five "5" { when e != c, award by e { a: 1元, b: 2元, otherwise: 3元 } }
     clause six "6" { award by (m + 1元) { over 1元: 1元 } }`,
    {
      'member-missing one.0': 'yes', // c
      'member-missing two.0': 'no',
      'member-missing three.0': 'no',
      'member-missing four.0': 'yes', // no
      'row-unreachable five.0 2': 'yes', // its `otherwise`
      'row-gap one.0': 'no',
      'row-gap six.0': 'yes', // m = 0
      'row-overlap one.0 1': 'no',
    },
  );
  check(
    'rows that meet',
    `fact m "m": money from 0元
     fact b "b": boolean
     clause one "1" { award by m | b { to 2元 | yes: 1元, from 2元 | any: 2元, below 2元 | no: 3元 } }
     clause two "2" { award by m { to 2元: 1元, over 2元: 2元 } }`,
    {
      'row-overlap one.0 1': 'yes', // 2元 and yes
      'row-overlap one.0 2': 'no',
      'row-overlap two.0 1': 'no',
      'row-gap one.0': 'no', // 2元 and no: the second row
    },
  );
});

describe('this test', () => {
  it('has each finding at least twice, and at least twice not', () => {
    const few = FINDINGS.filter((f) => (seen.get(f)?.yes ?? 0) < 2 || (seen.get(f)?.no ?? 0) < 2);
    expect(few).toEqual([]);
  });
});
