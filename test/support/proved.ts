/** The findings of a file with those that are proved, the first step alone, to its end: what pages and samples promise of them is tested so. */
import type { Finding } from '../../server/src/core/finding';
import { withProofs as laidOver } from '../../server/src/core/lint/proved';
import { Prover } from '../../server/src/core/prove/index';
import type { Analysis } from '../../server/src/core/workspace';

/** As the product shows them; what stays open may be suppressed without a word. */
export function withProofs({ linted, tree, program }: Analysis, prover = new Prover()): readonly Finding[] {
  const run = prover.run({ program, tree });
  let step = run.next();
  while (!step.done) step = run.next();
  return laidOver(linted, step.value, true);
}
