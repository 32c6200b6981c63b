/** Why: findings for other programs. The form is stable and described in docs/cli.md; positions are those of the Language Server Protocol. */
import type { DataValue, FileRange, TextEdit } from '../../core/finding';
import { renderFix, renderMessage, renderRelated } from '../../core/lint/render';
import type { Position } from '../text/lines';
import type { Reporter } from './reporter';

/** Raised when a field changes its meaning or goes away; new fields do not raise it. */
const VERSION = 1;

export const json: Reporter = ({ counts, findings, troubles, since, baseline, mended }, { language }, session) => {
  const place = (range: FileRange) => ({ file: session.shown(range.uri), range: rangeOf(range) });
  const rangeOf = (range: FileRange): { start: Position; end: Position } => {
    const lines = session.lines(range.uri);
    return { start: lines.position(range.start), end: lines.position(range.end) };
  };
  const result = {
    version: VERSION,
    language,
    summary: counts,
    ...(since ? { since } : {}),
    ...(baseline ? { baseline } : {}),
    findings: findings.map(({ finding, item, fingerprint }) => ({
      name: finding.name,
      severity: finding.severity,
      item,
      fingerprint,
      ...place(finding.range),
      message: renderMessage(finding, language),
      data: finding.data as Readonly<Record<string, DataValue>>,
      related: (finding.related ?? []).map((related) => ({ ...place(related), message: renderRelated(finding.name, related, language) })),
      fixes: (finding.fixes ?? []).map((fix) => ({
        title: renderFix(finding.name, fix, language),
        preferred: fix.preferred ?? false,
        edits: fix.edits.map((edit: TextEdit) => ({ ...place(edit), newText: edit.text })),
      })),
    })),
    problems: troubles,
    ...(mended ? { mended } : {}),
  };
  return `${JSON.stringify(result, null, 2)}\n`;
};
