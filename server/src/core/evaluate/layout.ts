/**
 * Which clauses hang together through groups and limits. Sections are settled each by itself, so that after an edit only the section that
 * it touches is settled again.
 */
import type { Group, Limit, Program } from '../program/program';

export interface Section {
  /** In program order. */
  readonly clauses: readonly string[];
  /** Numbers in the program's groups and limits, ascending. */
  readonly groups: readonly number[];
  readonly limits: readonly number[];
}

export interface Layout {
  readonly clauses: readonly string[];
  readonly sections: readonly Section[];
  /** Number of the section that a clause, a group or a limit stands in. */
  readonly ofClause: ReadonlyMap<string, number>;
  readonly ofGroup: readonly number[];
  readonly ofLimit: readonly number[];
  readonly members: readonly (readonly string[])[];
  readonly id: number;
  /** The id of the layout that it was made after, and for each section its number in that one; undefined for one that is new. */
  readonly before?: { readonly id: number; readonly numbers: readonly (number | undefined)[] };
}

const layouts = new WeakMap<Program, Layout>();
let latest: Layout | undefined;
let ids = 0;

/** The layout of a program; the very one of the program before it where nothing changed in what hangs together. */
export function layoutOf(program: Program): Layout {
  let layout = layouts.get(program);
  if (!layout) {
    const clauses = [...program.clauses.keys()];
    const members = [...program.groups, ...program.limits].map((x: Group | Limit) => x.members);
    const same =
      latest !== undefined &&
      latest.ofGroup.length === program.groups.length &&
      equal(latest.clauses, clauses) &&
      latest.members.length === members.length &&
      members.every((m, i) => equal(m, latest?.members[i] ?? []));
    layout = same && latest ? latest : made(program, clauses, members, latest);
    layouts.set(program, layout);
    latest = layout;
  }
  return layout;
}

function equal<T>(a: readonly T[], b: readonly T[]): boolean {
  return a === b || (a.length === b.length && a.every((x, i) => x === b[i]));
}

function made(program: Program, clauses: readonly string[], members: readonly (readonly string[])[], old: Layout | undefined): Layout {
  const parent = clauses.map((_, i) => i);
  const number = new Map(clauses.map((name, i) => [name, i]));
  const root = (i: number): number => {
    let at = i;
    for (let up = parent[at] ?? at; up !== at; up = parent[at] ?? at) {
      parent[at] = parent[up] ?? up;
      at = up;
    }
    return at;
  };
  for (const own of members) {
    const known = own.flatMap((m) => number.get(m) ?? []);
    for (const i of known) {
      const [a, b] = [root(known[0] ?? i), root(i)];
      // The earlier clause stands for both, so that sections keep the program's order.
      parent[Math.max(a, b)] = Math.min(a, b);
    }
  }
  const sections: { clauses: string[]; groups: number[]; limits: number[] }[] = [];
  const ofClause = new Map<string, number>();
  const ofRoot = new Map<number, number>();
  for (const [i, name] of clauses.entries()) {
    const top = root(i);
    let at = ofRoot.get(top);
    if (at === undefined) {
      at = sections.length;
      ofRoot.set(top, at);
      sections.push({ clauses: [], groups: [], limits: [] });
    }
    sections[at]?.clauses.push(name);
    ofClause.set(name, at);
  }
  // A group or limit without members that exist stands with the first clauses, or alone.
  const place = (own: readonly string[]): number => {
    const first = own.map((m) => ofClause.get(m)).find((s) => s !== undefined);
    if (first !== undefined) return first;
    if (sections.length === 0) sections.push({ clauses: [], groups: [], limits: [] });
    return 0;
  };
  const all = members.map(place);
  const ofGroup = all.slice(0, program.groups.length);
  const ofLimit = all.slice(program.groups.length);
  for (const [i, s] of ofGroup.entries()) sections[s]?.groups.push(i);
  for (const [i, s] of ofLimit.entries()) sections[s]?.limits.push(i);
  const layout: Layout = { id: ++ids, clauses, sections, ofClause, ofGroup, ofLimit, members };
  return old ? after(old, layout) : layout;
}

/** Sections that are as they were are the same objects as before. */
function after(old: Layout, layout: Layout): Layout {
  const numbers = layout.sections.map((section) => {
    const first = section.clauses[0];
    const at = first === undefined ? undefined : old.ofClause.get(first);
    const was = at === undefined ? undefined : old.sections[at];
    const same = was && equal(was.clauses, section.clauses) && equal(was.groups, section.groups) && equal(was.limits, section.limits);
    return same ? at : undefined;
  });
  const sections = layout.sections.map((section, i) => old.sections[numbers[i] ?? -1] ?? section);
  return { ...layout, sections, before: { id: old.id, numbers } };
}
