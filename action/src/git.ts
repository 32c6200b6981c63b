/** Why: the few questions that are asked of the checkout. Nothing is fetched and nothing is changed. */
import { spawnSync } from 'node:child_process';

export class Checkout {
  constructor(private readonly folder: string) {}

  /** What git says, without the line end; undefined where it fails. */
  private ask(...args: string[]): string | undefined {
    const ran = spawnSync('git', args, {
      cwd: this.folder,
      encoding: 'utf8',
      env: { ...process.env, GIT_OPTIONAL_LOCKS: '0', LC_ALL: 'C' },
    });
    return ran.status === 0 ? ran.stdout.trimEnd() : undefined;
  }

  /** The commit that a revision means, if it is in the checkout. */
  commit(revision: string): string | undefined {
    const found = this.ask('rev-parse', '--verify', '--quiet', '--end-of-options', `${revision}^{commit}`);
    // A full commit id is taken at its word by rev-parse, there or not.
    return found !== undefined && this.ask('cat-file', '-e', `${found}^{commit}`) !== undefined ? found : undefined;
  }

  /** The parents of HEAD as the commit itself names them, in the checkout or not. */
  parents(): readonly string[] {
    const header = this.ask('cat-file', 'commit', 'HEAD')?.split('\n\n')[0] ?? '';
    return [...header.matchAll(/^parent ([0-9a-f]+)$/gm)].flatMap((match) => match[1] ?? []);
  }

  mergeBase(a: string, b: string): string | undefined {
    return this.ask('merge-base', a, b)?.split('\n')[0];
  }

  get isShallow(): boolean {
    return this.ask('rev-parse', '--is-shallow-repository') === 'true';
  }

  /** False without git, outside a repository, and in one that git does not trust. */
  get isRepository(): boolean {
    return this.ask('rev-parse', '--git-dir') !== undefined;
  }
}
