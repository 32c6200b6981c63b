/** Why: a pattern in quotes means the same in every shell, and on Windows, where no shell expands it. */
import { statSync } from 'node:fs';
import { isAbsolute, join, relative, resolve, sep } from 'node:path';
import picomatch from 'picomatch';

export interface Pattern {
  /** The folder to search, absolute. */
  readonly base: string;
  /** Whether a file in that folder (absolute) is meant: it matches, or a folder does that it lies in. */
  matches(path: string): boolean;
}

/** Undefined where `text` is no pattern, but the name of something that is not there. */
export function patternOf(text: string, cwd: string): Pattern | undefined {
  const written = sep === '\\' && !text.includes('/') ? text.replaceAll('\\', '/') : text;
  const absolute = isAbsolute(written);
  const segments = written.split('/');
  // Folders that are there are taken by their names, whatever signs stand in them: only what follows is a pattern.
  let base = absolute ? `${segments.shift() ?? ''}/` : cwd;
  while (segments.length > 1 && isFolder(join(base, segments[0] ?? ''))) base = join(base, segments.shift() ?? '');
  const rest = segments.filter((each) => each !== '' && each !== '.').join('/');
  if (!picomatch.scan(rest).isGlob) return undefined;
  // A name may hold a line end.
  const isMatch = picomatch(rest, { dot: true, nonegate: true, flags: 's' });
  const folder = resolve(base);
  return {
    base: folder,
    matches: (path) => {
      const way = relative(folder, path).split(sep);
      return way.some((_, n) => isMatch(way.slice(0, n + 1).join('/')));
    },
  };
}

function isFolder(path: string): boolean {
  try {
    return statSync(path).isDirectory();
  } catch {
    return false;
  }
}
