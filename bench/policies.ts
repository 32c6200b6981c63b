/** Why: the prover's speed depends on how many clauses meet in groups, so it is measured on policies that differ in this alone. */
import { random } from './generate';

/** Who excludes whom: every clause every other, or five at a time. */
export type Grouping = 'all' | 'fives';

/** What a rule of the generated policy is made of; the same seed gives the same rules. */
interface Dice {
  int(below: number): number;
  pick<T>(of: readonly [T, ...T[]]): T;
}

const FACTS = [
  ...[1, 2, 3, 4].map((i) => `fact m${i} "Amount ${i}": money from 0元`),
  ...[1, 2].map((i) => `fact k${i} "Count ${i}": integer 人 from 0人`),
  'fact kind "Kind": one of { a, b, c, d }',
  'fact size "Size": one of { small, medium, large }',
  'fact certified "Certified": boolean',
  'fact titles "Titles": any of { x, y, z }',
];

/**
 * A policy of so many clauses over ten facts: amounts, whole numbers, members, a Boolean, a set. Every clause has two or three conditions, an
 * award (a share, an amount, a table, a marginal table, the lesser of two shares) and a cap; all of it is linear.
 */
export function linearPolicy(clauses: number, grouping: Grouping, seed = 7): string {
  const next = random(seed);
  const int = (below: number): number => Math.floor(next() * below);
  const dice: Dice = { int, pick: ([first, ...rest]) => [first, ...rest][int(rest.length + 1)] ?? first };
  const out = ['policy "Generated" {\n  effective 2025-01-01 to 2027-12-31\n  currency 元\n}', FACTS.join('\n')];
  for (let i = 1; i <= clauses; i++) out.push(clause(i, dice));
  const size = grouping === 'all' ? clauses : 5;
  for (let from = 1; from <= clauses; from += size) {
    const members = Array.from({ length: Math.min(size, clauses + 1 - from) }, (_, k) => `c${from + k}`);
    out.push(`exclusive g${from} "Only one of them" {\n  among ${members.join(', ')}\n  choose highest\n}`);
  }
  return `${out.join('\n\n')}\n`;
}

function clause(i: number, dice: Dice): string {
  const conditions = new Set<string>();
  for (const wanted = 2 + dice.int(2); conditions.size < wanted; ) conditions.add(condition(dice));
  const lines = [...conditions].map((c) => `  when ${c}`);
  lines.push(`  award ${award(dice)}`, `  cap ${20 + 10 * dice.int(20)}万元`);
  return `clause c${i} "Clause ${i}" {\n${lines.join('\n')}\n}`;
}

function condition({ int, pick }: Dice): string {
  const money = `m${1 + int(4)}`;
  const other = `m${1 + int(4)}`;
  const count = `k${1 + int(2)}`;
  const from = 10 * (1 + int(50));
  return pick([
    `${money} over ${10 * (1 + int(100))}万元`,
    `${money} from ${from}万元 below ${from + 10 * (1 + int(100))}万元`,
    `${money} + ${other} over ${10 * (1 + int(200))}万元`,
    `${money} over 10% of ${other}`,
    `${count} from ${10 * (1 + int(20))}人`,
    `${count} below ${10 * (3 + int(30))}人`,
    `kind in { ${pick(['a, b', 'b, c', 'c, d', 'a, d'])} }`,
    `size = ${pick(['small', 'medium', 'large'])}`,
    'certified',
    `titles has ${pick(['x', 'y', 'z'])}`,
  ]);
}

function award({ int, pick }: Dice): string {
  const money = `m${1 + int(4)}`;
  const other = `m${1 + int(4)}`;
  const steps = [1 + int(5), 6 + int(5), 12 + int(9)];
  return pick([
    `${5 * (1 + int(10))}% of ${money}`,
    `${steps[0]}万元`,
    `by ${money} { to 100万元: ${steps[0]}万元, over 100万元 to 500万元: ${steps[1]}万元, over 500万元: ${steps[2]}万元 }`,
    `marginal ${money} { to 100万元: ${steps[0]}%, over 100万元 to 500万元: ${steps[1]}%, over 500万元: ${steps[2]}% }`,
    `min(${5 * (1 + int(6))}% of ${money}, 10% of ${other})`,
  ]);
}

/** The text with one figure of one of its clauses another: what an author does. */
export function editFigure(text: string, next: () => number): string {
  const figures = [...text.matchAll(/^(?:clause|条款) [\s\S]*?^\}/gm)].flatMap(({ index, 0: whole }) =>
    [...whole.matchAll(/[1-9](?=\d*(?:\.\d+)?(?:万元|亿元|元|人|%))/g)].map((m) => ({ at: index + m.index, digit: Number(m[0]) })),
  );
  const figure = figures[Math.floor(next() * figures.length)];
  if (!figure) return text;
  const digit = 1 + ((figure.digit + Math.floor(next() * 8)) % 9);
  return `${text.slice(0, figure.at)}${digit}${text.slice(figure.at + 1)}`;
}
