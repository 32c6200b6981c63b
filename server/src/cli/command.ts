/** Why: a command is one file that says what it takes and does; main.ts only picks it, and the help is made from what it says. */
import type { Context, Language } from './io';

export interface Option {
  readonly type: 'boolean' | 'string';
  /** What stands for the value in the help, e.g. `NAME`. */
  readonly value?: string;
  readonly short?: string;
  /** May be given several times; then its values are in {@link Parsed.lists}. */
  readonly multiple?: boolean;
  /** The only values that are allowed. */
  readonly oneOf?: readonly string[];
  readonly help: Readonly<Record<Language, string>>;
}

/** Options that stand together in the help. */
export interface OptionGroup {
  readonly title: Readonly<Record<Language, string>>;
  readonly options: readonly string[];
}

export interface Parsed {
  readonly values: Readonly<Record<string, string | boolean | undefined>>;
  /** Of options that may be given several times, in order; undefined where none was. */
  readonly lists?: Readonly<Record<string, readonly string[]>>;
  readonly positionals: readonly string[];
}

export interface Command {
  readonly name: string;
  /** What follows the name in the help, e.g. `PATHS…`. */
  readonly usage: string;
  readonly summary: Readonly<Record<Language, string>>;
  /** More for `clausewright COMMAND --help`. */
  readonly details: Readonly<Record<Language, string>>;
  readonly options: Readonly<Record<string, Option>>;
  /** Where there are many options; those of no group stand last. */
  readonly groups?: readonly OptionGroup[];
  /** Fewest and most positionals. */
  readonly arity: readonly [number, number];
  /** Resolves to the exit code. */
  run(context: Context, parsed: Parsed): number | Promise<number>;
}

/** A string option's value. */
export function text(parsed: Parsed, name: string): string | undefined {
  const value = parsed.values[name];
  return typeof value === 'string' ? value : undefined;
}

/** A boolean option's value. */
export function flag(parsed: Parsed, name: string): boolean {
  return parsed.values[name] === true;
}
