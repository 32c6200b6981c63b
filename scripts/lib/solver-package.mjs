/** Why: the solver is some twenty times as large as everything else, so it travels in an extension of its own, which this stages and packs. */
import { copyFileSync, existsSync, mkdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { notice } from './notices.mjs';
import { answer, root, run, Trouble } from './run.mjs';

const source = join(root, 'node_modules', 'z3-solver');
const folder = join(root, 'solver');
const files = ['z3-built.js', 'z3-built.wasm'];
const wanted = ['package.json', 'package.nls.zh-cn.json', 'README.md', 'icon.png', 'LICENSE', ...files.map((file) => `dist/${file}`)];
/** The files alone are 35 MB; packed they are much less. Bytes. */
const limit = 20_000_000;

export function solverVsixName() {
  return `clausewright-solver-${JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8')).version}.vsix`;
}

/** Makes the `.vsix` with the solver beside the other; gives its name, or undefined where the optional package is not installed. */
export async function packSolver(vsce, version) {
  const name = solverVsixName();
  rmSync(join(root, name), { force: true });
  const manifest = JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8'));
  if (manifest.version !== version) throw new Trouble(`solver/package.json has version ${manifest.version}, package.json ${version}`);
  if (!existsSync(source)) return undefined;
  mkdirSync(join(folder, 'dist'), { recursive: true });
  for (const file of files) copyFileSync(join(source, 'build', file), join(folder, 'dist', file));
  copyFileSync(join(root, 'media', 'icon.png'), join(folder, 'icon.png'));
  copyFileSync(join(root, 'LICENSE'), join(folder, 'LICENSE'));
  writeFileSync(join(folder, 'dist', 'THIRD-PARTY-NOTICES.txt'), notices());
  const options = ['--no-dependencies', '--allow-missing-repository', '--no-rewrite-relative-links'];
  await run(process.execPath, [vsce, 'package', ...options, '--out', join('..', name)], { cwd: folder });
  const listing = answer(process.execPath, [vsce, 'ls', '--no-dependencies'], { cwd: folder })?.split('\n') ?? [];
  const missing = wanted.filter((path) => !listing.includes(path));
  if (missing.length > 0) throw new Trouble(`${name} lacks ${missing.join(', ')}`);
  const { size } = statSync(join(root, name));
  if (size > limit) throw new Trouble(`${name} has ${size} bytes; it may have ${limit}`);
  return `${name}: ${listing.length} files, ${Math.ceil(size / 1000)} kB`;
}

function notices() {
  const runtime =
    'Compiled with Emscripten, whose run-time library is part of both files: Copyright (c) 2010-2014 Emscripten authors, MIT License; its C library\nis musl, Copyright (c) 2005-2020 Rich Felker et al., MIT License; its C++ library is LLVM’s libc++, Apache License 2.0 with LLVM Exceptions.';
  return ['This extension contains files of this package.', notice(join('node_modules', 'z3-solver')), runtime].join(
    `\n\n${'-'.repeat(80)}\n\n`,
  );
}
