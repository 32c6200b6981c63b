/** Why: the panel as a picture to be put into a document or a message: drawn from the data, in the theme's colours, on a ground of its own. */
import type { Curve, FromPanel } from '../../../../server/src/previewProtocol';
import { post } from '../host';
import type { Store } from '../store';
import { isStale } from './index';
import { type DrawnCurve, type Reported, reportOf } from './report';
import type { Colour, Look } from './sheet';
import { say } from './texts';

type Picture = Extract<FromPanel, { kind: 'picture' }>;

/** Pixels of the picture for one of the page; and the longest side that browsers give to a canvas. */
const sharpness = 2;
const longest = 16_000;

/**
 * @param format `svg`: the text of an SVG file that needs nothing else
 * @throws Error where the browser cannot draw it
 */
export async function exportPicture(store: Store, format: Picture['format'] = 'png'): Promise<Picture> {
  const { svg, width, height } = reportOf(reportedOf(store), lookOf());
  if (format === 'svg') return { kind: 'picture', format, data: svg };
  return { kind: 'picture', format, data: await drawn(svg, width, height) };
}

/** Makes the picture and gives it to the extension. */
export async function makePicture(store: Store, format?: Picture['format']): Promise<void> {
  try {
    post(await exportPicture(store, format));
  } catch (error) {
    post({ kind: 'trouble', message: `no picture: ${error instanceof Error ? error.message : String(error)}` });
  }
}

function reportedOf(store: Store): Reported {
  const { state, parts, form, language, name } = store;
  return {
    title: state?.title ?? name,
    number: state?.number,
    language,
    stale: !isStale(store) ? undefined : say(state?.broken?.shown ? 'stale' : 'stale-server', language),
    form,
    fields: parts.fields,
    awards: parts.awards,
    curve: parts.curve?.plot && curveOf(parts.curve.plot),
  };
}

const variables: Readonly<Record<Colour, readonly string[]>> = {
  background: ['--vscode-editor-background'],
  foreground: ['--vscode-foreground', '--vscode-editor-foreground'],
  quiet: ['--vscode-descriptionForeground', '--vscode-foreground'],
  line: ['--vscode-panel-border', '--vscode-contrastBorder', '--vscode-charts-lines'],
  blue: ['--vscode-charts-blue'],
  green: ['--vscode-charts-green'],
  orange: ['--vscode-charts-orange'],
  red: ['--vscode-charts-red'],
  yellow: ['--vscode-charts-yellow'],
};

function lookOf(): Look {
  const style = getComputedStyle(document.body);
  const isDark = !/vscode-(light|high-contrast-light)\b/.test(document.body.className);
  const colourOf = (colour: Colour): string => {
    for (const name of variables[colour]) {
      const value = style.getPropertyValue(name).trim();
      if (value !== '') return value;
    }
    const isGround = colour === 'background';
    return isGround === isDark ? '#1e1e1e' : '#ffffff';
  };
  const colours = Object.fromEntries(Object.keys(variables).map((name) => [name, colourOf(name as Colour)])) as Record<Colour, string>;
  const font = style.fontFamily === '' ? 'sans-serif' : style.fontFamily;
  const context = document.createElement('canvas').getContext('2d');
  return {
    colours,
    font,
    measure: (text, size, isBold) => {
      if (!context) return text.length * size;
      context.font = `${isBold ? 600 : 400} ${size}px ${font}`;
      return context.measureText(text).width;
    },
  };
}

/** What a style sheet gives to the curve, as attributes: outside the panel there is no style sheet. */
const drawnProperties = [
  'fill',
  'fill-opacity',
  'stroke',
  'stroke-width',
  'stroke-opacity',
  'stroke-dasharray',
  'stroke-linecap',
  'stroke-linejoin',
  'opacity',
  'font-size',
  'font-weight',
  'text-anchor',
  'visibility',
  'display',
  'paint-order',
];

function curveOf({ x, y, here, marks }: NonNullable<Curve['plot']>): DrawnCurve | undefined {
  const found = [...document.querySelectorAll('#section-curve svg')].filter((one): one is SVGSVGElement => one instanceof SVGSVGElement);
  const sized = found.map((one) => ({ one, box: one.getBoundingClientRect() })).sort((a, b) => b.box.width - a.box.width)[0];
  if (!sized || sized.box.width < 50) return undefined;
  const { one, box } = sized;
  const copy = one.cloneNode(true) as SVGSVGElement;
  const originals = [one, ...one.querySelectorAll('*')];
  [copy, ...copy.querySelectorAll('*')].forEach((element, index) => {
    const original = originals[index];
    if (!original) return;
    const style = getComputedStyle(original);
    for (const name of ['class', 'style', 'tabindex', 'role']) element.removeAttribute(name);
    for (const property of drawnProperties) element.setAttribute(property, style.getPropertyValue(property));
  });
  copy.setAttribute('width', String(box.width));
  copy.setAttribute('height', String(box.height));
  return {
    svg: new XMLSerializer().serializeToString(copy),
    width: box.width,
    height: box.height,
    x: x.label,
    y: y.label,
    texts: [...(here ? [here.text] : []), ...marks.map(({ text }) => `· ${text}`)],
  };
}

/** @returns the bytes of a PNG file in base64 */
async function drawn(svg: string, width: number, height: number): Promise<string> {
  const image = new Image();
  image.src = `data:image/svg+xml;charset=utf-8,${encodeURIComponent(svg)}`;
  await image.decode();
  const scale = Math.min(sharpness, longest / Math.max(width, height));
  const canvas = document.createElement('canvas');
  canvas.width = Math.round(width * scale);
  canvas.height = Math.round(height * scale);
  const context = canvas.getContext('2d');
  if (!context) throw new Error('no canvas to draw the picture on');
  context.drawImage(image, 0, 0, canvas.width, canvas.height);
  return canvas.toDataURL('image/png').replace(/^data:image\/png;base64,/, '');
}
