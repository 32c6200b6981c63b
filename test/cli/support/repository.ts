/** Why: `--since` is tested on real repositories, made for the test and gone with it. */
import { execFileSync } from 'node:child_process';
import { rmSync } from 'node:fs';
import { join } from 'node:path';
import { Folder } from './run';

const WHO = ['-c', 'user.name=Author', '-c', 'user.email=author@example.org', '-c', 'commit.gpgsign=false', '-c', 'core.autocrlf=false'];

export class Scratch extends Folder {
  constructor(init = true) {
    super();
    if (init) this.git('init', '-q', '-b', 'main');
  }

  /** What git prints, without the last line break. No configuration of this computer counts. */
  git(...args: readonly string[]): string {
    const env = { ...process.env, GIT_CONFIG_GLOBAL: '/dev/null', GIT_CONFIG_NOSYSTEM: '1', GIT_AUTHOR_DATE: '', GIT_COMMITTER_DATE: '' };
    for (const name of Object.keys(env)) if (/^GIT_(?!CONFIG)/.test(name)) delete (env as Record<string, string | undefined>)[name];
    return execFileSync('git', [...WHO, '-c', 'protocol.file.allow=always', ...args], {
      cwd: this.path,
      env,
      encoding: 'utf8',
      stdio: ['ignore', 'pipe', 'pipe'],
    }).replace(/\n$/, '');
  }

  /** Writes files (null: takes them away) and commits everything. @returns the commit */
  commit(files: Readonly<Record<string, string | null>>, message = 'change'): string {
    for (const [name, text] of Object.entries(files)) {
      if (text === null) rmSync(join(this.path, name));
      else this.write(name, text);
    }
    this.git('add', '-A');
    this.git('commit', '-q', '--allow-empty', '-m', message);
    return this.git('rev-parse', 'HEAD');
  }
}

/** A clause with the one finding `unknown-name`, for a name that is declared nowhere. */
export const clauseWith = (name: string, unknown = 'nobody'): string => `clause ${name} "${name}" {\n  award ${unknown}\n}\n`;
/** One without findings, as far as nothing is proved. */
export const soundClause = (name: string): string => `clause ${name} "${name}" {\n  award 5元\n}\n`;
