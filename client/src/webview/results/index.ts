/** Why: what the applicant gets: how the total builds up, and each clause's outcome. */
import { html, type TemplateResult } from 'lit';
import type { Store } from '../store';

export function resultsView(store: Store): TemplateResult {
  return html`<ul>${store.parts.awards?.clauses.map((row) => html`<li>${row.title}: ${row.amount}</li>`)}</ul>`;
}
