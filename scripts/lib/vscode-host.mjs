/**
 * Why: the editor tests want a real VS Code and a real browser on machines that have neither. This makes both, once a machine, in a cache
 * folder outside the checkout: a Node that the server accepts, the VS Code server that the package code-server carries, Chromium and a
 * font with Chinese. Every step leaves its mark only when it is complete, so a half-finished one is made again.
 */
import { existsSync, mkdirSync, readdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { homedir, tmpdir } from 'node:os';
import { join } from 'node:path';
import { answer, run, Trouble } from './run.mjs';

/** code-server 4.139.1 is VS Code 1.139.1. */
const codeServer = '4.139.1';
const nodeMajor = '24';

export const cache = join(process.env.XDG_CACHE_HOME || join(homedir(), '.cache'), 'clausewright');

/** Makes a folder of the cache with `build`, unless an earlier run has completed it. */
async function once(name, build) {
  const folder = join(cache, name);
  const mark = join(folder, '.complete');
  if (existsSync(mark)) return folder;
  console.log(`preparing ${name} in ${cache}`);
  const half = `${folder}.${process.pid}.part`;
  for (const other of existsSync(cache) ? readdirSync(cache) : []) {
    if (other.startsWith(`${name}.`) && other.endsWith('.part')) rmSync(join(cache, other), { recursive: true, force: true });
  }
  mkdirSync(half, { recursive: true });
  await build(half);
  rmSync(folder, { recursive: true, force: true });
  renameSync(half, folder);
  writeFileSync(mark, new Date().toISOString());
  return folder;
}

/** @returns {Promise<string>} the folder of a Node 24, with `bin/node` in it */
export function node24() {
  if (process.platform !== 'linux')
    throw new Trouble('Node 24 is fetched for Linux only; on this machine run the tests with one of your own');
  const name = `node-linux-${process.arch === 'arm64' ? 'arm64' : 'x64'}`;
  return once(`${name}-${nodeMajor}`, async (folder) => {
    writeFileSync(join(folder, 'package.json'), '{"private":true}\n');
    await run('npm', ['install', '--no-save', '--no-audit', '--no-fund', `${name}@${nodeMajor}`], { cwd: folder });
  }).then((folder) => join(folder, 'node_modules', name));
}

/** @returns {Promise<{node: string, server: string, env: NodeJS.ProcessEnv}>} the Node binary, the server's folder, the environment to run it in */
export async function vscodeServer() {
  if (process.platform !== 'linux') throw new Trouble('test:vscode needs Linux; use npm run test:electron on this machine');
  const home = await node24();
  const env = { ...process.env, PATH: `${join(home, 'bin')}:${process.env.PATH}`, npm_config_nodedir: home };
  const folder = await once(`vscode-server-${codeServer}`, async (half) => {
    await packages(
      [
        ['python3', () => answer('python3', ['--version'])],
        ['make', () => answer('make', ['--version'])],
        ['g++', () => answer('g++', ['--version'])],
      ],
      'to build the native parts of the VS Code server',
    );
    await run('npm', ['pack', '--silent', `code-server@${codeServer}`], { cwd: half });
    await run('tar', ['-xzf', `code-server-${codeServer}.tgz`, '--strip-components=1', 'package/lib/vscode'], { cwd: half });
    rmSync(join(half, `code-server-${codeServer}.tgz`));
    const cwd = join(half, 'lib', 'vscode');
    await run('npm', ['install', '--omit=dev', '--ignore-scripts', '--no-audit', '--no-fund'], { cwd, env });
    const native = ['@vscode/spdlog', '@vscode/native-watchdog', '@vscode/fs-copyfile', '@vscode/deviceid'];
    await run('npm', ['rebuild', ...native], { cwd, env });
  });
  return { node: join(home, 'bin', 'node'), server: join(folder, 'lib', 'vscode'), env };
}

/** The path of a Chromium; installs it, with a font that has Chinese, where they are missing. */
export async function chromium() {
  const find = () =>
    [process.env.CLAUSEWRIGHT_CHROMIUM, '/usr/bin/chromium', '/usr/bin/chromium-browser', '/usr/bin/google-chrome'].find(
      (path) => path && existsSync(path) && answer(path, ['--version']) !== undefined,
    );
  await packages(
    [
      ['chromium', find],
      ['fontconfig', () => answer('fc-list', ['--version']) !== undefined],
      ['fonts-noto-cjk', () => answer('fc-list', [':lang=zh-cn', 'family'])],
    ],
    'to show VS Code',
  );
  const found = find();
  if (!found) throw new Trouble('no Chromium was found; set CLAUSEWRIGHT_CHROMIUM to the path of one');
  return found;
}

/** Installs the Debian packages whose probe finds nothing. */
async function packages(wanted, why) {
  const missing = wanted.filter(([, probe]) => !probe()).map(([name]) => name);
  if (missing.length === 0) return;
  console.log(`installing ${missing.join(', ')} ${why}`);
  const sudo = process.getuid?.() === 0 ? [] : ['sudo', '-n'];
  if (sudo.length > 0 && answer('sudo', ['-n', 'true']) === undefined) {
    throw new Trouble(`${missing.join(', ')} must be installed ${why}; run: sudo apt-get install ${missing.join(' ')}`);
  }
  const log = join(tmpdir(), `clausewright-apt-${process.pid}.log`);
  const quiet = '-o DPkg::Lock::Timeout=300 -o APT::Acquire::Retries=3';
  const script = `dpkg --configure -a && apt-get ${quiet} update && apt-get ${quiet} -f install -y && apt-get ${quiet} install -y --no-install-recommends ${missing.join(' ')}`;
  const [command, ...args] = [...sudo, 'sh', '-c', `export DEBIAN_FRONTEND=noninteractive; (${script}) > ${log} 2>&1`];
  try {
    await run(command, args);
  } catch {
    const tail = existsSync(log) ? readFileSync(log, 'utf8').trim().split('\n').slice(-8).join('\n') : '';
    throw new Trouble(`${missing.join(', ')} could not be installed ${why}; apt-get said:\n${tail}`);
  }
}
