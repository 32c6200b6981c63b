/** Why: two formats are XML 1.0, which has characters that may not stand in it at all, however they are written. */
import { wellFormed } from './place';

/** What XML 1.0 has no way to write becomes the replacement character. */
// biome-ignore lint/suspicious/noControlCharactersInRegex: control characters are what this is about
const forbidden = /[\u0000-\u0008\u000b\u000c\u000e-\u001f\ufffe\uffff]/g;

/** What a reader will get of a text. */
export const writable = (text: string): string => wellFormed(text).replace(forbidden, '\ufffd');

const named: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;', "'": '&apos;' };

/** For text between tags. A bare carriage return would be read as a line feed. */
export function xmlText(text: string): string {
  return writable(text)
    .replace(/[&<>]/g, (char) => named[char] ?? char)
    .replaceAll('\r', '&#13;');
}

/** ` name="value"`, with line feeds and tabs that survive: a reader makes blanks of bare ones. */
export function attribute(name: string, value: string | number): string {
  const escaped = writable(String(value))
    .replace(/[&<>"']/g, (char) => named[char] ?? char)
    .replace(/[\t\n\r]/g, (char) => `&#${char.charCodeAt(0)};`);
  return ` ${name}="${escaped}"`;
}

export const attributes = (values: Readonly<Record<string, string | number>>): string =>
  Object.entries(values)
    .map(([name, value]) => attribute(name, value))
    .join('');
