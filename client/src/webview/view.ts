/** Why: the whole panel: what holds for all of it above, then its sections. */
import { html, nothing, type TemplateResult } from 'lit';
import { guard } from 'lit/directives/guard.js';
import { banner } from './banner';
import { curveView } from './curve/index';
import { examplesView } from './examples/index';
import { formView } from './form/index';
import { header } from './header';
import { resultsView } from './results/index';
import { section } from './section';
import type { Store } from './store';
import { say } from './texts';

export { goTo } from './goTo';

export function view(store: Store): TemplateResult {
  const { language, state } = store;
  if (!state) return html`<p class="loading" role="status">${say('loading', language)}</p>${banner(store)}`;
  const isStale = state.broken?.shown === true || store.server !== 'running';
  return html`
    ${skipLinks(store)}
    ${header(store)}
    ${banner(store)}
    <main class=${isStale ? 'stale' : ''}>
      <div class="column" data-column="form">${section(store, 'applicant', say('applicant', language), formView(store))}</div>
      <div class="column" data-column="results">
        ${section(store, 'awards', say('awards', language), resultsView(store))}
        ${section(store, 'curve', say('curve', language), curveView(store))}
        ${section(store, 'examples', say('examples', language), examplesView(store), failures(store))}
      </div>
    </main>`;
}

/** With the section folded it is still seen that examples fail. */
function failures({ parts, language }: Store): TemplateResult | typeof nothing {
  const failed = parts.examples?.failed ?? 0;
  return failed === 0 ? nothing : html`<span class="count-mark">${say('failed-examples', language, { count: failed })}</span>`;
}

/** By the keyboard past the form, whose facts may be hundreds. */
function skipLinks({ language }: Store): unknown {
  const to = (id: string) => (event: Event) => {
    event.preventDefault();
    const section = document.getElementById(`section-${id}`);
    section?.querySelector('summary')?.focus();
    section?.scrollIntoView({ block: 'start' });
  };
  return guard(
    [language],
    () =>
      html`<nav class="skip-links" aria-label=${say('skip', language)}>${(['applicant', 'awards', 'curve', 'examples'] as const).map(
        (id) => html`<a href=${`#section-${id}`} @click=${to(id)}>${say('skip-to', language, { section: say(id, language) })}</a>`,
      )}</nav>`,
  );
}
