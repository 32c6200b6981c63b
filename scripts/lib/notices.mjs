/** Why: the bundles hold other people's code, and its licences ask that their text goes with every copy. */
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { root, Trouble } from './run.mjs';

/** The folder of the package that a bundled file comes from, relative to the root; undefined for our own files. */
function packageOf(input) {
  return /^(?:.*\/)?node_modules\/(?:@[^/]+\/)?[^/]+/.exec(input)?.[0];
}

/** One package's name, version, licence and licence text. `folder` is relative to the root. */
export function notice(folder) {
  const { name, version, license } = JSON.parse(readFileSync(join(root, folder, 'package.json'), 'utf8'));
  const file = readdirSync(join(root, folder)).find((each) => /^licen[cs]e/i.test(each));
  if (file === undefined && !license) throw new Trouble(`${folder} has no licence, so it cannot be part of a bundle`);
  const text = file === undefined ? '' : readFileSync(join(root, folder, file), 'utf8').trim();
  return `${name} ${version} (${license ?? 'see below'})\n\n${text}\n`;
}

/** The notices for what esbuild's metafiles say was bundled, and for the packages in these folders, of which files were copied. */
export function notices(metafiles, copied = []) {
  const bundled = metafiles.flatMap((metafile) => Object.keys(metafile.inputs)).flatMap((input) => packageOf(input) ?? []);
  const folders = new Set([...bundled, ...copied]);
  const found = [...folders].filter((folder) => existsSync(join(root, folder, 'package.json'))).sort();
  const line = '-'.repeat(80);
  return ['Clausewright contains parts of these packages.', ...found.map(notice)].join(`\n\n${line}\n\n`);
}
