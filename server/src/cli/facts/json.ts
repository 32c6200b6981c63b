/**
 * Why: `JSON.parse` turns 0.1 and 60-digit numbers into doubles and forgets where a value stood. This reader keeps each number's own digits
 * and each value's place. Strict RFC 8259: no comments, no trailing commas, no repeated keys. Offsets are UTF-16.
 */

export type JsonNode = { readonly start: number; readonly end: number } & (
  | { readonly kind: 'object'; readonly entries: readonly JsonEntry[] }
  | { readonly kind: 'array'; readonly items: readonly JsonNode[] }
  | { readonly kind: 'string'; readonly value: string }
  /** As written, e.g. `-1.50e3`. */
  | { readonly kind: 'number'; readonly text: string }
  | { readonly kind: 'boolean'; readonly value: boolean }
  | { readonly kind: 'null' }
);

export interface JsonEntry {
  readonly key: string;
  readonly keyStart: number;
  readonly keyEnd: number;
  readonly value: JsonNode;
}

export type JsonTroubleCode =
  | 'empty'
  | 'value'
  | 'key'
  | 'colon'
  | 'comma'
  | 'unclosed'
  | 'trailing-comma'
  | 'string-unclosed'
  | 'string-control'
  | 'string-escape'
  | 'number'
  | 'repeated-key'
  | 'after-end'
  | 'too-deep';

/** Where the text stops being JSON. `found` is the character or word that stands there, '' at the end of the text. */
export interface JsonTrouble {
  readonly code: JsonTroubleCode;
  readonly start: number;
  readonly end: number;
  readonly found: string;
}

/** Deeper nesting is refused, so that no file can exhaust the stack. A facts file needs four levels. */
const MAX_DEPTH = 100;

class Stop extends Error {
  constructor(readonly trouble: JsonTrouble) {
    super(trouble.code);
  }
}

/** Reads one JSON value that fills the whole text. Never throws. */
export function readJson(text: string): { value: JsonNode } | { trouble: JsonTrouble } {
  const reader = new Reader(text);
  try {
    return { value: reader.document() };
  } catch (error) {
    if (error instanceof Stop) return { trouble: error.trouble };
    throw error;
  }
}

const ESCAPES: Readonly<Record<string, string>> = { '"': '"', '\\': '\\', '/': '/', b: '\b', f: '\f', n: '\n', r: '\r', t: '\t' };

class Reader {
  private at = 0;

  constructor(private readonly text: string) {}

  document(): JsonNode {
    this.blanks();
    if (this.at >= this.text.length) this.stop('empty');
    const value = this.value(0);
    this.blanks();
    if (this.at < this.text.length) this.stop('after-end');
    return value;
  }

  private stop(code: JsonTroubleCode, start = this.at, end?: number): never {
    const word = /^[\p{L}\p{N}_]+|^./su.exec(this.text.slice(start, start + 60))?.[0] ?? '';
    throw new Stop({ code, start, end: end ?? start + word.length, found: word });
  }

  private blanks(): void {
    while (this.at < this.text.length && ' \t\n\r'.includes(this.text.charAt(this.at))) this.at++;
  }

  private value(depth: number): JsonNode {
    if (depth > MAX_DEPTH) this.stop('too-deep');
    const start = this.at;
    const char = this.text.charAt(start);
    if (char === '{') return this.object(depth);
    if (char === '[') return this.array(depth);
    if (char === '"') return { kind: 'string', value: this.string(), start, end: this.at };
    if (char === '-' || (char >= '0' && char <= '9')) return this.number();
    for (const word of ['true', 'false', 'null']) {
      if (this.text.startsWith(word, start) && !/[\p{L}\p{N}_]/u.test(this.text.charAt(start + word.length))) {
        this.at += word.length;
        const end = this.at;
        return word === 'null' ? { kind: 'null', start, end } : { kind: 'boolean', value: word === 'true', start, end };
      }
    }
    return this.stop('value');
  }

  private object(depth: number): JsonNode {
    const start = this.at++;
    const entries: JsonEntry[] = [];
    const keys = new Set<string>();
    this.blanks();
    if (this.take('}')) return { kind: 'object', entries, start, end: this.at };
    for (;;) {
      const keyStart = this.at;
      if (this.at >= this.text.length) this.stop('unclosed', start, start + 1);
      if (this.text.charAt(this.at) !== '"') this.stop(entries.length > 0 && this.text.charAt(this.at) === '}' ? 'trailing-comma' : 'key');
      const key = this.string().normalize('NFC');
      const keyEnd = this.at;
      if (keys.has(key)) throw new Stop({ code: 'repeated-key', start: keyStart, end: keyEnd, found: key });
      keys.add(key);
      this.blanks();
      if (!this.take(':')) this.stop('colon');
      this.blanks();
      entries.push({ key, keyStart, keyEnd, value: this.value(depth + 1) });
      this.blanks();
      if (this.take('}')) return { kind: 'object', entries, start, end: this.at };
      if (!this.take(',')) this.at >= this.text.length ? this.stop('unclosed', start, start + 1) : this.stop('comma');
      this.blanks();
    }
  }

  private array(depth: number): JsonNode {
    const start = this.at++;
    const items: JsonNode[] = [];
    this.blanks();
    if (this.take(']')) return { kind: 'array', items, start, end: this.at };
    for (;;) {
      if (this.at >= this.text.length) this.stop('unclosed', start, start + 1);
      if (items.length > 0 && this.text.charAt(this.at) === ']') this.stop('trailing-comma');
      items.push(this.value(depth + 1));
      this.blanks();
      if (this.take(']')) return { kind: 'array', items, start, end: this.at };
      if (!this.take(',')) this.at >= this.text.length ? this.stop('unclosed', start, start + 1) : this.stop('comma');
      this.blanks();
    }
  }

  private take(char: string): boolean {
    if (this.text.charAt(this.at) !== char) return false;
    this.at++;
    return true;
  }

  private string(): string {
    const start = this.at++;
    const parts: string[] = [];
    let from = this.at;
    for (;;) {
      const char = this.text.charAt(this.at);
      if (char === '') this.stop('string-unclosed', start, start + 1);
      if (char === '"') {
        parts.push(this.text.slice(from, this.at++));
        return parts.join('');
      }
      if (char === '\n' || char === '\r') this.stop('string-unclosed', start, this.at);
      if (char < ' ') this.stop('string-control');
      if (char !== '\\') {
        this.at++;
        continue;
      }
      parts.push(this.text.slice(from, this.at));
      const escaped = this.text.charAt(this.at + 1);
      const simple = ESCAPES[escaped];
      if (simple !== undefined) {
        parts.push(simple);
        this.at += 2;
      } else if (escaped === 'u' && /^[0-9a-fA-F]{4}$/.test(this.text.slice(this.at + 2, this.at + 6))) {
        parts.push(String.fromCharCode(Number.parseInt(this.text.slice(this.at + 2, this.at + 6), 16)));
        this.at += 6;
      } else {
        this.stop('string-escape', this.at, Math.min(this.at + 2, this.text.length));
      }
      from = this.at;
    }
  }

  private number(): JsonNode {
    const start = this.at;
    const pattern = /-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][+-]?\d+)?/y;
    pattern.lastIndex = start;
    const match = pattern.exec(this.text);
    const end = start + (match?.[0].length ?? 0);
    // `01`, `1.`, `.5`, `1x` are none.
    if (!match || /[\p{L}\p{N}_.+-]/u.test(this.text.charAt(end))) {
      const whole = /^[-+.\p{L}\p{N}_]+/u.exec(this.text.slice(start, start + 60))?.[0] ?? '';
      throw new Stop({ code: 'number', start, end: start + Math.max(1, whole.length), found: whole });
    }
    this.at = end;
    return { kind: 'number', text: match[0], start, end };
  }
}
