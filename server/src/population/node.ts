/** Why: files of applicants on this computer, as the run reads them: opened anew each time, read in pieces, what goes wrong told as data. */
import { createReadStream, statSync } from 'node:fs';
import type { Source } from './source';

const PIECE_BYTES = 1 << 17;

/** @param shown how the file is called where people see it */
export function fileSource(path: string, shown = path): Source {
  let size: number | undefined;
  try {
    const stat = statSync(path);
    if (stat.isFile()) size = stat.size;
  } catch {
    // What is the matter is told when it is opened.
  }
  return { name: shown, ...(size === undefined ? {} : { size }), open: () => createReadStream(path, { highWaterMark: PIECE_BYTES }) };
}
