/** Where the solver's two files are: of the companion extension, or of the optional package. */
import { existsSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

/** Emscripten's loader, and what it loads from the folder it stands in. */
export const LOADER = 'z3-built.js';
const FILES = [LOADER, 'z3-built.wasm'];

export interface WhereOptions {
  /** The folder with the solver's files, where the host knows one; the optional package `z3-solver` is not looked for then. */
  readonly path?: string;
}

/** The folder with the solver's files; undefined where there is none. */
export function findSolver({ path }: WhereOptions = {}): string | undefined {
  const folder = path ?? packageFolder();
  return folder !== undefined && FILES.every((file) => existsSync(join(folder, file))) ? folder : undefined;
}

function packageFolder(): string | undefined {
  try {
    return dirname(createRequire(import.meta.url).resolve(`z3-solver/build/${LOADER}`));
  } catch {
    return undefined;
  }
}

/** The program of the child process: beside this bundle; for sources, in the folder that the build writes to. */
export function findChild(): string | undefined {
  const here = dirname(fileURLToPath(import.meta.url));
  return [join(here, 'solver.js'), join(here, '..', '..', 'dist', 'solver.js')].find((file) => existsSync(file));
}
