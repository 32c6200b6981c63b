/**
 * Why: one control for each type of value, each with *unknown* as a state of its own. Choices, ticks and yes or no are the browser's own controls:
 * they are light enough for hundreds of facts, and screen readers work them as they expect.
 */
import { html, nothing, type TemplateResult } from 'lit';
import { live } from 'lit/directives/live.js';
import type { RawValue, ScalarField } from '../../../../server/src/previewProtocol';
import { iconButton } from '../icons';
import type { Language } from '../texts';
import { sayForm } from './texts';
import { textField } from './typing';

export interface ScalarAt {
  /** The id of the field's element; others are made from it. */
  readonly id: string;
  readonly field: ScalarField;
  readonly raw: RawValue | undefined;
  readonly problem: string | undefined;
  readonly language: Language;
  /** @param raw undefined: unknown */
  readonly set: (raw: RawValue | undefined) => void;
}

/** What holds where nothing is given. */
export function standing(field: ScalarField, language: Language): string {
  return field.default === undefined ? sayForm('unknown', language) : sayForm('default-is', language, { value: field.default });
}

/** The text that was typed; of what is no text, nothing. */
function textOf(raw: RawValue | undefined): string {
  return typeof raw === 'string' ? raw : '';
}

export function scalarControl(at: ScalarAt): TemplateResult {
  const { control } = at.field;
  switch (control.kind) {
    case 'number':
      return numberControl(at, control);
    case 'text':
      return typedControl(at, at.raw === '' ? sayForm('empty-text', at.language) : standing(at.field, at.language));
    case 'date':
      return dateControl(at);
    case 'boolean':
      return booleanControl(at);
    case 'choice':
      return choiceControl(at, control.members);
    case 'set':
      return setControl(at, control.members);
    case 'broken':
      return html`<p class="broken" id=${`${at.id}-control`} tabindex="-1">${control.message}</p>`;
    default:
      return control satisfies never;
  }
}

/** Takes away what was given. */
function unknownButton({ raw, field, language, set }: ScalarAt): TemplateResult | typeof nothing {
  if (raw === undefined) return nothing;
  const { label } = field;
  const name =
    field.default === undefined
      ? sayForm('make-unknown', language, { label })
      : sayForm('back-to-default', language, { value: field.default, label });
  return iconButton(
    'close',
    name,
    (event) => {
      // The button goes; who used it by the keyboard goes on at the field.
      const field = event.currentTarget instanceof Element ? event.currentTarget.closest('.field') : null;
      set(undefined);
      focusIn(field);
    },
    'unknown-button',
  );
}

/** To the first control in it. */
export function focusIn(field: Element | null | undefined): boolean {
  const control =
    field?.querySelector<HTMLElement>('input[type=radio]:checked') ??
    field?.querySelector<HTMLElement>('vscode-textfield, select, input[type=radio], input[type=checkbox], button.add, .broken');
  control?.focus();
  return control !== null && control !== undefined;
}

function describedBy({ id, problem }: ScalarAt): string {
  return problem === undefined ? `${id}-hint` : `${id}-problem ${id}-hint`;
}

function typedControl(
  at: ScalarAt,
  placeholder: string,
  more: { description?: string; inputMode?: 'decimal' | 'numeric' } = {},
  unit = '',
): TemplateResult {
  const { field, raw, problem, language, set } = at;
  const isText = field.control.kind === 'text';
  return html`<div class="control">
    ${textField({
      value: textOf(raw),
      label: field.label,
      placeholder,
      problem,
      description: [more.description, field.limits, raw === undefined ? standing(field, language) : ''].filter(Boolean).join('; '),
      inputMode: more.inputMode ?? 'text',
      // Nothing typed is no number and no date; of a text it is the empty text.
      typed: (text) => set(text === '' && !isText ? undefined : text),
    })}
    ${unit ? html`<span class="unit" aria-hidden="true">${unit}</span>` : nothing}${unknownButton(at)}
  </div>`;
}

function numberControl(at: ScalarAt, control: Extract<ScalarField['control'], { kind: 'number' }>): TemplateResult {
  const { language } = at;
  const units =
    control.units.length > 0 ? sayForm('units-too', language, { units: control.units.join(language === 'zh' ? '、' : ', ') }) : '';
  const description = [control.unit, control.integer ? sayForm('integer', language) : '', units].filter(Boolean).join('; ');
  return typedControl(
    at,
    standing(at.field, language),
    { description, inputMode: control.integer && units === '' ? 'numeric' : 'decimal' },
    control.unit,
  );
}

function dateControl(at: ScalarAt): TemplateResult {
  const { field, language } = at;
  const picked = (day: string): void => at.set(day);
  return html`<div class="date">${typedControl(at, standing(field, language), { description: sayForm('date-shape', language) })}${datePicker(textOf(at.raw), language, picked)}</div>`;
}

/** The browser's calendar, of which only the button is seen; who has no mouse types the date. */
export function datePicker(value: string, language: Language, picked: (day: string) => void): TemplateResult {
  const act = (event: Event): void => {
    const { value } = event.currentTarget as HTMLInputElement;
    if (value) picked(value);
  };
  const day = /^\d{4}-\d{2}-\d{2}$/.test(value) ? value : '';
  return html`<input class="date-picker" type="date" tabindex="-1" aria-hidden="true" title=${sayForm('pick-date', language)} .value=${live(day)} @change=${act} />`;
}

function booleanControl(at: ScalarAt): TemplateResult {
  const { id, field, raw, problem, language, set } = at;
  const choice = (value: 'yes' | 'no' | undefined, label: string): TemplateResult =>
    html`<label class=${value === undefined ? 'is-unknown' : ''}><input type="radio" name=${id} .checked=${live(raw === value)} @change=${() => set(value)} /><span>${label}</span></label>`;
  const known = raw === undefined || raw === 'yes' || raw === 'no';
  return html`<div class="control radios" role="radiogroup" aria-label=${field.label} aria-describedby=${describedBy(at)} aria-invalid=${problem === undefined ? 'false' : 'true'}>
    ${choice('yes', sayForm('yes', language))}${choice('no', sayForm('no', language))}${choice(undefined, standing(field, language))}
    ${known ? nothing : html`<span class="unit">${Array.isArray(raw) ? raw.join(', ') : raw}</span>`}
  </div>`;
}

function choiceControl(at: ScalarAt, members: readonly { name: string; label: string }[]): TemplateResult {
  const { id, field, raw, problem, language, set } = at;
  const text = textOf(raw);
  const isOther = raw !== undefined && !members.some(({ name }) => name === text);
  const chosen = (event: Event): void => {
    const { selectedIndex } = event.currentTarget as HTMLSelectElement;
    const member = members[selectedIndex - 1];
    if (member) set(member.name);
    else if (selectedIndex === 0) set(undefined);
  };
  return html`<div class="control">
    <select class="select ${raw === undefined ? 'is-unknown' : ''}" id=${`${id}-control`} aria-label=${field.label} aria-describedby=${describedBy(at)} aria-invalid=${problem === undefined ? 'false' : 'true'} @change=${chosen}>
      <option .selected=${live(raw === undefined)}>${standing(field, language)}</option>
      ${members.map(({ name, label }) => html`<option title=${name} .selected=${live(raw === name)}>${label}</option>`)}
      ${isOther ? html`<option .selected=${live(true)}>${sayForm('not-a-choice', language, { value: Array.isArray(raw) ? raw.join(', ') : text })}</option>` : nothing}
    </select>
  </div>`;
}

function setControl(at: ScalarAt, members: readonly { name: string; label: string }[]): TemplateResult {
  const { field, raw, problem, language, set } = at;
  const chosen = Array.isArray(raw) ? raw : [];
  const toggle = (name: string, event: Event): void => {
    const { checked } = event.currentTarget as HTMLInputElement;
    set(checked ? [...chosen.filter((one) => one !== name), name] : chosen.filter((one) => one !== name));
  };
  const state = raw === undefined ? standing(field, language) : chosen.length === 0 ? sayForm('none-chosen', language) : '';
  return html`<div class="control set" role="group" aria-label=${field.label} aria-describedby=${describedBy(at)} aria-invalid=${problem === undefined ? 'false' : 'true'}>
    <div class="ticks">${members.map(
      ({ name, label }) =>
        html`<label title=${name}><input type="checkbox" .checked=${live(chosen.includes(name))} .indeterminate=${live(raw === undefined)} @change=${(event: Event) => toggle(name, event)} /><span>${label}</span></label>`,
    )}</div>
    <div class="set-state">
      ${state ? html`<span class="state">${state}</span>` : nothing}
      ${raw === undefined ? html`<button type="button" class="link" @click=${() => set([])}>${sayForm('none-of-them', language)}</button>` : nothing}
      ${unknownButton(at)}
    </div>
  </div>`;
}
