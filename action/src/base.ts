/**
 * Why: which commit a run is compared with follows from the event and from what was checked out. The wrong one reports what others have changed as
 * this pull request's, so where the right one is not there, that is said instead of guessed.
 */
import type { Event } from './event';
import type { Checkout } from './git';
import type { Env } from './runner';

export type Base =
  /** `commit` can be given to `--since`. */
  | { readonly kind: 'commit'; readonly commit: string; readonly reason: Reason }
  | { readonly kind: 'everything'; readonly reason: Reason }
  /** What should be compared with is not in the checkout. */
  | { readonly kind: 'missing'; readonly wanted: string };

export type Reason =
  | 'asked'
  | 'pull-request'
  | 'base-checked-out'
  | 'merge-group'
  | 'push'
  | 'new-branch'
  | 'first-push'
  | 'rewritten'
  | 'no-base';

export function baseOf(since: string, event: Event, checkout: Checkout, env: Env): Base {
  if (since === '') return { kind: 'everything', reason: 'asked' };
  if (since !== 'auto') return asked(since, checkout);
  if (event.pullRequest) return ofPullRequest(event.pullRequest, event, checkout, env);
  if (event.mergeBase) return present(event.mergeBase, 'merge-group', checkout);
  if (event.push) return ofPush(event.push, event, checkout, env);
  return { kind: 'everything', reason: 'no-base' };
}

function present(wanted: string, reason: Reason, checkout: Checkout): Base {
  const commit = checkout.commit(wanted);
  return commit === undefined ? { kind: 'missing', wanted } : { kind: 'commit', commit, reason };
}

/** The checkout action makes no local branches but the one it checks out. */
function asked(since: string, checkout: Checkout): Base {
  const commit = checkout.commit(since) ?? checkout.commit(`refs/remotes/origin/${since}`);
  return commit === undefined ? { kind: 'missing', wanted: since } : { kind: 'commit', commit, reason: 'asked' };
}

function ofPullRequest({ base, head }: { base: string; head: string }, event: Event, checkout: Checkout, env: Env): Base {
  const here = checkout.commit('HEAD');
  const parents = checkout.parents();
  const [first, second] = parents;
  // What GitHub made by merging the pull request into its base: the first parent is the base as it was then, later than the event says perhaps.
  const isMerge = second === head || (event.name !== 'pull_request_target' && here !== head && here === env.GITHUB_SHA);
  if (first !== undefined && parents.length === 2 && isMerge) return present(first, 'pull-request', checkout);
  // What a workflow for pull_request_target checks out by itself.
  const isBase = here === base || (event.name === 'pull_request_target' && here === env.GITHUB_SHA);
  if (here !== undefined && here !== head && isBase) return { kind: 'commit', commit: here, reason: 'base-checked-out' };
  if (here === undefined || checkout.commit(base) === undefined) return { kind: 'missing', wanted: base };
  const common = checkout.mergeBase(base, here);
  if (common !== undefined) return { kind: 'commit', commit: common, reason: 'pull-request' };
  // Histories that never met have nothing else to compare with; of a shallow one nobody knows.
  return checkout.isShallow ? { kind: 'missing', wanted: base } : { kind: 'commit', commit: base, reason: 'pull-request' };
}

function ofPush({ before, forced }: { before: string | undefined; forced: boolean }, event: Event, checkout: Checkout, env: Env): Base {
  const known = before === undefined ? undefined : checkout.commit(before);
  if (known !== undefined) return { kind: 'commit', commit: known, reason: 'push' };
  // What a forced push has replaced is on no branch any more and comes with no checkout.
  if (before !== undefined && !forced) return { kind: 'missing', wanted: before };
  const { defaultBranch } = event;
  if (defaultBranch === undefined || env.GITHUB_REF === `refs/heads/${defaultBranch}`) {
    return { kind: 'everything', reason: before === undefined ? 'first-push' : 'rewritten' };
  }
  const main = checkout.commit(`refs/remotes/origin/${defaultBranch}`);
  const common = main === undefined ? undefined : checkout.mergeBase(main, 'HEAD');
  if (common !== undefined) return { kind: 'commit', commit: common, reason: 'new-branch' };
  if (main === undefined || checkout.isShallow) return { kind: 'missing', wanted: `origin/${defaultBranch}` };
  return { kind: 'everything', reason: 'first-push' };
}
