/** Why: GitHub's REST API, as little of it as is needed, with a limit to every wait. Its address comes from the runner, so an Enterprise server works. */
import { setTimeout as sleep } from 'node:timers/promises';
import type { Env } from './runner';

/** Milliseconds that one request may take. */
const PATIENCE = 20_000;
const ATTEMPTS = 3;
/** Milliseconds; what the server asks for is respected up to here. */
const LONGEST_PAUSE = 15_000;

export class ApiError extends Error {
  constructor(
    /** The HTTP status; 0 where no answer came. */
    readonly status: number,
    message: string,
    /** What the server asked to wait, in milliseconds, if it did. */
    readonly wait?: number,
  ) {
    super(message);
  }

  /** The token may not do this; no repetition helps. GitHub answers 404 for what a token may not even see. */
  get isRefused(): boolean {
    return (this.status === 401 || this.status === 403 || this.status === 404 || this.status === 410) && this.wait === undefined;
  }

  /** It may well work in a moment. */
  get isPassing(): boolean {
    return this.status === 0 || this.status === 429 || this.status >= 500 || this.wait !== undefined;
  }
}

export interface Answer {
  readonly body: unknown;
  /** True where a list goes on on another page. */
  readonly more: boolean;
}

export class GitHub {
  private readonly api: string;
  /** `OWNER/NAME`, each part safe in a path. */
  readonly repository: string;

  constructor(
    env: Env,
    private readonly token: string,
  ) {
    this.api = (env.GITHUB_API_URL || 'https://api.github.com').replace(/\/+$/, '');
    this.repository = (env.GITHUB_REPOSITORY ?? '').split('/').map(encodeURIComponent).join('/');
  }

  /** One request. @throws ApiError */
  async once(method: 'GET' | 'POST' | 'PATCH', path: string, body?: object): Promise<Answer> {
    let response: Response;
    let text: string;
    try {
      response = await fetch(`${this.api}${path}`, {
        method,
        headers: {
          accept: 'application/vnd.github+json',
          authorization: `Bearer ${this.token}`,
          'user-agent': 'clausewright-action',
          'x-github-api-version': '2022-11-28',
          ...(body ? { 'content-type': 'application/json' } : {}),
        },
        ...(body ? { body: JSON.stringify(body) } : {}),
        signal: AbortSignal.timeout(PATIENCE),
      });
      text = await response.text();
    } catch (error) {
      throw new ApiError(0, reasonOf(error));
    }
    const parsed = parse(text);
    if (!response.ok) throw new ApiError(response.status, messageOf(parsed) ?? response.statusText, waitOf(response));
    return { body: parsed, more: /\brel="next"/.test(response.headers.get('link') ?? '') };
  }
}

/** Repeats what failed for a reason that passes. What `act` does has to bear being done again. @throws ApiError */
export async function patiently<T>(act: () => Promise<T>): Promise<T> {
  for (let attempt = 1; ; attempt++) {
    try {
      return await act();
    } catch (error) {
      if (!(error instanceof ApiError) || !error.isPassing || attempt === ATTEMPTS) throw error;
      await sleep(Math.min(error.wait ?? 500 * 4 ** (attempt - 1), LONGEST_PAUSE));
    }
  }
}

function parse(text: string): unknown {
  try {
    return text === '' ? undefined : JSON.parse(text);
  } catch {
    return undefined;
  }
}

function messageOf(body: unknown): string | undefined {
  const message = typeof body === 'object' && body !== null && 'message' in body ? body.message : undefined;
  return typeof message === 'string' ? message.slice(0, 300) : undefined;
}

function waitOf(response: Response): number | undefined {
  const seconds = response.headers.get('retry-after');
  return seconds !== null && /^\d+$/.test(seconds) ? Number(seconds) * 1000 : undefined;
}

function reasonOf(error: unknown): string {
  if (!(error instanceof Error)) return String(error);
  const { cause } = error;
  return cause instanceof Error ? `${error.message}: ${cause.message}` : error.message;
}
