/** Why: findings on one clause that need nothing but its own terms ask here whether it is live, and what its steps do. */

import type { Context } from '../context';
import type { ClauseTerms, ItemTerms } from '../encode/clause';
import type { Bool } from '../terms';

/** Some applicant is eligible, as far as is known. */
export function isLive(ctx: Context, name: string): boolean {
  return !ctx.dead.has(name);
}

/** For some item of the clause. */
export function someItem(ctx: Context, { items }: ClauseTerms, of: (item: ItemTerms) => Bool): Bool {
  return ctx.enc.terms.or(...items.map(of));
}
