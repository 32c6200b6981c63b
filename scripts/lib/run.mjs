/** Why: the scripts start other programs in one way only: output as it comes, a failure as an exception that names the command. */
import { spawn, spawnSync } from 'node:child_process';
import { fileURLToPath } from 'node:url';

/** The checkout's folder. */
export const root = fileURLToPath(new URL('../..', import.meta.url)).replace(/[\\/]$/, '');

/** Thrown for a failure that the person at the terminal can read as it is: no stack trace is shown for it. */
export class Trouble extends Error {}

/** Runs a command with its output on the terminal; resolves to its exit code. */
export function status(command, args, options = {}) {
  return new Promise((resolve, reject) => {
    const child = spawn(command, args, { cwd: root, stdio: 'inherit', ...options });
    child.on('error', (error) => reject(new Trouble(`${command} could not be started: ${error.message}`)));
    child.on('exit', (code, signal) => resolve(signal ? 128 : (code ?? 1)));
  });
}

/** Runs a command that has to succeed. */
export async function run(command, args, options = {}) {
  const code = await status(command, args, options);
  if (code !== 0) throw new Trouble(`${command} ${args.join(' ')} ended with exit code ${code}`);
}

/** Runs a quick command and gives what it printed, or undefined if it is not there or fails. */
export function answer(command, args, options = {}) {
  const result = spawnSync(command, args, { cwd: root, encoding: 'utf8', ...options });
  return result.status === 0 ? result.stdout.trim() : undefined;
}

/** Runs a script's main function: a `Trouble` is told in one line, anything else with its stack, and both exit with 1. */
export async function main(body) {
  try {
    const code = await body();
    process.exitCode = code ?? 0;
  } catch (error) {
    console.error(error instanceof Trouble ? `error: ${error.message}` : error);
    process.exitCode = 1;
  }
}
