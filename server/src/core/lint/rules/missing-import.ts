/** An imported file cannot be read. Reported where imports are followed. */
import type { ProgramData } from '../../program/problems';
import type { Rule } from '../rule';
import { byCode } from '../wording';

type Data = ProgramData<'missing-import'>;

export const missingImport: Rule = {
  name: 'missing-import',
  group: 'reading',
  severity: 'error',
  en: {
    messages: byCode<Data>({
      missing: 'There is no file “{path}”; the path is relative to this file.',
      outside: '“{path}” leads out of the workspace folder; import only files inside it (on the command line --root names the folder).',
      unreadable: '“{path}” cannot be read; a .clause file must be a text file in UTF-8.',
      conflict: '“{path}” is in conflict after a merge; nothing of it counts until its lines with <<<<<<< and >>>>>>> are resolved.',
    }),
  },
  zh: {
    messages: byCode<Data>({
      missing: '没有文件“{path}”；路径从本文件所在的文件夹算起。',
      outside: '“{path}”在工作区文件夹之外；只能引用其中的文件（命令行用 --root 指定文件夹）。',
      unreadable: '“{path}”无法读取；.clause 文件必须是 UTF-8 编码的文本文件。',
      conflict: '“{path}”的合并冲突尚未解决；在处理其中的 <<<<<<< 和 >>>>>>> 之前，它的内容都不计入。',
    }),
  },
};
