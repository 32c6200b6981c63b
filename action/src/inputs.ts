/** Why: what the workflow's author wrote under `with:`, read and checked in one place before anything is done. */
import type { Env } from './runner';

export interface Inputs {
  readonly paths: readonly string[];
  /** `auto`, a revision, or empty for everything. */
  readonly since: string;
  readonly baseline: string;
  readonly config: string;
  readonly failOn: string;
  readonly prove: boolean;
  /** Also say what the change does to awards. */
  readonly diff: boolean;
  readonly language: string;
  readonly comment: boolean;
  readonly commentKey: string;
  readonly sarifFile: string;
  readonly uploadSarif: boolean;
  readonly token: string;
  readonly workingDirectory: string;
}

/** An input that cannot be meant. */
export class BadInput extends Error {
  constructor(
    readonly input: string,
    readonly value: string,
    readonly allowed: readonly string[],
  ) {
    super(`${input}: ${value}`);
  }
}

const YES = ['true', 'True', 'TRUE'];
const NO = ['false', 'False', 'FALSE'];

/** @throws BadInput */
export function readInputs(env: Env): Inputs {
  // The runner upper-cases names and replaces spaces only.
  const raw = (name: string): string | undefined => env[`INPUT_${name.toUpperCase()}`]?.trim();
  const text = (name: string): string => raw(name) ?? '';
  const oneOf = (name: string, fallback: string, allowed: readonly string[]): string => {
    const value = text(name) || fallback;
    if (!allowed.includes(value))
      throw new BadInput(
        name,
        value,
        allowed.filter((each) => each !== ''),
      );
    return value;
  };
  const bool = (name: string, fallback: boolean): boolean => {
    const value = text(name) || String(fallback);
    if (![...YES, ...NO].includes(value)) throw new BadInput(name, value, ['true', 'false']);
    return YES.includes(value);
  };
  const paths = text('paths')
    .split(/\r?\n/)
    .map((path) => path.trim())
    .filter((path) => path !== '');
  return {
    paths: paths.length === 0 ? ['.'] : paths,
    since: raw('since') ?? 'auto',
    baseline: text('baseline'),
    config: text('config'),
    failOn: oneOf('fail-on', 'warning', ['error', 'warning', 'info']),
    prove: bool('prove', true),
    diff: bool('diff', true),
    language: oneOf('language', '', ['', 'en', 'zh']),
    comment: bool('comment', true),
    commentKey: text('comment-key'),
    sarifFile: text('sarif-file'),
    uploadSarif: bool('upload-sarif', false),
    token: text('token'),
    workingDirectory: text('working-directory') || '.',
  };
}
