/** Why: what may be offered, before it is known where it is put: what it is called, how well it fits, what is typed for it. */
import {
  type CompletionItem,
  type CompletionItemKind,
  type InitializeParams,
  InsertTextFormat,
  InsertTextMode,
  type Range,
} from 'vscode-languageserver';

/** What documentation is made from when an item is looked at. */
export type Subject =
  | { readonly of: 'symbol'; readonly key: string }
  | { readonly of: 'unit'; readonly name: string }
  | { readonly of: 'keyword'; readonly id: string }
  | { readonly of: 'snippet'; readonly name: string };

export interface Candidate {
  readonly label: string;
  readonly kind: CompletionItemKind;
  /** How well it fits: 0 is best, 9 is last. */
  readonly rank: number;
  /** Of two of one rank the lower comes first. */
  readonly order: number;
  /** Its type and unit. */
  readonly type?: string;
  /** What the author calls it. */
  readonly title?: string;
  /** What is typed for it, if that is not the label. */
  readonly insert?: string;
  readonly snippet?: string;
  /** Other words for it that may be typed. */
  readonly also?: readonly string[];
  readonly subject?: Subject;
}

/** What one client can show. */
export interface Abilities {
  readonly snippets: boolean;
  readonly insertReplace: boolean;
  readonly indents: boolean;
  readonly labelDetails: boolean;
}

export function abilitiesOf(client: InitializeParams['capabilities']): Abilities {
  const item = client.textDocument?.completion?.completionItem;
  return {
    snippets: item?.snippetSupport ?? false,
    insertReplace: item?.insertReplaceSupport ?? false,
    indents: item?.insertTextModeSupport?.valueSet.includes(InsertTextMode.adjustIndentation) ?? false,
    labelDetails: item?.labelDetailsSupport ?? false,
  };
}

/** Do the characters stand in the word, in this order? */
export function resembles(word: string, typed: string): boolean {
  let at = 0;
  for (const c of typed) {
    at = word.indexOf(c, at) + 1;
    if (at === 0) return false;
  }
  return true;
}

/** May the candidate be meant by what is typed? */
export function matches({ label, also }: Candidate, typed: string): boolean {
  if (typed === '') return true;
  const low = typed.toLowerCase();
  return resembles(label.toLowerCase(), low) || (also?.some((word) => resembles(word.toLowerCase(), low)) ?? false);
}

/** `$` and `}` and `\` mean something in a snippet. */
export function escapeSnippet(text: string): string {
  return text.replace(/[\\$}]/g, '\\$&');
}

/** A snippet as the text that it leaves when nothing is filled in. */
export function plainText(snippet: string): string {
  return snippet
    .replace(/\$\{\d+\|((?:\\.|[^,|\\])*)[^|]*\|\}/g, '$1')
    .replace(/\$\{\d+:((?:\\.|[^}\\])*)\}/g, '$1')
    .replace(/\$\{?\d+\}?/g, '')
    .replace(/\\([\\$}|,])/g, '$1');
}

/** Where a candidate goes: what it replaces, before and behind the cursor. */
export interface Target {
  readonly insert: Range;
  readonly replace: Range;
}

export function toItem(candidate: Candidate, target: Target, abilities: Abilities, uri: string): CompletionItem {
  const { label, kind, rank, order, type, title, insert, snippet, also, subject } = candidate;
  const asSnippet = snippet !== undefined && abilities.snippets;
  const newText = asSnippet ? snippet : (insert ?? (snippet === undefined ? label : plainText(snippet)));
  const details = abilities.labelDetails && title ? { labelDetails: { description: title } } : {};
  const lines = newText.includes('\n');
  return {
    label,
    kind,
    ...details,
    ...(type ? { detail: type } : {}),
    sortText: `${rank}${String(order).padStart(6, '0')}`,
    ...(also && also.length > 0 ? { filterText: [label, ...also].join(' ') } : {}),
    ...(asSnippet ? { insertTextFormat: InsertTextFormat.Snippet } : {}),
    ...(lines && abilities.indents ? { insertTextMode: InsertTextMode.adjustIndentation } : {}),
    textEdit: abilities.insertReplace ? { newText, ...target } : { newText, range: target.replace },
    ...(subject ? { data: { uri, ...subject } } : {}),
  };
}
