/** Why: what stands in the way of a comparison in the editor is said there: what, where, what to do. */
import { printable } from '../explain/width';
import type { GitFault } from './git';

export type PastFault =
  | GitFault
  /** The file is on no disk. */
  | { readonly code: 'no-file' }
  /** The commit does not have it. */
  | { readonly code: 'new-file'; readonly commit: string };

export function pastSentence(fault: PastFault, language: 'en' | 'zh'): string {
  return printable(sentence(fault, language === 'zh'));
}

function sentence(fault: PastFault, zh: boolean): string {
  switch (fault.code) {
    case 'no-file':
      return zh
        ? '这个文件不在本机磁盘上，没有可比较的历史版本；请改与另一个文件比较。'
        : 'This file is on no disk of this computer, so it has no earlier versions; compare it with another file.';
    case 'new-file':
      return zh
        ? `提交 ${fault.commit} 中还没有这个文件；请选另一个版本，或与另一个文件比较。`
        : `The commit ${fault.commit} does not have this file yet; choose another revision, or compare with another file.`;
    case 'no-git':
      return zh
        ? '与历史版本比较需要 git，但找不到这个程序；请安装 git，或改与另一个文件比较。'
        : 'Comparing with a revision needs git, and there is no such program; install git, or compare with another file.';
    case 'no-repository':
    case 'no-work-tree':
      return zh
        ? `${fault.folder} 不在 git 仓库中，没有可比较的历史版本；请改与另一个文件比较。`
        : `${fault.folder} is in no git repository, so there are no earlier versions; compare with another file.`;
    case 'unsafe':
      return zh
        ? `git 拒绝读取属于其他用户的仓库 ${fault.folder}；如果信任它，请把它加入 git 的 safe.directory。`
        : `git refuses to read ${fault.folder}, which belongs to another user; if you trust it, add it to git’s safe.directory.`;
    case 'not-a-revision':
      return zh
        ? `“${fault.revision}”不是 git 版本的名称；请给出分支、标签或提交，如 main、v1.2 或 HEAD~3。`
        : `“${fault.revision}” is no name of a revision; give a branch, a tag or a commit, such as main, v1.2 or HEAD~3.`;
    case 'no-revision':
      if (fault.near !== undefined)
        return zh
          ? `没有 git 版本“${fault.revision}”，但有 ${fault.near}；请用它比较。`
          : `There is no git revision “${fault.revision}”, but there is ${fault.near}; compare with that.`;
      return fault.shallow
        ? zh
          ? `这个克隆是浅克隆，其中没有 git 版本“${fault.revision}”；请先运行 git fetch --unshallow。`
          : `The clone is shallow and does not have the git revision “${fault.revision}”; run git fetch --unshallow first.`
        : zh
          ? `没有 git 版本“${fault.revision}”；请检查拼写，或先用 git fetch 取得它。`
          : `There is no git revision “${fault.revision}”; check its spelling, or fetch it first with git fetch.`;
    case 'failed':
      return zh ? `${fault.command} 运行失败：${fault.message}` : `${fault.command} failed: ${fault.message}`;
    default:
      return fault satisfies never;
  }
}
