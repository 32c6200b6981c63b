/** From an example to an applicant: what it takes over from another example by `like`, its own facts, and the date. */
import type { Constant, Example, Given, Payment, Program } from '../program/program';
import type { Applicant } from './values';

/** The example with all that `like` takes over; a circle or a missing example ends the chain. */
function chainOf(program: Program, example: Example): readonly Example[] {
  const chain: Example[] = [];
  for (let next: Example | undefined = example; next && !chain.includes(next); ) {
    chain.unshift(next);
    const like: string | undefined = next.like;
    next = like === undefined ? undefined : program.examples.find((e) => e.title === like);
  }
  return chain;
}

/** The policy's first effective day: the root's, else that of the imported file that comes last before it. */
export function firstDay(program: Program): number | undefined {
  for (let i = program.files.length - 1; i >= 0; i--) {
    const from = program.files[i]?.effective?.from;
    if (from !== undefined) return from;
  }
  return undefined;
}

/** The applicant that an example describes. The date is the example's, else the policy's first effective day, else unknown. */
export function applicantOf(program: Program, example: Example): Applicant {
  const facts = new Map<string, Given>();
  const lets = new Map<string, Constant>();
  const history: Payment[] = [];
  let on: number | undefined;
  for (const e of chainOf(program, example)) {
    for (const [name, given] of e.facts) facts.set(name, given.value);
    for (const [name, given] of e.lets) lets.set(name, given.value);
    history.push(...e.payments);
    on = e.on ?? on;
  }
  const asOf = on ?? firstDay(program);
  return { facts, ...(lets.size > 0 ? { lets } : {}), history, ...(asOf === undefined ? {} : { asOf }) };
}
