/** Why: what the reader chose of the view alone (a filter, all bars) concerns neither the server nor what is kept over a reload. */
import type { Store } from '../store';
import type { Kind } from './status';

export interface Local {
  clauses: Kind | 'all';
  allBars: boolean;
  examples: 'all' | 'failed' | 'passed' | 'unchecked';
  search: string;
  /** The clause that was last scrolled to because the cursor went into it. */
  revealed: string | undefined;
}

const locals = new WeakMap<Store, Local>();

export function localOf(store: Store): Readonly<Local> {
  const found = locals.get(store) ?? { clauses: 'all', allBars: false, examples: 'all', search: '', revealed: undefined };
  locals.set(store, found);
  return found;
}

export function choose(store: Store, change: Partial<Local>): void {
  Object.assign(localOf(store), change);
  store.refresh();
}
