/** Why: where new lines go in a text, and how they are set: its line ends, the indentation around, quotes in Markdown. */

export const newlineOf = (text: string): string => (text.includes('\r\n') ? '\r\n' : '\n');

/** Offset at which the line of `at` begins. */
export function lineStart(text: string, at: number): number {
  return text.lastIndexOf('\n', at - 1) + 1;
}

/** Offset of the line's end, before its line break. */
export function lineEnd(text: string, at: number): number {
  const end = text.indexOf('\n', at);
  if (end < 0) return text.length;
  return text[end - 1] === '\r' && end > at ? end - 1 : end;
}

/** What stands before `at` on its line if that is nothing but blanks (and the `>` of a quote in Markdown); undefined where it is more. */
export function indentOf(text: string, at: number): string | undefined {
  const before = text.slice(lineStart(text, at), at);
  return /^[ \t>\uFEFF]*$/.test(before) ? before.replace('\uFEFF', '') : undefined;
}

/** The span with its whole line (or lines) where nothing else stands on them, else with the blanks before it. */
export function withLine(text: string, start: number, end: number): { start: number; end: number } {
  const rest = /^[ \t]*(?:\r?\n|$)/.exec(text.slice(end));
  if (indentOf(text, start) !== undefined && rest) return { start: lineStart(text, start), end: end + rest[0].length };
  const blanks = /[ \t]*$/.exec(text.slice(lineStart(text, start), start))?.[0].length ?? 0;
  return { start: start - blanks, end };
}
