/** Why: what the action itself says, in English and Chinese; what is found is said by the command line. */
import type { Reason } from './base';

export type Language = 'en' | 'zh';

export interface Messages {
  badInput(input: string, value: string, allowed: readonly string[]): string;
  badFolder(folder: string): string;
  notARepository: string;
  missing(wanted: string): string;
  comparing(commit: string, reason: Reason): string;
  everything(reason: Reason): string;
  baseCheckedOut: string;
  reported: string;
  /** `why`: what the command line said, perhaps nothing. */
  couldNotRun(why: string): string;
  commentLost(status: number, message: string): string;
  commentFailed(message: string): string;
  noToken: string;
  sarifRefused(status: number, message: string): string;
  sarifFailed(message: string): string;
  sarifSent(ref: string): string;
  sarifNoRef: string;
  nothingNew: string;
  differences: string;
  noDifference(code: number): string;
  cutFindings: string;
  cutDetails(count: number): string;
  unexpected(message: string): string;
}

const checkout = `      - uses: actions/checkout@v6
        with:
          fetch-depth: 0`;

const en: Messages = {
  badInput: (input, value, allowed) => `The input “${input}” is “${value}”; it can be ${allowed.join(', ')}.`,
  badFolder: (folder) => `The input “working-directory” names “${folder}”, which is no folder in the checkout.`,
  notARepository:
    'There is no git repository here that git can read, so nothing can be compared. Put a step with actions/checkout before this one, or set “since” to an empty text to report everything.',
  missing: (wanted) =>
    `What this run is to be compared with (${wanted}) is not in the checkout, which holds only a part of the history. Let the checkout step fetch all of it:\n\n${checkout}\n\nOr set “since” to an empty text to report everything.`,
  comparing: (commit, reason) => `Compared with ${commit}, ${because.en[reason]}.`,
  everything: (reason) => `Everything is reported: ${because.en[reason]}.`,
  baseCheckedOut:
    'The base of the pull request is checked out, not what it proposes, so nothing can be new. In a workflow for pull_request_target the checkout step has to name the pull request; read docs/pull-requests.md on what that means for safety first.',
  reported: 'All that is reported, with its lines',
  couldNotRun: (why) => (why === '' ? 'Clausewright could not run; the log says more.' : `Clausewright could not run:\n${why}`),
  commentLost: (status, message) =>
    `No comment was written, since the token may not (${status}: ${message}). For a pull request from a fork that is as it should be. What is new stands in the annotations and in the summary. Otherwise the job needs “permissions: pull-requests: write”.`,
  commentFailed: (message) => `The comment could not be written (${message}). What is new stands in the annotations and in the summary.`,
  noToken: 'No token is given, so no comment is written and nothing is uploaded. What is new stands in the annotations and in the summary.',
  sarifRefused: (status, message) =>
    `The SARIF file was not uploaded, since GitHub does not let this token (${status}: ${message}). For a pull request from a fork that is as it should be. Otherwise the job needs “permissions: security-events: write”, and the repository code scanning.`,
  sarifFailed: (message) => `The SARIF file could not be uploaded (${message}).`,
  sarifSent: (ref) => `The SARIF file was uploaded for ${ref}.`,
  sarifNoRef: 'The SARIF file was not uploaded: what is checked out is neither the head of the pull request nor its merge.',
  nothingNew: '### Clausewright\n\nWhat was found here before is gone; nothing is new any more.',
  differences: 'What the change does to awards',
  noDifference: (code) => `What the change does to awards could not be said (exit code ${code}); the log says why. This fails nothing.`,
  cutFindings: 'More findings stand in the summary of the run.',
  cutDetails: (count) => `${count} more ${count === 1 ? 'detail' : 'details'} in the summary of the run.`,
  unexpected: (message) => `Something went wrong inside the action: ${message}`,
};

const zh: Messages = {
  badInput: (input, value, allowed) => `输入项“${input}”的值是“${value}”；可以是 ${allowed.join('、')}。`,
  badFolder: (folder) => `输入项“working-directory”的“${folder}”不是检出内容中的文件夹。`,
  notARepository: '这里没有 git 能读取的仓库，因此无法比较。请在此步骤之前加上 actions/checkout，或者把“since”设为空，报告全部内容。',
  missing: (wanted) =>
    `要比较的版本（${wanted}）不在检出的内容中，检出的只是一部分历史。请让检出步骤取得全部历史：\n\n${checkout}\n\n或者把“since”设为空，报告全部内容。`,
  comparing: (commit, reason) => `与 ${commit} 比较（${because.zh[reason]}）。`,
  everything: (reason) => `报告全部内容（${because.zh[reason]}）。`,
  baseCheckedOut:
    '检出的是拉取请求的基准，不是它所提议的内容，因此不会有新的发现。在 pull_request_target 的工作流中，检出步骤必须指明拉取请求；请先阅读 docs/zh/pull-requests.md 中的安全说明。',
  reported: '报告的全部内容及其所在行',
  couldNotRun: (why) => (why === '' ? 'Clausewright 未能运行，详情见日志。' : `Clausewright 未能运行：\n${why}`),
  commentLost: (status, message) =>
    `没有写评论，因为令牌无此权限（${status}：${message}）。来自复刻仓库的拉取请求本来如此。新的发现见标注和运行摘要。其他情况下，任务需要“permissions: pull-requests: write”。`,
  commentFailed: (message) => `未能写评论（${message}）。新的发现见标注和运行摘要。`,
  noToken: '没有给出令牌，因此不写评论，也不上传。新的发现见标注和运行摘要。',
  sarifRefused: (status, message) =>
    `SARIF 文件没有上传，因为 GitHub 不允许此令牌上传（${status}：${message}）。来自复刻仓库的拉取请求本来如此。其他情况下，任务需要“permissions: security-events: write”，仓库需要启用代码扫描。`,
  sarifFailed: (message) => `未能上传 SARIF 文件（${message}）。`,
  sarifSent: (ref) => `已为 ${ref} 上传 SARIF 文件。`,
  sarifNoRef: '没有上传 SARIF 文件：检出的既不是拉取请求的最新提交，也不是它的合并结果。',
  nothingNew: '### Clausewright\n\n此前在这里报告的都已消失，不再有新的发现。',
  differences: '改动对支持金额的影响',
  noDifference: (code) => `未能说明改动对支持金额的影响（退出码 ${code}），原因见日志。任务不因此失败。`,
  cutFindings: '其余检查结果见运行摘要。',
  cutDetails: (count) => `另有 ${count} 项详情见运行摘要。`,
  unexpected: (message) => `动作内部出错：${message}`,
};

const because: Readonly<Record<Language, Readonly<Record<Reason, string>>>> = {
  en: {
    asked: 'as “since” says',
    'pull-request': 'the base of the pull request',
    'base-checked-out': 'the base of the pull request, which is what is checked out',
    'merge-group': 'the base of the merge group',
    push: 'what was on the branch before the push',
    'new-branch': 'where the new branch left the default branch',
    'first-push': 'the branch is new and there is nothing before it',
    rewritten: 'the default branch was rewritten, and what was on it before is gone',
    'no-base': 'this event has no base',
  },
  zh: {
    asked: '由“since”指定',
    'pull-request': '拉取请求的基准',
    'base-checked-out': '拉取请求的基准，即检出的内容',
    'merge-group': '合并组的基准',
    push: '推送之前分支上的内容',
    'new-branch': '新分支离开默认分支之处',
    'first-push': '分支是新的，之前没有内容',
    rewritten: '默认分支已被改写，之前的内容已不存在',
    'no-base': '此事件没有基准',
  },
};

export const messagesFor = (language: Language): Messages => ({ en, zh })[language];
