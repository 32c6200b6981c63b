/**
 * Why: a pull request gets one comment from a job, and that one is kept up to date: one for each push would bury the discussion. It is known by
 * a hidden mark in front and by who wrote it, since anybody can write the mark.
 */
import { createHash } from 'node:crypto';
import { ApiError, type GitHub, patiently } from './github';
import type { Inputs } from './inputs';
import type { Env } from './runner';

interface Comment {
  readonly id: number;
  readonly body: string;
  readonly login: string;
  readonly isBot: boolean;
}

export type Outcome = 'created' | 'updated' | 'unchanged' | 'not-needed';

/** The same for every run of a job's step, different for every other; invisible where the comment is read. */
export function markOf(env: Env, inputs: Inputs): string {
  const parts = [env.GITHUB_WORKFLOW, env.GITHUB_JOB, env.GITHUB_ACTION, inputs.workingDirectory, inputs.commentKey];
  const key = createHash('sha256').update(JSON.stringify(parts)).digest('hex').slice(0, 16);
  return `<!-- clausewright ${key} -->`;
}

/**
 * Writes `body` into the comment with this mark, or a new one. `gone` is said instead where `body` is undefined, and only if there is a comment.
 * @throws ApiError
 */
export function keepComment(github: GitHub, pull: number, mark: string, body: string | undefined, gone: string): Promise<Outcome> {
  // Looked up again before every attempt: an attempt whose answer was lost may have created it.
  return patiently(async () => {
    const own = await find(github, pull, mark);
    if (!own && body === undefined) return 'not-needed';
    const text = `${mark}\n${body ?? gone}`;
    if (!own) {
      await github.once('POST', `/repos/${github.repository}/issues/${pull}/comments`, { body: text });
      return 'created';
    }
    if (own.body.replaceAll('\r\n', '\n') === text) return 'unchanged';
    try {
      await github.once('PATCH', `/repos/${github.repository}/issues/comments/${own.id}`, { body: text });
    } catch (error) {
      // Deleted since it was found: there is none now.
      if (!(error instanceof ApiError && error.status === 404)) throw error;
      if (body === undefined) return 'not-needed';
      await github.once('POST', `/repos/${github.repository}/issues/${pull}/comments`, { body: text });
      return 'created';
    }
    return 'updated';
  });
}

async function find(github: GitHub, pull: number, mark: string): Promise<Comment | undefined> {
  let login: string | undefined;
  for (let page = 1; ; page++) {
    const { body, more } = await github.once('GET', `/repos/${github.repository}/issues/${pull}/comments?per_page=100&page=${page}`);
    const comments = Array.isArray(body) ? body : [];
    for (const comment of comments.flatMap((each) => commentOf(each) ?? [])) {
      if (!comment.body.startsWith(mark)) continue;
      // A workflow's own token writes as a bot; only of a person's token it has to be asked who that is.
      if (comment.isBot) return comment;
      login ??= await whoAmI(github);
      if (login !== '' && comment.login === login) return comment;
    }
    if (comments.length === 0 || !(more || comments.length >= 100)) return undefined;
  }
}

/** The account of the token, empty for a workflow's own token, which may not ask. */
async function whoAmI(github: GitHub): Promise<string> {
  try {
    const { body } = await github.once('GET', '/user');
    const login = typeof body === 'object' && body !== null && 'login' in body ? body.login : undefined;
    return typeof login === 'string' ? login : '';
  } catch (error) {
    if (error instanceof ApiError && error.isRefused) return '';
    throw error;
  }
}

function commentOf(value: unknown): Comment | undefined {
  const { id, body, user } = value as { id?: unknown; body?: unknown; user?: { login?: unknown; type?: unknown } | null };
  if (typeof id !== 'number' || typeof body !== 'string') return undefined;
  return { id, body, login: typeof user?.login === 'string' ? user.login : '', isBot: user?.type === 'Bot' };
}
