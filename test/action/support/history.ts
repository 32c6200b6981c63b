/**
 * Why: one history for the tests of the action. The pull request takes a definition away; the clause that used it stands unchanged and is wrong
 * now. Before that: one fact that nothing reads (known). Meanwhile, on main, somebody else has broken another file.
 */
import { Repository } from './repository';

const START = `fact spent "Spent": money from 0元
fact idle  "Idle": money from 0元
`;
const SHARE = `let share "Share" = 10%
`;
const CLAUSE = `clause tenth "A tenth" {
  award share of spent
}
`;

export const FILE = 'policies/奖 励, 2025%.clause';
/** Where the unchanged clause speaks of what is gone, once it is gone: the line, from 1. */
export const BROKEN_LINE = 4;

export class History {
  readonly repository = new Repository();
  /** main when the branch left it. */
  readonly start: string;
  /** main now. */
  readonly main: string;
  /** The pull request's commit. */
  readonly head: string;
  /** What GitHub makes of it. */
  readonly merge: string;

  constructor() {
    const { repository } = this;
    this.start = repository.commit({ [FILE]: START + SHARE + CLAUSE });
    repository.branch('feature');
    this.head = repository.commit({ [FILE]: START + CLAUSE });
    repository.switch('main');
    this.main = repository.commit({ 'policies/other.clause': 'clause c "C" { award theirs }\n' });
    this.merge = repository.pull(7, 'feature');
  }

  /** The policy, mended and without the fact that nothing reads, or with further wrong clauses behind it. */
  policy(parts: { readonly mended?: boolean; readonly behind?: string }): string {
    return START + (parts.mended ? SHARE : '') + CLAUSE + (parts.behind ?? '');
  }

  /** The event of the pull request, whose base is as GitHub told it when the branch was pushed. */
  pullRequest(head = this.head, merge = this.merge, name = 'pull_request') {
    return {
      name,
      ref: 'refs/pull/7/merge',
      sha: merge,
      payload: {
        action: 'synchronize',
        number: 7,
        pull_request: { number: 7, base: { ref: 'main', sha: this.start }, head: { ref: 'feature', sha: head } },
        repository: { default_branch: 'main' },
      },
    };
  }

  push(ref: string, before: string, after: string, more: object = {}) {
    return {
      name: 'push',
      ref,
      sha: after,
      payload: { ref, before, after, forced: false, repository: { default_branch: 'main' }, ...more },
    };
  }
}
