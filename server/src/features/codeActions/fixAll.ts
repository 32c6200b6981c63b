/** Why: all fixes of a file that are certain, as when it is saved. One may make way for another, so they are done until none is left. */
import type { Finding, TextEdit } from '../../core/finding';
import { phrase } from '../wording';
import { type Action, type Asked, kinds, type Offer } from './action';
import { apart, applied, Rounds } from './edits';
import { scratchOf } from './scratch';

/** Most rounds. Fixes that undo each other would go on for ever. */
const most = 8;

function certain(findings: readonly Finding[], uri: string): TextEdit[] {
  const fixes = findings.flatMap(({ fixes = [] }) => fixes.filter(({ preferred }) => preferred));
  return apart(fixes.filter(({ edits }) => edits.every((edit) => edit.uri === uri)).map(({ edits }) => edits));
}

function everything({ session, analysis }: Asked): TextEdit[] {
  const { uri } = analysis;
  const rounds = new Rounds(analysis.text);
  const scratch = scratchOf(session);
  const seen = new Set([analysis.text]);
  let { text } = analysis;
  let edits = certain(session.findingsOf(analysis), uri);
  for (let n = 0; n < most && edits.length > 0; n++) {
    text = applied(text, edits);
    if (seen.has(text)) break;
    seen.add(text);
    rounds.add(edits);
    scratch.setText(uri, text);
    edits = certain(session.config.told(uri, scratch.analyse(uri).findings), uri);
  }
  return rounds.edits().map((edit) => ({ ...edit, uri }));
}

/** Offered only where it is asked for by name, as on saving: in the list at the cursor it would stand in the way. */
function fixAll(asked: Asked): Offer[] {
  const { session, analysis, language, only } = asked;
  if (!only || certain(session.findingsOf(analysis), analysis.uri).length === 0) return [];
  return [{ id: 'all', title: phrase('fix-all', language), kind: kinds.fixAll, edits: () => everything(asked) }];
}

export const fixAllAction: Action = { kind: kinds.fixAll, offer: fixAll };
