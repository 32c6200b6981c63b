/** Why: a difference that the first step leaves open is decided with the solver, and its witnesses are the evaluator's. */
import { afterAll, beforeAll, expect, it } from 'vitest';
import { compare } from '../../server/src/core/compare/index';
import type { Solver } from '../../server/src/core/prove/verdict';
import { createSolver } from '../../server/src/solver';
import { differenceOf, sideOf } from '../support/compareTexts';
import { buildChild, describeWithZ3, temporaryFolder } from './support';

const folder = temporaryFolder();
const policy = (award: string) =>
  `policy "P" {\n}\nfact m "M": money from 0元\nfact n "N": number from 0 to 9\nfact o "O": number from 0 to 9\nclause c "c" {\n  award ${award}\n}\n`;

describeWithZ3('two programs', () => {
  let solver: Solver;
  beforeAll(async () => {
    solver = createSolver({ child: await buildChild(folder) }) as Solver;
  });
  afterAll(() => solver.dispose());

  it('of products of facts are compared', { timeout: 120_000 }, async () => {
    // m (n - o)² is never below zero, and above it for n = 1, o = 0, m = 1.
    const [a, b] = [policy('m * n * n + m * o * o'), policy('2 * m * n * n + 2 * m * o * o - 2 * m * n * o')];
    const before = differenceOf(a, b);
    expect([before.clauses[0]?.verdict, before.clauses[0]?.reasons]).toEqual(['not-decided', ['no-solver']]);
    const d = await compare(sideOf(a), sideOf(b), { solving: solver });
    expect([d.clauses[0]?.verdict, d.total.verdict]).toEqual(['never-less', 'never-less']);
    expect(d.clauses[0]?.gain?.simple.difference?.sign).toBe(1);
  });
});
