/** Why: whose money it is and how much comes out stays in sight, with what can be done with it. */
import { html, nothing, type TemplateResult } from 'lit';
import { post } from './host';
import { type IconName, icon } from './icons';
import { makePicture } from './results/picture';
import type { Store } from './store';
import { say } from './texts';
import '@vscode-elements/elements/dist/vscode-button/index.js';

export function header(store: Store): TemplateResult {
  const { language, state, parts } = store;
  const total = parts.awards?.total;
  const isStale = state?.broken?.shown === true || store.server !== 'running';
  return html`<header>
    <div class="head">
      <h1>${state?.title ?? store.name}${state?.number ? html` <small>${state.number}</small>` : nothing}</h1>
      <p class="total" role="status"><span class="total-label">${say('total', language)}</span>
        <strong data-status=${total?.status ?? 'unknown'}>${total?.text ?? '–'}</strong>${isStale ? html` <span class="stale-mark">${say('stale', language)}</span>` : nothing}</p>
    </div>
    <div class="toolbar" role="toolbar" aria-label=${say('actions', language)}>
      ${action('save', say('save-example', language), () => post({ kind: 'saveExample', form: store.form }))}
      ${action('copy', say('copy-markdown', language), () => post({ kind: 'copyMarkdown', form: store.form }))}
      ${action('picture', say('export-picture', language), () => void makePicture(store))}
    </div>
  </header>`;
}

function action(picture: IconName, label: string, act: () => void): TemplateResult {
  return html`<vscode-button secondary title=${label} aria-label=${label} @click=${act}>${icon(picture)}<span class="action-label" aria-hidden="true">${label}</span></vscode-button>`;
}
