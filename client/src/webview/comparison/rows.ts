/** Why: one table says of each thing that pays who gets more and who less; a row opens to show for whom. */
import { html, nothing, type TemplateResult } from 'lit';
import { repeat } from 'lit/directives/repeat.js';
import type { Row, ShownWitness } from '../../../../server/src/differenceProtocol';
import type { Language } from '../texts';
import { post } from './host';
import type { Store } from './store';
import { say } from './texts';

/** Seen before the words are read; the words say the same. */
const marks: Readonly<Record<Row['verdict'], string>> = {
  same: '=',
  'never-less': '▲',
  'never-more': '▼',
  'some-more-some-less': '▲▼',
  'other-outcome': '≠',
  'not-decided': '?',
  admitted: '≠',
};

/** What a row is called where it is spoken of. */
function nameOf({ kind, name, title }: Row, language: Language): string {
  switch (kind) {
    case 'total':
    case 'admission':
      return say(kind, language);
    case 'clause':
    case 'group':
    case 'limit':
      return title === '' ? name : title;
    default:
      return kind satisfies never;
  }
}

/** Rows of which there is nothing to say but that nothing changed. */
export const isQuiet = ({ verdict, notes, witnesses, kind }: Row): boolean =>
  verdict === 'same' && notes.length === 0 && witnesses.length === 0 && kind !== 'total';

/** Columns of amounts that have any. */
type Columns = readonly ('gain' | 'loss')[];

/** A line ends between amounts, never within one (`+|¥100`, `10万|元`) while there is room for it. */
export const amounts = (text: string): TemplateResult[] =>
  text.split(/(?<= )|(?=（)/).map((word) => html`<span class="whole">${word.trimEnd()}</span>${word.endsWith(' ') ? ' ' : nothing}`);

export function rowsView(store: Store, rows: readonly Row[]): TemplateResult {
  const { language } = store;
  const columns = (['gain', 'loss'] as const).filter((one) => rows.some((row) => row[one] !== undefined));
  return html`<table class="rows">
    <caption>${say('awards', language)}</caption>
    <thead><tr>
      <th scope="col">${say('what', language)}</th>
      <th scope="col">${say('verdict', language)}</th>
      ${columns.map((one) => html`<th scope="col">${say(one, language)}</th>`)}
    </tr></thead>
    ${repeat(
      rows,
      ({ id }) => id,
      (row) => rowView(store, row, columns),
    )}
  </table>`;
}

function rowView(store: Store, row: Row, columns: Columns): TemplateResult {
  const { language } = store;
  const { id, kind, text, verdict } = row;
  const isOpen = store.isOpen(id);
  const called = nameOf(row, language);
  const body = `body-${encodeURIComponent(id)}`;
  return html`<tbody data-row=${id} data-kind=${kind} data-verdict=${verdict}>
    <tr>
      <th scope="row"><div class="what">
        <button type="button" class="toggle" aria-expanded=${isOpen ? 'true' : 'false'} aria-controls=${body}
          aria-label=${say('details', language, { name: called })} @click=${() => store.setOpen(id, !isOpen)}><span aria-hidden="true">${isOpen ? '▾' : '▸'}</span></button>
        <span class="called">${link(row, called, language)}${kind === 'group' || kind === 'limit' ? html` <small>${say(kind, language)}</small>` : nothing}
          ${row.name !== '' && row.name !== called ? html`<code>${row.name}</code>` : nothing}</span>
      </div></th>
      <td class="verdict"><span class="mark" aria-hidden="true">${marks[verdict]}</span> ${text}</td>
      ${columns.map((one) => html`<td class="amounts" data-label=${say(one, language)}>${row[one] === undefined ? nothing : amounts(row[one])}</td>`)}
    </tr>
    <tr class="details" id=${body} ?hidden=${!isOpen}><td colspan=${2 + columns.length}>${isOpen ? detailsView(row, called, language) : nothing}</td></tr>
  </tbody>`;
}

export function link({ spot }: Pick<Row, 'spot'>, called: string, language: Language): TemplateResult | string {
  if (!spot) return called;
  const title = say('go-to', language, { name: called });
  return html`<button type="button" class="link" title=${title} @click=${() => post({ kind: 'goTo', spot })}>${called}</button>`;
}

function detailsView({ notes, witnesses }: Row, called: string, language: Language): TemplateResult {
  return html`
    ${notes.length === 0 ? nothing : html`<ul class="notes">${notes.map((note) => html`<li>${note}</li>`)}</ul>`}
    ${witnesses.length === 0 && notes.length === 0 ? html`<p class="quiet">${say('nobody-shown', language)}</p>` : nothing}
    <ul class="witnesses">${repeat(
      witnesses,
      ({ id }) => id,
      (one) => witnessView(one, called, language),
    )}</ul>`;
}

function witnessView(
  { id, heading, facts, before, after, difference, note }: ShownWitness,
  called: string,
  language: Language,
): TemplateResult {
  const who = `${called}, ${heading}`;
  const action = (name: 'add-example' | 'preview', act: () => void): TemplateResult => {
    const text = say(name, language);
    return html`<button type="button" class="button" aria-label=${say('for-whom', language, { action: text, who })} @click=${act}>${text}</button>`;
  };
  return html`<li class="witness" data-witness=${id}>
    <h3>${heading}</h3>
    <p class="facts">${facts.length === 0 ? say('anybody', language) : facts.map((fact) => html`<code>${fact}</code> `)}</p>
    <p class="outcome"><span>${say('before', language)} <strong>${amounts(before)}</strong></span> <span aria-hidden="true">→</span>
      <span>${say('now', language)} <strong>${amounts(after)}</strong></span>${difference === undefined ? nothing : html` <span class="by whole">${difference}</span>`}</p>
    ${note === undefined ? nothing : html`<p class="quiet">${note}</p>`}
    <p class="actions">${action('add-example', () => post({ kind: 'addExample', witness: id }))}
      ${action('preview', () => post({ kind: 'preview', witness: id }))}</p>
  </li>`;
}
