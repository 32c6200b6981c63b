/** Why: a finding that is as it should be is allowed by a comment above its item. */
import type { Finding, FindingName } from '../../core/finding';
import { diagnosticOf } from '../diagnostics';
import { itemAt } from '../place';
import { phrasebook } from '../wording';
import { type Action, type Asked, kinds, type Offer } from './action';
import { findingsAt } from './findings';
import { indentOf, newlineOf } from './lines';

const say = phrasebook({
  title: { en: 'Allow {name} here, and say why', zh: '在这里允许 {name}，并写明原因' },
  /** Stands in the text until the author writes the real one. A comment without any reason would suppress nothing. */
  reason: { en: 'REASON', zh: '原因' },
});

/** An error is no matter of taste: what is in error is not computed, allowed or not. Comments are not allowed by comments. */
const never: ReadonlySet<FindingName> = new Set<FindingName>(['unused-suppression', 'unknown-suppression']);

function suppress(asked: Asked): Offer[] {
  const { session, document, analysis, language, content } = asked;
  const { uri, text, tree } = analysis;
  const byName = new Map<FindingName, Finding>();
  for (const finding of findingsAt(asked)) if (!byName.has(finding.name)) byName.set(finding.name, finding);
  return [...byName.values()].flatMap((finding): Offer[] => {
    const { name, severity, range } = finding;
    const placed = itemAt(tree.items, range.start);
    if (severity === 'error' || never.has(name) || !placed) return [];
    const at = placed.offset + placed.item.node.start;
    const indent = indentOf(text, at);
    if (indent === undefined) return [];
    const comment = `// allow ${name}: ${say('reason', content)}${newlineOf(text)}${indent}`;
    return [
      {
        id: name,
        title: say('title', language, { name }),
        kind: kinds.fix,
        diagnostics: [diagnosticOf(session, document, finding)],
        edits: [{ uri, start: at, end: at, text: comment }],
      },
    ];
  });
}

export const suppressAction: Action = { kind: kinds.fix, offer: suppress };
