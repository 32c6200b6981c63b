/**
 * The applicants of two programs as those of one: for each fact the wider type and interval, for the date the days that both cover. What only
 * one side allows is a condition of that side (side.ts). The program that is made here is never computed: it says what applicants are made of.
 */
import { stepOf } from '../evaluate/step';
import { Exact } from '../exact';
import type { DateRange, Fact, Program } from '../program/program';
import type { Bounds, FieldDeclaration, ListType, ScalarType } from '../program/types';
import type { FactPair, Matches } from './match';

/** A fact that both sides, or one, know, under the name that they share. */
export interface SharedFact extends FactPair {
  readonly merged: Fact;
}

export interface Merged {
  readonly program: Program;
  readonly facts: readonly SharedFact[];
  /** Undefined where no day is covered by both. */
  readonly days: DateRange | undefined;
}

/** The days on which a policy is in force: the root's; of an imported policy where the root has none. */
export function datesOf(program: Program): DateRange {
  for (let i = program.files.length - 1; i >= 0; i--) {
    const dates = program.files[i]?.effective;
    if (dates?.from !== undefined || dates?.to !== undefined) return dates;
  }
  return {};
}

/** The days of both; undefined where there is none. */
export function intersect(a: DateRange, b: DateRange): DateRange | undefined {
  const from = a.from === undefined ? b.from : b.from === undefined ? a.from : Math.max(a.from, b.from);
  const to = a.to === undefined ? b.to : b.to === undefined ? a.to : Math.min(a.to, b.to);
  if (from !== undefined && to !== undefined && from > to) return undefined;
  return { ...(from !== undefined && { from }), ...(to !== undefined && { to }) };
}

export function merge(a: Program, b: Program, { facts: pairs, naming }: Matches): Merged {
  const units = new Map([...a.units, ...b.units]);
  const facts = pairs.flatMap((pair): SharedFact[] => {
    const merged = mergedFact(pair);
    return merged ? [{ ...pair, merged }] : [];
  });
  const days = intersect(datesOf(a), datesOf(b));
  const undated = [...a.files, ...b.files].map(({ effective: _, ...file }) => file);
  const dated = days && (days.from !== undefined || days.to !== undefined) ? { effective: days } : {};
  const clauses = new Map(b.clauses);
  for (const [name, clause] of a.clauses) {
    const shared = naming.a.clause(name);
    clauses.set(clauses.has(shared) ? `a ${name}` : shared, clause);
  }
  const currency = b.currency ?? a.currency;
  return {
    facts,
    days,
    program: {
      root: b.root,
      files: [...undated, { uri: '', currency: currency ?? '', requirements: [], imports: [], ...dated }],
      facts: new Map(facts.map(({ merged }) => [merged.name, merged])),
      lets: new Map([...b.lets, ...[...a.lets].map(([name, item]) => [`a ${name}`, item] as const)]),
      clauses,
      groups: [...b.groups, ...a.groups],
      limits: [...b.limits, ...a.limits],
      examples: [],
      ...(currency !== undefined && { currency }),
      units,
    },
  };

  function mergedFact({ a: x, b: y }: FactPair): Fact | undefined {
    if (x && y) {
      const { bounds: _, ...rest } = y;
      const bounds = wider(x.bounds, y.bounds);
      return { ...rest, type: mergedType(x, y), ...(bounds && { bounds }) };
    }
    return y ?? (x && { ...x, name: naming.a.fact(x.name), type: own(x.type) });
  }

  /** A type of A alone, in the units of both: where B's unit of the same name is another, whole multiples are A's condition (side.ts). */
  function own(type: Fact['type']): Fact['type'] {
    if (type.kind === 'list') return { ...type, fields: type.fields.map((f) => ({ ...f, type: ownScalar(f.type) })) };
    return ownScalar(type);
  }
  function ownScalar(type: ScalarType): ScalarType {
    const [mine, there] = [stepOf(type, a), stepOf(type, { ...b, units })];
    return mine && there && !mine.equals(there) ? free(type) : type;
  }

  function mergedType({ name, type: x }: Fact, { type: y }: Fact): Fact['type'] {
    if (x.kind === 'list' && y.kind === 'list') return mergedList(x, y, (field) => naming.a.field(name, field));
    if (x.kind === 'list' || y.kind === 'list') return y;
    return scalar(x, y);
  }

  function scalar(x: ScalarType, y: ScalarType): ScalarType {
    if (x.kind === 'number' && y.kind === 'number') {
      const [p, q] = [stepOf(x, a), stepOf(y, b)];
      return q && !p?.equals(q) ? free(y) : y;
    }
    if ((x.kind === 'member' && y.kind === 'member') || (x.kind === 'set' && y.kind === 'set')) {
      const more = x.members.filter((m) => !y.members.includes(m));
      return more.length === 0 ? y : { ...y, members: [...y.members, ...more], labels: { ...x.labels, ...y.labels } };
    }
    return y;
  }

  /** @param shared what a field of A is called on both */
  function mergedList(x: ListType, y: ListType, shared: (field: string) => string): ListType {
    const fields = y.fields.map((f): FieldDeclaration => {
      const other = x.fields.find((g) => shared(g.name) === f.name);
      if (!other) return f;
      const { interval: _, ...rest } = f;
      const interval = wider(other.interval, f.interval);
      return { ...rest, type: scalar(other.type, f.type), ...(interval && { interval }) };
    });
    const more = x.fields.filter((g) => !y.fields.some((f) => f.name === shared(g.name))).map((g) => ({ ...g, type: ownScalar(g.type) }));
    const { max: _, ...rest } = y;
    const max = x.max === undefined || y.max === undefined ? undefined : Math.max(x.max, y.max);
    return { ...rest, fields: [...fields, ...more], ...(max !== undefined && { max }) };
  }
}

/** Without whole numbers. */
function free(type: ScalarType): ScalarType {
  if (type.kind !== 'number') return type;
  const { integer: _, ...rest } = type;
  return rest;
}

type End = Bounds['lower'];

/** The interval that both lie in. */
function wider(a: Bounds | undefined, b: Bounds | undefined): Bounds | undefined {
  const lower = looser(a?.lower, b?.lower, 1);
  const upper = looser(a?.upper, b?.upper, -1);
  return lower || upper ? { ...(lower && { lower }), ...(upper && { upper }) } : undefined;
}

function looser(a: End, b: End, sense: 1 | -1): End {
  if (!a || !b) return undefined;
  const order = a.value.minus(b.value).times(Exact.of(sense)).sign;
  if (order === 0) return a.inclusive ? a : b;
  return order < 0 ? a : b;
}
