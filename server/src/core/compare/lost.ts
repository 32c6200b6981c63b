/** Text of a side that could not be read and belongs to nothing that was: what one side alone seems to have may be in it. */
import type { Program } from '../program/program';
import type { CompareSide } from './sides';

export interface Lost {
  readonly a: boolean;
  readonly b: boolean;
}

/** Whether a place of reading lies in something that may be a clause, a group, a limit or an import, or that says when all are in force. */
export function hasLost({ program, unread = [] }: CompareSide): boolean {
  if (unread.length === 0) return false;
  const items = itemsOf(program);
  return unread.some(({ item }) => {
    if (items.has(item)) return false;
    switch (item.node.kind) {
      case 'example':
      case 'section':
      case 'qualitative':
        return false;
      default:
        return true;
    }
  });
}

function itemsOf(program: Program): ReadonlySet<object> {
  return new Set(
    [
      ...program.facts.values(),
      ...program.lets.values(),
      ...program.clauses.values(),
      ...program.groups,
      ...program.limits,
      ...program.files.flatMap((f) => f.requirements),
    ].map((x) => x.place.item),
  );
}
