/** What changed in the text: items added, removed, renamed, reworded, moved, or with another body. What that means for awards the verdicts say. */
import type { Clause, Fact, Group, Let, Limit, Place, Test } from '../program/program';
import type { Both, FactMatch, ItemKind, Sides, StructureChange } from './difference';
import type { Engine } from './engine';
import { changesOf, type Pair } from './match';
import type { CompareSide } from './sides';

interface Named {
  readonly name: string;
  readonly place: Place;
  readonly namePlace: Place;
}

/** What every row says of its item on both sides. */
export function sidesOf(
  given: Both<CompareSide>,
  { a, b }: Pair<Named & { readonly title?: string }>,
): {
  readonly presence: 'both' | 'only-a' | 'only-b';
  readonly name: Sides<string>;
  readonly title: Sides<string>;
  readonly at: Sides<StructureRange>;
} {
  return {
    presence: a && b ? 'both' : a ? 'only-a' : 'only-b',
    name: sides(a?.name, b?.name),
    title: sides(a?.title, b?.title),
    at: sides(a && given.a.range(a.namePlace), b && given.b.range(b.namePlace)),
  };
}
type StructureRange = ReturnType<CompareSide['range']>;

export function sides<T>(a: T | undefined, b: T | undefined): Sides<T> {
  return { ...(a !== undefined && { a }), ...(b !== undefined && { b }) };
}

export function structureOf(engine: Engine): readonly StructureChange[] {
  const { matches } = engine;
  const { bodies } = matches;
  const each = (x: { readonly each?: string } | undefined, naming: { fact(n: string): string }): string =>
    x?.each === undefined ? '' : naming.fact(x.each);
  const members = (side: 'a' | 'b', list: readonly string[]): string => list.map(matches.naming[side].clause).join('\n');
  return [
    ...policyChanges(engine),
    ...requirementChanges(engine),
    ...changesOfKind(
      engine,
      'fact',
      matches.facts,
      (f) => f.label,
      factChanged,
      (a, b) => changesOf(a, b).filter((c) => !factChanged(a, b).includes(c)),
    ),
    ...changesOfKind(
      engine,
      'let',
      matches.lets,
      (l) => l.label,
      (a: Let, b: Let) => (bodies.a.expression(a.value) === bodies.b.expression(b.value) ? [] : ['value']),
      (a, b) => parts(['label', a.label, b.label]),
    ),
    ...changesOfKind(engine, 'clause', matches.clauses, (c) => c.title, clauseChanged, clauseReworded),
    ...changesOfKind(
      engine,
      'group',
      matches.groups,
      (g) => g.title,
      (a: Group, b: Group) => [
        ...parts(['members', members('a', a.members), members('b', b.members)], ['choose', a.choose, b.choose]),
        ...parts(['each', each(a, matches.naming.a), each(b, matches.naming.b)]),
      ],
      textChanged,
    ),
    ...changesOfKind(
      engine,
      'limit',
      matches.limits,
      (l) => l.title,
      (a: Limit, b: Limit) => [
        ...parts(['members', members('a', a.members), members('b', b.members)]),
        ...(bodies.a.expression(a.cap) === bodies.b.expression(b.cap) ? [] : ['cap']),
        ...parts(['each', each(a, matches.naming.a), each(b, matches.naming.b)], ['window', a.window?.kind, b.window?.kind]),
        ...(a.window?.kind === 'within' &&
        b.window?.kind === 'within' &&
        bodies.a.expression(a.window.length) !== bodies.b.expression(b.window.length)
          ? ['window']
          : []),
      ],
      textChanged,
    ),
  ];

  function clauseChanged(a: Clause, b: Clause): readonly string[] {
    const [x, y] = [bodies.a.clauseParts(a), bodies.b.clauseParts(b)];
    return x.flatMap((p, i) => (p.id === y[i]?.id ? [] : [p.part]));
  }
}

/** Changes of a fact that only people see. */
const WORDS: ReadonlySet<string> = new Set(['label', 'unit']);

function factChanged(a: Fact, b: Fact): readonly string[] {
  // Of whole numbers the unit says which are allowed: whole years, or whole months.
  const whole = a.type.kind === 'number' && a.type.integer === true;
  return changesOf(a, b).filter((c) => !WORDS.has(c) || (whole && c === 'unit'));
}

function textChanged(a: Group | Limit, b: Group | Limit): readonly string[] {
  return parts(['title', a.title, b.title], ['source', sourceText(a), sourceText(b)]);
}

function clauseReworded(a: Clause, b: Clause): readonly string[] {
  const reasons = (c: Clause): string =>
    [...c.conditions.flatMap((w) => w.tests), ...c.steps].flatMap(({ reason }) => reason ?? []).join('\n');
  return parts(
    ['title', a.title, b.title],
    ['source', sourceText(a), sourceText(b)],
    ['department', a.departments.join('\n'), b.departments.join('\n')],
    ['reason', reasons(a), reasons(b)],
  );
}

function sourceText({ source }: { readonly source?: { readonly article: string; readonly quote?: string } }): string {
  return source ? `${source.article}\n${source.quote ?? ''}` : '';
}

/** The names of those parts whose two texts differ. */
function parts(...all: readonly (readonly [string, string | undefined, string | undefined])[]): readonly string[] {
  return all.flatMap(([name, a, b]) => ((a ?? '') === (b ?? '') ? [] : [name]));
}

function changesOfKind<T extends Named>(
  { given }: Engine,
  kind: ItemKind,
  pairs: readonly Pair<T>[],
  title: (item: T) => string | undefined,
  changed: (a: T, b: T) => readonly string[],
  reworded: (a: T, b: T) => readonly string[],
): readonly StructureChange[] {
  const moved = movedIn(given, pairs);
  return pairs.flatMap((pair): StructureChange[] => {
    const { a, b } = pair;
    const row = {
      kind,
      name: sides(a?.name, b?.name),
      title: sides(a && title(a), b && title(b)),
      at: sides(a && given.a.range(a.namePlace), b && given.b.range(b.namePlace)),
    };
    if (!a || !b) return [{ ...row, change: a ? 'removed' : 'added' }];
    const found: StructureChange[] = [];
    if (a.name !== b.name) found.push({ ...row, change: 'renamed' });
    const body = changed(a, b);
    if (body.length > 0) found.push({ ...row, change: 'changed', parts: [...new Set(body)] });
    const words = reworded(a, b);
    if (words.length > 0) found.push({ ...row, change: 'reworded', parts: words });
    const other = moved.get(pair);
    if (other) found.push({ ...row, change: 'moved', otherFile: other === 'file' });
    return found;
  });
}

/**
 * Items that stand elsewhere: in another file (of several; two single files are the two versions of one, whatever they are called), or out of
 * the longest run of items that kept their order.
 */
function movedIn<T extends Named>(given: Both<CompareSide>, pairs: readonly Pair<T>[]): ReadonlyMap<Pair<T>, 'file' | 'order'> {
  const both = pairs.flatMap((pair) => (pair.a && pair.b ? [{ pair, a: pair.a, b: pair.b }] : []));
  const files = { a: given.a.program.files.map((f) => f.uri), b: given.b.program.files.map((f) => f.uri) };
  const fileOf = (side: 'a' | 'b', item: T): string => {
    const { uri } = item.place;
    // The roots correspond, other files by their last name.
    return uri === given[side].program.root ? '' : (uri.split('/').at(-1) ?? uri);
  };
  const found = new Map<Pair<T>, 'file' | 'order'>();
  const stayed = both.filter(({ pair, a, b }) => {
    const other = files.a.length + files.b.length > 2 && fileOf('a', a) !== fileOf('b', b);
    if (other) found.set(pair, 'file');
    return !other;
  });
  const at = (side: 'a' | 'b', item: T): number => files[side].indexOf(item.place.uri) * 1e9 + given[side].range(item.namePlace).start;
  const order = [...stayed].sort((x, y) => at('b', x.b) - at('b', y.b));
  const kept = longestRun(order.map((x) => at('a', x.a)));
  for (const [i, { pair }] of order.entries()) if (!kept.has(i)) found.set(pair, 'order');
  return found;
}

/** Indices of a longest increasing subsequence. */
export function longestRun(values: readonly number[]): ReadonlySet<number> {
  /** For each length, the index at which a run of it ends lowest. */
  const ends: number[] = [];
  const before: (number | undefined)[] = [];
  for (const [i, value] of values.entries()) {
    let [low, high] = [0, ends.length];
    while (low < high) {
      const middle = (low + high) >> 1;
      if ((values[ends[middle] ?? 0] ?? 0) < value) low = middle + 1;
      else high = middle;
    }
    before[i] = ends[low - 1];
    ends[low] = i;
  }
  const run = new Set<number>();
  for (let at = ends.at(-1); at !== undefined; at = before[at]) run.add(at);
  return run;
}

// ---------------------------------------------------------------------------------------------- facts, requirements, the policy

export function factMatches({ given, matches }: Engine): readonly FactMatch[] {
  return matches.facts.map(({ a, b, apart }): FactMatch => {
    const changes = a && b ? changesOf(a, b) : [];
    const plain = changes.every((c) => c === 'label' || c === 'unit' || c === 'default');
    const kind = !a || !b ? (apart ? 'apart' : a ? 'only-a' : 'only-b') : a.name !== b.name ? 'renamed' : plain ? 'same' : 'retyped';
    return {
      match: kind,
      name: sides(a?.name, b?.name),
      label: sides(a?.label, b?.label),
      at: sides(a && given.a.range(a.namePlace), b && given.b.range(b.namePlace)),
      changes,
    };
  });
}

/** Requirements by what they ask: of equal ones the first is taken; of others, those with the same reason are one that changed. */
function requirementChanges({ given, matches }: Engine): readonly StructureChange[] {
  const all = (side: 'a' | 'b') =>
    given[side].program.files.flatMap((f) => f.requirements.map((test) => ({ test, id: matches.bodies[side].expression(test.condition) })));
  const [as, bs] = [all('a'), all('b')];
  const pairs: Pair<Test>[] = [];
  const leftA = [...as];
  const leftB = bs.filter((y) => {
    const i = leftA.findIndex((x) => x.id === y.id);
    if (i < 0) return true;
    const [x] = leftA.splice(i, 1);
    if (x) pairs.push({ a: x.test, b: y.test });
    return false;
  });
  const name = (t: Test): string => t.reason ?? t.place.item.text.slice(t.place.start, t.place.end);
  const row = (a: Test | undefined, b: Test | undefined) => ({
    kind: 'requirement' as const,
    name: sides(a && name(a), b && name(b)),
    title: {},
    at: sides(a && given.a.range(a.place), b && given.b.range(b.place)),
  });
  const found: StructureChange[] = [];
  for (const { a, b } of pairs) if (a && b && a.reason !== b.reason) found.push({ ...row(a, b), change: 'reworded', parts: ['reason'] });
  for (const { test } of leftB) {
    const i = leftA.findIndex((x) => x.test.reason !== undefined && x.test.reason === test.reason);
    const [x] = i < 0 ? [] : leftA.splice(i, 1);
    found.push(x ? { ...row(x.test, test), change: 'changed', parts: ['condition'] } : { ...row(undefined, test), change: 'added' });
  }
  for (const { test } of leftA) found.push({ ...row(test, undefined), change: 'removed' });
  return found;
}

function policyChanges({ given }: Engine): readonly StructureChange[] {
  const of = (side: 'a' | 'b') => {
    const { program } = given[side];
    return program.files.find((f) => f.uri === program.root)?.policy;
  };
  const [a, b] = [of('a'), of('b')];
  if (!a && !b) return [];
  const row = {
    kind: 'policy' as const,
    name: sides(a?.title, b?.title),
    title: sides(a?.title, b?.title),
    at: sides(a && given.a.range(a.place), b && given.b.range(b.place)),
  };
  if (!a || !b) return [{ ...row, change: a ? 'removed' : 'added' }];
  const changed = parts(
    ['title', a.title, b.title],
    ['number', a.number, b.number],
    ['issuer', a.issuer, b.issuer],
    ['issued', String(a.issued ?? ''), String(b.issued ?? '')],
    ['supersedes', a.supersedes.join('\n'), b.supersedes.join('\n')],
    ['url', a.url, b.url],
  );
  return changed.length > 0 ? [{ ...row, change: 'reworded', parts: changed }] : [];
}
