/** Definitions that need each other: lets and clauses, directly, through others or through the requirements of a clause's file. */
import type { Entry } from './entry';
import { circleThrough, components } from './graph';
import { type ProgramProblem, problem } from './problems';
import type { Example, Place } from './program';

export interface Circles {
  /** Every let and clause that is part of one. */
  readonly members: ReadonlySet<string>;
  /** One finding a circle. */
  readonly problems: readonly ProgramProblem[];
}

/** A node for all requirements of a file, which every clause of the file needs. */
function requirementsOf(uri: string): string {
  return `\u0000${uri}`;
}

export function findCircles(entries: readonly Entry[], duplicates: ReadonlySet<Entry>): Circles {
  const uses = new Map<string, ReadonlyMap<string, Place>>();
  const places = new Map<string, Place>();
  const required = new Map<string, Map<string, Place>>();
  for (const { uri, lowered } of entries) {
    if (lowered?.value.kind !== 'require' || lowered.uses.size === 0) continue;
    const known = required.get(uri) ?? new Map<string, Place>();
    for (const [name, place] of lowered.uses) known.set(name, place);
    required.set(uri, known);
  }
  for (const entry of entries) {
    const value = entry.lowered?.value;
    if (!entry.lowered || duplicates.has(entry)) continue;
    if (value?.kind === 'let' && value.let.name !== '') {
      places.set(value.let.name, value.let.namePlace);
      if (entry.lowered.uses.size > 0) uses.set(value.let.name, entry.lowered.uses);
    } else if (value?.kind === 'clause' && value.clause.name !== '') {
      const { name, namePlace } = value.clause;
      places.set(name, namePlace);
      if (required.has(entry.uri)) uses.set(name, new Map([...entry.lowered.uses, [requirementsOf(entry.uri), namePlace]]));
      else if (entry.lowered.uses.size > 0) uses.set(name, entry.lowered.uses);
    }
  }
  for (const [uri, used] of required) uses.set(requirementsOf(uri), used);

  const members = new Set<string>();
  const problems: ProgramProblem[] = [];
  const edges = (name: string): Iterable<string> => uses.get(name)?.keys() ?? [];
  for (const part of components([...uses.keys()], edges)) {
    const [start] = part;
    if (start === undefined || (part.length === 1 && !uses.get(start)?.has(start))) continue;
    for (const name of part) members.add(name);
    const way = circleThrough(start, new Set(part), edges) ?? [start, start];
    const path = way.filter((name) => !name.startsWith('\u0000'));
    const [name] = path;
    const place = name === undefined ? undefined : places.get(name);
    if (name === undefined || !place) continue;
    if (path[path.length - 1] !== name || path.length === 1) path.push(name);
    const related = way.slice(0, -1).flatMap((from, i) => {
      const next = way[i + 1] ?? name;
      const at = uses.get(from)?.get(next);
      return at && !from.startsWith('\u0000') && !next.startsWith('\u0000')
        ? [{ place: at, note: 'uses' as const, data: { name: from, next } }]
        : [];
    });
    problems.push(problem(place, { name: 'circular-definition', data: { code: 'names', name, path } }, { related }));
  }
  return { members, problems };
}

/** `like` in a circle: one finding for each circle, at its first example. */
export function findLikeCircles(examples: readonly Example[]): ProgramProblem[] {
  const byTitle = new Map<string, Example>();
  for (const example of examples) if (!byTitle.has(example.title)) byTitle.set(example.title, example);
  const edges = (title: string): string[] => {
    const like = byTitle.get(title)?.like;
    return like === undefined ? [] : [like];
  };
  const problems: ProgramProblem[] = [];
  const titles = [...byTitle].flatMap(([title, e]) => (e.like === undefined ? [] : [title]));
  for (const part of components(titles, edges)) {
    const [start] = part;
    if (start === undefined || (part.length === 1 && !edges(start).includes(start))) continue;
    const path = circleThrough(start, new Set(part), edges) ?? [start, start];
    const place = byTitle.get(start)?.namePlace;
    if (place) problems.push(problem(place, { name: 'circular-definition', data: { code: 'examples', name: start, path } }));
  }
  return problems;
}
