/** A second applicant who differs from the first in one fact only. */
import type { Fact } from '../../program/program';
import type { Context } from '../context';
import type { ClauseTerms } from '../encode/clause';
import type { Slot } from '../encode/inputs';
import { boolsIn, numsIn } from '../free';
import { Valuation } from '../model';
import { add, compare, type Rational } from '../rational';
import { Substitution } from '../substitute';
import type { Bool, Choice, Flag, Num, Variable } from '../terms';

export interface Second {
  bool(b: Bool): Bool;
  num(n: Num): Num;
  /** What must hold of the other values themselves. */
  readonly domain: Bool;
  /** The fact stands in what decides the clause. */
  touches(clause: ClauseTerms['whole']): boolean;
  /** An applicant with a few other values of the fact. */
  variants(of: Valuation): readonly Valuation[];
}

export function slotsOf(ctx: Context, fact: Fact): readonly Slot[] {
  return [...ctx.enc.inputs.slots.values()].filter((s) => s.fact === fact.name);
}

/** The same applicant with any other value of the fact (for a list: any other items). */
export function otherwise(ctx: Context, fact: Fact): Second {
  const { terms, numbers, inputs } = ctx.enc;
  const slots = slotsOf(ctx, fact);
  const variables: Variable[] = [];
  const flags: Flag[] = [];
  const choices: Choice[] = [];
  for (const s of slots) {
    if (s.variable) variables.push(s.variable);
    if (s.calendar) variables.push(s.calendar.month, s.calendar.day);
    if (s.flags) flags.push(...s.flags.values());
    if (s.choice) choices.push(s.choice);
  }
  const count = inputs.counts.get(fact.name);
  if (count) variables.push(count);
  const prime = (v: Variable): Variable =>
    terms.variable(`${v.name}'`, { integer: v.integer, ...(v.lower && { lower: v.lower }), ...(v.upper && { upper: v.upper }) });
  const by = {
    numbers: new Map(variables.map((v) => [v, numbers.factor(prime(v))])),
    flags: new Map(flags.map((f): [Flag, Bool] => [f, terms.flag(`${f.name}'`)])),
    choices: new Map(choices.map((c) => [c, terms.choice(`${c.name}'`, c.members)])),
  };
  const substitution = new Substitution(numbers, by);
  const axioms = variables.flatMap((v) => inputs.axioms.get(v) ?? []);
  const mine = new Set<Variable>(variables);
  const myFlags = new Set<Flag>(flags);
  const myChoices = new Set<Choice>(choices);
  return {
    bool: (b) => substitution.bool(b),
    num: (n) => substitution.num(n),
    domain: terms.and(...new Set(axioms.map((a) => substitution.bool(a)))),
    touches: (clause) =>
      [boolsIn(clause.eligible), boolsIn(clause.payable), numsIn(clause.gross), ...clause.failures.map((f) => boolsIn(f.when))].some(
        (free) =>
          [...free.variables].some((v) => mine.has(v)) ||
          [...free.flags].some((f) => myFlags.has(f)) ||
          [...free.choices].some((c) => myChoices.has(c)),
      ),
    variants: ({ model }) => {
      const found: Valuation[] = [];
      for (const v of variables) {
        // Dates that are reckoned in months come in pairs: they are left to the question itself.
        if (inputs.axioms.has(v)) continue;
        for (const x of valuesOf(v)) found.push(new Valuation({ ...model, numbers: new Map(model.numbers).set(v, x) }));
      }
      for (const f of flags) found.push(new Valuation({ ...model, flags: new Map(model.flags).set(f, !(model.flags.get(f) ?? false)) }));
      for (const c of choices)
        for (const m of c.members.slice(0, 12)) found.push(new Valuation({ ...model, choices: new Map(model.choices).set(c, m) }));
      return found;
    },
  };
}

/** A few values of a variable's domain, small and large. */
function valuesOf(v: Variable): readonly Rational[] {
  const { lower, upper } = v;
  const inside = (x: Rational): boolean => {
    const low = lower ? compare(x, lower.value) : 1;
    const high = upper ? compare(x, upper.value) : -1;
    return (low > 0 || (low === 0 && !lower?.strict)) && (high < 0 || (high === 0 && !upper?.strict));
  };
  const ends = [...(lower ? [lower.value, add(lower.value, 1)] : []), ...(upper ? [upper.value, add(upper.value, -1)] : [])];
  const whole = (x: Rational): boolean => !v.integer || typeof x === 'number';
  return [...ends, 0, 1, 100, 10_000, 1_000_000, 100_000_000].filter((x) => inside(x) && whole(x));
}
