/** Why: git knows a file that moved by its text, and does not once keywords, layout and line ends changed as well; by what it declares it is the same still. */

/** Of the items of two files, the least part that has to be common. */
const ALIKE = 0.5;

interface Candidate<T> {
  readonly file: T;
  /** As findings name them. */
  readonly items: ReadonlySet<string>;
}

/** Pairs of files that are alike enough, the most alike first; a file may be in several. */
export function alikeFiles<A, B>(before: readonly Candidate<A>[], now: readonly Candidate<B>[]): (readonly [A, B])[] {
  return now
    .flatMap((y) => before.map((x) => ({ x: x.file, y: y.file, part: common(x.items, y.items) })))
    .filter(({ part }) => part >= ALIKE)
    .sort((p, q) => q.part - p.part)
    .map(({ x, y }) => [x, y] as const);
}

/** How much of both together both have. */
function common(x: ReadonlySet<string>, y: ReadonlySet<string>): number {
  const both = [...x].filter((name) => y.has(name)).length;
  return both === 0 ? 0 : both / (x.size + y.size - both);
}
