/**
 * Why: `npm run bench` measures what is shipped, so everything is built first; the benchmarks themselves are bundled, since they read our
 * TypeScript sources directly, and run in a process of their own. `npm run bench -- prover` measures the prover
 * alone, `npm run bench -- preview` the preview, `npm run bench -- lint` whole repositories, `npm run bench -- population` files of
 * applicants, `npm run bench -- compare` the difference of two versions.
 */
import { join } from 'node:path';
import { build } from 'esbuild';
import { main, root, run } from './lib/run.mjs';

await main(async () => {
  await run(process.execPath, [join(root, 'scripts', 'build.mjs'), '--production']);
  const outdir = join(root, 'bench', 'dist');
  await build({
    absWorkingDir: root,
    entryPoints: { bench: 'bench/main.ts', proverCase: 'bench/proverCase.ts', populationCase: 'bench/populationCase.ts' },
    outdir,
    outExtension: { '.js': '.mjs' },
    bundle: true,
    platform: 'node',
    target: 'node20',
    format: 'esm',
    charset: 'utf8',
    logLevel: 'warning',
    mainFields: ['module', 'main'],
    // The protocol's library is CommonJS and asks for Node's modules.
    banner: { js: "import { createRequire as requireFrom } from 'node:module'; const require = requireFrom(import.meta.url);" },
    // The peers stay as they are installed.
    external: ['@gorules/zen-engine', 'feelin', 'json-rules-engine', 'publicodes', 'yaml-language-server', 'playwright-core'],
  });
  await run(process.execPath, [join(outdir, 'bench.mjs'), root, ...process.argv.slice(2)]);
});
