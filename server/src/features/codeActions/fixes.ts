/** Why: the fixes that findings bring with them, one by one at the cursor, and all of one finding's name at once. */
import type { Finding } from '../../core/finding';
import { apart } from '../../core/lint/edits';
import { isProved } from '../../core/lint/index';
import { canonicalUri } from '../../core/uris';
import { diagnosticOf } from '../diagnostics';
import { fixTitleOf, phrasebook } from '../wording';
import { type Action, type Asked, kinds, type Offer } from './action';
import { findingsAt } from './findings';

const say = phrasebook({
  all: { en: 'Fix all {count} × {name} in this file', zh: '修正本文件中的全部 {name}（{count} 处）' },
});

const preferredOf = (finding: Finding) => finding.fixes?.find((fix) => fix.preferred);

function fixes(asked: Asked): Offer[] {
  const { session, document, analysis, language } = asked;
  const found = findingsAt(asked);
  const offers = found.flatMap((finding, at) =>
    (finding.fixes ?? []).map((fix, n): Offer => {
      const diagnostics = [diagnosticOf(session, document, finding)];
      return {
        id: `${finding.name} ${at} ${n}`,
        title: fixTitleOf(finding, fix, language),
        kind: kinds.fix,
        diagnostics,
        // The text of a witness is made when it is wanted.
        edits: isProved(finding.name) ? () => fix.edits : fix.edits,
        ...(fix.preferred ? { preferred: true } : {}),
      };
    }),
  );
  offers.sort((a, b) => Number(b.preferred ?? false) - Number(a.preferred ?? false));
  const own = canonicalUri(analysis.uri);
  for (const name of new Set(found.filter(preferredOf).map((finding) => finding.name))) {
    const all = session.findingsOf(analysis).filter((finding) => finding.name === name && preferredOf(finding));
    if (all.length < 2) continue;
    const edits = () => apart(all.map((finding) => preferredOf(finding)?.edits.filter((edit) => canonicalUri(edit.uri) === own) ?? []));
    const diagnostics = found.filter((finding) => finding.name === name).map((finding) => diagnosticOf(session, document, finding));
    const title = say('all', language, { name, count: String(all.length) });
    offers.push({ id: `all ${name}`, title, kind: kinds.fix, diagnostics, edits });
  }
  return offers;
}

export const fixesAction: Action = { kind: kinds.fix, offer: fixes };
