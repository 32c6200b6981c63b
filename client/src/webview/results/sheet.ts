/** Why: an SVG text that is written from top to bottom, as a document is: it breaks lines and cuts what is too long, which SVG itself does not. */

export interface Look {
  /** Colours as CSS writes them, resolved: a picture has no theme. */
  readonly colours: Readonly<Record<Colour, string>>;
  readonly font: string;
  /** Width of a text in pixels. */
  readonly measure: (text: string, size: number, isBold: boolean) => number;
}
export type Colour = 'background' | 'foreground' | 'quiet' | 'line' | 'blue' | 'green' | 'orange' | 'red' | 'yellow';

export interface TextStyle {
  readonly x?: number;
  /** Pixels. */
  readonly size?: number;
  readonly isBold?: boolean;
  readonly colour?: Colour;
  /** `x` is where the text ends. */
  readonly isAtEnd?: boolean;
  /** Pixels; what is longer is broken into lines, or cut by {@link Sheet.line}. */
  readonly width?: number;
}

/** Text as XML takes it: without the control characters that XML has no way to write. */
export function escaped(text: string): string {
  return text
    .replace(/[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\u{10000}-\u{10ffff}]/gu, '')
    .replace(/[&<>"]/g, (char) => ({ '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' })[char] ?? char);
}

const rounded = (value: number): string => String(Math.round(value * 100) / 100);

export class Sheet {
  /** Where the next line begins, in pixels from the top. */
  y: number;
  private readonly parts: string[] = [];

  constructor(
    readonly width: number,
    readonly margin: number,
    private readonly look: Look,
  ) {
    this.y = margin;
  }

  /** Room for text between the margins. */
  get room(): number {
    return this.width - 2 * this.margin;
  }

  measure(text: string, { size = 13, isBold = false }: TextStyle = {}): number {
    return this.look.measure(text, size, isBold);
  }

  /** One line, cut where it is too long; `y` stays where it is. */
  line(text: string, style: TextStyle = {}): void {
    const { x = this.margin, size = 13, isBold = false, colour = 'foreground', isAtEnd = false, width = this.room } = style;
    const attributes = `x="${rounded(x)}" y="${rounded(this.y + size)}" font-size="${size}" fill="${escaped(this.look.colours[colour])}"`;
    const more = `${isBold ? ' font-weight="600"' : ''}${isAtEnd ? ' text-anchor="end"' : ''}`;
    this.parts.push(`<text ${attributes}${more}>${escaped(this.cut(text, style, width))}</text>`);
  }

  /** As many lines as it takes; `y` goes behind them. */
  paragraph(text: string, style: TextStyle = {}): void {
    for (const line of this.broken(text, style, style.width ?? this.room)) {
      this.line(line, { ...style, width: Number.POSITIVE_INFINITY });
      this.y += Math.round((style.size ?? 13) * 1.45);
    }
  }

  heading(text: string): void {
    this.y += 14;
    this.paragraph(text, { isBold: true, size: 14 });
    this.y += 4;
  }

  bar(x: number, width: number, height: number, colour: Colour, isHollow: boolean): void {
    const value = escaped(this.look.colours[colour]);
    const paint = isHollow ? `fill="${value}" fill-opacity="0.15" stroke="${value}" stroke-dasharray="4 2"` : `fill="${value}"`;
    this.parts.push(`<rect x="${rounded(x)}" y="${rounded(this.y)}" width="${rounded(Math.max(width, 2))}" height="${height}" ${paint}/>`);
  }

  rule(): void {
    this.parts.push(
      `<rect x="${this.margin}" y="${rounded(this.y)}" width="${this.room}" height="1" fill="${escaped(this.look.colours.line)}"/>`,
    );
    this.y += 6;
  }

  /** Another SVG text, not wider than the room. */
  drawing(svg: string, width: number, height: number): void {
    const scale = Math.min(1, this.room / width);
    this.parts.push(`<g transform="translate(${this.margin} ${rounded(this.y)}) scale(${rounded(scale)})">${svg}</g>`);
    this.y += height * scale;
  }

  /** The whole, on a ground of its own. */
  finished(): { svg: string; width: number; height: number } {
    const height = Math.ceil(this.y + this.margin);
    const { background } = this.look.colours;
    return {
      width: this.width,
      height,
      svg:
        `<svg xmlns="http://www.w3.org/2000/svg" width="${this.width}" height="${height}" viewBox="0 0 ${this.width} ${height}" font-family="${escaped(this.look.font)}">` +
        `<rect width="${this.width}" height="${height}" fill="${escaped(background)}"/>${this.parts.join('')}</svg>`,
    };
  }

  private cut(text: string, style: TextStyle, width: number): string {
    if (this.measure(text, style) <= width) return text;
    const chars = [...text];
    let [fits, tooLong] = [0, chars.length];
    while (tooLong - fits > 1) {
      const middle = (fits + tooLong) >> 1;
      if (this.measure(`${chars.slice(0, middle).join('')}…`, style) <= width) fits = middle;
      else tooLong = middle;
    }
    return `${chars.slice(0, fits).join('')}…`;
  }

  /** Lines are broken at spaces, and between characters where the text has none (Chinese, long names). */
  private broken(text: string, style: TextStyle, width: number): string[] {
    const lines: string[] = [];
    for (const whole of text.split('\n')) {
      let line = '';
      for (const word of whole.match(/[\u2e80-\uffef]|[^\s\u2e80-\uffef]+\s*|\s+/gu) ?? []) {
        if (this.measure(line + word.trimEnd(), style) <= width) {
          line += word;
          continue;
        }
        if (line !== '') lines.push(line.trimEnd());
        line = '';
        for (const char of word) {
          if (line !== '' && this.measure(line + char, style) > width) {
            lines.push(line);
            line = '';
          }
          line += char;
        }
      }
      lines.push(line.trimEnd());
    }
    return lines;
  }
}
