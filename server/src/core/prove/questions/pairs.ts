/** Two members of an exclusive group at one applicant: both paying, differing, and who wins. */
import type { Group } from '../../program/program';
import type { Context } from '../context';
import type { GroupTerms } from '../encode/settle';
import type { Bool, Num } from '../terms';

export interface Pair {
  readonly first: string;
  readonly second: string;
  /** For some item of the group's list, or on the whole: both pay before any group, with these amounts. */
  readonly rounds: readonly { readonly paying: Bool; readonly a: Num; readonly b: Num }[];
}

/** Every two members in the order of the group; of members that are not followed none. */
export function pairsOf(ctx: Context, group: Group): readonly Pair[] {
  const { terms } = ctx.enc;
  const members = [...new Set(group.members)].filter((m) => ctx.clause(m) !== undefined);
  const pairs: Pair[] = [];
  for (const [i, first] of members.entries()) {
    for (const second of members.slice(i + 1)) {
      const [x, y] = [ctx.clause(first), ctx.clause(second)];
      if (!x || !y) continue;
      const rounds =
        group.each === undefined
          ? [{ paying: terms.and(x.whole.paying, y.whole.paying), a: x.whole.gross, b: y.whole.gross }]
          : x.items.flatMap((item, n) => {
              const other = y.items[n];
              return other ? [{ paying: terms.and(item.paying, other.paying), a: item.gross, b: other.gross }] : [];
            });
      pairs.push({ first, second, rounds });
    }
  }
  return pairs;
}

export function bothPay(ctx: Context, pair: Pair): Bool {
  return ctx.enc.terms.or(...pair.rounds.map((r) => r.paying));
}

/** Both compete when the group is settled, with different amounts. */
export function conflictOf(ctx: Context, terms: GroupTerms, { first, second }: Pair): Bool {
  const { enc } = ctx;
  return enc.terms.or(
    ...terms.rounds.map((round) => {
      const a = round.find((m) => m.clause === first);
      const b = round.find((m) => m.clause === second);
      return a && b ? enc.terms.and(a.alive, b.alive, enc.numbers.compare('!=', a.amount, b.amount)) : enc.terms.false;
    }),
  );
}
