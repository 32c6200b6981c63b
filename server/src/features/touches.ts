/** Why: of the many clauses of a policy an example is about a few; which, the lenses count by and the explanation is shortened by. */
import type { ExampleResult } from '../core/evaluate/incremental';
import type { Clause, Program } from '../core/program/program';
import { readsOfClause, readsOfLet } from '../core/program/reads';

/** By program, what each clause that was asked about rests on. */
const known = new WeakMap<Program, Map<string, ReadonlySet<string>>>();

/** Names of facts and lets that the clause rests on, through lets and other clauses; not the requirements, which all clauses share. */
function groundsOf(program: Program, clause: Clause): ReadonlySet<string> {
  const ofProgram = known.get(program) ?? new Map<string, ReadonlySet<string>>();
  known.set(program, ofProgram);
  const found = ofProgram.get(clause.name);
  if (found) return found;
  const grounds = new Set(readsOfClause(clause));
  // A set is walked in the order in which it grows, what is added on the way included.
  for (const name of grounds) {
    const derived = program.lets.get(name);
    const other = program.clauses.get(name);
    for (const one of derived ? readsOfLet(derived) : other ? readsOfClause(other) : []) grounds.add(one);
  }
  ofProgram.set(clause.name, grounds);
  return grounds;
}

/**
 * Is the example about the clause? It is where it gets something from it (or would, if it did not lose in a group, or if the clause were
 * not in error), and where it says
 * something of it: gives a value that the clause rests on, has been paid for it, or names it in an expectation.
 */
export function touches({ example, applicant, evaluation }: ExampleResult, clause: Clause, program: Program): boolean {
  const outcome = evaluation.clauses.get(clause.name);
  if (!outcome) return false;
  switch (outcome.status) {
    case 'excluded':
    case 'conflict':
    case 'granted':
    case 'unspecified':
      return true;
    case 'payable': {
      const { amount } = outcome;
      const nothing = amount.state === 'known' && amount.value.kind === 'number' && amount.value.value.isZero;
      if (!nothing || outcome.cuts.length > 0) return true;
      break;
    }
    case 'error':
      // The clause's own error spoils the total of every example; one of a requirement is not the clause's.
      if (outcome.error?.place.item === clause.place.item) return true;
      break;
    case 'ineligible':
    case 'inactive':
    case 'unknown':
      break;
    default:
      return outcome.status satisfies never;
  }
  if (example.expectations.some(({ target }) => target.kind === 'clause' && target.name === clause.name)) return true;
  if (applicant.history.some((payment) => payment.clause === clause.name)) return true;
  for (const name of groundsOf(program, clause)) if (applicant.facts.has(name) || applicant.lets?.has(name)) return true;
  return false;
}
