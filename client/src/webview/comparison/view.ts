/** Why: the whole panel: what is compared and what comes of it above, then the table, then the text and the examples. */
import { html, nothing, type TemplateResult } from 'lit';
import type { DifferenceState } from '../../../../server/src/differenceProtocol';
import type { Language } from '../texts';
import { post } from './host';
import { amounts, isQuiet, link, rowsView } from './rows';
import type { Life, Store } from './store';
import { say } from './texts';

export function view(store: Store): TemplateResult {
  const { language, state, life } = store;
  const choose = html`<button type="button" class="button" @click=${() => post({ kind: 'choose' })}>${say('choose', language)}</button>`;
  if (!state)
    return html`<header><h1>${store.name}</h1>${choose}</header>${life === 'working' || life === 'current' ? html`<p class="loading" role="status">${say('loading', language)}</p>` : banner(life, language)}`;
  const quiet = state.rows.filter(isQuiet);
  return html`
    <header>
      <div>
        <h1>${state.title === '' ? store.name : state.title}${state.before === '' ? nothing : html` <small>${state.before}</small>`}</h1>
        <p class="answer" role="status" data-answer=${state.answer.kind}>${state.answer.text}${state.pending ? html` <span class="pending">${say('pending', language)}</span>` : nothing}</p>
      </div>
      ${choose}
    </header>
    ${banner(life, language)}
    ${state.trouble === undefined ? nothing : html`<p class="banner warning" role="alert">${state.trouble}</p>`}
    ${state.notes.map((note) => html`<p class="banner warning">${note}</p>`)}
    ${
      state.trouble === undefined
        ? html`<main class=${life === 'current' ? '' : 'stale'}>
      ${rowsView(
        store,
        state.rows.filter((row) => !isQuiet(row)),
      )}
      ${quiet.length === 0 ? nothing : sameView(quiet, language)}
      ${state.changes.length === 0 ? nothing : changesView(state.changes, language)}
      ${state.examples.length === 0 ? nothing : examplesView(state.examples, language)}
    </main>`
        : nothing
    }`;
}

function banner(life: Life, language: Language): TemplateResult {
  const text = life === 'current' ? undefined : say(life, language);
  // While somebody types the answer comes before this is seen: it fades in late.
  return html`<div class="life" data-life=${life} aria-live="polite">${text === undefined ? nothing : html`<p class="banner warning">${text}</p>`}</div>`;
}

function sameView(rows: DifferenceState['rows'], language: Language): TemplateResult {
  const called = (row: DifferenceState['rows'][number]): string => (row.title === '' ? row.name : row.title);
  return html`<details class="section">
    <summary><h2>${say('same-rows', language, { count: rows.length })}</h2></summary>
    <ul>${rows.map((row) => html`<li>${link(row, called(row), language)}</li>`)}</ul>
  </details>`;
}

/** More lines of the text's changes than this are folded: the examples stand behind them. */
const many = 20;

function changesView(changes: DifferenceState['changes'], language: Language): TemplateResult {
  return html`<details class="section" ?open=${changes.length <= many}>
    <summary><h2>${say('changes', language)}</h2></summary>
    <ul>${changes.map((one) => html`<li>${link(one, one.text, language)}</li>`)}</ul>
  </details>`;
}

function examplesView(examples: DifferenceState['examples'], language: Language): TemplateResult {
  const cell = (name: 'before' | 'now' | 'difference', text: string | undefined): TemplateResult =>
    html`<td class="amounts" data-label=${say(name, language)}>${text === undefined ? nothing : amounts(text)}</td>`;
  return html`<details class="section" open>
    <summary><h2>${say('examples', language)}</h2></summary>
    <table class="examples">
      <thead><tr><th scope="col">${say('example', language)}</th><th scope="col">${say('before', language)}</th><th scope="col">${say('now', language)}</th><th scope="col">${say('difference', language)}</th></tr></thead>
      <tbody>${examples.map(
        (one) =>
          html`<tr><th scope="row">${link(one, one.title, language)}${one.notes.map((note) => html`<small class="note quiet">${amounts(note)}</small>`)}</th>
          ${cell('before', one.before)}${cell('now', one.after)}${cell('difference', one.difference)}</tr>`,
      )}</tbody>
    </table>
  </details>`;
}
