/** Why: all fixes of a file that are certain, as when it is saved. One may make way for another, so they are done until none is left. */
import type { Finding, TextEdit } from '../../core/finding';
import { certainFix, isFault, mend } from '../../core/lint/mending';
import { phrase } from '../wording';
import { type Action, type Asked, kinds, type Offer } from './action';
import { scratchOf } from './scratch';

const certain = (findings: readonly Finding[]) => findings.flatMap((finding) => certainFix(finding)?.edits ?? []);

function everything({ session, analysis }: Asked): TextEdit[] {
  const { uri } = analysis;
  const scratch = scratchOf(session);
  const { edits } = mend(analysis.text, (text) => {
    scratch.setText(uri, text);
    const now = scratch.analyse(uri);
    // What is proved of the text as it is has fixes of its own.
    const shown = text === analysis.text ? session.findingsOf(analysis) : session.config.told(now, now.findings);
    return {
      faults: now.findings.filter(isFault).length,
      fixes: shown.flatMap((finding) => certainFix(finding) ?? []).map((fix) => fix.edits),
    };
  });
  return edits.map((edit) => ({ ...edit, uri }));
}

/** Offered only where it is asked for by name, as on saving: in the list at the cursor it would stand in the way. */
function fixAll(asked: Asked): Offer[] {
  const { session, analysis, language, only } = asked;
  if (!only || certain(session.findingsOf(analysis)).length === 0) return [];
  return [{ id: 'all', title: phrase('fix-all', language), kind: kinds.fixAll, edits: () => everything(asked) }];
}

export const fixAllAction: Action = { kind: kinds.fixAll, offer: fixAll };
