/** An item that is being typed never takes the item above it along (language.md, design rule 3 and *Text*). */
import { describe, expect, it } from 'vitest';
import { Workspace } from '../../../server/src/core/workspace';

const URI = 'file:///w/p.clause';

function amounts(text: string): Record<string, string> {
  const w = new Workspace({ read: () => ({ error: 'missing' }), rootOf: () => undefined });
  w.setText(URI, text);
  const [first] = w.analyse(URI).examples;
  return Object.fromEntries(
    [...(first?.evaluation.clauses ?? [])].map(([name, o]) => [
      name,
      o.amount.state === 'known' && o.amount.value.kind === 'number' ? `${o.amount.value.value}` : o.amount.state,
    ]),
  );
}

/** x is 7元: b pays 2 * 7 = 14, c pays 3. */
const file = (between: string, above = '  ') =>
  `fact x "X": money from 0元\nclause b "B" {\n  award 2 * x\n${above}cap 100元\n}\n${between}\nclause c "C" { award 3元 }\nexample "e" { x = 7元 }\n`;

describe('what is typed between two clauses', () => {
  it.each(['c', 'cl', 'clau', '条', 'clau d "D" {\n  award 5元\n  cap 3元\n}', '}', ' }', '// a note\nclaus', 'xyz 5元'])('%s', (typed) => {
    expect(amounts(file(typed))).toEqual({ b: '14', c: '3' });
  });

  it('but what may be a part of the clause above is missed', () => {
    for (const lost of ['  oops', 'cap 3元', '封顶3元', '+ 5元', '}\ncap 3元', '  }\n  cap 3元'])
      expect(amounts(file(lost))).toEqual({ b: 'error', c: '3' });
    expect(amounts(file('', '  capp 5元\n  '))).toEqual({ b: 'error', c: '3' });
  });

  it('under a let, a requirement and a limit too', () => {
    expect(amounts('let y = 5元\ncla\nclause c { award y }\nexample "e" { }\n')).toEqual({ c: '5' });
    expect(amounts('let y = 5元\n  + 3元\nclause c { award y }\nexample "e" { }\n')).toEqual({ c: 'error' });
    expect(amounts('require 1 < 2 "r"\nsect\nclause c { award 5元 }\nexample "e" { }\n')).toEqual({ c: '5' });
    expect(amounts('limit l { among all\n cap 3元 }\nex\nclause c { award 5元 }\nexample "e" { }\n')).toEqual({ c: '3' });
  });
});

describe('a group that is being typed', () => {
  // "No `choose`: two such members whose amounts differ are a conflict": but here the author is writing one.
  it('is one finding, and no failed expectations', () => {
    const text = (choose: string) =>
      `clause a { award 1元 }\nclause b { award 2元 }\nexclusive g {\n  among a, b\n${choose}}\nexample "e" { expect b = 2元 }\n`;
    const names = (choose: string) => {
      const w = new Workspace({ read: () => ({ error: 'missing' }), rootOf: () => undefined });
      w.setText(URI, text(choose));
      return w.analyse(URI).findings.map((f) => f.name);
    };
    expect(names('  choose hig\n')).toEqual(['syntax-error']);
    expect(names('  choose highest\n')).toEqual([]);
    expect(names('')).toEqual(['expectation-failed']);
  });
});
