/** Fences tagged `clause` in any Markdown file are coloured as Clause; everything else stays Markdown. */
import { expect, it } from 'vitest';
import { colour } from './support';

const text = [
  '# clause one',
  '',
  'clause in prose',
  '',
  '```clause',
  'clause a "A" {',
  '  award 5万元',
  '}',
  '```',
  '',
  'award nothing',
  '~~~ clause',
  '条款 乙 "B" {',
  '~~~',
  '```js',
  'clause b',
  '```',
].join('\n');

it('colours the fences tagged clause, and only them', async () => {
  const pieces = await colour(text, 'text.html.markdown');
  const ours = pieces.filter((piece) => piece.scopes.includes('meta.embedded.block.clause'));
  expect([...new Set(ours.map((piece) => piece.line))]).toEqual([5, 6, 7, 12]);
  expect(ours.find((piece) => piece.text === 'award')?.scopes.at(-1)).toBe('keyword.control.clause');
  expect(ours.find((piece) => piece.text === '条款')?.scopes.at(-1)).toBe('storage.type.clause');
  expect(pieces.filter((piece) => piece.scopes.some((scope) => scope.endsWith('.clause')) && !ours.includes(piece))).toEqual([]);
});

it('a string or list left open does not colour the text after the fence', async () => {
  const open = ['```clause', 'fact a: one of { x,', '  source """open', '```', 'prose'].join('\n');
  const pieces = await colour(open, 'text.html.markdown');
  expect(pieces.at(-1)).toMatchObject({ text: 'prose', scopes: [] });
});
