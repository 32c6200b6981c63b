/** Why: a policy is replaced as a whole or not at all, whoever writes it. */
import { closeSync, fchmodSync, fsyncSync, openSync, realpathSync, renameSync, rmSync, statSync, writeFileSync } from 'node:fs';

/** A file that nobody may write is left alone, even where the system would let this user do it. */
const writable = 0o222;

/**
 * Writes beside the file and renames, so that a full disk or a broken run never leaves half a policy. The mode is kept; of a symbolic link, what it
 * leads to is replaced.
 * @returns the system's code on failure
 */
export function replaceFile(path: string, content: string): string | undefined {
  let beside: string | undefined;
  try {
    const target = realpathSync(path);
    const { mode } = statSync(target);
    if ((mode & writable) === 0) return 'EACCES';
    const name = `${target}.${process.pid}.tmp`;
    const handle = openSync(name, 'wx', mode);
    beside = name;
    try {
      writeFileSync(handle, content, 'utf8');
      // What the process withholds from new files does not count here.
      fchmodSync(handle, mode & 0o7777);
      fsyncSync(handle);
    } finally {
      closeSync(handle);
    }
    renameSync(beside, target);
    return undefined;
  } catch (error) {
    if (beside !== undefined) rmSync(beside, { force: true });
    return (error as NodeJS.ErrnoException).code ?? 'unknown';
  }
}
