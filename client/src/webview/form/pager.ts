/** Why: a list of a thousand items is shown a page at a time. */
import { html, nothing, type TemplateResult } from 'lit';
import type { Store } from '../store';
import { focusPath } from './focus';
import { PAGE, pageOf } from './pages';
import { sayForm } from './texts';

/** @param problems the places of what is wrong with fields of the list, in order */
export function pager(
  store: Store,
  list: string,
  label: string,
  count: number,
  problems: readonly { index: number; path: string }[],
): TemplateResult | typeof nothing {
  if (count <= PAGE) return nothing;
  const { language } = store;
  const page = pageOf(store, list, count);
  const last = Math.ceil(count / PAGE) - 1;
  const button = (name: 'page-first' | 'page-before' | 'page-next' | 'page-last', to: number): TemplateResult =>
    html`<button type="button" class="button" ?disabled=${to === page || to < 0 || to > last} @click=${() => store.setPage(list, to)}>${sayForm(name, language)}</button>`;
  const others = problems.filter(({ index }) => Math.floor(index / PAGE) !== page);
  const first = others[0];
  return html`<nav class="pager" aria-label=${sayForm('pages', language, { label })}>
    ${button('page-first', 0)}${button('page-before', page - 1)}
    <span role="status">${sayForm('page-of', language, { from: page * PAGE + 1, to: Math.min(count, (page + 1) * PAGE), all: count })}</span>
    ${button('page-next', page + 1)}${button('page-last', last)}
    ${first ? html`<button type="button" class="link problem-link" @click=${() => focusPath(store, first.path)}>${sayForm('page-problems', language, { count: others.length })}</button>` : nothing}
  </nav>`;
}
