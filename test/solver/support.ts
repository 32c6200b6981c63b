/** The solver's process as the sources have it now, built once a test file, and processes that misbehave. */
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type BuildOptions, build } from 'esbuild';
import { afterAll, describe } from 'vitest';
import { available } from '../../server/src/solver';

/** Tests that need Z3; where its optional package is missing their title says why they are skipped. */
export function describeWithZ3(title: string, body: () => void): void {
  if (available()) describe(title, body);
  else describe.skip(`${title}: skipped, since the optional package z3-solver is not installed`, () => body());
}

/** A folder that is gone after the file's tests. */
export function temporaryFolder(): string {
  const folder = mkdtempSync(join(tmpdir(), 'clausewright-solver-'));
  afterAll(() => rmSync(folder, { recursive: true, force: true, maxRetries: 5 }));
  return folder;
}

/** How the build makes what runs on Node. */
export const nodeBundle: BuildOptions = {
  bundle: true,
  platform: 'node',
  format: 'cjs',
  mainFields: ['module', 'main'],
  logLevel: 'silent',
  define: { 'import.meta.url': '__moduleUrl' },
  banner: { js: "const __moduleUrl = require('node:url').pathToFileURL(__filename).href;" },
};

/** Builds the child's program into the folder; gives its path. */
export async function buildChild(folder: string): Promise<string> {
  const outfile = join(folder, 'solver.js');
  await build({ ...nodeBundle, entryPoints: [join(__dirname, '../../server/src/solver/solverMain.ts')], outfile });
  return outfile;
}

/**
 * A program that speaks as the child does; `onQuestion` is the body of a function of `question`, with `answer(result, memory)` at hand and the
 * number of the question's flags as `index`.
 */
export function fakeChild(folder: string, name: string, onQuestion: string, start = "process.send({ kind: 'ready' });"): string {
  const path = join(folder, `${name}.cjs`);
  writeFileSync(
    path,
    `process.on('disconnect', () => process.exit(0));
process.on('message', (question) => {
  const answer = (result, memory = 0) => process.send({ kind: 'answer', id: question.id, result, memory });
  const index = question.names.filter((name) => name.startsWith('p')).length;
  ${onQuestion}
});
${start}
`,
  );
  return path;
}
