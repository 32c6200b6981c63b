/** Why: what GitHub says the run is about, as far as it matters here. The file is JSON of GitHub's; nothing in it is taken for granted. */
import { readFileSync } from 'node:fs';
import type { Env } from './runner';

export interface PullRequest {
  readonly number: number;
  /** The base branch's commit when the event happened. */
  readonly base: string;
  readonly head: string;
}

export interface Event {
  readonly name: string;
  readonly pullRequest?: PullRequest;
  /** The base of a merge group. */
  readonly mergeBase?: string;
  /** `before` is undefined for a branch or tag that is new. */
  readonly push?: { readonly before: string | undefined; readonly forced: boolean };
  readonly defaultBranch?: string;
}

const record = (value: unknown): Readonly<Record<string, unknown>> =>
  typeof value === 'object' && value !== null ? (value as Readonly<Record<string, unknown>>) : {};

/** Only what looks like a commit is ever handed to git. */
const commit = (value: unknown): string | undefined =>
  typeof value === 'string' && /^([0-9a-f]{40}|[0-9a-f]{64})$/.test(value) ? value : undefined;

export function readEvent(env: Env): Event {
  let event: Readonly<Record<string, unknown>> = {};
  try {
    event = record(JSON.parse(readFileSync(env.GITHUB_EVENT_PATH ?? '', 'utf8')));
  } catch {
    // Without an event there is no base, and everything is reported.
  }
  const name = env.GITHUB_EVENT_NAME ?? '';
  const pull = record(event.pull_request);
  const base = commit(record(pull.base).sha);
  const head = commit(record(pull.head).sha);
  const number = pull.number;
  const mergeBase = commit(record(event.merge_group).base_sha);
  const branch = record(event.repository).default_branch;
  const before = commit(event.before);
  return {
    name,
    ...(base && head && Number.isSafeInteger(number) ? { pullRequest: { number: Number(number), base, head } } : {}),
    ...(mergeBase ? { mergeBase } : {}),
    ...(name === 'push' ? { push: { before: before && /[^0]/.test(before) ? before : undefined, forced: event.forced === true } } : {}),
    ...(typeof branch === 'string' && branch !== '' ? { defaultBranch: branch } : {}),
  };
}
