/** Why: the whole panel: what holds for all of it above, then its sections. */
import { html, nothing, type TemplateResult } from 'lit';
import { curveView } from './curve/index';
import { examplesView } from './examples/index';
import { formView } from './form/index';
import { goTo } from './goTo';
import { resultsView } from './results/index';
import { section } from './section';
import type { Store } from './store';
import { say } from './texts';

function banner(store: Store): TemplateResult | typeof nothing {
  const { language, server, state } = store;
  if (server !== 'running') return html`<p class="banner warning" role="status">${say(server, language)}</p>`;
  const broken = state?.broken;
  if (!broken) return state?.refused ? html`<p class="banner warning" role="status">${state.refused}</p>` : nothing;
  return html`<div class="banner error" role="status">
    <p>${say(broken.shown ? 'broken-shown' : 'broken-not-shown', language)}</p>
    <ul>${broken.problems.map(({ message, spot }) => html`<li><button class="link" @click=${() => goTo(spot)}>${message}</button></li>`)}</ul>
  </div>`;
}

export function view(store: Store): TemplateResult {
  const { language, state, parts } = store;
  if (!state) return html`<p class="loading" role="status">${say('loading', language)}</p>${banner(store)}`;
  const total = parts.awards?.total;
  return html`
    <header>
      <h1>${state.title}${state.number ? html` <small>${state.number}</small>` : nothing}</h1>
      <p class="total" role="status" aria-live="polite"><span>${say('total', language)}</span> <strong data-status=${total?.status ?? 'unknown'}>${total?.text}</strong></p>
    </header>
    ${banner(store)}
    <main class=${state.broken?.shown ? 'stale' : ''}>
      <div class="column">${section(store, 'applicant', say('applicant', language), formView(store))}</div>
      <div class="column">
        ${section(store, 'awards', say('awards', language), resultsView(store))}
        ${section(store, 'curve', say('curve', language), curveView(store))}
        ${section(store, 'examples', say('examples', language), examplesView(store))}
      </div>
    </main>`;
}

export { goTo } from './goTo';
