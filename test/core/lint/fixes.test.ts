/** The text that each fix leaves, and that the finding is gone from it without an error in its place. */
import { describe, expect, it } from 'vitest';
import type { FindingName } from '../../../server/src/core/finding';
import { fixed, lintText } from '../../support/lint';
import { findingsOf } from '../../support/snippets';

/** The text after the fix of this title (or the first) of the first finding of the name. */
function mended(text: string, name: FindingName, title?: string): string {
  const finding = lintText(text).find((f) => f.name === name);
  const fix = finding?.fixes?.find((one) => title === undefined || one.title === title);
  if (!fix) throw new Error(`no fix of ${name}: ${JSON.stringify(finding)}`);
  const now = fixed(text, fix);
  const found = lintText(now);
  expect(
    found.filter((f) => f.name === name || (f.severity === 'error' && f.name !== 'expectation-failed')),
    now,
  ).toEqual([]);
  return now;
}

const fixTitles = (text: string, name: FindingName) =>
  lintText(text)
    .filter((f) => f.name === name)
    .flatMap((f) => f.fixes?.map((fix) => fix.title) ?? []);

describe('missing-award', () => {
  it('writes a line behind the conditions and before a cap', () => {
    const text = 'fact a "A": boolean\nclause c "C" {\n  when a "why" // so\n  cap 3元\n}';
    expect(mended(text, 'missing-award', 'add-award')).toContain('  when a "why" // so\n  award 0元\n  cap 3元\n');
  });
  it('of each kind, in the language and currency of the file, on one line, in CRLF', () => {
    expect(mended('clause c "C" {\r\n}\r\n', 'missing-award', 'add-unspecified')).toBe(
      'clause c "C" {\r\n  award unspecified "the document gives no figure"\r\n}\r\n',
    );
    expect(mended('条款 c "C" {}', 'missing-award', 'add-grants')).toBe('条款 c "C" { 待遇 "待填写" }');
    expect(mended('policy "P" { currency EUR }\nclause c "C" { source "1" }', 'missing-award')).toContain('{ source "1"; award 0 EUR }');
    expect(mended('clause c "C" { cap 3元 }', 'missing-award')).toBe('clause c "C" { award 0元; cap 3元 }');
  });
});

describe('tables', () => {
  const table = (rows: string) => `fact n "N": percent\nclause c "C" {\n  award by n {\n${rows}\n  }\n}`;
  it('row-overlap: the later row begins where the earlier one ends', () => {
    expect(mended(table('    to 10%: 1元\n    over 5% to 20%: 2元\n    over 20%: 3元'), 'row-overlap')).toContain(
      '\n    over 10% to 20%: 2元',
    );
    expect(mended(table('    below 10%: 1元\n    over 5%: 2元'), 'row-overlap')).toContain('\n    from 10%: 2元');
    expect(mended(table('    over 10%: 1元\n    to 15%: 2元'), 'row-overlap')).toContain('\n    at most 10%: 2元');
    expect(mended(table('    from 10%: 1元\n    over 0% to 15%: 2元\n    to 0%: 3元'), 'row-overlap')).toContain(
      '\n    over 0% below 10%: 2元',
    );
  });
  it('row-overlap: of slices too, and not of a row within another', () => {
    const slices = 'fact n "N": percent\nclause c "C" { award marginal n { to 10%: 1%, over 5%: 2% } of 9元 }';
    expect(mended(slices, 'row-overlap')).toContain('{ to 10%: 1%, over 10%: 2% }');
    expect(fixTitles(table('    to 30%: 1元\n    over 5% to 20%: 2元\n    over 30%: 3元'), 'row-overlap')).toEqual([]);
  });
  it('row-gap and member-missing: with a value of the table’s type', () => {
    const kinds = 'fact k "K": one of { a, b }\nclause c "C" {\n  when by k { a: yes }\n  award 1元\n}';
    expect(mended(kinds, 'member-missing')).toContain('by k { a: yes, b: no }');
    expect(mended(kinds.replace('when by', '条件 按'), 'member-missing', 'add-otherwise')).toContain('{ a: yes, 其他: 否 }');
  });
  it('empty-interval: ends that are turned round are exchanged', () => {
    const text = 'fact n "N": percent from 20% to 10%\nclause c "C" {\n  when n over 30% to 15%\n  award 1元\n}';
    const once = lintText(text).reduceRight((t, f) => (f.name === 'empty-interval' ? fixed(t, f.fixes?.[0]) : t), text);
    expect(once).toContain('percent from 10% to 20%');
    expect(once).toContain('when n over 15% to 30%');
    expect(fixTitles('fact n "N": percent over 10% below 10%\nclause c "C" { award n * 1元 }', 'empty-interval')).toEqual([]);
  });
});

describe('what is there twice', () => {
  it('duplicate-name: a number behind the second', () => {
    expect(mended('fact a "A": boolean\nlet a_2 = 1元\nlet a = 2元\nclause c "C" { when a; award a_2 }', 'duplicate-name')).toContain(
      'let a_3 = 2元',
    );
    expect(mended('clause c "C" {\n  let x = 1元\n  let x = 2元\n  award x\n}', 'duplicate-name')).toContain('let x_2 = 2元');
    expect(mended('fact l "L": list of { a "A": money, a "B": money }\nclause c "C" { each l; award a }', 'duplicate-name')).toContain(
      'a_2 "B"',
    );
    expect(mended('clause c "C" { award 1元 }\nexample "e" { }\nexample "e" { }', 'duplicate-name')).toContain('example "e 2" { }');
  });
  it('duplicate-name: the second one of a list out, with its comma or line', () => {
    expect(mended('fact k "K": one of { a, b, a }\nclause c "C" { when k = a; award 1元 }', 'duplicate-name')).toContain('{ a, b }');
    expect(
      mended('clause c "C" { award 1元 }\nclause d "D" { award 1元 }\nexclusive g "G" { among c, c, d; choose first }', 'duplicate-name'),
    ).toContain('among c, d; choose');
    expect(mended('fact a "A": money\nclause c "C" { award a }\nexample "e" {\n  a = 1元\n  a = 2元\n}', 'duplicate-name')).toContain(
      '{\n  a = 1元\n}',
    );
    expect(mended('unit 席\nunit 席\nfact n "N": 席\nclause c "C" { when n over 1席; award 1元 }', 'duplicate-name')).toContain(
      'unit 席\nfact',
    );
  });
  it('second-policy: out', () => {
    expect(mended('policy "A" { }\n\n// old\npolicy "B" { }\n\nclause c "C" { award 1元 }', 'second-policy')).toBe(
      'policy "A" { }\n\nclause c "C" { award 1元 }',
    );
  });
});

describe('what nothing reads', () => {
  const rest = '\n\nclause c "C" { award 1元 }\n';
  it('goes with the comment above it, and no other', () => {
    expect(mended(`fact b "B": boolean\n\n// about b\n\n// about a\nfact a "A": boolean\nrequire b${rest}`, 'unused-fact')).toBe(
      `fact b "B": boolean\n\n// about b\nrequire b${rest}`,
    );
    expect(mended(`fact b "B": boolean\r\nlet a = 1元\r\nrequire b${rest}`, 'unused-let')).toBe(`fact b "B": boolean\r\nrequire b${rest}`);
  });
  it('goes from examples too, unless one expects that it is wanting', () => {
    const text = `fact a "A": boolean${rest}example "e" {\n  a = yes\n  expect total = 1元\n}`;
    expect(mended(text, 'unused-fact')).toBe(`${rest.slice(1)}example "e" {\n  expect total = 1元\n}`);
    expect(fixTitles(text.replace('total = 1元', 'c needs a'), 'unused-fact')).toEqual([]);
  });
});

describe('example-incomplete', () => {
  it('a date, where the example has none', () => {
    const text = 'fact d "D": date\nclause c "C" { when years(d, as_of) over 1 years; award 1元 }\nexample "e" { d = 2020-01-01 }';
    expect(mended(text, 'example-incomplete', 'add-date')).toContain('example "e" {\n  on 2025-01-01\n d = 2020-01-01 }');
  });
});

describe('suppressions', () => {
  it('count in a quote of Markdown too', () => {
    const text = '# T\n\n> ```clause\n> // allow unspecified-award: so\n>\n> clause c "C" {\n>   award unspecified "x"\n> }\n> ```\n';
    expect(findingsOf(new Map([['main.clause.md', text]]), 'main.clause.md')).toEqual([]);
  });
});

describe('type-mismatch', () => {
  it('takes quotes away where a member, a date or a yes stands in them', () => {
    const text =
      'fact k "K": one of { a, b }\nfact d "D": date\nfact y "Y": boolean\nclause c "C" { when k in { "a", b } and d = 2025-01-01 and y; award 1元 }\n';
    expect(mended(text, 'type-mismatch')).toContain('{ a, b }');
    const example = text.replace('"a"', 'a');
    expect(mended(`${example}example "e" { k = "b" }`, 'type-mismatch')).toContain('k = b');
    expect(mended(`${example}example "e" { d = "2025-02-03" }`, 'type-mismatch')).toContain('d = 2025-02-03');
    expect(mended(`${example}example "e" { y = "是" }`, 'type-mismatch')).toContain('y = 是');
    expect(fixTitles(`${example}example "e" { k = "z" }`, 'type-mismatch')).toEqual([]);
  });
  it('writes = for `has` of what has one value', () => {
    expect(mended('fact k "K": one of { a, b }\nclause c "C" { when k has a; award 1元 }', 'type-mismatch')).toContain('when k = a;');
  });
});
