/** Why: names, labels and texts are the author's and may hold any of Markdown's own characters; what is shown of them is escaped here. */

/** The text as Markdown that shows it, on one line. */
export function plain(text: string): string {
  return text.replace(/\s+/g, ' ').replace(/[\\`*_[\]<>~|#&!$]/g, '\\$&');
}

/** The same where a line, an entry of a list or a cell begins with it: there `1.` and `-` would be a list of their own. */
export function plainLine(text: string): string {
  return plain(text.trim())
    .replace(/^([-+=:])/, '\\$1')
    .replace(/^(\d+)([.)])(?=\s|$)/, '$1\\$2');
}

/** Lines as they are, in a block that no line of them ends. */
export function block(lines: readonly string[]): string {
  const longest = Math.max(2, ...lines.flatMap((line) => (line.match(/`+/g) ?? []).map((run) => run.length)));
  const fence = '`'.repeat(longest + 1);
  return [`${fence}clause`, ...lines, fence].join('\n');
}

export function bullets(lines: readonly string[]): string {
  return lines.map((line) => `- ${line}`).join('\n');
}
