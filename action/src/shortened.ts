/** Why: a comment may have 65,536 characters and a summary one mebibyte. What is longer is cut between lines, says so, and stays sound Markdown. */

/** Characters are counted as UTF-16 units, of which there are never fewer than of what GitHub counts. */
export const COMMENT = 65_536;
/** Counted in bytes by the runner; a UTF-16 unit has three at most. */
export const SUMMARY = 340_000;

/** `text`, or its first lines and `note`, in at most `limit` UTF-16 units. */
export function shortened(text: string, limit: number, note: string): string {
  if (text.length <= limit) return text;
  const end = `\n\n${note}\n`;
  // Room for what has to be closed.
  let kept = text.slice(0, Math.max(0, limit - end.length - 200));
  kept = kept.slice(0, Math.max(0, kept.lastIndexOf('\n')));
  return `${kept}${closing(kept)}${end}`;
}

/** Closes a code fence and foldable parts that were cut through. */
function closing(text: string): string {
  let fence: string | undefined;
  let open = 0;
  for (const line of text.split('\n')) {
    const found = /^ {0,3}(`{3,}|~{3,})/.exec(line)?.[1];
    if (fence !== undefined) {
      if (found?.startsWith(fence) && line.trim() === found) fence = undefined;
      continue;
    }
    if (found !== undefined) {
      fence = found;
      continue;
    }
    open += (line.match(/<details\b/g)?.length ?? 0) - (line.match(/<\/details>/g)?.length ?? 0);
  }
  return `${fence === undefined ? '' : `\n${fence}`}${'\n\n</details>'.repeat(Math.max(0, Math.min(open, 8)))}`;
}
