/**
 * Why: most files of a repository are as they were at the last run. What was found in them is kept in a file, under stamps of everything that
 * it rests on, so that it is taken only where it would be found again. Whatever else stands in that file, it is as if there were none.
 */
import { createHash, randomBytes } from 'node:crypto';
import { readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import type { JudgedFile } from './judged';

export const defaultCacheFile = '.clausewright-cache.json';

/** Runs that a file is remembered for without being asked for, each of which found something new. */
const patience = 20;
/** A cache file that is larger is not read: it costs more than it saves. Bytes. */
const largest = 256 * 1024 * 1024;

interface Entry {
  /** One for each of the reads, in their order. */
  readonly stamps: readonly string[];
  readonly file: JudgedFile;
  /** For so many runs nobody asked for it. */
  readonly unasked: number;
}

const digest = (text: string): string => createHash('sha1').update(text).digest('hex');
const head = /^\{"clausewright":1,"key":"([0-9a-f]{40})","sum":"([0-9a-f]{40})","files":/;

export class Cache {
  private readonly key: string;
  private readonly entries: Map<string, Entry>;
  private readonly asked = new Set<string>();
  private isNew = false;

  /**
   * @param path of the file
   * @param made all that findings rest on beside files: the program's build, options, whether there is a solver
   */
  constructor(
    private readonly path: string,
    made: readonly unknown[],
  ) {
    this.key = digest(JSON.stringify(made));
    this.entries = read(path, this.key);
  }

  /** What was found in the file, if everything it rests on is as it was. */
  get(uri: string, stamp: (uri: string) => string): JudgedFile | undefined {
    this.asked.add(uri);
    const entry = this.entries.get(uri);
    if (!entry) return undefined;
    return entry.file.reads.every((one, n) => stamp(one) === entry.stamps[n]) ? entry.file : undefined;
  }

  set(uri: string, file: JudgedFile, stamps: readonly string[]): void {
    this.asked.add(uri);
    if (file.trouble || file.notProved !== undefined || file.unsure) {
      this.isNew = this.entries.delete(uri) || this.isNew;
      return;
    }
    this.entries.set(uri, { stamps, file, unasked: 0 });
    this.isNew = true;
  }

  /** Writes it if there is something new; where it cannot be written the next run has to do without. */
  write(): void {
    if (!this.isNew) return;
    const kept: Record<string, Entry> = {};
    for (const [uri, entry] of this.entries) {
      const unasked = this.asked.has(uri) ? 0 : entry.unasked + 1;
      if (unasked <= patience) kept[uri] = unasked === entry.unasked ? entry : { ...entry, unasked };
    }
    const files = JSON.stringify(kept);
    const beside = `${this.path}.${process.pid}-${randomBytes(4).toString('hex')}.tmp`;
    try {
      writeFileSync(beside, `{"clausewright":1,"key":"${this.key}","sum":"${digest(files)}","files":${files}}`, { flag: 'wx' });
      renameSync(beside, this.path);
    } catch {
      rmSync(beside, { force: true });
    }
  }
}

/** None where the file is missing, of another build, damaged, or something else. */
function read(path: string, key: string): Map<string, Entry> {
  try {
    const bytes = readFileSync(path);
    if (bytes.length > largest) return new Map();
    const text = bytes.toString('utf8');
    const found = head.exec(text);
    if (!found || found[1] !== key) return new Map();
    const files = text.slice(found[0].length, -1);
    // Not only for a file that is cut short: with its sum right it is what was written, down to the last finding.
    if (digest(files) !== found[2] || !text.endsWith('}')) return new Map();
    return new Map(Object.entries(JSON.parse(files) as Record<string, Entry>));
  } catch {
    return new Map();
  }
}
