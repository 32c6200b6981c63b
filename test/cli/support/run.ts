/** Why: the command line is tested as it is used, on real files in a folder of its own, but in process. */
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterAll } from 'vitest';
import { run } from '../../../server/src/cli/run';

export interface Ran {
  readonly code: number;
  readonly out: string;
  readonly err: string;
}

/** A folder with a space and Chinese in its name, that goes away with the test file. */
export class Folder {
  readonly path = mkdtempSync(join(tmpdir(), 'clausewright 测试 '));

  constructor() {
    afterAll(() => rmSync(this.path, { recursive: true, force: true }));
  }

  /** Writes a file, as text or as bytes, and gives its name back. */
  write(name: string, content: string | Uint8Array): string {
    const path = join(this.path, name);
    mkdirSync(dirname(path), { recursive: true });
    writeFileSync(path, content);
    return name;
  }

  /** Runs the command line in this folder or one `below` it, in English unless the environment says otherwise. */
  async run(args: readonly string[], env: Readonly<Record<string, string>> = {}, terminal = false, below = '.'): Promise<Ran> {
    let out = '';
    let err = '';
    const code = await run(args, {
      out: (text) => {
        out += text;
      },
      err: (text) => {
        err += text;
      },
      cwd: join(this.path, below),
      env,
      terminal,
    });
    return { code, out, err };
  }
}

/** A policy of two clauses whose figures are easily worked out by hand. */
export const POLICY = `policy "Support" {
  effective 2025-01-01 to 2027-12-31
}
fact registered "Registered": boolean
fact spent      "Spent": money from 0元
fact level      "Level": one of { none, municipal, national }
fact titles     "Titles": any of { small, large } default { }
fact staff      "Staff": integer 人 from 0人 default 0人
fact founded    "Founded": date default 2000-01-01
fact share      "Share": percent from 0% to 100% default 0%
fact rent       "Rent": 元/平方米/天 default 0元/平方米/天
fact projects   "Projects": list to 2 of {
  cost     "Cost": money from 0元
  approved "Approved": boolean default yes
}
require registered "must be registered"

clause tenth "A tenth" {
  when  spent over 0元 "has spent nothing"
  award 10% of spent
  cap   30万元
  less  paid(tenth)
}

clause by_level "By level" {
  award by level { national: 20万元, municipal: 5万元, none: 0元 }
}

exclusive one "Only one" {
  among  tenth, by_level
  choose highest
}

example "a firm" {
  registered = yes, spent = 100万元, level = municipal
  expect tenth = 10万元
  expect total = 10万元
}
`;
