/** Why: a chart is drawn for the width it has, and drawn again only when its data or that width change. */
import { noChange } from 'lit';
import { AsyncDirective } from 'lit/async-directive.js';
import { directive, type ElementPart } from 'lit/directive.js';

/** @param width in CSS pixels, more than 0 */
export type Draw = (width: number) => Element;

class Chart extends AsyncDirective {
  private element: Element | undefined;
  private observer: ResizeObserver | undefined;
  private width = 0;
  private drawn: { key: unknown; width: number } | undefined;
  private wanted: { key: unknown; draw: Draw } | undefined;

  render(_key: unknown, _draw: Draw): typeof noChange {
    return noChange;
  }

  override update(part: ElementPart, [key, draw]: [unknown, Draw]): typeof noChange {
    this.wanted = { key, draw };
    if (this.element !== part.element) {
      this.element = part.element;
      this.watch();
    } else this.show();
    return noChange;
  }

  /** The observer's first call comes before the first frame, with the width: nothing has to be measured in between. */
  private watch(): void {
    this.observer?.disconnect();
    if (!this.element) return;
    this.observer = new ResizeObserver(([entry]) => {
      this.width = Math.floor(entry?.contentRect.width ?? 0);
      this.show();
    });
    this.observer.observe(this.element);
  }

  private show(): void {
    const { element, wanted, width, drawn } = this;
    if (!element || !wanted || width <= 0 || (drawn !== undefined && drawn.key === wanted.key && drawn.width === width)) return;
    element.replaceChildren(wanted.draw(width));
    this.drawn = { key: wanted.key, width };
  }

  override disconnected(): void {
    this.observer?.disconnect();
  }

  override reconnected(): void {
    this.watch();
  }
}

/** The element that this stands on holds the chart alone. `key`: what the drawing depends on, compared by identity. */
export const chart = directive(Chart);
