/**
 * Why: an applicant who stands in a file twice would be counted twice. The names are kept as they are, not as hashes, so that no two of them are
 * taken for one; a million of 18 characters take some 80 MiB.
 */
import { Buffer } from 'node:buffer';

/** A map holds up to 2^24 entries. */
const PARTS = 64;

/** A copy: a cell is a slice of the piece of the file in which it came in, and would keep it in memory. */
export function ownText(cell: string): string {
  return Buffer.from(cell, 'utf8').toString('utf8');
}

export class Ids {
  private readonly lines = Array.from({ length: PARTS }, () => new Map<string, number>());

  /** The line on which the name stood first; undefined where it is new, and is then kept. */
  first(id: string, line: number): number | undefined {
    const part = this.lines[id.charCodeAt(id.length - 1) % PARTS];
    const first = part?.get(id);
    if (first === undefined) part?.set(ownText(id), line);
    return first;
  }
}
