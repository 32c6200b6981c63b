/** Why: findings for a person at a terminal: place, sentence, the line with the place underlined, what would mend it. */
import type { FileRange, Finding } from '../../core/finding';
import { renderFix, renderMessage, renderRelated } from '../../core/lint/render';
import { printable } from '../../explain/width';
import type { Context } from '../io';
import { type Session, told } from '../session';
import { excerpt } from '../text/excerpt';
import { fitting } from '../text/fold';
import type { LintResult, Reporter } from './reporter';
import { revisionText } from './since';

/** What `clausewright fmt` mends; of these only the first few of a file are shown. */
const STYLE: ReadonlySet<string> = new Set(['fullwidth-punctuation', 'glued-keyword']);
const SHOWN = 3;

export const pretty: Reporter = (result, context, session) => fitting(text(result, context, session), context.io.columns);

const text: Reporter = ({ counts, findings, troubles, since, baseline, mended }, context, session) => {
  const { m, colours } = context;
  let out = '';
  const seen = new Map<string, number>();
  for (const { finding } of findings) {
    // A file typed with a Chinese input method holds hundreds of them, and one command mends them all.
    if (STYLE.has(finding.name)) {
      const key = `${finding.range.uri}\n${finding.name}`;
      const count = (seen.get(key) ?? 0) + 1;
      seen.set(key, count);
      if (count > SHOWN) continue;
    }
    out += `${findingText(finding, context, session)}\n`;
  }
  for (const [key, count] of seen) {
    const [uri = '', name = ''] = key.split('\n');
    if (count > SHOWN) out += `${colours.bold(told(session.shown(uri)))}: ${m.moreOfStyle(count - SHOWN, name)}\n\n`;
  }
  if (mended && mended.findings > 0) out += `${colours.green(m.mended(mended.findings, mended.files))}\n`;
  if (counts.files === 0 && troubles.length > 0) return out;
  const clean = counts.errors + counts.warnings + counts.information === 0;
  const summary = clean ? m.lintClean(counts.files) : m.lintSummary(counts);
  const colour = counts.errors > 0 ? colours.red : counts.warnings > 0 ? colours.yellow : colours.green;
  return `${out}${colour(summary)}\n${sinceText(since, findings.length, context)}${baselineText(baseline, context)}`;
};

/** `3 new since main (abc1234), 12 known` */
function sinceText(since: LintResult['since'], count: number, { m }: Context): string {
  return since ? `${printable(m.newSince(count, revisionText(since, m), since.known))}\n` : '';
}

/** What the baseline knows, what became of it, and what it lists for nothing. */
function baselineText(baseline: LintResult['baseline'], { m, colours }: Context): string {
  if (!baseline) return '';
  const { file, known, stale, added, removed } = baseline;
  const lines = [m.knownByBaseline(known, file)];
  if (added !== undefined) lines.push(m.addedToBaseline(added, file));
  if (removed !== undefined) lines.push(m.removedFromBaseline(removed, file));
  if (stale.length > 0) {
    lines.push(colours.yellow(m.staleInBaseline(stale.length, file)));
    for (const entry of stale) {
      const item = entry.item === '' ? '' : ` ${printable(entry.item)}`;
      lines.push(`  ${colours.bold(printable(entry.file))}:${item} ${colours.dim(`[${printable(entry.finding)}]`)}`);
    }
  }
  return `${lines.join('\n')}\n`;
}

/** One finding with its excerpt, several lines; of these only the excerpt fits the terminal. */
export function findingText(finding: Finding, context: Context, session: Session): string {
  const { m, colours, language } = context;
  const colour = finding.severity === 'error' ? colours.red : finding.severity === 'warning' ? colours.yellow : colours.cyan;
  const lines = [
    `${colours.bold(session.where(finding.range))}: ${colour(m.severity(finding.severity))}: ${printable(renderMessage(finding, language))} ${colours.dim(`[${finding.name}]`)}`,
    ...excerptLines(finding.range, context, session, colour),
  ];
  const { byte, line, encoding } = finding.data;
  if (finding.name === 'file-not-utf8' && typeof byte === 'number' && typeof line === 'number') {
    lines.push(`  ${m.notUtf8(line, byte + 1, String(encoding))}`);
  }
  for (const related of finding.related ?? []) {
    lines.push(`  ${colours.dim(`${session.where(related)}:`)} ${printable(renderRelated(finding.name, related, language))}`);
  }
  for (const fix of finding.fixes ?? []) lines.push(`  ${colours.green(`${m.fix}:`)} ${printable(renderFix(finding.name, fix, language))}`);
  return `${lines.join('\n')}\n`;
}

function excerptLines(range: FileRange, context: Context, session: Session, colour: (text: string) => string): string[] {
  const lines = session.lines(range.uri);
  if (lines.text === '') return [];
  const { colours, io } = context;
  const number = String(lines.position(range.start).line + 1);
  // With a cell for a caret behind the line's end.
  const margin = `  ${number} | ^`.length;
  const { source, carets } = excerpt(lines, range.start, range.end, io.columns === undefined ? undefined : io.columns - margin);
  const { dim } = colours;
  return [`  ${dim(`${number} |`)} ${source}`, `  ${dim(`${' '.repeat(number.length)} |`)} ${colour(carets)}`];
}
