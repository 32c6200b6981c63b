/** Why: which configurations a run of the command line goes by, and that it does not go by one in which something is wrong. */
import { existsSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import { URI } from 'vscode-uri';
import { type Config, Configs } from '../config/configs';
import type { Language } from '../config/problems';
import { pathOf, readText } from '../host/nodeHost';
import { shownPath } from './files';
import { Trouble, Troubles } from './io';
import type { Messages } from './messages/messages';
import { Lines } from './text/lines';

/** What `--config` and `--no-config` say. */
export interface Chosen {
  readonly file?: string | undefined;
  readonly none?: boolean | undefined;
}

/** Configurations as they are on this computer. A link is followed wherever it leads: it is a setting, not a policy. */
export function configsFor({ file, none }: Chosen, cwd: string): Configs {
  const only = none ? null : file === undefined ? undefined : URI.file(resolve(cwd, file)).toString();
  const read = (uri: string) => readText(pathOf(uri) ?? '');
  return new Configs({ read }, only === undefined ? {} : { only });
}

/** The configuration that counts for the folder in which the command runs: of a run as a whole its language. */
export const configOfRun = (configs: Configs, cwd: string): Config | undefined => configs.in(URI.file(cwd).toString());

/** What a configuration may be called by mistake. */
const wrongNames = ['clausewright.yml', '.clausewright.yaml', '.clausewright.yml', 'clausewright.json'];

/** A file that was meant to be the configuration of the run and is not read, as it is shown; only where there is no configuration. */
export function misnamedConfig(configs: Configs, cwd: string): string | undefined {
  if (configs.options.only !== undefined || configOfRun(configs, cwd)) return undefined;
  for (let folder = cwd; ; folder = dirname(folder)) {
    const name = wrongNames.find((each) => existsSync(join(folder, each)));
    if (name !== undefined) return shownPath(join(folder, name), cwd);
    // Beyond a repository nobody looks for it.
    if (existsSync(join(folder, '.git')) || dirname(folder) === folder) return undefined;
  }
}

/** @throws Trouble where both are given, or the file cannot be read */
export function checkChosen({ file, none }: Chosen, cwd: string, m: Messages): void {
  if (file === undefined) return;
  if (none) throw new Trouble([m.oneOfConfigAndNone]);
  const read = readText(resolve(cwd, file));
  if ('error' in read) throw new Trouble([m.fileTrouble(file, read)]);
}

/** @throws Trouble that names everything that is wrong in the configurations that were read so far */
export function stopOnProblems(configs: Configs, cwd: string, language: Language): void {
  const problems = configs.problems();
  if (problems.length === 0) return;
  throw new Troubles(
    problems.map(({ uri, start, message }) => {
      const { line, column } = new Lines(configs.textOf(uri)).human(start);
      return `${shownPath(pathOf(uri) ?? uri, cwd)}:${line}:${column}: ${message(language)}`;
    }),
  );
}
