/**
 * The grammar guesses from single lines what the parser knows: over every policy in the repository they have to agree. What the parser
 * took as a keyword is coloured as one, and no name that it found is. Three things no single line tells, and they are left out: a keyword
 * that is glued to a name or a number, which has a finding of its own; a name alone on the line that goes on an expression; and whether
 * 其他 before a row's colon is `otherwise` or a member of that name, which only the subject's type says.
 */
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { isReserved, parseFile } from '../../server/src/core/syntax/index';
import { colour } from './support';

const root = join(import.meta.dirname, '..', '..');
const files = ['samples', 'test/policies'].flatMap((folder) =>
  readdirSync(join(root, folder), { recursive: true, encoding: 'utf8' })
    .filter((name) => name.endsWith('.clause'))
    .map((name) => join(folder, name)),
);

const inWord = /[\p{L}\p{M}\p{N}_]/u;

const keyword =
  /^(storage\.type|keyword\.(control|operator\.(word|interval)|other\.clause)|support\.|constant\.language|variable\.language)/;

describe('the grammar agrees with the parser', () => {
  it('has policies to be tried on', () => expect(files.length).toBeGreaterThan(5));

  for (const file of files) {
    it(file, async () => {
      const text = readFileSync(join(root, file), 'utf8');
      const starts = [0];
      for (let i = text.indexOf('\n'); i >= 0; i = text.indexOf('\n', i + 1)) starts.push(i + 1);
      const pieces = await colour(text);
      const scopeAt = (offset: number): string => {
        const piece = pieces.findLast((one) => (starts[one.line] ?? 0) + one.start <= offset);
        return piece?.scopes.at(-1) ?? '';
      };
      const wrong: string[] = [];
      for (const { item, offset } of parseFile(text).items) {
        for (const token of item.tokens) {
          if (token.kind !== 'word') continue;
          const at = offset + token.start;
          const scope = scopeAt(at);
          const line = starts.findLastIndex((start) => start <= at) + 1;
          const glued = inWord.test(text[at - 1] ?? '') || inWord.test(text[offset + token.end] ?? '');
          const alone = text.split('\n', line)[line - 1]?.trim() === token.text;
          if (glued || alone || token.text === '其他') continue;
          if (token.keyword && !keyword.test(scope)) wrong.push(`${line}: keyword ${token.text} is ${scope}`);
          if (!token.keyword && !isReserved(token.text) && keyword.test(scope))
            wrong.push(`${line}: ${token.role ?? 'word'} ${token.text} is ${scope}`);
        }
      }
      expect(wrong).toEqual([]);
    });
  }
});
