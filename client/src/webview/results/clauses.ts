/** Why: each clause with what it pays and why, as the document orders them; what is paid stands out, the rest stays at hand. */
import { html, nothing, type TemplateResult } from 'lit';
import { guard } from 'lit/directives/guard.js';
import { repeat } from 'lit/directives/repeat.js';
import type { ClauseDetail, ClauseRow } from '../../../../server/src/previewProtocol';
import type { Store } from '../store';
import type { Language } from '../texts';
import { detailView, itemsAtOnce } from './details';
import { flash } from './flash';
import { toLine } from './line';
import { choose, type Local, localOf } from './local';
import { rowId } from './reveal';
import { keyed, same } from './same';
import { kindOf, signOf } from './status';
import { say } from './texts';

/** With fewer clauses than these, all are seen at a glance. */
const many = 8;
const filters = ['all', 'paid', 'none', 'open'] as const;

interface Group {
  readonly section: string | undefined;
  readonly rows: { key: string; row: ClauseRow }[];
}

/** @param clauses the same object where its contents are the same */
export function clausesView(store: Store, clauses: readonly ClauseRow[]): TemplateResult {
  const { language, revealed } = store;
  if (clauses.length === 0) return html`<p class="quiet">${say('no-clauses', language)}</p>`;
  const filter = clauses.length < many ? 'all' : localOf(store).clauses;
  const isShown = (row: ClauseRow): boolean => filter === 'all' || kindOf(row.status) === filter || row.name === revealed;
  const groups = grouped(clauses.filter(isShown));
  const details = new Map(store.parts.details?.clauses.map((detail) => [detail.name, detail]));
  return html`<section class="clauses" aria-label=${say('clauses', language)}>
    <h3>${say('clauses', language)}</h3>
    ${clauses.length < many ? nothing : filterView(store, clauses, filter)}
    ${groups.length === 0 ? html`<p class="quiet">${say('none-of-these', language)}</p>` : nothing}
    ${repeat(
      groups,
      ({ rows }) => rows[0]?.key,
      ({ section, rows }) => html`${section === undefined ? nothing : html`<h4 class="clause-section">${section}</h4>`}
        <ul class="clause-list">
          ${repeat(
            rows,
            ({ key }) => key,
            ({ key, row }) => rowView(store, key, row, details.get(row.name)),
          )}
        </ul>`,
    )}
  </section>`;
}

/** Clauses that follow one another under the same heading. */
function grouped(rows: readonly ClauseRow[]): Group[] {
  const groups: Group[] = [];
  for (const one of keyed(rows, ({ name }) => name)) {
    const last = groups.at(-1);
    if (last && last.section === one.row.section) last.rows.push(one);
    else groups.push({ section: one.row.section, rows: [one] });
  }
  return groups;
}

function filterView(store: Store, clauses: readonly ClauseRow[], chosen: Local['clauses']): TemplateResult {
  const { language } = store;
  const count = (filter: Local['clauses']): number =>
    filter === 'all' ? clauses.length : clauses.filter(({ status }) => kindOf(status) === filter).length;
  return html`<fieldset class="choices"><legend class="hidden">${say('filter', language)}</legend>
    ${filters.map(
      (
        filter,
      ) => html`<label><input type="radio" name="clause-filter" .checked=${filter === chosen} @change=${() => choose(store, { clauses: filter })} />
        <span>${say(`filter-${filter}`, language)} <small>${count(filter)}</small></span></label>`,
    )}
  </fieldset>`;
}

function rowView(store: Store, key: string, given: ClauseRow, givenDetail: ClauseDetail | undefined): TemplateResult {
  const { language } = store;
  const row = same(store, `row:${key}`, given);
  const isOpen = store.open[row.name] !== undefined;
  const detail = isOpen && givenDetail ? same(store, `detail:${row.name}`, givenDetail) : undefined;
  const isRevealed = store.revealed === row.name;
  return html`${guard([row, detail, isOpen, isRevealed, language], () => clauseView(store, key, row, isOpen, detail, isRevealed))}`;
}

function clauseView(
  store: Store,
  key: string,
  row: ClauseRow,
  isOpen: boolean,
  detail: ClauseDetail | undefined,
  isRevealed: boolean,
): TemplateResult {
  const { language } = store;
  const { name, title, status, statusText, amount, why, source, items, spot } = row;
  const toggle = (): void => store.setOpen(name, store.open[name] === undefined ? itemsAtOnce : undefined);
  return html`<li
    class="clause ${isRevealed ? 'revealed' : ''}"
    id=${rowId(key)}
    data-kind=${kindOf(status)}
    data-status=${status}
    aria-current=${isRevealed ? 'location' : nothing}
  >
    <div class="clause-head">
      <button type="button" class="clause-open" aria-expanded=${isOpen} aria-controls=${isOpen ? `${rowId(key)}-body` : nothing} @click=${toggle}>
        <span class="sign" aria-hidden="true">${signOf(status)}</span>
        <span class="clause-title" title=${title}>${title}</span>
        <span class="amount" ${flash(amount)}>${amount}</span>
        <span class="clause-why"><span class="status">${statusText}</span>${whyView(why, source, items, language)}</span>
      </button>
      ${toLine(title, spot, language)}
    </div>
    ${
      isOpen
        ? html`<div class="clause-body" id="${rowId(key)}-body">
            ${detail ? detailView(store, detail) : html`<p class="quiet">${say('reading-details', language)}</p>`}
          </div>`
        : nothing
    }
  </li>`;
}

function whyView(why: string | undefined, source: string | undefined, items: number | undefined, language: Language): string {
  const parts = [why, items === undefined || why !== undefined ? undefined : say('items', language, { count: items }), source];
  return parts.map((part) => (part === undefined || part === '' ? '' : ` · ${part}`)).join('');
}
