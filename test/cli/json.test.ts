/** Why: a facts file must be read to the last digit, and refused with its place where it is no JSON. */
import { describe, expect, it } from 'vitest';
import { type JsonNode, readJson } from '../../server/src/cli/facts/json';

const value = (text: string): JsonNode => {
  const read = readJson(text);
  if ('trouble' in read) throw new Error(`${read.trouble.code} at ${read.trouble.start}`);
  return read.value;
};
const trouble = (text: string) => {
  const read = readJson(text);
  return 'trouble' in read ? [read.trouble.code, read.trouble.start, read.trouble.end] : 'no trouble';
};

describe('the JSON reader', () => {
  it('keeps the digits of numbers as they are written', () => {
    for (const digits of ['0.1', '-0', '1e400', '123456789012345678901234567890123456789012345678901234567890.5', '1.50E+3']) {
      expect(value(digits)).toMatchObject({ kind: 'number', text: digits, start: 0, end: digits.length });
    }
  });

  it('agrees with JSON.parse on what is JSON', () => {
    const plain = (node: JsonNode): unknown => {
      switch (node.kind) {
        case 'object':
          return Object.fromEntries(node.entries.map((entry) => [entry.key, plain(entry.value)]));
        case 'array':
          return node.items.map(plain);
        case 'number':
          return Number(node.text);
        case 'null':
          return null;
        default:
          return node.value;
      }
    };
    for (const text of ['{}', ' [ ] ', '{"a":[1,{"b":null}],"名":"\\u4e2d\\n\\"\\\\\\/"}', '[true,false,null,"",0,-1.5e-3]', '\r\n\t"x"']) {
      expect(plain(value(text))).toEqual(JSON.parse(text));
    }
  });

  it('refuses what JSON.parse refuses, with the place', () => {
    expect(trouble('')).toEqual(['empty', 0, 0]);
    expect(trouble('{"a":1')).toEqual(['unclosed', 0, 1]);
    expect(trouble('[1, [2, 3]')).toEqual(['unclosed', 0, 1]);
    expect(trouble('{"a":1,}')).toEqual(['trailing-comma', 7, 8]);
    expect(trouble('[1,]')).toEqual(['trailing-comma', 3, 4]);
    expect(trouble("{'a':1}")).toEqual(['key', 1, 2]);
    expect(trouble('{"a" 1}')).toEqual(['colon', 5, 6]);
    expect(trouble('{"a":1 "b":2}')).toEqual(['comma', 7, 8]);
    expect(trouble('{"a":yes}')).toEqual(['value', 5, 8]);
    expect(trouble('{"a":01}')).toEqual(['number', 5, 7]);
    expect(trouble('{"a":1300万元}')).toEqual(['number', 5, 11]);
    expect(trouble('{"a":.5}')).toEqual(['value', 5, 6]);
    expect(trouble('{"a":1.}')).toEqual(['number', 5, 7]);
    expect(trouble('{"a":"x\n"}')).toEqual(['string-unclosed', 5, 7]);
    expect(trouble('{"a":"\\x"}')).toEqual(['string-escape', 6, 8]);
    expect(trouble('{"a":1}{')).toEqual(['after-end', 7, 8]);
    expect(trouble('{"a":1,"a":2}')).toEqual(['repeated-key', 7, 10]);
    expect(trouble('// c\n{}')).toEqual(['value', 0, 1]);
    expect(trouble('NaN')).toEqual(['value', 0, 3]);
  });

  it('refuses 100,000 nested brackets without exhausting the stack', () => {
    expect(trouble('['.repeat(100_000))).toEqual(['too-deep', 101, 102]);
    expect(trouble('{"a":'.repeat(100_000))[0]).toBe('too-deep');
  });
});
