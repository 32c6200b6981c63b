/** Which item of A is which of B: by stated renames, by name, then facts by label and type, and clauses, groups and limits by equal bodies. */
import type { Clause, Fact, Group, Let, Limit, Program } from '../program/program';
import type { FieldDeclaration } from '../program/types';
import type { FactChange } from './difference';
import { Bodies, boundsText, constantText, type Naming, Shapes, typeText } from './shape';

export interface Pair<T> {
  readonly a?: T;
  readonly b?: T;
}
export interface FactPair extends Pair<Fact> {
  /** By name, but what the two can be has nothing in common. */
  readonly apart?: boolean;
}
/** A rename that the author states: of a fact, a list's field, a clause, let, group or limit. */
export interface Rename {
  readonly from: string;
  readonly to: string;
}

export interface Matches {
  readonly facts: readonly FactPair[];
  readonly lets: readonly Pair<Let>[];
  readonly clauses: readonly Pair<Clause>[];
  readonly groups: readonly Pair<Group>[];
  readonly limits: readonly Pair<Limit>[];
  readonly ignored: readonly Rename[];
  readonly bodies: { readonly a: Bodies; readonly b: Bodies };
  /** Names that both sides share: B's where an item is on both. */
  readonly naming: { readonly a: Naming; readonly b: Naming };
}

export function match(a: Program, b: Program, renames: readonly Rename[]): Matches {
  const used = new Set<Rename>();
  const stated = (from: string): string | undefined => {
    const rename = renames.find((r) => r.from === from);
    return rename?.to;
  };
  const use = (from: string): void => {
    const rename = renames.find((r) => r.from === from);
    if (rename) used.add(rename);
  };
  const facts = matchFacts([...a.facts.values()], [...b.facts.values()], stated, use);
  const named = new Map<string, string>();
  const takenFacts = new Set(b.facts.keys());
  for (const pair of facts) if (pair.a) named.set(pair.a.name, sharedName(pair, pair.a.name, takenFacts));
  const fields = new Map(facts.map((pair) => [pair.a?.name ?? '', renamedFields(pair, stated, use)]));
  const clauseNames = new Map<string, string>();
  const takenClauses = new Set([...b.clauses.keys(), ...b.groups.map((g) => g.name), ...b.limits.map((l) => l.name)]);
  const naming = {
    a: {
      fact: (n: string) => named.get(n) ?? n,
      field: (list: string, n: string) => fields.get(list)?.get(n) ?? n,
      clause: (n: string) => clauseNames.get(n) ?? n,
    },
    b: { fact: (n: string) => n, field: (_: string, n: string) => n, clause: (n: string) => n },
  };
  const shapes = new Shapes();
  const bodiesOf = () => ({ a: new Bodies(a, shapes, naming.a, 'a'), b: new Bodies(b, shapes, naming.b, 'b') });
  const name = <T extends { readonly name: string }>(pairs: readonly Pair<T>[]): void => {
    for (const p of pairs) if (p.a) clauseNames.set(p.a.name, p.b ? p.b.name : takenClauses.has(p.a.name) ? `${p.a.name}@a` : p.a.name);
  };
  const by = <T extends { readonly name: string }>(mine: readonly T[], other: readonly T[], sa: (x: T) => number, sb: (x: T) => number) =>
    matchNamed(mine, other, stated, use, sa, sb);
  let bodies = bodiesOf();
  // Clauses that read renamed clauses have equal bodies only once these are known: a few rounds.
  let clauses: readonly Pair<Clause>[] = [];
  for (let round = 0; round < 3; round++) {
    const { a: ba, b: bb } = bodies;
    const next = by(
      [...a.clauses.values()],
      [...b.clauses.values()],
      (c) => ba.clause(c),
      (c) => bb.clause(c),
    );
    const settled = next.length === clauses.length;
    clauses = next;
    name(clauses);
    if (settled) break;
    bodies = bodiesOf();
  }
  const groupShape = (which: Naming) => (g: Group) =>
    shapes.id('group', g.each && which.fact(g.each), g.choose, shapes.id('members', ...g.members.map((m) => which.clause(m)).sort()));
  const groups = by(a.groups, b.groups, groupShape(naming.a), groupShape(naming.b));
  name(groups);
  bodies = bodiesOf();
  const { a: ba, b: bb } = bodies;
  const limits = by(
    a.limits,
    b.limits,
    (l) => ba.limit(l),
    (l) => bb.limit(l),
  );
  name(limits);
  bodies = bodiesOf();
  const { a: la, b: lb } = bodies;
  const lets = by(
    [...a.lets.values()],
    [...b.lets.values()],
    (l) => la.expression(l.value),
    (l) => lb.expression(l.value),
  );
  return { facts, lets, clauses, groups, limits, ignored: renames.filter((r) => !used.has(r)), bodies, naming };
}

function sharedName(pair: FactPair, own: string, taken: ReadonlySet<string>): string {
  if (pair.b) return pair.b.name;
  return taken.has(own) ? `${own}@a` : own;
}

/** In B's order, those of A only behind them. */
function matchNamed<T extends { readonly name: string }>(
  a: readonly T[],
  b: readonly T[],
  stated: (from: string) => string | undefined,
  use: (from: string) => void,
  shapeA: (x: T) => number,
  shapeB: (x: T) => number,
): readonly Pair<T>[] {
  const found = new Map<T, T>();
  const taken = new Set<T>();
  const take = (x: T, y: T): void => {
    found.set(y, x);
    taken.add(x);
  };
  const byName = new Map(b.map((y) => [y.name, y]));
  for (const x of a) {
    const to = stated(x.name);
    const y = to === undefined ? undefined : byName.get(to);
    if (!y || found.has(y)) continue;
    use(x.name);
    take(x, y);
  }
  for (const x of a) {
    const y = byName.get(x.name);
    if (y && !found.has(y) && !taken.has(x)) take(x, y);
  }
  const leftA = unique(
    a.filter((x) => !taken.has(x)),
    shapeA,
  );
  const leftB = unique(
    b.filter((y) => !found.has(y)),
    shapeB,
  );
  for (const [shape, x] of leftA) {
    const y = leftB.get(shape);
    if (y) take(x, y);
  }
  return [...b.map((y) => pairOf(found.get(y), y)), ...a.filter((x) => !taken.has(x)).map((x) => ({ a: x }))];
}

function pairOf<T>(a: T | undefined, b: T): Pair<T> {
  return a === undefined ? { b } : { a, b };
}

/** Those whose key no other has. */
function unique<T, K>(items: readonly T[], key: (item: T) => K): ReadonlyMap<K, T> {
  const found = new Map<K, T>();
  const twice = new Set<K>();
  for (const item of items) {
    const k = key(item);
    if (found.has(k)) twice.add(k);
    found.set(k, item);
  }
  for (const k of twice) found.delete(k);
  return found;
}

function matchFacts(
  a: readonly Fact[],
  b: readonly Fact[],
  stated: (from: string) => string | undefined,
  use: (from: string) => void,
): readonly FactPair[] {
  const found = new Map<Fact, FactPair>();
  const taken = new Set<Fact>();
  const byName = new Map(b.map((y) => [y.name, y]));
  for (const x of a) {
    const to = stated(x.name);
    const y = to === undefined ? undefined : byName.get(to);
    if (!y || found.has(y) || !together(x, y)) continue;
    use(x.name);
    found.set(y, { a: x, b: y });
    taken.add(x);
  }
  for (const x of a) {
    const y = byName.get(x.name);
    if (!y || found.has(y) || taken.has(x)) continue;
    found.set(y, together(x, y) ? { a: x, b: y } : { b: y, apart: true });
    if (together(x, y)) taken.add(x);
  }
  const apart = new Set(a.filter((x) => !taken.has(x) && found.get(byName.get(x.name) as Fact)?.apart));
  const key = (f: Fact): string => (f.label === undefined ? '' : `${f.label} ${typeText(f.type)}`);
  const leftA = unique(
    a.filter((x) => !taken.has(x) && !apart.has(x) && key(x) !== ''),
    key,
  );
  const leftB = unique(
    b.filter((y) => !found.has(y) && key(y) !== ''),
    key,
  );
  for (const [k, x] of leftA) {
    const y = leftB.get(k);
    if (!y || !together(x, y)) continue;
    found.set(y, { a: x, b: y });
    taken.add(x);
  }
  return [
    ...b.map((y) => found.get(y) ?? { b: y }),
    ...a.filter((x) => !taken.has(x)).map((x): FactPair => (apart.has(x) ? { a: x, apart: true } : { a: x })),
  ];
}

/** Of two lists that are one, the fields of A that have another name in B. @param stated what was said to be called so, and is used where it fits */
export function renamedFields(
  { a: x, b: y }: FactPair,
  stated: (from: string) => string | undefined = () => undefined,
  use: (from: string) => void = () => undefined,
): ReadonlyMap<string, string> {
  const found = new Map<string, string>();
  if (x?.type.kind !== 'list' || y?.type.kind !== 'list') return found;
  const [mine, theirs] = [x.type.fields, y.type.fields];
  const gone = mine.filter((f) => !theirs.some((g) => g.name === f.name));
  const come = theirs.filter((g) => !mine.some((f) => f.name === g.name));
  for (const f of gone) {
    const to = come.find((g) => g.name === stated(f.name));
    if (!to || !together(f, to)) continue;
    use(f.name);
    found.set(f.name, to.name);
  }
  const taken = new Set(found.values());
  const key = ({ label, type }: FieldDeclaration): string => `${label} ${typeText(type)}`;
  const left = unique(
    come.filter((g) => g.label !== undefined && !taken.has(g.name)),
    key,
  );
  for (const [k, f] of unique(
    gone.filter((g) => g.label !== undefined && !found.has(g.name)),
    key,
  )) {
    const to = left.get(k);
    if (to) found.set(f.name, to.name);
  }
  return found;
}

/** Whether one value can stand for both: what is known of it may differ, not what it is. */
export function together({ type: a }: Pick<Fact, 'type'>, { type: b }: Pick<Fact, 'type'>): boolean {
  if (a.kind === 'broken' || b.kind === 'broken' || a.kind !== b.kind) return false;
  if (a.kind === 'number' && b.kind === 'number') return a.dimension === b.dimension;
  if (a.kind === 'list' && b.kind === 'list')
    return a.fields.every((f) => {
      const other = b.fields.find((g) => g.name === f.name);
      return !other || together({ type: f.type }, { type: other.type });
    });
  return true;
}

/** What is not the same of two facts that are one. */
export function changesOf(a: Fact, b: Fact): readonly FactChange[] {
  const changes: FactChange[] = [];
  const [x, y] = [a.type, b.type];
  if (x.kind !== y.kind) changes.push('type');
  if (x.kind === 'number' && y.kind === 'number') {
    if (x.dimension !== y.dimension) changes.push('dimension');
    if ((x.integer ?? false) !== (y.integer ?? false)) changes.push('integer');
    if (x.unit !== y.unit || (x.percent ?? false) !== (y.percent ?? false)) changes.push('unit');
  }
  if ((x.kind === 'member' && y.kind === 'member') || (x.kind === 'set' && y.kind === 'set'))
    if (typeText(x) !== typeText(y)) changes.push('members');
  if (x.kind === 'list' && y.kind === 'list') {
    if (x.max !== y.max) changes.push('most-items');
    if (typeText({ ...x, max: 0 }) !== typeText({ ...y, max: 0 })) changes.push('fields');
  }
  if (boundsText(a.bounds) !== boundsText(b.bounds)) changes.push('interval');
  if (constantText(a.default) !== constantText(b.default)) changes.push('default');
  if ((a.label ?? '') !== (b.label ?? '')) changes.push('label');
  return changes;
}
