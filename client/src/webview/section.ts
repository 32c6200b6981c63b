/** Why: the panel's sections look and fold alike. */
import { html, type TemplateResult } from 'lit';
import type { Store } from './store';

/**
 * A part of the panel with a heading that folds it. `id` names it in what is kept.
 * @param summary beside the heading, also while it is folded
 */
export function section(store: Store, id: string, heading: string, body: unknown, summary?: unknown): TemplateResult {
  const toggled = (event: Event): void => {
    const section = event.currentTarget;
    // The event of a details element within it comes by too.
    if (section instanceof HTMLDetailsElement && event.target === section) store.setFolded(id, !section.open);
  };
  return html`<details class="section" id=${`section-${id}`} ?open=${!store.folded.includes(id)} @toggle=${toggled}>
    <summary><h2>${heading}</h2>${summary}</summary>
    <div class="section-body" role="region" aria-label=${heading}>${body}</div>
  </details>`;
}
