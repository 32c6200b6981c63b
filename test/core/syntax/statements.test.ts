import { describe, expect, it } from 'vitest';
import { body, given, item, problems, showItem } from './show';

const one = (text: string, declared: readonly string[] = []) => {
  const x = item(text, declared);
  const errors = problems(x);
  return errors.length > 0 ? `! ${errors.join(' ')}` : showItem(x.node);
};

describe('items', () => {
  it.each([
    [
      'policy "P" {\n number "1"\n issuer "I"\n issued 2025-04-11\n effective 2025-04-11 to 2027-12-31\n currency USD\n supersedes "old"\n url "u"\n}',
      'policy "P" {number 1; issuer I; issued 2025-04-11; effective 2025-04-11 to 2027-12-31; currency USD; supersedes old; url u}',
    ],
    ['import "./facts.clause"', 'import "./facts.clause"'],
    ['unit 席', 'unit 席'],
    ['unit 大席 = 10 席', 'unit 大席 = 10 席'],
    ['fact a "A": money from 0元 default 1元', 'fact a"A": money [0 元..) = 1 元'],
    ['fact a: integer 人 over 1 to 5', 'fact a: integer 人 (1..5]'],
    ['fact a: integer', 'fact a: integer'],
    ['fact a: 元/平方米', 'fact a: 元/平方米'],
    ['fact a: number at most 5', 'fact a: number (..5]'],
    ['fact a: percent below 1', 'fact a: percent (..1)'],
    ['fact a: date default 2025-01-01', 'fact a: date = @2025-01-01'],
    ['fact a: text', 'fact a: text'],
    ['fact a: boolean default no', 'fact a: boolean = no'],
    ['fact a: one of { x "X", y\n z }', 'fact a: one of {x"X" y z}'],
    ['fact a: any of { x, y } default { x }', 'fact a: any of {x y} = {x}'],
    [
      'fact a: list to 20 of {\n k "K": one of { x }\n c: money from 0 default 5元, d: boolean\n}',
      'fact a: list 20 {k"K": one of {x}; c: money [0..) = 5 元; d: boolean}',
    ],
    ['fact a: list of { k: text }', 'fact a: list {k: text}'],
    ['let g "G" = a / b', 'let g"G" = (/ a b)'],
    ['require a "must"', 'require a "must"'],
    ['section "S"', 'section "S"'],
    ['qualitative "why"', 'qualitative "why"'],
    ['exclusive g "t" {\n source "1"\n each ps\n among a, b,\n c\n choose first\n}', 'exclusive g each ps among a b c choose first'],
    ['exclusive g { among a, b, choose highest }', 'exclusive g among a b choose highest'],
    ['limit l "t" { among all, cap 12万元 within 3年 }', 'limit l among all cap 12 万元 within 3 年'],
    ['limit l { each ps; among a, b; cap 1元 per year }', 'limit l each ps among a b cap 1 元 per year'],
    ['example "e" like "f" { a = 1 }', 'example "e" like "f" {a = 1}'],
  ])('%s', (text, tree) => expect(one(text)).toBe(tree));
});

describe("a clause's statements", () => {
  it.each([
    ['source "II(7)" "quoted"', 'source "II(7)" "quoted"'],
    ['department "D"', 'department "D"'],
    ['effective 2025-01-01', 'effective 2025-01-01'],
    ['effective 2025-01-01 to 2025-12-31', 'effective 2025-01-01 to 2025-12-31'],
    ['each projects', 'each projects'],
    ['let a = 1', 'let a = 1'],
    ['when a "why"', 'when a "why"'],
    ['when any { a "x"\n b; c "z" }', 'when any {a "x"; b; c "z"}'],
    ['award 5%  of x', 'award (of 5% x)'],
    ['award up to x', 'award up to x'],
    ['award unspecified "as agreed"', 'award unspecified "as agreed"'],
    ['grants "a desk"', 'grants "a desk"'],
    ['less a when b "c"', 'less a when b "c"'],
    ['less a "c"', 'less a "c"'],
    ['cap 1元', 'cap 1 元'],
    ['cap 1元 per year when a "b"', 'cap 1 元 per year when a "b"'],
    ['cap x ever', 'cap x ever'],
    ['cap 5 within 3年 when y', 'cap 5 within 3 年 when y'],
    ['floor 1元 when a', 'floor 1 元 when a'],
    ['round to 1元', 'round half to 1 元'],
    ['round down to 1万元 when a "b"', 'round down to 1 万元 when a "b"'],
    ['round up to 1', 'round up to 1'],
    ['round half to x', 'round half to x'],
    ['when x from 1 to 5 "r"', 'when (x [1..5]) "r"'],
  ])('%s', (text, tree) => expect(body(text)).toEqual([tree]));

  it('ends at a line end, comma or semicolon', () => {
    expect(body('when a; when b "r", award 5元\n cap 3元')).toEqual(['when a', 'when b "r"', 'award 5 元', 'cap 3 元']);
  });

  it('a word is a keyword only where one is expected', () => {
    expect(body('when source = cap\n award up\n less when when floor')).toEqual([
      'when (= source cap)',
      'award up',
      'less when when floor',
    ]);
    expect(body('let number = money + date\n award unspecified + 1')).toEqual(['let number = (+ money date)', 'award (+ unspecified 1)']);
  });

  it('a `when` after the award is misplaced, with a fix that joins it to the step above', () => {
    const text = 'clause c "t" {\n  award 5元\n  cap 3元\n  when a\n}';
    const x = item(text);
    expect(problems(x)).toEqual(['misplaced-statement@when a']);
    const [fix] = x.problems[0]?.fix ?? [];
    expect(fix && text.slice(0, fix.start) + fix.text + text.slice(fix.end)).toBe('clause c "t" {\n  award 5元\n  cap 3元 when a\n}');
    expect(showItem(x.node)).toBe('clause c {award 5 元; cap 3 元; when a}');
  });

  it.each([
    ['when d is x', 'is', '='],
    ['when d is not x', 'is not', '!='],
    ['when d equals x', 'equals', '='],
    ['when a is equal to b', 'is equal to', '='],
    ['when a is greater than 5', 'is greater than', 'over'],
    ['when a less than 5', 'less than', 'below'],
    ['when a more than 5 and b', 'more than', 'over'],
    ['条件 d 为 x', '为', '='],
    ['条件 a 且 d 是 x', '是', '='],
    ['条件 d 不等于 x', '不等于', '!='],
    ['条件 a 大于等于 5', '大于等于', '不低于'],
    ['when a greater than or equal to 5', 'greater than or equal to', 'at least'],
    ['when a is less than or equal to 5 and b', 'is less than or equal to', 'at most'],
  ])('an operator in words is told, with the sign or keyword for it: %s', (line, found, use) => {
    const text = `clause c "t" {\n  ${line}\n  award 5元\n}`;
    const x = item(text);
    expect(problems(x)).toEqual([`operator-word@${found}`]);
    const [fix] = x.problems[0]?.fix ?? [];
    const mended = fix ? text.slice(0, fix.start) + fix.text + text.slice(fix.end) : text;
    expect(mended).toBe(text.replace(found, use));
    expect(problems(item(mended))).toEqual([]);
  });

  it.each([
    ['when a is over 10', 'is ', 'when a over 10'],
    ['when a is at least 10 and b', 'is ', 'when a at least 10 and b'],
    ['when d is in { x, y }', 'is ', 'when d in { x, y }'],
    ['条件 a 为 不低于 10', '为 ', '条件 a 不低于 10'],
    ['条件 b 是', '是', '条件 b '],
  ])('a word beside an operator is left out: %s', (line, _, wanted) => {
    const text = `clause c "t" {\n  ${line}\n  award 5元\n}`;
    const x = item(text);
    expect(x.problems.map(({ data }) => data.code)).toEqual(['needless-word']);
    const [fix] = x.problems[0]?.fix ?? [];
    const mended = fix ? text.slice(0, fix.start) + fix.text + text.slice(fix.end) : text;
    expect(mended.split('\n').map((l) => l.trim())).toContain(wanted.trim());
    expect(problems(item(mended))).toEqual([]);
  });

  it('only words of the same line belong to an operator, and only such words', () => {
    // The deduction below is a statement of its own.
    const x = item('clause c "t" {\n award 5元\n less 1元 when b is\n less 2元\n}');
    expect(problems(x)).toEqual(['needless-word@is']);
    for (const word of ['constructor', 'toString'])
      expect(problems(item(`clause c "t" {\n when a ${word} b\n award 5元\n}`))).toEqual([`unexpected@${word}`]);
  });

  it('what is not in or not over something has no such remedy', () => {
    for (const line of ['when a is not below 10', 'when d is not in { x, y }'])
      expect(problems(item(`clause c "t" {\n ${line}\n award 5元\n}`))).toEqual(['unexpected@is']);
  });

  it.each(['at least 10', 'below 10', 'in { x }', '不低于 10'])('a line that begins with %s belongs to the line above', (line) => {
    expect(problems(item(`clause c "t" {\n when a\n ${line}\n award 5元\n}`)).map((each) => each.split('@')[0])).toEqual([
      'operator-at-line-start',
    ]);
  });

  it('a condition that goes on below is told as one; what was meant for a keyword is not', () => {
    expect(problems(item('clause c "t" {\n when a > 5\n b < 10\n award 5元\n}'))).toEqual(['condition-without-and@b']);
    expect(problems(item('clause c "t" {\n award 5元\n cup = 5元\n}'))).toEqual(['expected-statement@cup']);
    // `less` alone begins a statement.
    expect(problems(item('clause c "t" {\n when a less b\n award 5元\n}'))).toEqual(['unexpected@less']);
  });

  it('straight under the award the fix puts it before it', () => {
    const text = 'clause c "t" {\n  award 5元\n  when a "r"\n}';
    const fixes = [...(item(text).problems[0]?.fix ?? [])].sort((a, b) => b.start - a.start);
    expect(fixes.reduce((t, f) => t.slice(0, f.start) + f.text + t.slice(f.end), text)).toBe(
      'clause c "t" {\n  when a "r"\n  award 5元\n}',
    );
  });
});

describe("an example's statements", () => {
  it.each([
    ['on 2025-06-30', 'on 2025-06-30'],
    ['a = 5元', 'a = 5 元'],
    ['on = 5', 'on = 5'],
    ['expect = yes', 'expect = yes'],
    ['s = { x, y }', 's = {x y}'],
    ['p = [ { k = core, c = 4元 }\n { k = early\n c = 1元 } ]', 'p = [k=core c=4 元; k=early c=1 元]'],
    ['p = []', 'p = []'],
    ['paid c = 5万元 on 2024-01-02', 'paid c = 5 万元 on 2024-01-02'],
    ['expect total = 330万元 at most', 'expect <total> = 330 万元 at most'],
    ['expect c = 5元 within 1元', 'expect c = 5 元 within 1 元'],
    ['expect c = a + b within 1元 at most', 'expect c = (+ a b) within 1 元 at most'],
    ['expect c = x at most 5', 'expect c = (x (..5])'],
    ['expect c excluded', 'expect c excluded'],
    ['expect c needs a, b', 'expect c needs a b'],
    ['expect total conflict', 'expect <total> conflict'],
    ['应得 总计 = 5元 至多', 'expect <total> = 5 元 at most'],
    ['应得 c = 5元 误差 1元 至多', 'expect c = 5 元 within 1 元 at most'],
    ['已付 c = 5元 于 2024年1月2日', 'paid c = 5 元 on 2024-01-02'],
    ['日期 2025年6月30日', 'on 2025-06-30'],
  ])('%s', (text, tree) => expect(given(text)).toEqual([tree]));

  it('after a comma a name belongs to the list only if the list goes on or ends there', () => {
    expect(given('expect c needs a, b, expect d = 1')).toEqual(['expect c needs a b', 'expect d = 1']);
    expect(given('expect c needs a, b = 1')).toEqual(['expect c needs a', 'b = 1']);
  });
});

describe('recovery', () => {
  it('an entry ends before the first line, its own included, that begins with a statement keyword', () => {
    const x = item('clause c "t" {\n let a = b +\n source "1"\n when a b c\n d e\n award 5元\n cap (3元\n floor 1元\n}');
    expect(showItem(x.node)).toBe('clause c {let a = (+ b ?); source "1"; when a; award 5 元; cap 3 元; floor 1 元}');
    expect(problems(x)).toEqual(['expected-expression@+', 'unexpected@b', 'unclosed-paren@(']);
  });

  it('a table that is never closed does not take the next statement along', () => {
    const x = item('clause c "t" {\n award by p {\n  a: 1\n cap 5元\n}');
    expect(showItem(x.node)).toBe('clause c {award (by p {a: 1}); cap 5 元}');
    expect(problems(x)).toEqual(['unclosed-brace@{']);
  });

  it('a block without its brace keeps its statements', () => {
    const x = item('clause c "t"\n when a\n award 5元\n}');
    expect(showItem(x.node)).toBe('clause c {when a; award 5 元}');
    expect(problems(x)).toEqual(['expected-brace@"t"']);
  });

  it('a block without a name or with an unclosed title keeps its statements', () => {
    expect(showItem(item('clause "t" {\n award 5元\n}').node)).toBe('clause  {award 5 元}');
    const x = item('clause c "title {\n award 5元\n}');
    expect(showItem(x.node)).toBe('clause c {award 5 元}');
    expect(problems(x)).toEqual(['unclosed-string@"title']);
  });

  it.each([
    ['clause c "t" {\n frobnicate 5\n award 1元\n}', 'expected-statement@frobnicate'],
    ['clause c "t" {\n award 1,000 GBP\n}', 'thousands-comma@1,000'],
    ['let x = if a < 30,000 GBP then 1 else 2', 'thousands-comma@30,000'],
    ['let x = by a { to 1,000,000 GBP: 1\n over 5 GBP: 2 }', 'thousands-comma@1,000,000'],
    ['fact a: money default 1,000 GBP', 'thousands-comma@1,000'],
    ['let x = highest { 1,000 GBP when a }', 'thousands-comma@1,000'],
    ['let x = min(1,200) + by a { 1:1,200:3 }', ''],
    ['clause c "t" {\n award 1元\n', 'unclosed-brace@{'],
    ['clause c "t" { award 1元 } }', 'unexpected-closing@}'],
    ['clause c "t" {\n when\n award 1元\n}', 'expected-expression@when'],
    ['clause c "t" {\n award up 5元\n}', 'expected-to@5'],
    ['clause c "t" {\n round 5元\n}', 'expected-to@5'],
    ['clause c "t" {\n let = 5\n}', 'expected-name@='],
    ['clause c "t" {\n let a 5\n}', 'expected-equals@5'],
    ['clause c "t" {\n department x\n}', 'expected-string@x'],
    ['clause c "t" {\n effective soon\n}', 'expected-date@soon'],
    ['fact a money', 'expected-colon@money'],
    ['fact a:', 'expected-type@:'],
    ['fact a: one { x }', 'expected-of@{'],
    ['fact a: list to of { x: text }', 'expected-number@of'],
    ['fact and: money', 'reserved-name@and'],
    ['fact total: money', 'reserved-name@total'],
    ['fact a: list of { b: list of { c: text } }', 'nested-list@list'],
    ['exclusive g { among a\n choose best }', 'expected-choice@best'],
    ['limit l { among a\n cap 1元\n cap 2元 }', 'repeated-statement@cap'],
    ['example "e" { expect c }', 'expected-expectation@}'],
    ['example "e" { p = [ x ] }', 'expected-list-item@x'],
    ['example "e" { p = [ { a 1 } ] }', 'expected-equals@1'],
    ['example "e" { paid c = 5元 }', 'expected-date@}'],
    ['policy "p" { colour 5 }', 'expected-statement@colour'],
    ['import', 'expected-string@import'],
    ['hello world', 'expected-item@hello'],
    ['section "s" {', 'unexpected@{'],
  ])('%s', (text, found) => expect(problems(item(text)).join(' ')).toBe(found));
});
