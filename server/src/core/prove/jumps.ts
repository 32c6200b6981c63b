/**
 * Where an amount can jump down as one fact grows. It can only where something is decided otherwise: a comparison in which the fact stands, or a
 * rounding. So each is looked at where it turns: the amount with it decided as before, and as after, at that very point.
 */
import { boolsIn, numsIn, walk } from './free';
import { Valuation } from './model';
import type { Numbers } from './numeric';
import { div, isInteger, neg, sign } from './rational';
import { derivativeOf, derivativeOfNum, slopeSign } from './slopes';
import { Substitution } from './substitute';
import type { Bool, Compare, Flag, Floor, Num, Poly, Terms, Variable } from './terms';

/** What is watched along the fact. */
export interface Watched {
  /** The applicant is one: requirements hold, and nothing is an error. */
  readonly valid: Bool;
  readonly eligible: Bool;
  readonly amount: Num;
  /** Amounts that must not fall themselves. */
  readonly steady: readonly Num[];
}

/** One thing that turns as the fact grows. */
export interface Turn {
  /** The applicants at whose point the amount falls through it. */
  readonly formula: Bool;
  /** Eligibility is lost. */
  readonly lost: boolean;
  /** No other comparison turns at the point. */
  readonly alone: Bool;
}

/** For each comparison and rounding in which the variable stands: for whom the amount falls there. Without those of whom it is plain that nobody is. */
export function turnsOf(watched: Watched, variable: Variable, numbers: Numbers): readonly Turn[] {
  const { comparisons, floors } = turning([watched.valid, watched.eligible], [watched.amount], variable);
  const { terms } = numbers;
  const turns: Turn[] = [];
  const groups = together(comparisons, variable.integer, terms);
  // Where each turns; of whole numbers that is told apart by the comparisons themselves.
  const places = groups.map((group) => ({ of: group as unknown, here: numbers.compare('=', numbers.poly(group[0].poly), numbers.zero) }));
  const add = (of: unknown, ways: readonly Bool[], lost: boolean): void => {
    const alone = variable.integer ? terms.true : terms.and(...places.filter((p) => p.of !== of).map((p) => terms.not(p.here)));
    for (const formula of ways) if (formula !== terms.false) turns.push({ formula, lost, alone });
  };
  for (const lost of [false, true]) {
    const judged = { ...watched, lost };
    for (const group of groups) {
      if (!variable.integer) {
        add(group, atZero(judged, variable, group, [], numbers), lost);
        const also = roundedThere(group, floors, variable);
        if (also.length > 0) add(group, atZero(judged, variable, group, also, numbers), lost);
      } else for (const c of group) add(group, [betweenWholes(judged, variable, group, c, numbers)], lost);
    }
    for (const f of floors)
      add(f, variable.integer ? [betweenWholes(judged, variable, f, undefined, numbers)] : ofFloor(judged, variable, f, numbers), lost);
  }
  return turns;
}

/** What is watched, and whether eligibility is to be lost or kept. */
interface Counted extends Watched {
  readonly lost: boolean;
}

/**
 * Comparisons that turn at one point: of one polynomial or its negation; of whole numbers also where only the constants differ, since between one and
 * the next there is no telling them apart.
 */
function together(comparisons: Iterable<Compare>, whole: boolean, terms: Terms): readonly (readonly [Compare, ...Compare[]])[] {
  const groups = new Map<Poly, [Compare, ...Compare[]]>();
  for (const c of comparisons) {
    const key = upright(whole ? terms.poly(c.poly.monomials, 0) : c.poly, terms);
    const known = groups.get(key);
    if (known) known.push(c);
    else groups.set(key, [c]);
  }
  return [...groups.values()];
}

/** The polynomial or its negation, whichever begins with a positive coefficient. */
function upright(p: Poly, terms: Terms): Poly {
  const [first] = p.monomials;
  return first && sign(first.coefficient) < 0 ? terms.scale(p, -1) : p;
}

/** Every comparison (of two that negate each other one) and floor below these terms in which the variable stands. */
function turning(bools: readonly Bool[], nums: readonly Num[], variable: Variable) {
  const comparisons = new Set<Compare>();
  const floors = new Set<Floor>();
  walk([...bools, ...nums], (part) => {
    if (part.kind === 'compare' && boolsIn(part).variables.has(variable)) comparisons.add(part);
    else if (part.kind === 'floor' && numsIn(part.of).variables.has(variable)) floors.add(part);
  });
  return { comparisons, floors };
}

/** Decided as before, and as after, at one point: the amount falls, both are applicants, and what must be steady is. */
function fallsBetween(watched: Counted, before: Substitution, after: Substitution, numbers: Numbers): Bool {
  const { terms } = numbers;
  return terms.and(
    lossOf(watched, before.bool(watched.eligible), after.bool(watched.eligible), terms),
    numbers.compare('>', before.num(watched.amount), after.num(watched.amount)),
    before.bool(watched.valid),
    after.bool(watched.valid),
    ...watched.steady.map((n) => numbers.compare('<=', before.num(n), after.num(n))),
  );
}

function lossOf({ lost }: Counted, before: Bool, after: Bool, terms: Terms): Bool {
  return lost ? terms.and(before, terms.not(after)) : terms.implies(before, after);
}

/** The comparisons as they are decided where their common polynomial is below, at or above zero. */
function decidedAt(
  group: readonly Compare[],
  common: Poly,
  where: -1 | 0 | 1,
  floors: readonly Floor[],
  variable: Variable,
  numbers: Numbers,
): Substitution {
  const { terms } = numbers;
  const bools = new Map<Bool, Bool>();
  for (const c of group) {
    const s = c.poly === common ? where : -where;
    const value = terms.constant(c.relation === '<=' ? s <= 0 : c.relation === '<' ? s < 0 : s === 0);
    bools.set(c, value).set(terms.not(c), terms.not(value));
  }
  // A rounding that turns at the same point: on the side on which it has not come up to the whole number it is one less.
  const less = (f: Floor): boolean => where !== 0 && slopeSign(f.of.numerator, variable, terms) === -where;
  const values = new Map(floors.map((f): [Floor, Num] => [f, less(f) ? numbers.subtract(f.of, numbers.constant(1)) : f.of]));
  return new Substitution(numbers, { bools, floors: values });
}

/** The roundings of the variable alone that turn where a comparison of it with a number does: either by itself may change nothing. */
function roundedThere(group: readonly [Compare, ...Compare[]], floors: Iterable<Floor>, variable: Variable): readonly Floor[] {
  const [{ poly }] = group;
  const [only, ...more] = poly.monomials;
  if (!only || more.length > 0 || only.factors.length > 1 || only.factors[0] !== variable) return [];
  const root = neg(div(poly.constant, only.coefficient));
  return [...floors].filter(({ of }) => {
    const free = numsIn(of).variables;
    if (free.size !== 1 || !free.has(variable) || !of.linear) return false;
    return isInteger(new Valuation({ numbers: new Map([[variable, root]]), flags: new Map(), choices: new Map() }).num(of));
  });
}

/** Where the common polynomial is zero: from before it to it, and from it to past it. */
function atZero(
  watched: Counted,
  variable: Variable,
  group: readonly [Compare, ...Compare[]],
  floors: readonly Floor[],
  numbers: Numbers,
): readonly Bool[] {
  const { terms } = numbers;
  const common = upright(group[0].poly, terms);
  const slope = slopeSign(common, variable, terms);
  // It turns only by the jumps of what stands in it, which are looked at themselves.
  if (slope === 'flat') return [];
  const here = numbers.compare('=', numbers.poly(common), numbers.zero);
  const [low, zero, high] = ([-1, 0, 1] as const).map((where) => decidedAt(group, common, where, floors, variable, numbers));
  if (!low || !zero || !high) return [];
  // The point lies inside the domain on the side to which the turn looks.
  const behind = above(variable, numbers);
  const ahead = below(variable, numbers);
  const parts: Bool[] = [];
  const through = (from: Substitution, to: Substitution): void => {
    parts.push(
      terms.and(here, behind, fallsBetween(watched, from, zero, numbers)),
      terms.and(here, ahead, fallsBetween(watched, zero, to, numbers)),
    );
  };
  if (slope !== 0) {
    if (slope > 0) through(low, high);
    else through(high, low);
    return parts;
  }
  // Which way it goes depends on the applicant.
  const change = derivativeOf(common, variable, numbers);
  through(low, high);
  through(high, low);
  return parts.map((p, i) => terms.and(p, numbers.compare(i < 2 ? '>' : '<', change, numbers.zero)));
}

function ofFloor(watched: Counted, variable: Variable, f: Floor, numbers: Numbers): readonly Bool[] {
  const { terms } = numbers;
  const whole = numbers.factor(f);
  const here = numbers.compare('=', f.of, whole);
  const value = (by: Num): Substitution => new Substitution(numbers, { floors: new Map([[f, by]]) });
  const [exact, lower] = [value(f.of), value(numbers.subtract(f.of, numbers.constant(1)))];
  const change = derivativeOfNum(f.of, variable, numbers);
  return [
    terms.and(here, above(variable, numbers), numbers.compare('>', change, numbers.zero), fallsBetween(watched, lower, exact, numbers)),
    terms.and(here, below(variable, numbers), numbers.compare('<', change, numbers.zero), fallsBetween(watched, exact, lower, numbers)),
  ];
}

/** Above the lower end of the domain. */
function above(variable: Variable, numbers: Numbers): Bool {
  const { lower } = variable;
  return lower ? numbers.compare('>', numbers.factor(variable), numbers.constant(lower.value)) : numbers.terms.true;
}
function below(variable: Variable, numbers: Numbers): Bool {
  const { upper } = variable;
  return upper ? numbers.compare('<', numbers.factor(variable), numbers.constant(upper.value)) : numbers.terms.true;
}

/**
 * Of whole numbers: from one to the next `one` of these turns (a rounding: it) and the amount falls; and it would fall by this alone at either of the two. So a cap that no longer
 * bites, which makes less of one and more of the other, is none, and neither is what falls steadily.
 */
function betweenWholes(
  watched: Counted,
  variable: Variable,
  turn: readonly Compare[] | Floor,
  one: Compare | undefined,
  numbers: Numbers,
): Bool {
  const { terms } = numbers;
  const next = numbers.add(numbers.factor(variable), numbers.constant(1));
  const first = new Substitution(numbers, {});
  const second = new Substitution(numbers, { numbers: new Map([[variable, next]]) });
  const turns =
    'kind' in turn
      ? numbers.compare('!=', numbers.factor(turn), second.num(numbers.factor(turn)))
      : one
        ? terms.not(terms.iff(one, second.bool(one)))
        : terms.false;
  const held = 'kind' in turn ? heldFloor(turn, numbers) : heldComparisons(turn, numbers);
  const each = [first, second].map((at) => {
    const put = (by: Substitution, as: Substitution): Decided => ({
      valid: held.release(at.bool(by.bool(watched.valid)), as),
      amount: held.releaseNum(at.num(by.num(watched.amount)), as),
    });
    const [before, later] = [put(held.hold, first), put(held.hold, second)];
    const valid = terms.and(before.valid, later.valid);
    return { valid, less: numbers.compare('>', before.amount, later.amount) };
  });
  const some = terms.or(...each.map(({ valid, less }) => terms.and(valid, less)));
  return terms.and(
    below(variable, numbers),
    turns,
    lossOf(watched, watched.eligible, second.bool(watched.eligible), terms),
    numbers.compare('>', watched.amount, second.num(watched.amount)),
    watched.valid,
    second.bool(watched.valid),
    ...watched.steady.map((n) => numbers.compare('<=', n, second.num(n))),
    some,
    ...each.map(({ valid, less }) => terms.implies(valid, less)),
  );
}

interface Decided {
  readonly valid: Bool;
  readonly amount: Num;
}

/** A turn that is held while the rest is put at another value, and released to what it is at a given one. */
interface Held {
  readonly hold: Substitution;
  release(b: Bool, at: Substitution): Bool;
  releaseNum(n: Num, at: Substitution): Num;
}

function heldComparisons(group: readonly Compare[], numbers: Numbers): Held {
  const { terms } = numbers;
  const flags = new Map<Compare, Flag>();
  for (const c of group) flags.set(c, terms.flag(`held ${c.id}`));
  const bools = new Map<Bool, Bool>(
    [...flags].flatMap(([c, f]): [Bool, Bool][] => [
      [c, f],
      [terms.not(c), terms.not(f)],
    ]),
  );
  const released = new Map<Substitution, Substitution>();
  const back = (at: Substitution): Substitution => {
    let s = released.get(at);
    if (!s) {
      s = new Substitution(numbers, { flags: new Map([...flags].map(([c, f]) => [f, at.bool(c)])) });
      released.set(at, s);
    }
    return s;
  };
  return { hold: new Substitution(numbers, { bools }), release: (b, at) => back(at).bool(b), releaseNum: (n, at) => back(at).num(n) };
}

function heldFloor(floor: Floor, numbers: Numbers): Held {
  const variable = numbers.terms.variable(`held ${floor.id}`, { integer: true });
  const back = (at: Substitution): Substitution =>
    new Substitution(numbers, { numbers: new Map([[variable, at.num(numbers.factor(floor))]]) });
  return {
    hold: new Substitution(numbers, { floors: new Map([[floor, numbers.factor(variable)]]) }),
    release: (b, at) => back(at).bool(b),
    releaseNum: (n, at) => back(at).num(n),
  };
}
