/**
 * Ends of a number with cases that no single case shows: what is capped stays below the cap although the case that is not capped has no end of
 * its own. Sums of such numbers (a limit over many clauses) are decided by these at once, where the search would go through all combinations.
 */

import { Numbers } from '../numeric';
import { compare, type Rational } from '../rational';
import type { Bool, Named, Num, Quotient, Terms } from '../terms';
import { Builder } from './builder';

/** Larger numbers are not looked at, and proofs that take more are given up. */
const MOST_LEAVES = 48;
const MOST_VARIABLES = 500;
const NODES = 400;
/** Cases so far from the root may be the cap. */
const DEPTH = 3;

const known = new WeakMap<Named, readonly Bool[]>();

/** Comparisons of `named` that hold for every applicant. */
export function impliedBounds(terms: Terms, named: Named): readonly Bool[] {
  let facts = known.get(named);
  if (!facts) {
    facts = named.value.leaves > MOST_LEAVES ? [] : derive(terms, named);
    known.set(named, facts);
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
