/**
 * The syntax tree: what the text says, before any name is looked up. Immutable; every offset is in UTF-16 units relative to the start of
 * the item that holds the node, so an item whose text did not change keeps its tree wherever it moves. Parts that are missing or broken
 * are `missing` nodes or absent fields: a tree always exists.
 */
import type { KeywordId } from './keywords';
import type { Token } from './tokens';

/** A half-open range relative to its item's start. */
export interface Span {
  readonly start: number;
  readonly end: number;
}

/** A name as written, in NFC. `name` is '' where the author has not written it yet. */
export interface Ident extends Span {
  readonly name: string;
}

/** A string's contents, escapes resolved. */
export interface Text extends Span {
  readonly value: string;
}

export interface DateLiteral extends Span {
  readonly kind: 'date';
  /** ISO form, e.g. `2025-04-11`; a date that does not exist is reported by the scanner and then clamped. */
  readonly iso: string;
}

// ---------------------------------------------------------------------------------------------- expressions

export type BinaryOp = 'or' | 'and' | '=' | '!=' | '<' | '<=' | '>' | '>=' | '+' | '-' | '*' | '/';

/** Names joined by `/` after a number: `元/平方米/天`. A multiplier such as 万 is folded into the number (see NumberLiteral). */
export interface UnitRef extends Span {
  readonly numerator: Ident;
  readonly denominators: readonly Ident[];
}

export type Expr =
  | (Span & {
      readonly kind: 'number';
      /** Plain decimal digits, without `_`, before multiplier and percent. */
      readonly digits: string;
      /** Power of ten of a separate or glued 万 (4), 亿 (8), 万亿 (12); 0 without one. The unit `万元` is a unit of its own, not a multiplier. */
      readonly power: number;
      readonly percent: boolean;
      readonly unit?: UnitRef;
    })
  /** `1:1`: left / right. */
  | (Span & { readonly kind: 'ratio'; readonly left: string; readonly right: string })
  | DateLiteral
  | (Span & { readonly kind: 'text'; readonly value: string })
  | (Span & { readonly kind: 'boolean'; readonly value: boolean })
  | (Span & { readonly kind: 'name'; readonly name: string })
  | (Span & { readonly kind: 'this' })
  | (Span & { readonly kind: 'as_of' })
  /** `total`, where an expectation or an expression names it. */
  | (Span & { readonly kind: 'total' })
  | (Span & { readonly kind: 'not'; readonly operand: Expr })
  | (Span & { readonly kind: 'negate'; readonly operand: Expr })
  /** `of` and 的 are products: op `*`; `spelling` remembers how it was written ('of' | '的' keep the written operand order). */
  | (Span & {
      readonly kind: 'binary';
      readonly op: BinaryOp;
      readonly left: Expr;
      readonly right: Expr;
      readonly operator: Span;
      readonly spelling?: 'of' | '的';
    })
  /** `x over 10% to 15%`. */
  | (Span & { readonly kind: 'within'; readonly subject: Expr; readonly interval: Interval })
  | (Span & { readonly kind: 'has'; readonly set: Expr; readonly member: Expr })
  | (Span & { readonly kind: 'in'; readonly subject: Expr; readonly members: readonly Expr[] })
  | (Span & { readonly kind: 'if'; readonly condition: Expr; readonly then: Expr; readonly else: Expr })
  | (Span & {
      readonly kind: 'table';
      readonly subjects: readonly Expr[];
      readonly rows: readonly TableRow[];
      readonly otherwise?: TableRow;
    })
  | (Span & { readonly kind: 'marginal'; readonly subject: Expr; readonly rows: readonly TableRow[] })
  /** `highest { … }` and `sum each projects { … }`. */
  | (Span & { readonly kind: 'select'; readonly op: SelectOp; readonly each?: Ident; readonly entries: readonly SelectEntry[] })
  | (Span & { readonly kind: 'call'; readonly fn: FunctionId; readonly name: Span; readonly args: readonly Expr[] })
  | (Span & { readonly kind: 'paren'; readonly inner: Expr })
  /** `{ a, b }`: a set of members; only facts, defaults and `in` have one. */
  | (Span & { readonly kind: 'set'; readonly members: readonly Expr[] })
  /** `[ { kind = core, cost = 4元 }, … ]`; only examples have one. */
  | (Span & { readonly kind: 'list'; readonly items: readonly ListItem[] })
  | (Span & { readonly kind: 'missing' });

export type SelectOp = 'highest' | 'lowest' | 'sum' | 'first';

export type FunctionId =
  | 'min'
  | 'max'
  | 'abs'
  | 'round'
  | 'round_down'
  | 'round_up'
  | 'days'
  | 'months'
  | 'years'
  | 'year'
  | 'month'
  | 'day'
  | 'paid';

/** At least one end is present, unless the interval is broken. */
export interface Interval extends Span {
  readonly lower?: IntervalEnd;
  readonly upper?: IntervalEnd;
}
export interface IntervalEnd extends Span {
  readonly inclusive: boolean;
  readonly value: Expr;
}

/** One column of a row. */
export type Pattern =
  | (Span & { readonly kind: 'any' })
  | (Span & { readonly kind: 'interval'; readonly interval: Interval })
  /** A single value: a number (with unit), a date, a text, yes/no, or a name (a member or a constant). */
  | (Span & { readonly kind: 'value'; readonly value: Expr });

export interface TableRow extends Span {
  /** Per subject, its alternatives (`a, b:`). Empty for `otherwise`. A `marginal` row has one column with one interval pattern. */
  readonly columns: readonly (readonly Pattern[])[];
  readonly value: Expr;
  /**
   * Only of an `otherwise` row that is written `其他:` under one subject: where the subject's type has a member of this name, the row is
   * that member's and no `otherwise`.
   */
  readonly memberName?: Ident;
}

export interface SelectEntry extends Span {
  readonly value: Expr;
  readonly condition?: Expr;
}

export interface ListItem extends Span {
  readonly fields: readonly { readonly name: Ident; readonly value: Expr }[];
}

// ---------------------------------------------------------------------------------------------- types

export type TypeExpr =
  | (Span & { readonly kind: 'money' })
  | (Span & { readonly kind: 'number' })
  | (Span & { readonly kind: 'integer'; readonly unit?: UnitRef })
  | (Span & { readonly kind: 'percent' })
  | (Span & { readonly kind: 'boolean' })
  | (Span & { readonly kind: 'date' })
  | (Span & { readonly kind: 'text' })
  | (Span & { readonly kind: 'unit'; readonly unit: UnitRef })
  | (Span & { readonly kind: 'one of'; readonly members: readonly Member[] })
  | (Span & { readonly kind: 'any of'; readonly members: readonly Member[] })
  | (Span & { readonly kind: 'list'; readonly max?: Text; readonly fields: readonly Field[] })
  | (Span & { readonly kind: 'missing' });

export interface Member extends Span {
  readonly name: Ident;
  readonly label?: Text;
}
/** A fact's or a list field's declaration. */
export interface Field extends Span {
  readonly name: Ident;
  readonly label?: Text;
  readonly type: TypeExpr;
  readonly interval?: Interval;
  readonly default?: Expr;
}

// ---------------------------------------------------------------------------------------------- clause statements

/** `per year`; `within 3年`; `ever`. */
export type Window =
  | (Span & { readonly kind: 'per year' })
  | (Span & { readonly kind: 'within'; readonly length: Expr })
  | (Span & { readonly kind: 'ever' });

export type Statement =
  | (Span & { readonly kind: 'source'; readonly article?: Text; readonly quote?: Text })
  | (Span & { readonly kind: 'department'; readonly name?: Text })
  | (Span & { readonly kind: 'effective'; readonly from?: DateLiteral; readonly to?: DateLiteral })
  | (Span & { readonly kind: 'each'; readonly list: Ident })
  | LetStatement
  | (Span & { readonly kind: 'when'; readonly condition: Expr; readonly reason?: Text })
  | (Span & { readonly kind: 'when any'; readonly alternatives: readonly { readonly condition: Expr; readonly reason?: Text }[] })
  | (Span & { readonly kind: 'award'; readonly upTo: boolean; readonly amount: Expr })
  | (Span & { readonly kind: 'award unspecified'; readonly text?: Text })
  | (Span & { readonly kind: 'grants'; readonly what?: Text })
  | (Span & { readonly kind: 'less'; readonly amount: Expr; readonly condition?: Expr; readonly reason?: Text })
  | (Span & { readonly kind: 'cap'; readonly amount: Expr; readonly window?: Window; readonly condition?: Expr; readonly reason?: Text })
  | (Span & { readonly kind: 'floor'; readonly amount: Expr; readonly condition?: Expr; readonly reason?: Text })
  | (Span & {
      readonly kind: 'round';
      readonly mode: 'down' | 'up' | 'half';
      readonly to: Expr;
      readonly condition?: Expr;
      readonly reason?: Text;
    });

export interface LetStatement extends Span {
  readonly kind: 'let';
  readonly name: Ident;
  readonly label?: Text;
  readonly value: Expr;
}

// ---------------------------------------------------------------------------------------------- examples

export type ExpectStatus =
  | 'eligible'
  | 'ineligible'
  | 'inactive'
  | 'excluded'
  | 'granted'
  | 'unspecified'
  | 'unknown'
  | 'conflict'
  | 'error';

export type ExampleStatement =
  /** `name = value`: a fact, a list or a let, settled by the program. */
  | (Span & { readonly kind: 'given'; readonly name: Ident; readonly value: Expr })
  | (Span & { readonly kind: 'on'; readonly date?: DateLiteral })
  | (Span & { readonly kind: 'paid'; readonly name: Ident; readonly amount: Expr; readonly date?: DateLiteral })
  /** `name` may be `total`/总计, then `total` is true. Exactly one of value, status, needs is present unless broken. */
  | (Span & {
      readonly kind: 'expect';
      readonly name: Ident;
      readonly total: boolean;
      readonly value?: Expr;
      readonly tolerance?: Expr;
      readonly atMost?: boolean;
      readonly status?: ExpectStatus;
      readonly needs?: readonly Ident[];
    });

// ---------------------------------------------------------------------------------------------- items

export type PolicyField = 'number' | 'issuer' | 'issued' | 'effective' | 'currency' | 'supersedes' | 'url';

export type ItemNode =
  | (Span & {
      readonly kind: 'policy';
      readonly title?: Text;
      readonly fields: readonly (Span & {
        readonly field: PolicyField;
        readonly text?: Text;
        readonly from?: DateLiteral;
        readonly to?: DateLiteral;
        readonly currency?: Ident;
      })[];
    })
  | (Span & { readonly kind: 'import'; readonly path?: Text })
  | (Span & { readonly kind: 'unit'; readonly name: Ident; readonly definition?: Expr })
  | (Field & { readonly kind: 'fact' })
  | LetStatement
  | (Span & { readonly kind: 'require'; readonly condition: Expr; readonly reason?: Text })
  | (Span & { readonly kind: 'section'; readonly title?: Text })
  | (Span & { readonly kind: 'clause'; readonly name: Ident; readonly title?: Text; readonly body: readonly Statement[] })
  | (Span & {
      readonly kind: 'exclusive';
      readonly name: Ident;
      readonly title?: Text;
      readonly source?: Statement & { kind: 'source' };
      readonly each?: Ident;
      readonly among: readonly Ident[];
      readonly choose?: 'highest' | 'first';
      /** Where `choose` stands, for fixes. */
      readonly chooseSpan?: Span;
      readonly amongSpan?: Span;
    })
  | (Span & {
      readonly kind: 'limit';
      readonly name: Ident;
      readonly title?: Text;
      readonly source?: Statement & { kind: 'source' };
      readonly each?: Ident;
      readonly among: readonly Ident[] | 'all';
      readonly cap?: Statement & { kind: 'cap' };
      readonly amongSpan?: Span;
    })
  | (Span & { readonly kind: 'qualitative'; readonly text?: Text })
  | (Span & { readonly kind: 'example'; readonly title?: Text; readonly like?: Text; readonly body: readonly ExampleStatement[] })
  /** Text at the top level in which no item starts. */
  | (Span & { readonly kind: 'broken' });

/** A problem found while reading. `rule` is a finding's name; sentences are rendered elsewhere, from `data`. */
export interface SyntaxProblem extends Span {
  readonly rule: 'syntax-error' | 'glued-keyword' | 'fullwidth-punctuation' | 'misplaced-statement';
  /** `code` selects the sentence of a syntax-error; the other keys fill it. */
  readonly data: Readonly<Record<string, string | number>>;
  /** Replacement texts, relative to the item like all spans, where a fix is certain. */
  readonly fix?: readonly (Span & { readonly text: string })[];
}

/**
 * One item with everything known of its text: the unit of reuse. Two equal objects never stand twice in one file.
 * `leading` comments (directly above) belong to the item, so suppressions and documentation travel with it.
 */
export interface ItemSyntax {
  /** The item's whole text, leading comments and blank lines since the previous item's end included. */
  readonly text: string;
  readonly node: ItemNode;
  /** Every token but blanks, comments included, in order; words consumed as keywords carry their id. */
  readonly tokens: readonly Token[];
  readonly problems: readonly SyntaxProblem[];
  /** Words that were looked up to split glued text, with the answer; the item is parsed again when an answer changes. */
  readonly lookups: ReadonlyMap<string, boolean>;
  /** Names that the item declares anywhere in it (fact, let, members, fields, clause, group, unit …), for the splitter of other items. */
  readonly declares: readonly string[];
}

export interface PlacedItem {
  readonly item: ItemSyntax;
  /** UTF-16 offset of the item's text in the file (in the Markdown file, for literate ones). */
  readonly offset: number;
}

/** A file's tree. For literate Markdown the items come from its fences, at their true offsets. */
export interface FileTree {
  readonly text: string;
  readonly literate: boolean;
  readonly items: readonly PlacedItem[];
  /** The language most of its keywords are written in; for completion, fixes and new text. */
  readonly keywordLanguage: 'en' | 'zh';
}

export type { KeywordId, Token };
