/** Rows that overlap, leave gaps or are never reached, and intervals without a value. */
import { describe, expect, it } from 'vitest';
import type { Finding } from '../../../server/src/core/finding';
import { renderMessage } from '../../../server/src/core/lint/index';
import { fixed, lintText, names } from '../../support/lint';

const facts = `fact staff  "Staff": integer 人 from 0人
fact cost   "Cost": money from 0元
fact growth "Growth": percent
fact share  "Share": percent from 0% to 100%
fact plant  "Plant": one of { none, municipal, national }
fact titles "Titles": any of { a, b, c }
fact small  "Small": boolean
fact born   "Born": date from 2000-01-01
fact place  "Place": text
`;
const unused = ['unused-fact', 'unused-let'];
/** All findings of the body must be the announced ones: `name: the text that it stands at`. */
function check(body: string, wanted: readonly string[] = []): readonly Finding[] {
  const text = facts + body;
  const findings = lintText(text).filter((f) => !unused.includes(f.name));
  expect(findings.map((f) => `${f.name}: ${text.slice(f.range.start, f.range.end)}`, body).sort()).toEqual([...wanted].sort());
  return findings;
}

describe('one subject with a scale', () => {
  it('knows which end includes its point', () => {
    check('clause c { award by cost { to 10元: 1元, over 10元: 2元 } }');
    check('clause c { award by cost { below 10元: 1元, from 10元: 2元 } }');
    check(`clause c { award by cost { to 10元: 1元, from 10元: 2元 } }`, ['row-overlap: from 10元: 2元']);
    check(`clause c { award by cost { below 10元: 1元, over 10元: 2元 } }`, ['row-gap: by cost']);
  });

  it('has no values between whole numbers and days', () => {
    check('clause c { award by staff { to 9人: 1元, from 10人: 2元 } }');
    check('clause c { award by staff { 0人: 1元, 1人, 2人: 2元, over 2人: 3元 } }');
    check('clause c { award by born { to 2004-12-31: 1元, from 2005-01-01: 2元 } }');
    check(`clause c { award by cost { to 9元: 1元, from 10元: 2元 } }`, ['row-gap: by cost']);
  });

  it('keeps to the bounds of the fact', () => {
    check('clause c { award by share { to 50%: 1元, over 50% to 100%: 2元 } }');
    check(`clause c { award by share { to 50%: 1元, over 50% to 90%: 2元 } }`, ['row-gap: by share']);
    check(`clause c { award by share { to 50%: 1元, over 50%: 2元, over 100%: 3元 } }`, ['row-unreachable: over 100%: 3元']);
  });

  it('works ranges of computed subjects out', () => {
    check('let half = cost / 2\nclause c { award by half { from 0元 to 5元: 1元, over 5元: 2元 } }');
    check('clause c { award by 1 - share { from 0% to 50%: 1元, over 50% to 100%: 2元 } }');
    check('clause c { award by month(born) { 1: 1元, from 2 to 12: 2元 } }');
    check('clause c { award by staff - 5人 { from -5人 to 0人: 1元, from 1人: 2元 } }');
    check('clause c { award by max(cost, 10元) { 10元: 1元, over 10元: 2元 } }');
    check(`clause c { award by cost - 5元 { from 0元: 1元 } }`, ['row-gap: by cost - 5元']);
  });

  it('is narrowed by what holds where the table stands', () => {
    check('clause c {\n when growth over 10%\n award by growth { over 10% to 20%: 1元, over 20%: 2元 }\n}');
    check('require growth over 10%\nclause c { award by growth { over 10%: 1元 } }');
    check('clause c { award if growth over 10% then by growth { over 10%: 1元 } else 0元 }');
    check('clause c { award if growth at most 10% then 0元 else by growth { over 10%: 1元 } }');
    check('clause c { award highest { by growth { over 10%: 1元 } when growth over 10% } }');
    check('clause c {\n award cost\n cap by growth { over 10%: 1元 } when growth over 10%\n}');
    check('clause c {\n when plant in { municipal, national }\n award by plant { municipal: 1元, national: 2元 }\n}');
    check('clause c {\n when plant != none\n award by plant { municipal: 1元, national: 2元 }\n}');
    check('clause c {\n when not small\n award by small { no: 1元 }\n}');
    check('clause c {\n let rate = by growth { over 10%: 1元 }\n when growth over 10%\n award rate\n}');
    check(
      `clause c {
      when any { growth over 10%, small }
      award by growth { over 10%: 1元 }
    }`,
      ['row-gap: by growth'],
    );
    check(
      `clause c { award sum each list { by size { over 10人: 1元 } when size over 5人 } }
fact list "List": list of { size "Size": integer 人 }`,
      ['row-gap: by size'],
    );
  });

  it('says nothing of a table with a row that could not be read', () => {
    check('clause c { award by staff { 0人: 0, 1人 to 5人: 1元, over 5人: 2元 } }', ['syntax-error: to']);
    check('clause c { award marginal cost { 0元 to 10元: 5%, over 10元: 7% } }', ['syntax-error: to']);
  });

  it('judges a let by its uses', () => {
    const rate = 'let rate = by growth { over 10%: 5%, over 5% to 10%: 1% }\n';
    check(`${rate}clause c {\n when growth over 5%\n award rate of cost\n}`);
    check(
      `${rate}clause c { award if growth over 10% then rate of cost else 0元 }\nclause d {\n when growth over 5%\n award rate of cost\n}`,
    );
    check(`${rate}let double = rate * 2\nclause c {\n when growth over 5%\n award double of cost\n}`);
    check(`${rate}clause c {\n when growth over 5%\n award rate of cost\n}\nclause d { award rate of cost }`, ['row-gap: by growth']);
    check(`${rate}clause c {\n when rate over 2%\n when growth over 5%\n award rate of cost\n}`, ['row-gap: by growth']);
  });

  it('knows what counts whole, and which days come into question', () => {
    const kids = 'fact kids "Kids": list to 4 of { age "Age": integer years from 0 years }\n';
    check(`${kids}let count = sum each kids { 1 }\nclause c { award by count { 0: 0, 1: 1元, from 2 to 3: 2元, 4: 3元 } }`);
    check(`${kids}let count = sum each kids { 1 when age below 18 years }\nclause c { award by count { 0, 1: 0, from 2: 1元 } }`);
    check(`${kids}let count = sum each kids { 1 }\nclause c { award by count { 0: 0, 1: 1元, from 2 to 3: 2元 } }`, ['row-gap: by count']);
    check('clause c { award by abs(staff - 5人) { 0人: 1元, from 1人: 2元 } }');
    check('let n = if small then 1 else 3\nclause c { award by n { 1: 1元, 3: 2元 } }');
    check('let n = by growth { over 5%: 1, otherwise: 0 }\nclause c { award by n { 1: 1元, 0: 2元 } }');
    const policy = 'policy "P" {\n  effective 2023-04-06 to 2025-04-05\n}\n';
    check(`${policy}clause c { award by year(as_of) { 2023: 1元, 2024: 2元, 2025: 3元 } }`);
    check(`${policy}clause c {\n effective 2023-04-06 to 2024-04-05\n award by year(as_of) { 2023: 1元, 2024: 2元 }\n}`);
    // From 2000-01-01 to 2025-04-05 are 25 completed years; nobody is judged before birth's bound is known.
    check(`${policy}clause c {\n when born at most 2023-01-01\n award by years(born, as_of) { from 0 years to 25 years: 1元 }\n}`);
    check(`${policy}clause c { award by year(as_of) { 2023: 1元, 2024: 2元 } }`, ['row-gap: by year(as_of)']);
  });

  it('keeps pieces apart that conditions leave', () => {
    check('clause c {\n when any { staff at most 2人, staff at least 9人 }\n award by staff { to 2人: 1元, from 9人: 2元 }\n}');
    check('clause c {\n when not staff over 2人 below 9人\n award by staff { to 2人: 1元, from 9人: 2元 }\n}');
    check('clause c {\n when staff != 5人\n award by staff { to 4人: 1元, from 6人: 2元 }\n}');
    check('clause c {\n when staff != 5人\n award by staff { to 4人: 1元, from 7人: 2元 }\n}', ['row-gap: by staff']);
  });

  it('does not judge rows whose ends are not constant, and follows constant lets', () => {
    check('clause c { award by cost { to cost / 2: 1元, over 100元: 2元 } }');
    check(
      `let line = 10元
clause c { award by cost { to line: 1元, over line + 1元: 2元 } }`,
      ['row-gap: by cost'],
    );
  });

  it('tells a row behind earlier ones from an overlap', () => {
    check(`clause c { award by staff { to 10人: 1元, over 10人: 2元, 5人 : 3元 } }`, ['row-unreachable: 5人 : 3元']);
    // Together the first two cover the third.
    check(`clause c { award by staff { to 10人: 1元, over 10人: 2元, from 5人 to 15人: 3元 } }`, [
      'row-unreachable: from 5人 to 15人: 3元',
    ]);
    check(`clause c { award by staff { to 10人: 1元, otherwise: 2元, from 5人 to 15人: 3元 } }`, ['row-overlap: from 5人 to 15人: 3元']);
  });

  it('finds an otherwise that is never used', () => {
    check(`clause c { award by small { yes: 1元, no: 2元, otherwise: 3元 } }`, ['row-unreachable: 3元']);
  });
});

describe('members', () => {
  it('asks for every member, yes and no', () => {
    check('clause c { award by plant { none: 0, municipal, national: 1元 } }');
    check(`clause c { award by plant { municipal: 1元 } }`, ['member-missing: by plant']);
    check(`clause c { award by small { yes: 1元 } }`, ['member-missing: by small']);
    check(`clause c { award by plant { none: 0, municipal: 1元, none, national: 2元 } }`, ['row-overlap: none, national: 2元']);
    check('clause c { award by plant { any: 1元 } }');
  });

  it('asks texts for what is left', () => {
    check('clause c { award by place { "A": 1元, otherwise: 0 } }');
    check(`clause c { award by place { "A": 1元 } }`, ['row-gap: by place']);
    check('clause c {\n when place in { "A", "B" }\n award by place { "A": 1元, "B": 2元 }\n}');
  });

  it('knows that a set may have several members', () => {
    check(`clause c { award by titles { a: 1元, b: 2元, otherwise: 0 } }`, ['row-overlap: b: 2元']);
    check(`clause c { award by titles { a: 1元 } }`, ['row-gap: by titles']);
    check('clause c { award by titles { a, b: 1元, otherwise: 0 } }');
  });
});

describe('several subjects', () => {
  it('covers the whole plane or says what is missing', () => {
    check('clause c { award by staff | small { to 5人 | yes: 1元, to 5人 | no: 2元, over 5人 | any: 3元 } }');
    const [missing] = check(`clause c { award by staff | small { to 5人 | yes: 1元, over 5人 | any: 3元 } }`, [
      'row-gap: by staff | small',
    ]);
    expect(missing && renderMessage(missing, 'en')).toContain('at most 5人 | no');
    check(`clause c { award by plant | small { none | any: 1元, municipal | yes: 2元, national | any: 3元 } }`, [
      'member-missing: by plant | small',
    ]);
    check(`clause c { award by plant | small { any | yes: 1元, none | any: 2元, otherwise: 0 } }`, ['row-overlap: none | any: 2元']);
  });

  it('says nothing of what is too large to look at', () => {
    const subjects = Array.from({ length: 12 }, (_, n) => `x${n}`);
    const facts = subjects.map((s) => `fact ${s} "X": integer from 0`).join('\n');
    const rows = subjects.map((_, n) => subjects.map((_, k) => (k === n ? 'to 3' : 'from 2')).join(' | '));
    const found = lintText(`${facts}\nclause c { award by ${subjects.join(' | ')} {\n${rows.map((r) => `${r}: 1元`).join('\n')}\n} }`);
    expect(names(found).filter((n) => n === 'syntax-error')).toEqual([]);
  });
});

describe('large programs', () => {
  it('are judged in bounded time', () => {
    const doubled = Array.from({ length: 60 }, (_, n) => `let x${n + 1} = x${n} + x${n}`).join('\n');
    check(`let x0 = cost\n${doubled}\nclause c { award by x60 { from 0元: 1元 } }`);
    const agreed = Array.from({ length: 60 }, (_, n) => `let y${n + 1} = y${n} and y${n}`).join('\n');
    check(`let y0 = small\n${agreed}\nclause c {\n when y60\n award by small { yes: 1元 }\n}`);
    const rows = Array.from({ length: 1000 }, (_, n) => `over ${n}人 to ${n + 1}人: ${n}元`).join('\n');
    check(`clause c { award by staff {\n0人: 0\n${rows}\nover 1000人: 1元\n} }`);
    check(`clause c { award by staff {\n0人: 0\n${rows}\nover 1001人: 1元\n} }`, ['row-gap: by staff']);
  });
});

describe('marginal', () => {
  it('has no gaps, and slices may touch', () => {
    check('clause c { award marginal cost { over 10元 to 20元: 1%, over 30元: 2% } }');
    check('clause c { award marginal cost { to 10元: 1%, from 10元: 2% } }');
  });
  it('counts nothing twice', () => {
    check(`clause c { award marginal cost { to 20元: 1%, over 10元: 2% } }`, ['row-overlap: over 10元: 2%']);
    check(`clause c { award marginal share { to 50%: 1元, over 50% to 100%: 2元, over 100%: 3元 } }`, ['row-unreachable: over 100%: 3元']);
  });
});

describe('empty intervals', () => {
  it('finds them wherever an interval stands', () => {
    check(
      `clause c {
      when cost over 10元 to 5元
      award by cost { over 5元 below 5元: 1元, otherwise: 0 }
    }`,
      ['empty-interval: over 10元 to 5元', 'empty-interval: over 5元 below 5元'],
    );
    check(`fact x "X": money over 5元 to 5元`, ['empty-interval: over 5元 to 5元']);
    check(`clause c { award by staff { over 5人 below 6人: 1元, otherwise: 0 } }`, ['empty-interval: over 5人 below 6人']);
    check(`fact list "L": list of { y "Y": integer over 1 below 2 }`, ['empty-interval: over 1 below 2']);
    check('clause c { award by staff { 5人: 1元, from 6人 to 6人: 2元, otherwise: 0 } }');
  });
});

describe('fixes', () => {
  const fix = (text: string, title: string) =>
    fixed(
      text,
      lintText(text)
        .flatMap((f) => f.fixes ?? [])
        .find((f) => f.title === title),
    );
  const lines = `${facts}clause c {
  award by growth {
    over 10% to 20%: 10元 // ten
    over 30%: 20元
  }
}`;
  it('adds the missing rows on lines of their own, or in line', () => {
    const added = fix(lines, 'add-rows');
    expect(added).toContain('    over 30%: 20元\n    at most 10%: 0\n    over 20% to 30%: 0\n  }');
    expect(names(lintText(added))).not.toContain('row-gap');
    const inline = fix(`${facts}clause c { award by plant { municipal: 1元 } }`, 'add-rows');
    expect(inline).toContain('{ municipal: 1元, none, national: 0 }');
  });
  it('adds otherwise, in the language of the clause', () => {
    expect(fix(lines, 'add-otherwise')).toContain('over 30%: 20元\n    otherwise: 0\n  }');
    expect(fix('要素 甲 "甲": 比例\n条款 乙 { 支持 按 甲 { 超过 10%: 1元 } }', 'add-otherwise')).toContain('{ 超过 10%: 1元, 其他: 0 }');
    expect(fix('要素 甲 "甲": 比例\n条款 乙 { 支持 按 甲 { 超过 10%: 1元 } }', 'add-rows')).toContain('{ 超过 10%: 1元, 不超过 10%: 0 }');
  });
  it('leaves a shared point to either row', () => {
    const text = `${facts}clause c { award by staff { to 10人: 1元, from 10人 to 20人: 2元, at least 20人: 3元 } }`;
    expect(fix(text, 'here')).toContain('{ to 10人: 1元, over 10人 to 20人: 2元, at least 20人: 3元 }');
    expect(fix(text, 'there')).toContain('{ below 10人: 1元, from 10人 to 20人: 2元, at least 20人: 3元 }');
    const chinese = '要素 甲 "甲": 比例\n条款 乙 { 支持 按 甲 { 不低于 10%: 2元, 不超过 10%: 1元 } }';
    expect(fix(chinese, 'here')).toContain('{ 不低于 10%: 2元, 低于 10%: 1元 }');
    expect(fix(chinese, 'there')).toContain('{ 超过 10%: 2元, 不超过 10%: 1元 }');
    expect(names(lintText(fix(chinese, 'there')))).toEqual([]);
  });
  it('takes an unreachable row out', () => {
    const text = `${facts}clause c { award by staff { to 10人: 1元, over 10人: 2元, 5人 : 3元 } }`;
    expect(fix(text, 'remove-row')).toContain('{ to 10人: 1元, over 10人: 2元 }');
  });
});
