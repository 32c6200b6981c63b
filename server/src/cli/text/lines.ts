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
  /** Asked for again and again where a line is a whole file, with a finding at each word. */
  private lastLine = { line: -1, text: '' };
  private lastColumn = { line: -1, character: 0, column: 0 };

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
    if (this.lastLine.line !== line)
      this.lastLine = { line, text: this.text.slice(start, this.starts[line + 1] ?? this.text.length).replace(/[\r\n]+$/, '') };
    return this.lastLine.text;
  }

  /** Line and column from 1; the column counts characters (code points), so an emoji or a rare character counts once. */
  human(offset: number): { line: number; column: number } {
    const { line, character } = this.position(offset);
    const last = this.lastColumn;
    const from = last.line === line && last.character <= character ? last : { line, character: 0, column: 0 };
    const column = from.column + [...this.line(line).slice(from.character, character)].length;
    this.lastColumn = { line, character, column };
    return { line: line + 1, column: column + 1 };
  }
}
