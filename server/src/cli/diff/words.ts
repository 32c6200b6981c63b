/** Why: what `clausewright diff` says of its own, in both languages; what a difference means is said in explain/difference. */
import type { Language } from '../io';

type Say<Args extends readonly unknown[]> = (language: Language, ...args: Args) => string;

const of =
  <Args extends readonly unknown[]>(en: (...args: Args) => string, zh: (...args: Args) => string): Say<Args> =>
  (language, ...args) =>
    language === 'zh' ? zh(...args) : en(...args);

const files = (n: number): string => (n === 1 ? 'policy' : 'policies');

export const say = {
  workingTree: of(
    () => 'the working tree',
    () => '工作目录',
  ),
  fileWins: of(
    (name: string) =>
      `“${name}” is a file here and a git revision too; the file is meant. For the revision write: clausewright diff ${name} --`,
    (name: string) => `“${name}”既是文件又是 git 版本，这里按文件处理；如指版本，请写：clausewright diff ${name} --`,
  ),
  alone: of(
    (name: string) =>
      `“${name}” is a file or folder; what is it to be compared with? Give a second one, or a revision: clausewright diff HEAD -- ${name}`,
    (name: string) => `“${name}” 是文件或文件夹；要与什么比较？请再给一个，或给出版本：clausewright diff HEAD -- ${name}`,
  ),
  revisionFirst: of(
    (revision: string, path: string) => `the revision comes first: clausewright diff ${revision} -- ${path}`,
    (revision: string, path: string) => `请先写版本：clausewright diff ${revision} -- ${path}`,
  ),
  neither: of(
    (name: string) => `“${name}”: there is neither such a file nor such a git revision`,
    (name: string) => `“${name}”：既没有这个文件，也没有这个 git 版本`,
  ),
  revisions: of(
    () => 'before -- stands one revision, a range (A..B, A...B) or two revisions',
    () => '-- 之前应为一个版本、一个范围（A..B、A...B）或两个版本',
  ),
  notIn: of(
    (path: string, where: string) => `${path}: there is no such file in ${where}`,
    (path: string, where: string) => `${path}：${where} 中没有这个文件`,
  ),
  fileAndFolder: of(
    (file: string, folder: string) =>
      `${file} is a file and ${folder} is a folder without a file of that name; give two files or two folders`,
    (file: string, folder: string) => `${file} 是文件，${folder} 是文件夹，其中没有同名文件；请给两个文件或两个文件夹`,
  ),
  unrelated: of(
    (a: string, b: string) => `${a} and ${b} have no history in common (or the clone is shallow); ${a} itself is compared`,
    (a: string, b: string) => `${a} 与 ${b} 没有共同的历史（或这是浅克隆）；改与 ${a} 本身比较`,
  ),
  submodule: of(
    (path: string) => `the submodule ${path} does not have the commit to compare with; its policies are not compared. Run git fetch in it.`,
    (path: string) => `子模块 ${path} 中没有要比较的提交，其中的政策不作比较；请在其中运行 git fetch。`,
  ),
  badRename: of(
    (given: string) => `--rename “${given}”: write the old name, “=” and the new one, such as --rename staff=employees`,
    (given: string) => `--rename “${given}”：请写“旧名=新名”，例如 --rename 人数=员工数`,
  ),
  badList: of(
    (given: string) =>
      `--population-list “${given}”: write the list’s name, “=” and its file, such as --population-list projects=projects.csv`,
    (given: string) => `--population-list “${given}”：请写“清单名=文件”，例如 --population-list 项目=项目.csv`,
  ),
  populationAlone: of(
    (option: string) => `${option} goes with --population FILE.csv`,
    (option: string) => `${option} 须与 --population 文件.csv 同用`,
  ),
  populationOne: of(
    (n: number) =>
      n === 0
        ? '--population needs a policy that both sides have, and there is none'
        : `--population needs one policy, and there are ${n} here; name it, for example behind --`,
    (n: number) =>
      n === 0 ? '--population 需要两边都有的政策，这里没有' : `--population 只能针对一个政策，这里有 ${n} 个；请指明，例如写在 -- 之后`,
  ),
  comparing: of(
    (n: number, all: number, name: string) => `comparing ${n} of ${all}: ${name}`,
    (n: number, all: number, name: string) => `正在比较第 ${n}/${all} 个：${name}`,
  ),
  applicants: of(
    (rows: number) => `${rows} applicants computed`,
    (rows: number) => `已计算 ${rows} 个申请人`,
  ),
  unchanged: of(
    (n: number) => `${n} ${files(n)} unchanged.`,
    (n: number) => `${n} 个政策没有改动。`,
  ),
  nothingChanged: of(
    () => 'Nothing changed.',
    () => '没有改动。',
  ),
  noPolicies: of(
    () => 'there are no policy files (*.clause, *.clause.md) to compare',
    () => '没有可比较的政策文件（*.clause、*.clause.md）',
  ),
  added: of(
    (file: string, n: number) => `${file} is new, with ${n} ${n === 1 ? 'clause' : 'clauses'}.`,
    (file: string, n: number) => `${file} 是新增的，有 ${n} 项条款。`,
  ),
  removed: of(
    (file: string, n: number) => `${file} was removed, with ${n} ${n === 1 ? 'clause' : 'clauses'}.`,
    (file: string, n: number) => `${file} 已删除，原有 ${n} 项条款。`,
  ),
  several: of(
    (different: number, open: number, all: number) => {
      const parts = [
        ...(different > 0 ? [`${different} of ${all} ${files(all)} ${different === 1 ? 'differs' : 'differ'} for some applicants`] : []),
        ...(open > 0 ? [`${open}${different > 0 ? '' : ` of ${all} ${files(all)}`} ${open === 1 ? 'is' : 'are'} not decided`] : []),
      ];
      return parts.length === 0 ? `The same for everyone in ${all} changed ${files(all)}.` : `${parts.join('; ')}.`;
    },
    (different: number, open: number, all: number) => {
      const parts = [
        ...(different > 0 ? [`${all} 个政策中有 ${different} 个有差异`] : []),
        ...(open > 0 ? [`${different > 0 ? '' : `${all} 个政策中有 `}${open} 个未能判定`] : []),
      ];
      return parts.length === 0 ? `${all} 个改动过的政策对所有人相同。` : `${parts.join('；')}。`;
    },
  ),
  cameAndWent: of(
    (added: number, removed: number) =>
      [
        ...(added > 0 ? [`${added} ${files(added)} added`] : []),
        ...(removed > 0 ? [`${removed} ${added > 0 ? '' : `${files(removed)} `}removed`] : []),
      ].join(', '),
    (added: number, removed: number) =>
      [...(added > 0 ? [`新增 ${added} 个政策`] : []), ...(removed > 0 ? [`删除 ${removed} 个政策`] : [])].join('，'),
  ),
  couldNotRead: of(
    (n: number) => `${n} could not be read`,
    (n: number) => `${n} 个无法读取`,
  ),
  sameRows: of(
    (n: number) => `${n} more ${n === 1 ? 'row is' : 'rows are'} the same for everyone.`,
    (n: number) => `另有 ${n} 行对所有人相同。`,
  ),
  sameApplicants: of(
    (n: number) => `${n} more ${n === 1 ? 'clause pays' : 'clauses pay'} each of them the same.`,
    (n: number) => `另有 ${n} 项条款对这些申请人不变。`,
  ),
  sameExamples: of(
    (n: number) => `${n} ${n === 1 ? 'example gets' : 'examples get'} the same.`,
    (n: number) => `${n} 个示例结果相同。`,
  ),
  notShown: of(
    (n: number) => `${n} more ${n === 1 ? 'detail' : 'details'} not shown.`,
    (n: number) => `另有 ${n} 项详情未显示。`,
  ),
} as const;

/** Headings and columns. */
export const HEAD = {
  en: {
    item: 'clause',
    verdict: 'what changes',
    gain: 'more, e.g.',
    loss: 'less, e.g.',
    structure: 'Changes of the text',
    dates: 'Dates',
    facts: 'Facts',
    admission: 'Who is admitted',
    witnesses: 'Who gets more or less',
    examples: 'Examples before and after',
    example: 'example',
    before: 'before',
    after: 'after',
    difference: 'difference',
    group: 'exclusive group',
    limit: 'limit',
    colon: ': ',
    what: 'what',
  },
  zh: {
    item: '条款',
    verdict: '变化',
    gain: '增加（例）',
    loss: '减少（例）',
    structure: '文字的改动',
    dates: '有效期',
    facts: '要素',
    admission: '谁符合前提',
    witnesses: '谁增加、谁减少',
    examples: '示例的前后',
    example: '示例',
    before: '之前',
    after: '之后',
    difference: '差额',
    group: '互斥组',
    limit: '限额',
    colon: '：',
    what: '变化',
  },
} as const;
