/**
 * Why: what of a finding's data makes it this finding and no other: names of items, members, facts and files that are asked for, kinds and
 * types. Not what is computed (amounts, witnesses, what is missing of a scale), not what is only proposed (similar names), not what rests on
 * other texts of no concern (a file's name, all members of a type), and not what depends on how long was sought. The name of the item itself is
 * in the identity already.
 */
import type { FindingName } from '../finding';

/** By finding; `code` is always taken, but where `-code` stands. Lists count as sets: their order follows that of the file. */
export const identityData: Readonly<Record<FindingName, readonly string[]>> = {
  'syntax-error': [],
  'unknown-name': ['name', 'list', 'found'],
  'duplicate-name': ['name', 'kind', 'first', 'owner'],
  'circular-definition': ['name', 'path'],
  'circular-import': [],
  'missing-import': ['path'],
  'type-mismatch': [
    'where',
    'expected',
    'found',
    'operator',
    'left',
    'right',
    'name',
    'member',
    'first',
    'function',
    'list',
    'clause',
    'other',
    'kind',
    'status',
  ],
  'unit-mismatch': ['where', 'expected', 'found', 'operator', 'left', 'right', 'first', 'function', 'unit'],
  'unknown-unit': ['name', 'word'],
  'misplaced-statement': ['statement'],
  'missing-award': ['name'],
  'glued-keyword': [],
  'fullwidth-punctuation': [],
  'row-overlap': [],
  // The same gap is told as lint sees it or with an applicant, by whether it is proved.
  'row-gap': ['-code'],
  'row-unreachable': ['-code'],
  'member-missing': ['-code', 'where'],
  'empty-interval': [],
  'date-outside-policy': [],
  'clause-unreachable': ['name'],
  'award-never-positive': ['name'],
  'award-negative': ['name'],
  'division-by-zero': ['name'],
  'condition-redundant': ['name'],
  'cap-never-reached': ['name'],
  'cap-always-reached': ['name'],
  'limit-never-reached': ['name'],
  'unresolved-overlap': ['group', 'first', 'second'],
  // Whether the other can ever win rests on other groups as well.
  'exclusive-overlap': ['-code', 'group', 'winner', 'loser'],
  'exclusive-vacuous': ['group'],
  'clause-dominated': ['name', 'by'],
  'award-cliff': ['name', 'fact'],
  'duplicate-clause': ['name', 'other'],
  'fact-without-effect': ['name'],
  // Which questions stay open, and why, depends on the budget and the solver.
  'not-decided': ['name'],
  // What comes out instead is computed.
  'expectation-failed': ['-code', 'target', 'total'],
  'example-incomplete': ['needs'],
  'fact-out-of-range': ['fact'],
  'file-not-utf8': ['-code'],
  'second-policy': [],
  'mixed-currency': ['currency', 'other'],
  'unused-fact': ['name', 'list'],
  'unused-let': ['name'],
  'unused-import': ['path'],
  'unspecified-award': ['name'],
  'unused-suppression': ['rule'],
  'unknown-suppression': ['rule'],
};

/** Of these two names it is all the same which is which. */
export const unordered: Partial<Readonly<Record<FindingName, readonly string[]>>> = {
  'unresolved-overlap': ['first', 'second'],
  'exclusive-overlap': ['winner', 'loser'],
};
