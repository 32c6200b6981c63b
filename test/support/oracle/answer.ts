/**
 * What the oracle says of a finding. A grid shows that something happens beyond doubt; that it never happens it shows only where the grid is
 * complete (see grid.ts). What the language leaves open to interpretation is `unsure` too, and never counted against the prover.
 */

export type Answer = 'yes' | 'no' | 'unsure';

/** Names of proved findings that the oracle decides. */
export const FINDINGS = [
  'clause-unreachable',
  'award-never-positive',
  'award-negative',
  'division-by-zero',
  'condition-redundant',
  'cap-never-reached',
  'cap-always-reached',
  'limit-never-reached',
  'unresolved-overlap',
  'exclusive-overlap',
  'exclusive-vacuous',
  'clause-dominated',
  'award-cliff',
  'duplicate-clause',
  'fact-without-effect',
  'row-gap',
  'row-overlap',
  'row-unreachable',
  'member-missing',
] as const;
export type FindingName = (typeof FINDINGS)[number];

/** Findings by `name item`; an item says of what: see the functions that decide each finding. */
export class Answers {
  private readonly found = new Map<string, Answer>();

  /** `complete` is false where what was not found on the grid may exist all the same: for the clauses that are spoken of next. */
  complete = false;

  set(name: FindingName, item: string, answer: Answer): void {
    this.found.set(`${name} ${item}`, answer);
  }
  /** Something happens for some applicant: certain where it was seen. */
  exists(name: FindingName, item: string, seen: boolean, doubtful = false): void {
    this.set(name, item, seen ? 'yes' : this.complete && !doubtful ? 'no' : 'unsure');
  }
  /** Something holds for every applicant: certainly not where an exception was seen. */
  always(name: FindingName, item: string, exception: boolean, doubtful = false): void {
    this.set(name, item, exception ? 'no' : this.complete && !doubtful ? 'yes' : 'unsure');
  }
  /** Of a finding that has one: its `code`, where the grid tells. */
  readonly codes = new Map<string, string>();

  entries(): IterableIterator<[string, Answer]> {
    return this.found.entries();
  }
  get(key: string): Answer | undefined {
    return this.found.get(key);
  }
}
