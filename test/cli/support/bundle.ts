/** Why: what only a real process shows (threads, pipes, other users) is tested on a bundle as it is shipped: one file in a folder of its own. */
import { type SpawnSyncOptions, spawnSync } from 'node:child_process';
import { chmodSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { build } from 'esbuild';

const root = join(import.meta.dirname, '../../..');

export class Bundle {
  readonly place = mkdtempSync(join(tmpdir(), 'clausewright-bundle-'));
  readonly cli = join(this.place, 'cli.js');

  async build(): Promise<void> {
    // Others than who made it run it too.
    chmodSync(this.place, 0o755);
    await build({
      absWorkingDir: root,
      entryPoints: ['server/src/cli/main.ts'],
      outfile: this.cli,
      bundle: true,
      platform: 'node',
      format: 'cjs',
      target: 'node20',
      mainFields: ['module', 'main'],
      define: { 'import.meta.url': '__moduleUrl' },
      banner: { js: "const __moduleUrl = require('node:url').pathToFileURL(__filename).href;" },
      charset: 'utf8',
    });
  }

  run(args: readonly string[], options: SpawnSyncOptions = {}): { status: number | null; stdout: string; stderr: string } {
    const { status, stdout, stderr } = spawnSync(process.execPath, [this.cli, ...args], {
      env: { ...process.env, LC_ALL: 'C', NO_COLOR: '1' },
      ...options,
      encoding: 'utf8',
    });
    return { status, stdout, stderr };
  }

  remove(): void {
    rmSync(this.place, { recursive: true, force: true });
  }
}
