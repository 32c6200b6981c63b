/**
 * fact-without-effect FACT. Reading: two applicants who differ in this fact only (or of whom a requirement admits one only) differ in a clause's
 * outcome or final amount, or in the total. Where only an amount before groups, an error's kind or a group's outcome differs, it is open.
 */
import type { Evaluation } from '../../../server/src/core/evaluate/values';
import type { Expression, Program } from '../../../server/src/core/program/program';
import { visit } from '../../../server/src/core/program/reads';
import type { Answers } from './answer';
import { partsOf } from './constants';
import type { Grid } from './grid';
import { numberOf, type Seen } from './observe';

export function decideFacts(grid: Grid, answers: Answers): void {
  answers.complete = grid.relevance.isComplete();
  const read = readFacts(grid.program);
  const outer = grid.seen.map(outcomeOf);
  const inner = grid.seen.map((s) => detailOf(s));
  for (const [axis, of] of grid.axes.entries()) {
    if (of.kind !== 'fact' || !read.has(of.name)) continue;
    const stride = grid.strides[axis] ?? 1;
    let [effect, open] = [false, false];
    for (let n = stride; n < grid.seen.length && !effect; n++) {
      if (grid.indexOf(n, axis) === 0) continue;
      if (outer[n] !== outer[n - stride]) effect = true;
      else if (inner[n] !== inner[n - stride]) open = true;
    }
    answers.always('fact-without-effect', of.name, effect, open || read.get(of.name) === 'unsure');
  }
}

/**
 * Facts that are read at all: of others the finding is unused-fact. `yes` where a clause, limit or requirement reads it, be it through lets; what
 * only an unused let reads is left open.
 */
function readFacts(program: Program): ReadonlyMap<string, 'yes' | 'unsure'> {
  const found = new Map<string, 'yes' | 'unsure'>();
  const look = (parts: readonly Expression[], how: 'yes' | 'unsure', lets: Set<string>): void => {
    const add = (name: string): void => {
      if (found.get(name) !== 'yes') found.set(name, how);
    };
    for (const part of parts) {
      visit(part, (e) => {
        if (e.op === 'fact') add(e.name);
        if (e.op === 'field') add(e.list);
        if (e.op === 'select' && e.each !== undefined) add(e.each);
        if (e.op !== 'let' || e.clause !== undefined || lets.has(e.name)) return;
        lets.add(e.name);
        const own = program.lets.get(e.name);
        if (own) look([own.value], how, lets);
      });
    }
  };
  const lets = [...program.lets.values()].map((l) => l.value);
  look(lets, 'unsure', new Set());
  const used = partsOf(program).filter((e) => !lets.includes(e));
  look(used, 'yes', new Set());
  for (const c of program.clauses.values()) if (c.each !== undefined) found.set(c.each, 'yes');
  for (const c of [...program.groups, ...program.limits]) if (c.each !== undefined && !found.has(c.each)) found.set(c.each, 'unsure');
  return found;
}

function outcomeOf(s: Seen): string {
  // Whoever is not admitted is told apart by that alone.
  if (s.required !== 'yes') return 'not admitted';
  const { evaluation } = s;
  const clauses = [...evaluation.clauses.values()].map((o) => `${o.status} ${numberOf(o.amount)?.toString() ?? o.amount.state}`);
  return [...clauses, evaluation.total.status, numberOf(evaluation.total.value)?.toString() ?? ''].join(',');
}

function detailOf(s: Seen): string {
  const e: Evaluation = s.evaluation;
  const clauses = [...e.clauses.values()].map((o) =>
    [o.status, o.excludedBy?.inFavourOf, o.error?.code, numberOf(o.gross)?.toString(), o.items?.map((i) => i.status).join('')].join(' '),
  );
  return [s.required, ...clauses, ...e.groups.map((g) => `${g.state} ${g.winner}`), ...e.limits.map((l) => String(l.bites))].join(',');
}
