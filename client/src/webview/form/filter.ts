/** Why: in a policy with many facts one is found by a part of its name. */
import { html, nothing, type TemplateResult } from 'lit';
import type { Field } from '../../../../server/src/previewProtocol';
import type { Store } from '../store';
import { sayForm } from './texts';
import { textField } from './typing';

/** With fewer facts there is nothing to be searched. */
export const FILTERED_FROM = 13;

export function matches({ label, name }: Field, filter: string): boolean {
  const words = filter.normalize('NFKC').toLowerCase().split(/\s+/);
  const text = `${label} ${name}`.normalize('NFKC').toLowerCase();
  return words.every((word) => text.includes(word));
}

/** @param isTroubled something is wrong with what was given for it */
export function filterBar(store: Store, fields: readonly Field[], isTroubled: (field: Field) => boolean): TemplateResult | typeof nothing {
  if (fields.length < FILTERED_FROM) return nothing;
  const { language, filter } = store;
  const hidden = fields.filter((field) => !matches(field, filter));
  const troubled = hidden.filter(isTroubled).length;
  const put = (text: string): void => {
    store.filter = text;
    store.refresh();
  };
  return html`<div class="filter" role="search">
    ${textField({ value: filter, label: sayForm('filter', language), placeholder: sayForm('filter', language), inputMode: 'search', typed: put })}
    <span class="quiet" role="status">${hidden.length > 0 ? sayForm('filter-shown', language, { shown: fields.length - hidden.length, all: fields.length }) : ''}
      ${troubled > 0 ? html`<span class="problem-link">${sayForm('filter-hides', language, { count: troubled })}</span>` : nothing}</span>
    ${hidden.length > 0 ? html`<button type="button" class="link" @click=${() => put('')}>${sayForm('filter-off', language)}</button>` : nothing}
  </div>`;
}
