/** The program put together from its lowered items. What no edit touched keeps its identity from link to link. */
import { type Circles, findCircles, findLikeCircles } from './circles';
import type { Declarations } from './declare';
import type { Entry } from './entry';
import type { ProgramFile, totalCurrency } from './files';
import { brokenAt } from './lower/context';
import type { Lowered } from './lower/items';
import type { ProgramProblem } from './problems';
import type { Clause, Example, Fact, FileInfo, Group, Let, Limit, Place, Program, Test } from './program';
import type { Unit } from './units';

type LoweredLimit = Limit & { readonly all: boolean };
type LoweredGroup = Group & { readonly broken?: Place };

export interface Assembled {
  readonly program: Program;
  /** Those that only show when all items are known. */
  readonly problems: readonly ProgramProblem[];
  /** Before circles are broken. */
  readonly lets: ReadonlyMap<string, Let>;
  readonly clauses: ReadonlyMap<string, Clause>;
  readonly circles: Circles;
  readonly likeCircles: readonly ProgramProblem[];
}

export interface Parts {
  readonly root: string;
  readonly files: readonly ProgramFile[];
  readonly entries: readonly Entry[];
  readonly declarations: Declarations;
  readonly total: ReturnType<typeof totalCurrency>;
  readonly unit: (name: string) => Unit | undefined;
  /** Entries that were lowered anew since `before`. */
  readonly touched: ReadonlySet<Entry>;
  readonly usesChanged: boolean;
  /** The assembly before this one, if the same names are declared in the same order. */
  readonly before: Assembled | undefined;
}

/** Every problem of the items themselves; of imported files' examples none, which are no part of the program. */
export function programProblems(entries: readonly Entry[], root: string): ProgramProblem[] {
  const problems: ProgramProblem[] = [];
  for (const { uri, item, type, lowered } of entries) {
    if (uri !== root && item.node.kind === 'example') continue;
    // One by one: a broken file may have more problems than a call may have arguments.
    if (type) for (const p of type.problems) problems.push(p);
    if (lowered) for (const p of lowered.problems) problems.push(p);
  }
  return problems;
}

export function assemble(parts: Parts): Assembled {
  const { before, touched, entries, declarations } = parts;
  if (before && touched.size === 0) return before;
  const kinds = new Set<Lowered['kind']>();
  for (const { lowered } of touched) if (lowered) kinds.add(lowered.value.kind);
  const keepIf = <T>(kind: Lowered['kind'], old: T | undefined, make: () => T): T => (old !== undefined && !kinds.has(kind) ? old : make());

  /** Everything of one kind by name; of an assembly before, what was touched is put in its place. */
  const named = <T extends { readonly name: string }>(
    kind: Lowered['kind'],
    earlier: ReadonlyMap<string, T> | undefined,
    pick: (value: Lowered) => T | undefined,
  ): ReadonlyMap<string, T> => {
    if (earlier && !kinds.has(kind)) return earlier;
    const map = new Map(earlier);
    for (const entry of earlier ? touched : entries) {
      const found = entry.lowered && pick(entry.lowered.value);
      if (found && found.name !== '' && !declarations.duplicates.has(entry)) map.set(found.name, found);
    }
    return map;
  };
  const old = before?.program;
  const facts = named<Fact>('fact', old?.facts, (v) => (v.kind === 'fact' ? v.fact : undefined));
  const lets = named<Let>('let', before?.lets, (v) => (v.kind === 'let' ? v.let : undefined));
  const clauses = named<Clause>('clause', before?.clauses, (v) => (v.kind === 'clause' ? v.clause : undefined));
  const sameGroups = old !== undefined && !kinds.has('exclusive');
  const sameLimits = sameGroups && !kinds.has('limit');
  const allGroups = sameLimits ? [] : [...named<LoweredGroup>('exclusive', undefined, groupOf).values()];
  const allLimits = sameLimits ? [] : [...named<LoweredLimit>('limit', undefined, limitOf).values()];
  const groups = sameGroups ? old.groups : allGroups.map(({ broken: _, ...group }): Group => group);
  const limits = sameLimits ? old.limits : [...allGroups.flatMap(unsettled), ...allLimits.map((limit) => withMembers(limit, clauses))];
  const examples = keepIf('example', old?.examples, () => examplesOf(parts));
  const sameFiles = old !== undefined && !kinds.has('require') && !kinds.has('policy') && !kinds.has('none');
  const files = sameFiles ? old.files : filesOf(parts);

  const circlesHold =
    before !== undefined && !parts.usesChanged && before.circles.members.size === 0 && before.circles.problems.length === 0;
  const circles = circlesHold ? before.circles : findCircles(entries, declarations.duplicates);
  const likeCircles = keepIf('example', before?.likeCircles, () => findLikeCircles(examples));
  const program: Program = {
    root: parts.root,
    files,
    facts,
    lets: circles.members.size === 0 ? lets : breakLets(lets, circles),
    clauses: circles.members.size === 0 ? clauses : breakClauses(clauses, circles),
    groups,
    limits,
    examples,
    ...(parts.total.mixed ? {} : { currency: parts.total.currency }),
    units: old?.units ?? unitsOf(parts),
  };
  return { program, problems: [...circles.problems, ...likeCircles], lets, clauses, circles, likeCircles };
}

function groupOf(value: Lowered): LoweredGroup | undefined {
  return value.kind === 'exclusive' ? value.group : undefined;
}
function limitOf(value: Lowered): LoweredLimit | undefined {
  return value.kind === 'limit' ? value.limit : undefined;
}

/** Of the root file only. */
function examplesOf({ root, entries }: Parts): Example[] {
  return entries.flatMap(({ uri, lowered }) => (uri === root && lowered?.value.kind === 'example' ? [lowered.value.example] : []));
}

function filesOf({ files, entries }: Parts): FileInfo[] {
  const requirements = new Map<string, Test[]>(files.map((f) => [f.uri, []]));
  const policies = new Map<string, Extract<Lowered, { kind: 'policy' }>>();
  for (const { uri, lowered } of entries) {
    if (lowered?.value.kind === 'require') requirements.get(uri)?.push(lowered.value.test);
    else if (lowered?.value.kind === 'policy' && !policies.has(uri)) policies.set(uri, lowered.value);
  }
  return files.map(({ uri, currency, imports }) => {
    const policy = policies.get(uri);
    return {
      uri,
      ...(policy ? { policy: policy.policy } : {}),
      ...(policy?.effective ? { effective: policy.effective } : {}),
      currency,
      requirements: requirements.get(uri) ?? [],
      imports: imports.map((i) => i.uri),
    };
  });
}

function unitsOf({ declarations, unit }: Parts): Program['units'] {
  const units = new Map<string, { factor: Unit['factor']; dimension: Unit['dimension'] }>();
  for (const name of declarations.units.keys()) {
    const found = unit(name);
    if (found && !found.broken) units.set(name, { factor: found.factor, dimension: found.dimension });
  }
  return units;
}

/**
 * A group that cannot be settled leaves open what its members get, though not what they would get by themselves: just so does a limit
 * whose cap is broken.
 */
function unsettled({ broken, choose: _, ...group }: LoweredGroup): Limit[] {
  return broken ? [{ ...group, cap: brokenAt(broken) }] : [];
}

/** `all` is every clause of the program; with `each`, those that go over its list. */
function withMembers({ all, ...limit }: LoweredLimit, clauses: ReadonlyMap<string, Clause>): Limit {
  if (!all) return limit;
  const members = [...clauses.values()].filter((c) => limit.each === undefined || c.each === limit.each).map((c) => c.name);
  return { ...limit, members };
}

/** Names in a circle are broken, so that every engine ends. */
function breakLets(lets: ReadonlyMap<string, Let>, { members }: Circles): Map<string, Let> {
  return new Map([...lets].map(([name, value]) => [name, members.has(name) ? { ...value, value: brokenAt(value.value.place) } : value]));
}

/** Such a clause has an award that cannot be computed and nothing else that could need another. */
function breakClauses(clauses: ReadonlyMap<string, Clause>, { members }: Circles): Map<string, Clause> {
  return new Map(
    [...clauses].map(([name, clause]) => {
      if (!members.has(name)) return [name, clause];
      const { place } = clause.benefit;
      const benefit = { kind: 'award', upTo: false, amount: brokenAt(place), place } as const;
      return [name, { ...clause, lets: new Map(), conditions: [], steps: [], benefit }];
    }),
  );
}
