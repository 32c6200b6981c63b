/** Why: verdicts, reasons and changes of the text in words, the same on a terminal, in a pull request and in the editor. */
import type { Answer, FactChange, ItemKind, Side, StructureChange, UndecidedReason, VerdictKind } from '../../core/compare/difference';
import type { Language } from '../outcomes';

/** Who reads: what one sets by an option is a setting for the other, and the solver an extension. */
export type Reader = 'terminal' | 'editor';

type Book<Key extends string> = Readonly<Record<Key, Readonly<Record<Language, string>>>>;

const VERDICTS: Book<VerdictKind> = {
  same: { en: 'same for everyone', zh: '对所有人相同' },
  'never-less': { en: 'never less, more for some', zh: '不减少，有人增加' },
  'never-more': { en: 'never more, less for some', zh: '不增加，有人减少' },
  'some-more-some-less': { en: 'more for some, less for some', zh: '有人增加，有人减少' },
  'other-outcome': { en: 'another outcome for some', zh: '有人结果不同' },
  'not-decided': { en: 'not decided', zh: '未能判定' },
};

const REASONS: Book<UndecidedReason> = {
  budget: {
    en: 'the work that one question may cost was used up; a larger --prove-budget may settle it',
    zh: '单个问题的工作量已用完；加大 --prove-budget 或可判定',
  },
  nonlinear: { en: 'facts are multiplied or divided by each other', zh: '要素之间相乘或相除' },
  'not-followed': { en: 'something in the text is beyond what proofs follow', zh: '文中有证明无法处理的内容' },
  'no-solver': { en: 'the solver that could settle it is not installed (z3-solver)', zh: '没有安装可用于判定的求解器（z3-solver）' },
  'solver-failed': { en: 'the solver gave no answer', zh: '求解器没有给出答案' },
  replay: { en: 'an applicant was found, but computing does not confirm the difference', zh: '找到了一个申请人，但计算没有证实差异' },
  'no-common-day': { en: 'there is no day on which both versions are in force', zh: '两个版本没有同时有效的日期' },
  'nobody-in-common': { en: 'nobody is admitted by both versions', zh: '没有人同时符合两个版本的前提' },
  'unread-a': { en: 'the earlier version has errors there', zh: '旧版本此处有错误' },
  'unread-b': { en: 'the later version has errors there', zh: '新版本此处有错误' },
  wording: { en: 'words stand for the amount and differ; read them', zh: '以文字代替金额，文字不同，请人工判断' },
  'other-currency': { en: 'the amounts are of different currencies', zh: '两边币种不同' },
  'no-witness': { en: 'there must be somebody, but no example was found', zh: '应当存在这样的申请人，但没有找到例子' },
};

/** Where an editor's setting or extension is meant. */
const IN_EDITOR: Partial<Book<UndecidedReason>> = {
  budget: {
    en: 'the work that one question may cost was used up; a larger setting “clausewright.proveBudget” may settle it',
    zh: '单个问题的工作量已用完；加大设置“clausewright.proveBudget”或可判定',
  },
  'no-solver': {
    en: 'the extension Clausewright Solver, which could settle it, is not installed',
    zh: '没有安装可用于判定的扩展 Clausewright Solver',
  },
};

/** What became of an amount that is, or was, a ceiling. */
export function markWords(isCeiling: boolean, language: Language): string {
  if (isCeiling) return language === 'zh' ? '确定的金额改为上限（最高）' : 'a fixed amount became a maximum (up to)';
  return language === 'zh' ? '上限（最高）改为确定的金额' : 'a maximum (up to) became a fixed amount';
}

const KINDS: Book<ItemKind> = {
  clause: { en: 'clause', zh: '条款' },
  fact: { en: 'fact', zh: '要素' },
  let: { en: 'derived value', zh: '定义' },
  group: { en: 'exclusive group', zh: '互斥组' },
  limit: { en: 'limit', zh: '限额' },
  requirement: { en: 'requirement', zh: '前提' },
  policy: { en: 'policy', zh: '政策' },
};

const CHANGES: Book<StructureChange['change']> = {
  added: { en: 'added', zh: '新增' },
  removed: { en: 'removed', zh: '删除' },
  renamed: { en: 'renamed', zh: '改名' },
  changed: { en: 'changed', zh: '修改' },
  reworded: { en: 'reworded', zh: '改写文字' },
  moved: { en: 'moved', zh: '移动' },
};

/** What a change may concern; what is not listed is shown as the language's own word. */
const PARTS: Readonly<Record<string, Readonly<Record<Language, string>>>> = {
  title: { en: 'title', zh: '标题' },
  source: { en: 'source', zh: '依据' },
  department: { en: 'department', zh: '责任单位' },
  reason: { en: 'reason', zh: '理由' },
  label: { en: 'label', zh: '名称' },
  unit: { en: 'unit', zh: '单位' },
  default: { en: 'default', zh: '默认值' },
  effective: { en: 'dates', zh: '有效期' },
  number: { en: 'number', zh: '文号' },
  issuer: { en: 'issuer', zh: '发布机关' },
  issued: { en: 'date of issue', zh: '发布日期' },
  currency: { en: 'currency', zh: '币种' },
  supersedes: { en: 'what it supersedes', zh: '废止的文件' },
  url: { en: 'address', zh: '网址' },
  type: { en: 'type', zh: '类型' },
  dimension: { en: 'dimension', zh: '量纲' },
  integer: { en: 'whole numbers', zh: '是否取整' },
  interval: { en: 'interval', zh: '范围' },
  members: { en: 'members', zh: '成员' },
  fields: { en: 'fields', zh: '字段' },
  'most-items': { en: 'most items', zh: '项数上限' },
  conditions: { en: 'conditions', zh: '条件' },
  condition: { en: 'condition', zh: '条件' },
  award: { en: 'award', zh: '支持金额' },
  steps: { en: 'deductions and caps', zh: '扣减与封顶' },
  cap: { en: 'cap', zh: '封顶' },
  choose: { en: 'choose', zh: '择取' },
  each: { en: 'each', zh: '逐项' },
  window: { en: 'window', zh: '期间' },
  value: { en: 'value', zh: '取值' },
};

export const verdictWord = (verdict: VerdictKind, language: Language): string => VERDICTS[verdict][language];
export const reasonWords = (reason: UndecidedReason, language: Language, reader: Reader): string =>
  ((reader === 'editor' ? IN_EDITOR[reason] : undefined) ?? REASONS[reason])[language];
export const kindWord = (kind: ItemKind, language: Language): string => KINDS[kind][language];
export const changeWord = (change: StructureChange['change'], language: Language): string => CHANGES[change][language];
export const partWord = (part: string | FactChange, language: Language): string => PARTS[part]?.[language] ?? part;

export function sideWord(side: Side, language: Language): string {
  if (language === 'zh') return side === 'a' ? '旧版本' : '新版本';
  return side === 'a' ? 'the earlier version' : 'the later version';
}

/** Names in a sentence. */
export const listed = (names: readonly string[], language: Language): string => names.join(language === 'zh' ? '、' : ', ');

const PLAIN: Book<Answer> = {
  same: { en: 'The same for everyone', zh: '对所有人相同' },
  reworded: {
    en: 'No amount differs, but words that stand for amounts do: a person has to judge',
    zh: '金额没有差异，但代替金额的文字不同，需人工判断',
  },
  different: { en: 'Different', zh: '有差异' },
  'not-decided': { en: 'No difference was found, but not everything could be decided', zh: '没有发现差异，但未能全部判定' },
};
export const answerWords = (answer: Answer, language: Language): string => PLAIN[answer][language];
