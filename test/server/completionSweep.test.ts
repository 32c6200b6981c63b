/** Why: completion everywhere: at every place of a real policy, in cut-off texts, and how often the name that was meant is found. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it, vi } from 'vitest';
import type { CompletionItem } from 'vscode-languageserver';
import { random } from '../../bench/generate';
import { parseFile } from '../../server/src/core/syntax/index';
import { Quick, shown } from './completionSupport';

/** Thousands of questions, on a machine that may be busy. */
vi.setConfig({ testTimeout: 180_000 });

const samples = join(import.meta.dirname, '../../samples');
const read = (path: string): string => readFileSync(join(samples, path), 'utf8');
const bicycle = read('bicycle-subsidy/bicycle-subsidy.clause');

function holdsCursor(item: CompletionItem, line: number, character: number): boolean {
  const edit = item.textEdit;
  if (!edit) return false;
  const ranges = 'insert' in edit ? [edit.insert, edit.replace] : [edit.range];
  return ranges.every(
    ({ start, end }) => start.line === line && end.line === line && start.character <= character && character <= end.character,
  );
}

function sweep(quick: Quick, text: string, offsets: Iterable<number>): void {
  for (const offset of offsets) {
    const { document, items } = quick.at(text, offset);
    const { line, character } = document.positionAt(offset);
    const outside = items.find((item) => !holdsCursor(item, line, character));
    if (outside)
      throw new Error(`${JSON.stringify(outside)} at ${line}:${character} of ${JSON.stringify(text.slice(offset - 30, offset))}`);
    // An editor takes two items of one name and one place for a mistake.
    const names = items.map((item) => `${item.label} ${JSON.stringify(item.textEdit)}`);
    expect(new Set(names).size).toBe(names.length);
  }
}

describe('completion at every place', () => {
  it('of the bicycle grant replaces only text around the cursor', () => {
    const quick = new Quick();
    sweep(
      quick,
      bicycle,
      Array.from({ length: bicycle.length + 1 }, (_, i) => i),
    );
  });

  it('of 200 texts that are cut off somewhere', () => {
    const next = random(7);
    const chinese = read('beijing-etown-2025/beijing-etown-2025.clause').slice(0, 30_000);
    for (let i = 0; i < 200; i++) {
      const whole = i % 2 === 0 ? bicycle : chinese;
      const from = Math.floor(next() * whole.length);
      const text = whole.slice(from, from + 50 + Math.floor(next() * 1500));
      const places = Array.from({ length: 12 }, () => Math.floor(next() * (text.length + 1)));
      sweep(new Quick(), text, [text.length, ...places]);
    }
  });
});

describe('the name that was meant', () => {
  const etown = 'file:///samples/beijing-etown-2025/';
  const files = {
    [`${etown}要素.clause`]: read('beijing-etown-2025/要素.clause'),
    [`${etown}beijing-etown-2025.clause`]: read('beijing-etown-2025/beijing-etown-2025.clause'),
  };
  const all: readonly (readonly [string, string, number])[] = [
    ['file:///samples/bicycle.clause', bicycle, 120],
    ['file:///samples/tax.clause', read('tax-credit/tax-credit.clause'), 120],
    // Every edit of it computes hundreds of examples anew.
    [`${etown}beijing-etown-2025.clause`, files[`${etown}beijing-etown-2025.clause`] ?? '', 60],
  ];

  it('is found again when its second half is deleted, nearly always among the first ten', () => {
    const next = random(11);
    const wanted: { uri: string; text: string; start: number; end: number; word: string }[] = [];
    for (const [uri, text, many] of all) {
      const words = parseFile(text).items.flatMap(({ item, offset }) =>
        item.tokens.flatMap((t) =>
          t.kind === 'word' && t.end - t.start > 1 && (t.keyword !== undefined || t.role === 'reference')
            ? [{ uri, text, start: offset + t.start, end: offset + t.end, word: text.slice(offset + t.start, offset + t.end) }]
            : [],
        ),
      );
      for (let i = 0; i < many; i++) {
        const one = words[Math.floor(next() * words.length)];
        if (one) wanted.push(one);
      }
    }
    const quick = new Quick(files);
    const missed: string[] = [];
    const late: string[] = [];
    for (const { uri, text, start, end, word } of wanted) {
      const half = start + Math.ceil((end - start) / 2);
      const cut = text.slice(0, half) + text.slice(end);
      const { document, items } = quick.at(cut, half, uri);
      const at = shown(items, document, half).findIndex(({ label }) => label === word || label.split(' ').includes(word));
      const where = `${word} in ${JSON.stringify(text.slice(start - 25, end))} (${at})`;
      if (at < 0) missed.push(where);
      else if (at >= 10) late.push(where);
    }
    const first = wanted.length - missed.length - late.length;
    console.log(`found ${wanted.length - missed.length} of ${wanted.length}, ${first} among the first ten`, { missed, late });
    expect(missed).toEqual([]);
    expect(first / wanted.length).toBeGreaterThan(0.9);
  });
});
