/** Why: the commands speak to an interface, so that they are tested in process, without a terminal. */
import type { Colors } from 'picocolors/types';
import type { Configs } from '../config/configs';
import type { NodeHost } from '../host/nodeHost';
import type { ProvingHost } from '../proofs';
import type { Messages } from './messages/messages';

export type Language = 'en' | 'zh';

/** What a run of the command line has of its surroundings. */
export interface Io {
  out(text: string): void;
  err(text: string): void;
  readonly cwd: string;
  readonly env: Readonly<Record<string, string | undefined>>;
  /** True where `out` goes to a terminal. */
  readonly terminal: boolean;
  /** Cells of a line of that terminal. */
  readonly columns?: number;
  /** Reads standard input to its end. Undefined: that of the process. */
  stdin?(): Uint8Array;
  /** The path of the program that runs, where threads can run it too. */
  readonly program?: string;
  /** Instead of the prover and the solver that there are. */
  readonly proving?: ProvingHost;
}

/** Exit codes: what a script that runs the command may rely on. */
export const EXIT = {
  fine: 0,
  /** The files were judged, and something in them needs a look. */
  found: 1,
  /** The command could not run: wrong options, a file that is missing, facts that cannot be read. */
  couldNotRun: 2,
} as const;

/** What every command is given. */
export interface Context {
  readonly io: Io;
  readonly language: Language;
  readonly m: Messages;
  readonly colours: Colors;
  readonly host: NodeHost;
  readonly proving: ProvingHost;
  /** What the folders of the policies want of them. */
  readonly configs: Configs;
}

/** Thrown for what the person at the terminal can mend: told without a stack. The first sentence says what is wrong, the others help. */
export class Trouble extends Error {
  constructor(
    readonly sentences: readonly string[],
    readonly exit: number = EXIT.couldNotRun,
  ) {
    super(sentences.join('\n'));
  }
}

/** Several troubles of equal weight, a sentence each. */
export class Troubles extends Trouble {}
