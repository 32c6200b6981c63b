/** Why: the tiered clause in Clausewright's two evaluators, in the same dress as the peers. */
import { compile } from '../server/src/core/evaluate/fast/index';
import { evaluate } from '../server/src/core/evaluate/index';
import type { Applicant as Facts } from '../server/src/core/evaluate/values';
import { Exact } from '../server/src/core/exact';
import { link, ProgramCache } from '../server/src/core/program/index';
import type { Program } from '../server/src/core/program/program';
import { parseFile } from '../server/src/core/syntax/index';
import { type Applicant, right, SOURCE } from './clause';

const URI = 'file:///bench/clause.clause';

export function benchProgram(): Program {
  return programFrom(SOURCE);
}

export function programFrom(text: string): Program {
  const tree = parseFile(text, undefined, {});
  const { program, problems } = link(
    URI,
    (uri) => (uri === URI ? { uri, tree } : undefined),
    () => ({ error: 'missing' }),
    new ProgramCache(),
  );
  const [problem] = [...tree.items.flatMap(({ item }) => item.problems.map((each) => each.rule)), ...problems.map((each) => each.name)];
  if (problem) throw new Error(`the benchmark's policy has a finding: ${problem}`);
  return program;
}

/** 2025-06-30 as days since 1970-01-01. */
const ON = Math.floor(Date.UTC(2025, 5, 30) / 86_400_000);

export function factsOf({ before, spent }: Applicant): Facts {
  const cents = (n: bigint) => ({ kind: 'number', value: Exact.ratio(n, 100n) }) as const;
  return {
    facts: new Map([
      ['before', cents(before)],
      ['spent', cents(spent)],
    ]),
    history: [],
    asOf: ON,
  };
}

/** How many of the applicants each evaluator gets wrong; equality is exact, to the last digit. */
export function wrongAnswers(program: Program, applicants: readonly Applicant[]): { exact: number; fast: number; handedOver: number } {
  const facts = applicants.map(factsOf);
  const wanted = applicants.map((applicant) => Exact.ratio(right(applicant), 10_000n));
  let exact = 0;
  for (const [i, each] of facts.entries()) {
    const { value } = evaluate(program, each).total;
    if (value.state !== 'known' || value.value.kind !== 'number' || !value.value.value.equals(wanted[i] ?? Exact.zero)) exact++;
  }
  const compiled = compile(program);
  let fast = 0;
  let handedOver = 0;
  compiled.run(compiled.prepare(facts), (i, outcome) => {
    if (outcome.exact) handedOver++;
    if (!outcome.total()?.equals(wanted[i] ?? Exact.zero)) fast++;
  });
  return { exact, fast, handedOver };
}
