/** Why: the applicant as a form: a control for each fact, by its type. */
import { html, type TemplateResult } from 'lit';
import type { Store } from '../store';

export function formView(store: Store): TemplateResult {
  return html`<ul>${store.parts.fields?.fields.map((field) => html`<li>${field.label}</li>`)}</ul>`;
}
