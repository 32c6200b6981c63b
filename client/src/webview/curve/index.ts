/** Why: what the award would be if one fact were otherwise, and where it turns: what can be chosen, the chart, its breakpoints in words. */
import '@vscode-elements/elements/dist/vscode-checkbox/index.js';
import '@vscode-elements/elements/dist/vscode-option/index.js';
import '@vscode-elements/elements/dist/vscode-single-select/index.js';
import './curve.css';
import { html, nothing, type TemplateResult } from 'lit';
import type { Curve, Mark } from '../../../../server/src/previewProtocol';
import type { Store } from '../store';
import { LOOKS } from './chart';
import { AwardCurve } from './element';
import { breakpointTable, unknownList } from './table';
import { say } from './texts';
import { around, type Stretch } from './zoom';

export function curveView(store: Store): TemplateResult {
  const { curve } = store.parts;
  const { language } = store;
  if (!curve) return html`${nothing}`;
  const { plot } = curve;
  return html`<div class="curve">
    ${choices(store, curve)}
    ${plot ? chart(store, plot) : html`<p class="curve-none" role="status">${curve.message ?? say('no-curve', language)}</p>`}
    ${plot && curve.message ? html`<p class="curve-none">${curve.message}</p>` : nothing}
  </div>`;
}

function choices(store: Store, curve: Curve): TemplateResult {
  const { language } = store;
  const chosen = (event: Event): string => (event.currentTarget as HTMLElement & { value: string }).value;
  return html`<div class="curve-choices">
    ${select(
      'curve-path',
      say('along', language),
      curve.path ?? '',
      curve.paths.map(({ path, label }) => [path, label]),
      (event) => store.askCurve({ path: chosen(event), zoom: undefined }),
    )}
    ${select(
      'curve-clause',
      say('of', language),
      curve.clause ?? '',
      [['', say('total', language)], ...curve.clauses.map(({ name, title }) => [name, title] as const)],
      (event) => store.askCurve({ clause: chosen(event) || undefined }),
    )}
  </div>
  ${curve.readings.length > 0 ? readings(store, curve) : nothing}`;
}

function select(
  id: string,
  label: string,
  value: string,
  options: readonly (readonly [value: string, label: string])[],
  act: (event: Event) => void,
): TemplateResult {
  if (options.length === 0) return html`${nothing}`;
  return html`<div class="curve-choice"><label for=${id}>${label}</label>
    <vscode-single-select id=${id} aria-label=${label} .label=${label} .value=${value} @change=${act} ?combobox=${options.length > 12}>
      ${options.map(([name, text]) => html`<vscode-option value=${name} ?selected=${name === value}>${text}</vscode-option>`)}
    </vscode-single-select></div>`;
}

function readings(store: Store, curve: Curve): TemplateResult {
  const { plot } = curve;
  const toggle = (id: string, chosen: boolean): void => {
    const others = curve.readings.filter((one) => one.chosen && one.id !== id).map((one) => one.id);
    store.askCurve({ readings: chosen ? [...others, id] : others });
  };
  return html`<fieldset class="curve-readings"><legend>${say('readings', store.language)}</legend>
    ${curve.readings.map(({ id, label, chosen }) => {
      const drawn = plot?.lines.findIndex((line) => line.reading === id) ?? -1;
      return html`<div class="curve-reading"><vscode-checkbox label=${label} .checked=${chosen} @change=${(event: Event) =>
        toggle(
          id,
          (event.currentTarget as HTMLElement & { checked: boolean }).checked,
        )}></vscode-checkbox>${drawn < 0 ? nothing : swatch(drawn)}</div>`;
    })}
  </fieldset>`;
}

/** How a line looks. */
function swatch(index: number): TemplateResult {
  return html`<svg class="curve-swatch" width="36" height="8" aria-hidden="true"><path class=${`line look-${index % LOOKS}`} d="M1 4H35"></path></svg>`;
}

function chart(store: Store, plot: NonNullable<Curve['plot']>): TemplateResult {
  const { language } = store;
  const zoom = store.curveAsked.zoom;
  const setZoom = (next: Stretch | undefined): void => store.askCurve({ zoom: next });
  const centre = plot.here && plot.here.at >= 0 && plot.here.at <= 1 ? plot.here.at : 0.5;
  const point = (mark: Mark | undefined): void => {
    const element = document.querySelector('award-curve');
    if (element instanceof AwardCurve) element.point(mark);
  };
  const shown = { plot, language, answer: store.state, zoom, fill: store.fill.bind(store), acts: () => store.acts, setZoom };
  return html`
    <div class="curve-head">
      <p class="curve-axis">${plot.y.label}</p>
      <div class="curve-zoom" role="group" aria-label=${say('zoom', language)}>
        <button class="curve-button" aria-label=${say('zoom-in', language)} title=${say('zoom-in', language)} @click=${() =>
          setZoom(around(zoom, centre, 0.5))}>+</button>
        <button class="curve-button" aria-label=${say('zoom-out', language)} title=${say('zoom-out', language)} ?disabled=${!zoom} @click=${() =>
          setZoom(around(zoom, centre, 2))}>−</button>
        <button class="curve-button" ?disabled=${!zoom} @click=${() => setZoom(undefined)}>${say('zoom-reset', language)}</button>
      </div>
    </div>
    <award-curve .shown=${shown}></award-curve>
    <p class="curve-axis curve-axis-x">${plot.x.label}</p>
    <p class="curve-here"><output>${plot.here?.text ?? say('unset', language)}</output></p>
    <p class="curve-keys">${say('keys', language)}</p>
    ${breakpointTable(store, plot.marks, point)}
    ${unknownList(store, plot.lines[0]?.gaps ?? [])}`;
}
