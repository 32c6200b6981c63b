/**
 * Why: in a browser, and of a virtual workspace, the server reads no file itself; the client does. The core asks and wants its answer at
 * once, so what has not come yet is answered as missing, asked for, and told when it is there.
 */
import * as v from 'valibot';
import { canonicalUri } from '../core/uris';
import type { FileContent } from '../core/workspace';
import type { LateFiles } from '../late';
import { largestFile } from '../protocol';
import { decodeUtf8 } from './utf8';

/** What is asked of the client. Both may fail or answer anything. */
export interface RemoteClient {
  read(uri: string): Promise<unknown>;
  list(folder: string): Promise<unknown>;
}

/** A client that does not answer so long has no such file. Milliseconds. */
const patience = 10_000;

const fileBytes = v.union([v.object({ base64: v.string() }), v.object({ error: v.picklist(['missing', 'unreadable', 'too-large']) })]);
const fileList = v.array(v.string());

const missing: FileContent = { error: 'missing' };

function contentOf(answer: unknown): FileContent {
  const checked = v.safeParse(fileBytes, answer);
  if (!checked.success) return { error: 'unreadable' };
  if ('error' in checked.output) return { error: checked.output.error };
  let bytes: Uint8Array;
  try {
    bytes = Uint8Array.from(atob(checked.output.base64), (char) => char.charCodeAt(0));
  } catch {
    return { error: 'unreadable' };
  }
  if (bytes.length > largestFile) return { error: 'too-large' };
  const decoded = decodeUtf8(bytes);
  if ('text' in decoded) return { text: decoded.text };
  return { error: decoded.error, ...(decoded.encoding ? { encoding: decoded.encoding } : {}) };
}

export class RemoteFiles implements LateFiles {
  onFile: (uri: string) => void = () => undefined;
  onList: () => void = () => undefined;
  /** By the URI as the core names it, so that nothing is asked for under two names. */
  private readonly files = new Map<string, FileContent>();
  private readonly folders = new Map<string, readonly string[]>();
  /** What was asked for last of each file and folder, while it has not come. */
  private readonly asked = new Map<string, object>();
  private waiters: (() => void)[] = [];

  constructor(private readonly client: RemoteClient) {}

  read(uri: string): FileContent {
    const known = this.files.get(uri);
    if (!known && !this.asked.has(uri)) this.ask(uri);
    return known ?? missing;
  }

  list(folder: string): readonly string[] {
    const known = this.folders.get(folder);
    const key = `list ${folder}`;
    if (!known && !this.asked.has(key)) {
      this.await(key, this.client.list(folder), (answer) => {
        const checked = v.safeParse(fileList, answer);
        this.folders.set(folder, checked.success ? checked.output.map(canonicalUri) : []);
        this.onList();
      });
    }
    return known ?? [];
  }

  get waiting(): boolean {
    return this.asked.size > 0;
  }

  isAwaited(uri: string): boolean {
    return this.asked.has(uri);
  }

  settled(): Promise<void> {
    return this.waiting ? new Promise((resolve) => this.waiters.push(resolve)) : Promise.resolve();
  }

  async fetchListed(): Promise<void> {
    await this.settled();
    for (const files of this.folders.values()) for (const uri of files) this.read(uri);
    await this.settled();
  }

  changed(uri: string): void {
    if (this.files.has(uri) || this.asked.has(uri)) this.ask(uri);
  }

  /** What is known stays known until the new answer is there. */
  private ask(uri: string): void {
    this.await(uri, this.client.read(uri), (answer) => {
      this.files.set(uri, contentOf(answer));
      this.onFile(uri);
    });
  }

  private await(key: string, asked: Promise<unknown>, arrived: (answer: unknown) => void): void {
    const ticket = {};
    this.asked.set(key, ticket);
    const done = (answer: unknown): void => {
      // Asked for again since, or given up: this answer is an old one.
      if (this.asked.get(key) !== ticket) return;
      clearTimeout(timer);
      this.asked.delete(key);
      arrived(answer);
      if (!this.waiting) for (const wake of this.waiters.splice(0)) wake();
    };
    const timer = setTimeout(() => done({ error: 'missing' }), patience);
    asked.then(done, () => done({ error: 'unreadable' }));
  }
}
