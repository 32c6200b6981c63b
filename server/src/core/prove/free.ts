/** What a term is made of: the variables, flags and choices that stand in it. */
import type { Bool, Choice, Factor, Flag, Num, Poly, Variable } from './terms';

export interface Free {
  readonly variables: ReadonlySet<Variable>;
  readonly flags: ReadonlySet<Flag>;
  readonly choices: ReadonlySet<Choice>;
  /** How many terms it is made of. */
  readonly size: number;
}

const known = new WeakMap<object, Free>();

/** Everything free in a Boolean term; kept by the term. */
export function boolsIn(root: Bool): Free {
  return kept(root, [root]);
}
export function numsIn(root: Num): Free {
  return kept(root, [root]);
}

function kept(key: object, roots: readonly (Bool | Num)[]): Free {
  let free = known.get(key);
  if (!free) {
    free = collect(roots);
    known.set(key, free);
  }
  return free;
}

/** Any part of a term. */
export type Part = Bool | Num | Poly | Factor;

/** Visits the terms and all that they are made of, each once. @returns how many there are */
export function walk(roots: readonly Part[], see: (part: Part) => void): number {
  const seen = new Set<Part>();
  const work: Part[] = [...roots];
  for (let t = work.pop(); t; t = work.pop()) {
    if (seen.has(t)) continue;
    seen.add(t);
    see(t);
    switch (t.kind) {
      case 'constant':
      case 'flag':
      case 'is':
      case 'variable':
        break;
      case 'not':
        work.push(t.operand);
        break;
      case 'and':
      case 'or':
        for (const a of t.args) work.push(a);
        break;
      case 'compare':
        work.push(t.poly);
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
        break;
      default:
        t satisfies never;
    }
  }
  return seen.size;
}

function collect(roots: readonly Part[]): Free {
  const variables = new Set<Variable>();
  const flags = new Set<Flag>();
  const choices = new Set<Choice>();
  const size = walk(roots, (part) => {
    if (part.kind === 'variable') variables.add(part);
    else if (part.kind === 'flag') flags.add(part);
    else if (part.kind === 'is') choices.add(part.choice);
  });
  return { variables, flags, choices, size };
}
