/** Why: the panel's sections look and fold alike. */
import { html, type TemplateResult } from 'lit';
import type { Store } from './store';

/** A part of the panel with a heading that folds it. `id` names it in what is kept. */
export function section(store: Store, id: string, heading: string, body: unknown, summary?: unknown): TemplateResult {
  const toggled = (event: Event): void => store.setFolded(id, !(event.currentTarget as HTMLDetailsElement).open);
  return html`<details class="section" id=${`section-${id}`} ?open=${!store.folded.includes(id)} @toggle=${toggled}>
    <summary><h2>${heading}</h2>${summary}</summary>
    <div class="section-body">${body}</div>
  </details>`;
}
