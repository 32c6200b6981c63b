/** Why: standard input is read as files are: whole, as UTF-8, and not without end. */
import { readFileSync } from 'node:fs';
import { decodeUtf8, type FileText, type FileTrouble, MAX_FILE_BYTES } from '../../host/utf8';
import type { Io } from '../io';

/** Never throws. */
export function readStdin(io: Io): FileText | FileTrouble {
  try {
    const bytes = io.stdin?.() ?? readFileSync(0);
    return bytes.length > MAX_FILE_BYTES ? { error: 'too-large', size: bytes.length } : decodeUtf8(bytes);
  } catch (error) {
    return { error: 'unreadable', code: (error as NodeJS.ErrnoException).code ?? 'unknown' };
  }
}
