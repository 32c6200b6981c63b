/** Why: what the text shows of a selected example, asked of a session in this process: a `¦` in the text says where the pointer is. */
import type { Hover, InlayHint } from 'vscode-languageserver';
import { hover } from '../../server/src/features/hover';
import { inlayHints, resolveInlayHint } from '../../server/src/features/inlayHints';
import { readOptions, readSettings } from '../../server/src/protocol';
import { Session } from '../../server/src/session';

export interface Shown {
  readonly locale?: string;
  /** Title of the selected example. */
  readonly select?: string;
  readonly name?: string;
  readonly settings?: unknown;
  /** As the client gives them when it starts. */
  readonly clientOptions?: unknown;
  /** Further files, by name. */
  readonly files?: Readonly<Record<string, string>>;
}

const folder = 'file:///policies/';

export function opened(text: string, options: Shown = {}): { session: Session; uri: string } {
  const uri = `${folder}${options.name ?? 'a.clause'}`;
  const read = (one: string) => {
    const found = options.files?.[one.slice(folder.length)];
    return found === undefined ? ({ error: 'missing' } as const) : { text: found };
  };
  const session = new Session({ read, list: () => [], page: () => undefined });
  session.changeFolders([folder]);
  session.locale = options.locale ?? 'en';
  session.settings = readSettings(options.settings);
  session.options = readOptions(options.clientOptions);
  session.open(uri, 'clause', 1, text);
  if (options.select !== undefined) session.select(uri, options.select);
  return { session, uri };
}

const whole = { start: { line: 0, character: 0 }, end: { line: 100_000, character: 0 } };

export function hintsOf(text: string, options: Shown = {}): { hint: InlayHint; line: string; label: string; tooltip: string }[] {
  const { session, uri } = opened(text, options);
  const lines = text.split(/\r?\n/);
  return inlayHints(session, { textDocument: { uri }, range: whole }).map((hint) => {
    const { tooltip } = resolveInlayHint(session, hint);
    return {
      hint,
      line: (lines[hint.position.line] ?? '').slice(0, hint.position.character).trim(),
      label: String(hint.label),
      tooltip: typeof tooltip === 'object' ? tooltip.value : (tooltip ?? ''),
    };
  });
}

/** `line » hint` of the lines that match. */
export function hintLines(text: string, which: RegExp | string = /^/, options: Shown = {}): string[] {
  const matches = (line: string): boolean => (typeof which === 'string' ? line.startsWith(which) : which.test(line));
  return hintsOf(text, options).flatMap(({ line, label }) => (matches(line) ? [`${line} » ${label}`] : []));
}

/** The hover at `¦`; undefined where there is none. */
export function hoverAt(marked: string, options: Shown = {}): string | undefined {
  const offset = marked.indexOf('¦');
  if (offset < 0) throw new Error('no ¦ in the text');
  const { session, uri } = opened(marked.replace('¦', ''), options);
  const position = session.at(uri)?.document.positionAt(offset);
  if (!position) throw new Error('not open');
  const found: Hover | null = hover(session, { textDocument: { uri }, position });
  if (!found) return undefined;
  return typeof found.contents === 'object' && 'value' in found.contents ? found.contents.value : String(found.contents);
}
