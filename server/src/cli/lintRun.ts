/** Why: which files `clausewright lint` looks at, and how: what of its options is about whole repositories. */
import { availableParallelism } from 'node:os';
import { resolve } from 'node:path';
import { printable } from '../explain/width';
import { defaultCacheFile } from '../lint/cache';
import { flag, type Option, type Parsed, text } from './command';
import { stopOnProblems } from './configured';
import { type Listing, type ListingOptions, pathOptions, policyFile, policyFiles } from './files';
import { type Context, Trouble } from './io';
import { policyName } from './listing/walk';
import { readStdin } from './text/stdin';

/** A number above it is a mistake. */
const mostWorkers = 256;
/** What standard input is called where it has no name. */
const nameless = 'stdin.clause';

export const runOptions: Readonly<Record<string, Option>> = {
  ...pathOptions,
  stdin: { type: 'boolean', help: { en: 'judge what standard input says', zh: '检查标准输入的内容' } },
  'stdin-path': {
    type: 'string',
    value: 'PATH',
    help: { en: `the file that standard input stands for (${nameless})`, zh: `标准输入代表的文件（缺省 ${nameless}）` },
  },
  workers: {
    type: 'string',
    value: 'N',
    help: { en: 'how many threads judge files (as many as help)', zh: '检查文件的线程数（缺省按需）' },
  },
  cache: { type: 'boolean', help: { en: 'keep what is found, and judge only what changed', zh: '保存结果，下次只检查改动' } },
  'cache-file': {
    type: 'string',
    value: 'FILE',
    help: {
      en: `where it is kept (${defaultCacheFile}); implies --cache`,
      zh: `保存在哪里（缺省 ${defaultCacheFile}）；等于同时给出 --cache`,
    },
  },
};

/** How the files are judged. @throws Trouble for what is no number of threads */
export function runOf(parsed: Parsed, { io, m }: Context): { workers?: number; cache?: string; program?: string } {
  const given = text(parsed, 'workers');
  const workers = given === undefined ? undefined : /^\d{1,4}$/.test(given) ? Number(given) : 0;
  if (workers !== undefined && (workers < 1 || workers > mostWorkers))
    throw new Trouble([m.badWorkers(printable(given ?? ''), mostWorkers), m.seeHelp('lint')]);
  const file = text(parsed, 'cache-file');
  const cache = file ?? (flag(parsed, 'cache') ? defaultCacheFile : undefined);
  return {
    ...(workers === undefined ? {} : { workers: Math.min(workers, Math.max(16, 2 * availableParallelism())) }),
    ...(cache === undefined ? {} : { cache: resolve(io.cwd, cache) }),
    ...(io.program === undefined ? {} : { program: io.program }),
  };
}

/** The files to look at. What standard input says is what its file says, for everyone who reads it. @throws Trouble where it cannot be read */
export function lintFiles(parsed: Parsed, context: Context, options: ListingOptions): Listing {
  const { io, m, host } = context;
  const named = text(parsed, 'stdin-path');
  if (!flag(parsed, 'stdin')) {
    if (named !== undefined) throw new Trouble([m.stdinPathAlone, m.seeHelp('lint')]);
    return policyFiles(parsed.positionals.length === 0 ? ['.'] : parsed.positionals, context, options);
  }
  if (parsed.positionals.length > 0) throw new Trouble([m.stdinAlone, m.seeHelp('lint')]);
  if (flag(parsed, 'fix')) throw new Trouble([m.stdinNotFixed, m.seeHelp('lint')]);
  const file = policyFile(named ?? nameless, io.cwd);
  if (!policyName.test(file.path)) throw new Trouble([m.notAPolicyFile(printable(named ?? nameless))]);
  context.configs.of(file.uri);
  stopOnProblems(context.configs, io.cwd, context.language);
  const read = readStdin(io);
  if ('error' in read) throw new Trouble([m.fileTrouble(m.standardInput, read)]);
  if (options.forceExclude && !options.covers(file.uri)) return { files: [], troubles: [], excluded: [file.shown] };
  host.setText(file.uri, read.text);
  return { files: [file], troubles: [], excluded: [] };
}
