/**
 * The keyword table: every keyword with its English and Chinese spellings and the places where the grammar expects it. It is the one list
 * that the parser, the printer, completion, hover and the editor grammars are made from, so that the two languages stay equals.
 * Source: the Keywords table of the language's description.
 */

export type ItemKeyword =
  | 'policy'
  | 'import'
  | 'unit'
  | 'fact'
  | 'let'
  | 'require'
  | 'section'
  | 'clause'
  | 'exclusive'
  | 'limit'
  | 'qualitative'
  | 'example';

export type KeywordId =
  | ItemKeyword
  // fields of a policy (`number`, `effective` …)
  | 'number'
  | 'issuer'
  | 'issued'
  | 'effective'
  | 'currency'
  | 'supersedes'
  | 'url'
  // statements
  | 'source'
  | 'department'
  | 'when'
  | 'award'
  | 'grants'
  | 'less'
  | 'cap'
  | 'floor'
  | 'round'
  | 'among'
  | 'choose'
  | 'on'
  | 'expect'
  // words that belong to a statement
  | 'when any'
  | 'up to'
  | 'unspecified'
  | 'down'
  | 'up'
  | 'half'
  | 'all'
  | 'like'
  | 'on payment'
  | 'total'
  | 'tolerance'
  | 'needs'
  | 'at most'
  | 'default'
  // windows
  | 'per year'
  | 'within'
  | 'ever'
  // statuses
  | 'eligible'
  | 'ineligible'
  | 'inactive'
  | 'excluded'
  | 'granted'
  | 'unknown'
  | 'conflict'
  | 'error'
  // types
  | 'money'
  | 'number type'
  | 'integer'
  | 'percent'
  | 'boolean'
  | 'date'
  | 'text'
  | 'one of'
  | 'any of'
  | 'list of'
  // expressions
  | 'yes'
  | 'no'
  | 'this'
  | 'as_of'
  | 'and'
  | 'or'
  | 'not'
  | 'if'
  | 'then'
  | 'else'
  | 'by'
  | 'otherwise'
  | 'any'
  | 'marginal'
  | 'of'
  | 'highest'
  | 'lowest'
  | 'sum'
  | 'first'
  | 'each'
  | 'has'
  | 'in'
  | 'over'
  | 'from'
  | 'to'
  | 'below'
  // functions
  | 'paid'
  | 'min'
  | 'max'
  | 'abs'
  | 'days'
  | 'months'
  | 'years'
  | 'year'
  | 'month'
  | 'day'
  | 'round function'
  | 'round_down'
  | 'round_up';

/** Where the grammar expects a keyword. */
export type KeywordPlace =
  | 'item'
  /** The start of a line in `policy { … }`. */
  | 'field'
  /** The start of a statement of a clause or group. */
  | 'statement'
  /** The start of a statement of an example. */
  | 'example'
  /** Inside a statement, item or declaration, after its own keyword. */
  | 'modifier'
  | 'type'
  | 'operator'
  | 'interval'
  | 'value'
  | 'function'
  | 'window'
  | 'status';

export interface Keyword {
  readonly id: KeywordId;
  /** Spellings, the canonical one first. A spelling of several words is written with single spaces. */
  readonly en: readonly string[];
  readonly zh: readonly string[];
  readonly where: readonly KeywordPlace[];
  /** No name may be spelled so anywhere, in either language. */
  readonly reserved: boolean;
}

export type KeywordLanguage = 'en' | 'zh';

function row(id: KeywordId, en: string, zh: string, where: string, reserved = false): Keyword {
  return { id, en: en.split(', '), zh: zh.split(', '), where: where.split(' ') as KeywordPlace[], reserved };
}

export const KEYWORDS: readonly Keyword[] = [
  row('policy', 'policy', '政策', 'item', true),
  row('import', 'import', '引用', 'item', true),
  row('unit', 'unit', '计量单位', 'item', true),
  row('fact', 'fact', '要素', 'item', true),
  row('let', 'let', '定义', 'item statement', true),
  row('require', 'require', '前提', 'item', true),
  row('section', 'section', '章节', 'item', true),
  row('clause', 'clause', '条款', 'item', true),
  row('exclusive', 'exclusive', '互斥', 'item', true),
  row('limit', 'limit', '限额', 'item', true),
  row('qualitative', 'qualitative', '定性', 'item', true),
  row('example', 'example', '示例', 'item', true),

  row('number', 'number', '文号', 'field'),
  row('issuer', 'issuer', '发布机关', 'field'),
  row('issued', 'issued', '发布日期', 'field'),
  row('effective', 'effective', '有效期', 'field statement'),
  row('currency', 'currency', '币种', 'field'),
  row('supersedes', 'supersedes', '废止', 'field'),
  row('url', 'url', '网址', 'field'),

  row('source', 'source', '依据', 'statement'),
  row('department', 'department', '责任单位', 'statement'),
  row('each', 'each', '逐项', 'statement operator', true),
  row('when', 'when', '条件', 'statement modifier'),
  row('when any', 'any', '任一', 'modifier'),
  row('award', 'award', '支持', 'statement'),
  row('up to', 'up to', '最高', 'modifier'),
  row('unspecified', 'unspecified', '未定', 'modifier status'),
  row('grants', 'grants', '待遇', 'statement'),
  row('less', 'less', '扣减', 'statement'),
  row('cap', 'cap', '封顶', 'statement'),
  row('floor', 'floor', '保底', 'statement'),
  row('round', 'round', '取整', 'statement'),
  row('down', 'down', '向下', 'modifier'),
  row('up', 'up', '向上', 'modifier'),
  row('half', 'half', '四舍五入', 'modifier'),
  row('among', 'among', '范围', 'statement'),
  row('all', 'all', '全部', 'modifier'),
  row('choose', 'choose', '择取', 'statement'),

  row('like', 'like', '同', 'modifier'),
  row('on', 'on', '日期', 'example'),
  row('on payment', 'on', '于', 'modifier'),
  row('expect', 'expect', '应得', 'example'),
  row('total', 'total', '总计', 'modifier value'),
  row('tolerance', 'within', '误差', 'modifier'),
  row('needs', 'needs', '尚需', 'modifier'),
  row('at most', 'at most', '至多', 'modifier'),
  row('eligible', 'eligible', '符合', 'status'),
  row('ineligible', 'ineligible', '不符合', 'status'),
  row('inactive', 'inactive', '未生效', 'status'),
  row('excluded', 'excluded', '被排除', 'status'),
  row('granted', 'granted', '已给予', 'status'),
  row('unknown', 'unknown', '未知', 'status'),
  row('conflict', 'conflict', '冲突', 'status'),
  row('error', 'error', '错误', 'status'),

  row('per year', 'per year', '每年', 'window'),
  row('within', 'within', '近', 'window'),
  row('ever', 'ever', '累计', 'window'),

  row('money', 'money', '金额', 'type'),
  row('number type', 'number', '数值', 'type'),
  row('integer', 'integer', '整数', 'type'),
  row('percent', 'percent', '比例', 'type'),
  row('boolean', 'boolean', '是否', 'type'),
  row('date', 'date', '日期', 'type'),
  row('text', 'text', '文本', 'type'),
  row('one of', 'one of', '单选', 'type'),
  row('any of', 'any of', '多选', 'type'),
  row('list of', 'list of', '清单', 'type'),
  row('default', 'default', '默认', 'modifier'),

  row('yes', 'yes', '是', 'value', true),
  row('no', 'no', '否', 'value', true),
  row('this', 'this', '本项', 'value', true),
  row('as_of', 'as_of', '认定日', 'value', true),
  row('and', 'and', '且', 'operator', true),
  row('or', 'or', '或', 'operator', true),
  row('not', 'not', '非', 'operator', true),
  row('if', 'if', '若', 'operator', true),
  row('then', 'then', '则', 'operator', true),
  row('else', 'else', '否则', 'operator', true),
  row('by', 'by', '按', 'operator', true),
  row('otherwise', 'otherwise', '其他', 'modifier'),
  row('any', 'any', '任意', 'value', true),
  row('marginal', 'marginal', '累进', 'operator', true),
  row('of', 'of', '的', 'operator', true),
  row('highest', 'highest', '从高', 'operator modifier', true),
  row('lowest', 'lowest', '从低', 'operator', true),
  row('sum', 'sum', '合计', 'operator', true),
  row('first', 'first', '从先', 'operator modifier', true),
  row('has', 'has', '含', 'operator', true),
  row('in', 'in', '属于', 'operator', true),
  row('over', 'over', '超过, 高于, 大于', 'interval', true),
  row('from', 'from, at least', '不低于, 至少, 不少于', 'interval', true),
  row('to', 'to, at most', '至, 不超过, 不高于, 至多', 'interval', true),
  row('below', 'below', '低于, 小于, 不足', 'interval', true),

  row('paid', 'paid', '已付', 'example function'),
  row('min', 'min', '取小', 'function'),
  row('max', 'max', '取大', 'function'),
  row('abs', 'abs', '绝对值', 'function'),
  row('days', 'days', '天数', 'function'),
  row('months', 'months', '月数', 'function'),
  row('years', 'years', '年数', 'function'),
  row('year', 'year', '年份', 'function'),
  row('month', 'month', '月份', 'function'),
  row('day', 'day', '日份', 'function'),
  row('round function', 'round', '舍入', 'function'),
  row('round_down', 'round_down', '舍去', 'function'),
  row('round_up', 'round_up', '进位', 'function'),
];

const byId = new Map<KeywordId, Keyword>(KEYWORDS.map((k) => [k.id, k]));
const bySpelling = new Map<string, Keyword[]>();
const reservedWords = new Set<string>();
const itemWords = new Map<string, ItemKeyword>();
for (const k of KEYWORDS) {
  for (const spelling of [...k.en, ...k.zh]) {
    const list = bySpelling.get(spelling);
    if (list) list.push(k);
    else bySpelling.set(spelling, [k]);
    if (k.reserved && !spelling.includes(' ')) reservedWords.add(spelling);
    if (k.where.includes('item')) itemWords.set(spelling, k.id as ItemKeyword);
  }
}

export function keyword(id: KeywordId): Keyword {
  const found = byId.get(id);
  if (!found) throw new RangeError(`no keyword ${id}`);
  return found;
}

const NO_KEYWORDS: readonly Keyword[] = [];

/** All keywords that have exactly this spelling (several: 日期 is the type `date` and the statement `on`). */
export function keywordsSpelled(spelling: string): readonly Keyword[] {
  return bySpelling.get(spelling) ?? NO_KEYWORDS;
}

/** The item that a line beginning with this word starts. */
export function itemKeyword(word: string): ItemKeyword | undefined {
  return itemWords.get(word);
}

/** Words that are never names: neither declared nor referred to. */
export function isReserved(word: string): boolean {
  return reservedWords.has(word);
}

/** May a fact, let, clause … be called so? `total` and `all` are understood, but cannot be declared. */
export function isDeclarable(word: string): boolean {
  return !reservedWords.has(word) && word !== 'total' && word !== '总计' && word !== 'all' && word !== '全部';
}

/** The canonical spelling in a language. */
export function spell(id: KeywordId, language: KeywordLanguage): string {
  return keyword(id)[language][0] ?? id;
}

/** The language that a keyword's spelling belongs to. */
export function languageOf(spelling: string): KeywordLanguage {
  for (let i = 0; i < spelling.length; i++) if (spelling.charCodeAt(i) > 0x7f) return 'zh';
  return 'en';
}
