/** The program put together from its lowered items; circles of lets and clauses are found here, since only now all is known. */
import type { ItemSyntax } from '../syntax/tree';
import type { Declarations } from './declare';
import type { totalCurrency } from './files';
import { circleThrough, components } from './graph';
import type { Kept } from './link';
import { brokenAt } from './lower/context';
import type { Lowered } from './lower/items';
import { type ProgramProblem, problem } from './problems';
import type { Clause, Example, Fact, FileInfo, Group, Let, Limit, Place, Program, Test } from './program';
import type { ListType, ScalarType } from './types';
import type { Unit } from './units';

export interface Item {
  readonly uri: string;
  readonly item: ItemSyntax;
  readonly kept: Kept<Lowered>;
  /** Of a fact: what was found in its type. */
  readonly type?: Kept<ScalarType | ListType>;
  /** False for the second of two items of one name. */
  readonly counts: boolean;
}

interface FileParts {
  policy?: NonNullable<FileInfo['policy']>;
  effective?: FileInfo['effective'];
  readonly requirements: Test[];
  /** The items of its requirements, for circles. */
  readonly items: Item[];
}

export function assemble(
  root: string,
  declarations: Declarations,
  items: readonly Item[],
  total: ReturnType<typeof totalCurrency>,
  unit: (name: string) => Unit | undefined,
): { program: Program; problems: ProgramProblem[] } {
  const problems: ProgramProblem[] = [];
  const facts = new Map<string, Fact>();
  const lets = new Map<string, Let>();
  const clauses = new Map<string, Clause>();
  const groups: Group[] = [];
  const limits: (Limit & { readonly all: boolean })[] = [];
  const examples: Example[] = [];
  const parts = new Map<string, FileParts>(declarations.files.map((f) => [f.uri, { requirements: [], items: [] }]));
  for (const item of items) {
    const { uri, kept, type, counts } = item;
    if (type) problems.push(...type.problems);
    problems.push(...kept.problems);
    const file = parts.get(uri);
    const { value } = kept;
    switch (value.kind) {
      case 'fact':
        if (counts && value.fact.name !== '') facts.set(value.fact.name, value.fact);
        break;
      case 'let':
        if (counts && value.let.name !== '') lets.set(value.let.name, value.let);
        break;
      case 'require':
        file?.requirements.push(value.test);
        file?.items.push(item);
        break;
      case 'clause':
        if (counts && value.clause.name !== '') clauses.set(value.clause.name, value.clause);
        break;
      case 'exclusive':
        if (counts && value.group.name !== '') groups.push(value.group);
        break;
      case 'limit':
        if (counts && value.limit.name !== '') limits.push(value.limit);
        break;
      case 'example':
        if (uri === root) examples.push(value.example);
        break;
      case 'policy':
        if (file && !file.policy) {
          file.policy = value.policy;
          file.effective = value.effective;
        }
        break;
      case 'unit':
      case 'none':
        break;
      default: {
        const never: never = value;
        return never;
      }
    }
  }
  breakCircles(items, parts, lets, clauses, problems);
  reportLikeCircles(examples, problems);
  const units = new Map<string, { factor: Unit['factor']; dimension: Unit['dimension'] }>();
  for (const name of declarations.units.keys()) {
    const found = unit(name);
    if (found && !found.broken) units.set(name, { factor: found.factor, dimension: found.dimension });
  }
  const program: Program = {
    root,
    files: declarations.files.map(({ uri, currency, imports }) => {
      const file = parts.get(uri);
      return {
        uri,
        ...(file?.policy ? { policy: file.policy } : {}),
        ...(file?.effective ? { effective: file.effective } : {}),
        currency,
        requirements: file?.requirements ?? [],
        imports: imports.map((i) => i.uri),
      };
    }),
    facts,
    lets,
    clauses,
    groups,
    limits: limits.map((limit) => withMembers(limit, clauses)),
    examples,
    ...(total.mixed ? {} : { currency: total.currency }),
    units,
  };
  return { program, problems };
}

/** `all` is every clause of the program; with `each`, those that go over its list. */
function withMembers({ all, ...limit }: Limit & { readonly all: boolean }, clauses: ReadonlyMap<string, Clause>): Limit {
  if (!all) return limit;
  const members = [...clauses.values()].filter((c) => limit.each === undefined || c.each === limit.each).map((c) => c.name);
  return { ...limit, members };
}

/**
 * Lets and clauses that need each other, directly, through others or through the requirements of a clause's file: one finding a circle,
 * and the names in it are broken, so that every engine ends.
 */
function breakCircles(
  items: readonly Item[],
  parts: ReadonlyMap<string, FileParts>,
  lets: Map<string, Let>,
  clauses: Map<string, Clause>,
  problems: ProgramProblem[],
): void {
  const uses = new Map<string, ReadonlyMap<string, Place>>();
  const requirementsOf = (uri: string): string => `\u0000${uri}`;
  let any = false;
  for (const { uri, kept, counts } of items) {
    const { value } = kept;
    if (!counts) continue;
    if (value.kind === 'let' && value.let.name !== '') uses.set(value.let.name, kept.uses);
    else if (value.kind === 'clause' && value.clause.name !== '') {
      const required = parts.get(uri)?.items ?? [];
      const first = required[0];
      const extra: [string, Place][] = first ? [[requirementsOf(uri), value.clause.namePlace]] : [];
      uses.set(value.clause.name, extra.length > 0 ? new Map([...kept.uses, ...extra]) : kept.uses);
    } else continue;
    if (kept.uses.size > 0) any = true;
  }
  for (const [uri, file] of parts) {
    const used = new Map<string, Place>();
    for (const { kept } of file.items) for (const [name, place] of kept.uses) used.set(name, place);
    if (used.size === 0) continue;
    uses.set(requirementsOf(uri), used);
    any = true;
  }
  if (!any) return;
  const edges = (name: string): Iterable<string> => uses.get(name)?.keys() ?? [];
  for (const part of components([...uses.keys()], edges)) {
    const [start] = part;
    if (start === undefined || (part.length === 1 && !uses.get(start)?.has(start))) continue;
    const circle = new Set(part);
    const path = circleThrough(start, circle, edges) ?? [start, start];
    const names = path.filter((name) => !name.startsWith('\u0000'));
    const [name] = names;
    const at = name === undefined ? undefined : (lets.get(name)?.namePlace ?? clauses.get(name)?.namePlace);
    if (name !== undefined && at) {
      if (names[names.length - 1] !== name) names.push(name);
      const related = path.slice(0, -1).flatMap((from, i) => {
        const next = path[i + 1] ?? name;
        const place = uses.get(from)?.get(next);
        if (!place || from.startsWith('\u0000') || next.startsWith('\u0000')) return [];
        return [{ place, note: 'uses' as const, data: { name: from, next } }];
      });
      problems.push(problem(at, { name: 'circular-definition', data: { code: 'names', name, path: names } }, { related }));
    }
    for (const member of part) {
      const broken = lets.get(member);
      if (broken) lets.set(member, { ...broken, value: brokenAt(broken.value.place) });
      const clause = clauses.get(member);
      if (clause) clauses.set(member, withoutBody(clause));
    }
  }
}

/** The clause with an award that cannot be computed and nothing else that could need another. */
function withoutBody(clause: Clause): Clause {
  const place = clause.benefit.place;
  return { ...clause, lets: new Map(), conditions: [], steps: [], benefit: { kind: 'award', upTo: false, amount: brokenAt(place), place } };
}

/** `like` in a circle: one finding for each circle, at its first example. */
function reportLikeCircles(examples: readonly Example[], problems: ProgramProblem[]): void {
  const byTitle = new Map<string, Example>();
  for (const example of examples) if (!byTitle.has(example.title)) byTitle.set(example.title, example);
  const edges = (title: string): string[] => {
    const like = byTitle.get(title)?.like;
    return like === undefined ? [] : [like];
  };
  if (![...byTitle.values()].some((e) => e.like !== undefined)) return;
  for (const part of components([...byTitle.keys()], edges)) {
    const [start] = part;
    if (start === undefined || (part.length === 1 && !edges(start).includes(start))) continue;
    const path = circleThrough(start, new Set(part), edges) ?? [start, start];
    const place = byTitle.get(start)?.namePlace;
    if (place) problems.push(problem(place, { name: 'circular-definition', data: { code: 'examples', name: start, path } }));
  }
}
