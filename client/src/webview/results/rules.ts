/** Why: what each group and limit does for this applicant, also where it does nothing. */
import { html, nothing, type TemplateResult } from 'lit';
import type { Awards } from '../../../../server/src/previewProtocol';
import type { Language } from '../texts';
import { toLine } from './line';
import { say } from './texts';

export function rulesView(rules: Awards['rules'], language: Language): TemplateResult | typeof nothing {
  if (rules.length === 0) return nothing;
  return html`<section class="rules" aria-label=${say('rules', language)}>
    <h3>${say('rules', language)}</h3>
    <ul>
      ${rules.map(
        ({ kind, title, text, bites, open, spot }) => html`<li class="rule" data-bites=${bites}>
          <div class="rule-head">
            <span class="rule-title">${title}</span>
            <span class="tag">${say(kind, language)}</span>
            <span class="tag ${bites ? 'strong' : ''}">${say(bites ? 'rule-bites' : open ? 'rule-open' : 'rule-idle', language)}</span>
            ${toLine(title, spot, language)}
          </div>
          <p>${text}</p>
        </li>`,
      )}
    </ul>
  </section>`;
}
