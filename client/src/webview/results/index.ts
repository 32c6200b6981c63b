/** Why: what the applicant gets: how the total builds up, and each clause's outcome. */
import { html, nothing, type TemplateResult } from 'lit';
import { guard } from 'lit/directives/guard.js';
import type { Store } from '../store';
import { clausesView } from './clauses';
import { localOf } from './local';
import { followCursor } from './reveal';
import { rulesView } from './rules';
import { same } from './same';
import { say } from './texts';
import { totalView } from './total';
import { waterfallView } from './waterfall';
import './results.css';
import './waterfall.css';
import './clauses.css';
import './details.css';

/** What is shown is from before: the file, or the server, gives nothing newer. */
export function isStale({ state, server }: Store): boolean {
  return state?.broken?.shown === true || server !== 'running';
}

export function resultsView(store: Store): TemplateResult | typeof nothing {
  const { language, state, open, revealed, parts } = store;
  const { awards, details } = parts;
  if (!awards) return nothing;
  followCursor(store);
  const { allBars, clauses: filter } = localOf(store);
  const total = same(store, 'total', awards.total);
  const waterfall = same(store, 'waterfall', awards.waterfall);
  const rules = same(store, 'rules', awards.rules);
  return html`<div class="results">
    ${isStale(store) ? html`<p class="stale-note">${say(state?.broken?.shown ? 'stale' : 'stale-server', language)}</p>` : nothing}
    ${guard([total, language], () => totalView(total, language))}
    ${guard([waterfall, allBars, language], () => waterfallView(store, waterfall))}
    ${guard([awards, details, open, filter, revealed, language], () => clausesView(store, awards.clauses))}
    ${guard([rules, language], () => rulesView(rules, language))}
  </div>`;
}
