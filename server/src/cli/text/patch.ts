/** Why: what would change is shown as a patch that `git apply` and `patch -p1` take, whatever the file is called. */
import { formatPatch, OMIT_HEADERS, structuredPatch } from 'diff';
import { printable } from '../../explain/width';

export interface Changed {
  /** As it stands in the patch, with `/`. */
  readonly path: string;
  readonly before: string;
  readonly after: string;
}

/** Without `diff --git`, so that git takes the names from the folder that it runs in. */
export function patch({ path, before, after }: Changed): string {
  const hunks = structuredPatch('', '', before, after, undefined, undefined, { context: 3 });
  return `--- ${header(`a/${path}`)}\n+++ ${header(`b/${path}`)}\n${formatPatch(hunks, OMIT_HEADERS)}`;
}

/** For a person's eyes: what would steer the terminal is made visible. */
export function shownPatch(
  changed: Changed,
  colours: { red(text: string): string; green(text: string): string; cyan(text: string): string },
): string {
  return patch(changed)
    .split('\n')
    .map((line, n) => {
      const shown = line
        .replace(/\r$/, '')
        .split('\t')
        .map((part) => printable(part))
        .join('\t');
      if (n < 2) return shown;
      if (line.startsWith('@@')) return colours.cyan(shown);
      return line.startsWith('-') ? colours.red(shown) : line.startsWith('+') ? colours.green(shown) : shown;
    })
    .join('\n');
}

/** Quoted as git does it where it has to be; a tab ends a name with blanks, or `patch` would take its first word. */
function header(name: string): string {
  // biome-ignore lint/suspicious/noControlCharactersInRegex: these are what has to be quoted
  if (/[\u0000-\u001f"\\\u007f]/.test(name)) return `"${name.replace(/[\u0000-\u001f"\\\u007f]/g, quoted)}"`;
  return /\s/.test(name) ? `${name}\t` : name;
}

function quoted(char: string): string {
  return char === '"' || char === '\\' ? `\\${char}` : `\\${(char.codePointAt(0) ?? 0).toString(8).padStart(3, '0')}`;
}
