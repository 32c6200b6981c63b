/** What a `clausewright.yaml` says, and where exactly it says what cannot stand so. Places are counted by hand: line and column from 1. */
import { describe, expect, it } from 'vitest';
import { readConfig } from '../../server/src/config/read';
import { badTexts, badYaml, goodTexts } from './cases';

/** `2:3-12 “unused-facts” is neither …`: line, first column, column behind the end. */
function shown(text: string, language: 'en' | 'zh' = 'en'): string[] {
  const place = (offset: number) => {
    const lines = text.slice(0, offset).split('\n');
    return `${lines.length}:${(lines.at(-1) ?? '').length + 1}`;
  };
  return readConfig(text).problems.map(({ start, end, message }) => `${place(start)}-${end - start} ${message(language)}`);
}

describe('readConfig', () => {
  it.each(goodTexts)('takes %j', (text) => {
    expect(shown(text)).toEqual([]);
  });

  it.each([...badTexts, ...badYaml])('says what is wrong in %j', (text, places) => {
    const found = shown(text);
    expect(found.map((one) => one.split(' ')[0])).toEqual(places.map(([place]) => place));
    for (const [n, [, words]] of places.entries()) expect(found[n]).toContain(words);
    for (const one of shown(text, 'zh')) expect(one).toMatch(/[\u4e00-\u9fff]/);
  });

  it('keeps what can be relied on', () => {
    const text = [
      'severity:',
      '  unused-fact: off',
      '  unused-lett: off',
      '  tables: wrong',
      'language: fr',
      'files:',
      '  include: ["a/**", "b["]',
      '  exclude: ["/x", "y"]',
      'overrides:',
      '  - files: ["z"]',
      '    severity: { row-gap: error, row-gaps: off }',
      '  - severity: { row-gap: off }',
      'baseline: known.json',
    ].join('\n');
    expect(readConfig(text).data).toEqual({
      severity: { 'unused-fact': 'off' },
      files: { exclude: ['y'] },
      overrides: [{ files: ['z'], severity: { 'row-gap': 'error' } }],
      baseline: 'known.json',
    });
    expect(readConfig('severity: {').data).toBeUndefined();
  });

  it('gives up on what refers to itself too often, and is not stopped by depth', () => {
    const bomb = [
      'a: &a [x, x, x, x, x, x, x, x, x]',
      ...'bcdefgh'.split('').map((c, n) => `${c}: &${c} [${Array(9).fill(`*${'abcdefg'[n]}`).join(', ')}]`),
    ].join('\n');
    expect(readConfig(bomb).problems.length).toBeGreaterThan(0);
    const deep = readConfig(`files: ${'['.repeat(20_000)}`);
    expect(deep.problems.length).toBeGreaterThan(0);
  });
});
