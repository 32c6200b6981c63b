/**
 * Why: `npm run schema` writes the schema of `clausewright.yaml` and the findings' summaries anew, after the shape, a rule or a page has changed. A test
 * compares what is committed with what would be written.
 */
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { build } from 'esbuild';
import { main, root } from './lib/run.mjs';

await main(async () => {
  const folder = mkdtempSync(join(tmpdir(), 'clausewright-schema-'));
  try {
    const outfile = join(folder, 'schema.mjs');
    await build({
      absWorkingDir: root,
      entryPoints: ['scripts/makeSchema.ts'],
      outfile,
      bundle: true,
      platform: 'node',
      target: 'node20',
      format: 'esm',
      mainFields: ['module', 'main'],
      banner: { js: "import { createRequire as requireFrom } from 'node:module'; const require = requireFrom(import.meta.url);" },
      logLevel: 'warning',
    });
    const { generated } = await import(pathToFileURL(outfile).href);
    for (const [path, text] of Object.entries(generated(root))) {
      mkdirSync(dirname(join(root, path)), { recursive: true });
      writeFileSync(join(root, path), text);
      console.log(`wrote ${path}`);
    }
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
});
