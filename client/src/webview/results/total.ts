/** Why: the total as what it is: an amount, a ceiling, a range, a conflict are different things and look and read differently. */
import { html, nothing, type TemplateResult } from 'lit';
import type { Awards } from '../../../../server/src/previewProtocol';
import type { Language } from '../texts';
import { flash } from './flash';
import { totalSigns, totalState } from './status';
import { say } from './texts';

export function totalView(total: Awards['total'], language: Language): TemplateResult {
  const state = totalState(total);
  return html`<div class="total-card" data-state=${state}>
    <span class="sign" aria-hidden="true">${totalSigns[state]}</span>
    <div>
      <p class="total-what">${say(`total-${state}`, language)}</p>
      <p class="total-amount" ${flash(total.text)}>${total.text}</p>
      ${
        total.notes.length > 0
          ? html`<ul class="notes" aria-label=${say('notes', language)}>${total.notes.map((note) => html`<li>${note}</li>`)}</ul>`
          : nothing
      }
    </div>
  </div>`;
}
