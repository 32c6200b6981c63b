/**
 * The analysis of tables against brute force: random tables over small subjects, judged here point by point. Ends are whole numbers, so
 * whole and half numbers are points enough to tell a percentage's intervals apart.
 */
import { expect, it } from 'vitest';
import { fixed, lintText } from '../../support/lint';

function random(seed: number): () => number {
  let a = seed;
  return () => {
    a = (a + 0x6d2b79f5) | 0;
    let t = Math.imul(a ^ (a >>> 15), 1 | a);
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
    return ((t ^ (t >>> 14)) >>> 0) / 4294967296;
  };
}

type Point = number | string;
/** A pattern with its text and its own idea of what it matches. */
interface TestPattern {
  readonly text: string;
  matches(p: Point): boolean;
  readonly interval: boolean;
}
interface Subject {
  readonly name: string;
  readonly fact: string;
  readonly points: readonly Point[];
  /** Points far beyond the bounds too, to see whether an interval holds anything. */
  readonly wide: readonly Point[];
  pattern(next: () => number): TestPattern;
}

const pick = <T>(list: readonly T[], next: () => number): T => list[Math.floor(next() * list.length)] as T;
const numbers = (from: number, to: number, step: number) =>
  Array.from({ length: Math.round((to - from) / step) + 1 }, (_, n) => from + n * step);

function interval(next: () => number, write: (n: number) => string): TestPattern {
  const low = next() < 0.7 ? Math.floor(next() * 8) : undefined;
  const high = low === undefined || next() < 0.7 ? Math.floor(next() * 8) : undefined;
  const [lowIn, highIn] = [next() < 0.5, next() < 0.5];
  const words = [
    ...(low === undefined ? [] : [`${lowIn ? 'from' : 'over'} ${write(low)}`]),
    ...(high === undefined ? [] : [`${highIn ? 'to' : 'below'} ${write(high)}`]),
  ];
  return {
    text: words.join(' '),
    interval: true,
    matches: (p) =>
      (low === undefined || (lowIn ? Number(p) >= low : Number(p) > low)) &&
      (high === undefined || (highIn ? Number(p) <= high : Number(p) < high)),
  };
}

const scale = (name: string, type: string, step: number, write: (n: number) => string): Subject => ({
  name,
  fact: `fact ${name} "X": ${type} from ${write(0)} to ${write(6)}`,
  points: numbers(0, 6, step),
  wide: numbers(-2, 10, step),
  pattern(next) {
    if (next() < 0.7) return interval(next, write);
    const n = Math.floor(next() * 7);
    return { text: write(n), interval: false, matches: (p) => p === n };
  },
});
const choice = (name: string, type: string, members: readonly string[]): Subject => ({
  name,
  fact: `fact ${name} "X": ${type}`,
  points: members,
  wide: members,
  pattern(next) {
    const m = pick(members, next);
    return { text: m, interval: false, matches: (p) => p === m };
  },
});
const subjects: readonly Subject[] = [
  scale('whole', 'integer', 1, String),
  scale('share', 'percent', 0.5, (n) => `${n}%`),
  choice('kind', 'one of { p, q, r }', ['p', 'q', 'r']),
  choice('flag', 'boolean', ['yes', 'no']),
];

const any: TestPattern = { text: 'any', interval: false, matches: () => true };

function product(lists: readonly (readonly Point[])[]): Point[][] {
  return lists.reduce<Point[][]>((all, list) => all.flatMap((head) => list.map((p) => [...head, p])), [[]]);
}

const tableFindings = new Set(['row-overlap', 'row-gap', 'row-unreachable', 'member-missing']);

it('agrees with brute force on 200 random tables, and its fix fills the gaps', { timeout: 120_000 }, () => {
  const next = random(7);
  for (let round = 0; round < 200; round++) {
    const columns = Array.from({ length: 1 + Math.floor(next() * 3) }, () => pick(subjects, next)).filter(
      (s, n, all) => all.indexOf(s) === n,
    );
    const rows = Array.from({ length: 1 + Math.floor(next() * 5) }, () =>
      columns.map((s): TestPattern[] => {
        if (columns.length > 1 && next() < 0.25) return [any];
        return Array.from({ length: next() < 0.25 ? 2 : 1 }, () => s.pattern(next));
      }),
    );
    const lines = rows.map((row, n) => `    ${row.map((alts) => alts.map((a) => a.text).join(', ')).join(' | ')} : ${n + 1}元`);
    const text = `${columns.map((s) => s.fact).join('\n')}\nclause c "C" {\n  award by ${columns.map((s) => s.name).join(' | ')} {\n${lines.join('\n')}\n  }\n}\n`;

    const matches = (row: (typeof rows)[number], point: Point[]) => row.every((alts, k) => alts.some((a) => a.matches(point[k] ?? 0)));
    const first = new Set<number>();
    const doubled = new Set<number>();
    let gap = false;
    for (const point of product(columns.map((s) => s.points))) {
      const hit = rows.flatMap((row, n) => (matches(row, point) ? [n] : []));
      if (hit.length === 0) gap = true;
      else first.add(hit[0] ?? 0);
      for (const n of hit.slice(1)) doubled.add(n);
    }
    const empty = (row: (typeof rows)[number]) =>
      row.some((alts, k) => alts.every((a) => a.interval && !columns[k]?.wide.some((p) => a.matches(p))));
    const expected = rows.flatMap((row, n) => {
      if (!first.has(n)) return empty(row) ? [] : [`row-unreachable ${n}`];
      return doubled.has(n) ? [`row-overlap ${n}`] : [];
    });
    const found = lintText(text).filter((f) => tableFindings.has(f.name));
    const rowOf = (start: number) => text.slice(0, start).split('\n').length - columns.length - 3;
    const got = found.filter((f) => f.name !== 'row-gap' && f.name !== 'member-missing').map((f) => `${f.name} ${rowOf(f.range.start)}`);
    expect(got.sort(), text).toEqual(expected.sort());
    const gaps = found.filter((f) => f.name === 'row-gap' || f.name === 'member-missing');
    expect(gaps.length > 0, text).toBe(gap);

    // The fixes of both kinds of gap together leave none, and add no overlap.
    let mended = text;
    for (let turn = 0; turn < 2; turn++) {
      const open = lintText(mended).find((f) => f.name === 'row-gap' || f.name === 'member-missing');
      const fix = open?.fixes?.find((f) => f.title === 'add-rows');
      if (fix) mended = fixed(mended, fix);
    }
    const after = lintText(mended).filter((f) => tableFindings.has(f.name));
    expect(after.map((f) => `${f.name} ${rowOf(f.range.start)}`).sort(), mended).toEqual(expected.sort());
  }
});
