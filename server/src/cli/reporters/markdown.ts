/** Why: GitHub's job summaries, comments in pull requests and merge requests are Markdown; all of them are made here. */
import type { Severity } from '../../core/finding';
import type { Context, Io } from '../io';
import type { Session } from '../session';
import { characterSpot, encodedPath, RepositoryPaths, sentences, wellFormed } from './place';
import type { LintResult, Reported, Reporter } from './reporter';
import { revisionText } from './since';
import { staleLines } from './stale';

export interface MarkdownLimit {
  /** What the text may come to at most, measured by `size`. */
  readonly most: number;
  /** UTF-16 units if not given: never fewer than characters. */
  readonly size?: (text: string) => number;
}

/** A comment on GitHub takes 65,536 characters; whoever posts it may add some lines of their own. */
export const COMMENT: MarkdownLimit = { most: 65_000 };

export const markdown: Reporter = (result, context, session) => findingsMarkdown(result, context, session, COMMENT);

const severities: readonly Severity[] = ['error', 'warning', 'information'];

/** The answer first, then a table with the most severe on top; cut between rows, with the number of those left out. */
export function findingsMarkdown(result: LintResult, context: Context, session: Session, limit: MarkdownLimit): string {
  const { m } = context;
  const size = limit.size ?? ((text: string) => text.length);
  const sorted = severities.flatMap((severity) => result.findings.filter(({ finding }) => finding.severity === severity));
  const clean = result.findings.length === 0;
  const answer = clean ? m.lintClean(result.counts.files) : m.lintSummary(result.counts);
  const { columns } = m.reports;
  let text = `**Clausewright** · ${escaped(answer)}\n${notesOf(result, context)}`;
  const tail = (left: number) => (left > 0 ? `\n${m.reports.notShown(left)}\n` : '');
  let left = 0;
  const troubles = result.troubles.map((trouble) => `\n> ${escaped(trouble)}\n`);
  const [stale, ...entries] = staleLines(result, m).map(escaped);
  const staleParts = stale === undefined ? [] : [`\n${stale}\n\n`, ...entries.map((entry) => `- ${entry}\n`)];
  const room = limit.most - size(tail(sorted.length + troubles.length + staleParts.length));
  const paths = new RepositoryPaths(context.io);
  const head = clean ? [] : [`\n| ${columns.severity} | ${columns.place} | ${columns.finding} |\n| --- | --- | --- |\n`];
  const parts = [...troubles, ...staleParts, ...head, ...sorted.map((one) => row(one, paths, context, session))];
  let used = size(text);
  const kept: string[] = [];
  for (const [n, part] of parts.entries()) {
    used += size(part);
    if (used > room) {
      left = parts.slice(n).filter((each) => !head.includes(each)).length;
      break;
    }
    kept.push(part);
  }
  text += kept.join('') + tail(left);
  return text;
}

function notesOf(result: LintResult, { m }: Context): string {
  const { since, baseline, findings } = result;
  const notes = [
    ...(since ? [m.newSince(findings.length, revisionText(since, m), since.known)] : []),
    ...(baseline ? [m.knownByBaseline(baseline.known, baseline.file)] : []),
  ];
  return notes.map((note) => `\n${escaped(note)}\n`).join('');
}

function row({ finding }: Reported, paths: RepositoryPaths, context: Context, session: Session): string {
  const { uri, start, end } = finding.range;
  const lines = session.lines(uri);
  const [from, to] = [characterSpot(lines, start), characterSpot(lines, end)];
  const path = paths.of(uri);
  const inside = paths.ofUri(uri);
  const shown = escaped(`${path}:${from.line}:${from.column}`);
  const link = inside === undefined ? undefined : linkTo(wellFormed(inside), from.line, to.line, context.io);
  const place = link === undefined ? shown : `[${shown}](${link})`;
  return `| ${context.m.severity(finding.severity)} | ${place} | ${escaped(sentences(finding, context).message)} \`${finding.name}\` |\n`;
}

/** The lines on the page of the host that the environment tells of; undefined where it tells of none. */
function linkTo(path: string, from: number, to: number, { env }: Io): string | undefined {
  // Markdown would be shown laid out, without lines.
  const plain = /\.md$/i.test(path) ? '?plain=1' : '';
  const file = encodedPath(path).replace(/[!'()*]/g, (char) => `%${char.charCodeAt(0).toString(16).toUpperCase()}`);
  const { GITHUB_SERVER_URL: server, GITHUB_REPOSITORY: repository, GITHUB_SHA: sha } = env;
  if (isUrl(server) && repository && /^[\w.-]+\/[\w.-]+$/.test(repository) && isHash(sha))
    return `${server}/${repository}/blob/${sha}/${file}${plain}#L${from}${to > from ? `-L${to}` : ''}`;
  const { CI_PROJECT_URL: project, CI_COMMIT_SHA: commit } = env;
  if (isUrl(project) && isHash(commit)) return `${project}/-/blob/${commit}/${file}${plain}#L${from}${to > from ? `-${to}` : ''}`;
  return undefined;
}

const isUrl = (text: string | undefined): text is string => text !== undefined && /^https?:\/\/[^\s()<>]+$/.test(text);
const isHash = (text: string | undefined): text is string => text !== undefined && /^[0-9a-f]{7,64}$/i.test(text);

/**
 * Text that no Markdown reader takes for anything else, on one line: no formatting, no HTML, no cell's end, no mention of a person, no link to an
 * issue or an address.
 */
export function escaped(text: string): string {
  return (
    wellFormed(text)
      .replace(/\r\n|[\r\n]/g, ' ')
      // biome-ignore lint/suspicious/noControlCharactersInRegex: control characters are what this is about
      .replace(/[\u0000-\u001f\u007f-\u009f\u202a-\u202e\u2066-\u2069]/g, '\ufffd')
      .replace(/[&<>|$~"'\\`*_{}[\]()#+!@]|^[-=]|:(?=\/\/|[+\w-]+:)|(?<=\bwww)\./gi, (char) => `&#${char.charCodeAt(0)};`)
      // GitHub looks for names and numbers in the text that comes of it.
      .replace(/(&#64;|&#35;)(?=[\w-])/g, '$1&#8203;')
  );
}
