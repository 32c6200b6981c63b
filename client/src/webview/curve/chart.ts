/** Why: the curve as a picture: lines with their jumps, unknown stretches, marks. Drawn away from the page, so that the handle and the focus stay. */
import * as Plot from '@observablehq/plot';
import type { Curve, Line, Mark } from '../../../../server/src/previewProtocol';
import { dotsOf, fitting, pointsOf, spread, widthOf } from './shapes';

export type PlotData = NonNullable<Curve['plot']>;

export interface Drawn {
  readonly svg: SVGSVGElement;
  /** The frame within the picture, in pixels. */
  readonly left: number;
  readonly right: number;
  readonly top: number;
  readonly bottom: number;
  readonly x: (value: number) => number;
  readonly y: (value: number) => number;
}

const svgNamespace = 'http://www.w3.org/2000/svg';
/** More readings than looks begin again. */
export const LOOKS = 5;
const lookOf = (i: number): string => `look-${i % LOOKS}`;

/** A shape of its own for each kind. Cliffs have a sign at the top as well. */
const symbols: Readonly<Record<Mark['kind'], Plot.SymbolType>> = {
  step: 'triangle',
  cliff: 'diamond2',
  kink: 'diamond',
  cap: 'square',
  other: 'circle',
};

export function draw(plot: PlotData, width: number, height: number, label: string): Drawn {
  const yTexts = plot.y.ticks.map(({ text }) => widthOf(text));
  const marginLeft = Math.ceil(Math.max(24, ...yTexts)) + 12;
  const marginRight = 16;
  const [marginTop, marginBottom] = [26, 40];
  const inner = width - marginLeft - marginRight;
  const xTicks = fitting(plot.x.ticks, (at) => (inner * (at - plot.x.from)) / (plot.x.to - plot.x.from || 1));
  const textOf = (ticks: readonly { at: number; text: string }[]) => {
    const texts = new Map(ticks.map(({ at, text }) => [at, text]));
    return (at: number): string => texts.get(at) ?? '';
  };
  const cliffs = plot.marks.filter(({ kind }) => kind === 'cliff');
  const made = Plot.plot({
    width,
    height,
    marginLeft,
    marginRight,
    marginTop,
    marginBottom,
    className: 'curve-picture',
    ariaLabel: label,
    x: { type: 'linear', domain: [plot.x.from, plot.x.to], axis: null },
    y: { type: 'linear', domain: [plot.y.from, plot.y.to], axis: null },
    marks: [
      Plot.gridY(
        plot.y.ticks.map(({ at }) => at),
        { className: 'grid', strokeOpacity: 1, stroke: null },
      ),
      Plot.axisX(
        xTicks.map(({ at }) => at),
        { tickFormat: textOf(plot.x.ticks), label: null, fontSize: 11, ariaHidden: 'true' },
      ),
      Plot.axisY(
        plot.y.ticks.map(({ at }) => at),
        { tickFormat: textOf(plot.y.ticks), label: null, fontSize: 11, tickSize: 0, ariaHidden: 'true' },
      ),
      ...plot.lines.flatMap((line, i) => unknownOf(line, i, plot, inner)),
      Plot.ruleX(cliffs, { x: 'x', className: 'cliff-rule' }),
      ...plot.lines.flatMap(lineOf).reverse(),
      ...(Object.keys(symbols) as Mark['kind'][]).map((kind) =>
        Plot.dot(
          plot.marks.filter((mark) => mark.kind === kind),
          { x: 'x', y: 'y', symbol: symbols[kind], r: kind === 'cliff' ? 6 : 4.5, className: `mark mark-${kind}` },
        ),
      ),
      Plot.dot(cliffs, { x: 'x', frameAnchor: 'top', dy: -12, symbol: 'triangle', r: 8, className: 'cliff-sign' }),
      Plot.text(cliffs, { x: 'x', frameAnchor: 'top', lineAnchor: 'middle', dy: -11, text: () => '!', className: 'cliff-letter' }),
    ],
  }) as SVGSVGElement;
  // The library's own style sheet is not allowed here; its rules stand in curve.css.
  for (const style of made.querySelectorAll('style')) style.remove();
  made.setAttribute('role', 'img');
  made.prepend(hatching());
  const x = Plot.scale({ x: { type: 'linear', domain: [plot.x.from, plot.x.to], range: [marginLeft, width - marginRight] } });
  const y = Plot.scale({ y: { type: 'linear', domain: [plot.y.from, plot.y.to], range: [height - marginBottom, marginTop] } });
  const drawn: Drawn = {
    svg: made,
    left: marginLeft,
    right: width - marginRight,
    top: marginTop,
    bottom: height - marginBottom,
    x: (value) => x.apply(value),
    y: (value) => y.apply(value),
  };
  nameLines(drawn, plot);
  return drawn;
}

/** One line of the chart: what is joined, and the dots where it jumps. */
function lineOf(line: Line, i: number): Plot.Markish[] {
  const points = pointsOf(line);
  const dots = dotsOf(line);
  const look = lookOf(i);
  return [
    Plot.dot(
      dots.filter(({ open }) => open),
      { x: 'x', y: 'y', r: 3.5, className: `end end-open ${look}` },
    ),
    Plot.dot(
      dots.filter(({ open }) => !open),
      { x: 'x', y: 'y', r: 3.5, className: `end ${look}` },
    ),
    Plot.line(points, { x: 'x', y: 'y', z: 'stretch', className: `line ${look}` }),
  ];
}

/** Stretches without a known amount: of the policy's own line hatched with the reason, of others only left out. */
function unknownOf(line: Line, i: number, plot: PlotData, inner: number): Plot.Markish[] {
  if (i > 0) return [];
  const pixels = (from: number, to: number): number => (inner * (to - from)) / (plot.x.to - plot.x.from || 1);
  return [
    Plot.rect(line.gaps, { x1: 'from', x2: 'to', className: 'unknown' }),
    Plot.text(
      line.gaps.filter(({ from, to }) => pixels(from, to) > 60),
      {
        x: ({ from, to }: Line['gaps'][number]) => (from + to) / 2,
        frameAnchor: 'middle',
        text: ({ from, to, text }: Line['gaps'][number]) => shortened(text, pixels(from, to) - 8),
        className: 'unknown-text',
        fontSize: 11,
      },
    ),
  ];
}

/** Each line's name beside its end, where there are several: the upper above it, the others below; no two over each other, and under what is drawn. */
function nameLines(drawn: Drawn, plot: PlotData): void {
  if (plot.lines.length < 2) return;
  const ends = plot.lines.map((line) => drawn.y(line.pieces.at(-1)?.points.at(-1)?.[1] ?? plot.y.from));
  const highest = ends.indexOf(Math.min(...ends));
  const places = spread(
    ends.map((end, i) => (i === highest ? end - 7 : end + 16)),
    14,
    drawn.top + 4,
    drawn.bottom - 4,
  );
  const names = document.createElementNS(svgNamespace, 'g');
  for (const [i, line] of plot.lines.entries()) {
    const text = document.createElementNS(svgNamespace, 'text');
    text.setAttribute('x', String(drawn.right - 2));
    text.setAttribute('y', String(places[i] ?? drawn.top));
    text.setAttribute('text-anchor', 'end');
    text.setAttribute('class', `line-label ${lookOf(i)}`);
    text.textContent = shortened(line.label, (drawn.right - drawn.left) * 0.5);
    names.append(text);
  }
  drawn.svg.insertBefore(names, drawn.svg.querySelector('.line'));
}

function shortened(text: string, width: number): string {
  if (widthOf(text) <= width) return text;
  const letters = [...text];
  while (letters.length > 1 && widthOf(letters.join('')) > width - 11) letters.pop();
  return `${letters.join('')}…`;
}

function hatching(): SVGElement {
  const part = (name: string, attributes: Readonly<Record<string, string>>): SVGElement => {
    const made = document.createElementNS(svgNamespace, name);
    for (const [key, value] of Object.entries(attributes)) made.setAttribute(key, value);
    return made;
  };
  const pattern = part('pattern', {
    id: 'curve-hatch',
    width: '8',
    height: '8',
    patternUnits: 'userSpaceOnUse',
    patternTransform: 'rotate(45)',
  });
  pattern.append(part('path', { d: 'M0 0V8', class: 'hatch' }));
  const defs = part('defs', {});
  defs.append(pattern);
  return defs;
}
