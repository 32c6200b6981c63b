/** Why: a list's items, each a group of fields: which there are may be unknown, none, or up to thousands. */
import { html, nothing, type TemplateResult } from 'lit';
import { guard } from 'lit/directives/guard.js';
import { repeat } from 'lit/directives/repeat.js';
import type { Field, RawItem, ScalarField } from '../../../../server/src/previewProtocol';
import { icon, iconButton } from '../icons';
import type { Store } from '../store';
import { head, idOf, problemText, scalarFieldView } from './field';
import { focusSoon } from './focus';
import type { Notices } from './notices';
import { pager } from './pager';
import { PAGE, pageOf } from './pages';
import { sayForm } from './texts';
import { itemsAt, rawAt, withItems, withRaw } from './values';

export type ListField = Omit<Field, 'control'> & { readonly control: Extract<Field['control'], { kind: 'list' }> };

export function isList(field: Field): field is Field & ListField {
  return field.control.kind === 'list';
}

export function listView(store: Store, field: Field & ListField, notices: Notices): unknown {
  const { language, form } = store;
  const items = itemsAt(form, field.name);
  const page = pageOf(store, field.name, items?.length ?? 0);
  return guard([field, items, page, notices, language], () => shown(store, field, items, page, notices));
}

function shown(
  store: Store,
  field: Field & ListField,
  items: readonly RawItem[] | undefined,
  page: number,
  notices: Notices,
): TemplateResult {
  const { language } = store;
  const { name, label, spot, control } = field;
  const id = idOf(name);
  const problem = notices.problems.get(name);
  const from = page * PAGE;
  const limits = [field.limits, control.max === undefined ? '' : sayForm('list-most', language, { max: control.max })]
    .filter(Boolean)
    .join(' · ');
  const pages = items ? pager(store, name, label, items.length, notices.ofItems.get(name) ?? []) : nothing;
  return html`<fieldset class="field kind-list ${notices.needed.has(name) ? 'is-needed' : ''} ${problem === undefined ? '' : 'is-invalid'}" id=${id} aria-describedby=${`${id}-hint`}>
    <legend>${head(label, name, spot, notices.needed.has(name), language)}</legend>
    <div class="list-state">${state(items, field, language)}${acts(store, field, items)}</div>
    <p class="hint" id=${`${id}-hint`}>${limits}</p>
    ${problemText(id, problem)}
    ${pages}
    ${
      items && items.length > 0
        ? html`<ol class="entries" start=${from + 1}>${repeat(
            items.slice(from, from + PAGE),
            (_, n) => from + n,
            (_, n) => itemView(store, field, from + n, notices),
          )}</ol>${pages}`
        : nothing
    }
  </fieldset>`;
}

function state(items: readonly RawItem[] | undefined, field: Field, language: Store['language']): TemplateResult {
  if (!items) {
    const standing = field.default === undefined ? sayForm('unknown', language) : sayForm('default-is', language, { value: field.default });
    return html`<span class="state">${standing}</span>`;
  }
  return html`<span class="count">${items.length === 0 ? sayForm('list-empty', language) : sayForm('list-count', language, { count: items.length })}</span>`;
}

function acts(store: Store, { name, label, control }: Field & ListField, items: readonly RawItem[] | undefined): TemplateResult {
  const { language } = store;
  const isFull = control.max !== undefined && (items?.length ?? 0) >= control.max;
  const put = (next: readonly RawItem[] | undefined): void => store.replace(withItems(store.form, name, next));
  const add = (): void => {
    const now = itemsAt(store.form, name) ?? [];
    store.edit(withItems(store.form, name, [...now, {}]));
    store.setPage(name, Math.floor(now.length / PAGE));
    focusSoon(itemId(name, now.length));
  };
  return html`<button type="button" class="button add" ?disabled=${isFull} aria-label=${sayForm('add-to', language, { label })} @click=${add}>${icon('add')}${sayForm('add', language)}</button>
    ${items ? nothing : html`<button type="button" class="link" @click=${() => put([])}>${sayForm('list-none', language)}</button>`}
    ${
      items
        ? iconButton(
            'close',
            sayForm('make-unknown', language, { label }),
            () => {
              put(undefined);
              focusSoon(idOf(name));
            },
            'unknown-button',
          )
        : nothing
    }`;
}

function itemId(list: string, index: number): string {
  return idOf(`${list}[${index}]`);
}

function itemView(store: Store, field: Field & ListField, index: number, notices: Notices): TemplateResult {
  const { language } = store;
  const { name, control } = field;
  const label = sayForm('item', language, { label: field.label, number: index + 1 });
  const id = itemId(name, index);
  const change = (make: (items: readonly RawItem[]) => readonly RawItem[], focus: (count: number) => string): void => {
    const next = make(itemsAt(store.form, name) ?? []);
    store.replace(withItems(store.form, name, next));
    focusSoon(focus(next.length));
  };
  const duplicate = (): void => {
    change(
      (items) => items.flatMap((item, n) => (n === index ? [item, { ...item }] : [item])),
      () => itemId(name, index + 1),
    );
    store.setPage(name, Math.floor((index + 1) / PAGE));
  };
  const remove = (): void =>
    change(
      (items) => items.filter((_, n) => n !== index),
      (count) => (count === 0 ? idOf(name) : itemId(name, Math.min(index, count - 1))),
    );
  const isFull = control.max !== undefined && (itemsAt(store.form, name)?.length ?? 0) >= control.max;
  const problem = notices.problems.get(`${name}[${index}]`);
  return html`<li class="entry"><fieldset id=${id}>
    <legend>${label}</legend>
    <div class="item-acts">${isFull ? nothing : iconButton('copy', sayForm('duplicate-item', language, { label }), duplicate)}${iconButton('close', sayForm('remove-named', language, { label }), remove)}</div>
    ${problemText(id, problem)}
    <div class="item-fields">${control.fields.map((one) => itemField(store, name, index, one, notices))}</div>
  </fieldset></li>`;
}

function itemField(store: Store, list: string, index: number, field: ScalarField, notices: Notices): unknown {
  const { language } = store;
  const where = { list, index, field: field.name };
  const path = `${list}[${index}].${field.name}`;
  const raw = rawAt(store.form, where);
  const problem = notices.problems.get(path);
  const isNeeded = notices.needed.has(path);
  return guard([field, list, index, raw, problem, isNeeded, language], () =>
    scalarFieldView({ path, field, raw, problem, isNeeded, language, set: (value) => store.edit(withRaw(store.form, where, value)) }),
  );
}
