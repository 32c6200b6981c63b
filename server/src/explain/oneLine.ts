/** Why: a line of a tree, of a report or of a message quotes what may stand on several lines of the policy. */

/** Chinese words may be glued to what follows. */
const GOES_ON = /^(?:(?:and|or|then|else)(?![\p{L}\p{N}_])|且|或|则|否则)/u;

/** Source text on one line: comments left out, entries that stood on lines of their own parted by `;`. */
export function oneLine(text: string): string {
  const lines = text.split(/\r\n|\n|\r/).map((line) =>
    line
      .replace(/(^|\s)\/\/.*$/, '')
      .replace(/\s+/g, ' ')
      .trim(),
  );
  let joined = '';
  for (const line of lines.filter((each) => each !== '')) {
    const together =
      joined === '' || /[{([,;:+\-*/=<>|｛（［，、；：＋－＊／＝＜＞｜]$/.test(joined) || /^[})\]｝）］]/.test(line) || GOES_ON.test(line);
    joined += joined === '' ? line : together ? ` ${line}` : `; ${line}`;
  }
  return joined;
}
