/** Why: one policy of each state through the comparison, both steps of the proofs included, as far as each can be read. */
import { Comparer, type CompareSide, type Difference } from '../../core/compare/index';
import type { FindingName } from '../../core/finding';
import type { Place } from '../../core/program/program';
import type { Solver } from '../../core/prove/index';
import { proverOptions } from '../../proofs';
import type { Context } from '../io';
import type { Policy } from './result';

export interface Rename {
  readonly from: string;
  readonly to: string;
}

export interface CompareRun {
  readonly budget: number;
  readonly renames: readonly Rename[];
  /** Called often, as long as work goes on. */
  tick(): void;
}

/** Findings of reading that leave something out of the program. */
const READING: ReadonlySet<FindingName> = new Set<FindingName>([
  'syntax-error',
  'unknown-name',
  'duplicate-name',
  'circular-definition',
  'circular-import',
  'missing-import',
  'missing-award',
  'misplaced-statement',
  'type-mismatch',
  'unit-mismatch',
  'unknown-unit',
  'second-policy',
  'mixed-currency',
]);

/** Times that a solver is asked anew about what followed from its answers. */
const MOST_ROUNDS = 4;

/** Compares policies one after the other, with one solver. */
export class Comparing {
  private readonly solver: Solver | undefined;

  constructor(
    private readonly context: Context,
    private readonly run: CompareRun,
  ) {
    this.solver = context.proving.solver?.({ scale: run.budget / 100 });
  }

  async difference(a: Policy, b: Policy): Promise<Difference> {
    const { solver, run } = this;
    const { nodes } = proverOptions(run.budget, solver !== undefined);
    const comparer = new Comparer({
      language: this.context.language,
      renames: run.renames,
      solver: solver !== undefined,
      ...(nodes === undefined ? {} : { nodes }),
    });
    const [before, after] = [sideOf(a), sideOf(b)];
    const judged = () => {
      for (const steps = comparer.run(before, after); ; ) {
        const { done, value } = steps.next();
        if (done) return value;
        run.tick();
      }
    };
    let compared = judged();
    for (let round = 0; solver && round < MOST_ROUNDS && compared.open.length > 0; round++) {
      const beat = setInterval(() => run.tick(), 200);
      try {
        await comparer.settle(compared, solver);
      } finally {
        clearInterval(beat);
      }
      compared = judged();
    }
    return compared.difference;
  }

  dispose(): void {
    this.solver?.dispose();
  }
}

function sideOf({ analysis, session }: Policy): CompareSide {
  return { program: analysis.program, range: (place) => analysis.range(place), unread: unreadOf({ analysis, session }) };
}

function unreadOf({ analysis, session }: Pick<Policy, 'analysis' | 'session'>): Place[] {
  const found: Place[] = [];
  for (const { uri, tree, linked } of session.program(analysis)) {
    for (const { item } of tree.items)
      for (const problem of item.problems)
        if (problem.rule === 'syntax-error') found.push({ uri, item, start: problem.start, end: problem.end });
    for (const { name, place } of linked.problems) if (place.uri === uri && READING.has(name)) found.push(place);
  }
  return found;
}
