/** Why: the applicant as a form: a control for each fact, by its type. */
import { html, type TemplateResult } from 'lit';
import { guard } from 'lit/directives/guard.js';
import { repeat } from 'lit/directives/repeat.js';
import type { Field, ScalarField } from '../../../../server/src/previewProtocol';
import type { Store } from '../store';
import { scalarFieldView } from './field';
import { noticesOf } from './notices';
import { sayForm } from './texts';
import { rawAt, withRaw } from './values';
import './form.css';

export function formView(store: Store): TemplateResult {
  const { language, parts } = store;
  const fields = parts.fields?.fields ?? [];
  if (fields.length === 0) return html`<p class="quiet">${sayForm('no-facts', language)}</p>`;
  return html`<div class="fields">${repeat(
    fields,
    ({ name }) => name,
    (field) => fieldView(store, field),
  )}</div>`;
}

function isScalar(field: Field): field is Field & ScalarField {
  return field.control.kind !== 'list';
}

function fieldView(store: Store, field: Field): unknown {
  const { language, parts } = store;
  const { problems, needed } = noticesOf(parts.values);
  if (!isScalar(field)) return html``;
  const where = { fact: field.name };
  const raw = rawAt(store.form, where);
  const [problem, isNeeded] = [problems.get(field.name), needed.has(field.name)];
  return guard([field, raw, problem, isNeeded, language], () =>
    scalarFieldView({
      path: field.name,
      field,
      spot: field.spot,
      raw,
      problem,
      isNeeded,
      language,
      set: (value) => store.edit(withRaw(store.form, where, value)),
    }),
  );
}
