/**
 * Why: the chart with its handle. The handle is made once and only moved: the picture behind it is drawn anew when the curve is another one, and
 * neither the focus nor a drag that is under way gets lost.
 */
import type { Fill, Mark } from '../../../../server/src/previewProtocol';
import type { Language } from '../texts';
import { type Drawn, draw, type PlotData } from './chart';
import { Pace } from './pace';
import { say } from './texts';
import { around, type Stretch } from './zoom';

export interface Shown {
  readonly plot: PlotData;
  readonly language: Language;
  /** Tells one answer of the server from another. */
  readonly answer: unknown;
  readonly zoom: Stretch | undefined;
  readonly fill: (fill: Fill) => void;
  /** How often the user has done something else than to move the handle. */
  readonly acts: () => number;
  readonly setZoom: (zoom: Stretch | undefined) => void;
}

/** So near, in pixels, a mark is pointed at. */
const NEAR = 12;

export class AwardCurve extends HTMLElement {
  private now: Shown | undefined;
  private drawn: Drawn | undefined;
  private drawnOf = '';
  private readonly picture = part('div', 'curve-area');
  private readonly rule = part('div', 'curve-here-line');
  private readonly handle = part('div', 'curve-handle');
  private readonly tip = part('div', 'curve-tip');
  private readonly pace = new Pace(
    (fill) => this.now?.fill(fill),
    () => this.now?.acts() ?? 0,
  );
  private observer: ResizeObserver | undefined;
  private dragged: number | undefined;

  connectedCallback(): void {
    if (!this.handle.isConnected) this.build();
    this.observer = new ResizeObserver(() => this.show());
    this.observer.observe(this);
  }
  disconnectedCallback(): void {
    this.observer?.disconnect();
  }

  set shown(next: Shown) {
    const isAnswer = next.answer !== this.now?.answer;
    this.now = next;
    if (isAnswer) this.pace.answered();
    this.show();
  }

  private build(): void {
    const { handle, picture, tip } = this;
    handle.setAttribute('role', 'slider');
    handle.tabIndex = 0;
    handle.setAttribute('aria-orientation', 'horizontal');
    tip.hidden = true;
    tip.setAttribute('aria-hidden', 'true');
    this.append(picture, this.rule, handle, tip);
    handle.addEventListener('keydown', (event) => this.key(event));
    for (const one of [picture, handle]) {
      one.addEventListener('pointerdown', (event) => this.down(event, one));
      one.addEventListener('pointermove', (event) => this.move(event));
      one.addEventListener('pointerup', (event) => this.up(event));
      one.addEventListener('pointercancel', (event) => this.up(event));
      one.addEventListener('lostpointercapture', (event) => this.up(event));
    }
    this.addEventListener('pointerleave', () => this.point(undefined));
    this.addEventListener('wheel', (event) => this.wheel(event), { passive: false });
  }

  // ------------------------------------------------------------------------------------------- showing

  private show(): void {
    const { now } = this;
    const width = this.clientWidth;
    if (!now || width < 60) return;
    const { plot, language } = now;
    const height = width < 480 ? 240 : 300;
    const { here, ...picture } = plot;
    // The applicant alone may have moved.
    const key = `${width} ${language} ${JSON.stringify(picture)}`;
    if (key !== this.drawnOf) {
      this.drawnOf = key;
      this.drawn = draw(plot, width, height, say('chart', language, { x: plot.x.label, y: plot.y.label }));
      this.picture.replaceChildren(this.drawn.svg);
      this.point(undefined);
    }
    this.place(here, plot, language);
  }

  private place(here: PlotData['here'], plot: PlotData, language: Language): void {
    const { drawn, handle, rule } = this;
    if (!drawn) return;
    handle.setAttribute('aria-label', say('slider', language, { x: plot.x.label }));
    handle.setAttribute('aria-valuemin', String(plot.x.from));
    handle.setAttribute('aria-valuemax', String(plot.x.to));
    handle.setAttribute('aria-valuenow', String(here?.x ?? plot.x.from));
    handle.setAttribute('aria-valuetext', here?.text ?? say('unset', language));
    const isOff = here !== undefined && (here.at < 0 || here.at > 1);
    handle.classList.toggle('unset', !here);
    handle.classList.toggle('off', isOff);
    rule.hidden = !here || isOff;
    const left = Math.min(drawn.right, Math.max(drawn.left, here ? drawn.x(here.x) : drawn.left));
    const top = here?.y === undefined || isOff ? drawn.bottom : drawn.y(here.y);
    move(handle, left, top);
    move(rule, left, drawn.top);
    rule.style.height = `${drawn.bottom - drawn.top}px`;
  }

  // ------------------------------------------------------------------------------------------- pointing

  /** Where a pointer is, as a part of the axis. */
  private at(event: MouseEvent): number | undefined {
    const { drawn } = this;
    if (!drawn) return undefined;
    const x = event.clientX - this.getBoundingClientRect().left;
    return Math.min(1, Math.max(0, (x - drawn.left) / (drawn.right - drawn.left)));
  }

  private down(event: PointerEvent, on: HTMLElement): void {
    if (event.button !== 0 || !event.isPrimary) return;
    const at = this.at(event);
    if (at === undefined) return;
    event.preventDefault();
    this.dragged = event.pointerId;
    on.setPointerCapture(event.pointerId);
    this.classList.add('dragging');
    this.handle.focus({ preventScroll: true });
    this.point(undefined);
    if (on !== this.handle) this.pace.want({ kind: 'drag', at });
  }

  private move(event: PointerEvent): void {
    if (this.dragged === event.pointerId) {
      const at = this.at(event);
      if (at !== undefined) this.pace.want({ kind: 'drag', at });
    } else if (this.dragged === undefined) {
      const mark = this.nearest(event);
      if (mark) this.point(mark);
      else this.explain(event);
    }
  }

  private up(event: PointerEvent): void {
    if (this.dragged !== event.pointerId) return;
    this.dragged = undefined;
    this.classList.remove('dragging');
  }

  private nearest(event: PointerEvent): Mark | undefined {
    const { drawn, now } = this;
    if (!drawn || !now) return undefined;
    const box = this.getBoundingClientRect();
    const [x, y] = [event.clientX - box.left, event.clientY - box.top];
    let best: { mark: Mark; far: number } | undefined;
    for (const mark of now.plot.marks) {
      const across = Math.abs(drawn.x(mark.x) - x);
      const far = across + Math.abs(drawn.y(mark.y) - y) / 100;
      if (across <= NEAR && (!best || far < best.far)) best = { mark, far };
    }
    return best?.mark;
  }

  /** Says why an amount is not known, over the stretch of which it is not. */
  private explain(event: PointerEvent): void {
    const { drawn, now, tip } = this;
    const box = this.getBoundingClientRect();
    const x = event.clientX - box.left;
    const gap = drawn && now?.plot.lines[0]?.gaps.find(({ from, to }) => drawn.x(from) <= x && x <= drawn.x(to));
    tip.hidden = !gap;
    if (!gap) return;
    tip.className = 'curve-tip';
    tip.textContent = `${gap.where}: ${gap.text}`;
    this.placeTip(x, event.clientY - box.top);
  }

  private placeTip(x: number, y: number): void {
    const { tip } = this;
    const room = this.clientWidth;
    tip.style.maxWidth = `${Math.min(280, room - 16)}px`;
    const above = y - tip.offsetHeight - 12;
    move(tip, Math.max(0, Math.min(x + 10, room - tip.offsetWidth - 4)), above < 0 ? y + 14 : above);
  }

  /** Says beside a mark what it is; also for a row of the table that is pointed at. */
  point(mark: Mark | undefined): void {
    const { drawn, tip } = this;
    tip.hidden = !mark || !drawn;
    if (!mark || !drawn) return;
    tip.className = `curve-tip tip-${mark.kind}`;
    tip.textContent = mark.text;
    this.placeTip(drawn.x(mark.x), drawn.y(mark.y));
  }

  // ------------------------------------------------------------------------------------------- keys and zoom

  private key(event: KeyboardEvent): void {
    const fill = fillOf(event);
    if (!fill) return;
    event.preventDefault();
    this.pace.want(fill);
  }

  private wheel(event: WheelEvent): void {
    const at = this.at(event);
    if (!event.ctrlKey || !this.now || at === undefined) return;
    event.preventDefault();
    this.now.setZoom(around(this.now.zoom, at, event.deltaY < 0 ? 0.8 : 1.25));
  }
}

/** What a key on the handle asks for. */
function fillOf({ key, ctrlKey, altKey, metaKey, shiftKey }: KeyboardEvent): Fill | undefined {
  const to = ctrlKey || altKey ? 'breakpoint' : 'tick';
  if (metaKey || shiftKey) return undefined;
  switch (key) {
    case 'ArrowRight':
    case 'ArrowUp':
      return { kind: 'step', direction: 1, to };
    case 'ArrowLeft':
    case 'ArrowDown':
      return { kind: 'step', direction: -1, to };
    case 'PageUp':
      return { kind: 'step', direction: 1, to: 'breakpoint' };
    case 'PageDown':
      return { kind: 'step', direction: -1, to: 'breakpoint' };
    case 'Home':
      return { kind: 'drag', at: 0 };
    case 'End':
      return { kind: 'drag', at: 1 };
    default:
      return undefined;
  }
}

function part(name: 'div', className: string): HTMLDivElement {
  const made = document.createElement(name);
  made.className = className;
  return made;
}

function move(what: HTMLElement, left: number, top: number): void {
  what.style.transform = `translate(${left}px, ${top}px)`;
}

customElements.define('award-curve', AwardCurve);
