/**
 * Why: a verdict speaks of everybody. Random policies are changed in a known way, and no applicant of a grid may contradict what is said of the
 * two; every witness is computed again; and where the grid has every applicant, the verdict must say exactly what is seen there.
 */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  type ClauseDifference,
  Comparer,
  type Difference,
  type Judgement,
  toEnd,
  type Witness,
} from '../../../server/src/core/compare/index';
import { evaluate, evaluateClauseAlone } from '../../../server/src/core/evaluate/index';
import type { Program } from '../../../server/src/core/program/program';
import { brute, type Observed } from '../../support/compared';
import { MUTATIONS, type Mutation } from '../../support/mutations';
import { programOf } from '../../support/program';
import { policyText } from '../../support/randomPolicy';
import { Random } from '../../support/randomProgram';

const range = () => ({ uri: '', start: 0, end: 0 });
const side = (program: Program) => ({ program, range });

function readable(text: string): Program | undefined {
  try {
    return programOf(text);
  } catch {
    return undefined;
  }
}

/** What is said of a clause or of the total, against what was seen. */
function wrong(j: Judgement, o: Observed, complete: boolean): string[] {
  const { verdict } = j;
  const found: string[] = [];
  const claims = { more: false, less: false, figure: false };
  if (verdict === 'same') {
    if (o.gained || o.lost) found.push('same, but eligibility differs');
  }
  if (verdict === 'never-less' || verdict === 'some-more-some-less') claims.more = true;
  if (verdict === 'never-more' || verdict === 'some-more-some-less') claims.less = true;
  if (verdict === 'not-decided' || verdict === 'other-outcome') {
    if (j.more === false && o.more) found.push('nobody gets more, but somebody does');
    if (j.less === false && o.less) found.push('nobody gets less, but somebody does');
    return found;
  }
  for (const key of ['more', 'less', 'figure'] as const) {
    if (o[key] && !claims[key]) found.push(`${verdict}, but ${key}`);
    if (complete && claims[key] && !o[key]) found.push(`${verdict}, but nobody of all has ${key}`);
  }
  return found;
}

function amountOf(program: Program, names: ClauseDifference['name'] | undefined, w: Witness, which: 'a' | 'b'): string {
  const who = w.applicant[which];
  const name = names?.[which];
  if (names !== undefined && name === undefined) return '0';
  if (name === undefined) {
    const { value } = evaluate(program, who).total;
    return value.state === 'known' && value.value.kind === 'number' ? value.value.value.toString() : 'none';
  }
  const o = evaluateClauseAlone(program, who, name);
  if (o && ['error', 'unspecified', 'unknown'].includes(o.status)) return 'none';
  return o?.status === 'payable' && o.gross.state === 'known' && o.gross.value.kind === 'number' ? o.gross.value.value.toString() : '0';
}

function witnessesOf(j: Judgement): readonly Witness[] {
  return [j.gain?.simple, j.gain?.large, j.loss?.simple, j.loss?.large, j.otherOutcome, j.eligibilityGained, j.eligibilityLost].flatMap(
    (w) => (w ? [w] : []),
  );
}

function wrongWitnesses(j: Judgement, a: Program, b: Program, names: ClauseDifference['name'] | undefined): string[] {
  const found: string[] = [];
  for (const w of witnessesOf(j)) {
    const [x, y] = [amountOf(a, names, w, 'a'), amountOf(b, names, w, 'b')];
    if (x !== (w.a.amount?.toString() ?? 'none') || y !== (w.b.amount?.toString() ?? 'none'))
      found.push(`a witness says ${w.a.amount} to ${w.b.amount}, computed ${x} to ${y}`);
  }
  for (const [extent, sense] of [
    [j.gain, 1],
    [j.loss, -1],
  ] as const)
    for (const w of [extent?.simple, extent?.large]) if (w && w.difference?.sign !== sense) found.push('a gain that is none');
  return found;
}

interface Tally {
  compared: number;
  complete: number;
  undecided: number;
  judged: number;
  verdicts: Map<string, number>;
}

function check(before: string, after: string, mutation: Mutation, next: () => number, tally: Tally): string[] {
  const [a, b] = [readable(before), readable(after)];
  if (!a || !b) return [];
  const comparer = new Comparer();
  const { difference: d }: { difference: Difference } = toEnd(comparer.run(side(a), side(b)));
  let seen: ReturnType<typeof brute>;
  try {
    seen = brute(a, b, next);
  } catch {
    return [];
  }
  tally.compared++;
  if (seen.complete) tally.complete++;
  const found: string[] = [];
  for (const j of [...d.clauses, d.total]) {
    tally.judged++;
    tally.verdicts.set(j.verdict, (tally.verdicts.get(j.verdict) ?? 0) + 1);
    if (j.verdict === 'not-decided') tally.undecided++;
    const names = j.kind === 'clause' ? j.name : undefined;
    found.push(...wrongWitnesses(j, a, b, names).map((x) => `${names?.b ?? 'total'}: ${x}`));
    // Whether a ceiling is felt is known by the evaluator only.
    if (j.reasons.includes('no-witness') && mutation.name !== 'ceiling') found.push(`${names?.b ?? 'total'}: no witness`);
    const o = names === undefined ? seen.seen.get('') : names.a === names.b && names.a !== undefined ? seen.seen.get(names.a) : undefined;
    if (o && seen.common > 0 && !mutation.renames) found.push(...wrong(j, o, seen.complete).map((x) => `${names?.b ?? 'total'}: ${x}`));
    if (mutation.same && !['same', 'not-decided'].includes(j.verdict))
      found.push(`${names?.b ?? 'total'}: ${j.verdict} of what is the same`);
  }
  if (d.admission.onlyA.possible === 'no' && seen.onlyA) found.push('only A admits somebody');
  if (d.admission.onlyB.possible === 'no' && seen.onlyB) found.push('only B admits somebody');
  return found.map((x) => `${x}\n--- ${mutation.name}\n${before}\n--- after\n${after}`);
}

const COUNT = Number(process.env.COMPARE_RUNS ?? 60);

describe.each(MUTATIONS)('$name', (mutation) => {
  it('is judged as brute force sees it', { timeout: 600_000 }, () => {
    const seed = 7 + MUTATIONS.indexOf(mutation);
    const random = new Random(seed);
    const tally: Tally = { compared: 0, complete: 0, undecided: 0, judged: 0, verdicts: new Map() };
    const found: string[] = [];
    for (const text of fc.sample(policyText, { seed, numRuns: COUNT })) {
      const after = mutation.apply(text, (n) => (n === 0 ? 0 : random.int(n)));
      if (after === undefined) continue;
      found.push(...check(text, after, mutation, () => random.next(), tally));
    }
    if (process.env.COMPARE_TALLY) console.log(mutation.name, JSON.stringify({ ...tally, verdicts: [...tally.verdicts] }));
    expect(found.slice(0, 3).join('\n\n')).toBe('');
    expect(tally.compared).toBeGreaterThan(0);
    // What stays open without a solver is little.
    expect(tally.undecided).toBeLessThan(tally.judged / 4);
  });
});
