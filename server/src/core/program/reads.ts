/**
 * What a part of the typed program reads: names of facts (lists included), lets and clauses. Kept by identity, so that an item that did not
 * change is walked once. The ground for redoing only what an edit touches.
 */
import type { Clause, Expression, Group, Let, Limit, Program, Test } from './program';
import { eachChild } from './traverse';

/** A reference as one key: facts, program lets and clauses share one name space, so the name is enough. */
export type ReadSet = ReadonlySet<string>;

/** All that a part of the program reads. */
export interface Reads {
  readonly names: ReadSet;
  /** `list.field` for each field. */
  readonly fields: ReadSet;
  /** The clause's own lets. */
  readonly locals: ReadSet;
}

const known = new WeakMap<Clause | Let | Limit | Test, Reads>();
const ofPaid = new WeakMap<object, ReadSet>();

/** Visits the expression and everything in it, outside in. */
export function visit(e: Expression, see: (e: Expression) => void): void {
  const look = (part: Expression): void => {
    see(part);
    eachChild(part, look);
  };
  look(e);
}

/** What these expressions read directly. @param each the list that they are computed for */
export function readsIn(expressions: readonly Expression[], each?: string): Reads {
  const names = new Set<string>(each === undefined ? [] : [each]);
  const fields = new Set<string>();
  const locals = new Set<string>();
  const see = (part: Expression): void => {
    switch (part.op) {
      case 'fact':
      case 'clause':
        names.add(part.name);
        break;
      case 'let':
        if (part.clause === undefined) names.add(part.name);
        else locals.add(part.name);
        break;
      case 'field':
        names.add(part.list);
        fields.add(`${part.list}.${part.field}`);
        break;
      case 'select':
        if (part.each !== undefined) names.add(part.each);
        break;
      default:
        break;
    }
  };
  for (const e of expressions) visit(e, see);
  return { names, fields, locals };
}

function kept(part: Clause | Let | Limit | Test, work: () => Reads): Reads {
  let found = known.get(part);
  if (!found) {
    found = work();
    known.set(part, found);
  }
  return found;
}

/** Names that an expression reads directly. */
export function readsOfExpression(e: Expression): ReadSet {
  return readsIn([e]).names;
}

export const allReadsOfLet = (l: Let): Reads => kept(l, () => readsIn([l.value]));
export const allReadsOfTest = (t: Test): Reads => kept(t, () => readsIn([t.condition]));
export const allReadsOfClause = (c: Clause): Reads => kept(c, () => readsIn(expressionsOf(c), c.each));
export const allReadsOfLimit = (l: Limit): Reads =>
  kept(l, () => readsIn(l.window?.kind === 'within' ? [l.cap, l.window.length] : [l.cap]));

export const readsOfLet = (l: Let): ReadSet => allReadsOfLet(l).names;
export const readsOfTest = (t: Test): ReadSet => allReadsOfTest(t).names;
export const readsOfClause = (c: Clause): ReadSet => allReadsOfClause(c).names;
export const readsOfLimit = (l: Limit): ReadSet => allReadsOfLimit(l).names;

/** Every expression that stands in a clause, its own lets included; not the requirements of its file. */
export function expressionsOf(c: Clause): Expression[] {
  const all = [...c.lets.values()].map((l) => l.value);
  for (const w of c.conditions) for (const t of w.tests) all.push(t.condition);
  if (c.benefit.kind === 'award') all.push(c.benefit.amount);
  for (const s of c.steps) {
    if (s.condition) all.push(s.condition);
    if (s.kind === 'round') all.push(s.to);
    else {
      all.push(s.amount);
      if (s.kind === 'cap' && s.window?.kind === 'within') all.push(s.window.length);
    }
  }
  return all;
}

/** Clauses and groups whose earlier payments (`paid(…)`) these expressions ask for. */
function payees(owner: object, expressions: () => readonly Expression[]): ReadSet {
  let found = ofPaid.get(owner);
  if (!found) {
    const names = new Set<string>();
    for (const e of expressions()) {
      visit(e, (part) => {
        if (part.op === 'paid') names.add(part.target);
      });
    }
    ofPaid.set(owner, names);
    found = names;
  }
  return found;
}

/**
 * The names of lets and clauses of `program` whose value may differ from `before`: declared, removed or changed, or reading such a name.
 * Facts whose declaration changed are included. Clauses of a file whose requirements or dates changed are included.
 * @param given names that count as changed in any case: facts that an applicant gives otherwise
 */
export function touched(before: Program, program: Program, given: ReadonlySet<string> = new Set()): ReadonlySet<string> {
  const changed = new Set<string>(given);
  const compare = (a: ReadonlyMap<string, unknown>, b: ReadonlyMap<string, unknown>): void => {
    for (const [name, value] of b) if (a.get(name) !== value) changed.add(name);
    for (const name of a.keys()) if (!b.has(name)) changed.add(name);
  };
  compare(before.facts, program.facts);
  compare(before.lets, program.lets);
  compare(before.clauses, program.clauses);
  // paid(GROUP) reads who its members are.
  const groups = changedGroups(before.groups, program.groups);
  if (groups.size > 0) {
    for (const c of program.clauses.values())
      if (
        reaches(
          payees(c, () => expressionsOf(c)),
          groups,
        )
      )
        changed.add(c.name);
    for (const l of program.lets.values())
      if (
        reaches(
          payees(l, () => [l.value]),
          groups,
        )
      )
        changed.add(l.name);
  }
  const filesBefore = new Map(before.files.map((f) => [f.uri, f]));
  const changedFiles = new Set<string>();
  const requirementReads = new Map<string, ReadSet[]>();
  for (const f of program.files) {
    const old = filesBefore.get(f.uri);
    const same =
      old !== undefined &&
      old.currency === f.currency &&
      old.effective?.from === f.effective?.from &&
      old.effective?.to === f.effective?.to &&
      old.requirements.length === f.requirements.length &&
      old.requirements.every((t, i) => t === f.requirements[i]);
    if (!same) changedFiles.add(f.uri);
    requirementReads.set(f.uri, f.requirements.map(readsOfTest));
  }
  // Again until nothing is added: chains are short, and most edits touch next to nothing.
  const lets = [...program.lets];
  for (let before = -1; before !== changed.size; ) {
    before = changed.size;
    // There and back: a chain that is declared in either order is gone through at once.
    lets.reverse();
    for (const [name, own] of lets) if (!changed.has(name) && reaches(readsOfLet(own), changed)) changed.add(name);
    const files = new Set(changedFiles);
    for (const [uri, reads] of requirementReads) if (reads.some((names) => reaches(names, changed))) files.add(uri);
    for (const [name, clause] of program.clauses)
      if (!changed.has(name) && (files.has(clause.place.uri) || reaches(readsOfClause(clause), changed))) changed.add(name);
  }
  return changed;
}

/** Whether one of the names is among those that changed. */
function reaches(names: ReadSet, changed: ReadSet): boolean {
  for (const name of names) if (changed.has(name)) return true;
  return false;
}

function changedGroups(before: readonly Group[], after: readonly Group[]): ReadonlySet<string> {
  const names = new Set<string>();
  const old = new Set(before);
  const now = new Set(after);
  for (const g of after) if (!old.has(g)) names.add(g.name);
  for (const g of before) if (!now.has(g)) names.add(g.name);
  return names;
}

/** Every expression of the program, at its top; those of examples left out. */
export function expressionsOfProgram(program: Program): readonly Expression[] {
  return [
    ...program.files.flatMap((f) => f.requirements.map((t) => t.condition)),
    ...[...program.lets.values()].map((l) => l.value),
    ...[...program.clauses.values()].flatMap(expressionsOf),
    ...program.limits.flatMap((l) => (l.window?.kind === 'within' ? [l.cap, l.window.length] : [l.cap])),
  ];
}
