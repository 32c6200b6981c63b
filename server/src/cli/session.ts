/** Why: what every command that reads policies needs: the workspace, and the way from a place in it to a file, a line and a column. */
import type { FileRange, Finding } from '../core/finding';
import { renderMessage } from '../core/lint/render';
import type { Place } from '../core/program/program';
import { type Analysis, Workspace } from '../core/workspace';
import { oneLine } from '../explain/oneLine';
import { printable } from '../explain/width';
import { type FileTrouble, pathOf } from '../host/nodeHost';
import { stopOnProblems } from './configured';
import { type PolicyFile, policyFile, shownPath } from './files';
import { type Context, Trouble } from './io';
import { Lines } from './text/lines';

export class Session {
  private workspace: Workspace;
  private readonly texts = new Map<string, Lines>();

  constructor(private readonly context: Context) {
    this.workspace = new Workspace(context.host);
  }

  /** Everything known of a file that the user named. */
  analyse(file: PolicyFile): Analysis {
    this.context.host.allow(file.uri);
    const analysis = this.workspace.analyse(file.uri);
    this.texts.set(analysis.uri, new Lines(analysis.text));
    return analysis;
  }

  /** Forgets what is known of all files, so that a run over thousands of them does not hold them all. Line numbers are kept. */
  forget(): void {
    this.workspace = new Workspace(this.context.host);
  }

  /** The one file that a command works on. @throws Trouble where it cannot be read */
  open(path: string): { file: PolicyFile; analysis: Analysis } {
    const file = policyFile(path, this.context.io.cwd);
    this.context.configs.of(file.uri);
    stopOnProblems(this.context.configs, this.context.io.cwd, this.context.language);
    const analysis = this.analyse(file);
    if (analysis.error) throw new Trouble([this.trouble(file)]);
    // Nothing is read of such a file: what else could be said would be that nothing is there.
    const conflict = analysis.findings.find(({ data }) => data.code === 'merge-conflict');
    if (conflict) throw new Trouble([`${this.where(conflict.range)}: ${renderMessage(conflict, this.context.language)}`]);
    return { file, analysis };
  }

  /** Errors of the file and, by file, of what it imports: what depends on them cannot be computed. */
  errors(analysis: Analysis): { readonly uri: string; readonly findings: readonly Finding[] }[] {
    return this.workspace.closure(analysis.uri).flatMap((uri) => {
      const findings = errorsOf((uri === analysis.uri ? analysis : this.workspace.analyse(uri)).findings);
      return findings.length > 0 ? [{ uri, findings }] : [];
    });
  }

  /** Why a file could not be read, as a sentence. */
  trouble(file: PolicyFile): string {
    const read = this.context.host.read(file.uri);
    const trouble: FileTrouble = 'error' in read ? read : { error: 'unreadable' };
    return this.context.m.fileTrouble(file.shown, trouble);
  }

  lines(uri: string): Lines {
    let lines = this.texts.get(uri);
    if (!lines) {
      const read = this.context.host.read(uri);
      lines = new Lines('text' in read ? read.text : '');
      this.texts.set(uri, lines);
    }
    return lines;
  }

  /** A file as the user knows it. */
  shown(uri: string): string {
    const path = pathOf(uri);
    return path === undefined ? uri : shownPath(path, this.context.io.cwd);
  }

  /** `samples/a.clause:12:8`, line and column from 1, the column in characters. */
  where(range: FileRange): string {
    const { line, column } = this.lines(range.uri).human(range.start);
    return `${told(this.shown(range.uri))}:${line}:${column}`;
  }

  /** The source text at a place, on one line. */
  source(analysis: Analysis, place: Place): string {
    const range = analysis.range(place);
    return oneLine(this.lines(range.uri).text.slice(range.start, range.end));
  }
}

/** A name at the beginning of a line of text for people: nothing in it steers a terminal, nor is the line a command to a build's log. */
export function told(shown: string): string {
  const name = printable(shown);
  return /^\s*::/.test(name) ? `./${name}` : name;
}

/** How many findings say that something is wrong with the file itself, not with what an example expects. */
export function errorsOf(findings: readonly Finding[]): Finding[] {
  return findings.filter((finding) => finding.severity === 'error' && finding.name !== 'expectation-failed');
}
