/** What lint keeps between edits never changes what it says: after every edit, a workspace that has seen them all agrees with a new one. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { Workspace } from '../../../server/src/core/workspace';
import { snippetsOf } from '../../support/snippets';

const root = join(import.meta.dirname, '../../..');
const uri = 'file:///edits/main.clause';
const open = () => new Workspace({ read: () => ({ error: 'missing' }), rootOf: () => 'file:///edits' });

/** Changes that make and mend findings of every group, as an author would. */
const edits: readonly (readonly [RegExp, string])[] = [
  [/over (\d)/, 'to $1'],
  [/to (\d)/, 'over $1'],
  [/from (\d)/, 'below $1'],
  [/default [^\n]*/, ''],
  [/expect total = \d/, 'expect total = 7'],
  [/when /, '// when '],
  [/\/\/ when /, 'when '],
  [/\n\}\n/, '\n'],
  [/otherwise[^\n,}]*/, ''],
  [/fact (\w+)/, 'fact new_$1'],
  [/new_(\w+)/, '$1'],
  [/\n\n/, '\n// allow unused-fact: for now\n'],
  [/require [^\n]*/, ''],
  [/effective 20(\d\d)/, 'effective 19$1'],
];

const texts = [
  readFileSync(join(root, 'samples/bicycle-subsidy/bicycle-subsidy.clause'), 'utf8'),
  readFileSync(join(root, 'samples/tax-credit/tax-credit.clause'), 'utf8'),
  ...snippetsOf(join(root, 'docs/language.md')).map((s) => s.text),
];

it('agrees with a fresh analysis after each of 150 edits', { timeout: 120_000 }, () => {
  let seed = 11;
  const next = (n: number) => {
    seed = (Math.imul(seed, 1103515245) + 12345) & 0x7fffffff;
    return Math.floor((seed / 0x80000000) * n);
  };
  for (let round = 0; round < 15; round++) {
    let text = texts[round % texts.length] ?? '';
    const kept = open();
    kept.setText(uri, text);
    kept.analyse(uri);
    for (let n = 0; n < 10; n++) {
      const [pattern, replacement] = edits[next(edits.length)] ?? [/$/, ''];
      const matches = [...text.matchAll(new RegExp(pattern, 'g'))];
      const at = matches[next(Math.max(matches.length, 1))]?.index ?? text.length;
      text = text.slice(0, at) + text.slice(at).replace(pattern, replacement);
      kept.setText(uri, text);
      const fresh = open();
      fresh.setText(uri, text);
      expect(kept.analyse(uri).findings, text).toEqual(fresh.analyse(uri).findings);
    }
  }
});
