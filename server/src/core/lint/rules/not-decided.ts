/** What the prover could not decide of a clause, group, limit or fact, and why: said once, so that silence always means that it is decided. */
import type { FindingData, FindingName } from '../../finding';
import type { OpenReason } from '../../prove/verdict';
import type { Rule } from '../rule';
import { listEn, texts } from '../wording';

type Words = Readonly<Record<string, readonly [en: string, zh: string]>>;

/** By the finding that would have been reported, as a question. */
const questions: Partial<Readonly<Record<FindingName, readonly [en: string, zh: string]>>> = {
  'clause-unreachable': ['whether anyone is eligible', '是否有人符合'],
  'award-never-positive': ['whether it ever pays more than zero', '是否会支付大于零的金额'],
  'award-negative': ['whether its award can fall below zero', '支持金额是否可能为负'],
  'division-by-zero': ['whether it can divide by zero', '除数是否可能为零'],
  'condition-redundant': ['whether each of its conditions is needed', '各个条件是否都起作用'],
  'cap-never-reached': ['whether its caps are ever reached', '封顶是否会达到'],
  'cap-always-reached': ['whether its caps are always reached', '封顶是否总是达到'],
  'limit-never-reached': ['whether it ever cuts anything', '限额是否会起作用'],
  'unresolved-overlap': ['whether two of its clauses can pay different amounts at once', '是否有两个条款可能同时支付不同的金额'],
  'exclusive-overlap': ['which of its clauses can both pay, and who wins', '哪些条款可能同时支付、由谁胜出'],
  'exclusive-vacuous': ['whether two of its clauses can ever both pay', '是否有两个条款可能同时支付'],
  'clause-dominated': ['whether it ever wins in its groups', '在互斥组中是否可能胜出'],
  'award-cliff': ['whether the amount falls anywhere as a fact grows', '要素增大时金额是否会陡降'],
  'duplicate-clause': ['whether another clause does the same', '是否与另一条款相同'],
  'fact-without-effect': ['whether it has any effect', '是否对结果有影响'],
  'row-gap': ['whether its tables have gaps', '表中是否有缺口'],
  'row-overlap': ['whether rows of its tables overlap', '表的行是否重叠'],
  'row-unreachable': ['whether every row of its tables is used', '表的各行是否都会用到'],
  'member-missing': ['whether its tables have a row for every member', '表中是否缺少选项的行'],
};

const reasons: Readonly<Record<OpenReason, readonly [en: string, zh: string]>> = {
  budget: [
    'the budget was used up; raise it (clausewright.proveBudget, --prove-budget)',
    '预算已用完；请调高预算（clausewright.proveBudget、--prove-budget）',
  ],
  nonlinear: [
    'facts are multiplied or divided by each other in a way that could not be followed; narrower bounds of these facts may help',
    '要素之间相乘或相除，无法继续推算；收窄这些要素的界限可能有帮助',
  ],
  'not-followed': [
    'something in it is not followed, such as a window whose length is computed, or very many groups that share members; write it more simply',
    '其中有推算不了的写法，例如由计算得出的期限，或很多互斥组共有成员；请写得简单一些',
  ],
  'no-solver': [
    'it needs the solver, which is not installed; install the solver extension, or the optional package of the command line',
    '这需要求解器，但尚未安装；请安装求解器扩展，或命令行的可选软件包',
  ],
  'solver-failed': [
    'the solver failed or was stopped; change the text or restart the server to ask again',
    '求解器出错或已停止；修改文本或重新启动服务器即可重试',
  ],
  replay: [
    'an applicant was found whom the evaluator does not confirm; this is a mistake of the tool, please report it',
    '找到的申请人未得到计算的确认；这是工具的缺陷，请反馈给我们',
  ],
};

const word = (words: Words, key: string, language: 0 | 1): string => words[key]?.[language] ?? key;
const asked = (d: FindingData, language: 0 | 1): string[] => texts(d, 'findings').map((name) => word(questions as Words, name, language));
const reason = (d: FindingData, language: 0 | 1): string => word(reasons, String(d.reason), language);

export const notDecided: Rule = {
  name: 'not-decided',
  group: 'proved',
  severity: 'information',
  en: { messages: { default: (d) => `Not decided for “${d.name}”: ${listEn(asked(d, 0))}. The reason: ${reason(d, 0)}.` } },
  zh: { messages: { default: (d) => `“${d.name}”有未能判定之处：${asked(d, 1).join('；')}。原因：${reason(d, 1)}。` } },
};
