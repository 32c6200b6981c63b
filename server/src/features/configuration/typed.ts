/**
 * Why: completion is asked for while a `clausewright.yaml` is half typed and often no YAML, so where the cursor stands is read from lines and their
 * indentation, not from a tree.
 */

type Step = string | number;

/** What is being typed. */
export interface Typed {
  readonly kind: 'key' | 'value';
  /** Of a key: the map that it stands in. Of a value: its key or its list. */
  readonly path: readonly Step[];
  /** Offsets of the word at the cursor, with what follows the cursor of it. */
  readonly start: number;
  readonly end: number;
  /** Keys that the map has already. */
  readonly beside: ReadonlySet<string>;
  /** A colon follows already. */
  readonly hasColon: boolean;
}

/** What begins on a line: entries of lists (`- `) and keys, with their columns. */
interface Begin {
  readonly column: number;
  /** Undefined: an entry of a list. */
  readonly key: string | undefined;
}

function beginsOf(line: string): Begin[] {
  const begins: Begin[] = [];
  let column = line.length - line.trimStart().length;
  let rest = line.slice(column);
  for (let dash = /^-(\s+|$)/.exec(rest); dash; dash = /^-(\s+|$)/.exec(rest)) {
    begins.push({ column, key: undefined });
    column += dash[0].length;
    rest = rest.slice(dash[0].length);
  }
  const [, quoted] = /^(["']?[^\s"'#:{}[\],][^"'#:{}[\],]*["']?)\s*:(?:\s|$)/.exec(rest) ?? [];
  if (quoted !== undefined) begins.push({ column, key: quoted.replace(/["']/g, '').trim() });
  return begins;
}

const isEmpty = (line: string): boolean => /^\s*(#|$)/.test(line);

/** The steps that lead to what stands on a line at a column, and the keys beside it in its map. */
function around(lines: readonly string[], at: number, column: number, isKey: boolean): { path: Step[]; beside: Set<string> } {
  const path: Step[] = [];
  const beside = new Set<string>();
  let limit = column;
  // An entry of a list may stand in the column of the key that the list is of.
  let keyLimit = column;
  const climb = (begins: readonly Begin[]): void => {
    for (const { column: place, key } of [...begins].reverse()) {
      if (isKey && path.length === 0 && key !== undefined && place === column) beside.add(key);
      if (key === undefined ? place < limit && typeof path[0] !== 'number' : place < keyLimit) {
        path.unshift(key ?? 0);
        limit = place;
        keyLimit = key === undefined ? place + 1 : place;
      }
    }
  };
  climb(beginsOf(lines[at]?.slice(0, column) ?? ''));
  for (let n = at - 1; n >= 0 && (limit > 0 || keyLimit > 0 || (isKey && path.length === 0)); n--) {
    const line = lines[n] ?? '';
    if (!isEmpty(line)) climb(beginsOf(line));
  }
  const nested = path.length > 0 ? limit : -1;
  for (let n = at + 1; isKey && n < lines.length; n++) {
    const line = lines[n] ?? '';
    if (isEmpty(line)) continue;
    const begins = beginsOf(line);
    if (begins.some(({ column: place, key }) => place <= nested || (key === undefined && place < column))) break;
    for (const { column: place, key } of begins) if (key !== undefined && place === column) beside.add(key);
  }
  return { path, beside };
}

/** In `severity: { row-gap: off, wo` what stands after the last `{` or `,` that is open. */
function inBraces(before: string): { column: number; part: string; keys: string[] } | undefined {
  const open = before.lastIndexOf('{');
  if (open < 0 || before.indexOf('}', open) >= 0) return undefined;
  const parts = before.slice(open + 1).split(',');
  const keys = parts.slice(0, -1).map((part) => part.split(':')[0]?.trim() ?? '');
  return { column: open, part: parts.at(-1) ?? '', keys };
}

/** What is being typed at an offset; undefined in comments, and where neither a key nor a single word can stand. */
export function typedAt(text: string, offset: number): Typed | undefined {
  const lines = text.split(/\r\n|\n|\r/);
  const head = text.slice(0, offset);
  const at = head.split(/\r\n|\n|\r/).length - 1;
  const lineStart = Math.max(head.lastIndexOf('\n'), head.lastIndexOf('\r')) + 1;
  const before = head.slice(lineStart);
  if (/(^|\s)#/.test(before)) return undefined;
  const rest = (lines[at] ?? '').slice(before.length);
  const [behind = ''] = /^[\w-]*/.exec(rest) ?? [];
  const end = offset + behind.length;
  const hasColon = /^\s*:/.test(rest.slice(behind.length));
  const braces = inBraces(before);
  const [, lead = '', word] = /^(.*?)([\w-]*)$/.exec(braces ? braces.part : before) ?? [];
  if (word === undefined) return undefined;
  const start = offset - word.length;
  if (braces) {
    const key = beginsOf(before.slice(0, braces.column)).findLast((one) => one.key !== undefined);
    const column = key?.column ?? braces.column;
    const { path } = around(lines, at, column, false);
    const map = key?.key === undefined ? path : [...path, key.key];
    if (lead.trim() === '') return { kind: 'key', path: map, start, end, beside: new Set(braces.keys), hasColon };
    const [, name] = /^\s*["']?([\w-]+)["']?\s*:\s+$/.exec(lead) ?? [];
    return name === undefined ? undefined : { kind: 'value', path: [...map, name], start, end, beside: new Set(), hasColon };
  }
  // Dashes may belong to the word as it is matched: `- ` before it is an entry of a list.
  if (/^\s*(-\s+)*$/.test(lead) && !/^-+$/.test(word)) {
    const { path, beside } = around(lines, at, lead.length, true);
    return { kind: 'key', path, start, end, beside, hasColon };
  }
  const key = /:\s+$/.test(lead) ? beginsOf(lead).findLast((one) => one.key !== undefined) : undefined;
  if (key?.key === undefined) return undefined;
  return { kind: 'value', path: [...around(lines, at, key.column, false).path, key.key], start, end, beside: new Set(), hasColon };
}
