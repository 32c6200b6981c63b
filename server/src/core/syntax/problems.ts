/**
 * What can be wrong with the text itself. The codes are a closed union, so that whoever renders a `syntax-error` has one sentence for each
 * and the compiler sees a missing one. The other keys of `data` are named beside each code.
 */

export type SyntaxErrorCode =
  // ------------------------------------------------------------------ text
  /** A `"` without its partner on the line. */
  | 'unclosed-string'
  /** A `"""` without its partner. */
  | 'unclosed-text'
  /** `found`: the character(s); `use`: what is meant, '' if it cannot be guessed. */
  | 'bad-character'
  /** `max`: the most digits a number may have. */
  | 'number-too-long'
  /** `found`: a date that no calendar has; `use`: the nearest day. */
  | 'no-such-date'
  /** `found`, `use`: the same date as it is written: `2025-04-01`. */
  | 'date-format'
  /** At the first marker of a merge; `count`: how many conflicts the file has. Then nothing else is read of it. */
  | 'merge-conflict'
  // ------------------------------------------------------------------ brackets and nesting
  /** At the `{` whose `}` is missing. */
  | 'unclosed-brace'
  | 'unclosed-paren'
  | 'unclosed-bracket'
  /** `found`: a closing bracket that closes nothing. */
  | 'unexpected-closing'
  /** `max`: how deep expressions may be nested, or how many operators may stand in a row. */
  | 'too-deep'
  // ------------------------------------------------------------------ something is missing; `found`: what stands there ('' at the end)
  /** A value, name or condition. `after`: the word before it, '' if there is none. */
  | 'expected-expression'
  /** `what`: unit, fact, let, clause, group, limit, member, field, list, name. */
  | 'expected-name'
  /** `name`: a keyword that cannot be a name. */
  | 'reserved-name'
  /** `after`: fact, field or row. */
  | 'expected-colon'
  /** `after`: the name or word after which `=` is missing. */
  | 'expected-equals'
  /**
   * A `{`; `after`: what stands before it; `opens`: policy, clause, exclusive, limit, example, members, fields, table, marginal, entries,
   * set, when any.
   */
  | 'expected-brace'
  /** A text in quotes; `after`: what stands before it. */
  | 'expected-string'
  /** `after`: what stands before it. */
  | 'expected-date'
  /** After the `:` of a fact or field; `use` as above. */
  | 'expected-type'
  /** `of` after one, any or list; `after`: that word. */
  | 'expected-of'
  /** `to` after `up` or `round`; `after`: that word. */
  | 'expected-to'
  | 'expected-then'
  | 'expected-else'
  /** A row of `marginal` needs an interval: over, from, to, below. */
  | 'expected-interval'
  /** A row of a table begins with a value, an interval, members or `any`. */
  | 'expected-pattern'
  /** After `list to`: a whole number. */
  | 'expected-number'
  /** In `[ … ]`: `{ field = value, … }`. */
  | 'expected-list-item'
  /** `choose highest` or `choose first`. */
  | 'expected-choice'
  /** After `expect NAME`: `= …`, a status, or `needs …`. */
  | 'expected-expectation'
  /** A statement's keyword; `block`: clause, exclusive, limit, example, policy; `use`: the keyword that was probably meant, where there is one. */
  | 'expected-statement'
  /** At the top level an item's keyword must stand; `use` as above. */
  | 'expected-item'
  // ------------------------------------------------------------------ something is too much or in the wrong form
  /** `found` stands where the entry should have ended. */
  | 'unexpected'
  /** `found`: an operator in words, such as `is`; `use`: the sign or keyword. */
  | 'operator-word'
  /** `found`: a word such as `is` beside an operator. */
  | 'needless-word'
  /** `found`: the word with which a line begins that reads like a condition. */
  | 'condition-without-and'
  /** `GBP 50`; `use`: 50 GBP. */
  | 'currency-before'
  /** `found`: a line begins with an operator; it belongs to the end of the line before. */
  | 'operator-at-line-start'
  /** `use`: the number without its commas. */
  | 'thousands-comma'
  /** `a < b < c`. */
  | 'chained-comparison'
  /** `word`: `if` or `not` inside a tighter expression. */
  | 'needs-parentheses'
  /** `name`: something like a call of a function that there is none of. */
  | 'unknown-function'
  /** `found`: `>` or the like in a row; `use`: over, from, to, below. */
  | 'pattern-operator'
  /** `found`: `to` or the like after a row's value, as in `1 to 2`; `use`: the word that its interval begins with. */
  | 'row-without-from'
  /** `statement`: it may stand once only. */
  | 'repeated-statement'
  /** A clause's second `award` or `grants`. `statement`: which, as written. */
  | 'second-award'
  /** A group or limit without members. `block`: exclusive, limit. */
  | 'missing-among'
  /** A limit without its `cap`. */
  | 'missing-cap'
  /** A table's second `otherwise`. */
  | 'second-otherwise'
  /** `expected`, `count`: a row has another number of columns than the table has subjects. */
  | 'wrong-column-count'
  /** A list's field cannot be a list. */
  | 'nested-list';

/** How deep expressions may be nested, and (times five) how many operators may follow each other on one level. */
export const MAX_DEPTH = 200;
