/** Why: what stands around every control: its name, the way to its line, what may be given, and what is wrong with what was. */
import { html, nothing, type TemplateResult } from 'lit';
import type { RawValue, ScalarField, Spot } from '../../../../server/src/previewProtocol';
import { goTo } from '../goTo';
import { iconButton } from '../icons';
import type { Language } from '../texts';
import { scalarControl } from './scalar';
import { sayForm } from './texts';

/** The id of a field's element, by its path. */
export function idOf(path: string): string {
  return `field-${path}`;
}

export interface FieldAt {
  readonly path: string;
  readonly field: ScalarField;
  /** Absent for fields of items: the list has one. */
  readonly spot?: Spot;
  readonly raw: RawValue | undefined;
  readonly problem: string | undefined;
  readonly isNeeded: boolean;
  readonly language: Language;
  readonly set: (raw: RawValue | undefined) => void;
}

export function head(label: string, name: string, spot: Spot | undefined, isNeeded: boolean, language: Language): TemplateResult {
  return html`<span class="field-head"><span class="field-label" title=${label === name ? name : `${label} (${name})`}>${label}</span
    >${isNeeded ? html`<span class="needed-mark">${sayForm('needed', language)}</span>` : nothing}${
      spot ? iconButton('go', sayForm('go-to-fact', language, { line: spot.line + 1, label }), () => goTo(spot), 'go') : nothing
    }</span>`;
}

export function problemText(id: string, problem: string | undefined): TemplateResult | typeof nothing {
  return problem === undefined ? nothing : html`<p class="problem" id=${`${id}-problem`}>${problem}</p>`;
}

export function scalarFieldView({ path, field, spot, raw, problem, isNeeded, language, set }: FieldAt): TemplateResult {
  const id = idOf(path);
  // The default of what was given otherwise; where it holds the control shows it.
  const byDefault = raw !== undefined && field.default !== undefined ? sayForm('default-is', language, { value: field.default }) : '';
  const hint = [field.limits, byDefault].filter(Boolean).join(' · ');
  return html`<div class="field kind-${field.control.kind} ${isNeeded ? 'is-needed' : ''} ${problem === undefined ? '' : 'is-invalid'}" id=${id}>
    ${head(field.label, field.name, spot, isNeeded, language)}
    ${scalarControl({ id, field, raw, problem, language, set })}
    <p class="hint" id=${`${id}-hint`}>${hint}</p>
    ${problemText(id, problem)}
  </div>`;
}
