/**
 * Where an amount can jump down as one fact grows. It can only where something is decided otherwise: a comparison in which the fact stands, or a
 * rounding. So each is looked at where it turns: the amount with it decided as before, and as after, at that very point.
 */
import { boolsIn, numsIn } from './free';
import type { Numbers } from './numeric';
import { slopeSign } from './slopes';
import { Substitution } from './substitute';
import type { Bool, Compare, Factor, Floor, Num, Poly, Variable } from './terms';

/** What is watched along the fact. */
export interface Watched {
  /** The applicant is one: requirements hold, and nothing is an error. */
  readonly valid: Bool;
  readonly eligible: Bool;
  readonly amount: Num;
  /** Amounts that must not fall themselves. */
  readonly steady: readonly Num[];
}

/** One thing that turns as the fact grows, and the applicants at whose point the amount falls through it. */
export interface Turn {
  readonly formula: Bool;
}

/** For each comparison and rounding in which the variable stands: for whom the amount falls there. Without those of whom it is plain that nobody is. */
export function turnsOf(watched: Watched, variable: Variable, numbers: Numbers): readonly Turn[] {
  const { comparisons, floors } = turning([watched.valid, watched.eligible], [watched.amount], variable);
  const turns: Turn[] = [];
  const add = (formula: Bool): void => {
    if (formula !== numbers.terms.false) turns.push({ formula });
  };
  for (const c of comparisons)
    add(variable.integer ? betweenWholes(watched, variable, c, numbers) : ofComparison(watched, variable, c, numbers));
  for (const f of floors) add(variable.integer ? betweenWholes(watched, variable, f, numbers) : ofFloor(watched, variable, f, numbers));
  return turns;
}

/** Every comparison (of two that negate each other one) and floor below these terms in which the variable stands. */
function turning(bools: readonly Bool[], nums: readonly Num[], variable: Variable) {
  const comparisons = new Set<Compare>();
  const floors = new Set<Floor>();
  const seen = new Set<object>();
  const work: (Bool | Num | Poly | Factor)[] = [...bools, ...nums];
  for (let t = work.pop(); t; t = work.pop()) {
    if (seen.has(t)) continue;
    seen.add(t);
    switch (t.kind) {
      case 'not':
        work.push(t.operand);
        break;
      case 'and':
      case 'or':
        for (const a of t.args) work.push(a);
        break;
      case 'compare':
        work.push(t.poly);
        if (boolsIn(t).variables.has(variable)) comparisons.add(t);
        break;
      case 'quotient':
        work.push(t.numerator, t.denominator);
        break;
      case 'cases':
        work.push(t.condition, t.then, t.else);
        break;
      case 'poly':
        for (const m of t.monomials) for (const f of m.factors) work.push(f);
        break;
      case 'named':
        work.push(t.value);
        break;
      case 'floor':
        work.push(t.of);
        if (numsIn(t.of).variables.has(variable)) floors.add(t);
        break;
      case 'constant':
      case 'flag':
      case 'is':
      case 'variable':
        break;
      default:
        t satisfies never;
    }
  }
  return { comparisons, floors };
}

/** Decided as before, and as after, at one point: the amount falls, both are applicants, and what must be steady is. */
function fallsBetween(watched: Watched, before: Substitution, after: Substitution, numbers: Numbers): Bool {
  const { terms } = numbers;
  return terms.and(
    numbers.compare('>', before.num(watched.amount), after.num(watched.amount)),
    before.bool(watched.valid),
    after.bool(watched.valid),
    ...watched.steady.map((n) => numbers.compare('<=', before.num(n), after.num(n))),
  );
}

function deciding(c: Compare, value: boolean, numbers: Numbers): Substitution {
  const { terms } = numbers;
  const not = terms.not(c);
  return new Substitution(numbers, {
    bools: new Map<Bool, Bool>([
      [c, terms.constant(value)],
      [not, terms.constant(!value)],
    ]),
  });
}

function ofComparison(watched: Watched, variable: Variable, c: Compare, numbers: Numbers): Bool {
  const { terms } = numbers;
  const here = numbers.compare('=', numbers.poly(c.poly), numbers.zero);
  const [yes, no] = [deciding(c, true, numbers), deciding(c, false, numbers)];
  // The point lies inside the domain on the side to which the turn looks.
  const behind = above(variable, numbers);
  const ahead = below(variable, numbers);
  if (c.relation === '=') {
    return terms.and(
      here,
      terms.or(terms.and(behind, fallsBetween(watched, no, yes, numbers)), terms.and(ahead, fallsBetween(watched, yes, no, numbers))),
    );
  }
  const slope = slopeSign(c.poly, variable, terms);
  const parts: Bool[] = [];
  // The polynomial rises through zero: true before, false after; at zero itself `<=` is still true.
  if (slope >= 0) parts.push(terms.and(c.relation === '<=' ? ahead : behind, fallsBetween(watched, yes, no, numbers)));
  if (slope <= 0) parts.push(terms.and(c.relation === '<=' ? behind : ahead, fallsBetween(watched, no, yes, numbers)));
  return terms.and(here, terms.or(...parts));
}

function ofFloor(watched: Watched, variable: Variable, f: Floor, numbers: Numbers): Bool {
  const { terms } = numbers;
  const whole = numbers.factor(f);
  const here = numbers.compare('=', f.of, whole);
  const value = (by: Num): Substitution => new Substitution(numbers, { floors: new Map([[f, by]]) });
  const [exact, lower] = [value(f.of), value(numbers.subtract(f.of, numbers.constant(1)))];
  const slope = f.of.denominator === terms.one ? slopeSign(f.of.numerator, variable, terms) : 0;
  const parts: Bool[] = [];
  if (slope >= 0) parts.push(terms.and(above(variable, numbers), fallsBetween(watched, lower, exact, numbers)));
  if (slope <= 0) parts.push(terms.and(below(variable, numbers), fallsBetween(watched, exact, lower, numbers)));
  return terms.and(here, terms.or(...parts));
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
 * Of whole numbers: from one to the next this turns and the amount falls, and it would fall by this alone at either of the two. So a cap that no longer
 * bites, which makes less of one and more of the other, is none, and neither is what falls steadily.
 */
function betweenWholes(watched: Watched, variable: Variable, turn: Compare | Floor, numbers: Numbers): Bool {
  const { terms } = numbers;
  const next = numbers.add(numbers.factor(variable), numbers.constant(1));
  const after = new Substitution(numbers, { numbers: new Map([[variable, next]]) });
  const same = new Substitution(numbers, {});
  const alone = turn.kind === 'compare' ? turned(watched, turn, [same, after], numbers) : refloored(watched, turn, [same, after], numbers);
  return terms.and(
    below(variable, numbers),
    numbers.compare('>', watched.amount, after.num(watched.amount)),
    watched.valid,
    after.bool(watched.valid),
    ...watched.steady.map((n) => numbers.compare('<=', n, after.num(n))),
    alone,
  );
}

interface Decided {
  readonly valid: Bool;
  readonly amount: Num;
}

/** With the comparison decided as at the first value and as at the second, at both values. */
function turned(watched: Watched, turn: Compare, ends: readonly [Substitution, Substitution], numbers: Numbers): Bool {
  const { terms } = numbers;
  const [first, second] = ends.map((e) => e.bool(turn));
  if (!first || !second) return terms.false;
  const [yes, no] = [true, false].map((value) => {
    const by = deciding(turn, value, numbers);
    return { valid: by.bool(watched.valid), amount: by.num(watched.amount) };
  });
  if (!yes || !no) return terms.false;
  const falls = (before: Decided, later: Decided): Bool => fallsAtEnds(before, later, ends, turn.relation === '=', numbers);
  return terms.or(terms.and(first, terms.not(second), falls(yes, no)), terms.and(terms.not(first), second, falls(no, yes)));
}

function refloored(watched: Watched, turn: Floor, ends: readonly [Substitution, Substitution], numbers: Numbers): Bool {
  const [first, second] = ends.map((e) => e.num(numbers.factor(turn)));
  if (!first || !second) return numbers.terms.false;
  // The rounded value stands for itself while the rest is put at either end.
  const held = numbers.terms.variable(`floor ${turn.id}`, { integer: true });
  const by = new Substitution(numbers, { floors: new Map([[turn, numbers.factor(held)]]) });
  const at = (end: Substitution, value: Num): Decided => {
    const put = new Substitution(numbers, { numbers: new Map([[held, value]]) });
    return { valid: put.bool(end.bool(by.bool(watched.valid))), amount: put.num(end.num(by.num(watched.amount))) };
  };
  const { terms } = numbers;
  return terms.and(
    numbers.compare('!=', first, second),
    ...ends.map((end) => {
      const [before, later] = [at(end, first), at(end, second)];
      return terms.implies(terms.and(before.valid, later.valid), numbers.compare('>', before.amount, later.amount));
    }),
    terms.or(...ends.map((end) => numbers.compare('>', at(end, first).amount, at(end, second).amount))),
  );
}

/** At each end at which both are without error the later one is less, and at one of them at least. Of what holds at one value only: at either. */
function fallsAtEnds(
  before: Decided,
  later: Decided,
  ends: readonly [Substitution, Substitution],
  single: boolean,
  numbers: Numbers,
): Bool {
  const { terms } = numbers;
  const each = ends.map((end) => ({
    valid: terms.and(end.bool(before.valid), end.bool(later.valid)),
    less: numbers.compare('>', end.num(before.amount), end.num(later.amount)),
  }));
  const some = terms.or(...each.map(({ valid, less }) => terms.and(valid, less)));
  return single ? some : terms.and(some, ...each.map(({ valid, less }) => terms.implies(valid, less)));
}
