/** Why: who waits at a terminal sees what is worked on; nothing of it stays, and nothing of it goes into a file or a pipe. */
import { printable, shorten } from '../../explain/width';
import type { Io } from '../io';

/** Work that is done sooner is not spoken of. Milliseconds. */
const patience = 500;
const erase = '\r\u001b[2K';
/** Longer lines could wrap, and then would not be erased whole. Columns. */
const longest = 79;

export class ProgressLine {
  private readonly start = performance.now();
  private shown = '';

  constructor(private readonly io: Io) {}

  show(line: string): void {
    if (!this.io.terminal || line === this.shown || performance.now() - this.start < patience) return;
    this.shown = line;
    this.io.err(`${erase}${shorten(printable(line), longest)}`);
  }

  end(): void {
    if (this.shown !== '') this.io.err(erase);
    this.shown = '';
  }
}
