/**
 * The prover against the oracle, on one policy: what the prover left out, and what it should not have said. Row findings may as well come from
 * lint, which finds those of plain subjects by itself. What the prover calls not decided is not held against it here; the test counts it.
 */
import type { FileRange, FindingData } from '../../../server/src/core/finding';
import type { Place, Program } from '../../../server/src/core/program/program';
import { type ProofStatistics, Prover } from '../../../server/src/core/prove/index';
import { type Analysis, Workspace } from '../../../server/src/core/workspace';
import { type Answers, decide, FINDINGS, Grid, TooLarge } from './index';
import { tablesOf } from './tables';

const URI = 'file:///policy/main.clause';

export function analyse(text: string): Analysis {
  const workspace = new Workspace({ read: () => ({ error: 'missing' }), rootOf: () => 'file:///policy' });
  workspace.setText(URI, text);
  return workspace.analyse(URI);
}

/** A finding as the prover or lint reports it. */
export interface Reported {
  readonly name: string;
  readonly data: FindingData;
  readonly range: FileRange;
}

export interface Comparison {
  readonly answers: Answers;
  readonly differences: readonly string[];
  /** Keys `name item` of what the prover says and of what it does not decide. */
  readonly reported: ReadonlySet<string>;
  readonly undecided: readonly string[];
  readonly statistics: ProofStatistics;
}

/** What the prover finds in the first step. */
export function proved(
  analysis: Analysis,
  prover = new Prover(),
): { readonly found: readonly Reported[]; readonly statistics: ProofStatistics } {
  const run = prover.run({ program: analysis.program, tree: analysis.tree });
  for (;;) {
    const { done, value } = run.next();
    if (!done || !value) continue;
    const found = value.problems.map((p) => ({ name: p.name, data: p.data, range: analysis.range(p.place) }));
    return { found, statistics: value.statistics };
  }
}

/** Undefined where the policy cannot be read without errors, or is too large to be tried. */
export function compare(text: string, prover?: Prover): Comparison | undefined {
  const analysis = analyse(text);
  if (!isSound(analysis)) return undefined;
  let grid: Grid;
  try {
    grid = new Grid(analysis.program);
  } catch (error) {
    if (error instanceof TooLarge) return undefined;
    throw error;
  }
  const answers = decide(analysis.program, grid);
  const { found, statistics } = proved(analysis, prover);
  const differences: string[] = [];
  const reported = new Set<string>();
  const undecided: string[] = [];
  for (const f of found) {
    if (f.name === 'not-decided') {
      const names = f.data.findings;
      for (const name of Array.isArray(names) ? names : []) undecided.push(`${name} ${f.data.name}`);
      continue;
    }
    const key = keyOf(f, analysis);
    // A table that the oracle does not look at: of a requirement, a limit.
    if (/^(row-|member-).* \?$/.test(key)) continue;
    // One fact may have two cliffs of a clause, at different places; fields of items are no facts here.
    if (f.name === 'award-cliff' && !analysis.program.facts.has(String(f.data.fact))) continue;
    if (reported.has(key) && f.name !== 'award-cliff') differences.push(`twice: ${key}`);
    reported.add(key);
    const answer = answers.get(key);
    // A division in a definition that only unreachable clauses read is no question of the oracle's.
    if (answer === undefined && f.name !== 'division-by-zero') differences.push(`not a question: ${key}`);
    else if (answer === 'no' && !isIsolated(f, analysis)) differences.push(`false: ${key} ${JSON.stringify(f.data)}`);
    const expected = answers.codes.get(key);
    if (answer === 'yes' && expected !== undefined && f.data.code !== undefined && f.data.code !== expected)
      differences.push(`code: ${key} is ${f.data.code}, not ${expected}`);
  }
  const byLint = new Set(
    analysis.findings.filter((f) => f.name.startsWith('row-') || f.name === 'member-missing').map((f) => keyOf(f, analysis)),
  );
  for (const [key, answer] of answers.entries()) {
    if (answer !== 'yes' || reported.has(key) || byLint.has(key)) continue;
    // Through one statement a clause may fall for one applicant and be lost for another: it is reported once.
    if (key.startsWith('award-cliff ') && reported.has(otherCode(key))) continue;
    if (undecided.some((u) => u === key || key.startsWith(`${u} `) || isPartOf(u, key))) continue;
    differences.push(`missing: ${key}`);
  }
  return { answers, differences: differences.sort(), reported, undecided, statistics };
}

/** The differences on one policy, for debugging; a first line says why there are none to be had. */
export function differences(text: string): string[] {
  const found = compare(text);
  return found ? [...found.differences] : ['the policy has errors, or too many applicants'];
}

function otherCode(key: string): string {
  return / amount /.test(key) ? key.replace(' amount ', ' eligibility ') : key.replace(' eligibility ', ' amount ');
}

/** A fall at a point that the grid may not hold: of a continuous fact, at a single value that a clause asks for, or at a fraction without end. */
function isIsolated(f: Reported, { program }: Analysis): boolean {
  if (f.name !== 'award-cliff') return false;
  const fact = program.facts.get(String(f.data.fact));
  const continuous = fact?.type.kind === 'number' && !fact.type.integer;
  return (
    continuous && (String(f.data.point).includes(' / ') || / = |: /.test(program.clauses.get(String(f.data.name))?.place.item.text ?? ''))
  );
}

const READING = new Set(['row-gap', 'row-overlap', 'row-unreachable', 'member-missing', 'unresolved-overlap', 'award-cliff']);

/** Whether a policy's text has no error but what is proved of it. */
export const isReadable = (text: string): boolean => isSound(analyse(text));

/** Whether the text means what it says: no errors of reading. */
function isSound(analysis: Analysis): boolean {
  const proofs: readonly string[] = FINDINGS;
  return !analysis.findings.some((f) => f.severity === 'error' && !READING.has(f.name) && !proofs.includes(f.name));
}

/** Tables and `/` of a clause or let: the name that is not decided is that of the clause which reads it. */
function isPartOf(undecided: string, key: string): boolean {
  const [name = ''] = undecided.split(' ');
  return (
    key.startsWith(`${name} `) &&
    ['division-by-zero', 'row-gap', 'row-overlap', 'row-unreachable', 'member-missing', 'award-cliff'].includes(name)
  );
}

/** `name item`, as the oracle calls it. */
export function keyOf(f: Reported, analysis: Analysis): string {
  const { program } = analysis;
  const text = (field: string): string => String(f.data[field]);
  const within = (place: Place): boolean => {
    const r = analysis.range(place);
    return r.start <= f.range.start && f.range.start < r.end;
  };
  switch (f.name) {
    case 'exclusive-vacuous':
      return `${f.name} ${text('group')}`;
    case 'unresolved-overlap':
      return `${f.name} ${pair(program, text('group'), text('first'), text('second'))}`;
    case 'exclusive-overlap':
      return `${f.name} ${pair(program, text('group'), text('winner'), text('loser'))}`;
    case 'condition-redundant': {
      const conditions = program.clauses.get(text('name'))?.conditions ?? [];
      return `${f.name} ${text('name')} ${conditions.findIndex((c) => within(c.place))}`;
    }
    case 'cap-never-reached':
    case 'cap-always-reached': {
      const steps = program.clauses.get(text('name'))?.steps ?? [];
      return `${f.name} ${text('name')} ${steps.findIndex((s) => within(s.place))}`;
    }
    case 'division-by-zero':
      return `${f.name} ${itemAt(program, within)}`;
    case 'award-cliff':
      return text('code') === 'total' ? `${f.name} total ${text('fact')}` : `${f.name} ${text('name')} ${text('code')} ${text('fact')}`;
    case 'row-gap':
    case 'row-overlap':
    case 'row-unreachable':
    case 'member-missing': {
      // The innermost table around the place.
      const tables = tablesOf(program).filter((t) => within(t.table.place));
      const size = (p: Place): number => p.end - p.start;
      const found = tables.sort((a, b) => size(a.table.place) - size(b.table.place));
      const rowOf = (t: (typeof found)[number]): number => {
        const n = t.table.rows.findIndex((r) => analysis.range(r.place).start === f.range.start);
        return n >= 0 ? n : t.table.otherwise && within(t.table.otherwise.place) ? t.table.rows.length : -1;
      };
      const of = f.name.startsWith('row-') && f.name !== 'row-gap' ? (found.find((t) => rowOf(t) >= 0) ?? found[0]) : found[0];
      if (!of) return `${f.name} ?`;
      return f.name === 'row-gap' || f.name === 'member-missing' ? `${f.name} ${of.name}` : `${f.name} ${of.name} ${rowOf(of)}`;
    }
    default:
      return `${f.name} ${text('name')}`;
  }
}

function pair(program: Program, group: string, a: string, b: string): string {
  const members = program.groups.find((g) => g.name === group)?.members ?? [];
  return members.indexOf(a) <= members.indexOf(b) ? `${group} ${a} ${b}` : `${group} ${b} ${a}`;
}

function itemAt(program: Program, within: (place: Place) => boolean): string {
  const items = [...program.lets.values(), ...program.clauses.values()];
  return items.find((i) => within({ ...i.place, start: 0, end: i.place.item.text.length }))?.name ?? '?';
}
