/** Why: findings as alerts of code scanning, without another action. Code scanning wants to be told exactly which commit of which ref was looked at. */
import { readFileSync } from 'node:fs';
import { pathToFileURL } from 'node:url';
import { gzipSync } from 'node:zlib';
import type { Event } from './event';
import type { Checkout } from './git';
import { type GitHub, patiently } from './github';
import type { Env } from './runner';

export interface Analysed {
  readonly commit: string;
  /** `refs/heads/…`, `refs/tags/…`, `refs/pull/N/merge` or `refs/pull/N/head`. */
  readonly ref: string;
}

/** What is checked out, as code scanning names it; undefined where it has no name for it. */
export function analysed(event: Event, checkout: Checkout, env: Env): Analysed | undefined {
  const commit = checkout.commit('HEAD') ?? env.GITHUB_SHA;
  if (commit === undefined) return undefined;
  const { pullRequest } = event;
  if (!pullRequest) return env.GITHUB_REF ? { commit, ref: env.GITHUB_REF } : undefined;
  if (commit === pullRequest.head) return { commit, ref: `refs/pull/${pullRequest.number}/head` };
  const [, second] = checkout.parents();
  if (second === pullRequest.head || (event.name !== 'pull_request_target' && commit === env.GITHUB_SHA)) {
    return { commit, ref: `refs/pull/${pullRequest.number}/merge` };
  }
  // The base, or something else: its findings are not the pull request's.
  return undefined;
}

/** @throws ApiError */
export async function upload(github: GitHub, file: string, { commit, ref }: Analysed, env: Env): Promise<void> {
  const sarif = gzipSync(readFileSync(file)).toString('base64');
  const checkoutUri = env.GITHUB_WORKSPACE ? { checkout_uri: pathToFileURL(env.GITHUB_WORKSPACE).href } : {};
  const body = { commit_sha: commit, ref, sarif, tool_name: 'clausewright', ...checkoutUri };
  // Uploading the same analysis again replaces it.
  await patiently(() => github.once('POST', `/repos/${github.repository}/code-scanning/sarifs`, body));
}
