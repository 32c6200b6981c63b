/** Whether a clause is one of which more can be said. */
import type { Context } from '../context';

/** Some applicant is eligible, as far as is known. */
export function isLive(ctx: Context, name: string): boolean {
  return !ctx.dead.has(name);
}
