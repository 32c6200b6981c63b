/**
 * Ends of a number with cases that no single case shows: what is capped stays below the cap although the case that is not capped has no end of
 * its own. Sums of such numbers (a limit over many clauses) are decided by these at once, where the search would go through all combinations.
 */

import { Numbers } from '../numeric';
import { compare, type Rational, sign } from '../rational';
import type { Bool, Named, Num, Quotient, Terms } from '../terms';
import { Builder } from './builder';
import type { Form } from './forms';

/** Larger numbers are not looked at, and proofs that take more are given up. */
const MOST_LEAVES = 48;
const MOST_PAIRED = 400;
const MOST_VARIABLES = 500;
const NODES = 400;
/** Cases so far from the root may be the cap. */
const DEPTH = 3;

interface Implied {
  readonly of: (named: Named) => readonly Bool[];
  readonly within: (sum: Form) => readonly Bool[];
}

const known = new WeakMap<Terms, Implied>();

/** Comparisons that hold for every applicant; each is proved once for its factory. */
export function impliedFor(terms: Terms): Implied {
  let implied = known.get(terms);
  if (!implied) {
    implied = make(terms);
    known.set(terms, implied);
  }
  return implied;
}

function make(terms: Terms): Implied {
  const bounds = new Map<Named, readonly Bool[]>();
  const orders = new Map<Form, readonly Bool[]>();
  return {
    of: (named) => kept(bounds, named, () => (named.value.leaves > MOST_LEAVES ? [] : derive(terms, named))),
    within: (sum) => kept(orders, sum, () => pairs(sum).flatMap(([a, b]) => ordered(terms, a, b))),
  };
}

function kept<K, V>(map: Map<K, V>, key: K, compute: () => V): V {
  let value = map.get(key);
  if (value === undefined) {
    value = compute();
    map.set(key, value);
  }
  return value;
}

/** Numbers that a sum adds and subtracts as often, as the same clause in two versions of a policy, or for two applicants. */
function pairs({ parts, coefficients }: Form): [Named, Named][] {
  const [added, taken]: [Named[], Named[]] = [[], []];
  for (const [i, { factors }] of parts.entries()) {
    const [f] = factors;
    if (f?.kind === 'named' && factors.length === 1) (sign(coefficients[i] ?? 0) > 0 ? added : taken).push(f);
  }
  // Those whose first condition is the same, then by order.
  const found: [Named, Named][] = [];
  const byCondition = new Map(taken.map((b) => [b.value.condition, b]));
  for (const a of added) {
    const b = byCondition.get(a.value.condition);
    if (b && byCondition.delete(a.value.condition)) found.push([a, b]);
  }
  const paired = new Set(found.flat());
  const [left, right] = [added.filter((a) => !paired.has(a)), taken.filter((b) => !paired.has(b))];
  if (left.length !== right.length) return found;
  for (const [k, a] of left.entries()) {
    const b = right[k];
    if (b) found.push([a, b]);
  }
  return found;
}

function ordered(terms: Terms, a: Named, b: Named): Bool[] {
  if (a.value.leaves * b.value.leaves > MOST_PAIRED) return [];
  const numbers = new Numbers(terms);
  const facts: Bool[] = [];
  for (const relation of ['<=', '>='] as const) {
    const fact = numbers.compare(relation, numbers.factor(a), numbers.factor(b));
    if (fact.kind !== 'constant' && never(terms, terms.not(numbers.compare(relation, a.value, b.value)))) facts.push(fact);
  }
  return facts;
}

function derive(terms: Terms, named: Named): readonly Bool[] {
  const numbers = new Numbers(terms);
  const own = numbers.factor(named);
  const facts: Bool[] = [];
  const { least, greatest, caps } = likelyEnds(terms, named.value);
  const ask = (relation: '<=' | '>=', end: Quotient): void => {
    const fact = numbers.compare(relation, own, end);
    if (fact.kind !== 'constant' && never(terms, terms.not(numbers.compare(relation, named.value, end)))) facts.push(fact);
  };
  if (greatest !== undefined) ask('<=', numbers.constant(greatest));
  if (least !== undefined) ask('>=', numbers.constant(least));
  for (const cap of caps) ask('<=', cap);
  return facts;
}

interface Ends {
  least: Rational | undefined;
  greatest: Rational | undefined;
  caps: Quotient[];
}

/** The constants among the cases, and what stands near the root. */
function likelyEnds(terms: Terms, value: Num): Ends {
  const ends: Ends = { least: undefined, greatest: undefined, caps: [] };
  const list: { num: Num; depth: number }[] = [{ num: value, depth: 0 }];
  for (let next = list.pop(); next; next = list.pop()) {
    const { num, depth } = next;
    if (num.kind === 'cases') {
      list.push({ num: num.then, depth: depth + 1 }, { num: num.else, depth: depth + 1 });
      continue;
    }
    if (num.denominator !== terms.one) continue;
    const { monomials, constant } = num.numerator;
    if (monomials.length > 0) {
      if (depth <= DEPTH && num.linear && !ends.caps.includes(num)) ends.caps.push(num);
      continue;
    }
    if (ends.least === undefined || compare(constant, ends.least) < 0) ends.least = constant;
    if (ends.greatest === undefined || compare(constant, ends.greatest) > 0) ends.greatest = constant;
  }
  return ends;
}

function never(terms: Terms, question: Bool): boolean {
  if (question.kind === 'constant') return !question.value;
  const builder = new Builder(terms, { most: MOST_VARIABLES });
  if (!builder.build([question])) return false;
  return builder.empty || builder.search.solve(NODES) === 'unsat';
}
