/** Why: an applicant need not be typed: every example and every case that was found by proof can be put into the form, and taken back. */
import { html, nothing, type TemplateResult } from 'lit';
import { live } from 'lit/directives/live.js';
import { emptyForm, type Fill } from '../../../../server/src/previewProtocol';
import { icon } from '../icons';
import type { Store } from '../store';
import { sayForm } from './texts';
import { isEmpty } from './values';

interface Choice {
  readonly key: string;
  readonly label: string;
  readonly fill: Fill;
}

export function fillBar(store: Store): TemplateResult {
  const { language, parts, filledFrom } = store;
  const examples = (parts.examples?.examples ?? []).map(
    ({ title }): Choice => ({ key: `example ${title}`, label: title, fill: { kind: 'example', title } }),
  );
  const witnesses = (parts.examples?.witnesses ?? []).map(
    ({ id, title }): Choice => ({ key: `witness ${id}`, label: title, fill: { kind: 'witness', id } }),
  );
  const all = [...examples, ...witnesses];
  const chosen = (event: Event): void => {
    const choice = all[(event.currentTarget as HTMLSelectElement).selectedIndex - 1];
    if (choice) store.fill(choice.fill, choice.key);
  };
  const group = (name: 'examples' | 'witnesses', choices: readonly Choice[]): TemplateResult | typeof nothing =>
    choices.length === 0
      ? nothing
      : html`<optgroup label=${sayForm(name, language)}>${choices.map(
          ({ key, label }) => html`<option .selected=${live(key === filledFrom)}>${label}</option>`,
        )}</optgroup>`;
  return html`<div class="fill-bar">
    ${
      all.length === 0
        ? nothing
        : html`<label><span>${sayForm('fill-from', language)}</span> <select class="select" @change=${chosen}>
      <option .selected=${live(filledFrom === '')}>${sayForm('fill-nothing', language)}</option>
      ${group('examples', examples)}${group('witnesses', witnesses)}
    </select></label>`
    }
    <span class="acts">
      <button type="button" class="button" ?disabled=${isEmpty(store.form)} @click=${() => store.replace(emptyForm)}>${sayForm('empty', language)}</button>
      <button type="button" class="button" ?disabled=${!store.canUndo} @click=${() => store.undo()}>${icon('undo')}${sayForm('undo', language)}</button>
      ${store.canRedo ? html`<button type="button" class="button" @click=${() => store.redo()}>${icon('redo')}${sayForm('redo', language)}</button>` : nothing}
    </span>
  </div>`;
}
