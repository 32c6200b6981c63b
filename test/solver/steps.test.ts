/** The two steps beside each other: every question that random policies bring is asked of both, and none is answered differently. */
import fc from 'fast-check';
import { afterAll, beforeAll, expect, it, vi } from 'vitest';
import { Asker } from '../../server/src/core/prove/ask';
import type { Inputs } from '../../server/src/core/prove/encode/inputs';
import { Prover } from '../../server/src/core/prove/index';
import type { Bool, Terms } from '../../server/src/core/prove/terms';
import type { Solver } from '../../server/src/core/prove/verdict';
import { createSolver } from '../../server/src/solver';
import { analyse, proved } from '../support/oracle/compare';
import { policyText } from '../support/randomPolicy';
import { buildChild, describeWithZ3, temporaryFolder } from './support';

const folder = temporaryFolder();
const POLICIES = 250;

interface Asked {
  readonly terms: Terms;
  readonly question: Bool;
  readonly first: 'sat' | 'unsat' | 'open';
  readonly text: string;
}

/** What the prover asks of these policies, each question once. */
function questionsOf(texts: readonly string[]): readonly Asked[] {
  const asked: Asked[] = [];
  const seen = new Set<Bool>();
  let text = '';
  const own = Asker.prototype.ask;
  const spy = vi.spyOn(Asker.prototype, 'ask').mockImplementation(function (this: Asker, formula: Bool, inputs: Inputs, wanted?: boolean) {
    const verdict = own.call(this, formula, inputs, wanted);
    const question = this.asAsked(formula, inputs.axioms);
    // What the evaluator refused is no answer of the first step.
    const refused = verdict.kind === 'open' && verdict.reason === 'replay';
    if (!seen.has(question) && !refused) asked.push({ terms: this.terms, question, first: verdict.kind, text });
    seen.add(question);
    return verdict;
  });
  for (text of texts) proved(analyse(text), new Prover());
  spy.mockRestore();
  return asked;
}

describeWithZ3('the two steps', () => {
  let solver: Solver;
  beforeAll(async () => {
    solver = createSolver({ child: await buildChild(folder) }) as Solver;
  });
  afterAll(() => solver.dispose());

  it('answer the same', { timeout: 300_000 }, async () => {
    const asked = questionsOf(fc.sample(policyText, { seed: 11, numRuns: POLICIES }));
    const both = { sat: 0, unsat: 0 };
    for (const { terms, question, first, text } of asked) {
      const { kind } = await solver.solve(terms, question);
      if (kind === 'open' || first === 'open') continue;
      expect(kind, text).toBe(first);
      both[kind]++;
    }
    // Both answers occur often, so that agreement says something.
    expect(both.sat).toBeGreaterThan(500);
    expect(both.unsat).toBeGreaterThan(500);
  });
});
