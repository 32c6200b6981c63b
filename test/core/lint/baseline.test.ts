/** Why: what a baseline file says, and which findings it means, whoever asks. */
import { describe, expect, it } from 'vitest';
import { type BaselineEntry, matchBaseline, printBaseline, readBaseline } from '../../../server/src/core/lint/baseline';

const entry = (file: string, n: number, finding = 'unknown-name'): BaselineEntry => ({
  file,
  finding,
  item: `clause c${n}`,
  fingerprint: n.toString(16).padStart(16, '0'),
});
const everything = { isJudged: () => true, isGone: () => false, mayFind: () => true };

describe('the text', () => {
  it('is sorted, an entry a line, and reads back', () => {
    const entries = [entry('b.clause', 2), entry('a "x"\n政策.clause', 9), entry('b.clause', 1), entry('b.clause', 1)];
    const text = printBaseline(entries);
    expect(text).toBe(`{
  "version": 1,
  "findings": [
    { "file": "a \\"x\\"\\n政策.clause", "finding": "unknown-name", "item": "clause c9", "fingerprint": "0000000000000009" },
    { "file": "b.clause", "finding": "unknown-name", "item": "clause c1", "fingerprint": "0000000000000001" },
    { "file": "b.clause", "finding": "unknown-name", "item": "clause c2", "fingerprint": "0000000000000002" }
  ]
}
`);
    expect(readBaseline(text)).toEqual({ entries: [entries[1], entries[2], entries[0]] });
    expect(printBaseline([])).toBe('{\n  "version": 1,\n  "findings": []\n}\n');
  });

  const good = printBaseline([entry('a.clause', 1), entry('b.clause', 2)]);
  it.each([
    ['', { code: 'cut-short' }],
    [good.slice(0, 60), { code: 'cut-short' }],
    [good.slice(0, -3), { code: 'cut-short' }],
    [good.replace(',', ''), { code: 'not-json' }],
    ['version: 1', { code: 'not-json' }],
    ['[]', { code: 'not-a-baseline' }],
    ['null', { code: 'not-a-baseline' }],
    ['{"version": 1}', { code: 'not-a-baseline' }],
    ['{"findings": []}', { code: 'not-a-baseline' }],
    ['{"version": 2, "findings": []}', { code: 'version', version: '2' }],
    ['{"version": "1", "findings": []}', { code: 'version', version: '"1"' }],
    ['{"version": 1, "findings": [{"file": "a", "finding": "b", "item": "c", "fingerprint": "d"}]}', { code: 'entry', index: 1 }],
    ['{"version": 1, "findings": [3]}', { code: 'entry', index: 1 }],
    [good.replace('    {', '<<<<<<< HEAD\n    {'), { code: 'conflict', line: 4 }],
    [good.replace('    {', '=======\r\n    {'), { code: 'conflict', line: 4 }],
  ])('is none: %j', (text, fault) => {
    expect(readBaseline(text)).toEqual({ fault });
  });
});

describe('the match', () => {
  it('is of the same file and fingerprint, each entry once', () => {
    const found = [entry('a.clause', 1), entry('b.clause', 1), entry('a.clause', 3)];
    const { known, stale } = matchBaseline([entry('a.clause', 1), entry('a.clause', 2)], found, everything);
    expect([...known.keys()]).toEqual([found[0]]);
    expect(stale).toEqual([entry('a.clause', 2)]);
  });

  it('finds a file again that is called something else', () => {
    const found = [entry('new.clause', 1), entry('new.clause', 2)];
    const entries = [entry('old.clause', 1), entry('old.clause', 3)];
    const { known, stale } = matchBaseline(entries, found, { ...everything, isGone: (file) => file === 'old.clause' });
    expect([...known]).toEqual([[found[0], entries[0]]]);
    expect(stale).toEqual([entries[1]]);
    // While the file is there its entries mean its own findings.
    expect(matchBaseline(entries, found, everything).known.size).toBe(0);
  });

  it('calls nothing stale that was not looked for', () => {
    const entries = [entry('a.clause', 1), entry('b.clause', 2), entry('c.clause', 3), entry('a.clause', 4, 'award-cliff')];
    const { stale } = matchBaseline(entries, [], {
      isJudged: (file) => file === 'a.clause',
      isGone: (file) => file === 'c.clause',
      mayFind: (name) => name !== 'award-cliff',
    });
    expect(stale).toEqual([entries[0], entries[2]]);
  });
});
