/** Why: everything with a place in the policy leads to it, in one way. */
import { html, nothing, type TemplateResult } from 'lit';
import type { Spot } from '../../../../server/src/previewProtocol';
import { goTo } from '../goTo';
import type { Language } from '../texts';
import { say } from './texts';

export { goTo };

/** Text that goes to its line; plain text where it has none. */
export function linked(text: string, spot: Spot | undefined): TemplateResult {
  return spot ? html`<button type="button" class="link quiet" @click=${() => goTo(spot)}>${text}</button>` : html`${text}`;
}

/** A small button beside what it belongs to. */
export function toLine(what: string, spot: Spot | undefined, language: Language): TemplateResult | typeof nothing {
  if (!spot) return nothing;
  const label = say('go-to-line', language, { what });
  return html`<button type="button" class="to-line" aria-label=${label} title=${label} @click=${() => goTo(spot)}><span aria-hidden="true">↗</span></button>`;
}
