/**
 * Why: two commands do everything on a fresh machine, so what is missing is installed on the way. Uses only what Node has itself, since
 * it runs before anything is installed.
 */
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { main, root, run, Trouble } from './lib/run.mjs';

function packagesOf(path) {
  return JSON.parse(readFileSync(path, 'utf8')).packages ?? {};
}

/** npm writes its copy of the lockfile last, so it names what is completely installed. Says what is missing, if anything is. */
function missing() {
  const lock = join(root, 'package-lock.json');
  if (!existsSync(lock)) throw new Trouble('package-lock.json is missing: this folder is not a complete checkout');
  const copy = join(root, 'node_modules', '.package-lock.json');
  if (!existsSync(copy)) return 'nothing is installed';
  let installed;
  try {
    installed = packagesOf(copy);
  } catch {
    return 'the last installation was not finished';
  }
  for (const [path, wanted] of Object.entries(packagesOf(lock))) {
    if (path === '' || (wanted.optional && !installed[path])) continue;
    if (installed[path]?.version !== wanted.version || !existsSync(join(root, path)))
      return `${path} ${wanted.version ?? ''} is not installed`;
  }
  return undefined;
}

await main(async () => {
  const major = Number(process.versions.node.split('.')[0]);
  if (major < 20) throw new Trouble(`Node 20 or newer is needed; this is ${process.version}`);
  const why = missing();
  if (!why) {
    console.log('dependencies: up to date');
    return;
  }
  console.log(`dependencies: ${why}; installing with npm ci`);
  try {
    await run('npm', ['ci', '--no-audit', '--no-fund', '--loglevel=error'], { shell: process.platform === 'win32' });
  } catch (error) {
    throw new Trouble(`the dependencies could not be installed (${error.message}); see npm's message above`);
  }
});
