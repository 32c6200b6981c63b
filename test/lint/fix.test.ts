/**
 * Why: whatever is wrong with policies, mending them leaves nothing certain to be mended, does no harm, touches nothing that was not asked for,
 * and says the same where only the writing was wrong.
 */
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { applied } from '../../server/src/core/lint/edits';
import { certainFix, isFault, mend } from '../../server/src/core/lint/mending';
import { Workspace } from '../../server/src/core/workspace';
import { Fixes, type Wanted } from '../../server/src/lint/fix';
import { Judge, type JudgeHost } from '../../server/src/lint/judge';
import type { JudgedFile } from '../../server/src/lint/judged';
import { policyText } from '../support/randomPolicy';

const root = join(import.meta.dirname, '../..');
const samples = ['samples/bicycle-subsidy', 'samples/tax-credit'].flatMap((folder) =>
  readdirSync(join(root, folder))
    .filter((name) => name.endsWith('.clause'))
    .map((name) => readFileSync(join(root, folder, name), 'utf8')),
);
const options = { prove: false, budget: 100 };
const uri = (name: string): string => `file:///mended/${name}`;
const MAIN = uri('main.clause');

const hostOf = (texts: ReadonlyMap<string, string>): JudgeHost => ({
  read: (one) => {
    const text = texts.get(one);
    return text === undefined ? { error: 'missing' } : { text };
  },
  rootOf: () => 'file:///mended',
});

async function judge(texts: ReadonlyMap<string, string>): Promise<Map<string, JudgedFile>> {
  const judge = new Judge(hostOf(texts), {}, options);
  const judged = new Map<string, JudgedFile>();
  for (const one of texts.keys()) judged.set(one, await judge.judge(one));
  judge.dispose();
  return judged;
}

async function mended(texts: ReadonlyMap<string, string>, wanted: (judged: ReadonlyMap<string, JudgedFile>) => Wanted = () => () => true) {
  const judged = await judge(texts);
  const fixes = new Fixes(judged, hostOf(texts), {}, options);
  const after = await fixes.mend(wanted(judged));
  const now = new Map(texts);
  for (const file of fixes.files) now.set(file.uri, file.after);
  return { texts: now, fixes, after, judged };
}

const analysed = (texts: ReadonlyMap<string, string>, one = MAIN) => new Workspace(hostOf(texts)).analyse(one);
const faults = (text: string): number => analysed(new Map([[MAIN, text]])).findings.filter(isFault).length;

/** What is wrong in the writing only, and has a fix that keeps what is said. */
const WRITING: Readonly<Record<string, string>> = {
  ',': '，',
  ':': '：',
  '(': '（',
  ')': '）',
  '{': '｛',
  '}': '｝',
  '0': '０',
  '5': '５',
};

/** The text with some of its signs as a Chinese input method types them. Quotes and comments are left alone: there they are what was meant. */
function fullWidth(text: string, choose: (n: number) => boolean): string {
  let n = 0;
  return text
    .split('\n')
    .map((line) =>
      line
        .split(/("[^"]*"|\/\/.*$)/)
        .map((part, i) => (i % 2 ? part : part.replace(/[,:(){}05]/g, (sign) => (choose(n++) ? (WRITING[sign] ?? sign) : sign))))
        .join(''),
    )
    .join('\n');
}

const totals = (text: string) =>
  analysed(new Map([[MAIN, text]])).examples.map(({ example, evaluation, expectations }) => [
    example.title,
    evaluation.total.status,
    evaluation.total.value,
    expectations.map(({ passed }) => passed),
  ]);

/** Without the places, which move. */
const plain = (value: unknown): string =>
  JSON.stringify(value, (key, part: unknown) => (key === 'place' ? undefined : typeof part === 'bigint' ? String(part) : part));

const policies = fc.oneof({ arbitrary: policyText, weight: 3 }, { arbitrary: fc.constantFrom(...samples), weight: 1 });

describe('what was only written wrongly', () => {
  it('says the same when it is mended: every example has its total, and nothing is left to mend', { timeout: 120_000 }, async () => {
    await fc.assert(
      fc.asyncProperty(policies, fc.infiniteStream(fc.boolean()), async (text, choices) => {
        const broken = fullWidth(text, () => choices.next().value === true);
        const { texts, fixes } = await mended(new Map([[MAIN, broken]]));
        const now = texts.get(MAIN) ?? '';
        expect(fixes.files.length).toBe(now === broken ? 0 : 1);
        expect(analysed(texts).findings.filter(({ name }) => name === 'fullwidth-punctuation')).toEqual([]);
        expect(plain(totals(now))).toBe(plain(totals(text)));
      }),
      { numRuns: 40 },
    );
  });
});

describe('what is broken in any way', () => {
  /** Cut out, doubled, or typed wrongly. */
  const damage = fc.record({
    at: fc.double({ min: 0, max: 1, noNaN: true }),
    cut: fc.nat(5),
    put: fc.constantFrom('', '，', '；', '"', '}', ' 1,000', ' < 5 <', '// allow unused-fact: x\n', ' 2025-1-1', ' GBP 5', 'x', '\n'),
  });
  const broken = fc.tuple(policies, fc.array(damage, { minLength: 1, maxLength: 6 })).map(([text, all]) =>
    all.reduce((t, { at, cut, put }) => {
      const from = Math.floor(at * t.length);
      return t.slice(0, from) + put + t.slice(from + cut);
    }, text),
  );

  it('is never worse after it, has nothing left that could be mended, and a second run changes nothing', { timeout: 120_000 }, async () => {
    let done = 0;
    await fc.assert(
      fc.asyncProperty(broken, async (text) => {
        const { texts, fixes } = await mended(new Map([[MAIN, text]]));
        done += fixes.files.length;
        const now = texts.get(MAIN) ?? '';
        expect(faults(now)).toBeLessThanOrEqual(faults(text));
        for (const finding of analysed(texts).findings) {
          const fix = certainFix(finding);
          // What is left would do harm, or would do nothing.
          if (fix)
            expect(applied(now, fix.edits) === now || faults(applied(now, fix.edits)) > faults(now), `${finding.name}\n${now}`).toBe(true);
        }
        const again = await mended(texts);
        expect(again.fixes.files).toEqual([]);
      }),
      { numRuns: 150, seed: 7 },
    );
    expect(done).toBeGreaterThan(30);
  });

  it('is left as it is where nothing is wanted, and changed at one place where one finding is', { timeout: 120_000 }, async () => {
    await fc.assert(
      fc.asyncProperty(broken, fc.nat(), async (text, n) => {
        const texts = new Map([[MAIN, text]]);
        expect((await mended(texts, () => () => false)).fixes.files).toEqual([]);
        let expected = text;
        const result = await mended(texts, (judged) => {
          const certain = (judged.get(MAIN)?.findings ?? []).filter(({ finding }) => certainFix(finding));
          const one = certain[n % Math.max(1, certain.length)];
          const edits = one && certainFix(one.finding)?.edits;
          const would = edits && applied(text, edits);
          if (would !== undefined && faults(would) <= faults(text)) expected = would;
          return (_, finding) => finding === one;
        });
        expect(result.texts.get(MAIN)).toBe(expected);
      }),
      { numRuns: 100 },
    );
  });
});

describe('rounds', () => {
  const insert = (at: number, text: string) => [{ start: at, end: at, text }];
  it('end where fixes undo each other', () => {
    const flip = (text: string) => ({ faults: 0, fixes: [[{ start: 0, end: 1, text: text === 'a' ? 'b' : 'a' }]] });
    expect(mend('a', flip)).toEqual({ text: 'b', edits: [{ start: 0, end: 1, text: 'b' }], count: 1 });
  });

  it('end where a fix makes way for itself', () => {
    expect(mend('', (text) => ({ faults: 0, fixes: [insert(text.length, 'x')] })).text).toBe('x'.repeat(8));
  });

  it('leave out the one fix among many that makes the text worse', () => {
    const text = 'abcdefgh';
    const look = (now: string) => ({
      faults: now.includes('D') ? 1 : 0,
      fixes: [...now]
        .flatMap((char, at) => (/[a-z]/.test(char) ? [[{ start: at, end: at + 1, text: char.toUpperCase() }]] : []))
        .filter((_, i) => i % 2 === 0 || now !== text),
    });
    // First a, c, e and g (those between touch them); then, of what is left, b, f and h, and never d.
    expect(mend(text, look).text).toBe('ABCdEFGH');
  });

  it('do nothing for a fix that changes nothing', () => {
    expect(mend('a', () => ({ faults: 0, fixes: [[{ start: 0, end: 1, text: 'a' }]] }))).toEqual({ text: 'a', edits: [], count: 0 });
  });

  it('let another have its turn where the first of two at one place would do harm', () => {
    const look = (now: string) => ({
      faults: now.startsWith('bad') ? 1 : 0,
      fixes: now === 'x' ? [[{ start: 0, end: 1, text: 'bad' }], [{ start: 0, end: 1, text: 'good' }]] : [],
    });
    expect(mend('x', look).text).toBe('good');
  });
});

describe('several files', () => {
  const facts = 'fact spent "Spent": money from 0元\nlet half = 50% of spnet\n';
  const main = 'import "./facts.clause"\nclause c "C" {\n  award half + spnet\n}\n';
  const texts = new Map([
    [MAIN, main],
    [uri('facts.clause'), facts],
  ]);

  it('are judged anew where they or what they import changed', async () => {
    const { fixes, after, judged } = await mended(texts);
    expect(fixes.files.map(({ uri: one, count }) => [one, count])).toEqual([
      [MAIN, 1],
      [uri('facts.clause'), 1],
    ]);
    expect([...after.values()].flatMap(({ findings }) => findings.map(({ finding }) => finding.name))).toEqual([]);
    expect(judged.get(MAIN)?.findings.map(({ finding }) => finding.name)).toContain('unknown-name');
  });

  it('that could not be written are as they were, and so is what rests on them', async () => {
    const { fixes } = await mended(texts);
    const after = await fixes.without(new Set([uri('facts.clause')]));
    expect(fixes.files.map((file) => file.uri)).toEqual([MAIN]);
    expect(after.get(uri('facts.clause'))?.findings.map(({ finding }) => finding.name)).toEqual(['unknown-name']);
    expect(after.get(MAIN)?.findings.filter(({ finding }) => finding.name === 'unknown-name')).toEqual([]);
  });

  it('that changed since they were judged are left alone', async () => {
    const judged = await judge(texts);
    const now = new Map(texts).set(MAIN, `\n${main}`);
    const fixes = new Fixes(judged, hostOf(now), {}, options);
    await fixes.mend(() => true);
    expect(fixes.files.map((file) => file.uri)).toEqual([uri('facts.clause')]);
    expect([...fixes.changed]).toEqual([MAIN]);
  });
});
