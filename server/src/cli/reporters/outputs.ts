/** Why: reports go where `--format NAME=FILE` says, whole or not at all; and GitHub's job summary is one of the places. */
import {
  appendFileSync,
  closeSync,
  fsyncSync,
  mkdirSync,
  openSync,
  realpathSync,
  renameSync,
  rmSync,
  type Stats,
  statSync,
  writeFileSync,
} from 'node:fs';
import { dirname, resolve } from 'node:path';
import { createColors } from 'picocolors';
import { printable } from '../../explain/width';
import type { Context } from '../io';
import type { Output } from '../lintOptions';
import type { Output as OutputAs } from '../outputOptions';
import type { Session } from '../session';
import { report } from './index';
import { findingsMarkdown } from './markdown';
import type { LintResult } from './reporter';

/** GitHub refuses a step's summary beyond. */
const MOST_SUMMARY = 1024 * 1024;

/** Files first, then what is printed, so that a closed pipe loses no file. Gives sentences on what could not be written. */
export function writeReports(outputs: readonly Output[], result: LintResult, context: Context, session: Session): string[] {
  return writeOutputs(
    outputs,
    (format, of) => report(format, result, of, session),
    context,
    () => {
      if (outputs.some(({ format }) => format === 'github')) summarize(result, context, session);
    },
  );
}

/** The same for any reports. @param between what comes after the files, before what is printed */
export function writeOutputs<Format extends string>(
  outputs: readonly OutputAs<Format>[],
  render: (format: Format, context: Context) => string,
  context: Context,
  between: () => void = () => undefined,
): string[] {
  const troubles: string[] = [];
  for (const { format, file } of outputs) {
    if (file === undefined) continue;
    const code = writeWhole(resolve(context.io.cwd, file), render(format, ofFile(context)));
    if (code !== undefined) troubles.push(context.m.notWritten(printable(file), code));
  }
  between();
  for (const { format, file } of outputs) if (file === undefined) context.io.out(render(format, context));
  return troubles;
}

/** The terminal, which may be one, is not where a file is read. */
function ofFile(context: Context): Context {
  const { columns: _, ...io } = context.io;
  return { ...context, io: { ...io, terminal: false }, colours: createColors(false) };
}

/** The job's summary is an extra: where it cannot be written, a line says so and nothing fails. */
function summarize(result: LintResult, context: Context, session: Session): void {
  const path = context.io.env.GITHUB_STEP_SUMMARY;
  if (!path) return;
  try {
    const before = statOf(path)?.size ?? 0;
    const size = (text: string) => Buffer.byteLength(text, 'utf8');
    const text = findingsMarkdown(result, context, session, { most: MOST_SUMMARY - before - 1, size });
    if (before + size(text) < MOST_SUMMARY) appendFileSync(path, `${text}\n`, 'utf8');
  } catch (error) {
    // What has no code is no file's fault but ours.
    if ((error as NodeJS.ErrnoException).code === undefined) throw error;
    context.io.err(`${context.m.notWritten('GITHUB_STEP_SUMMARY', codeOf(error))}\n`);
  }
}

/**
 * Writes beside the file and renames, with the folders that are missing; into what is no file (a pipe, `/dev/stderr`) directly.
 * @returns the system's code on failure
 */
export function writeWhole(path: string, content: string): string | undefined {
  let beside: string | undefined;
  try {
    mkdirSync(dirname(path), { recursive: true });
    const there = statOf(path);
    if (there && !there.isFile()) {
      writeFileSync(path, content, 'utf8');
      return undefined;
    }
    const target = there ? realpathSync(path) : path;
    const name = `${target}.${process.pid}.tmp`;
    const handle = openSync(name, 'wx', there?.mode ?? 0o666);
    beside = name;
    try {
      writeFileSync(handle, content, 'utf8');
      fsyncSync(handle);
    } finally {
      closeSync(handle);
    }
    renameSync(beside, target);
    return undefined;
  } catch (error) {
    if (beside !== undefined) rmSync(beside, { force: true });
    return codeOf(error);
  }
}

const statOf = (path: string): Stats | undefined => statSync(path, { throwIfNoEntry: false });

const codeOf = (error: unknown): string => (error as NodeJS.ErrnoException).code ?? 'unknown';
