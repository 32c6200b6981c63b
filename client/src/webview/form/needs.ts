/** Why: what is still needed is asked for first, in the order in which it decides most; and what was typed and has no place is not lost. */
import { html, nothing, type TemplateResult } from 'lit';
import type { Values } from '../../../../server/src/previewProtocol';
import type { Store } from '../store';
import { focusPath } from './focus';
import { sayForm } from './texts';

/** Of the rest one reads when these are answered. */
const FIRST = 5;

export function needsView(store: Store): TemplateResult | typeof nothing {
  const { language, parts } = store;
  const needs = parts.values?.needs ?? [];
  if (needs.length === 0) return nothing;
  const rest = needs.slice(FIRST);
  return html`<section class="needs" aria-labelledby="needs-heading">
    <h3 id="needs-heading">${sayForm('still-needed', language)}</h3>
    <ol>${needs.slice(0, FIRST).map((need) => needView(store, need))}</ol>
    ${
      rest.length > 0
        ? html`<details><summary>${sayForm('still-needed-more', language, { count: rest.length })}</summary><ol start=${FIRST + 1}>${rest.map((need) => needView(store, need))}</ol></details>`
        : nothing
    }
  </section>`;
}

function needView(store: Store, { path, label, why }: Values['needs'][number]): TemplateResult {
  return html`<li><button type="button" class="link" @click=${() => focusPath(store, path)}>${label}</button>${why ? html` <span class="quiet">${why}</span>` : nothing}</li>`;
}

export function leftOverView(store: Store): TemplateResult | typeof nothing {
  const { language, parts } = store;
  const left = parts.values?.leftOver ?? [];
  if (left.length === 0) return nothing;
  return html`<section class="left-over" aria-labelledby="left-over-heading">
    <h3 id="left-over-heading">${sayForm('left-over', language)}</h3>
    <ul>${left.map(
      ({ name, shown, reason, fits }) => html`<li>
        <strong>${name}</strong> <span class="given">${shown}</span> <span class="quiet">${reason}</span>
        <span class="acts">${fits.map(
          (fit) =>
            html`<button type="button" class="button" title=${fit.name} @click=${() => store.fill({ kind: 'move', from: name, to: fit.name })}>${sayForm('use-for', language, { label: fit.label })}</button>`,
        )}<button type="button" class="button" aria-label=${sayForm('remove-named', language, { label: name })} @click=${() => store.fill({ kind: 'drop', from: name })}>${sayForm('remove', language)}</button></span>
      </li>`,
    )}</ul>
  </section>`;
}
