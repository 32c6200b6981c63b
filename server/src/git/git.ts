/** Why: git is asked as the program that the user has, in one way: in no language but English, without pagers, prompts, or paths in quotes. */
import { spawnSync } from 'node:child_process';

/** What stands in the way; sentences are made of it in sentences.ts. */
export type GitFault =
  | { readonly code: 'no-git' }
  | { readonly code: 'no-repository' | 'no-work-tree' | 'unsafe'; readonly folder: string }
  | { readonly code: 'not-a-revision'; readonly revision: string }
  /** `near`: the same name as a branch of a remote, which there is. */
  | { readonly code: 'no-revision'; readonly revision: string; readonly shallow: boolean; readonly near?: string }
  /** `message`: git's own words, in English. */
  | { readonly code: 'failed'; readonly command: string; readonly message: string };

export class GitTrouble extends Error {
  constructor(readonly fault: GitFault) {
    super(fault.code);
  }
}

export interface GitAnswer {
  /** 0 is fine. */
  readonly code: number;
  readonly out: Buffer;
  /** In English. */
  readonly err: string;
}

export type Environment = Readonly<Record<string, string | undefined>>;

/** Environment that changes what is asked for, or how it is printed. */
const DISTURBING = [
  'GIT_LITERAL_PATHSPECS',
  'GIT_GLOB_PATHSPECS',
  'GIT_NOGLOB_PATHSPECS',
  'GIT_ICASE_PATHSPECS',
  'GIT_EXTERNAL_DIFF',
  'GIT_DIFF_OPTS',
  'GIT_TRACE',
  'GIT_PAGER',
  'LANGUAGE',
];

/** What is printed can be as large as a repository's list of files, or its texts. Bytes. */
const MOST = 2 ** 30;

export class Git {
  private readonly env: Record<string, string | undefined>;

  /** @param cwd a folder that exists */
  constructor(
    readonly cwd: string,
    env: Environment = process.env,
  ) {
    this.env = { ...env, LC_ALL: 'C', GIT_OPTIONAL_LOCKS: '0', GIT_TERMINAL_PROMPT: '0' };
    for (const name of DISTURBING) delete this.env[name];
  }

  /** The same git in another repository: what the environment says of this one's does not count there. */
  in(cwd: string): Git {
    return new Git(cwd, withoutRepository(this.env));
  }

  /** Runs git to its end. @throws GitTrouble where there is no git */
  ask(args: readonly string[], input?: string): GitAnswer {
    // On Windows a program in the current folder comes first: a repository must not bring its own git.
    if (process.platform === 'win32') process.env.NoDefaultCurrentDirectoryInExePath ??= '1';
    const { error, status, stdout, stderr } = spawnSync(
      'git',
      ['-c', 'diff.relative=false', '-c', 'color.ui=false', '-c', 'core.fsmonitor=false', ...args],
      {
        cwd: this.cwd,
        env: this.env,
        maxBuffer: MOST,
        windowsHide: true,
        ...(input === undefined ? {} : { input }),
      },
    );
    if (error) {
      const { code } = error as NodeJS.ErrnoException;
      if (code === 'ENOENT' || code === 'EACCES') throw new GitTrouble({ code: 'no-git' });
      throw failed(args, error.message);
    }
    return { code: status ?? -1, out: stdout, err: stderr.toString('utf8') };
  }

  /** What git prints. @throws GitTrouble where it fails */
  out(args: readonly string[], input?: string): Buffer {
    const { code, out, err } = this.ask(args, input);
    if (code !== 0) throw failed(args, err);
    return out;
  }

  /** One line. @throws GitTrouble */
  line(args: readonly string[]): string {
    return this.out(args)
      .toString('utf8')
      .replace(/\r?\n$/, '');
  }
}

/** What says which repository is meant, as git sets it for its hooks. */
export function withoutRepository(env: Environment): Record<string, string | undefined> {
  const rest = { ...env };
  for (const name of [
    'GIT_DIR',
    'GIT_WORK_TREE',
    'GIT_INDEX_FILE',
    'GIT_PREFIX',
    'GIT_COMMON_DIR',
    'GIT_OBJECT_DIRECTORY',
    'GIT_NAMESPACE',
  ])
    delete rest[name];
  return rest;
}

function failed(args: readonly string[], message: string): GitTrouble {
  const [command = ''] = args;
  const first = message.split('\n').find((line) => line.trim() !== '') ?? '';
  return new GitTrouble({ code: 'failed', command: `git ${command}`, message: first.trim() });
}

/** Fields that end with a NUL. */
export function fieldsOf(out: Buffer): string[] {
  const fields = out.toString('utf8').split('\0');
  fields.pop();
  return fields;
}
