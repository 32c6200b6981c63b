/** The text cannot be read as the language here. Reported by the scanner and the parser. */
import { keywordsSpelled } from '../../syntax/keywords';
import type { SyntaxErrorCode } from '../../syntax/problems';
import type { Rule } from '../rule';
import { type ByCode, byCode } from '../wording';

/** Data as the parser gives it: strings and numbers. */
type Data = {
  readonly [C in SyntaxErrorCode]: {
    code: C;
    found: string;
    use: string;
    max: number;
    after: string;
    what: string;
    name: string;
    block: string;
    word: string;
    statement: string;
    expected: number;
    count: number;
  };
}[SyntaxErrorCode];

/** What people write for a currency or a quote, and what it means here. */
const CURRENCY = /^[£$€¥￥＄￡]$/u;
const QUOTE = /^['‘’`「」『』«»]$/u;
const LOGIC_ZH: Readonly<Record<string, string>> = { and: '且', or: '或', not: '非' };

const beginsStatement = (word: string) => keywordsSpelled(word).some((k) => k.where.includes('statement') || k.where.includes('item'));

const stands = (d: { found?: string }) => (d.found ? `, not “${d.found}”` : '');
const zhStands = (d: { found?: string }) => (d.found ? `，而不是“${d.found}”` : '');
const after = (d: { after?: string }) => (d.after ? ` after “${d.after}”` : '');
const zhAfter = (d: { after?: string }) => (d.after ? `“${d.after}”之后` : '这里');

const namesEn: Readonly<Record<string, string>> = {
  unit: 'the unit’s name',
  fact: 'the fact’s name',
  let: 'the let’s name',
  clause: 'the clause’s name',
  group: 'the group’s name',
  limit: 'the limit’s name',
  member: 'a member’s name',
  field: 'a field’s name',
  list: 'the name of a list',
  name: 'a name',
};
const namesZh: Readonly<Record<string, string>> = {
  unit: '计量单位的名称',
  fact: '要素的名称',
  let: '定义的名称',
  clause: '条款的名称',
  group: '互斥组的名称',
  limit: '限额的名称',
  member: '选项的名称',
  field: '字段的名称',
  list: '清单的名称',
  name: '名称',
};
const blockEn: Readonly<Record<string, string>> = {
  clause: 'In a clause a line begins with source, department, effective, each, let, when, award, grants, less, cap, floor or round',
  exclusive: 'In an exclusive group a line begins with source, each, among or choose',
  limit: 'In a limit a line begins with source, each, among or cap',
  example: 'In an example a line is `fact = value`, or begins with on, paid or expect',
  policy: 'In a policy a line begins with number, issuer, issued, effective, currency, supersedes or url',
};
const blockZh: Readonly<Record<string, string>> = {
  clause: '条款内每行以依据、责任单位、有效期、逐项、定义、条件、支持、待遇、扣减、封顶、保底或取整开头',
  exclusive: '互斥组内每行以依据、逐项、范围或择取开头',
  limit: '限额内每行以依据、逐项、范围或封顶开头',
  example: '示例内每行是“要素 = 值”，或以日期、已付、应得开头',
  policy: '政策内每行以文号、发布机关、发布日期、有效期、币种、废止或网址开头',
};

const en: ByCode<Data> = {
  'unclosed-string': 'This text has no closing quote on its line; end it with " or use """ for a text of several lines.',
  'unclosed-text': 'This text of several lines has no closing """.',
  'bad-character': (d) =>
    CURRENCY.test(d.found)
      ? `“${d.found}” means nothing here; write the currency after the number, such as 5 GBP or 5元.`
      : QUOTE.test(d.found)
        ? `“${d.found}” means nothing here; a text stands in double quotes: "…".`
        : `“${d.found}” means nothing here${d.use ? `; write “${d.use}”` : '; take it out'}.`,
  'number-too-long': 'A number may have at most {max} digits.',
  'no-such-date': 'There is no {found} in the calendar; the nearest day is {use}.',
  'date-format': 'Write the date with two digits for month and day: {use}.',
  'merge-conflict': (d) =>
    `${d.count === 1 ? 'A merge left this file in conflict' : `A merge left this file in conflict, in ${d.count} places`}: keep one of the sides, or both, and take out the lines that begin with <<<<<<<, ======= and >>>>>>>. Until then nothing of the file counts.`,
  'unclosed-brace': 'This { is never closed; write } where the block ends.',
  'unclosed-paren': 'This ( is never closed; write ) where it ends.',
  'unclosed-bracket': 'This [ is never closed; write ] where the list ends.',
  'unexpected-closing': 'This “{found}” closes nothing; take it out, or write what opens it.',
  'too-deep': 'Nested too deeply to be read (more than {max} levels); name parts of it with `let`.',
  'expected-expression': (d) => `A value belongs here${after(d)}${stands(d)}.`,
  'expected-name': (d) => `Here belongs ${namesEn[d.what] ?? 'a name'}${stands(d)}.`,
  'reserved-name': '“{name}” is a word of the language and cannot be a name; choose another.',
  'expected-colon': (d) =>
    `A “:” belongs here, ${d.after === 'row' ? 'between what the row matches and its value' : 'before the type'}${stands(d)}.`,
  'expected-equals': (d) => `“=” belongs here${after(d)}${stands(d)}.`,
  'expected-brace': (d) => `“{” belongs here${after(d)}${stands(d)}.`,
  'expected-string': (d) => `A text in quotes belongs here${after(d)}, as in ${d.after || 'source'} "…"${stands(d)}.`,
  'expected-date': (d) => `A date belongs here${after(d)}, such as 2025-04-11${stands(d)}.`,
  'expected-type': (d) => `A type belongs here, such as money, number, percent, boolean, date or one of { … }${stands(d)}.`,
  'expected-of': 'After “{after}” write “of”.',
  'expected-to': 'After “{after}” write “to”.',
  'expected-then': (d) => `“then” belongs here: if CONDITION then VALUE else VALUE${stands(d)}.`,
  'expected-else': (d) => `“else” belongs here: if CONDITION then VALUE else VALUE${stands(d)}.`,
  'expected-interval': (d) => `A slice begins with an interval such as over 10% to 15%${stands(d)}.`,
  'expected-pattern': (d) => `A row begins with a value, an interval, members or “any”${stands(d)}.`,
  'expected-number': (d) => `A whole number belongs here: list to 20 of { … }${stands(d)}.`,
  'expected-list-item': (d) => `A list holds items in braces: [ { field = value, … } ]${stands(d)}.`,
  'expected-choice': (d) => `Write “choose highest” or “choose first”${stands(d)}.`,
  'expected-expectation': (d) =>
    `After the name write “= AMOUNT”, a status such as eligible or excluded, or “needs” and facts${stands(d)}.`,
  'expected-statement': (d) =>
    `${blockEn[d.block] ?? 'A statement begins with its keyword'}${d.found ? `; “${d.found}” does not begin one` : ''}.`,
  'expected-item': (d) =>
    `An item begins here with policy, import, unit, fact, let, require, section, clause, exclusive, limit, qualitative or example${stands(d)}.`,
  unexpected: (d) =>
    beginsStatement(d.found)
      ? `“${d.found}” begins a statement of its own; put it on a new line.`
      : `“${d.found}” is not expected here; the entry should have ended before it.`,
  'operator-word': 'Write “{use}” for “{found}”.',
  'needless-word': 'Leave out “{found}”.',
  'condition-without-and':
    '“{found}” begins no statement. A condition goes on behind “and” or “or” at the end of the line above, or stands in a when of its own.',
  'currency-before': 'A currency stands after its number: {use}.',
  'operator-at-line-start': 'The line before ended its expression; put “{found}” at that line’s end, or the whole in parentheses.',
  'thousands-comma': 'A comma ends an entry; write the number without commas: {use}.',
  'chained-comparison': 'Compare twice and join with “and”, or use an interval such as x over 10% to 15%.',
  'needs-parentheses': 'Put what begins with “{word}” in parentheses here.',
  'unknown-function':
    'There is no function “{name}”; there are min, max, abs, round, round_down, round_up, days, months, years, year, month, day and paid.',
  'pattern-operator': 'In a row write “{use}” for “{found}”.',
  'row-without-from':
    'An interval begins with a word of its own: “from” includes its lower end, “over” does not, as in from 1万元 to 2万元.',
  'repeated-statement': '“{statement}” may stand only once here.',
  'second-award':
    'A clause pays or grants one thing, and this is its second “{statement}”; add the amounts up in one award, or write a clause of its own.',
  'missing-among': (d) =>
    `This ${d.block === 'limit' ? 'limit' : 'group'} does not say for which clauses it is; write among a, b${d.block === 'limit' ? ' or among all' : ''}.`,
  'missing-cap': 'This limit does not say how much may be paid together; write cap AMOUNT.',
  'second-otherwise': 'A table has one “otherwise” row; take this one out.',
  'wrong-column-count': 'This row has {count} columns, but the table has {expected} subjects; part the columns with “|”.',
  'nested-list': 'A list cannot stand within a list; declare it as a fact of its own.',
};

const zh: ByCode<Data> = {
  'unclosed-string': '这段文字在本行内没有结束的引号；请用 " 结束，多行文字请用 """。',
  'unclosed-text': '这段多行文字没有结束的 """。',
  'bad-character': (d) =>
    CURRENCY.test(d.found)
      ? `“${d.found}”在这里没有意义；请把币种写在数字之后，例如 5元 或 5 GBP。`
      : QUOTE.test(d.found)
        ? `“${d.found}”在这里没有意义；文字请写在双引号中："…"。`
        : `“${d.found}”在这里没有意义${d.use ? `；请改为“${LOGIC_ZH[d.use] ?? d.use}”` : '；请删除'}。`,
  'number-too-long': '一个数最多有 {max} 位数字。',
  'no-such-date': '日历上没有 {found} 这一天；最近的一天是 {use}。',
  'date-format': '月和日请写两位数字：{use}。',
  'merge-conflict': (d) =>
    `合并后文件${d.count === 1 ? '' : `有 ${d.count} 处`}冲突尚未解决：请保留其中一方或两方的内容，并删去以 <<<<<<<、======= 和 >>>>>>> 开头的行。在此之前，整个文件不作检查和计算。`,
  'unclosed-brace': '这个 { 没有闭合；请在该块结束处写 }。',
  'unclosed-paren': '这个 ( 没有闭合；请在结束处写 )。',
  'unclosed-bracket': '这个 [ 没有闭合；请在清单结束处写 ]。',
  'unexpected-closing': '这个“{found}”没有与之对应的开头；请删除，或补上开头。',
  'too-deep': '嵌套过深，无法读取（超过 {max} 层）；请用“定义”给其中的部分取名。',
  'expected-expression': (d) => `${zhAfter(d)}应有一个值${zhStands(d)}。`,
  'expected-name': (d) => `这里应有${namesZh[d.what] ?? '名称'}${zhStands(d)}。`,
  'reserved-name': '“{name}”是语言的关键词，不能作名称；请换一个名称。',
  'expected-colon': (d) => `这里应有“:”，${d.after === 'row' ? '隔开该行匹配的内容和它的值' : '后面写类型'}${zhStands(d)}。`,
  'expected-equals': (d) => `${zhAfter(d)}应有“=”${zhStands(d)}。`,
  'expected-brace': (d) => `${zhAfter(d)}应有“{”${zhStands(d)}。`,
  'expected-string': (d) => `${zhAfter(d)}应有引号中的文字${zhStands(d)}。`,
  'expected-date': (d) => `${zhAfter(d)}应有日期，例如 2025-04-11${zhStands(d)}。`,
  'expected-type': (d) => `这里应有类型，例如金额、数值、比例、是否、日期或单选 { … }${zhStands(d)}。`,
  'expected-of': '“{after}”之后应写“of”。',
  'expected-to': '“{after}”之后应写“至”（to）。',
  'expected-then': (d) => `这里应有“则”：若 条件 则 值 否则 值${zhStands(d)}。`,
  'expected-else': (d) => `这里应有“否则”：若 条件 则 值 否则 值${zhStands(d)}。`,
  'expected-interval': (d) => `累进的每一档以区间开头，例如 超过10%至15%${zhStands(d)}。`,
  'expected-pattern': (d) => `表的每一行以值、区间、选项或“任意”开头${zhStands(d)}。`,
  'expected-number': (d) => `这里应有整数：清单 至 20 { … }${zhStands(d)}。`,
  'expected-list-item': (d) => `清单的每一项写在花括号里：[ { 字段 = 值, … } ]${zhStands(d)}。`,
  'expected-choice': (d) => `请写“择取 从高”或“择取 从先”${zhStands(d)}。`,
  'expected-expectation': (d) => `名称之后应写“= 金额”、一种结果（如符合、被排除），或“尚需”和要素${zhStands(d)}。`,
  'expected-statement': (d) => `${blockZh[d.block] ?? '语句以其关键词开头'}${d.found ? `；“${d.found}”不是` : ''}。`,
  'expected-item': (d) => `这里应以政策、引用、计量单位、要素、定义、前提、章节、条款、互斥、限额、定性或示例开头${zhStands(d)}。`,
  unexpected: (d) =>
    beginsStatement(d.found) ? `“${d.found}”是另一条语句的开头；请另起一行。` : `这里不应有“${d.found}”；前一项到此应已结束。`,
  'operator-word': '“{found}”请写成“{use}”。',
  'needless-word': '“{found}”请删去。',
  'condition-without-and': '“{found}”不是语句的开头。条件要接着上一行写，请在上一行末尾加“且”或“或”；也可以另写一条“条件”。',
  'currency-before': '币种写在数字之后：{use}。',
  'operator-at-line-start': '上一行的算式已经结束；请把“{found}”放到上一行末尾，或把整个算式放进括号。',
  'thousands-comma': '逗号表示一项结束；数字中请不要写逗号：{use}。',
  'chained-comparison': '请分成两次比较并用“且”连接，或使用区间，例如 x 超过10%至15%。',
  'needs-parentheses': '以“{word}”开头的部分在这里应放进括号。',
  'unknown-function': '没有函数“{name}”；可用的函数有取小、取大、绝对值、舍入、舍去、进位、天数、月数、年数、年份、月份、日份、已付。',
  'pattern-operator': '表的行中“{found}”请写成“{use}”。',
  'row-without-from': '区间的下限前要有词：“不低于”包含下限，“超过”不包含，例如 不低于 1万元 至 2万元。',
  'repeated-statement': '“{statement}”在这里只能出现一次。',
  'second-award': '一个条款只有一项支持或待遇，这是第二项；请把金额相加写成一项，或另写一个条款。',
  'missing-among': (d) =>
    d.block === 'limit'
      ? '这个限额没有说明适用于哪些条款；请写“范围 甲, 乙”或“范围 全部”。'
      : '这个互斥组没有说明适用于哪些条款；请写“范围 甲, 乙”。',
  'missing-cap': '这个限额没有说明合计最多支付多少；请写“封顶 金额”。',
  'second-otherwise': '一个表只有一行“其他”；请删除这一行。',
  'wrong-column-count': '这一行有 {count} 列，而表有 {expected} 个对象；各列之间用“|”隔开。',
  'nested-list': '清单里不能再有清单；请把它声明为单独的要素。',
};

export const syntaxError: Rule = {
  name: 'syntax-error',
  group: 'reading',
  severity: 'error',
  en: {
    messages: byCode<Data>(en),
    notes: {
      base: 'what stood here before both sides changed it begins here',
      parted: 'the other side begins here',
      theirs: 'the conflict ends here',
      ours: 'another conflict begins here',
    },
    fixes: {
      apply: (d) =>
        d.use ? `Write “${d.use}”` : d.code === 'unexpected-closing' || d.code === 'bad-character' ? 'Take it out' : 'Mend it',
    },
  },
  zh: {
    messages: byCode<Data>(zh),
    notes: {
      base: '双方改动之前的内容从这里开始',
      parted: '另一方的内容从这里开始',
      theirs: '冲突到这里结束',
      ours: '另一处冲突从这里开始',
    },
    fixes: { apply: (d) => (d.use ? `改为“${d.use}”` : d.code === 'unexpected-closing' || d.code === 'bad-character' ? '删除' : '改正') },
  },
};
