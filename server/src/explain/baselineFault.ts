/** Why: what is wrong with a baseline file is said in the reader's language, on the command line and in the editor: what, where, what to do. */
import { type BaselineFault, baselineVersion } from '../core/lint/baseline';
import { printable } from './width';

export type BaselineProblem =
  | BaselineFault
  | { readonly code: 'missing' | 'folder' | 'not-utf8' | 'too-large' }
  /** `system`: the system's code, e.g. EACCES, where it is known. */
  | { readonly code: 'unreadable' | 'unwritable'; readonly system?: string };

/** @param path as the user knows it */
export function baselineSentence(path: string, problem: BaselineProblem, language: 'en' | 'zh'): string {
  const file = printable(path);
  return language === 'zh' ? `基线 ${file}：${zh(problem)}` : `the baseline ${file} ${en(problem)}`;
}

function en(problem: BaselineProblem): string {
  switch (problem.code) {
    case 'missing':
      return 'is missing; clausewright lint --baseline-add makes it, with what is found now';
    case 'folder':
      return 'is a folder; name a file, such as baseline.json';
    case 'not-utf8':
      return 'is not UTF-8 text; take it from version control again, or delete it and run clausewright lint --baseline-add';
    case 'unreadable':
      return `could not be read${problem.system === undefined ? '' : ` (${problem.system})`}; check what it is, and your rights`;
    case 'too-large':
      return 'is too large to be a baseline; is it the right file?';
    case 'unwritable':
      return `could not be written (${problem.system ?? ''}); it is as it was`;
    case 'conflict':
      return `has a merge conflict in line ${problem.line}; keep the lines of both sides, without the marks`;
    case 'cut-short':
      return 'ends in the middle; take it from version control again, or delete it and run clausewright lint --baseline-add';
    case 'not-json':
      return 'is not JSON; take it from version control again, or delete it and run clausewright lint --baseline-add';
    case 'not-a-baseline':
      return 'is JSON, but no baseline, which has “version” and “findings”; is it the right file?';
    case 'version':
      return `is of version ${printable(problem.version)}, and this program reads version ${baselineVersion}; use the version of clausewright that wrote it`;
    case 'entry':
      return `has a finding, number ${problem.index}, that is not written as “file”, “finding”, “item” and “fingerprint” (sixteen digits); take it out`;
    default: {
      const never: never = problem;
      return never;
    }
  }
}

function zh(problem: BaselineProblem): string {
  switch (problem.code) {
    case 'missing':
      return '文件不存在；用 clausewright lint --baseline-add 可按现在的结果生成';
    case 'folder':
      return '是文件夹；请给出文件名，如 baseline.json';
    case 'not-utf8':
      return '不是 UTF-8 文本；请从版本库恢复，或删除后用 clausewright lint --baseline-add 重新生成';
    case 'unreadable':
      return `无法读取${problem.system === undefined ? '' : `（${problem.system}）`}；请检查它是什么、权限是否足够`;
    case 'too-large':
      return '文件过大，不像是基线；请检查文件名';
    case 'unwritable':
      return `无法写入（${problem.system ?? ''}）；文件保持原样`;
    case 'conflict':
      return `第 ${problem.line} 行有合并冲突；请保留双方的行，删去标记`;
    case 'cut-short':
      return '内容不完整；请从版本库恢复，或删除后用 clausewright lint --baseline-add 重新生成';
    case 'not-json':
      return '不是 JSON；请从版本库恢复，或删除后用 clausewright lint --baseline-add 重新生成';
    case 'not-a-baseline':
      return '是 JSON，但不是基线（应有“version”和“findings”）；请检查文件名';
    case 'version':
      return `版本为 ${printable(problem.version)}，本程序只读版本 ${baselineVersion}；请使用写出它的 clausewright 版本`;
    case 'entry':
      return `第 ${problem.index} 条没有写成“file”“finding”“item”“fingerprint”（十六位）；请删去该条`;
    default: {
      const never: never = problem;
      return never;
    }
  }
}
