/**
 * Why: all that is certain to mend a text is done at once, in the editor and on the command line alike: in rounds, since one fix may make way
 * for another, and never so that the text is worse afterwards.
 */
import type { Finding, FindingName, Fix } from '../finding';
import { applied, groups, type Replacement, Rounds } from './edits';

/** Most rounds. Fixes that undo each other would go on for ever. */
const most = 8;
/** Most looks at a text in one round, to tell a fix that makes it worse from its neighbours. What is not tried by then is left. */
const mostLooks = 100;

/**
 * What an example expects is its author's word. A quick fix may write down what comes out instead; done unasked, it would make every
 * mistake in the policy the new expectation.
 */
const asked: ReadonlySet<FindingName> = new Set(['expectation-failed']);

/** The fix of a finding that is done without asking, where it changes nothing but the file itself. */
export function certainFix({ name, range, fixes = [] }: Finding): Fix | undefined {
  if (asked.has(name)) return undefined;
  const fix = fixes.find(({ preferred }) => preferred);
  return fix && fix.edits.length > 0 && fix.edits.every(({ uri }) => uri === range.uri) ? fix : undefined;
}

/** Whether something is wrong with the file itself, not with what an example expects of it. */
export const isFault = ({ name, severity }: Finding): boolean => severity === 'error' && name !== 'expectation-failed';

/** What is seen of a text. */
export interface Look {
  /** How much is wrong with it. */
  readonly faults: number;
  /** What may be done to it. */
  readonly fixes: readonly (readonly Replacement[])[];
}

export interface Mended {
  readonly text: string;
  /** From the first text to this one. */
  readonly edits: readonly Replacement[];
  /** How many fixes were done. */
  readonly count: number;
}

/** The text with all fixes done that `look` sees, and sees then. */
export function mend(first: string, look: (text: string) => Look): Mended {
  const rounds = new Rounds(first);
  const seen = new Set([first]);
  let text = first;
  let count = 0;
  for (let n = 0, now = look(first); n < most && now.fixes.length > 0; n++) {
    const round = bearable(text, now, look);
    const next = applied(text, round.flat());
    // What comes round again would go on for ever.
    if (seen.has(next)) break;
    seen.add(next);
    rounds.add(round.flat());
    count += round.length;
    text = next;
    now = look(text);
  }
  return { text, edits: rounds.edits(), count };
}

/** Of the fixes those that can be done together without making the text worse. */
function bearable(text: string, { faults, fixes }: Look, look: (text: string) => Look): readonly (readonly Replacement[])[] {
  let looks = 0;
  const isFine = (some: readonly (readonly Replacement[])[]): boolean =>
    ++looks <= mostLooks && look(applied(text, some.flat())).faults <= faults;
  const add = (done: readonly (readonly Replacement[])[], more: readonly (readonly Replacement[])[]): typeof done => {
    if (more.length === 0 || looks > mostLooks) return done;
    if (isFine([...done, ...more])) return [...done, ...more];
    if (more.length === 1) return done;
    const half = more.length >> 1;
    return add(add(done, more.slice(0, half)), more.slice(half));
  };
  const changing = fixes.filter((edits) => edits.some((edit) => text.slice(edit.start, edit.end) !== edit.text));
  const chosen = add([], groups(changing));
  // What stood in the way of another may have been refused: then the other has its turn.
  return chosen.length > 0 || changing.length === 0 ? chosen : changing.flatMap((fix) => (isFine([fix]) ? [fix] : [])).slice(0, 1);
}
