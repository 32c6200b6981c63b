/** Why: all examples with what they get and expect, failures first. */
import { html, type TemplateResult } from 'lit';
import type { Store } from '../store';

export function examplesView(store: Store): TemplateResult {
  return html`<ul>${store.parts.examples?.examples.map((example) => html`<li>${example.title}: ${example.total}</li>`)}</ul>`;
}
