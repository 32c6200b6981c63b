/** Why: the breakpoints in words, for those who read rather than look: where, from what to what, why, and in which line of the policy. */
import { html, nothing, type TemplateResult } from 'lit';
import type { Line, Mark } from '../../../../server/src/previewProtocol';
import type { Store } from '../store';
import { goTo } from '../view';
import { say } from './texts';

/** So many rows at first; and what is kept when all are wanted. */
const FIRST = 40;
const ALL = 'curve-breakpoints-all';

/** @param point a row is pointed at, or no longer */
export function breakpointTable(store: Store, marks: readonly Mark[], point: (mark: Mark | undefined) => void): TemplateResult {
  const { language } = store;
  if (marks.length === 0) return html`<p class="curve-none">${say('no-breakpoints', language)}</p>`;
  const shown = store.folded.includes(ALL) ? marks : marks.slice(0, FIRST);
  return html`<table class="curve-table">
    <caption>${say('breakpoints', language)}</caption>
    <thead><tr>
      <th scope="col">${say('value', language)}</th><th scope="col">${say('kind', language)}</th>
      <th scope="col">${say('change', language)}</th><th scope="col">${say('what', language)}</th>
    </tr></thead>
    <tbody>${shown.map((mark) => row(store, mark, point))}</tbody>
  </table>
  ${shown.length < marks.length ? html`<button class="link" @click=${() => store.setFolded(ALL, true)}>${say('all', language, { count: marks.length })}</button>` : nothing}`;
}

/** Stretches of which the amount is not known, in words. */
export function unknownList(store: Store, gaps: Line['gaps']): TemplateResult | typeof nothing {
  if (gaps.length === 0) return nothing;
  return html`<h3 class="curve-unknown">${say('unknown', store.language)}</h3>
    <ul class="curve-gaps">${gaps.map(({ where, text }) => html`<li>${where}: ${text}</li>`)}</ul>`;
}

function row(store: Store, mark: Mark, point: (mark: Mark | undefined) => void): TemplateResult {
  const { language } = store;
  const { spot } = mark;
  const off = (): void => point(undefined);
  const on = (): void => point(mark);
  return html`<tr class=${`row-${mark.kind}`} @pointerenter=${on} @pointerleave=${off} @focusin=${on} @focusout=${off}>
    <th scope="row"><button class="link" title=${say('move-here', language, { value: mark.value })} @click=${() =>
      store.fill({ kind: 'drag', at: mark.at })}>${mark.value}</button></th>
    <td><span class=${`kind kind-${mark.kind}`}>${say(mark.kind, language)}</span></td>
    <td class="change">${mark.change}</td>
    <td>${mark.text}${
      spot
        ? html` <button class="link" @click=${() => goTo(spot)} aria-label=${say('go-to-line', language, {
            line: spot.line + 1,
          })}>${say('line', language, { line: spot.line + 1 })}</button>`
        : nothing
    }</td>
  </tr>`;
}
