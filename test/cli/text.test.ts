/** Why: carets must stand under what they mean, in Chinese text, after tabs and emoji and in very long lines. */
import { describe, expect, it } from 'vitest';
import { excerpt } from '../../server/src/cli/text/excerpt';
import { Lines } from '../../server/src/cli/text/lines';
import { pad, printable, shorten, width } from '../../server/src/explain/width';
import { nearest } from '../../server/src/facts/nearest';

/** The text under the carets, cell by cell. */
function under(text: string, part: string): string {
  const start = text.indexOf(part);
  const { source, carets } = excerpt(new Lines(text), start, start + part.length);
  const from = carets.indexOf('^');
  let cell = 0;
  let found = '';
  for (const char of source) {
    if (cell >= from && cell < carets.length) found += char;
    cell += width(char);
  }
  return found;
}

describe('cells of a terminal', () => {
  it('are two for wide characters', () => {
    expect(width('abc')).toBe(3);
    expect(width('万元')).toBe(4);
    expect(width('，％')).toBe(4);
    expect(width('😀a')).toBe(3);
    expect(width('e\u0301')).toBe(1);
    expect(pad('元', 4)).toBe('元  ');
    expect(shorten('研发费用增长', 7)).toBe('研发费…');
  });
  it('control characters are shown, not obeyed', () => {
    expect(printable('a\u001b[31mb\u007f')).toBe('a␛[31mb␡');
  });
});

describe('excerpts', () => {
  it('take the room that there is', () => {
    const lines = new Lines('abcdefghijklmnopqrstuvwxyz');
    // Of 12 cells an ellipsis on either side takes one: five characters before the 13th, it, and four behind it.
    expect(excerpt(lines, 12, 13, 12)).toEqual({ line: 1, source: '…hijklmnopq…', carets: '      ^' });
    expect(excerpt(lines, 12, 13, 26).source).toBe('abcdefghijklmnopqrstuvwxyz');
  });

  it('underline the place', () => {
    expect(under('clause a {\n  cap 5元 when x\n}', '5元')).toBe('5元');
    expect(under('支持 研发费用 的 50%', '的')).toBe('的');
    expect(under('\t\tcap\t5元', '5元')).toBe('5元');
    expect(under('// 😀😀 cap 5元', '5元')).toBe('5元');
    expect(under(`${'长'.repeat(300)}here${'x'.repeat(300)}`, 'here')).toBe('here');
    expect(under(`${'a'.repeat(99)}here${'x'.repeat(300)}`, 'here')).toBe('here');
    // A line of a million characters is looked at near the place only.
    expect(under(`${'长'.repeat(500_000)}here${'x'.repeat(500_000)}`, 'here')).toBe('here');
    expect(under(`here${'x'.repeat(500_000)}`, 'here')).toBe('here');
    expect(under(`${'😀'.repeat(50_000)}here`, 'here')).toBe('here');
  });
  it('of a range over lines show its first line', () => {
    const text = 'one {\n  two\n}';
    expect(excerpt(new Lines(text), 4, text.length)).toEqual({ line: 1, source: 'one {', carets: '    ^' });
  });
  it('of nothing, and past the end, still have a caret', () => {
    expect(excerpt(new Lines('ab'), 2, 2).carets).toBe('  ^');
    expect(excerpt(new Lines(''), 5, 9).carets).toBe('^');
  });
});

describe('lines', () => {
  it('end at \\n, \\r\\n and \\r', () => {
    const lines = new Lines('a\r\nb\rc\n');
    expect(lines.count).toBe(4);
    expect([0, 1, 2].map((line) => lines.line(line))).toEqual(['a', 'b', 'c']);
    expect(lines.position(3)).toEqual({ line: 1, character: 0 });
  });
  it('columns count characters, positions UTF-16 units', () => {
    const lines = new Lines('x\n😀 error');
    expect(lines.position(5)).toEqual({ line: 1, character: 3 });
    expect(lines.human(5)).toEqual({ line: 2, column: 3 });
  });
});

describe('the nearest name', () => {
  it('is the one that was meant', () => {
    expect(nearest('registerd', ['plant', 'registered'])).toBe('registered');
    expect(nearest('plnat', ['plant', 'planet'])).toBe('plant');
    expect(nearest('研发费', ['研发费用', '营业收入'])).toBe('研发费用');
    expect(nearest('zzz', ['plant', 'registered'])).toBeUndefined();
    expect(nearest('a', ['b'])).toBeUndefined();
  });
});
