/** 命令行的中文提示。 The command line's sentences in Chinese. */
import type { FileTrouble } from '../../host/nodeHost';
import type { Messages } from './messages';

const meant = (near: string | undefined) => (near === undefined ? '' : `是不是 ${near}？`);
const megabytes = (bytes: number) => `${(bytes / 1048576).toFixed(1)} MB`;

const encodings = {
  'utf-16': '看起来是 UTF-16 编码。',
  gbk: '看起来是 GBK 编码。',
  binary: '看起来是二进制文件。',
  unknown: '无法识别其编码。',
} as const;

const guess = (encoding: string) => Object.entries(encodings).find(([name]) => name === encoding)?.[1] ?? encodings.unknown;

function fileTrouble(path: string, trouble: FileTrouble): string {
  switch (trouble.error) {
    case 'missing':
      return `${path}：没有这个文件或文件夹`;
    case 'not-utf8': {
      const where = trouble.line === undefined ? '' : `（自第 ${trouble.line} 行、第 ${(trouble.byte ?? 0) + 1} 字节起）`;
      return `${path}：不是 UTF-8 编码${where}。${encodings[trouble.encoding ?? 'unknown']}请另存为 UTF-8 后再试。`;
    }
    case 'too-large':
      return `${path}：文件过大（${megabytes(trouble.size ?? 0)}），最多读取 8 MB。请用“引用”拆分。`;
    case 'unreadable':
      if (trouble.code === 'EISDIR') return `${path}：是文件夹；这里需要一个文件`;
      return `${path}：无法读取${trouble.code ? `（${trouble.code}）` : ''}。请检查它是什么、权限是否足够。`;
  }
}

export const zh: Messages = {
  unknownCommand: (name, near) => `没有“${name}”这个命令。${meant(near)}`,
  unknownOption: (name, near) => `这里没有 ${name} 这个选项。${meant(near)}`,
  repeatedOption: (name) => `选项 ${name} 写了两次`,
  optionWithoutValue: (name) => `选项 ${name} 不带值`,
  optionNeedsValue: (name, value) => `选项 ${name} 需要一个值：${name} ${value}`,
  optionOneOf: (name, value, allowed) => `选项 ${name} 只能是 ${allowed.join('、')}，不能是“${value}”`,
  missingArgument: (usage) => `缺少参数：${usage}`,
  extraArgument: (value) => `多了一个参数“${value}”；带空格的路径要加引号`,
  seeHelp: (command) => `用法见 clausewright ${command ? `${command} ` : ''}--help。`,
  badLanguage: (value) => `选项 --lang 只能是 en 或 zh，不能是“${value}”`,
  noSuchRoot: (path) => `${path}：没有这个文件夹（--root）`,
  badDate: (value) => `“${value}”不是日期；请写成 2025-06-30`,
  oneOfConfigAndNone: '--config 与 --no-config 只能用一个',

  error: '错误',
  unexpected: (message) => `clausewright 内部出错：${message}。这是程序的缺陷，请连同出错的文件一起反馈。`,
  fileTrouble,
  noPolicyFiles: (path) => `${path}：文件夹中没有 .clause 或 .clause.md 文件`,
  notAPolicyFile: (path) => `${path}：不是政策文件；文件名须以 .clause 或 .clause.md 结尾`,

  nothingMatches: (pattern) => `${pattern}：没有匹配的 .clause 或 .clause.md 文件；通配模式要加引号，文件夹之间用 /`,
  misnamedConfig: (file) => `没有读取 ${file}；配置文件须命名为 clausewright.yaml`,
  allExcluded: (paths) => `无需处理：配置排除了 ${paths.join('、')}`,
  standardInput: '标准输入',
  stdinAlone: '--stdin 只检查标准输入；请去掉路径，并用 --stdin-path PATH 说明它代表哪个文件',
  stdinPathAlone: '--stdin-path 说明标准输入代表哪个文件；请同时加上 --stdin',
  stdinNotFixed: '--fix 会改写文件，不能与 --stdin 同用',
  badWorkers: (value, most) => `--workers 应是 1 到 ${most} 的整数，不能是“${value}”`,

  severity: (severity) => ({ error: '错误', warning: '警告', information: '提示' })[severity],
  fix: '修正',
  notUtf8: (line, byte, encoding) => `第 ${line} 行、全文第 ${byte} 字节起不是 UTF-8。${guess(encoding)}`,
  moreOfStyle: (count, name) => `还有 ${count} 处 [${name}]，可用 clausewright fmt 一并修正`,
  lintSummary: ({ files, errors, warnings, information }) => `${files} 个文件：${errors} 个错误，${warnings} 个警告，${information} 个提示`,
  lintClean: (files) => `${files} 个文件：没有问题`,
  checking: (index, files, path) => `正在检查第 ${index} 个（共 ${files} 个）：${path}`,
  noSolver:
    '有些问题未能判定，因为没有安装求解器。请在安装 clausewright 的地方运行 npm install z3-solver（全局安装用 npm install --global z3-solver）。',
  notProved: (path, message) => `${path} 未能完成证明，其余结果照常给出：${message}；这是 clausewright 的缺陷`,
  badBudget: (value, most) => `--prove-budget“${value}”：应为 1 到 ${most} 之间的数；通常为 100`,

  newSince: (count, revision, known) => `自 ${revision}${revision.endsWith('）') ? '' : ' '}以来新增 ${count} 处，已知 ${known} 处`,
  namedCommit: (revision, commit) => `${revision}（${commit}）`,
  knownByBaseline: (count, file) => `${file} 已知 ${count} 处`,
  addedToBaseline: (count, file) => `已加入 ${file}：${count} 处`,
  removedFromBaseline: (count, file) => `已从 ${file} 删去：${count} 处`,
  staleInBaseline: (count, file) => `${file} 中有 ${count} 处已不存在，可用 --baseline-prune 删去：`,
  pruneNeedsAll: '--baseline-prune 需要全部结果，而 --since 只检查改动之处；请去掉其中一个',
  whichBaseline: (option) => `${option} 需要知道是哪个文件：请加上 --baseline FILE`,

  mended: (findings, files) => `已修正 ${files} 个文件中的 ${findings} 处`,
  patchFrom: (folder) => `补丁中的文件名从 ${folder} 算起：请在那里应用`,
  wouldMend: (findings, files) => `将修正 ${files} 个文件中的 ${findings} 处；没有写入`,
  nothingToMend: '没有可以确定修正的内容',
  needsOption: (name, other) => `${name} 只能与 ${other} 同用`,
  dryRunFormat: '--dry-run 输出补丁，不能同时给出 --format',
  changedMeanwhile: (path) => `${path}：运行期间文件已被改动，保持原样。请再运行一次。`,
  inConflict: (path, line) => `${path}：合并冲突尚未解决（第 ${line} 行以 <<<<<<< 开头），保持原样。请先解决冲突。`,

  met: (count) => `${count} 项应得全部符合`,
  failedOf: (failed, count) => `${count} 项应得中有 ${failed} 项不符`,
  notChecked: '因文件有错误而未核对',
  noCeiling: (value) => `${value}，且不是上限`,
  noExpectations: '没有写应得',
  noExamples: '没有示例',
  expected: (text, actual) => `${text}，实际为 ${actual}`,
  testSummary: ({ files, examples, expectations, failed, errors }) =>
    `${files} 个文件，${examples} 个示例，${expectations} 项应得：${failed} 项不符${errors > 0 ? `；文件中有 ${errors} 个错误` : ''}`,

  whichExample: (names) =>
    names.length === 0
      ? '按哪个申请人计算？文件中没有示例，请用 --facts FILE.json 给出要素'
      : `按哪个申请人计算？请用 --facts FILE.json，或用 --example 选择：\n${names.map((name) => `  "${name}"`).join('\n')}`,
  oneOfExampleAndFacts: () => '--example 与 --facts 只能用一个',
  noSuchExample: (name, near, names) =>
    `没有名为“${name}”的示例。${meant(near && `“${near}”`)}${!near && names.length > 0 ? `现有：\n${names.map((each) => `  "${each}"`).join('\n')}` : ''}`,
  sameExample: (name) => `有多个示例名为“${name}”，取第一个`,
  noSuchClause: (name, near, names) =>
    `没有名为“${name}”的条款。${meant(near)}${!near && names.length > 0 ? `现有：${names.join('、')}` : ''}`,
  fileHasErrors: (path, count) => `${path}：文件中有 ${count} 个错误，与之相关的部分不计算。详见 clausewright lint。`,
  columns: { clause: '条款', outcome: '结果', amount: '金额', notes: '说明' },
  total: '总计',
  example: '示例',
  judgedOn: '认定日',
  assumed: '（政策首日，可用 --on 另选）',
  conflict: '冲突',
  noDate: '未给日期',
  needs: (names) => `尚需 ${names.join('、')}`,
  excludedBy: (group, winner) => `${group} 取 ${winner}`,
  emptyList: (list) => `${list}为空`,
  inForce: (from, to) => `有效期${from ? `自 ${from} 起` : ''}${to ? `至 ${to} 止` : ''}`,
  wouldPay: (amount) => `否则为 ${amount}`,
  cut: (limit, amount) => `${limit} 扣减 ${amount}`,
  conflictIn: (group, contenders) => `${group} 冲突：${contenders.join(' 或 ')}`,
  notFigured: (names) => `文件未给出金额：${names.join('、')}`,
  alsoGranted: (names) => `另给予待遇：${names.join('、')}`,
  unspecified: '未定',
  factsRefused: (path, count) => `${path}：有 ${count} 处与政策不符，未作计算`,

  noSuchRule: (name, near) => `没有名为“${name}”的检查项。${meant(near) || '用“clausewright rule”列出全部。'}`,
  noPage: (name) => `安装中缺少 ${name} 的说明页`,
  ruleList: '全部检查项：',

  wouldChange: (path) => `${path}：未格式化`,
  formatted: (path) => `${path}：已格式化`,
  notWritten: (path, code) => `${path}：无法写入（${code}）`,
  fmtSummary: (changed, files, check) => (check ? `${files} 个文件，${changed} 个未格式化` : `${files} 个文件，改动 ${changed} 个`),

  reports: {
    noFindings: '没有发现问题',
    notShown: (count) => `另有 ${count} 项未显示。`,
    limitOfGitHub: 'GitHub 对每个步骤最多显示 10 个错误、10 个警告和 10 个提示；已显示的是最严重的。任务摘要中列出更多。',
    repositoryRoot: '仓库的根目录。',
    columns: { severity: '级别', place: '位置', finding: '问题' },
    twoPrinted: (first, second) =>
      `--format ${first} 和 --format ${second} 不能都输出到屏幕；只留一个，其余写入文件，如 --format ${second}=文件`,
    sameFile: (file) => `有两种格式要写入 ${file}；请各用一个文件`,
    noFile: (format) => `--format ${format}= 没有给出文件；请写成 --format ${format}=文件，或用 --format ${format} 直接输出`,
  },

  onlyStdio: '语言服务器经标准输入输出通信：clausewright lsp --stdio',
  noServer: '这一份命令行不带语言服务器：请使用安装的软件包，npm install --global clausewright',
};
