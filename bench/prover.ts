/** Why: how long proofs take, on policies of which one can say what is in them, beside what is promised and beside Z3 alone. */
import { fork } from 'node:child_process';
import { existsSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { number, type Timing, table } from './measure';
import { withMeter } from './processes';
import type { CaseFigures, CaseInput } from './proverCase';

type Budget = (what: string, got: number, limit: number, unit: string) => void;

const CASES: readonly Omit<CaseInput, 'root'>[] = [
  { name: '10 clauses, all pairs', generated: { clauses: 10, grouping: 'all' }, pairs: false },
  { name: '40 clauses, all pairs', generated: { clauses: 40, grouping: 'all' }, pairs: true },
  ...[10, 40, 100, 200].map((clauses) => ({
    name: `${clauses} clauses, by fives`,
    generated: { clauses, grouping: 'fives' as const },
    pairs: false,
  })),
  { name: 'E-Town sample', pairs: false },
];

export async function proverTables(root: string, budget: Budget): Promise<void> {
  const measured: (readonly [string, CaseFigures])[] = [];
  for (const each of CASES) measured.push([each.name, await inProcess({ root, ...each })]);
  console.log('\nThe prover: linear policies of 10 facts, and the E-Town sample; milliseconds, the engine warmed up on other policies\n');
  console.log(
    table(
      [
        'policy',
        'questions',
        'computed',
        'open after 1st',
        'after 2nd',
        '1st step',
        'both',
        'CPU',
        'a question',
        'slowest',
        'MiB',
        'solver MiB',
      ],
      measured.map(([name, f]) => [
        name,
        number(f.questions),
        number(f.computed),
        count(f.openFirst),
        count(f.openSecond),
        number(f.firstStep),
        number(f.both),
        number(f.processor),
        number(f.question.median),
        number(f.question.slowest),
        number(f.memory.own),
        number(f.memory.solver),
      ]),
    ),
  );
  console.log('\nAgain after an edit of one figure in a clause: 20 edits, median; milliseconds\n');
  console.log(
    table(
      ['policy', 'findings', 'computed', '1st step', 'both', 'CPU', 'slowest'],
      measured.map(([name, f]) => [
        name,
        count(f.findings),
        number(f.edit.computed),
        number(f.edit.firstStep),
        number(f.edit.both),
        number(f.edit.processor),
        number(f.edit.slowest),
      ]),
    ),
  );
  for (const [name, { pairs, alone, both, edit }] of measured) {
    if (!pairs) continue;
    console.log(
      `\n${name}: ${number(pairs.count)} pairs, ${number(pairs.meet)} meet, ${pairs.open} open; encoding ${number(pairs.encoding)} ms, asking ${number(pairs.asking)} ms, processor time of both ${number(pairs.processor)} ms, after an edit ${number(pairs.editProcessor)} ms`,
    );
    budget(`${name}: whether the pairs meet, warm`, pairs.encoding + pairs.asking, 200, 'ms');
    budget(`${name}: the same after one clause's edit`, pairs.edit, 16, 'ms');
    budget(`${name}: everything, both steps`, both, 2000, 'ms');
    budget(`${name}: everything after one clause's edit`, edit.both, 300, 'ms');
    if (!alone) continue;
    const { questions, undecided, differ, ours, z3 } = alone;
    console.log(
      `Its ${number(questions)} questions one by one: first step ${number(ours)} ms, Z3 alone ${number(z3)} ms (${number(z3 / ours)} ×); ${undecided} not decided by both, ${differ.length} answered otherwise`,
    );
    for (const line of differ.slice(0, 5)) console.log(`  ${line}`);
  }
  const town = measured.at(-1)?.[1];
  const cold = coldLint(root);
  if (cold) {
    const told = ({ median, cpu }: Timing): string => `${number(median)} ms (processor ${number(cpu)} ms)`;
    console.log(`\nclausewright lint of the E-Town sample as a process: ${told(cold.proved)}, with --no-prove ${told(cold.plain)}`);
    budget('E-Town sample: cold, start of Node and of the solver included', cold.proved.median, 3000, 'ms');
  }
  if (town) budget("E-Town sample: everything after one clause's edit", town.edit.both, 200, 'ms');
}

const count = (n: number): string => (Number.isNaN(n) ? '–' : String(n));

function inProcess(input: CaseInput): Promise<CaseFigures> {
  return new Promise((resolve, reject) => {
    const child = fork(join(dirname(fileURLToPath(import.meta.url)), 'proverCase.mjs'), { serialization: 'advanced' });
    child.once('message', (figures: CaseFigures) => resolve(figures));
    child.once('exit', (code) => reject(new Error(`${input.name}: the process ended with ${code}`)));
    child.send(input);
  });
}

function coldLint(root: string): { readonly proved: Timing; readonly plain: Timing } | undefined {
  const cli = join(root, 'server', 'dist', 'cli.js');
  const file = join(root, 'samples', 'beijing-etown-2025', 'beijing-etown-2025.clause');
  if (!existsSync(cli)) return undefined;
  return withMeter((times) => ({
    proved: times(5, [cli, 'lint', file], [0, 1]),
    plain: times(3, [cli, 'lint', '--no-prove', file], [0, 1]),
  }));
}
