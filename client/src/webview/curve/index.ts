/** Why: what the award would be if one fact were otherwise, and where it turns. */
import { html, type TemplateResult } from 'lit';
import type { Store } from '../store';

export function curveView(store: Store): TemplateResult {
  return html`<p>${store.parts.curve?.message ?? ''}</p>`;
}
