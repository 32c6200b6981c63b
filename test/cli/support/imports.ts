/** Why: folders of policies that import each other, well and badly, made from numbers: for what has to hold of any folder. */

/** A policy file, as few numbers. */
export interface Made {
  /** Of its own text. */
  readonly seed: number;
  /** Of the files that it imports; some are not there. */
  readonly imports: readonly number[];
}

export const nameOf = (n: number): string => `${n % 3 === 0 ? 'deep er/' : ''}f${n}.clause`;

/** The text of file `n`: it names what it imports, so its findings depend on what stands there. */
export function textOf(n: number, { seed, imports }: Made): string {
  const up = n % 3 === 0 ? '../' : './';
  const names = imports.map((i) => `let_${i}`);
  return [
    ...imports.map((i) => `import "${up}${nameOf(i)}"`),
    ...(seed % 2 === 0 ? ['policy "P" {', '  effective 2025-01-01 to 2027-12-31', '}'] : []),
    `fact fact_${n} "F": money from 0元`,
    // What another file declares, and perhaps not: some seeds name their let otherwise.
    `let ${seed % 5 === 0 ? 'other' : 'let'}_${n} = fact_${n}${names.map((name) => ` + ${name}`).join('')}`,
    `clause clause_${n} "C" {`,
    ...(seed % 3 === 0 ? ['  when fact_1 over 0元 "must be"'] : []),
    `  award ${seed}% of fact_${n}${seed % 7 === 0 ? ' +' : ''}`,
    '}',
    '',
  ].join('\n');
}
