/** Why: small pictures on buttons, drawn for this panel, in the text's colour; a font of icons would have to be shipped for a handful of them. */
import { html, type TemplateResult } from 'lit';

const paths = {
  /** To the line in the policy. */
  go: 'M3 3h6v1H4v8h8V7h1v6H3zM8 8l4-4H9.5V3H14v4.5h-1V4.7L8.7 9z',
  close: 'M4 3.3 8 7.3l4-4 .7.7-4 4 4 4-.7.7-4-4-4 4-.7-.7 4-4-4-4z',
  add: 'M7.5 2.5h1v5h5v1h-5v5h-1v-5h-5v-1h5z',
  copy: 'M5 2h8v9h-2v3H3V5h2zm1 1v7h6V3zM4 6v7h6v-2H5V6z',
  save: 'M2.5 2.5h9l2 2v9h-11zm1 1v9h9V4.9l-1.4-1.4H10v3H5.5v-3zm3 0v2H9v-2zM5 8.500h6v3.500h-1v-2.500H6v2.500H5z',
  picture:
    'M2 3h12v10H2zm1 1v6.300l3-3 2.500 2.500 1.500-1.500 3 3V4zm7.500 1a1.200 1.200 0 1 1 0 2.400 1.200 1.200 0 0 1 0-2.400zM3 11.700V12h9.600L10 9.700l-1.500 1.500L6 8.700z',
  undo: 'M5.500 2.500 2.500 5.500l3 3 .7-.7L4.400 6H9a3 3 0 0 1 0 6H5v1h4a4 4 0 0 0 0-8H4.400l1.800-1.800z',
  redo: 'm10.500 2.500 3 3-3 3-.7-.7L11.600 6H7a3 3 0 0 0 0 6h4v1H7a4 4 0 0 1 0-8h4.600L9.800 3.200z',
} as const;
export type IconName = keyof typeof paths;

export function icon(name: IconName, slot = ''): TemplateResult {
  return html`<svg class="icon" slot=${slot} width="16" height="16" viewBox="0 0 16 16" fill="currentColor" aria-hidden="true" focusable="false"><path fill-rule="evenodd" d=${paths[name]}></path></svg>`;
}

/** A button of which only the picture is seen; its name is what it does. */
export function iconButton(name: IconName, label: string, act: (event: Event) => void, className = ''): TemplateResult {
  return html`<button type="button" class="icon-button ${className}" aria-label=${label} title=${label} @click=${act}>${icon(name)}</button>`;
}
