/** The other readings of a program that can be laid over its own: slices or the whole, which entry of a choice, who of a group. */
import type { Clause, Expression, Let, Place, Program } from '../program/program';
import { expressionsOf, visit } from '../program/reads';
import { otherSlices } from '../program/slices';
import { swapped } from '../program/swap';
import type { SelectOp } from '../syntax/tree';

export type ReadingKind = 'slices' | 'select' | 'choose';
export type Way = 'marginal' | 'whole' | SelectOp | 'none';

export interface Reading {
  /** The same for the same place of a program, as long as nothing before it in its item is added or removed. */
  readonly id: string;
  readonly kind: ReadingKind;
  readonly place: Place;
  /** What it stands in. */
  readonly owner: { readonly kind: 'clause' | 'let' | 'group'; readonly name: string };
  /** How it reads now, and how it would. `none`: the group does not say who is paid. */
  readonly from: Way;
  readonly to: Way;
}

interface Found extends Reading {
  readonly changed: () => Program;
}

const SELECTS: readonly SelectOp[] = ['highest', 'lowest', 'sum', 'first'];

export function readings(program: Program): readonly Reading[] {
  return found(program).map(({ changed: _, ...reading }) => reading);
}

/** The program with that one reading changed; undefined where it has no such reading. */
export function readAs(program: Program, id: string): Program | undefined {
  return found(program)
    .find((r) => r.id === id)
    ?.changed();
}

function found(program: Program): readonly Found[] {
  const all: Found[] = [];
  for (const one of program.lets.values()) {
    const replace = (from: Expression, to: Expression): Program => ({
      ...program,
      lets: new Map(program.lets).set(one.name, swapped<Let>(one, from, to)),
    });
    within([one.value], { kind: 'let', name: one.name }, replace, all);
  }
  for (const clause of program.clauses.values()) {
    const replace = (from: Expression, to: Expression): Program => ({
      ...program,
      clauses: new Map(program.clauses).set(clause.name, swapped<Clause>(clause, from, to)),
    });
    within(expressionsOf(clause), { kind: 'clause', name: clause.name }, replace, all);
  }
  for (const group of program.groups) {
    for (const to of ['highest', 'first'] as const) {
      if (group.choose === to) continue;
      all.push({
        id: `group ${group.name} ${to}`,
        kind: 'choose',
        place: group.place,
        owner: { kind: 'group', name: group.name },
        from: group.choose ?? 'none',
        to,
        changed: () => ({ ...program, groups: program.groups.map((g) => (g === group ? { ...group, choose: to } : g)) }),
      });
    }
  }
  return all;
}

function within(
  roots: readonly Expression[],
  owner: Reading['owner'],
  replace: (from: Expression, to: Expression) => Program,
  all: Found[],
): void {
  let n = 0;
  const add = (kind: ReadingKind, e: Expression, from: Way, to: Way, other: Expression): void => {
    all.push({ id: `${owner.kind} ${owner.name} ${n} ${to}`, kind, place: e.place, owner, from, to, changed: () => replace(e, other) });
  };
  for (const root of roots) {
    visit(root, (e) => {
      const other = otherSlices(e);
      if (other) {
        n++;
        add('slices', e, e.op === 'marginal' ? 'marginal' : 'whole', e.op === 'marginal' ? 'whole' : 'marginal', other);
      }
      if (e.op !== 'select') return;
      n++;
      for (const to of SELECTS) if (to !== e.select) add('select', e, e.select, to, { ...e, select: to });
    });
  }
}
