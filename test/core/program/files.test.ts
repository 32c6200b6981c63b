/** Imports, and the currency of files. */
import { describe, expect, it } from 'vitest';
import { check, linkText } from '../../support/check';

describe('imports', () => {
  it('puts imports before importers, depth first', () => {
    const { program } = check('import "./a.clause"\nimport "./c.clause"\nclause r { award x + y + z }', {
      'a.clause': 'import "./b.clause"\nlet x = y',
      'b.clause': 'let y = 1元',
      'c.clause': 'import "./b.clause"\nlet z = 2元',
    });
    expect(program.files.map((f) => f.uri.replace('file:///demo/', ''))).toEqual(['b.clause', 'a.clause', 'c.clause', 'test.clause']);
    expect([...program.lets.keys()]).toEqual(['y', 'x', 'z']);
  });
  it('names the files of a circle', () => {
    const { problems } = check(
      `
import "./a.clause"
//     ^^^^^^^^^^^^ circular-import circle
let x = 5
`,
      { 'a.clause': 'import "./b.clause"', 'b.clause': 'import "./test.clause"' },
    );
    expect(problems.map((p) => p.data.path)).toEqual([
      ['b.clause', 'test.clause', 'a.clause', 'b.clause'],
      ['a.clause', 'b.clause', 'test.clause', 'a.clause'],
      ['test.clause', 'a.clause', 'b.clause', 'test.clause'],
    ]);
    check('import "./test.clause"\n//     ^^^^^^^^^^^^^^^ circular-import circle');
  });
  it('says why a file is not there', () => {
    check(`
import "./nowhere.clause"
//     ^^^^^^^^^^^^^^^^^^ missing-import missing
import "../../secret.clause"
//     ^^^^^^^^^^^^^^^^^^^^^ missing-import outside
`);
  });
  it('takes examples of the root only, and requirements of each file for its own clauses', () => {
    const { program } = check(
      'import "./a.clause"\nfact ok: boolean\nrequire ok "root"\nclause c { award 1元 }\nexample "e" { expect total = 1元 }',
      {
        'a.clause': 'fact fine: boolean\nrequire fine "imported"\nclause d { award 1元 }\nexample "f" { }',
      },
    );
    expect(program.examples.map((e) => e.title)).toEqual(['e']);
    expect(program.files.map((f) => f.requirements.map((r) => r.reason))).toEqual([['imported'], ['root']]);
  });
});

describe('currencies', () => {
  it('is what a policy says, 元 without, and the importer’s for a file without a policy', () => {
    const { program } = check('policy "p" { currency EUR }\nimport "./facts.clause"\nclause c { award 5% of income }', {
      'facts.clause': 'fact income: money from 0 EUR',
    });
    expect(program.facts.get('income')?.type).toMatchObject({ dimension: 'EUR' });
    expect(program.currency).toBe('EUR');
    expect(check('policy "p" { }\nfact a: money').program.facts.get('a')?.type).toMatchObject({ dimension: 'CNY' });
  });
  it('is the nearest one where the policy misspells it, so that only that is reported', () => {
    check('policy "p" { currency EURO }\n//                    ^^^^ unknown-unit currency\nfact a: money from 0\nlet b = a + 5 EUR');
  });
  it('is what the text names first in a file that is looked at without its importer', () => {
    expect(check('fact income: money from 0 USD').program.facts.get('income')?.type).toMatchObject({ dimension: 'USD' });
    const { program } = check('import "./p.clause"\nlet x = c + 1 EUR\nclause d { award x }', {
      'p.clause': 'policy "p" { currency EUR }\nclause c { award 5 EUR }',
    });
    expect(program.currency).toBe('EUR');
  });
  it('cannot be two in one total', () => {
    const { program, problems } = check(
      `
policy "p" { currency 元 }
import "./usd.clause"
//     ^^^^^^^^^^^^^^ mixed-currency mixed
clause c { award 5元 }
`,
      { 'usd.clause': 'policy "q" { currency USD }\nclause d { award 5 USD }' },
    );
    expect(problems[0]?.data).toEqual({ code: 'mixed', currency: 'USD', other: 'CNY', file: 'usd.clause' });
    expect(program.currency).toBeUndefined();
  });
  it('may be another one in an import that pays nothing', () => {
    check('policy "p" { currency 元 }\nimport "./usd.clause"\nclause c { award price / 1 USD * 7元 }', {
      'usd.clause': 'policy "q" { currency USD }\nlet price = 5 USD',
    });
  });
  it('is one policy a file', () => {
    const { problems } = linkText('policy "a" { }\npolicy "b" { }');
    expect(problems.map((p) => [p.name, p.place.item.text.trim()])).toEqual([['second-policy', 'policy "b" { }']]);
  });
});
