/** Why: an amount that changed is seen to have changed, without anything moving. Who asked for less motion gets none. */
import { noChange } from 'lit';
import { Directive, directive, type ElementPart, type PartInfo, PartType } from 'lit/directive.js';

const calm = window.matchMedia('(prefers-reduced-motion: reduce)');
/** Milliseconds. */
const duration = 900;

/** When everything changes at once, flashing all of it shows nothing, and costs. */
const atOnce = 24;
let left = atOnce;

function mayFlash(): boolean {
  if (calm.matches || left === 0) return false;
  if (left === atOnce)
    requestAnimationFrame(() => {
      left = atOnce;
    });
  left--;
  return true;
}

class Flash extends Directive {
  private last: string | undefined;
  private running: Animation | undefined;

  constructor(part: PartInfo) {
    super(part);
    if (part.type !== PartType.ELEMENT) throw new Error('flash() stands on an element');
  }

  /** Nothing: it acts on the element when that is updated. */
  render(_text: string): typeof noChange {
    return noChange;
  }

  override update(part: ElementPart, [text]: [string]): typeof noChange {
    if (this.last !== undefined && this.last !== text && mayFlash()) {
      this.running?.cancel();
      const colour =
        'var(--vscode-editor-findMatchHighlightBackground, var(--vscode-editor-selectionBackground, var(--vscode-charts-yellow)))';
      this.running = part.element.animate([{ backgroundColor: colour }, { backgroundColor: 'transparent' }], {
        duration,
        easing: 'ease-out',
      });
    }
    this.last = text;
    return noChange;
  }
}

/** Flashes the element it stands on when `text` is another than before. */
export const flash = directive(Flash);
