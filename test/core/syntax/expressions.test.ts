import { describe, expect, it } from 'vitest';
import { body, expr, item, problems } from './show';

describe('expressions, loosest first', () => {
  it.each([
    ['a + b * c', '(+ a (* b c))'],
    ['a - b - c', '(- (- a b) c)'],
    ['a / b * c', '(* (/ a b) c)'],
    ['-a * b', '(* (neg a) b)'],
    ['- -a', '(neg (neg a))'],
    ['(a + b) * c', '(* (+ a b) c)'],
    ['a or b and not c', '(or a (and b (not c)))'],
    ['not a = b', '(not (= a b))'],
    ['not not a', '(not (not a))'],
    ['a + 1 >= b and c != d', '(and (>= (+ a 1) b) (!= c d))'],
    ['if a then b else if c then d else e', '(if a b (if c d e))'],
    ['if a or b then 1 else 2 + 3', '(if (or a b) 1 (+ 2 3))'],
    ['50% of x + y', '(+ (of 50% x) y)'],
    ['研发投入 的 50%', '(的 研发投入 50%)'],
    ['1:1 of grant', '(of 1:1 grant)'],
    ['x over 10% to 15%', '(x (10%..15%])'],
    ['x from 1 below 2', '(x [1..2))'],
    ['x at least 1', '(x [1..))'],
    ['x at most a + b', '(x (..(+ a b)])'],
    ['x in { a, b }', '(in x {a b})'],
    ['titles has a and y', '(and (has titles a) y)'],
    ['min(a, b + 1)', 'min(a, (+ b 1))'],
    ['paid(c, 3年)', 'paid(c, 3 年)'],
    ['day(as_of) + 3 day', '(+ day(<as_of>) 3 day)'],
    ['this / 2', '(/ <this> 2)'],
    ['date + 3年', '(+ date 3 年)'],
    ['yes', 'yes'],
    ['"text" = name', '(= "text" name)'],
    ['{ a, b }', '{a b}'],
  ])('%s', (text, tree) => expect(expr(text)).toBe(tree));

  it.each([
    ['12.50', '12.50'],
    ['5_000_000', '5000000'],
    ['1000万元', '1000 万元'],
    ['1000万 USD', '1000e4 USD'],
    ['10万人', '10e4 人'],
    ['3亿', '3e8'],
    ['2万亿元', '2e12 元'],
    ['1.5元/平方米/天', '1.5 元/平方米/天'],
    ['x / 80 EUR/month', '(/ x 80 EUR/month)'],
    ['x / 80EUR / month', '(/ (/ x 80 EUR) month)'],
    ['5 / 2', '(/ 5 2)'],
    ['5% + 1', '(+ 5% 1)'],
    ['０．５％', '0.5%'],
    ['2025-04-11', '@2025-04-11'],
    ['2025年4月1日', '@2025-04-01'],
    ['2025年', '2025 年'],
    ['1:2 / 3', '(/ 1:2 3)'],
  ])('number, unit or date: %s', (text, tree) => expect(expr(text)).toBe(tree));
});

describe('tables', () => {
  it.each([
    ['by plant { national: 10, municipal: 5, none: 0 }', '(by plant {national: 10; municipal: 5; none: 0})'],
    ['by x { to 1: 2\n over 1: 3 }', '(by x {(..1]: 2; (1..): 3})'],
    ['by x { a, b: 1, otherwise: 2 }', '(by x {a,b: 1; otherwise: 2})'],
    ['by n { 2人: 5%; over 2人: 1:2 }', '(by n {2 人: 5%; (2 人..): 1:2})'],
    ['by n { 2:5, (1:2): 3 }', '(by n {2: 5; 1:2: 3})'],
    [
      'by income | bike { to 1万元 | cargo: 500元, any | folding: 200元 }',
      '(by income | bike {(..1 万元]|cargo: 500 元; any|folding: 200 元})',
    ],
    ['by b { yes: 1, no: 2 } of c', '(of (by b {yes: 1; no: 2}) c)'],
    ['by a + b { -1: 0, from 0 to 5: 1 }', '(by (+ a b) {(neg 1): 0; [0..5]: 1})'],
    ['marginal g { to 15%: 5%\n over 15%: 5元/件 } of x', '(of (marginal g {(..15%]: 5%; (15%..): 5 元/件}) x)'],
    ['highest { 3 when a\n 5\n when b\n 7 }', '(highest {3 when a; 5 when b; 7})'],
    ['sum each projects { cost when approved, 1 }', '(sum each projects {cost when approved; 1})'],
    ['first { a; b } + lowest { c }', '(+ (first {a; b}) (lowest {c}))'],
    ['by x { a: highest { 1 when p, 2 }, b: 3 }', '(by x {a: (highest {1 when p; 2}); b: 3})'],
  ])('%s', (text, tree) => expect(expr(text)).toBe(tree));

  it('reads 其他 under one subject as what is left, and keeps that it may be a member', () => {
    expect(expr('按 x { a: 1, 其他: 2 }')).toBe('(by x {a: 1; otherwise(其他): 2})');
    expect(expr('按 x { 其他: 1, otherwise: 2 }')).toBe('(by x {其他: 1; otherwise: 2})');
    expect(expr('按 x | y { a | b: 1, 其他: 2 }')).toBe('(by x | y {a|b: 1; otherwise: 2})');
    expect(expr('按 x { 其他, a: 1 }')).toBe('(by x {其他,a: 1})');
  });

  it('says what is wrong with a row and keeps the others', () => {
    const x = item('let x = by y { a: 1\n > 5: 2\n b 3\n c: 4\n d | e: 5 }');
    expect(problems(x)).toEqual(['pattern-operator@>', 'expected-colon@3', 'wrong-column-count@d | e']);
    expect(x.problems[0]?.data.use).toBe('over');
    expect(x.node.kind === 'let' && x.node.value.kind === 'table' && x.node.value.rows.length).toBe(5);
  });

  it('puts a currency behind its number', () => {
    const x = item('let x = GBP 50/month');
    expect(problems(x)).toEqual(['currency-before@GBP 50']);
    expect(x.problems[0]?.fix).toEqual([expect.objectContaining({ text: '50 GBP' })]);
    expect(problems(item('let x = GBP 1,200'))).not.toContain('currency-before@GBP 1');
  });

  it.each([
    ['let x = by y { 1 to 2: 3 }', 'to', 'from'],
    ['let x = marginal y { 0 below 2: 3% }', 'below', 'from'],
    ['定义 x = 按 y { 1元 不超过 2元: 3 }', '不超过', '不低于'],
  ])('says which word an interval lacks before its lower end: %s', (text, at, use) => {
    const x = item(text);
    expect(problems(x)).toEqual([`row-without-from@${at}`]);
    expect(x.problems[0]?.data.use).toBe(use);
  });
});

describe('where an expression goes on over a line end', () => {
  it('inside brackets, after an operator, and before and, or, then, else', () => {
    expect(body('when a\n  and b\n  or c')).toEqual(['when (or (and a b) c)']);
    expect(body('let y = if a\n then b\n else c')).toEqual(['let y = (if a b c)']);
    expect(body('let y = a +\n b\nlet z = (a\n + b)\nwhen x in { a,\n b\n c }')).toEqual([
      'let y = (+ a b)',
      'let z = (+ a b)',
      'when (in x {a b c})',
    ]);
  });

  it('not before another operator', () => {
    const x = item('clause c "t" {\n let y = a\n + b\n award y\n}');
    expect(problems(x)).toEqual(['operator-at-line-start@+']);
    expect(x.node.kind === 'clause' && x.node.body.map((s) => s.kind)).toEqual(['let', 'award']);
  });

  it('in a table the line ends a row, in parentheses within it does not', () => {
    expect(expr('by x { a: min(1,\n 2)\n b: 3 }')).toBe('(by x {a: min(1, 2); b: 3})');
  });
});

describe('errors in expressions', () => {
  it.each([
    ['a +', 'expected-expression@+'],
    ['', 'expected-expression@='],
    ['(a + b', 'unclosed-paren@('],
    ['min(a, b', 'unclosed-paren@('],
    ['{ a, b', 'unclosed-brace@{'],
    ['[ { a = 1 }', 'unclosed-bracket@['],
    ['a b', 'unexpected@b'],
    ['a < b < c', 'chained-comparison@<'],
    ['if a b', 'expected-then@b'],
    ['if a then b', 'expected-else@b'],
    ['foo(1)', 'unknown-function@foo'],
    ['x in y', 'expected-brace@y'],
    ['by x', 'expected-brace@x'],
    ['marginal x { 5: 1 }', 'expected-interval@5'],
    ['by x { a: 1, otherwise: 2, otherwise: 3 }', 'second-otherwise@otherwise: 3'],
    ['1 + if a then b else c', 'needs-parentheses@if'],
    ['a)', 'unexpected-closing@)'],
    ['2025-02-30', 'no-such-date@2025-02-30'],
    ['2025-4-1', 'date-format@2025-4-1'],
    ['a == b', 'bad-character@=='],
    ['a ≥ b', 'bad-character@≥'],
    ['a § b', 'bad-character@§ unexpected@b'],
  ])('%s', (text, found) => expect(problems(item(`let x = ${text}`)).join(' ')).toBe(found));

  it('offers the operator that was meant', () => {
    const x = item('let x = a ≥ b');
    expect(x.problems[0]?.fix).toEqual([{ start: 10, end: 11, text: '>=' }]);
    expect(x.node.kind === 'let' && x.node.value.kind).toBe('binary');
  });

  it('takes numbers of 10,000 digits as they are, and longer ones than can be computed with not at all', () => {
    const digits = '7'.repeat(10_000);
    expect(expr(digits)).toBe(digits);
    expect(problems(item(`let x = ${'7'.repeat(30_000)}`)).map((p) => p.slice(0, 15))).toEqual(['number-too-long']);
  });
});
