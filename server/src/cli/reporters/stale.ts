/** Why: what a baseline lists for nothing makes lint fail, so every report that can say more than findings says it. */
import type { Messages } from '../messages/messages';
import { wellFormed } from './place';
import type { LintResult } from './reporter';

/** A sentence and the entries, a line each; nothing where no entry is stale. */
export function staleLines({ baseline }: LintResult, m: Messages): string[] {
  if (!baseline || baseline.stale.length === 0) return [];
  const entries = baseline.stale.map(({ file, item, finding }) => wellFormed(`${file}:${item === '' ? '' : ` ${item}`} [${finding}]`));
  return [m.staleInBaseline(baseline.stale.length, baseline.file), ...entries];
}

/** The same as one text. */
export function staleText(result: LintResult, m: Messages): string | undefined {
  const lines = staleLines(result, m);
  return lines.length > 0 ? lines.join('\n') : undefined;
}
