/** Why: the clause that the cursor is in is seen in the panel; but nothing moves under someone who is typing in it. */
import type { Store } from '../store';
import { localOf } from './local';

export const rowId = (name: string): string => `clause-${name}`;

/** After the next drawing, and only as far as is needed. */
export function scrollToClause(name: string): void {
  requestAnimationFrame(() => document.getElementById(rowId(name))?.scrollIntoView({ block: 'nearest' }));
}

function isTyping(): boolean {
  const { activeElement } = document;
  return document.hasFocus() && activeElement !== null && /^(input|textarea|select|vscode-)/i.test(activeElement.tagName);
}

/** To be called with each drawing: scrolls when the cursor went into another clause. */
export function followCursor(store: Store): void {
  const local = localOf(store);
  if (local.revealed === store.revealed) return;
  Object.assign(local, { revealed: store.revealed });
  if (store.revealed !== undefined && !isTyping()) scrollToClause(store.revealed);
}
