/** Every table of a file, and where it stands: the scopes in which it is evaluated are made of that. */
import type { Clause, Expression, Limit, Place, Program } from '../../program/program';
import { children } from '../../program/traverse';

export type Table = Expression & { readonly op: 'table' };

export interface TableSite {
  readonly table: Table;
  /** In what of the program. A let's table is reached through whatever uses the let. */
  readonly owner:
    | { readonly kind: 'clause'; readonly clause: Clause /** In the clause's nth step. */; readonly step?: number }
    | { readonly kind: 'limit'; readonly limit: Limit }
    | { readonly kind: 'let' | 'require' };
  /** The lists that selections around it go over, outermost first; not the list of its clause or limit. */
  readonly lists: readonly string[];
}

export const samePlace = (a: Place, b: Place): boolean => a.item === b.item && a.start === b.start && a.end === b.end && a.uri === b.uri;

/** From `by` to the end of the subjects: where what is said of the whole table stands. */
export function headOf({ subjects, place }: Table): Place {
  const last = subjects.at(-1);
  return last ? { ...last.place, end: Math.max(last.place.end, place.start + 1), start: place.start } : place;
}

export function tablesOf(program: Program): readonly TableSite[] {
  const sites: TableSite[] = [];
  const look = (e: Expression, owner: TableSite['owner'], lists: readonly string[]): void => {
    if (e.op === 'table') sites.push({ table: e, owner, lists });
    const inner = e.op === 'select' && e.each !== undefined ? [...lists, e.each] : lists;
    for (const part of children(e)) look(part, owner, inner);
  };
  const here = ({ uri }: Place): boolean => uri === program.root;
  for (const item of program.lets.values()) if (here(item.place)) look(item.value, { kind: 'let' }, []);
  for (const file of program.files)
    if (file.uri === program.root) for (const test of file.requirements) look(test.condition, { kind: 'require' }, []);
  for (const clause of program.clauses.values()) {
    if (!here(clause.place)) continue;
    const owner = { kind: 'clause', clause } as const;
    for (const local of clause.lets.values()) look(local.value, owner, []);
    for (const condition of clause.conditions) for (const test of condition.tests) look(test.condition, owner, []);
    if (clause.benefit.kind === 'award') look(clause.benefit.amount, owner, []);
    for (const [step, s] of clause.steps.entries()) {
      if (s.condition) look(s.condition, { ...owner, step }, []);
      look(s.kind === 'round' ? s.to : s.amount, { ...owner, step }, []);
    }
  }
  for (const limit of program.limits) if (here(limit.place)) look(limit.cap, { kind: 'limit', limit }, []);
  return sites;
}
