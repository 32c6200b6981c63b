/** Why: which part of a long list is shown. */
import type { Store } from '../store';

/** Items of a page. */
export const PAGE = 20;

/** The page of a list that is shown, from 0. */
export function pageOf(store: Store, list: string, count: number): number {
  const last = Math.max(0, Math.ceil(count / PAGE) - 1);
  return Math.min(last, (Object.hasOwn(store.pages, list) ? store.pages[list] : undefined) ?? 0);
}
