/** Why: `clausewright fmt` lays out policy files in one way, and turns their keywords into either language. */
import { conflictIn, format } from '../../core/syntax/index';
import { isLiterate } from '../../core/uris';
import { Workspace } from '../../core/workspace';
import { printable } from '../../explain/width';
import { readText } from '../../host/nodeHost';
import { replaceFile } from '../../host/replaceFile';
import { type Command, flag, text } from '../command';
import { listingOptions, pathOptions, policyFiles } from '../files';
import { EXIT } from '../io';
import { told } from '../session';
import { Lines } from '../text/lines';

export const fmt: Command = {
  name: 'fmt',
  usage: 'PATHS…',
  summary: { en: 'lay out policy files in one way', zh: '统一政策文件的格式' },
  details: {
    en: `Writes the files in place. With --check nothing is written, and the exit code is 1 if a file is not laid out so. --keywords turns all
keywords into one language and changes nothing else.`,
    zh: `直接改写文件。加 --check 时不改写，有文件未格式化则退出码为 1。--keywords 把全部关键词换成一种语言，其余不变。`,
  },
  options: {
    ...pathOptions,
    check: { type: 'boolean', help: { en: 'only say which files would change', zh: '只说明哪些文件会改动' } },
    keywords: {
      type: 'string',
      value: 'zh|en',
      oneOf: ['zh', 'en'],
      help: { en: 'language of the keywords (as they are)', zh: '关键词的语言（缺省不变）' },
    },
  },
  arity: [1, Number.POSITIVE_INFINITY],
  run(context, parsed) {
    const { io, m, colours } = context;
    const check = flag(parsed, 'check');
    const chosen = text(parsed, 'keywords');
    const keywords = chosen === 'zh' || chosen === 'en' ? chosen : undefined;
    const { files, troubles, excluded } = policyFiles(parsed.positionals, context, listingOptions(parsed, context.configs));
    if (files.length === 0 && excluded.length > 0) io.err(`${m.allExcluded(excluded)}\n`);
    const workspace = new Workspace(context.host);
    let changed = 0;
    for (const file of files) {
      const read = readText(file.path);
      if ('error' in read) {
        troubles.push(m.fileTrouble(file.shown, read));
        continue;
      }
      const conflict = conflictIn(read.text, isLiterate(file.uri));
      if (conflict) {
        troubles.push(m.inConflict(file.shown, new Lines(read.text).human(conflict.markers[0]?.start ?? 0).line));
        continue;
      }
      context.host.allow(file.uri);
      const imported = workspace.importedNames(file.uri);
      const isDeclared = (word: string) => imported.has(word);
      const formatted = format(read.text, { literate: isLiterate(file.uri), isDeclared, ...(keywords ? { keywords } : {}) });
      if (formatted === read.text) continue;
      if (!check) {
        const code = replaceFile(file.path, (read.bom ? '\ufeff' : '') + formatted);
        if (code !== undefined) {
          troubles.push(m.notWritten(file.shown, code));
          continue;
        }
      }
      changed++;
      io.out(`${told(check ? m.wouldChange(file.shown) : m.formatted(file.shown))}\n`);
    }
    for (const trouble of troubles) io.err(`${colours.red(m.error)}: ${printable(trouble)}\n`);
    if (files.length > 0) io.out(`${m.fmtSummary(changed, files.length, check)}\n`);
    if (troubles.length > 0) return EXIT.couldNotRun;
    return check && changed > 0 ? EXIT.found : EXIT.fine;
  },
};
