/** Each example before and after, by title. They illustrate; no verdict rests on them. */
import { applicantOf, evaluate } from '../evaluate/index';
import type { Applicant } from '../evaluate/values';
import type { Example, Given } from '../program/program';
import type { ExampleDifference, Result } from './difference';
import type { Engine } from './engine';
import { finalResult, totalResult } from './results';
import { constantText } from './shape';
import type { Applicants } from './sides';
import { sides } from './structure';

export function exampleDifferences(engine: Engine): readonly ExampleDifference[] {
  const { a, b } = engine;
  const titled = new Map(a.program.examples.map((e) => [e.title, e]));
  const pairs = b.program.examples.map((e) => ({ a: titled.get(e.title), b: e as Example | undefined }));
  const taken = new Set(b.program.examples.map((e) => e.title));
  for (const e of a.program.examples) if (!taken.has(e.title)) pairs.push({ a: e, b: undefined });
  return pairs.flatMap((pair) => {
    const example = pair.b ?? pair.a;
    return example ? [differenceOf(engine, example.title, pair.a, pair.b)] : [];
  });
}

function differenceOf(engine: Engine, title: string, a: Example | undefined, b: Example | undefined): ExampleDifference {
  const { given, matches } = engine;
  const own = {
    a: a && applicantOf(engine.a.program, a),
    b: b && applicantOf(engine.b.program, b),
  };
  const carriedToB = own.a && engine.b.applicant(engine.a.shared(own.a));
  const carriedToA = own.b && engine.a.applicant(engine.b.shared(own.b));
  const ownFacts = own.a !== undefined && own.b !== undefined && carriedToB !== undefined && !sameApplicant(carriedToB, own.b);
  const who: Applicants | undefined =
    own.a && own.b
      ? { a: own.a, b: own.b }
      : own.a && carriedToB
        ? { a: own.a, b: carriedToB }
        : own.b && carriedToA
          ? { a: carriedToA, b: own.b }
          : undefined;
  const presence = a && b ? ('both' as const) : a ? ('only-a' as const) : ('only-b' as const);
  const at = sides(a && given.a.range(a.namePlace), b && given.b.range(b.namePlace));
  if (!who) return { title, at, presence, total: {}, clauses: [], ownFacts: false };
  const [before, after] = [evaluate(engine.a.program, who.a), evaluate(engine.b.program, who.b)];
  const total = { a: totalResult(engine.a.program, who.a, before), b: totalResult(engine.b.program, who.b, after) };
  const clauses = matches.clauses.flatMap(({ a: x, b: y }) => {
    const [p, q] = [finalResult(engine.a.program, x?.name, before), finalResult(engine.b.program, y?.name, after)];
    if (sameResult(p, q)) return [];
    return [{ name: sides(x?.name, y?.name), title: sides(x?.title, y?.title), a: p, b: q, ...difference(p, q) }];
  });
  return { title, at, presence, total, ...difference(total.a, total.b), clauses, ownFacts };
}

function difference(a: Result, b: Result) {
  return a.amount && b.amount ? { difference: b.amount.minus(a.amount) } : {};
}

function sameResult(a: Result, b: Result): boolean {
  // A clause that is not there pays what one pays that is not in force: nothing.
  const kind = ({ status }: Result) => (status === 'inactive' || status === 'absent' ? 'ineligible' : status);
  const amounts = a.amount && b.amount ? a.amount.equals(b.amount) : a.amount === b.amount;
  return kind(a) === kind(b) && amounts && a.atMost === b.atMost;
}

/** What is given to both alike; what only B knows cannot have been carried over, and counts as B's own. */
function sameApplicant(x: Applicant, y: Applicant): boolean {
  if (x.asOf !== y.asOf || x.facts.size !== y.facts.size || x.history.length !== y.history.length) return false;
  for (const [name, given] of x.facts) {
    const other = y.facts.get(name);
    if (!other || givenText(given) !== givenText(other)) return false;
  }
  const paid = (p: Applicant): string =>
    p.history
      .map((h) => `${h.clause} ${h.amount.toString()} ${h.day}`)
      .sort()
      .join('\n');
  return paid(x) === paid(y);
}

function givenText(given: Given): string {
  if (given.kind !== 'list') return constantText(given);
  const items = given.items.map((item) =>
    Object.entries(item)
      .map(([name, value]) => `${name} ${constantText(value)}`)
      .sort()
      .join(', '),
  );
  return `[${items.join('; ')}]`;
}
