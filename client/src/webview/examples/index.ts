/** Why: all examples with what they get and expect, failures first. */
import { html, nothing, type TemplateResult } from 'lit';
import { guard } from 'lit/directives/guard.js';
import { repeat } from 'lit/directives/repeat.js';
import type { Examples } from '../../../../server/src/previewProtocol';
import { goTo } from '../goTo';
import { flash } from '../results/flash';
import { choose, type Local, localOf } from '../results/local';
import { keyed, same } from '../results/same';
import type { Store } from '../store';
import type { Language } from '../texts';
import { say } from './texts';
import './examples.css';

type Example = Examples['examples'][number];

const filters = ['all', 'failed', 'passed', 'unchecked'] as const;
/** With fewer examples than these, all are seen at a glance. */
const many = 8;
const signs: Readonly<Record<Example['state'], string>> = { failed: '✗', passed: '✓', unchecked: '–' };

export function examplesView(store: Store): TemplateResult | typeof nothing {
  const { parts, language } = store;
  const { examples } = parts;
  if (!examples) return nothing;
  const { examples: filter, search } = localOf(store);
  return html`<div class="examples">${guard([examples, filter, search, language], () => contents(store, examples))}</div>`;
}

function contents(store: Store, examples: Examples): TemplateResult {
  const { language } = store;
  const all = examples.examples;
  const isLong = all.length >= many;
  const { examples: filter, search } = isLong ? localOf(store) : { examples: 'all' as const, search: '' };
  const wanted = search.trim().toLowerCase();
  const rows = keyed(all, ({ title }) => title).filter(
    ({ row }) => (filter === 'all' || row.state === filter) && (wanted === '' || row.title.toLowerCase().includes(wanted)),
  );
  return html`
    ${all.length === 0 ? html`<p class="quiet">${say('none', language)}</p>` : summaryView(examples, language)}
    ${isLong ? filterView(store, filter, search) : nothing}
    ${all.length > 0 && rows.length === 0 ? html`<p class="quiet">${say('none-of-these', language)}</p>` : nothing}
    ${rows.length > 0 ? tableView(store, rows) : nothing} ${witnessesView(store, examples.witnesses)}`;
}

function summaryView({ examples, failed, passed }: Examples, language: Language): TemplateResult {
  const unchecked = examples.length - failed - passed;
  const counts = [
    failed > 0 ? say('count-failed', language, { count: failed }) : undefined,
    say('count-passed', language, { count: passed }),
    unchecked > 0 ? say('count-unchecked', language, { count: unchecked }) : undefined,
  ].filter((text) => text !== undefined);
  return html`<p class="examples-summary" data-state=${failed > 0 ? 'failed' : 'passed'}>
    <span class="sign" aria-hidden="true">${signs[failed > 0 ? 'failed' : passed > 0 ? 'passed' : 'unchecked']}</span>${counts.join(language === 'zh' ? '，' : ', ')}
  </p>`;
}

function filterView(store: Store, chosen: Local['examples'], search: string): TemplateResult {
  const { language } = store;
  const searched = (event: Event): void => choose(store, { search: (event.target as HTMLInputElement).value });
  return html`<div class="examples-filter">
    <fieldset class="choices" aria-label=${say('filter', language)}>
      ${filters.map(
        (
          filter,
        ) => html`<label><input type="radio" name="example-filter" .checked=${filter === chosen} @change=${() => choose(store, { examples: filter })} />
          <span>${say(filter, language)}</span></label>`,
      )}
    </fieldset>
    <input type="search" class="examples-search" placeholder=${say('search', language)} aria-label=${say('search', language)} .value=${search} @input=${searched} />
  </div>`;
}

/** The roles are named since the rows are laid out as grids, which must not cost them their meaning. */
function tableView(store: Store, rows: readonly { key: string; row: Example }[]): TemplateResult {
  const { language } = store;
  const columns = ['title', 'state', 'total', 'expectations', 'fill'] as const;
  return html`<table role="table" aria-label=${say('table', language)}>
    <thead role="rowgroup">
      <tr role="row">${columns.map((column) => html`<th role="columnheader" scope="col" class="cell-${column}">${say(`column-${column}`, language)}</th>`)}</tr>
    </thead>
    <tbody role="rowgroup">
      ${repeat(
        rows,
        ({ key }) => key,
        ({ key, row }) => {
          const example = same(store, `example:${key}`, row);
          return html`${guard([example, language], () => rowView(store, example))}`;
        },
      )}
    </tbody>
  </table>`;
}

function rowView(store: Store, { title, state, total, expectations, spot }: Example): TemplateResult {
  const { language } = store;
  return html`<tr role="row" class="example" data-state=${state}>
    <th role="rowheader" scope="row" class="cell-title"><button type="button" class="link" @click=${() => goTo(spot)}>${title}</button></th>
    <td role="cell" class="cell-state"><span class="sign" aria-hidden="true">${signs[state]}</span>${say(state, language)}</td>
    <td role="cell" class="cell-total" ${flash(total)}>${total}</td>
    <td role="cell" class="cell-expectations">${expectationsView(expectations, state, language)}</td>
    <td role="cell" class="cell-fill">${fillButton(title, () => store.fill({ kind: 'example', title }), language)}</td>
  </tr>`;
}

function expectationsView(
  expectations: Example['expectations'],
  state: Example['state'],
  language: Language,
): TemplateResult | typeof nothing {
  if (expectations.length === 0) return nothing;
  const lines = html`<ul>${expectations.map(
    ({ text, passed, actual, spot }) => html`<li data-passed=${passed}>
      <span class="sign" role="img" aria-label=${say(passed ? 'holds' : 'fails', language)}>${passed ? '✓' : '✗'}</span>
      <span><button type="button" class="link" @click=${() => goTo(spot)}>${text}</button>${
        passed ? nothing : html` <strong class="actual">${say('actual', language, { actual })}</strong>`
      }</span>
    </li>`,
  )}</ul>`;
  if (state === 'failed') return lines;
  return html`<details><summary>${say(expectations.length === 1 ? 'expectation-holds' : 'expectations-hold', language, { count: expectations.length })}</summary>${lines}</details>`;
}

function fillButton(title: string, act: () => void, language: Language): TemplateResult {
  const label = say('fill-from', language, { title });
  return html`<button type="button" class="fill" aria-label=${label} title=${label} @click=${act}>${say('fill', language)}</button>`;
}

function witnessesView(store: Store, witnesses: Examples['witnesses']): TemplateResult | typeof nothing {
  if (witnesses.length === 0) return nothing;
  const { language } = store;
  return html`<section class="witnesses" aria-label=${say('witnesses', language)}>
    <h3>${say('witnesses', language)}</h3>
    <ul>${repeat(
      witnesses,
      ({ id }) => id,
      ({ id, title, finding, spot }) => html`<li class="witness">
        <div><button type="button" class="link" @click=${() => goTo(spot)}>${title}</button><p class="quiet">${finding}</p></div>
        ${fillButton(title, () => store.fill({ kind: 'witness', id }), language)}
      </li>`,
    )}</ul>
  </section>`;
}
