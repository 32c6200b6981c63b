/**
 * The problems that linking finds, as data: one typed union, from which lint/ renders sentences in either language.
 *
 * PROBLEMS
 * ========
 * Every problem has `data.code`, the variant that picks the sentence; the other keys fill it. `similar` are at most three names that are
 * near in spelling, best first (may be empty). A TypeWord says a type as data: `describeType(word, 'en' | 'zh')` of describe.ts makes
 * words of it ("an amount in CNY", 「金额（元）」). `where` is a Role (below): what the value was for. All related notes: `first-here`
 * {name}; `uses` {name, next}: here `name` uses `next`; `declared-here` {name}; `other-here` {type: TypeWord}: the other operand, branch or row.
 *
 * Fix titles (keys; data in brackets): `replace-with` {with}: write this name instead · `declare-unit` {name}: declare the unit ·
 * `use-function` {function}: compute with days(…), months(…), years(…) · `use-has` {}: write `has` · `add-braces` {}: write `{ … }` ·
 * `add-unit` {unit}: put this unit behind the number · `remove` {name}: take the repeated name out · `remove-import` {} · `remove-item` {}:
 * take the item out · `use-equals` {}: write `=` · `add-award`, `add-unspecified`, `add-grants` {}: a line that says what is paid, to be filled in.
 *
 * | finding             | code                | other keys, and what it says                                                                 |
 * | ------------------- | ------------------- | -------------------------------------------------------------------------------------------- |
 * | unknown-name        | name                | name, similar: nothing of this name is declared                                               |
 * |                     | member              | name, members, similar: not a member of the expected type (whose members are these)          |
 * |                     | member-of           | name, owners: a member of these facts, standing where nothing says of which: write `fact = name` |
 * |                     | field               | name, list, fields, similar: the list's items have no such field                              |
 * |                     | clause              | name, similar, found ('' or a Kind): a clause's name is wanted; found: it is another thing    |
 * |                     | clause-or-group     | name, similar, found: paid(…) wants the name of a clause or group                            |
 * |                     | list                | name, similar, found: `each` wants a list                                                    |
 * |                     | example             | name, similar: no example of this name for `like`                                            |
 * |                     | given               | name, similar, found: an example gives facts and lets; this is none                          |
 * |                     | expected            | name, similar, found: `expect` wants total, a clause, let, group or limit                    |
 * |                     | needed              | name, similar, found: `needs` wants facts                                                    |
 * |                     | this                | `this` stands where there is no amount so far (only in less, cap, floor and round)            |
 * |                     | total               | `total` is no value to compute with                                                          |
 * | duplicate-name      | name                | name, kind, first (Kinds): declared before; file: '' or the other file. related first-here    |
 * |                     | unit                | name: declared twice                                                                        |
 * |                     | built-in-unit       | name: a unit of this name is built in                                                        |
 * |                     | member, field, local | name, owner: twice in one type, list, clause (let)                                          |
 * |                     | given               | name, owner (the example, or the list in it): given twice                                    |
 * |                     | among               | name, owner: listed twice                                                                    |
 * |                     | example             | name: two examples of one name                                                               |
 * | circular-definition | names               | name, path (names, first = last): lets and clauses that need each other. related uses         |
 * |                     | units               | name, path                                                                                   |
 * |                     | examples            | name, path: `like` in a circle                                                               |
 * |                     | paid-in-each        | name: paid(…) of the clause itself inside its own `each`                                     |
 * | circular-import     | circle              | file, path (file names, first = last)                                                        |
 * | missing-import      | missing, outside, unreadable, conflict | path (as written)                                                         |
 * | second-policy       | second              | (none). related first-here                                                                   |
 * | mixed-currency      | mixed               | currency, other (ISO codes: this file's and the program's first), file: file name            |
 * | unknown-unit        | unit                | name, similar                                                                                |
 * |                     | type                | name, similar: neither a type nor a unit                                                     |
 * |                     | currency            | name, similar: a policy's `currency` must be money                                           |
 * |                     | bound               | word (以上 …), use: the interval that is meant                                                 |
 * | type-mismatch       | expected            | where, expected, found (TypeWords)                                                           |
 * |                     | operands            | operator, left, right (TypeWords): cannot be computed with this operator                      |
 * |                     | compare             | operator, left, right: two types that cannot be compared                                     |
 * |                     | order               | operator, found: this type has no order (only = and !=)                                      |
 * |                     | date-difference     | (none): date - date; write days(from, to). fix use-function                                  |
 * |                     | has-not-equals      | name (the set), member: a set is tested with `has`. fix use-has                              |
 * |                     | not-a-set           | found: `has` wants a set (any of)                                                            |
 * |                     | in-of-set           | (none): `in` wants a single value on its left, a set has members: use `has`                   |
 * |                     | branches            | first, found: branches, rows or entries of different types. related other-here               |
 * |                     | not-a-number        | where, found                                                                                 |
 * |                     | not-constant        | where: must be a constant, computed from numbers and constant lets only                      |
 * |                     | not-a-value         | name, found (Kind): a list, group or limit stands where a value is wanted                    |
 * |                     | argument-count      | function, least, most (−1: any), found (numbers)                                             |
 * |                     | paid-argument       | (none): paid(…) wants a name as its first argument                                           |
 * |                     | window              | found: a window's length is a time such as 3年                                               |
 * |                     | set-braces          | (none): a set is written with braces, even of one member. fix add-braces                     |
 * |                     | set-not-wanted      | expected ('' if that is not known): a set in braces where one value is wanted                |
 * |                     | list-value          | where ('given' …): a list is written `[ { field = value } ]`                                 |
 * |                     | whole-number        | value, unit ('' for none): the fact takes whole numbers only                                 |
 * |                     | group-each          | name (group or limit), list, clause, other ('' or the clause's list): members must go over the list |
 * |                     | expect-status       | name, kind (Kind or 'total'), status: this cannot have such an outcome                       |
 * |                     | expect-value        | name, kind: has no amount to expect (a group)                                                |
 * |                     | out-of-order        | (none): an interval of a type without order                                                  |
 * |                     | too-large           | (none): a number of more digits than can be computed with                                    |
 * |                     | marginal-row        | (none): a row of `marginal` is an interval such as `over 10% to 15%`                         |
 * | unit-mismatch       | operands            | operator, left, right (TypeWords): added, subtracted or compared across dimensions. related other-here |
 * |                     | days-and-months     | left, right, function: a month has no fixed number of days; this function converts           |
 * |                     | number-for-quantity | where, expected, unit (an example unit, e.g. 元): a plain number where a quantity is wanted. fix add-unit |
 * |                     | quantity-for-number | where, found: a quantity where a plain number is wanted                                      |
 * |                     | currencies          | where, expected, found                                                                       |
 * |                     | expected            | where, expected, found: another dimension than wanted                                        |
 * |                     | branches            | first, found. related other-here                                                             |
 * | missing-award       | missing             | name: the clause says not what it pays                                                       |
 */
import type { Problem } from '../finding';
import type { Place } from './program';

/** A type as data: `number:` + Dimension, `boolean`, `date`, `text`, `member:a|b`, `set:a|b`, `list`. */
export type TypeWord = string;

/** What a name stands for. */
export type Kind = 'fact' | 'let' | 'clause' | 'exclusive' | 'limit' | 'unit' | 'example' | 'field' | 'member' | 'list';

/** What a value was wanted for. */
export type Role =
  | 'condition'
  | 'operand'
  | 'award'
  | 'less'
  | 'cap'
  | 'floor'
  | 'round'
  | 'bound'
  | 'default'
  | 'pattern'
  | 'interval'
  | 'subject'
  | 'rate'
  | 'entry'
  | 'argument'
  | 'given'
  | 'payment'
  | 'expectation'
  | 'tolerance'
  | 'window'
  | 'unit'
  | 'member';

type Data =
  | { name: 'unknown-name'; data: { code: 'name' | 'example'; name: string; similar: readonly string[] } }
  | { name: 'unknown-name'; data: { code: 'member'; name: string; members: readonly string[]; similar: readonly string[] } }
  | { name: 'unknown-name'; data: { code: 'member-of'; name: string; owners: readonly string[] } }
  | { name: 'unknown-name'; data: { code: 'field'; name: string; list: string; fields: readonly string[]; similar: readonly string[] } }
  | {
      name: 'unknown-name';
      data: {
        code: 'clause' | 'clause-or-group' | 'list' | 'given' | 'expected' | 'needed';
        name: string;
        similar: readonly string[];
        found: Kind | '';
      };
    }
  | { name: 'unknown-name'; data: { code: 'this' | 'total' } }
  | { name: 'duplicate-name'; data: { code: 'name'; name: string; kind: Kind; first: Kind; file: string } }
  | { name: 'duplicate-name'; data: { code: 'unit' | 'built-in-unit' | 'example'; name: string } }
  | { name: 'duplicate-name'; data: { code: 'member' | 'field' | 'local' | 'given' | 'among'; name: string; owner: string } }
  | { name: 'circular-definition'; data: { code: 'names' | 'units' | 'examples'; name: string; path: readonly string[] } }
  | { name: 'circular-definition'; data: { code: 'paid-in-each'; name: string } }
  | { name: 'circular-import'; data: { code: 'circle'; file: string; path: readonly string[] } }
  | { name: 'missing-import'; data: { code: 'missing' | 'outside' | 'unreadable' | 'conflict'; path: string } }
  | { name: 'second-policy'; data: { code: 'second' } }
  | { name: 'mixed-currency'; data: { code: 'mixed'; currency: string; other: string; file: string } }
  | { name: 'unknown-unit'; data: { code: 'unit' | 'type' | 'currency'; name: string; similar: readonly string[] } }
  | { name: 'unknown-unit'; data: { code: 'bound'; word: string; use: string } }
  | { name: 'type-mismatch'; data: { code: 'expected'; where: Role; expected: TypeWord; found: TypeWord } }
  | { name: 'type-mismatch'; data: { code: 'operands' | 'compare'; operator: string; left: TypeWord; right: TypeWord } }
  | { name: 'type-mismatch'; data: { code: 'order'; operator: string; found: TypeWord } }
  | { name: 'type-mismatch'; data: { code: 'has-not-equals'; name: string; member: string } }
  | {
      name: 'type-mismatch';
      data: {
        code: 'marginal-row' | 'too-large' | 'date-difference' | 'in-of-set' | 'paid-argument' | 'set-braces' | 'out-of-order';
      };
    }
  | { name: 'type-mismatch'; data: { code: 'not-a-set' | 'window'; found: TypeWord } }
  | { name: 'type-mismatch'; data: { code: 'set-not-wanted'; expected: TypeWord } }
  | { name: 'type-mismatch'; data: { code: 'branches'; first: TypeWord; found: TypeWord } }
  | { name: 'type-mismatch'; data: { code: 'not-a-number'; where: Role; found: TypeWord } }
  | { name: 'type-mismatch'; data: { code: 'not-constant' | 'list-value'; where: Role } }
  | { name: 'type-mismatch'; data: { code: 'not-a-value'; name: string; found: Kind } }
  | { name: 'type-mismatch'; data: { code: 'argument-count'; function: string; least: number; most: number; found: number } }
  | { name: 'type-mismatch'; data: { code: 'whole-number'; value: string; unit: string } }
  | { name: 'type-mismatch'; data: { code: 'group-each'; name: string; list: string; clause: string; other: string } }
  | { name: 'type-mismatch'; data: { code: 'expect-status'; name: string; kind: Kind | 'total'; status: string } }
  | { name: 'type-mismatch'; data: { code: 'expect-value'; name: string; kind: Kind } }
  | { name: 'unit-mismatch'; data: { code: 'operands'; operator: string; left: TypeWord; right: TypeWord } }
  | { name: 'unit-mismatch'; data: { code: 'days-and-months'; left: TypeWord; right: TypeWord; function: 'days' | 'months' | 'years' } }
  | { name: 'unit-mismatch'; data: { code: 'number-for-quantity'; where: Role; expected: TypeWord; unit: string } }
  | { name: 'unit-mismatch'; data: { code: 'quantity-for-number'; where: Role; found: TypeWord } }
  | { name: 'unit-mismatch'; data: { code: 'currencies' | 'expected'; where: Role; expected: TypeWord; found: TypeWord } }
  | { name: 'unit-mismatch'; data: { code: 'branches'; first: TypeWord; found: TypeWord } }
  | { name: 'missing-award'; data: { code: 'missing'; name: string } };

/** A problem's name with its data, whose variant is `data.code`. */
export type ProgramFinding = Data;
/** The data of one finding, e.g. `ProgramData<'type-mismatch'>`. */
export type ProgramData<N extends ProgramFinding['name']> = Extract<ProgramFinding, { name: N }>['data'];

export type RelatedNote =
  | { note: 'first-here' | 'declared-here'; data: { name: string } }
  | { note: 'uses'; data: { name: string; next: string } }
  | { note: 'other-here'; data: { type: TypeWord } };

export type FixTitle =
  | { title: 'replace-with'; data: { with: string } }
  | { title: 'declare-unit' | 'remove'; data: { name: string } }
  | { title: 'use-function'; data: { function: string } }
  | { title: 'use-has' | 'use-equals' | 'add-braces' | 'remove-import' | 'remove-item'; data: Record<string, never> }
  | { title: 'add-award' | 'add-unspecified' | 'add-grants'; data: Record<string, never> }
  | { title: 'add-unit'; data: { unit: string } };

export type ProgramProblem = Problem & ProgramFinding;

/** Puts a problem together, checked against the union above. */
export function problem(
  place: Place,
  finding: ProgramFinding,
  extra: {
    related?: readonly ({ place: Place } & RelatedNote)[];
    fixes?: readonly (FixTitle & { edits: readonly { place: Place; text: string }[]; preferred?: boolean })[];
  } = {},
): ProgramProblem {
  const related = extra.related?.length ? { related: extra.related } : {};
  const fixes = extra.fixes?.length ? { fixes: extra.fixes } : {};
  return { place, ...finding, ...related, ...fixes } as ProgramProblem;
}
