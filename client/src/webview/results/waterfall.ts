/** Why: how the total builds up: awards, what groups exclude, what limits cut, and what remains. */
import { html, nothing, type TemplateResult } from 'lit';
import { repeat } from 'lit/directives/repeat.js';
import type { Awards, Bar } from '../../../../server/src/previewProtocol';
import { goTo } from '../goTo';
import type { Store } from '../store';
import type { Language } from '../texts';
import { drawBars } from './bars';
import { chart } from './chart';
import { flash } from './flash';
import { choose, localOf } from './local';
import { scrollToClause } from './reveal';
import { keyed } from './same';
import { say } from './texts';

/** So many of each kind are shown at first. */
const few = 8;
const signs: Readonly<Record<Bar['kind'], string>> = { award: '+', excluded: '⊘', cut: '−', total: '=' };

/** @param waterfall the same object where its contents are the same */
export function waterfallView(store: Store, waterfall: Awards['waterfall']): TemplateResult | typeof nothing {
  const { language } = store;
  const { bars, instead, unit } = waterfall;
  if (instead !== undefined) return html`<p class="instead">${instead}</p>`;
  if (bars.length === 0) return nothing;
  const { allBars } = localOf(store);
  const short = shortened(bars);
  const shown = allBars ? bars : short;
  return html`<section class="waterfall" aria-label=${say('waterfall', language)}>
    <h3>${say('waterfall', language)}${unit === '' || waterfall.ticks.some(({ text }) => text.includes(unit)) ? nothing : html` <span class="quiet">(${unit})</span>`}</h3>
    <div class="waterfall-plot">
      <div class="waterfall-bars" ${chart(keyOf(waterfall, allBars), (width) => drawBars(shown, waterfall.ticks, width))}></div>
      <ol class="waterfall-rows">
        ${repeat(
          keyed(shown, ({ kind, label }) => `${kind}:${label}`),
          ({ key }) => key,
          ({ row }) => html`<li>${barRow(row, language)}</li>`,
        )}
      </ol>
    </div>
    ${
      short.length < bars.length
        ? html`<button type="button" class="link" @click=${() => choose(store, { allBars: !allBars })}>
            ${allBars ? say('fewer-bars', language) : say('more-bars', language, { count: bars.length })}
          </button>`
        : nothing
    }
    ${asTable(bars, language)}
  </section>`;
}

function shortened(bars: readonly Bar[]): readonly Bar[] {
  const seen = new Map<Bar['kind'], number>();
  const short = bars.filter(({ kind }) => {
    const times = (seen.get(kind) ?? 0) + 1;
    seen.set(kind, times);
    return times <= few;
  });
  // One bar less is not worth a button.
  return short.length + 1 >= bars.length ? bars : short;
}

const keys = new WeakMap<object, readonly [object, object]>();
/** One object for each drawing: the bars' own, or one that stands for all of them. */
function keyOf(waterfall: object, allBars: boolean): object {
  const pair = keys.get(waterfall) ?? ([{}, {}] as const);
  keys.set(waterfall, pair);
  return pair[allBars ? 1 : 0];
}

function barRow(bar: Bar, language: Language): TemplateResult {
  const { kind, label, text, spot, clause } = bar;
  const word = say(`bar-${kind}`, language);
  const body = html`<span class="sign" aria-hidden="true">${signs[kind]}</span>
    <span class="bar-label" title=${label}>${label}</span>
    ${kind === 'excluded' || kind === 'cut' ? html`<span class="bar-kind">${word}</span>` : nothing}
    <span class="amount" ${flash(text)}>${text}</span>`;
  if (!spot && clause === undefined) return html`<div class="bar-row" data-kind=${kind}>${body}</div>`;
  const act = (): void => {
    if (spot) goTo(spot);
    if (clause !== undefined) scrollToClause(clause);
  };
  const name = kind === 'total' ? `${label}: ${text}` : `${label}, ${word}: ${text}`;
  return html`<button type="button" class="bar-row" data-kind=${kind} aria-label=${name} @click=${act}>${body}</button>`;
}

function asTable(bars: readonly Bar[], language: Language): TemplateResult {
  return html`<details class="as-table">
    <summary>${say('as-table', language)}</summary>
    <table>
      <thead><tr><th scope="col">${say('column-what', language)}</th><th scope="col">${say('column-kind', language)}</th><th scope="col" class="amount">${say('column-amount', language)}</th></tr></thead>
      <tbody>${bars.map(({ label, kind, text }) => html`<tr><th scope="row">${label}</th><td>${say(`bar-${kind}`, language)}</td><td class="amount">${text}</td></tr>`)}</tbody>
    </table>
  </details>`;
}
