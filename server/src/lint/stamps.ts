/** Why: whether a file's findings still stand is seen from what was read for them; a stamp says what that was, without keeping it. */
import { createHash } from 'node:crypto';
import type { FileText, FileTrouble } from '../host/utf8';
import type { JudgeHost } from './judge';

/** A host that knows what it answered last, for each file. */
export class StampingHost implements JudgeHost {
  private readonly stamps = new Map<string, string>();

  constructor(private readonly host: JudgeHost) {}

  read(uri: string): Pick<FileText, 'text'> | FileTrouble {
    const content = this.host.read(uri);
    this.stamps.set(uri, stampOf(content, this.host.rootOf(uri)));
    return content;
  }

  rootOf(uri: string): string | undefined {
    return this.host.rootOf(uri);
  }

  allow(uri: string): void {
    this.host.allow?.(uri);
  }

  /** Of what was read last; of what was not read yet, of what is there now. */
  stamp(uri: string): string {
    if (!this.stamps.has(uri)) this.read(uri);
    return this.stamps.get(uri) ?? '';
  }
}

/** The same for the same answer, and for the same folder that imports may not leave. */
function stampOf(content: Pick<FileText, 'text'> | FileTrouble, root: string | undefined): string {
  const hash = createHash('sha1');
  hash.update(root ?? '').update('\0');
  if ('text' in content) hash.update('text\0').update(content.text);
  else {
    const { error, code = '', encoding = '', byte = '', line = '', size = '' } = content;
    hash.update(JSON.stringify([error, code, encoding, byte, line, size]));
  }
  return hash.digest('base64url');
}
