/** Why: along which facts there is a curve to look at: numbers that some clause reads, through whatever it reads them. */

import type { FactPath } from '../../core/curve/index';
import type { Applicant } from '../../core/evaluate/values';
import type { Clause, Expression, Let, Program } from '../../core/program/program';
import { expressionsOf, visit } from '../../core/program/reads';
import type { NumberType } from '../../core/program/types';

export interface Choice {
  readonly path: string;
  readonly fact: FactPath;
  readonly label: string;
  readonly type: NumberType;
  /** Clauses that read it, in program order. */
  readonly clauses: readonly string[];
  /** How many of them read it for an amount, not only for a condition. */
  readonly amounts: number;
}

/** The numbers of this applicant along which some award may change, in the order of their declarations. */
export function choicesOf(program: Program, applicant: Applicant): readonly Choice[] {
  const readers = readersOf(program);
  const choices: Choice[] = [];
  for (const fact of program.facts.values()) {
    const label = fact.label ?? fact.name;
    if (fact.type.kind === 'number') {
      const { clauses, amounts } = readers.get(fact.name) ?? NOBODY;
      if (clauses.length > 0) choices.push({ path: fact.name, fact: { name: fact.name }, label, type: fact.type, clauses, amounts });
    } else if (fact.type.kind === 'list') {
      for (const field of fact.type.fields) {
        const { clauses, amounts } = readers.get(`${fact.name}.${field.name}`) ?? NOBODY;
        if (field.type.kind !== 'number' || clauses.length === 0) continue;
        for (let item = 0; item < itemsOf(applicant, fact.name); item++)
          choices.push({
            path: `${fact.name}[${item}].${field.name}`,
            fact: { name: fact.name, item, field: field.name },
            label: `${label} ${item + 1}: ${field.label ?? field.name}`,
            type: field.type,
            clauses,
            amounts,
          });
      }
    }
  }
  return choices;
}

/** Of a long list the first: nobody chooses among a thousand. */
const MOST_ITEMS = 30;

function itemsOf({ facts }: Applicant, list: string): number {
  const given = facts.get(list);
  return given?.kind === 'list' ? Math.min(MOST_ITEMS, given.items.length) : 0;
}

/** The one from which most clauses compute what they pay, of several the one that most read, of several the first. */
export function mostRead(choices: readonly Choice[]): Choice | undefined {
  const more = (a: Choice, b: Choice): boolean => a.amounts > b.amounts || (a.amounts === b.amounts && a.clauses.length > b.clauses.length);
  return choices.reduce<Choice | undefined>((best, one) => (!best || more(one, best) ? one : best), undefined);
}

// ---------------------------------------------------------------------------------------------- who reads what

/** Clauses whose awards rest on a fact, a let or another clause. */
export function clausesReading(program: Program, name: string): readonly string[] {
  return (readersOf(program).get(name) ?? NOBODY).clauses;
}

/** By fact, by `list.field`, by let and by clause. */
type Readers = ReadonlyMap<string, Read>;
interface Read {
  readonly clauses: readonly string[];
  readonly amounts: number;
}
const NOBODY: Read = { clauses: [], amounts: 0 };
const known = new WeakMap<Program, Readers>();
/** What the expressions of an item name: facts, fields of lists, and other lets and clauses. */
const named = new WeakMap<Let | Clause, ReadonlySet<string>>();

function readersOf(program: Program): Readers {
  let readers = known.get(program);
  if (!readers) {
    readers = gathered(program);
    known.set(program, readers);
  }
  return readers;
}

function gathered(program: Program): Readers {
  const whole = new Map<string, ReadonlySet<string>>();
  const under = new Set<string>();
  const reach = (name: string): ReadonlySet<string> => {
    const found = whole.get(name);
    const item = program.lets.get(name) ?? program.clauses.get(name);
    if (found || !item || under.has(name)) return found ?? new Set();
    under.add(name);
    const all = new Set<string>();
    for (const one of namesIn(item)) {
      all.add(one);
      for (const inner of reach(one)) all.add(inner);
    }
    under.delete(name);
    whole.set(name, all);
    return all;
  };
  const required = new Map(
    program.files.map(({ uri, requirements }) => [
      uri,
      closed(
        requirements.map((t) => t.condition),
        reach,
      ),
    ]),
  );
  // A limit's cap may be computed: what it reads changes what its members get.
  const capped = new Map<string, Set<string>>();
  for (const limit of program.limits) {
    const reads = closed([limit.cap], reach);
    for (const member of limit.members) capped.set(member, new Set([...(capped.get(member) ?? []), ...reads]));
  }
  const readers = new Map<string, { clauses: string[]; amounts: number }>();
  for (const clause of program.clauses.values()) {
    if (clause.benefit.kind !== 'award') continue;
    const reads = new Set([...reach(clause.name), ...(required.get(clause.place.uri) ?? []), ...(capped.get(clause.name) ?? [])]);
    const paid = new Set<string>();
    for (const name of amountNames(clause)) for (const one of [name, ...reach(name)]) paid.add(one);
    for (const name of reads) {
      const own = readers.get(name) ?? { clauses: [], amounts: 0 };
      readers.set(name, own);
      own.clauses.push(clause.name);
      if (paid.has(name)) own.amounts++;
    }
  }
  return readers;
}

function closed(expressions: readonly Expression[], reach: (name: string) => ReadonlySet<string>): ReadonlySet<string> {
  const all = new Set<string>();
  for (const name of namesOf(expressions)) {
    all.add(name);
    for (const inner of reach(name)) all.add(inner);
  }
  return all;
}

const amountsIn = new WeakMap<Clause, ReadonlySet<string>>();

/** What a clause's award and steps name, also through its own lets. */
function amountNames(clause: Clause): ReadonlySet<string> {
  let names = amountsIn.get(clause);
  if (!names) {
    const expressions = new Set<Expression>();
    const add = (e: Expression): void => {
      if (expressions.has(e)) return;
      expressions.add(e);
      visit(e, (part) => {
        const own = part.op === 'let' && part.clause !== undefined ? clause.lets.get(part.name) : undefined;
        if (own) add(own.value);
      });
    };
    if (clause.benefit.kind === 'award') add(clause.benefit.amount);
    for (const step of clause.steps) if (step.kind !== 'round') add(step.amount);
    names = namesOf([...expressions]);
    amountsIn.set(clause, names);
  }
  return names;
}

function namesIn(item: Let | Clause): ReadonlySet<string> {
  let names = named.get(item);
  if (!names) {
    names = namesOf('value' in item ? [item.value] : expressionsOf(item));
    named.set(item, names);
  }
  return names;
}

function namesOf(expressions: readonly Expression[]): ReadonlySet<string> {
  const names = new Set<string>();
  for (const e of expressions)
    visit(e, (part) => {
      if (part.op === 'fact' || part.op === 'clause') names.add(part.name);
      else if (part.op === 'let' && part.clause === undefined) names.add(part.name);
      else if (part.op === 'field') names.add(`${part.list}.${part.field}`);
    });
  return names;
}
