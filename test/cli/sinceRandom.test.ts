/** Why: `lint --since` looks at few files; what it finds new is what comparing all files of both trees, one by one, finds. */
import { rmSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it, vi } from 'vitest';
import { Random } from '../support/randomProgram';
import { Scratch } from './support/repository';

vi.setConfig({ testTimeout: 60_000 });

type Files = Map<string, string>;
const FOLDERS = ['', 'a/', 'a/b/', '政策 二/'];
const nameOf = (n: number): string => `${FOLDERS[n % FOLDERS.length]}f${n}.clause`;

/** From one file to another, as an import writes it. */
function wayTo(from: string, to: string): string {
  const up = '../'.repeat(from.split('/').length - 1);
  return `${up === '' ? './' : up}${to}`;
}

/** A library that declares `x<n>` or, by chance, `y<n>`, and uses names of what it imports. Names of items hold the file's number, so that none moves. */
function textOf(n: number, r: Random): string {
  const imports = [0, 1]
    .filter(() => r.chance(0.5))
    .map(() => r.int(9))
    .filter((to) => to !== n);
  const lines = [...new Set(imports)].map((to) => `import "${wayTo(nameOf(n), nameOf(to))}"`);
  // With another value each: a let that only got another name is not new.
  lines.push(r.chance(0.7) ? `let x${n} = ${1 + r.int(3)}元` : `let y${n} = ${4 + r.int(3)}元`);
  for (const to of imports) lines.push(`clause c${n}_${to} "C" { award x${to} }`);
  return `${lines.join('\n')}\n`;
}

function write(folder: Scratch, files: Files, before: Files): void {
  for (const name of before.keys()) if (!files.has(name)) rmSync(join(folder.path, name));
  for (const [name, text] of files) if (before.get(name) !== text) folder.write(name, text);
}

interface Report {
  readonly findings: readonly { readonly file: string; readonly fingerprint: string }[];
}
const keys = ({ findings }: Report): string[] => findings.map(({ file, fingerprint }) => `${file} ${fingerprint}`).sort();

describe('random trees', () => {
  it.each(Array.from({ length: 25 }, (_, n) => n + 1))('number %i', async (seed) => {
    const r = new Random(seed * 7919);
    const folder = new Scratch();
    const before: Files = new Map();
    for (let n = 0; n < 9; n++) if (r.chance(0.8)) before.set(nameOf(n), textOf(n, r));
    before.set('always.clause', 'let always = 1元\n');
    write(folder, before, new Map());
    folder.commit({});
    const all = async (): Promise<Report> => JSON.parse((await folder.run(['lint', '--no-prove', '--format', 'json'])).out) as Report;
    const old = new Set(keys(await all()));
    const after: Files = new Map(before);
    for (let n = 0; n < 9; n++) {
      if (!r.chance(0.3)) continue;
      if (after.has(nameOf(n)) && r.chance(0.3)) after.delete(nameOf(n));
      else after.set(nameOf(n), textOf(n, r));
    }
    write(folder, after, before);
    if (r.chance(0.5)) folder.git('add', '-A');
    const wanted = keys(await all()).filter((key) => !old.has(key));
    const { out } = await folder.run(['lint', '--no-prove', '--format', 'json', '--since', 'main']);
    expect(keys(JSON.parse(out) as Report)).toEqual(wanted);
  });
});
