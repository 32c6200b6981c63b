/** Why: the command line is run as anybody would run it, and its answer is read from its own formats, so that the action decides nothing twice. */
import { spawn } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Inputs } from './inputs';
import type { Env } from './runner';

export interface Counts {
  readonly errors: number;
  readonly warnings: number;
  readonly information: number;
}

export interface Linted {
  /** 0: fine, 1: something reaches fail-on, 2: it could not run. */
  readonly code: number;
  /** What it printed: the annotations. */
  readonly out: string;
  readonly err: string;
  /** For whoever reads the log: all that is reported, with the lines. */
  readonly pretty: string;
  /** Undefined where it could not say. */
  readonly counts: Counts | undefined;
  readonly language: 'en' | 'zh';
  /** For a comment: within GitHub's limit, all text in it escaped. */
  readonly markdown: string;
}

export interface Run {
  readonly inputs: Inputs;
  /** The folder to work in. */
  readonly cwd: string;
  /** A folder of this run for files between the two programs. */
  readonly scratch: string;
  readonly env: Env;
}

/** Beside this bundle. */
const cli = (): string => join(__dirname, 'cli.js');

function common({ inputs, scratch }: Run): string[] {
  return [
    // The second run, for SARIF, finds there what the first has found.
    ...(inputs.sarifFile === '' && !inputs.uploadSarif ? [] : [`--cache-file=${join(scratch, 'cache')}`]),
    ...(inputs.config === '' ? [] : [`--config=${inputs.config}`]),
    ...(inputs.baseline === '' ? [] : [`--baseline=${inputs.baseline}`]),
    ...(inputs.language === '' ? [] : [`--lang=${inputs.language}`]),
    ...(inputs.prove ? [] : ['--no-prove']),
  ];
}

/** Prints annotations; the job's summary comes with them. */
export async function lint(run: Run, since: string | undefined): Promise<Linted> {
  const json = join(run.scratch, 'lint.json');
  const markdown = join(run.scratch, 'lint.md');
  const pretty = join(run.scratch, 'lint.txt');
  const formats = ['--format=github', `--format=json=${json}`, `--format=markdown=${markdown}`, `--format=pretty=${pretty}`];
  const args = [...common(run), `--fail-on=${run.inputs.failOn}`, ...(since === undefined ? [] : [`--since=${since}`])];
  const ran = await clausewright(run, 'lint', [...formats, ...args, '--', ...run.inputs.paths]);
  const result = readJson(json);
  return {
    ...ran,
    counts: result?.counts,
    language: result?.language ?? (run.inputs.language === 'zh' ? 'zh' : 'en'),
    markdown: readText(markdown),
    pretty: readText(pretty),
  };
}

export interface Diffed {
  /** 0: the same for everyone, 1: there are differences or something is not decided, 2: it could not run. */
  readonly code: number;
  readonly err: string;
  /** For a comment; empty where it could not say. */
  readonly markdown: string;
  /** For whoever reads the log. */
  readonly pretty: string;
}

/** What the change does to awards, against the same commit as lint. */
export async function diff(run: Run, since: string): Promise<Diffed> {
  const { config, language, paths } = run.inputs;
  const markdown = join(run.scratch, 'diff.md');
  const pretty = join(run.scratch, 'diff.txt');
  const args = [
    ...[`--format=markdown=${markdown}`, `--format=pretty=${pretty}`],
    ...(config === '' ? [] : [`--config=${config}`]),
    ...(language === '' ? [] : [`--lang=${language}`]),
  ];
  const { code, err } = await clausewright(run, 'diff', [...args, since, '--', ...paths]);
  return { code, err, markdown: readText(markdown), pretty: readText(pretty) };
}

/**
 * Everything that is found, new or not, as SARIF. Code scanning compares by itself: what a file does not name it takes for mended. So this is a
 * run of its own, without `--since`.
 */
export async function writeSarif(run: Run, file: string): Promise<{ readonly code: number; readonly err: string }> {
  return clausewright(run, 'lint', [`--format=sarif=${file}`, ...common(run), '--', ...run.inputs.paths]);
}

function clausewright(run: Run, command: 'lint' | 'diff', args: readonly string[]): Promise<{ code: number; out: string; err: string }> {
  // The token is for this process only.
  const { INPUT_TOKEN: _, ...env } = run.env;
  return new Promise((resolve, reject) => {
    const child = spawn(process.execPath, [cli(), command, ...args], { cwd: run.cwd, env, stdio: ['ignore', 'pipe', 'pipe'] });
    const out: Buffer[] = [];
    const err: Buffer[] = [];
    child.stdout.on('data', (chunk: Buffer) => void out.push(chunk));
    child.stderr.on('data', (chunk: Buffer) => void err.push(chunk));
    child.on('error', reject);
    child.on('close', (code) =>
      resolve({ code: code ?? 2, out: Buffer.concat(out).toString('utf8'), err: Buffer.concat(err).toString('utf8') }),
    );
  });
}

const readText = (file: string): string => (existsSync(file) ? readFileSync(file, 'utf8') : '');

function readJson(file: string): { counts: Counts; language: 'en' | 'zh' } | undefined {
  try {
    const { summary, language } = JSON.parse(readFileSync(file, 'utf8')) as { summary: Counts; language: string };
    const { errors, warnings, information } = summary;
    return { counts: { errors, warnings, information }, language: language === 'zh' ? 'zh' : 'en' };
  } catch {
    return undefined;
  }
}
