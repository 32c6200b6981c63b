/** Why: what stands in the way of a comparison with a revision is said in the reader's language: what, where, what to do. */
import { printable } from '../explain/width';
import type { GitFault } from './git';

type Language = 'en' | 'zh';

/** @param by what asks for a revision, as it is typed: an option or a command */
export function gitSentence(fault: GitFault, language: Language, by = '--since'): string {
  return printable(sentence(fault, language, by));
}

function sentence(fault: GitFault, language: Language, by: string): string {
  const zh = language === 'zh';
  switch (fault.code) {
    case 'no-git':
      return zh
        ? `${by} 需要 git，但找不到这个程序；请安装 git，并确保它在 PATH 中`
        : `${by} needs git, and there is no such program; install git, or put it on the PATH`;
    case 'no-repository':
      return zh
        ? `${fault.folder} 不在 git 仓库中，${by} 无从比较；请在仓库的文件夹中运行`
        : `${fault.folder} is in no git repository, so that ${by} has nothing to compare with; run it in a folder of the repository`;
    case 'no-work-tree':
      return zh
        ? `${fault.folder} 是没有工作文件的 git 仓库，${by} 无从比较；请在检出的文件夹中运行`
        : `${fault.folder} is a git repository without files, so that ${by} has nothing to compare; run it where the files are checked out`;
    case 'unsafe':
      return zh
        ? `git 拒绝读取属于其他用户的仓库 ${fault.folder}；如果信任它，请运行：git config --global --add safe.directory ${quoted(fault.folder)}`
        : `git refuses to read ${fault.folder}, which belongs to another user; if you trust it, run: git config --global --add safe.directory ${quoted(fault.folder)}`;
    case 'not-a-revision':
      return zh
        ? `${by} “${fault.revision}”：不是 git 版本的名称；请给出分支、标签或提交，如 main、v1.2、HEAD~3`
        : `${by} “${fault.revision}” is no name of a revision; give a branch, a tag or a commit, such as main, v1.2 or HEAD~3`;
    case 'no-revision':
      return noRevision(fault, zh, by);
    case 'failed':
      return zh ? `${by}：${fault.command} 运行失败：${fault.message}` : `${by}: ${fault.command} failed: ${fault.message}`;
    default: {
      const never: never = fault;
      return never;
    }
  }
}

function noRevision({ revision, near, shallow }: GitFault & { code: 'no-revision' }, zh: boolean, by: string): string {
  // A shallow clone often follows one branch only: without the refs by name, neither the other branches nor tags would come.
  const unshallow = /^HEAD\b/.test(revision)
    ? 'git fetch --unshallow'
    : 'git fetch --unshallow --tags origin "+refs/heads/*:refs/remotes/origin/*"';
  if (near !== undefined)
    return zh
      ? `${by} “${revision}”：这里没有这个 git 版本，但有 ${near}；请用 ${by} ${near}`
      : `${by} “${revision}”: there is no such git revision here, but there is ${near}; use ${by} ${near}`;
  if (shallow)
    return zh
      ? `${by} “${revision}”：这个克隆是浅克隆，其中没有这个 git 版本；请先运行：${unshallow}（在 GitHub 上：给 actions/checkout 设 fetch-depth: 0）`
      : `${by} “${revision}”: the clone is shallow and does not have this git revision; run first: ${unshallow} (on GitHub: fetch-depth: 0 for actions/checkout)`;
  return zh
    ? `${by} “${revision}”：没有这个 git 版本；请检查拼写，或先取得它：git fetch origin`
    : `${by} “${revision}”: there is no such git revision; check its spelling, or fetch it first: git fetch origin`;
}

const quoted = (word: string): string => (/^[\w@%+=:,./~^-]+$/.test(word) ? word : `'${word.replaceAll("'", "'\\''")}'`);

/** What the user should know of a comparison. */
export type BaseNote =
  | { readonly code: 'shallow' | 'unrelated'; readonly revision: string; readonly commit: string }
  | { readonly code: 'submodule'; readonly path: string }
  | { readonly code: 'outside'; readonly count: number }
  | { readonly code: 'unread'; readonly path: string };

export function noteSentence(note: BaseNote, language: Language): string {
  return printable(noted(note, language));
}

function noted(note: BaseNote, language: Language): string {
  const zh = language === 'zh';
  switch (note.code) {
    case 'shallow':
      return zh
        ? `这个克隆是浅克隆，不知道它与 ${note.revision} 从哪里分开；现与 ${note.revision} 本身（${short(note.commit)}）比较，${note.revision} 上后来改好的问题可能也算作新的。运行 git fetch --unshallow 可以避免。`
        : `The clone is shallow, so that it is not known where it left ${note.revision}; it is compared with ${note.revision} itself (${short(note.commit)}), and what was mended there since may count as new. git fetch --unshallow avoids that.`;
    case 'unrelated':
      return zh
        ? `${note.revision} 与当前提交没有共同的历史；现与 ${note.revision} 本身（${short(note.commit)}）比较。`
        : `${note.revision} and the present commit have no history in common; it is compared with ${note.revision} itself (${short(note.commit)}).`;
    case 'submodule':
      return zh
        ? `子模块 ${note.path} 中没有要比较的提交，其中的问题都算作新的；请在其中运行 git fetch。`
        : `The submodule ${note.path} does not have the commit to compare with, so that all that is found in it counts as new; run git fetch in it.`;
    case 'outside':
      return zh
        ? `${note.count} 个文件不在仓库中，其中的问题都算作新的。`
        : `${note.count === 1 ? 'One file lies' : `${note.count} files lie`} outside of the repository; all that is found there counts as new.`;
    case 'unread':
      return zh
        ? `${note.path} 原来的内容无法读取，其中的问题都算作新的。`
        : `${note.path} could not be read as it was before; all that is found in it counts as new.`;
    default: {
      const never: never = note;
      return never;
    }
  }
}

const short = (commit: string): string => commit.slice(0, 7);
