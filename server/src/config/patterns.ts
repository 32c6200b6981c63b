/** Why: which files a pattern of a configuration means. Pure, so that an editor in a browser takes the same files as the command line. */
import picomatch from 'picomatch';

/** Names that begin with a dot are names like others: `**` is everything. */
const options = { dot: true, nonegate: true } as const;

/** False where a bracket, a brace or a parenthesis is left open or closed twice: it would be taken for itself, and match nothing. */
export function isBalanced(pattern: string): boolean {
  try {
    // The package's types leave out that `parse` takes all options.
    picomatch.parse(pattern, { ...options, strictBrackets: true } as Parameters<typeof picomatch.parse>[1]);
    return true;
  } catch {
    return false;
  }
}

/** Tells whether a path, relative and with `/`, is meant. */
export type Matcher = (path: string) => boolean;

/** A pattern means the paths that it matches, and everything in the folders that it matches: `archive` is all of that folder. */
export function matcherOf(patterns: readonly string[]): Matcher {
  const each = patterns.map((pattern) => picomatch(pattern.replace(/^\.\//, '').replace(/\/+$/, ''), options));
  return (path) => {
    if (each.some((matches) => matches(path))) return true;
    for (let at = path.lastIndexOf('/'); at > 0; at = path.lastIndexOf('/', at - 1)) {
      const folder = path.slice(0, at);
      if (each.some((matches) => matches(folder))) return true;
    }
    return false;
  };
}
