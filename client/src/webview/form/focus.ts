/** Why: what is still needed, and problems on other pages of a list, lead to their control, wherever it is hidden. */
import type { Store } from '../store';
import { idOf } from './field';
import { matches } from './filter';
import { PAGE } from './pages';
import { focusIn } from './scalar';

/** @param path of a fact, or of a field of an item (`projects[0].cost`); `projects[].cost`: the list as a whole */
export function focusPath(store: Store, path: string): void {
  const [, list = path, index] = /^(.*?)\[(\d*)\]/s.exec(path) ?? [];
  const field = store.parts.fields?.fields.find(({ name }) => name === list);
  if (field && !matches(field, store.filter)) store.filter = '';
  if (index) store.setPage(list, Math.floor(Number(index) / PAGE));
  store.setFolded('applicant', false);
  store.refresh();
  // When it is shown.
  setTimeout(() => {
    const element = document.getElementById(idOf(path)) ?? document.getElementById(idOf(list));
    element?.scrollIntoView({ block: 'center' });
    focusIn(element);
  });
}

/** When what was changed is shown. */
export function focusSoon(id: string): void {
  setTimeout(() => focusIn(document.getElementById(id)));
}
