/** Why: `npm run bench` prints what Clausewright's speed is, beside its budgets and its peers on the same clause. */
import { existsSync, readdirSync, statSync } from 'node:fs';
import { cpus, loadavg } from 'node:os';
import { join } from 'node:path';
import { compile } from '../server/src/core/evaluate/fast/index';
import { evaluate } from '../server/src/core/evaluate/index';
import { measureAnalysis } from './analysis';
import { type Applicant, agrees, anywhere, onThresholds } from './clause';
import { compareTables } from './compare';
import { measureEditor } from './editor';
import { benchProgram, factsOf, wrongAnswers } from './engines';
import { lintTables } from './lint';
import { number, perSecond, type Timing, table } from './measure';
import { type Peer, peers } from './peers';
import { populationTables } from './population';
import { previewTables } from './preview';
import { measureProcesses } from './processes';
import { proverTables } from './prover';

const root = process.argv[2] ?? process.cwd();
const cli = join(root, 'server', 'dist', 'cli.js');
/** The one part that is wanted; else all. */
const only = process.argv[3];
const budgets: string[][] = [];

/** `limit` in the unit's direction: milliseconds and megabytes stay under it, evaluations a second exceed it. */
function budget(what: string, got: number, limit: number, unit: string, more = false): void {
  const ratio = more ? got / limit : limit / got;
  budgets.push([
    what,
    `${number(got)} ${unit}`,
    `${more ? '>' : '<'} ${number(limit)} ${unit}`,
    ratio >= 1 ? `met, ${number(ratio)}×` : `missed, ${number(1 / ratio)}×`,
  ]);
}

const timingRow = (name: string, { median, p95, cpu }: Timing) => [name, number(median), number(p95), number(cpu)];

async function wrong(peer: Peer, applicants: readonly Applicant[]): Promise<number> {
  let count = 0;
  for (const applicant of applicants) if (!agrees(await peer.run(applicant), applicant)) count++;
  return count;
}

async function evaluations(): Promise<void> {
  console.log('\nThe tiered clause: who is right, and how fast (one core)\n');
  const random = anywhere(2000);
  const edge = onThresholds(2000);
  const program = benchProgram();
  const [there, exactly] = [wrongAnswers(program, random), wrongAnswers(program, edge)];
  const facts = random.map(factsOf);
  const fast = compile(program);
  const prepared = fast.prepare(facts);
  if (fast.notCompiled !== undefined) console.log(`note: the fast evaluator left the clause to the exact one: ${fast.notCompiled}`);
  let sink = 0;
  const speeds = {
    fast: await perSecond(facts.length, () => {
      fast.run(prepared, (_, outcome) => {
        if (outcome.totalStatus === 'known') sink++;
      });
    }),
    totals: await perSecond(facts.length, () => {
      sink += fast.totals(prepared)[0] ?? 0;
    }),
    loaded: await perSecond(facts.length, () => {
      fast.run(fast.prepare(facts), (_, outcome) => {
        if (outcome.totalStatus === 'known') sink++;
      });
    }),
    exact: await perSecond(facts.length, () => {
      for (const each of facts) if (evaluate(program, each).total.status === 'known') sink++;
    }),
    traced: await perSecond(facts.length, () => {
      for (const each of facts) if (evaluate(program, each, { trace: true }).total.status === 'known') sink++;
    }),
  };
  if (sink === 0) throw new Error('nothing was computed');
  const share = (bad: number, of: number) => `${bad} of ${of}`;
  const row = (name: string, speed: number, a: string, b: string) => [name, number(speed), number(speeds.fast / speed), a, b];
  const rows = [
    row('clausewright, fast', speeds.fast, share(there.fast, 2000), share(exactly.fast, 2000)),
    row('clausewright, fast, totals only', speeds.totals, '', ''),
    row('clausewright, fast, loading included', speeds.loaded, '', ''),
    row('clausewright, exact', speeds.exact, share(there.exact, 2000), share(exactly.exact, 2000)),
    row('clausewright, exact, with trace', speeds.traced, '', ''),
  ];
  for (const peer of peers()) {
    const few = peer.name === 'publicodes' || peer.name === 'feelin' ? 400 : 2000;
    const [a, b] = [await wrong(peer, random.slice(0, few)), await wrong(peer, edge.slice(0, few))];
    const sample = random.slice(0, 50);
    const speed = await perSecond(sample.length, async () => {
      for (const applicant of sample) await peer.run(applicant);
    });
    rows.push(row(peer.name, speed, share(a, few), share(b, few)));
  }
  console.log(table(['engine', 'evaluations/s', 'fast is × faster', 'wrong anywhere', 'wrong on thresholds'], rows));
  if (there.handedOver + exactly.handedOver > 0)
    console.log(`(${there.handedOver + exactly.handedOver} applicants of the fast run were answered by the exact evaluator)`);
  budget('evaluations without trace, one core, tiered clause', speeds.fast, 2_500_000, '/s', true);
}

function analysis(): void {
  const figures = measureAnalysis(10_000, 400);
  console.log(
    `\nA generated policy of ${number(figures.lines)} lines: ${figures.examples} examples, ${figures.findings} findings, ${figures.errors} of them errors\n`,
  );
  console.log(
    table(
      ['what', 'median ms', 'p95 ms', 'CPU ms'],
      [
        timingRow('whole file: syntax', figures.fullParse),
        timingRow('whole file: names, types', figures.fullLink),
        timingRow('whole file: everything, examples and findings too', figures.fullAnalysis),
        timingRow('one keystroke: syntax, names, types', figures.keystroke),
        timingRow('one keystroke: everything, examples and findings too', figures.keystrokeAll),
      ],
    ),
  );
  budget('keystroke: syntax, names, types, 10,000 lines, p95', figures.keystroke.p95, 5, 'ms');
  budget('keystroke with example results and findings, p95', figures.keystrokeAll.p95, 16, 'ms');
}

async function processes(): Promise<void> {
  if (!existsSync(cli)) {
    console.log('\nThe command line is not built (npm run build): its start-up is not measured.');
    return;
  }
  const figures = await measureProcesses(cli);
  console.log('\nThe command line as a process\n');
  console.log(
    table(
      ['what', 'median ms', 'p95 ms', 'CPU ms'],
      [
        timingRow('node alone, for comparison', figures.node),
        timingRow('clausewright --version', figures.version),
        timingRow('clausewright lint, one small file', figures.lintOne),
        timingRow('clausewright lint, 1,000 small files', figures.lintThousand),
        timingRow('language server ready to answer', figures.server),
      ],
    ),
  );
  budget('lint of 1,000 small files', figures.lintThousand.median, 1500, 'ms');
  budget('language server ready to answer (its part of 300 ms)', figures.server.median, 300, 'ms');
}

async function editor(): Promise<void> {
  const { firstAnswer, ours, theirs } = await measureEditor(root);
  console.log(
    '\nThe language server in the editor: 500 random edits (digits, letters, lines, each taken back), milliseconds as the editor sees them\n',
  );
  const rows = [['clausewright', ours], ...(theirs ? [['yaml-language-server', theirs] as const] : [])] as const;
  const both = (median: number, p95: number) => `${number(median)} / ${number(p95)}`;
  console.log(
    table(
      ['median / p95', 'lines', 'edits', 'edit to findings', 'slowest', 'completion', 'hover', 'start to first hover'],
      rows.map(([name, f]) => [
        name,
        number(f.lines),
        String(f.edits),
        both(f.published.median, f.published.p95),
        number(f.slowest),
        both(f.completion.median, f.completion.p95),
        both(f.hover.median, f.hover.p95),
        number(f.firstAnswer),
      ]),
    ),
  );
  const [early, late] = [ours.memory[0], ours.memory.at(-1)];
  budget('E-Town sample: start of the server to its first answer (activation takes some 15 ms more)', firstAnswer.median, 300, 'ms');
  budget('edit to published findings with example results, 10,000 lines, p95', ours.published.p95, 16, 'ms');
  budget('completion while typing, p95', ours.completion.p95, 30, 'ms');
  budget('hover while typing, p95', ours.hover.p95, 30, 'ms');
  if (theirs)
    console.log(
      `\nyaml-language-server waits 200 ms before it checks; its p95 is ${number(theirs.published.p95 / ours.published.p95)} × ours.`,
    );
  if (early && late && late.edits > early.edits) {
    const told = ours.memory.map((m) => `${number(m.alive)} MiB alive, ${number(m.resident)} resident after ${number(m.edits)} edits`);
    console.log(`Memory: ${told.join('; ')}`);
    budget('memory alive after 10,000 edits against that after 100', late.alive / early.alive, 1.2, '×');
  }
}

function sizes(): void {
  for (const name of readdirSync(root).filter((each) => each.endsWith('.vsix'))) {
    const path = join(root, name);
    budget('size of the .vsix', statSync(path).size / 1048576, 2, 'MB');
    return;
  }
}

console.log(`Node ${process.version}, ${cpus().length} × ${cpus()[0]?.model ?? 'unknown processor'}`);
const [load = 0] = loadavg();
if (load > cpus().length / 2)
  console.log(`The machine is busy (load ${number(load)}): the clock says more than it should; compare the CPU column.`);
if (only === undefined) {
  analysis();
  await editor();
  await evaluations();
  await processes();
}
if (only === undefined || only === 'prover') await proverTables(root, budget);
if (only === undefined || only === 'compare') await compareTables(root, budget);
if (only === undefined || only === 'lint') await lintTables(root, budget);
if (only === undefined || only === 'preview') await previewTables(root, budget);
if (only === undefined || only === 'population') await populationTables(budget);
if (only === undefined) sizes();
console.log('\nBudgets\n');
console.log(table(['what', 'measured', 'budget', ''], budgets));
