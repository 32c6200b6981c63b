/**
 * Why: GitHub Actions shows findings beside the lines of a pull request where a step prints them as workflow commands; no token is needed for it, so it
 * works for pull requests of forks too.
 */
import type { Severity } from '../../core/finding';
import type { Context } from '../io';
import type { Session } from '../session';
import { characterSpot, RepositoryPaths, textOf, wellFormed } from './place';
import type { Reported, Reporter } from './reporter';
import { staleText } from './stale';

/** GitHub drops what a step prints beyond so many of one kind. */
const SHOWN = 10;

const commands: Readonly<Record<Severity, string>> = { error: 'error', warning: 'warning', information: 'notice' };
const bySeverity: readonly Severity[] = ['error', 'warning', 'information'];

export const github: Reporter = (result, context, session) => {
  const { findings, troubles } = result;
  const stale = staleText(result, context.m);
  const paths = new RepositoryPaths(context.io);
  const kinds = bySeverity.map((severity): (Reported | string)[] => [
    // What could not be read belongs to no line, and is worse than anything that was found.
    ...(severity === 'error' ? [...troubles, ...(stale === undefined ? [] : [stale])] : []),
    ...findings.filter(({ finding }) => finding.severity === severity),
  ]);
  const isCut = kinds.some((kind) => kind.length > SHOWN);
  // The word on what is left out is a notice too.
  const shown = kinds.flatMap((kind, n) => kind.slice(0, isCut && bySeverity[n] === 'information' ? SHOWN - 1 : SHOWN));
  const lines = shown.map((one) =>
    typeof one === 'string' ? command('error', { title: 'clausewright' }, wellFormed(one)) : annotation(one, paths, context, session),
  );
  const left = kinds.flat().length - shown.length;
  if (left > 0) {
    const note = context.m.reports.notShown(left);
    lines.push(command('notice', { title: 'clausewright' }, `${note} ${context.m.reports.limitOfGitHub}`), note);
  }
  return lines.map((line) => `${line}\n`).join('');
};

function annotation({ finding }: Reported, paths: RepositoryPaths, context: Context, session: Session): string {
  const { uri, start, end } = finding.range;
  const lines = session.lines(uri);
  const [from, to] = [characterSpot(lines, start), characterSpot(lines, end)];
  // GitHub allows columns within one line only.
  const columns: Record<string, number> = from.line === to.line ? { col: from.column, endColumn: Math.max(from.column, to.column) } : {};
  return command(
    commands[finding.severity],
    { file: paths.of(uri), line: from.line, endLine: to.line, ...columns, title: finding.name },
    textOf(finding, context, session),
  );
}

/** A workflow command. Nothing in a property or the message can end it or begin another. */
export function command(name: string, properties: Readonly<Record<string, string | number>>, message: string): string {
  const list = Object.entries(properties).map(([key, value]) => `${key}=${escapedProperty(String(value))}`);
  return `::${name} ${list.join(',')}::${escapedData(message)}`;
}

const escapedData = (text: string): string => text.replaceAll('%', '%25').replaceAll('\r', '%0D').replaceAll('\n', '%0A');

const escapedProperty = (text: string): string => escapedData(text).replaceAll(':', '%3A').replaceAll(',', '%2C');
