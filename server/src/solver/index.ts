/** The prover's second step on a computer: Z3 in a process of its own. */
import { statSync } from 'node:fs';
import { join } from 'node:path';
import type { Solver } from '../core/prove/verdict';
import { findChild, findSolver, LOADER, type WhereOptions } from './find';
import { type ChildOptions, ChildSolver, LIMIT, PATIENCE } from './port';

export { findSolver } from './find';

export interface SolverOptions extends WhereOptions, ChildOptions {
  /** The child's program, where it does not stand beside the bundle. */
  readonly child?: string;
}

/** What one question may cost, `scale` times as much as usual. */
export function solverOptions(scale: number): ChildOptions {
  return { limit: Math.ceil(LIMIT * scale), patience: Math.ceil(PATIENCE * Math.max(1, scale)) };
}

/** Whether a solver can be found here. */
export function available(options: WhereOptions = {}): boolean {
  return findSolver(options) !== undefined;
}

/** Another solver has another one; undefined where none can be found. */
export function solverBuild(options: WhereOptions = {}): string | undefined {
  const folder = findSolver(options);
  if (folder === undefined) return undefined;
  return [LOADER, LOADER.replace(/js$/, 'wasm')].map((file) => statSync(join(folder, file)).size).join('-');
}

/** The solver, not started before the first question; undefined where its files cannot be found. To be disposed of at the end. */
export function createSolver(options: SolverOptions = {}): Solver | undefined {
  const folder = findSolver(options);
  const child = options.child ?? findChild();
  return folder === undefined || child === undefined ? undefined : new ChildSolver(child, folder, options);
}
