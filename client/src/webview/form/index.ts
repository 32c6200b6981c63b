/** Why: the applicant as a form: a control for each fact, by its type; above what is asked for, below what else an award may hang on. */
import { html, type TemplateResult } from 'lit';
import { guard } from 'lit/directives/guard.js';
import { repeat } from 'lit/directives/repeat.js';
import type { Field, ScalarField } from '../../../../server/src/previewProtocol';
import type { Store } from '../store';
import { dayView, letsView, paidView } from './beside';
import { scalarFieldView } from './field';
import { fillBar } from './fillBar';
import { FILTERED_FROM, filterBar, matches } from './filter';
import { isList, listView } from './list';
import { leftOverView, needsView } from './needs';
import { type Notices, noticesOf } from './notices';
import { sayForm } from './texts';
import { rawAt, withRaw } from './values';
import './form.css';

export function formView(store: Store): TemplateResult {
  const { language, parts } = store;
  const asked = parts.fields ?? { fields: [], payable: [] };
  const { fields } = asked;
  const notices = noticesOf(parts.values);
  const shown =
    fields.length < FILTERED_FROM || store.filter.trim() === '' ? fields : fields.filter((field) => matches(field, store.filter));
  const isTroubled = ({ name }: Field): boolean => notices.problems.has(name) || notices.ofItems.has(name);
  return html`
    ${fillBar(store)}${leftOverView(store)}${needsView(store)}${filterBar(store, fields, isTroubled)}
    ${
      fields.length === 0
        ? html`<p class="quiet">${sayForm('no-facts', language)}</p>`
        : html`<div class="fields">${repeat(
            shown,
            ({ name }) => name,
            (field) => (isList(field) ? listView(store, field, notices) : isScalar(field) ? scalarView(store, field, notices) : ''),
          )}</div>`
    }
    <div class="fields beside">${dayView(store, asked, notices)}${paidView(store, asked, notices)}${letsView(store, notices)}</div>`;
}

function isScalar(field: Field): field is Field & ScalarField {
  return field.control.kind !== 'list';
}

function scalarView(store: Store, field: Field & ScalarField, { problems, needed }: Notices): unknown {
  const { language } = store;
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

export { focusPath } from './focus';
