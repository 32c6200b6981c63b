/**
 * The E-Town sample stands exactly on every point where it pays something else. Two independent looks:
 * - the table in etownThresholds.ts names, for each threshold of the document, three examples (just below, at, just above), the value that each
 *   must carry and what it must be paid, all written by hand from the document's text;
 * - the run over all examples then shows that nothing of the program was forgotten: every requirement and condition both holds and
 *   fails somewhere, every cap and limit is met below, at and above its figure, every deduction bites and does not bite, and every
 *   row of every table is taken.
 */
import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { applicantOf, evaluate, explainExpression } from '../../server/src/core/evaluate';
import type { Applicant, Evaluation, ItemOutcome, Trace, Value } from '../../server/src/core/evaluate/values';
import { Exact } from '../../server/src/core/exact';
import type { Constant, Example, Given, Place, Program } from '../../server/src/core/program/program';
import { Workspace } from '../../server/src/core/workspace';
import { thresholds } from './etownThresholds';

const files = ['beijing-etown-2025.clause', '边界示例.clause'];

const workspace = new Workspace({
  read: (uri) => {
    try {
      return { text: readFileSync(fileURLToPath(uri), 'utf8') };
    } catch {
      return { error: 'missing' };
    }
  },
  rootOf: () => new URL('../../samples/', import.meta.url).href,
});
const analyses = files.map((file) =>
  workspace.analyse(new URL(`../../samples/beijing-etown-2025/${encodeURIComponent(file)}`, import.meta.url).href),
);

interface Run {
  readonly program: Program;
  readonly example: Example;
  readonly applicant: Applicant;
  readonly evaluation: Evaluation;
}
const runs: Run[] = analyses.flatMap(({ program }) =>
  program.examples.map((example) => {
    const applicant = applicantOf(program, example);
    return { program, example, applicant, evaluation: evaluate(program, applicant, { trace: true }) };
  }),
);
const byTitle = new Map(runs.map((run) => [run.example.title, run]));
const main = analyses[0]?.program as Program;

// ------------------------------------------------------------------------------------------------ reading an example

function text(value: Constant): string {
  switch (value.kind) {
    case 'number':
      return value.value.toString();
    case 'date':
      return String(value.day);
    case 'boolean':
      return String(value.value);
    case 'text':
      return value.value;
    case 'member':
      return value.member;
    case 'set':
      return value.members.join(',');
    default: {
      const never: never = value;
      return never;
    }
  }
}

function given(run: Run, name: string): Given {
  const value = run.applicant.facts.get(name) ?? run.program.facts.get(name)?.default;
  if (value === undefined) throw new Error(`${run.example.title}: ${name} is not given`);
  return value;
}

/** The value an example carries for `reads` of the table. */
function carried(run: Run, reads: string, index: number): string {
  const [head, ...rest] = reads.split(' ');
  if (head === '@on') return String(run.applicant.asOf);
  if (head === '@paid') {
    const clause = rest[rest.length - 1];
    const payments = run.applicant.history.filter((payment) => payment.clause === clause);
    if (rest[0] === 'on') return payments.map((payment) => String(payment.day)).join();
    return payments.reduce((sum, payment) => sum.plus(payment.amount), Exact.zero).toString();
  }
  if (head === '@other') {
    const list = given(run, '他策核定');
    if (list.kind !== 'list') throw new Error('他策核定 is a list');
    const amounts = list.items.filter((item) => item.条目?.kind === 'member' && item.条目.member === rest[0]).map((item) => item.核定额);
    return amounts.map((amount) => (amount ? text(amount) : '?')).join();
  }
  const field = /^(.+)\[(.+)\]\.(.+)$/u.exec(reads);
  if (!field) {
    const value = given(run, reads);
    return value.kind === 'list' ? `a list of ${value.items.length}` : text(value);
  }
  const list = given(run, field[1] ?? '');
  const item = list.kind === 'list' ? list.items[field[2] === '*' ? index : Number(field[2])] : undefined;
  const value = item?.[field[3] ?? ''];
  return value ? text(value) : 'missing';
}

function amount(value: Value): string {
  return value.state === 'known' ? text(value.value) : value.state;
}

function paid(run: Run, clause: string, item: number | undefined): string {
  const outcome = run.evaluation.clauses.get(clause);
  const part = item === undefined ? outcome : outcome?.items?.[item];
  return part ? amount(part.amount) : 'no outcome';
}

// ------------------------------------------------------------------------------------------------ tests

describe('thresholds of the E-Town policy', () => {
  it.each(thresholds)('$what ($clause)', ({ clause, reads, at, points }) => {
    points.forEach((point, index) => {
      const run = byTitle.get(point.example);
      expect(run, `example "${point.example}"`).toBeDefined();
      if (!run) return;
      expect(carried(run, reads, index), `"${point.example}" carries`).toBe(point.carried.toString());
      expect(paid(run, clause, reads.includes('[*]') ? index : undefined), `"${point.example}" pays`).toBe(point.paid.toString());
    });
    // Where nothing lies below a point (an amount from 0), or the day before is another threshold, the point and one side are enough.
    const sides = new Set(points.map(({ carried }) => carried.compare(at)));
    expect(sides.has(0)).toBe(true);
    expect(sides.size).toBe(points.length >= 3 ? 3 : 2);
  });
});

describe('every example', () => {
  it('there are well over forty', () => {
    expect(new Set(runs.map((run) => run.example.title)).size).toBeGreaterThanOrEqual(100);
  });

  it.each(runs)('"$example.title" states its total and the hand calculation', ({ example }) => {
    expect(example.expectations.some((expectation) => expectation.target.kind === 'total')).toBe(true);
    expect(example.place.item.text).toContain('// 手算：');
  });

  it('passes', () => {
    const failed = analyses.flatMap(({ examples }) =>
      examples.flatMap(({ example, expectations }) => expectations.filter((e) => !e.passed).map(() => example.title)),
    );
    expect(failed).toEqual([]);
  });
});

describe('nothing of the policy was forgotten', () => {
  /** Outcomes of a clause over all examples, those of its items included. */
  function outcomes(clause: string): ItemOutcome[] {
    return runs.flatMap((run) => {
      const outcome = run.evaluation.clauses.get(clause);
      return outcome ? [outcome, ...(outcome.items ?? [])] : [];
    });
  }

  const clauses = [...main.clauses.values()];

  /** The text that stands at a place: names it across items and files. */
  const where = ({ item, start, end }: Place): string => item.text.slice(start, end).trim();

  it.each(clauses)('$name: each requirement and condition holds and fails somewhere', ({ name, conditions }) => {
    const seen = new Map<string, Set<string>>();
    for (const outcome of outcomes(name)) {
      for (const judged of outcome.conditions.flatMap((condition) => [condition, ...(condition.alternatives ?? [])])) {
        const results = seen.get(where(judged.place)) ?? new Set();
        results.add(amount(judged.result));
        seen.set(where(judged.place), results);
      }
    }
    const requirements = main.files.flatMap((file) => file.requirements);
    for (const judged of [...requirements, ...conditions.flatMap((condition) => condition.tests)]) {
      expect([...(seen.get(where(judged.place)) ?? [])], `${name}: ${judged.reason}`).toEqual(expect.arrayContaining(['true', 'false']));
    }
  });

  it.each(clauses)('$name: each cap is met below, at and above; each deduction bites and does not', ({ name, steps }) => {
    steps.forEach((step) => {
      const seen = new Set<string>();
      for (const outcome of outcomes(name)) {
        for (const done of outcome.steps.filter((s) => where(s.place) === where(step.place))) {
          if (step.kind === 'cap') {
            if (!done.applied || done.before?.state !== 'known' || done.figure?.state !== 'known') continue;
            if (done.before.value.kind !== 'number' || done.figure.value.kind !== 'number') continue;
            seen.add(['below', 'at', 'above'][done.before.value.value.compare(done.figure.value.value) + 1] ?? '');
          } else {
            seen.add(done.bites ? 'bites' : 'does not bite');
          }
        }
      }
      // A one-off award is capped at itself, so it never stands below the cap.
      const oneOff = ['智造称号奖励', '高企首次认定', '高企重新认定', '首都科技平台', '孵化器运营'].includes(name);
      const wanted = step.kind === 'cap' ? (oneOff ? ['at', 'above'] : ['below', 'at', 'above']) : ['bites', 'does not bite'];
      expect([...seen], `${name}: ${step.kind} at ${step.place.start}`).toEqual(expect.arrayContaining(wanted));
    });
  });

  it('the yearly fund is met below, at and above', () => {
    const seen = new Set<number>();
    for (const { evaluation } of runs) {
      for (const { cap, before } of evaluation.limits) {
        if (cap.state !== 'known' || before.state !== 'known' || cap.value.kind !== 'number' || before.value.kind !== 'number') continue;
        seen.add(before.value.value.compare(cap.value.value));
      }
    }
    expect([...seen].sort()).toEqual([-1, 0, 1]);
  });

  it('each member of the exclusive group wins somewhere and loses somewhere', () => {
    const group = main.groups.find(({ name }) => name === '五条不同享');
    const winners = new Set(runs.flatMap((run) => run.evaluation.groups.map(({ winner }) => winner)));
    const losers = new Set(runs.flatMap((run) => [...run.evaluation.clauses.values()].filter((c) => c.excludedBy).map((c) => c.clause)));
    expect(group?.members).toEqual(['白菜心工程', '专项配套', '揭榜挂帅项目', '未来产业项目', '研发激励']);
    for (const member of group?.members ?? []) {
      expect(winners.has(member), `${member} wins`).toBe(true);
      expect(losers.has(member), `${member} loses`).toBe(true);
    }
  });

  it('each row of each table is taken', () => {
    const taken = new Set<string>();
    const walk = (trace: Trace | undefined): void => {
      if (!trace) return;
      if (trace.data?.row !== undefined) taken.add(`${where(trace.place)} row ${trace.data.row}`);
      trace.inputs.forEach(walk);
    };
    const lets = ['研发支持比例', '面积标准'].flatMap((name) => main.lets.get(name)?.value ?? []);
    for (const { program, applicant, evaluation } of runs) {
      for (const clause of evaluation.clauses.values()) {
        for (const part of [clause, ...(clause.items ?? [])]) for (const step of part.steps) walk(step.trace);
      }
      for (const value of lets) walk(explainExpression(program, applicant, value).trace);
    }
    const awards = clauses.flatMap(({ benefit }) => (benefit.kind === 'award' ? [benefit.amount] : []));
    const tables = [...awards, ...lets].flatMap((value) => (value.op === 'table' ? [value] : []));
    const rows = tables.flatMap((table) => table.rows.map((_, row) => `${where(table.place)} row ${row}`));
    expect(rows).toHaveLength(2 + 6 + 4 + 2);
    expect(rows.filter((row) => !taken.has(row))).toEqual([]);
  });
});
