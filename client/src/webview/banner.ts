/** Why: whatever makes what is shown older, or less, than the file is said above it, with the way to mend it. */
import { html, nothing, type TemplateResult } from 'lit';
import type { PreviewState } from '../../../server/src/previewProtocol';
import { goTo } from './goTo';
import type { Store } from './store';
import { type Language, say } from './texts';

/** The first errors are those to be mended first. */
const FIRST = 3;

export function banner({ language, server, state }: Store): TemplateResult {
  const broken = state?.broken;
  return html`<div class="banners" aria-live="polite">
    ${server === 'running' ? nothing : html`<p class="banner warning">${say(server, language)}</p>`}
    ${broken ? brokenBanner(broken, language) : nothing}
    ${state?.refused ? html`<p class="banner warning">${state.refused}</p>` : nothing}
  </div>`;
}

type Broken = NonNullable<PreviewState['broken']>;

function brokenBanner({ shown, problems }: Broken, language: Language): TemplateResult {
  const rows = (some: Broken['problems']): TemplateResult =>
    html`<ul>${some.map(
      ({ message, spot }) =>
        html`<li><button type="button" class="link" @click=${() => goTo(spot)}>${say('line', language, { line: spot.line + 1 })}</button> ${message}</li>`,
    )}</ul>`;
  const rest = problems.slice(FIRST);
  return html`<div class="banner error">
    <p>${say(shown ? 'broken-shown' : 'broken-not-shown', language)}</p>
    ${rows(problems.slice(0, FIRST))}
    ${rest.length > 0 ? html`<details><summary>${say('more', language, { count: rest.length })}</summary>${rows(rest)}</details>` : nothing}
  </div>`;
}
