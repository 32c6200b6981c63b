/** Why: the tests look at the language server's process from outside, as the system shows it. */
import { spawnSync } from 'node:child_process';
import { readdirSync, readFileSync } from 'node:fs';

interface Process {
  readonly id: number;
  readonly parent: number;
  readonly command: string;
}

/** Of Linux, where no program for it need be installed. */
function fromProc(): Process[] {
  return readdirSync('/proc')
    .filter((name) => /^\d+$/.test(name))
    .flatMap((name) => {
      try {
        const status = readFileSync(`/proc/${name}/status`, 'utf8');
        if (/^State:\s+Z/m.test(status)) return [];
        const command = readFileSync(`/proc/${name}/cmdline`, 'utf8').replaceAll('\0', ' ');
        return [{ id: Number(name), parent: Number(/^PPid:\s+(\d+)/m.exec(status)?.[1]), command }];
      } catch {
        return [];
      }
    });
}

function fromPs(): Process[] {
  const { stdout } = spawnSync('ps', ['-axo', 'pid=,ppid=,command='], { encoding: 'utf8' });
  return stdout.split('\n').flatMap((line) => {
    const [, id, parent, command] = /^\s*(\d+)\s+(\d+)\s+(.*)$/.exec(line) ?? [];
    return id && parent && command ? [{ id: Number(id), parent: Number(parent), command }] : [];
  });
}

/** The language servers that this extension host has started and that are running. */
export function servers(): number[] {
  const all = process.platform === 'linux' ? fromProc() : fromPs();
  return all.filter(({ parent, command }) => parent === process.pid && /server[\\/]dist[\\/]server\.js/.test(command)).map(({ id }) => id);
}
