/** Why: findings count in UTF-16 offsets, people in lines and columns. */

export interface Position {
  /** From 0. */
  readonly line: number;
  /** UTF-16 units from the line's start, from 0: as in the Language Server Protocol. */
  readonly character: number;
}

/** Line starts of one text. `\n`, `\r\n` and a lone `\r` end a line, as in editors. */
export class Lines {
  private readonly starts: number[] = [0];

  constructor(readonly text: string) {
    const ends = /\r\n|\n|\r/g;
    for (let match = ends.exec(text); match; match = ends.exec(text)) this.starts.push(match.index + match[0].length);
  }

  get count(): number {
    return this.starts.length;
  }

  position(offset: number): Position {
    const at = Math.max(0, Math.min(offset, this.text.length));
    let low = 0;
    let high = this.starts.length - 1;
    while (low < high) {
      const middle = (low + high + 1) >> 1;
      if ((this.starts[middle] ?? 0) <= at) low = middle;
      else high = middle - 1;
    }
    return { line: low, character: at - (this.starts[low] ?? 0) };
  }

  /** The line's text without its end. */
  line(line: number): string {
    const start = this.starts[line];
    if (start === undefined) return '';
    return this.text.slice(start, this.starts[line + 1] ?? this.text.length).replace(/[\r\n]+$/, '');
  }

  /** Line and column from 1; the column counts characters (code points), so an emoji or a rare character counts once. */
  human(offset: number): { line: number; column: number } {
    const { line, character } = this.position(offset);
    return { line: line + 1, column: [...this.line(line).slice(0, character)].length + 1 };
  }
}
