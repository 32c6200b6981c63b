/**
 * Why: what is wrong with a file of applicants, in a sentence that says what to do. Where it is (file, line) stands before it, as the command
 * line and reports write places; the sentences do not repeat it.
 */
import { describeDimension } from '../core/program/describe';
import type { Program } from '../core/program/program';
import type { ScalarType } from '../core/program/types';
import { showBounds, showType } from '../features/describe';
import { type Language, list, phrasebook } from '../features/wording';
import { sampleDate, sampleOf } from '../preview/sentences';
import { shownUnit } from '../preview/units';
import { short } from './applicants';
import type { CellTrouble, Refusal } from './result';

const words = phrasebook({
  missing: { en: 'there is no such file', zh: '没有这个文件' },
  unreadable: { en: 'this file cannot be read ({system})', zh: '文件无法读取（{system}）' },
  'utf-16': {
    en: 'not UTF-8 from line {line} on; it looks like UTF-16. Save it as “CSV UTF-8”.',
    zh: '从第 {line} 行起不是 UTF-8，看起来是 UTF-16。请另存为“CSV UTF-8”。',
  },
  gbk: {
    en: 'not UTF-8 from line {line} on; it looks like GBK, as spreadsheets save it on Chinese systems. Save it as “CSV UTF-8”.',
    zh: '从第 {line} 行起不是 UTF-8，看起来是 GBK（中文系统的电子表格常用）。请另存为“CSV UTF-8”。',
  },
  binary: {
    en: 'not a text file (line {line}). Save the spreadsheet as “CSV UTF-8”.',
    zh: '不是文本文件（第 {line} 行）。请把电子表格另存为“CSV UTF-8”。',
  },
  unknown: {
    en: 'not UTF-8 from line {line} on; its encoding was not recognised. Save it as “CSV UTF-8”.',
    zh: '从第 {line} 行起不是 UTF-8，无法识别编码。请另存为“CSV UTF-8”。',
  },
  empty: {
    en: 'this file is empty. Its first line names the facts, each further line is an applicant.',
    zh: '文件是空的。第一行应写要素名称，以后每行一个申请人。',
  },
  'repeated-column': {
    en: 'columns {first} and {second} are both called “{column}”. Give one of them another name, or remove it.',
    zh: '第 {first} 列和第 {second} 列都叫“{column}”。请改名或删去其中一列。',
  },
  'same-fact': {
    en: 'columns “{one}” and “{two}” are both the fact {fact}. Remove one of them.',
    zh: '“{one}”和“{two}”两列都是要素 {fact}。请删去其中一列。',
  },
  'no-fact-columns': {
    en: 'no column is called as a fact of the policy. There are the columns {columns}; wanted are {known}.',
    zh: '没有一列与政策的要素同名。现有的列：{columns}；需要的要素：{known}。',
  },
  separator: {
    en: 'the first line is a single cell: “{header}”. Cells are parted by commas, semicolons or tabs, not by “{sign}”. Save it as “CSV UTF-8”.',
    zh: '第一行只有一格：“{header}”。各格应以英文逗号、分号或制表符分隔，而不是“{sign}”。请另存为“CSV UTF-8”。',
  },
  'no-such-column': {
    en: 'there is no column “{column}”. There are {known}.',
    zh: '没有“{column}”这一列。现有的列：{known}。',
  },
  'no-such-column-near': {
    en: 'there is no column “{column}”. Did you mean “{nearest}”?',
    zh: '没有“{column}”这一列。是不是“{nearest}”？',
  },
  'open-quote': {
    en: 'the quote that opens on line {line} is never closed. Close it; within quotes a quote is written twice.',
    zh: '第 {line} 行的引号没有闭合。请补上；引号内的引号要写两个。',
  },
  'row-too-long': {
    en: 'the row of line {line} has more than {most} characters. Is this a CSV file?',
    zh: '第 {line} 行超过 {most} 个字符。这是 CSV 文件吗？',
  },
  'no-such-list': {
    en: 'the policy has no list “{list}”. It has {known}.',
    zh: '政策中没有清单“{list}”。现有的清单：{known}。',
  },
  'no-such-list-none': { en: 'the policy has no list “{list}”, nor any other.', zh: '政策中没有清单“{list}”，也没有其他清单。' },
  'no-such-list-near': {
    en: 'the policy has no list “{list}”. Did you mean “{nearest}”?',
    zh: '政策中没有清单“{list}”。是不是“{nearest}”？',
  },
  'no-id-column': {
    en: 'no column says to which applicant an item of {list} belongs. Both files need a column of the same name for it, such as “id”; another is named with --population-id.',
    zh: '没有一列说明 {list} 的项属于哪个申请人。两个文件都要有同名的一列，例如“id”；叫别的名称时用 --population-id 指明。',
  },
  'too-many-items': {
    en: '{list} has more than {most} items, and they are not in the order of the applicants. Sort both files by the applicant’s name.',
    zh: '{list} 的项超过 {most} 个，且与申请人的顺序不同。请把两个文件都按申请人排序。',
  },
  'no-payment-column': {
    en: 'there is no column “{wanted}”. A file of payments has the applicant’s name, clause, amount and on (the day); it has {known}.',
    zh: '没有“{wanted}”列。已付金额的文件应有申请人、条款、金额和日期各列；现有的列：{known}。',
  },
  'too-many-payments': {
    en: 'more than {most} payments. Leave out those that no clause looks back to.',
    zh: '已付金额超过 {most} 笔。请删去条款不再回溯的。',
  },
  'no-such-clause': { en: 'the policy has no clause “{found}”.', zh: '政策中没有条款“{found}”。' },
  'no-such-clause-near': {
    en: 'the policy has no clause “{found}”. Did you mean “{nearest}”?',
    zh: '政策中没有条款“{found}”。是不是“{nearest}”？',
  },
  'bad-end': {
    en: 'groups by “{column}” cannot be parted at “{end}”. Give numbers as that column has them, in ascending order; only a fact that is a number has such ends.',
    zh: '无法在“{end}”处按“{column}”分组。请按该列的写法由小到大给出各分界；只有数值要素才能这样分组。',
  },
  'too-many-groups': {
    en: '“{column}” has more than {most} different values. Choose another column, or part its numbers: --population-by {column}=A,B',
    zh: '“{column}”列的不同取值超过 {most} 个。请换一列，或给出数值的分界：--population-by {column}=A,B',
  },
  cancelled: { en: 'stopped before the end', zh: '未完成即停止' },
  'cells-few': {
    en: 'the row has {cells} cells, the header {columns}. Add what is missing; a cell with nothing in it counts too.',
    zh: '本行有 {cells} 格，表头有 {columns} 格。请补齐；空格也算一格。',
  },
  'cells-many': {
    en: 'the row has {cells} cells, the header {columns}. A cell that holds the separator must stand in quotes.',
    zh: '本行有 {cells} 格，表头有 {columns} 格。含有分隔符的格要放在引号内。',
  },
  repeated: {
    en: 'this applicant stands on line {first} already. Remove one of the two rows, or give them different names.',
    zh: '第 {first} 行已有这个申请人。请删去其中一行，或改用不同的编号。',
  },
  blank: { en: 'the row is empty. Remove it.', zh: '整行都是空的。请删去。' },
  quote: {
    en: 'cell {column} has a quote in the wrong place. A cell with quotes in it stands in quotes, and each of them is written twice.',
    zh: '第 {column} 格的引号位置不对。含引号的格要放在引号内，其中的引号写两个。',
  },
  items: {
    en: '{count} items of {list}; the policy takes at most {max}. Remove items, or raise the limit in the policy.',
    zh: '{list} 有 {count} 项，政策最多接受 {max} 项。请删去多余的项，或在政策中提高上限。',
  },
  'no-id': {
    en: 'no applicant is named, so it is not known whose items of {list} are meant. Fill in the name.',
    zh: '没有写明申请人，无法知道 {list} 的项属于谁。请补上。',
  },
  item: { en: '{list}, {file}:{line}: {what}', zh: '{list}，{file}:{line}：{what}' },
  type: { en: '{column}: “{found}” is not {type}. Write it as {sample}.', zh: '{column}：“{found}”不是{type}。请写成 {sample}。' },
  'type-plain': { en: '{column}: “{found}” is not {type}.', zh: '{column}：“{found}”不是{type}。' },
  'too-large': {
    en: '{column}: “{found}” has more digits than can be computed with. Write a shorter number.',
    zh: '{column}：“{found}”位数太多，无法计算。请写一个更短的数。',
  },
  integer: { en: '{column}: “{found}” is not {type}. Write it without decimals.', zh: '{column}：“{found}”不是{type}。请不要带小数。' },
  'no-such-date': {
    en: '{column}: “{found}” is not a date of the calendar, the year first. Write it as {sample}.',
    zh: '{column}：“{found}”不是日历上的日期（年在前）。请写成 {sample}。',
  },
  'broken-fact': {
    en: '{column}: its declaration in the policy has an error, so it takes no value. Run clausewright lint first.',
    zh: '{column}：它在政策中的声明有错误，不能取值。请先运行 clausewright lint。',
  },
  unit: {
    en: '{column}: “{found}” is in the wrong unit; {type} is wanted. Write it as {sample}.',
    zh: '{column}：“{found}”的单位不对，应为{type}。请写成 {sample}。',
  },
  'unit-bare': {
    en: '{column}: “{found}” has no unit; {type} is wanted. Write it as {sample}.',
    zh: '{column}：“{found}”没有单位，应为{type}。请写成 {sample}。',
  },
  'unknown-unit': {
    en: '{column}: there is no unit “{unit}”. Write it as {sample}.',
    zh: '{column}：没有“{unit}”这个单位。请写成 {sample}。',
  },
  interval: {
    en: '{column}: “{found}” is outside what the policy allows ({limits}).',
    zh: '{column}：“{found}”超出政策允许的范围（{limits}）。',
  },
  member: {
    en: '{column}: “{member}” is not one of the choices ({members}).',
    zh: '{column}：“{member}”不在选项之中（{members}）。',
  },
  'member-near': {
    en: '{column}: “{member}” is not one of the choices. Did you mean “{nearest}”?',
    zh: '{column}：“{member}”不在选项之中。是不是“{nearest}”？',
  },
  'member-set': {
    en: '{column}: “{member}” is not one of the choices ({members}). Several are parted by “;”, none at all is written {}.',
    zh: '{column}：“{member}”不在选项之中（{members}）。几个之间用“;”分隔，一个也没有写作 {}。',
  },
  percent: {
    en: '{column}: “{found}” may mean {found}% or a hundred times as much. Write {found}% or, where it is a share, a number up to 1.',
    zh: '{column}：“{found}”可能是 {found}%，也可能是它的一百倍。请写成 {found}%；若是比值，请写不超过 1 的数。',
  },
  comma: {
    en: '{column}: it is not clear what the comma in “{found}” parts. Write it without a comma, decimals behind a point.',
    zh: '{column}：“{found}”中的逗号含义不明。请去掉逗号，小数用点。',
  },
  'repeated-member': { en: '{column}: “{member}” is named twice.', zh: '{column}：“{member}”写了两次。' },
  boolean: { en: '{column}: “{found}” is neither yes nor no. Write yes or no.', zh: '{column}：“{found}”不是“是”或“否”。请写“是”或“否”。' },
});

/** Names in a sentence, not too many. */
function some(names: readonly string[], language: Language): string {
  return list(names.length > 8 ? [...names.slice(0, 8), '…'] : names, language);
}

/** Why there is no result; the file's name stands before it. */
export function refusalSentence(refusal: Refusal, language: Language): string {
  switch (refusal.code) {
    case 'missing':
    case 'empty':
    case 'cancelled':
      return words(refusal.code, language);
    case 'unreadable':
      return words('unreadable', language, { system: refusal.system ?? '?' });
    case 'not-utf8':
      return words(refusal.encoding, language, { line: String(refusal.line) });
    case 'repeated-column':
      return words('repeated-column', language, {
        column: short(refusal.column),
        first: String(refusal.first),
        second: String(refusal.second),
      });
    case 'same-fact': {
      const [one, two] = refusal.columns;
      return words('same-fact', language, { one: short(one), two: short(two), fact: refusal.fact });
    }
    case 'no-fact-columns': {
      const [header = '', ...more] = refusal.columns;
      const sign = more.length === 0 ? /[|，；：:]/.exec(header)?.[0] : undefined;
      if (sign !== undefined) return words('separator', language, { header: short(header), sign });
      return words('no-fact-columns', language, {
        columns: some(refusal.columns.map(short), language),
        known: some(refusal.known, language),
      });
    }
    case 'no-such-column': {
      const { column, nearest, known } = refusal;
      return nearest === undefined
        ? words('no-such-column', language, { column, known: some(known.map(short), language) })
        : words('no-such-column-near', language, { column, nearest: short(nearest) });
    }
    case 'open-quote':
      return words('open-quote', language, { line: String(refusal.line) });
    case 'row-too-long':
      return words('row-too-long', language, { line: String(refusal.line), most: String(refusal.most) });
    case 'no-such-list': {
      const { nearest, known } = refusal;
      if (nearest !== undefined) return words('no-such-list-near', language, { list: refusal.list, nearest });
      return words(known.length === 0 ? 'no-such-list-none' : 'no-such-list', language, {
        list: refusal.list,
        known: some(known, language),
      });
    }
    case 'no-id-column':
      return words('no-id-column', language, { list: refusal.list });
    case 'no-payment-column':
      return words('no-payment-column', language, {
        wanted: (language === 'zh' ? refusal.wanted.at(-1) : refusal.wanted[0]) ?? '',
        known: some(refusal.known.map(short), language),
      });
    case 'too-many-payments':
      return words('too-many-payments', language, { most: String(refusal.most) });
    case 'bad-end':
      return words('bad-end', language, { column: short(refusal.column), end: short(refusal.end) });
    case 'too-many-groups':
      return words('too-many-groups', language, { column: short(refusal.column), most: String(refusal.most) });
    case 'too-many-items':
      return words('too-many-items', language, { list: refusal.list, most: String(refusal.most) });
    default:
      return refusal satisfies never;
  }
}

/** What is wrong with a row; `file:line` stands before it. @param program the later version that has the fact, for units */
export function troubleSentence(trouble: CellTrouble, program: Program, language: Language): string {
  switch (trouble.kind) {
    case 'cells': {
      const { cells, columns } = trouble;
      return words(cells < columns ? 'cells-few' : 'cells-many', language, { cells: String(cells), columns: String(columns) });
    }
    case 'no-such-clause': {
      const { found, nearest } = trouble;
      return nearest === undefined
        ? words('no-such-clause', language, { found })
        : words('no-such-clause-near', language, { found, nearest });
    }
    case 'repeated':
      return words('repeated', language, { first: String(trouble.first) });
    case 'blank':
      return words('blank', language, {});
    case 'quote':
      return words('quote', language, { column: String(trouble.column) });
    case 'items':
      return words('items', language, { list: trouble.list, count: String(trouble.count), max: String(trouble.max) });
    case 'no-id':
      return words('no-id', language, { list: trouble.list });
    case 'item': {
      const { list, file, line, of } = trouble;
      return words('item', language, { list, file, line: String(line), what: troubleSentence(of, program, language) });
    }
    case 'value':
      return valueSentence(trouble, program, language);
    default:
      return trouble satisfies never;
  }
}

function valueSentence(trouble: Extract<CellTrouble, { kind: 'value' }>, program: Program, language: Language): string {
  const { found, type } = trouble;
  const column = short(trouble.column);
  const written = { program, language };
  const sample = sampleFor(type, program, language);
  const wanted = typeWords(type, language);
  const why = trouble.trouble;
  switch (why.code) {
    case 'type':
      if (type.kind === 'boolean') return words('boolean', language, { column, found });
      return words(sample === '' ? 'type-plain' : 'type', language, { column, found, type: wanted, sample });
    case 'too-large':
      return words('too-large', language, { column, found });
    case 'broken-fact':
      return words('broken-fact', language, { column });
    case 'integer': {
      const unit = type.kind === 'number' ? shownUnit(type, written).text : '';
      const whole = language === 'zh' ? `整数${unit === '' ? '' : `（${unit}）`}` : `a whole number${unit === '' ? '' : ` of ${unit}`}`;
      return words('integer', language, { column, found, type: whole });
    }
    case 'no-such-date':
      return words('no-such-date', language, { column, found, sample: sampleDate });
    case 'unit':
      return words(why.bare ? 'unit-bare' : 'unit', language, { column, found, type: wanted, sample });
    case 'unknown-unit':
      return words('unknown-unit', language, { column, unit: short(why.unit), sample });
    case 'interval':
      return words('interval', language, {
        column,
        found,
        limits: showBounds(why.bounds, type, { language, currency: program.currency, units: program.units }),
      });
    case 'member': {
      const member = short(why.member);
      return why.nearest === undefined
        ? words(type.kind === 'set' ? 'member-set' : 'member', language, { column, member, members: some(why.members, language) })
        : words('member-near', language, { column, member, nearest: why.nearest });
    }
    case 'percent':
    case 'comma':
      return words(why.code, language, { column, found });
    case 'repeated-member':
      return words('repeated-member', language, { column, member: why.member });
    default:
      return why satisfies never;
  }
}

function typeWords(type: ScalarType, language: Language): string {
  if (type.kind !== 'number') return showType(type, language);
  return type.percent || type.dimension === '' ? (language === 'zh' ? '数' : 'a number') : describeDimension(type.dimension, language);
}

function sampleFor(type: ScalarType, program: Program, language: Language): string {
  if (type.kind === 'date') return sampleDate;
  return type.kind === 'number' ? sampleOf(type, { program, language }) : '';
}
