/** Why: what a code action is to the list that offers it: where it was asked for, what it would be called, and, when it is chosen, its edits. */
import type { Command, Diagnostic } from 'vscode-languageserver';
import { CodeActionKind } from 'vscode-languageserver';
import type { TextEdit } from '../../core/finding';
import type { ItemSyntax, PlacedItem } from '../../core/syntax/tree';
import type { OpenFile, Session } from '../../session';
import type { Language } from '../wording';

export const kinds = {
  fix: CodeActionKind.QuickFix,
  fixAll: `${CodeActionKind.SourceFixAll}.clausewright`,
  extract: CodeActionKind.RefactorExtract,
  inline: CodeActionKind.RefactorInline,
  rewrite: CodeActionKind.RefactorRewrite,
  /** Of the whole file: its keywords in the other language. */
  keywords: `${CodeActionKind.RefactorRewrite}.keywords`,
} as const;

/** Where actions are asked for. */
export interface Asked extends OpenFile {
  readonly session: Session;
  /** UTF-16 offsets in the document; equal where only the cursor stands there. */
  readonly from: number;
  readonly to: number;
  /** The item that holds the whole of it. */
  readonly placed?: PlacedItem;
  /** That of titles. */
  readonly language: Language;
  /** That of new text. */
  readonly content: Language;
  /** Whether the editor named the kinds that it wants. */
  readonly only: boolean;
}

/** An item with the asked place relative to it. */
export interface AskedItem extends Asked {
  readonly placed: PlacedItem;
  readonly item: ItemSyntax;
  readonly start: number;
  readonly end: number;
}

/** A replacement; offsets relative to an item. */
export interface Change {
  readonly start: number;
  readonly end: number;
  readonly text: string;
}

export interface Offer {
  /** Tells it from the other offers of its kind at one place, the same each time it is asked there. */
  readonly id: string;
  readonly title: string;
  /** One of {@link kinds}. */
  readonly kind: string;
  readonly diagnostics?: readonly Diagnostic[];
  readonly preferred?: boolean;
  /** What the editor does in place of edits. */
  readonly command?: Command;
  /** Absolute, none overlapping another. A function where working them out costs something: it is called when the action is chosen. */
  readonly edits: readonly TextEdit[] | (() => readonly TextEdit[]);
}

/** One kind of action. Pure: what it offers depends on the session and the place only. */
export interface Action {
  readonly kind: string;
  offer(asked: Asked): readonly Offer[];
}

/** An action that looks at one item. */
export function itemAction(kind: string, offer: (asked: AskedItem) => readonly Offer[]): Action {
  return {
    kind,
    offer: (asked) => {
      const { placed } = asked;
      if (!placed) return [];
      const { item, offset } = placed;
      return offer({ ...asked, placed, item, start: asked.from - offset, end: asked.to - offset });
    },
  };
}

/** Changes of the asked item as edits of its file. */
export function editsOf({ analysis, placed: { offset } }: AskedItem, changes: readonly Change[]): TextEdit[] {
  return changes.map(({ start, end, text }) => ({ uri: analysis.uri, start: offset + start, end: offset + end, text }));
}
