/**
 * Design rule 2 of the language: no silent choice. What a syntax error swallowed may have been a cap or a condition, so the item it stands
 * in is not computed; rule 3: every other clause still is.
 */
import { describe, expect, it } from 'vitest';
import { Workspace } from '../../../server/src/core/workspace';

const URI = 'file:///w/p.clause';

function outcomes(text: string): Record<string, string> {
  const w = new Workspace({ read: (uri) => (uri === URI ? { text } : { error: 'missing' }), rootOf: () => 'file:///w' });
  const a = w.analyse(URI);
  const clauses = a.examples[0]?.evaluation.clauses ?? new Map();
  return Object.fromEntries(
    [...clauses].map(([name, o]) => [
      name,
      o.amount.state === 'known' && o.amount.value.kind === 'number' ? `${o.status} ${o.amount.value.value}` : o.status,
    ]),
  );
}

const file = (clause: string) => `fact a: money from 0\n\n${clause}\n\nclause other { award a }\n\nexample "x" { a = 10元 }\n`;

describe('an item that could not be read whole', () => {
  it.each([
    ['a cap that is misspelt', 'clause k {\n  award a\n  capp 5元\n}'],
    ['a condition that is misspelt', 'clause k {\n  wen a over 30元\n  award a\n}'],
    ['an award with something behind it', 'clause k { award 50% of a oops }'],
    ['a deduction that is half typed', 'clause k {\n  award a\n  less\n}'],
  ])('%s: the clause is in error, its neighbour pays', (_, clause) => {
    expect(outcomes(file(clause))).toEqual({ k: 'error', other: 'payable 10' });
  });

  it('a let that is cut short is in error wherever it is read', () => {
    expect(
      outcomes(
        'fact a: money from 0\n\nlet b = a + oops more\n\nclause k { award b }\n\nclause other { award a }\n\nexample "x" { a = 10元 }\n',
      ),
    ).toEqual({
      k: 'error',
      other: 'payable 10',
    });
  });
});

describe('expectations behind an item that could not be read', () => {
  it('are not reported as failed: the cause is reported where it stands', () => {
    const text =
      'fact a: money from 0\n\nclause k { award a oops more }\n\nclause other { award 4元 }\n\nexclusive g { among k, other\n  choose highest }\n\nexample "x" {\n  a = 10元\n  expect other excluded\n  expect total = 10元\n}\n';
    const w = new Workspace({ read: (uri) => (uri === URI ? { text } : { error: 'missing' }), rootOf: () => 'file:///w' });
    expect(w.analyse(URI).findings.map((f) => f.name)).toEqual(['syntax-error']);
  });
});
