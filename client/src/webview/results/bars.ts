/** Why: the waterfall's bars, drawn by Plot: each begins where the one before it ended. What they say stands over them as text. */
import * as Plot from '@observablehq/plot';
import type { Awards, Bar } from '../../../../server/src/previewProtocol';

/** Pixels; `results.css` gives the rows over the bars the same height. */
export const rowHeight = 42;
const axisHeight = 20;
const [barTop, barBottom] = [0.55, 0.86];

/** An SVG element without a style sheet and without colours of its own: both are in `results.css`. */
export function drawBars(shown: readonly Bar[], ticks: Awards['waterfall']['ticks'], width: number): Element {
  const height = shown.length * rowHeight + axisHeight;
  const places = [0, ...shown.flatMap(({ from, to }) => [from, to]), ...ticks.map(({ at }) => at)];
  const [low, high] = [Math.min(...places), Math.max(...places)];
  const domain: [number, number] = [low, high > low ? high : low + 1];
  const inset = 1;
  const xOf = (at: number): number => inset + ((at - domain[0]) / (domain[1] - domain[0])) * (width - 2 * inset);
  const rows = shown.map((bar, index) => ({ ...bar, index }));
  const labels = apart(ticks, xOf, width);
  const svg = Plot.plot({
    width,
    height,
    margin: 0,
    className: 'waterfall-chart',
    x: { domain, range: [inset, width - inset], axis: null },
    y: { domain: [0, shown.length], range: [0, shown.length * rowHeight], axis: null },
    marks: [
      Plot.ruleX(ticks, { x: 'at', y1: 0, y2: shown.length, className: 'gridline', stroke: 'currentColor' }),
      Plot.rect(rows, {
        x1: ({ from, to }: Bar) => Math.min(from, to),
        x2: ({ from, to }: Bar) => Math.max(from, to),
        y1: ({ index }: { index: number }) => index + barTop,
        y2: ({ index }: { index: number }) => index + barBottom,
        className: 'bars',
        fill: 'currentColor',
      }),
      Plot.ruleX(rows.slice(0, -1), {
        x: 'to',
        y1: (row) => row.index + barBottom,
        y2: (row) => row.index + 1 + barTop,
        className: 'joint',
        stroke: 'currentColor',
      }),
      labels.map(({ text, x, anchor }) =>
        Plot.text([text], {
          frameAnchor: 'top-left',
          dx: x,
          dy: shown.length * rowHeight + 5,
          text: (label: string) => label,
          textAnchor: anchor,
          className: 'tick',
        }),
      ),
    ],
  });
  for (const style of svg.querySelectorAll('style')) style.remove();
  svg.querySelectorAll('.bars rect').forEach((rect, index) => {
    const kind = shown[index]?.kind;
    if (kind) rect.classList.add(`bar-${kind}`);
    // Plot leaves a bar of nothing without a width: it would not be seen.
    if (Number(rect.getAttribute('width')) < 2) rect.setAttribute('width', '2');
  });
  svg.setAttribute('aria-hidden', 'true');
  return svg;
}

interface Label {
  readonly text: string;
  readonly x: number;
  readonly anchor: 'start' | 'middle' | 'end';
}
/** Those labels that do not run into one another, from the left. */
function apart(ticks: Awards['waterfall']['ticks'], xOf: (at: number) => number, width: number): Label[] {
  const kept: Label[] = [];
  let free = 0;
  for (const { at, text } of ticks) {
    const x = xOf(at);
    // Chinese characters are twice as wide as Latin ones; 13 and 7 px are on the wide side.
    const wide = [...text].reduce((sum, char) => sum + (char > '\u2e80' ? 13 : 7), 0);
    const anchor = x - wide / 2 < 0 ? 'start' : x + wide / 2 > width ? 'end' : 'middle';
    const left = anchor === 'start' ? x : anchor === 'end' ? x - wide : x - wide / 2;
    if (kept.length > 0 && left < free) continue;
    kept.push({ text, x, anchor });
    free = left + wide + 10;
  }
  return kept;
}
