/** However a text came about, what is shown of it is the same: findings and results after random edits are those of the text opened anew. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import { expect, it } from 'vitest';
import { URI } from 'vscode-uri';
import { diagnostics } from '../../server/src/features/diagnostics';
import { inlayHints } from '../../server/src/features/inlayHints';
import { readText } from '../../server/src/host/nodeHost';
import { Session } from '../../server/src/session';

const root = join(import.meta.dirname, '..', '..');
const uri = URI.file(join(root, 'samples', 'bicycle-subsidy', 'bicycle-subsidy.clause')).toString();
const original = readFileSync(URI.parse(uri).fsPath, 'utf8');

function open(text: string): Session {
  const session = new Session({ read: (one) => readText(URI.parse(one).fsPath), list: () => [], page: () => undefined });
  session.changeFolders([URI.file(root).toString()]);
  session.open(uri, 'clause', 1, text);
  return session;
}

function shown(session: Session): unknown {
  const at = session.at(uri);
  if (!at) throw new Error('not open');
  const range = { start: { line: 0, character: 0 }, end: { line: 100_000, character: 0 } };
  return { findings: diagnostics(session, at), hints: inlayHints(session, { textDocument: { uri }, range }) };
}

const words = [
  '"',
  '{',
  '}',
  '(',
  ',',
  '1',
  '0',
  ' ',
  '\n',
  'award ',
  'let x = 1\n',
  '条款',
  'when ',
  '5%',
  ':',
  'cap 3 GBP\n',
  ' and ',
  'example "q" {\n',
  '// ',
];
/** Where (as a share of the text), how much is taken out, what is put in; a number is replaced by another where one stands there. */
const edit = fc.record({
  where: fc.double({ min: 0, max: 1, noNaN: true }),
  length: fc.nat(6),
  insert: fc.constantFrom('', '', ...words),
  number: fc.nat(60),
});

it('after any edits', () => {
  fc.assert(
    fc.property(fc.array(edit, { minLength: 1, maxLength: 12 }), (edits) => {
      const session = open(original);
      shown(session);
      let text = original;
      for (const [index, { where, length, insert, number }] of edits.entries()) {
        const at = Math.floor(where * text.length);
        const digits = /\d+/.exec(text.slice(at, at + 200));
        const [start, end, put] =
          digits && number < 40 ? [at + digits.index, at + digits.index + digits[0].length, String(number)] : [at, at + length, insert];
        text = text.slice(0, start) + put + text.slice(end);
        session.change(uri, index + 2, [{ text }]);
        expect(shown(session)).toEqual(shown(open(text)));
      }
    }),
    { numRuns: 20, seed: 2025 },
  );
}, 120_000);
