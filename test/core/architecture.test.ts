/** The house's rules: imports follow the data flow backwards and never turn; the rules core is pure and builds for a browser. */
import { readdirSync, readFileSync } from 'node:fs';
import { dirname, join, normalize, relative } from 'node:path';
import { build } from 'esbuild';
import { describe, expect, it } from 'vitest';

const source = join(__dirname, '../../server/src');

function sources(folder: string): string[] {
  return readdirSync(folder, { withFileTypes: true }).flatMap((e) => {
    const path = join(folder, e.name);
    return e.isDirectory() ? sources(path) : /\.ts$/.test(e.name) ? [path] : [];
  });
}

/** The layer of a file: what it may import are layers of lower or equal rank. */
const LAYERS: readonly (readonly [RegExp, number])[] = [
  // Contracts that every stage speaks (types only) and exact numbers.
  [/^core\/(exact|finding|uris|editDistance)\.ts$/, 0],
  [/^core\/syntax\//, 1],
  [/^core\/program\//, 2],
  [/^core\/evaluate\//, 3],
  // From the typed program to what can happen over all applicants; witnesses are replayed by the evaluator.
  [/^core\/prove\//, 3.5],
  // What a policy pays one applicant along one fact: the terms of the prover, the values of the evaluator.
  [/^core\/curve\//, 3.7],
  [/^core\/lint\//, 4],
  // What a change does to awards: two programs over the prover's terms.
  [/^core\/compare\//, 4.2],
  [/^core\/(workspace|analysis)/, 5],
  [/^(protocol|previewProtocol|differenceProtocol)\.ts$/, 5],
  // How a figure came about, for the command line and for the editor.
  [/^explain\//, 6],
  // Values of facts as they are written, for the command line and for the preview.
  [/^facts\//, 5],
  [/^host\//, 6],
  // The prover's second step: a process of its own, on a computer only.
  [/^solver\//, 6],
  [/^features\//, 6],
  // What the preview's panel shows.
  [/^preview\//, 6],
  // What a change does to awards, beside the author's work.
  [/^differences\//, 6],
  // What one session of the language server knows; features read it.
  [/^(session|sessionConfig|sessionBaseline|folderFiles|folderFindings|late|pace|proofs)\.ts$/, 6],
  [/^(server|serverMain|node|browser|browserMain|notifications|publisher|folderPush|readAhead|watching)\.ts$/, 7],
  // What folders want of their policies: for the editor and the command line.
  [/^config\//, 5.5],
  // Revisions as files.
  [/^git\//, 6],
  // Many files judged, and what of it is new.
  [/^lint\//, 7],
  // Files of applicants through a policy, or through two versions of it.
  [/^population\//, 7],
  [/^cli\//, 8],
];

function layer(file: string): number {
  const found = LAYERS.find(([pattern]) => pattern.test(file));
  if (!found) throw new Error(`${file} stands in no layer of the house`);
  return found[1];
}

/** Runtime imports (`import type` vanishes in the build) of a file, as paths relative to server/src; packages by name. */
function imports(path: string): { own: string[]; packages: string[] } {
  const text = readFileSync(path, 'utf8');
  const own: string[] = [];
  const packages: string[] = [];
  for (const m of text.matchAll(/^(?:import|export)\s+(?!type\b)(?:[^;'"]*?\sfrom\s+)?['"]([^'"]+)['"]/gm)) {
    const target = m[1] as string;
    if (!target.startsWith('.')) packages.push(target);
    else {
      const base = normalize(relative(source, join(dirname(path), target))).replaceAll('\\', '/');
      own.push(base);
    }
  }
  return { own, packages };
}

describe('the house', () => {
  const files = sources(source);

  it('has files in every stage', () => {
    const seen = new Set(files.map((f) => layer(relative(source, f).replaceAll('\\', '/'))));
    expect([...seen].sort()).toEqual(expect.arrayContaining([0, 1, 2, 3, 4, 5, 6, 7, 8]));
  });

  it('imports only from the same stage or from earlier ones', () => {
    const known = files.map((f) => relative(source, f).replaceAll('\\', '/'));
    const turned: string[] = [];
    for (const file of files) {
      const from = relative(source, file).replaceAll('\\', '/');
      for (const target of imports(file).own) {
        const to = [target, `${target}.ts`, `${target}/index.ts`].find((t) => known.includes(t));
        if (to && layer(to) > layer(from)) turned.push(`${from} imports ${to}`);
      }
    }
    expect(turned).toEqual([]);
  });

  it('keeps the core free of hosts: only these packages, none of Node', () => {
    const allowed = new Set(['decimal.js', 'vscode-uri']);
    const found = files
      .filter((f) => relative(source, f).startsWith('core'))
      .flatMap((f) => imports(f).packages.map((p) => `${relative(source, f)}: ${p}`))
      .filter((line) => !allowed.has(line.split(': ')[1] as string));
    expect(found).toEqual([]);
  });

  it('lets the client know the server only through protocol.ts and previewProtocol.ts', () => {
    const client = join(__dirname, '../../client/src');
    const bad = sources(client).flatMap((f) =>
      [...readFileSync(f, 'utf8').matchAll(/from\s+['"]([^'"]*server[^'"]*)['"]/g)]
        .map((m) => m[1] as string)
        .filter((t) => !/[pP]rotocol$/.test(t) && t.startsWith('.') && /server\//.test(t)),
    );
    expect(bad).toEqual([]);
  });

  it('builds the core for the browser', async () => {
    const result = await build({
      entryPoints: [join(source, 'core/workspace.ts')],
      bundle: true,
      platform: 'browser',
      write: false,
      logLevel: 'silent',
      format: 'esm',
      loader: { '.md': 'text' },
    });
    expect(result.errors).toEqual([]);
    expect(result.outputFiles[0]?.text.length).toBeGreaterThan(10_000);
  });

  it('keeps the solver, git and their processes out of what runs in a browser', async () => {
    for (const entry of ['core/workspace.ts', 'core/prove/index.ts', 'browserMain.ts']) {
      const result = await build({
        entryPoints: [join(source, entry)],
        bundle: true,
        platform: 'browser',
        mainFields: ['browser', 'module', 'main'],
        write: false,
        metafile: true,
        logLevel: 'silent',
        format: 'esm',
        loader: { '.md': 'text' },
      });
      const inputs = Object.keys(result.metafile.inputs);
      expect(inputs.length).toBeGreaterThan(1);
      expect(inputs.filter((input) => /server\/src\/(solver|git)\/|z3-solver/.test(input))).toEqual([]);
    }
  });
});
