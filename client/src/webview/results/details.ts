/** Why: a clause's outcome in full: its conditions with the author's reasons, its amount step by step, item by item, and where the document says it. */
import { html, nothing, type TemplateResult } from 'lit';
import { repeat } from 'lit/directives/repeat.js';
import type { ClauseDetail, ConditionRow, Explained, ItemDetail, StepRow } from '../../../../server/src/previewProtocol';
import type { Store } from '../store';
import type { Language } from '../texts';
import { flash } from './flash';
import { linked } from './line';
import { resultSigns, signOf } from './status';
import { say } from './texts';

/** So many items are asked for at first, and again with each “more”. */
export const itemsAtOnce = 20;

export function detailView(store: Store, detail: ClauseDetail): TemplateResult {
  const { language } = store;
  const { source, departments, items } = detail;
  return html`
    ${notesView(detail.notes)} ${conditionsView(detail.conditions, language)} ${stepsView(detail.steps, language)}
    ${items.length > 0 ? itemsView(store, detail) : nothing}
    ${
      source
        ? html`<div class="source"><h4>${say('source', language)}</h4>
            <p>${linked(source.article, source.spot)}</p>
            ${source.quoted === undefined ? nothing : html`<blockquote>${source.quoted}</blockquote>`}
          </div>`
        : nothing
    }
    ${departments.length > 0 ? html`<p class="departments">${say('departments', language)}: ${departments.join(language === 'zh' ? '、' : ', ')}</p>` : nothing}`;
}

function notesView(notes: readonly string[]): TemplateResult | typeof nothing {
  return notes.length > 0 ? html`<ul class="notes">${notes.map((note) => html`<li>${note}</li>`)}</ul>` : nothing;
}

function conditionsView(conditions: readonly ConditionRow[], language: Language): TemplateResult | typeof nothing {
  if (conditions.length === 0) return nothing;
  return html`<h4>${say('conditions', language)}</h4>
    <ul class="conditions">
      ${conditions.map(
        (condition) => html`<li data-result=${condition.result}>
          ${conditionLine(condition, language)} ${condition.note === undefined ? nothing : html`<p class="quiet">${condition.note}</p>`}
          ${
            condition.alternatives.length > 0
              ? html`<p class="quiet">${say('one-of-these', language)}</p>
                <ul class="conditions">${condition.alternatives.map((one) => html`<li data-result=${one.result}>${conditionLine(one, language)}</li>`)}</ul>`
              : nothing
          }
        </li>`,
      )}
    </ul>`;
}

function conditionLine({ text, reason, result, spot }: Omit<ConditionRow, 'alternatives' | 'note'>, language: Language): TemplateResult {
  return html`<div class="condition">
    <span class="sign" aria-hidden="true">${resultSigns[result]}</span>
    <span class="condition-text">${linked(reason ?? text, spot)}${reason === undefined ? nothing : html` <code class="quiet">${text}</code>`}</span>
    <span class="result">${say(result, language)}</span>
  </div>`;
}

function stepsView(steps: readonly StepRow[], language: Language): TemplateResult | typeof nothing {
  if (steps.length === 0) return nothing;
  return html`<h4>${say('steps', language)}</h4>
    <ol class="steps">${steps.map((step) => stepView(step, language))}</ol>`;
}

function stepView({ kind, text, reason, applied, bites, figure, after, spot, how }: StepRow, language: Language): TemplateResult {
  const word = !applied ? say('not-applied', language) : kind === 'award' ? undefined : say(bites ? 'bites' : 'no-bite', language);
  return html`<li class="step" data-kind=${kind} data-applied=${applied} data-bites=${bites}>
    <div class="step-line">
      <span class="step-text">${linked(text, spot)}${figure === undefined || text.includes(figure) ? nothing : html` <span class="quiet">${figure}</span>`}</span>
      ${word === undefined ? nothing : html`<span class="tag ${applied && bites ? 'strong' : ''}">${word}</span>`}
      <span class="amount" ${flash(after)}>${after}</span>
    </div>
    ${reason === undefined ? nothing : html`<p class="quiet">${reason}</p>`}
    ${how ? html`<details class="how"><summary>${say('how', language, { what: how.value })}</summary><ul>${explainedView(how)}</ul></details>` : nothing}
  </li>`;
}

/** A figure, and behind it what it came from; only the first of the tree is open. */
function explainedView({ text, value, spot, children }: Explained, isOpen = true): TemplateResult {
  const line = html`<span class="how-text">${linked(text, spot)}</span> <span class="amount">${value}</span>`;
  if (children.length === 0) return html`<li class="how-line">${line}</li>`;
  return html`<li><details ?open=${isOpen}><summary class="how-line">${line}</summary><ul>${children.map((child) => explainedView(child, false))}</ul></details></li>`;
}

function itemsView(store: Store, { name, items, itemCount }: ClauseDetail): TemplateResult {
  const { language } = store;
  const left = itemCount - items.length;
  return html`<h4>${say('each-item', language)}</h4>
    <ul class="items">${repeat(
      items,
      ({ index }) => index,
      (item) => html`<li>${itemView(item, language)}</li>`,
    )}</ul>
    ${
      left > 0
        ? html`<p class="paging"><span class="quiet">${say('items-shown', language, { shown: items.length, all: itemCount })}</span>
            <button type="button" class="link" @click=${() => store.setOpen(name, items.length + itemsAtOnce)}>
              ${say('more-items', language, { count: Math.min(left, itemsAtOnce) })}
            </button></p>`
        : nothing
    }`;
}

function itemView({ label, status, statusText, amount, conditions, steps, notes }: ItemDetail, language: Language): TemplateResult {
  return html`<details class="outcome" data-status=${status}>
    <summary>
      <span class="sign" aria-hidden="true">${signOf(status)}</span>
      <span class="item-label" title=${label}>${label}</span>
      <span class="status">${statusText}</span>
      <span class="amount" ${flash(amount)}>${amount}</span>
    </summary>
    ${notesView(notes)} ${conditionsView(conditions, language)} ${stepsView(steps, language)}
  </details>`;
}
