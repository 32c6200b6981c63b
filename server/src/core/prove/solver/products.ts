/**
 * Questions in which unknowns are multiplied. The search takes each product as one unknown: when that is impossible, so is the question. When
 * its point does not do, all but one factor of each product are fixed at likely values, so that the rest is linear, and where that fails too,
 * facts about products that the point violates are added and the search is asked again, a few times.
 */
import { Valuation } from '../model';
import { add, compare, equal, isInteger, neg, type Rational } from '../rational';
import type { Bool, Factor, Terms } from '../terms';
import type { Verdict } from '../verdict';
import { type Attempt, attempt } from './attempt';
import { formsOf } from './forms';
import { fromComparisons, fromPoint } from './lemmas';

const ROUNDS = 8;
/** Values tried for one choice of factors, and what one try may cost. */
const TRIES = 14;
const TRY_NODES = 1_500;

/** @param spent what it costs is added to it */
export function followProducts(terms: Terms, question: Bool, first: Attempt, nodes: number, spent?: { steps: number }): Verdict {
  const budget = { left: nodes };
  const verdict = follow(terms, question, first, budget);
  if (spent) spent.steps += nodes - budget.left;
  return verdict;
}

function follow(terms: Terms, question: Bool, first: Attempt, budget: { left: number }): Verdict {
  const facts: Bool[] = [];
  const known = new Set<Bool>();
  let last = first;
  for (let round = 0; round < ROUNDS && budget.left > 0; round++) {
    if (round % 3 === 0) {
      const fixing = tryValues(terms, question, last, budget.left);
      budget.left -= fixing.cost;
      if (fixing.verdict) return fixing.verdict;
    }
    const more = [...(round === 1 ? fromComparisons(terms, question, last) : []), ...fromPoint(terms, last)];
    const news = more.filter((fact) => !known.has(fact) && fact !== terms.true);
    if (news.length === 0 || budget.left <= 0) break;
    for (const fact of news) {
      known.add(fact);
      facts.push(fact);
    }
    last = attempt(terms, question, facts, budget.left);
    budget.left -= last.cost;
    if (last.outcome === 'unsat') return { kind: 'unsat' };
    if (last.outcome === 'sat' && last.model) return { kind: 'sat', model: last.model };
    if (last.outcome === 'budget') break;
  }
  return { kind: 'open', reason: 'nonlinear' };
}

// ------------------------------------------------------------------------------------------------ fixing factors

function tryValues(terms: Terms, question: Bool, near: Attempt, nodes: number): { verdict?: Verdict; cost: number } {
  let cost = 0;
  const products = near.builder.products.map((p) => p.factors);
  const counts = new Map<Factor, number>();
  for (const factors of products) for (const f of factors) counts.set(f, (counts.get(f) ?? 0) + 1);
  const covers = [cover(products, (f) => counts.get(f) ?? 0), cover(products, (f) => -(counts.get(f) ?? 0)), cover(products, freedom)];
  const tried = new Set<string>();
  for (const factors of covers) {
    const lists = factors.map((f) => candidates(terms, f, near));
    // All at their first value, all at their second …, then each further along than the one before.
    for (let i = 0; i < (factors.length > 1 ? 2 : 1) * TRIES && cost < nodes / 2; i++) {
      const fixed = new Map<Factor, Rational>();
      const facts: Bool[] = [];
      for (const [k, f] of factors.entries()) {
        const list = lists[k] ?? [];
        const value = i < TRIES ? list[Math.min(i, list.length - 1)] : list[(i + k) % list.length];
        if (value === undefined) continue;
        fixed.set(f, value);
        facts.push(terms.compareZero('=', terms.minus(terms.factor(f), terms.constantPoly(value))));
      }
      const key = facts.map((f) => f.id).join(' ');
      if (tried.has(key)) continue;
      tried.add(key);
      const found = attempt(terms, question, facts, Math.min(TRY_NODES, nodes - cost), fixed);
      cost += found.cost;
      if (found.outcome === 'sat' && found.model) return { verdict: { kind: 'sat', model: found.model }, cost };
    }
  }
  return { cost };
}

/** What follows from other numbers is better not fixed beside them. */
const freedom = (f: Factor): number => (f.kind === 'variable' ? 1 : 0);

/** Factors without which no product has two, chosen by rank. */
function cover(products: readonly (readonly Factor[])[], rank: (f: Factor) => number): Factor[] {
  const chosen = new Set<Factor>();
  for (const factors of products) {
    let rest = factors.filter((f) => !chosen.has(f));
    while (rest.length > 1) {
      const taken = rest.reduce((a, b) => (rank(b) > rank(a) ? b : a));
      chosen.add(taken);
      rest = rest.filter((f) => f !== taken);
    }
  }
  return [...chosen];
}

const ROUND: readonly Rational[] = [1, 0, 2, 10, 100, 1_000, 10_000, 1_000_000, 100_000_000];

/** Likely values of a factor within its domain: that of the point, those with which the question compares it, and round ones. */
function candidates(terms: Terms, f: Factor, { builder, model }: Attempt): Rational[] {
  const { integer, lower, upper } = formsOf(terms).unit([f]);
  const list: Rational[] = [];
  const offer = (value: Rational): void => {
    if (list.length >= TRIES || (integer && !isInteger(value)) || list.some((v) => equal(v, value))) return;
    if (lower && (lower.strict ? compare(value, lower.value) <= 0 : compare(value, lower.value) < 0)) return;
    if (upper && (upper.strict ? compare(value, upper.value) >= 0 : compare(value, upper.value) > 0)) return;
    list.push(value);
  };
  if (model) offer(new Valuation(model).factor(f));
  offer(1);
  for (const value of builder.comparedWith(f).slice(0, TRIES / 2)) {
    offer(value);
    offer(add(value, 1));
  }
  if (lower) offer(lower.value);
  if (upper) offer(upper.value);
  for (const value of ROUND) offer(value);
  for (const value of ROUND) offer(neg(value));
  return list;
}
