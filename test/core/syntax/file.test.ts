import { describe, expect, it } from 'vitest';
import { parseFile } from '../../../server/src/core/syntax/file';
import { readLiterate } from '../../../server/src/core/syntax/literate';
import { problems, showItem } from './show';

const kinds = (text: string) =>
  parseFile(text).items.map((x) => (x.item.node.kind === 'clause' ? `clause ${x.item.node.name.name}` : x.item.node.kind));

describe('a file is cut into items', () => {
  it('at item keywords at a line start, whatever is open', () => {
    expect(kinds('clause a "t" {\n award (5 +\nclause b "t" { award [ {\nsection "s"\nfact x: one of {\nrequire x')).toEqual([
      'clause a',
      'clause b',
      'section',
      'fact',
      'require',
    ]);
  });

  it('`let` starts an item only if it is indented no deeper than the open one', () => {
    expect(kinds('clause a "t" {\n  let x = 1\n  award x\n}\nlet y = 1')).toEqual(['clause a', 'let']);
    expect(kinds('clause a "t" {\n  award x\nlet y = 1')).toEqual(['clause a', 'let']);
    expect(kinds('fact a: money\n  let y = 1')).toEqual(['fact', 'let']);
    expect(kinds('clause a "t"\n  let y = 1\n  award y\n}')).toEqual(['clause a']);
  });

  it('not in strings and comments', () => {
    expect(kinds('qualitative """\nsection 5 says\nclause by clause\n"""\nfact a: money // x\n// clause b\n')).toEqual([
      'qualitative',
      'fact',
    ]);
  });

  it('an unclosed """ ends before the next item', () => {
    const tree = parseFile('clause a "t" {\n source """x\n award 1\n}\nclause b "t" {\n award 2元\n}\n');
    expect(tree.items.map((x) => x.item.node.kind)).toEqual(['clause', 'clause']);
    expect(tree.items.map((x) => problems(x.item).map((p) => p.split('@')[0]))).toEqual([['unclosed-brace', 'unclosed-text'], []]);
  });

  it('comments and blank lines above an item are its own', () => {
    const text = '// one\nfact a: money // tail\n\n// two\nfact b: money\n';
    expect(parseFile(text).items.map((x) => x.item.text)).toEqual(['// one\nfact a: money // tail\n', '\n// two\nfact b: money\n']);
  });

  it('text in which no item starts is kept as broken', () => {
    const tree = parseFile('hello\n\nfact a: money');
    expect(tree.items.map((x) => x.item.node.kind)).toEqual(['broken', 'fact']);
    expect(problems(tree.items[0]?.item ?? expect.fail())).toEqual(['expected-item@hello']);
  });

  it('byte-order mark, CRLF and emoji do not move positions', () => {
    const text = '\uFEFFfact a "😀": money\r\nfact b: §money\r\n';
    const tree = parseFile(text);
    expect(tree.items.map((x) => x.item.node.kind)).toEqual(['fact', 'fact']);
    const second = tree.items[1] ?? expect.fail();
    const problem = second.item.problems[0] ?? expect.fail();
    expect(text.slice(second.offset + problem.start, second.offset + problem.end)).toBe('§');
    expect(showItem(second.item.node)).toBe('fact b: money');
  });

  it('names are compared in NFC', () => {
    const tree = parseFile('fact cafe\u0301: money\nlet x = caf\u00e9\n');
    expect(tree.items.map((x) => showItem(x.item.node))).toEqual(['fact caf\u00e9: money', 'let x = caf\u00e9']);
  });

  it('knows the language of most keywords', () => {
    expect(parseFile('fact a: money').keywordLanguage).toBe('en');
    expect(parseFile('要素 a: 金额\nfact b: 金额').keywordLanguage).toBe('zh');
  });
});

describe('reuse', () => {
  const text = 'fact a: money\nlet b = a\n\nclause c "t" {\n  award a\n}\nlet d = a\n';

  it('keeps every item but the edited one', () => {
    const before = parseFile(text);
    const after = parseFile(text.replace('award a', 'award aa'), before);
    expect(after.items.map((x, i) => x.item === before.items[i]?.item)).toEqual([true, true, false, true]);
    expect(after.items[3]?.offset).toBe((before.items[3]?.offset ?? 0) + 1);
    expect(parseFile(text, before).items.every((x, i) => x.item === before.items[i]?.item)).toBe(true);
  });

  it('two equal texts are two objects', () => {
    const one = parseFile('section "s"\n');
    const two = parseFile('section "s"\nsection "s"\n', one);
    expect(two.items.length).toBe(2);
    expect(two.items[0]?.item).not.toBe(two.items[1]?.item);
  });

  it('reads an item again when a name that it was split by comes or goes', () => {
    const without = parseFile('let x = 甲的50%\n');
    expect(showItem(without.items[0]?.item.node ?? expect.fail())).toBe('let x = 甲的50%');
    const added = parseFile('let x = 甲的50%\nfact 甲: money\n', without);
    expect(showItem(added.items[0]?.item.node ?? expect.fail())).toBe('let x = (的 甲 50%)');
    const gone = parseFile('let x = 甲的50%\n', added);
    expect(showItem(gone.items[0]?.item.node ?? expect.fail())).toBe('let x = 甲的50%');
  });
});

describe('literate files', () => {
  const text = [
    '# Title',
    '',
    '```clause',
    'fact a: money',
    '```',
    '',
    '```js',
    'clause not "one" {}',
    '# no heading',
    '```',
    '',
    'Sub',
    '---',
    '- item',
    '  ~~~~ clause',
    '  let b = a',
    '  ~~~',
    '  let c = b',
    '  ~~~~',
    '> ```clause',
    '> let d = (a +',
    '>   b)',
    '> ```',
    'after',
    '   ```clause',
    '   let e = a',
  ].join('\n');

  it('read the fences tagged clause, at their true positions', () => {
    const tree = parseFile(text, undefined, { literate: true });
    expect(tree.items.flatMap((x) => problems(x.item)).filter((p) => !p.includes('~~~'))).toEqual([]);
    expect(tree.items.map((x) => showItem(x.item.node))).toEqual([
      'fact a: money',
      'let b = a',
      'let c = b',
      'let d = (+ a b)',
      'let e = a',
    ]);
    for (const x of tree.items) expect(text.slice(x.offset + x.item.node.start).startsWith(x.item.node.kind)).toBe(true);
    expect(tree.text).toBe(text);
  });

  it('know their headings and how far their sections reach', () => {
    const { headings } = readLiterate(text);
    expect(headings.map((h) => `${h.level} ${h.title}`)).toEqual(['1 Title', '2 Sub']);
    expect(headings[0]?.sectionEnd).toBe(text.length);
  });
});

describe('size and depth are bounded', () => {
  it.each(['(', '[', '{', '-', 'not ', 'if ', 'by x { a: ', 'highest { ', 'min(', '{ (', 'fact a: list of { b: '])(
    '100,000 of %s',
    (part) => {
      const tree = parseFile(`let a = ${part.repeat(100_000)}\nsection "next"\n`);
      expect(tree.items.at(-1)?.item.node.kind).toBe('section');
      expect(tree.items[0]?.item.problems.length).toBeGreaterThan(0);
    },
  );

  it('a sum of many terms is refused before its tree becomes too deep to walk', () => {
    expect(problems(parseFile(`let a = 1${' + 1'.repeat(50_000)}`).items[0]?.item ?? expect.fail()).length).toBe(1);
    expect(problems(parseFile(`let a = 1${' + 1'.repeat(900)}`).items[0]?.item ?? expect.fail())).toEqual([]);
  });

  it('20 MB of anything', () => {
    const size = 20_000_000;
    for (const text of [
      'a'.repeat(size),
      '"'.repeat(size),
      '\u0000\u0001'.repeat(size / 2),
      '条件'.repeat(size / 2),
      '}\n'.repeat(size / 2),
    ]) {
      expect(parseFile(text).items.length).toBe(1);
    }
    const clause = 'clause a "t" {\n  when x over 5% to 10% "reason"\n  award 5元\n}\n';
    expect(parseFile(clause.repeat(size / 4 / clause.length)).items.length).toBe(Math.floor(size / 4 / clause.length));
  }, 300_000);
});
