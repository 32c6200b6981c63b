/** SMT-LIB text: its form, its numbers, and, through Z3, that it means what terms mean. */
import { describe, expect, it } from 'vitest';
import { Numbers } from '../../../server/src/core/prove/numeric';
import { equal, type Rational, ratio, show } from '../../../server/src/core/prove/rational';
import { toSmt } from '../../../server/src/core/prove/smt';
import { literal, readNumber } from '../../../server/src/core/prove/smtValues';
import { type Bool, type Num, Terms } from '../../../server/src/core/prove/terms';

const atLeast = (value: Rational, strict = false) => ({ lower: { value, strict } });

describe('numbers in SMT-LIB', () => {
  it.each<[Rational, boolean, string]>([
    [5, false, '5'],
    [5, true, '5.0'],
    [-5, false, '(- 5)'],
    [0, true, '0.0'],
    [ratio(3n, 2n), true, '(/ 3.0 2.0)'],
    [ratio(-3n, 2n), true, '(- (/ 3.0 2.0))'],
    [ratio(-(10n ** 20n), 1n), false, '(- 100000000000000000000)'],
    [ratio(10n ** 20n, 1n), true, '100000000000000000000.0'],
  ])('%o, real: %s, is written %s', (value, real, text) => {
    expect(literal(value, real)).toBe(text);
    expect(equal(readNumber(text) ?? NaN, value)).toBe(true);
  });

  it('reads the other spellings of answers', () => {
    expect(readNumber('2.25')).toEqual({ n: 9n, d: 4n });
    expect(readNumber('(/ (- 3.0) 2.0)')).toEqual({ n: -3n, d: 2n });
    expect(readNumber('(/ 4.0 2.0)')).toBe(2);
  });

  it.each([
    '(root-obj (+ (^ x 2) (- 2)) 1)',
    'true',
    '',
    '(- 1 2)',
    '(/ 1.0 0.0)',
    '(',
    '((((((1))))))',
    '3 4',
    '1e5',
    '(/ 1.0 2.0',
    '1.5?',
  ])('takes %j for no rational number', (text) => expect(readNumber(text)).toBeUndefined());
});

/** How deep the parentheses go; undefined where they do not match. */
function depth(text: string): number | undefined {
  let now = 0;
  let most = 0;
  for (const c of text) {
    if (c === '(') most = Math.max(most, ++now);
    if (c === ')' && --now < 0) return undefined;
  }
  return now === 0 ? most : undefined;
}

describe('a question in SMT-LIB', () => {
  it('spells nothing of what the author wrote', () => {
    const terms = new Terms();
    const numbers = new Numbers(terms);
    const staff = numbers.factor(terms.variable('员工 | "人数"', { integer: true, ...atLeast(0) }));
    const kind = terms.choice('行业)(', ['软件', '芯片', 'a b']);
    const formula = terms.and(
      numbers.compare('>', staff, numbers.constant(3)),
      terms.flag('高新 ;'),
      terms.not(terms.is(kind, '软件')),
      terms.is(kind, 'a b'),
    );
    const { text, names } = toSmt(formula);
    expect(text).toMatch(/^[ -~\n]*$/);
    expect(text).not.toMatch(/["|;]/);
    expect(names).toHaveLength(4);
    expect(new Set(names).size).toBe(4);
    for (const name of names) expect(text).toContain(`(declare-fun ${name} ()`);
  });

  it('is the same for the same terms', () => {
    const make = (): string => {
      const terms = new Terms();
      const numbers = new Numbers(terms);
      const [a, b] = ['a', 'b'].map((name) => numbers.factor(terms.variable(name, atLeast(0))));
      return a && b ? toSmt(numbers.compare('>', numbers.multiply(a, b), numbers.min(a, b))).text : '';
    };
    expect(make()).toBe(make());
    expect(make()).not.toBe('');
  });

  it('writes what is shared once', () => {
    // Doubling forty times: the tree has 2^40 leaves, the graph forty nodes.
    const terms = new Terms();
    let formula: Bool = terms.flag('p0');
    for (let i = 1; i <= 40; i++) {
      const next = terms.flag(`p${i}`);
      formula = terms.or(terms.and(formula, next), terms.and(terms.not(formula), terms.not(next)));
    }
    expect(toSmt(formula).text.length).toBeLessThan(20_000);
  });

  it('stays flat for a deep formula', () => {
    const terms = new Terms();
    let formula: Bool = terms.flag('p');
    for (let i = 0; i < 20_000; i++) formula = terms[i % 2 ? 'and' : 'or'](formula, terms.flag(`q${i % 50} ${i}`));
    expect(depth(toSmt(formula).text)).toBeLessThan(30);
  });

  it('says what is linear and what is not', () => {
    const terms = new Terms();
    const numbers = new Numbers(terms);
    const a = numbers.factor(terms.variable('a', atLeast(0)));
    const b = numbers.factor(terms.variable('b', atLeast(0, true)));
    const four = numbers.constant(4);
    const is = (x: Num): boolean => toSmt(numbers.compare('=', x, four)).nonlinear;
    expect(is(numbers.add(a, b))).toBe(false);
    expect(is(numbers.floor(numbers.scale(a, ratio(1n, 3n))))).toBe(false);
    expect(is(numbers.multiply(a, b))).toBe(true);
    expect(is(numbers.floor(numbers.divide(a, b)))).toBe(true);
  });
});

describe('models of answers', () => {
  const terms = new Terms();
  const numbers = new Numbers(terms);
  const x = terms.variable('x', atLeast(0));
  const kind = terms.choice('kind', ['a', 'b', 'c']);
  const question = toSmt(
    terms.and(
      numbers.compare('>', numbers.factor(x), numbers.constant(1)),
      terms.flag('f'),
      terms.or(terms.not(terms.is(kind, 'a')), terms.flag('g')),
    ),
  );
  const nameOf = (letter: string): string => question.names.find((name) => name.startsWith(letter)) ?? '';

  it('has the member that nobody mentions where none of the mentioned is chosen', () => {
    const [model] = question.models(new Map([[nameOf('c'), ['false']]]));
    expect(model?.choices.get(kind)).toBe('b');
  });

  it('leaves open what the answer leaves open', () => {
    const [model] = question.models(new Map());
    expect(model?.numbers.size).toBe(0);
  });

  it('has a candidate on each side of a root', () => {
    const models = question.models(new Map([[nameOf('v'), ['1.4', '1.5']]]));
    expect(models.map((m) => show(m.numbers.get(x) ?? 0))).toEqual(['7/5', '3/2']);
  });

  it('is none where a number cannot be read', () => {
    expect(question.models(new Map([[nameOf('v'), ['(root-obj x 1)']]]))).toEqual([]);
  });
});
