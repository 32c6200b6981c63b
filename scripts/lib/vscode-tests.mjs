/** Why: what the two ways of testing in a real VS Code share: the workspace they open, the package they install, the report they print. */
import { cpSync, existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { root } from './run.mjs';
import { solverVsixName } from './solver-package.mjs';

/** What `npm run package` made: the extension, and the one with the solver's files, if its optional package is installed. */
export function vsixNames() {
  const name = `clausewright-${JSON.parse(readFileSync(join(root, 'package.json'), 'utf8')).version}.vsix`;
  return [name, ...[solverVsixName()].filter((each) => existsSync(join(root, each)))];
}

/** A copy of the samples to spoil, in a folder with a space and Chinese in its name. */
export function copyWorkspace(temporary) {
  const folder = join(temporary, '政策 samples');
  mkdirSync(folder, { recursive: true });
  cpSync(join(root, 'samples'), folder, { recursive: true });
  return folder;
}

/** Of a clean window. */
export const cleanWindow = {
  'chat.disableAIFeatures': true,
  'workbench.secondarySideBar.defaultVisibility': 'hidden',
  'workbench.startupEditor': 'none',
  'workbench.colorTheme': 'Default Dark Modern',
  'telemetry.telemetryLevel': 'off',
  'git.enabled': false,
};

export function writeSettings(path, settings) {
  mkdirSync(join(path, '..'), { recursive: true });
  writeFileSync(path, JSON.stringify(settings, null, 2));
}

/** Prints every outcome and the closing line; gives whether all is well. */
export function report(outcomes) {
  for (const { title, error } of outcomes) console.log(error ? `✗ ${title}\n    ${error.replaceAll('\n', '\n    ')}` : `✓ ${title}`);
  const failed = outcomes.filter((outcome) => outcome.error).length;
  console.log(`\n${outcomes.length - failed} passed, ${failed} failed`);
  return failed === 0 && outcomes.length > 0;
}
