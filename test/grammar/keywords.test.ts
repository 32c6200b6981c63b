/** Every spelling of every keyword of the language's table is coloured as a keyword, in each place where the grammar of the language expects it. */
import { describe, expect, it } from 'vitest';
import { KEYWORDS, type Keyword, type KeywordId, type KeywordPlace } from '../../server/src/core/syntax/keywords';
import { colour } from './support';

/** A line in which `@` is the keyword, for the place; some words need one of their own. */
const lines: Record<KeywordPlace, string> = {
  item: '@ x "y" {',
  field: '  @ "2025"',
  statement: '  @ x {',
  example: '  @ x = 3',
  modifier: '  award @ 3元',
  type: 'fact x "X": @',
  operator: 'let x = a @ b',
  interval: '  when x @ 3元',
  value: '  when x = @',
  function: 'let x = @(a, b)',
  window: '  cap 3元 @ 3年',
  status: '  expect x @',
};
const own: Partial<Record<KeywordId, Partial<Record<KeywordPlace, string>>>> = {
  'when any': { modifier: '  when @ {' },
  when: { modifier: '  cap 3元 @ x' },
  down: { modifier: '  round @ to 1元' },
  up: { modifier: '  round @ to 1元' },
  half: { modifier: '  round @ to 1元' },
  all: { modifier: '  among @' },
  like: { modifier: 'example "a" @ "b" {' },
  on: { example: '  @ 2025-06-30' },
  'on payment': { modifier: '  paid x = 3元 @ 2025-06-30' },
  total: { modifier: '  expect @ = 3元' },
  tolerance: { modifier: '  expect x = 3元 @ 1元' },
  needs: { modifier: '  expect x @ a, b' },
  'at most': { modifier: '  expect x = 3元 @' },
  default: { modifier: 'fact x "X": money @ 3元' },
  'per year': { window: '  cap 3元 @' },
  ever: { window: '  cap 3元 @' },
  otherwise: { modifier: '  @: 3元' },
  highest: { modifier: '  choose @' },
  first: { modifier: '  choose @' },
  'one of': { type: 'fact x "X": @ { a, b }' },
  'any of': { type: 'fact x "X": @ { a, b }' },
  'list of': { type: 'fact x "X": @ {' },
  round: { statement: '  @ to 1元' },
  expect: { example: '  @ x = 3元' },
};

/** What tells a keyword apart from a name. */
const coloured = /^(storage\.type|keyword\.|support\.|constant\.language|variable\.language)/;

async function check(keyword: Keyword, place: KeywordPlace, spelling: string): Promise<string | undefined> {
  const line = (own[keyword.id]?.[place] ?? lines[place]).replace('@', spelling);
  const pieces = await colour(line);
  const words = spelling.split(' ');
  const found = pieces.filter((piece) => piece.text === spelling || words.includes(piece.text));
  const good = found.some((piece) => coloured.test(piece.scopes.at(-1) ?? ''));
  return good ? undefined : `${JSON.stringify(line)}: ${JSON.stringify(pieces.map((piece) => [piece.text, piece.scopes.at(-1)]))}`;
}

describe('keyword table', () => {
  for (const keyword of KEYWORDS) {
    it(keyword.id, async () => {
      const plain: (string | undefined)[] = [];
      for (const spelling of [...keyword.en, ...keyword.zh]) {
        for (const place of keyword.where) plain.push(await check(keyword, place, spelling));
      }
      expect(plain.filter((problem) => problem !== undefined)).toEqual([]);
    });
  }
});
