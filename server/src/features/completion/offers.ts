/** Why: from what the grammar expects at a place to what is offered there. */

import { CompletionItemKind } from 'vscode-languageserver';
import { builtInUnit } from '../../core/program/index';
import type { ScalarType } from '../../core/program/types';
import type { Token } from '../../core/syntax/index';
import { KEYWORDS, type KeywordId } from '../../core/syntax/keywords';
import type { Expr, ItemNode, Span } from '../../core/syntax/tree';
import type { Analysis } from '../../core/workspace';
import type { Language } from '../wording';
import { type Candidate, matches, resembles } from './candidate';
import type { Start } from './cursor';
import { dateCandidates } from './dates';
import { fieldCandidates, givenCandidates, valuesElsewhere } from './examples';
import { beginsLength, isWithin, lengthCandidates, yearsOf } from './lengths';
import { type GlobalName, globalCandidates, operandNames } from './names';
import { perUnitCandidates, unitsAbove } from './perUnit';
import { foundIn } from './place';
import { type Scope, scopeOf } from './scope';
import { snippetCandidates } from './snippets';
import { titleCandidates } from './texts';
import { typeOf } from './typing';
import { unitCandidates } from './units';
import { ANY, CONDITION, type Found, holds, type Wanted, wants } from './wanted';
import { operandWords, operatorRank, wordCandidate, wordCandidates } from './words';

export interface Languages {
  /** Of the keywords that are written. */
  readonly content: Language;
  /** Of what is said about them. */
  readonly reader: Language;
}

interface Place {
  readonly analysis: Analysis;
  readonly start: Start;
  readonly node: ItemNode;
  readonly at: number;
  readonly scope: Scope;
  readonly languages: Languages;
  /** What the expression around the place wants there. */
  readonly found: Found | undefined;
}

const ITEMS: readonly KeywordId[] = KEYWORDS.filter(({ where }) => where.includes('item')).map(({ id }) => id);
const STEPS: ReadonlySet<string> = new Set(['less', 'cap', 'floor', 'round']);
/** Words that an operand or a pattern may begin with, which the parser also asks for by name. */
const LEADING: ReadonlySet<KeywordId> = new Set<KeywordId>(['if', 'not', 'each']);

export function candidatesAt(analysis: Analysis, start: Start, languages: Languages): Candidate[] {
  const { expected } = start;
  const { node } = expected.item;
  const at = expected.token.start;
  const scope = scopeOf(analysis.program, analysis.uri, node);
  const place: Place = { analysis, start, node, at, scope, languages, found: foundIn(node, at, scope) };
  // Behind a compound unit that is written whole: what goes on with it is offered once something of it is typed.
  if (start.glued && start.typed === '' && start.expected.before && belowStroke(place, start.expected.before)) return [];
  // In a keyword's second word nothing else can be meant.
  const phrase = start.typed.includes(' ');
  const offered = offer(place).filter(
    (candidate) => matches(candidate, start.typed) && (!phrase || candidate.label.startsWith(start.typed)),
  );
  // Of two of one name the better stays.
  const best = new Map<string, Candidate>();
  for (const candidate of offered) {
    const known = best.get(candidate.label);
    if (!known || candidate.rank < known.rank) best.set(candidate.label, candidate);
  }
  const whole = best.get(start.typed);
  if (whole?.kind === CompletionItemKind.Unit && belowStroke(place, expected.token)) return [whole];
  return [...best.values()];
}

/** The token is, or stands for, a unit that others are divided by. */
function belowStroke({ start: { expected }, analysis }: Place, token: Token): boolean {
  const [first] = unitsAbove(expected.item.tokens, token);
  return first !== undefined && (analysis.program.units.has(first) || builtInUnit(first) !== undefined);
}

function offer(place: Place): Candidate[] {
  const { expected } = place.start;
  const { slots, keywords } = expected;
  if (slots.has('declaration')) return [];
  if (slots.size === 0 && keywords.size === 0) return offerUnasked(place);
  const out: Candidate[] = [];
  if (slots.has('given')) out.push(...offerGiven(place));
  if (slots.has('field')) out.push(...offerFields(place));
  if (slots.has('operand')) out.push(...offerOperand(place));
  if (slots.has('unit')) out.push(...offerUnit(place));
  if (slots.has('date')) out.push(...dateCandidates(place.scope.program, 0, place.languages.reader));
  if (slots.has('text')) out.push(...offerText(place));
  if (slots.has('name of list')) out.push(...offerNames(place, ({ type }) => (type?.kind === 'list' ? 0 : undefined)));
  if (slots.has('name of clause')) out.push(...offerClauses(place));
  if (slots.has('name of name')) out.push(...offerExpected(place));
  out.push(...offerKeywords(place));
  if (isStatementStart(place)) {
    out.push(...offerContinuing(place));
    if (node(place, 'clause')) out.push(...snippets(place, 'statement'));
    if (atItemColumn(place)) out.push(...offerItems(place));
  }
  return out;
}

function node(place: Place, kind: ItemNode['kind']): boolean {
  return place.node.kind === kind;
}

function snippets({ scope, languages }: Place, where: 'item' | 'statement'): Candidate[] {
  return snippetCandidates(where, scope.program, scope.currency, languages.content);
}

/** The parser looked for nothing here: an item may begin, or what stands before it is broken. */
function offerUnasked(place: Place): Candidate[] {
  const { token, item } = place.start.expected;
  if (!token.newline) return node(place, 'broken') ? offerItems(place) : [];
  const depth = depthAt(item.tokens, place.at);
  const block = BLOCKS[place.node.kind];
  if (depth === 1 && block) {
    const words = block.map((id, order) => wordCandidate(id, 0, order, place.languages.content));
    return [...words, ...(node(place, 'example') ? offerGiven(place) : []), ...(atItemColumn(place) ? offerItems(place) : [])];
  }
  return depth === 0 || node(place, 'broken') || atItemColumn(place) ? offerItems(place) : [];
}

const BLOCKS: Readonly<Partial<Record<ItemNode['kind'], readonly KeywordId[]>>> = {
  policy: KEYWORDS.filter(({ where }) => where.includes('field')).map(({ id }) => id),
  clause: ['source', 'department', 'effective', 'each', 'let', 'when', 'award', 'grants', 'less', 'cap', 'floor', 'round'],
  exclusive: ['source', 'each', 'among', 'choose'],
  limit: ['source', 'each', 'among', 'cap'],
  example: ['on', 'paid', 'expect'],
};

function depthAt(tokens: readonly Token[], at: number): number {
  let depth = 0;
  for (const { kind, text, start } of tokens) {
    if (start >= at) break;
    if (kind !== 'punctuation') continue;
    if (text === '{' || text === '(' || text === '[') depth++;
    else if (text === '}' || text === ')' || text === ']') depth = Math.max(0, depth - 1);
  }
  return depth;
}

/** A statement of a block begins here, on a line of its own. */
function isStatementStart({ node: { kind }, start: { expected } }: Place): boolean {
  const block = BLOCKS[kind];
  return block !== undefined && expected.token.newline && block.every((id) => expected.keywords.has(id));
}

/** The word stands where items begin, not where statements do. */
function atItemColumn({ start: { expected }, at }: Place): boolean {
  const { text } = expected.item;
  return expected.token.newline && (at === 0 || /[\r\n]/.test(text[at - 1] ?? ''));
}

function offerItems(place: Place): Candidate[] {
  const { languages, analysis } = place;
  const hasPolicy = analysis.program.files.some((file) => file.uri === analysis.uri && file.policy);
  const inside = isStatementStart(place) ? 4 : 0;
  const words = ITEMS.map((id, order) =>
    wordCandidate(id, inside + (id === 'policy' && hasPolicy ? 3 : 0), 100 + order, languages.content),
  );
  const whole = snippets(place, 'item').filter(({ subject }) => !hasPolicy || subject?.of !== 'snippet' || subject.name !== 'policy');
  return [...words, ...whole.map((one) => ({ ...one, rank: one.rank + inside }))];
}

/** On a new line an expression goes on with `and` or `or`. */
function offerContinuing(place: Place): Candidate[] {
  const type = leftType(place);
  if (type?.kind !== 'boolean') return [];
  return (['and', 'or'] as const).map((id, order) => wordCandidate(id, 3, order, place.languages.content));
}

function offerKeywords(place: Place): Candidate[] {
  const { keywords, slots } = place.start.expected;
  const { content } = place.languages;
  const left = slots.has('operator') || keywords.has('default') ? leftType(place) : undefined;
  const patterns = slots.has('pattern') && place.found?.wanted;
  const out: Candidate[] = [];
  let order = 0;
  for (const id of keywords) {
    order += 10;
    // `any` of `when any` is another word than the `any` of a row.
    if (id === 'any' && !slots.has('pattern')) continue;
    if (id === 'within' && isWithin(place.start.typed)) continue;
    if (slots.has('pattern') && INTERVALS.has(id)) {
      const intervals = patterns && patterns.kind === 'type' && (patterns.type.kind === 'number' || patterns.type.kind === 'date');
      if (intervals || (patterns && patterns.kind === 'any')) out.push(...wordCandidates(id, intervals ? 0 : 2, 1_000 + order, content));
      continue;
    }
    if (id === 'otherwise' || id === 'any') out.push(wordCandidate(id, 1, 2_000 + order, content));
    else if (LEADING.has(id) && slots.has('operand')) out.push(...offerLeading(place, id, order));
    else if (slots.has('operator')) {
      const rank = operatorRank(id, left);
      if (rank !== undefined) out.push(...wordCandidates(id, unitFirst(place, rank), 800_000 + order, content));
    } else if (INTERVALS.has(id) && keywords.has('default')) {
      if (left === undefined || left.kind === 'number' || left.kind === 'date') out.push(...wordCandidates(id, 0, order, content));
    } else out.push(wordCandidate(id, slots.has('operand') ? 4 : slots.has('given') ? 1 : 0, order, content));
  }
  return out;
}

const INTERVALS: ReadonlySet<KeywordId> = new Set<KeywordId>(['over', 'from', 'to', 'below']);

function offerLeading({ found, languages }: Place, id: KeywordId, order: number): Candidate[] {
  const wanted = found?.wanted ?? ANY;
  const boolean = wanted.kind === 'condition' || (wanted.kind === 'type' && wanted.type.kind === 'boolean') || wanted.kind === 'any';
  if (id === 'not') return boolean ? [wordCandidate(id, wanted.kind === 'any' ? 5 : 2, 600_000 + order, languages.content)] : [];
  return wanted.kind === 'member' || wanted.kind === 'payee' ? [] : [wordCandidate(id, 5, 600_000 + order, languages.content)];
}

/** Straight behind a number its unit comes first, then what goes on with the sentence. */
function unitFirst({ start: { expected } }: Place, rank: number): number {
  return expected.slots.has('unit') && expected.before?.kind === 'number' ? Math.max(rank, expected.token.spaced ? 2 : 4) : rank;
}

/** The type of the expression that ends right before the place. */
function leftType(place: Place): ScalarType | undefined {
  const { before } = place.start.expected;
  const { node: item } = place;
  if (!before) return undefined;
  if (item.kind === 'fact' && item.default === undefined) {
    const type = scopeType(place);
    if (type) return type;
  }
  const outer = endingAt(item, before.end);
  return outer && typeOf(outer, place.found?.scope ?? place.scope);
}

function scopeType({ scope, node: item }: Place): ScalarType | undefined {
  if (item.kind !== 'fact') return undefined;
  const type = scope.program.facts.get(item.name.name)?.type;
  return type?.kind === 'list' || type?.kind === 'broken' ? undefined : type;
}

const EXPRESSIONS: ReadonlySet<string> = new Set<Expr['kind']>([
  'number',
  'ratio',
  'date',
  'text',
  'boolean',
  'name',
  'this',
  'as_of',
  'total',
  'not',
  'negate',
  'binary',
  'within',
  'has',
  'in',
  'if',
  'table',
  'marginal',
  'select',
  'call',
  'paren',
]);

/** The outermost expression that ends at an offset. */
function endingAt(value: unknown, end: number): Expr | undefined {
  if (typeof value !== 'object' || value === null) return undefined;
  if (Array.isArray(value)) {
    for (const one of value) {
      const found = endingAt(one, end);
      if (found) return found;
    }
    return undefined;
  }
  const span = value as Partial<Span> & { readonly kind?: string };
  if (span.start !== undefined && span.end !== undefined && (end <= span.start || end > span.end)) return undefined;
  if (span.end === end && span.kind !== undefined && EXPRESSIONS.has(span.kind)) return value as Expr;
  return endingAt(Object.values(value), end);
}

function offerOperand(place: Place): Candidate[] {
  const { languages, start, scope, found, node: item, at } = place;
  const here: Found = found ?? { wanted: item.kind === 'require' ? CONDITION : ANY, scope, unit: false, pattern: false, taken: new Set() };
  const typed = (label: string): boolean => resembles(label.toLowerCase(), start.typed.toLowerCase());
  const names = operandNames(here, languages.reader, typed);
  if (start.expected.slots.has('pattern')) {
    // A row is a member, a value or an interval; names of constants are rare there.
    const booleans = here.wanted.kind === 'type' && here.wanted.type.kind === 'boolean';
    const words = booleans ? (['yes', 'no'] as const).filter((id) => !here.taken.has(id)) : [];
    return [
      ...words.map((id, order) => wordCandidate(id, 0, order, languages.content)),
      ...names.filter(({ rank, kind }) => rank === 0 || (kind === CompletionItemKind.Constant && rank < 5)).map(demoted),
    ];
  }
  const given = item.kind === 'example' ? item.body.find((one) => one.kind === 'given' && holds(one, at)) : undefined;
  if (given?.kind === 'given') {
    // A value is a constant: a member, yes or no, a figure, or a let that is one.
    const constants = names.filter(({ rank, kind }) => rank === 0 || (kind === CompletionItemKind.Constant && rank < 5)).map(demoted);
    const words = operandWords(here.wanted, { step: false, expectation: false }, languages.content).filter(({ rank }) => rank === 0);
    const inList = here.scope !== scope || given.value.kind === 'list';
    const values = here.wanted.kind === 'member' || inList ? [] : valuesElsewhere(scope.program, given.name.name, item);
    return [...constants, ...words.filter(({ subject }) => subject?.of !== 'keyword' || subject.id !== 'as_of'), ...values];
  }
  const statement = item.kind === 'clause' ? item.body.find((one) => holds(one, at)) : undefined;
  const expectation = item.kind === 'example' && item.body.some((one) => one.kind === 'expect' && holds(one, at));
  const words = operandWords(here.wanted, { step: STEPS.has(statement?.kind ?? ''), expectation }, languages.content);
  const dates = here.wanted.kind === 'type' && here.wanted.type.kind === 'date' ? dateCandidates(scope.program, 2, languages.reader) : [];
  const lengths = beginsLength(start.expected.item.tokens, start.expected.token) ? lengthCandidates(languages.content) : [];
  return [...lengths, ...names, ...words, ...dates];
}

function demoted(candidate: Candidate): Candidate {
  return candidate.rank === 0 ? candidate : { ...candidate, rank: 6 };
}

function offerUnit(place: Place): Candidate[] {
  const { scope, found, languages, node: item, start } = place;
  const above = unitsAbove(start.expected.item.tokens, start.expected.token);
  if (above.length > 0) return perUnitCandidates(scope, found?.wanted ?? ANY, above, languages.content, languages.reader);
  const where = item.kind === 'policy' ? 'currency' : start.expected.slots.has('type') ? 'type' : 'number';
  if (where === 'type' && start.expected.before?.text !== ':')
    return unitCandidates(scope, ANY, 'number', languages.content, languages.reader);
  const length = usualLength(place);
  const units = unitCandidates(scope, length ?? found?.wanted ?? ANY, where, languages.content, languages.reader).map((unit) =>
    // `6 m`: of the two spellings the one of many.
    length && unit.label === 'months' && start.expected.before?.text !== '1' ? { ...unit, order: unit.order - 2 } : unit,
  );
  // Where the stroke stands already only what is above it is missing.
  const { item: text, token } = start.expected;
  const divided = text.tokens[text.tokens.indexOf(token) + 1]?.text === '/';
  return divided ? units.filter(({ label }) => !label.includes('/')) : units;
}

/** How far back is said in years rather than months. */
function usualLength({ found, start: { expected }, languages }: Place): Wanted | undefined {
  const { before, item } = expected;
  const type = found?.wanted.kind === 'type' ? found.wanted.type : undefined;
  if (before?.kind !== 'number' || type?.kind !== 'number' || !beginsLength(item.tokens, before)) return undefined;
  return wants({ ...type, unit: yearsOf(Number(before.text), languages.content) });
}

function offerText({ start: { expected }, analysis, node: item }: Place): Candidate[] {
  if (expected.before?.keyword !== 'like') return [];
  const own = item.kind === 'example' ? item.title?.value : undefined;
  const titles = analysis.program.examples.map(({ title }) => title);
  return titleCandidates(titles, own).map((one) => ({ ...one, insert: `"${one.insert ?? one.label}"` }));
}

function offerNames({ scope, languages }: Place, rank: (name: GlobalName) => number | undefined): Candidate[] {
  return globalCandidates(scope.program, languages.reader, rank, () => true);
}

/** Clauses of `among`, those that are not listed yet; in an example the payees of `paid`. */
function offerClauses(place: Place): Candidate[] {
  const { node: item, at, scope } = place;
  if (item.kind !== 'exclusive' && item.kind !== 'limit')
    return offerNames(place, ({ kind }) => (kind === 'clause' ? 0 : kind === 'exclusive' || kind === 'limit' ? 1 : undefined));
  const listed = new Set(item.among === 'all' ? [] : item.among.flatMap(({ name, start }) => (start === at ? [] : [name])));
  const each = item.each?.name;
  return offerNames(place, ({ name, kind }) => {
    if (kind !== 'clause' || listed.has(name)) return undefined;
    // A group over a list is of clauses over that list.
    return each === undefined || scope.program.clauses.get(name)?.each === each ? 0 : 3;
  });
}

/** After `expect`: clauses, lets, limits, groups. After `needs`: facts. */
function offerExpected(place: Place): Candidate[] {
  const { node: item, at } = place;
  const statement = item.kind === 'example' ? item.body.find((one) => holds(one, at)) : undefined;
  const needs = statement?.kind === 'expect' && statement.name.start !== at;
  if (needs) {
    const listed = new Set(statement.needs?.flatMap(({ name, start }) => (start === at ? [] : [name])));
    const given = new Set(item.kind === 'example' ? item.body.flatMap((one) => (one.kind === 'given' ? [one.name.name] : [])) : []);
    return offerNames(place, ({ name, kind }) => (kind !== 'fact' || listed.has(name) ? undefined : given.has(name) ? 3 : 0));
  }
  const ranks = { clause: 1, let: 2, limit: 2, exclusive: 3 } as const;
  return offerNames(place, ({ kind }) => (kind === 'fact' ? undefined : ranks[kind]));
}

function offerGiven({ node: item, at, scope, languages, start }: Place): Candidate[] {
  if (item.kind !== 'example') return [];
  return givenCandidates(item, at, scope.program, isNamed(start), languages.content, languages.reader);
}

function offerFields({ found, node: item, scope, at, languages, start }: Place): Candidate[] {
  if (!found?.list || item.kind !== 'example') return [];
  const owner = item.body.find((one) => holds(one, at));
  const name = owner?.kind === 'given' ? owner.name.name : '';
  return fieldCandidates(found.list, name, found.taken, scope.program, isNamed(start), languages.content, languages.reader);
}

/** The name's `=` stands there already. */
function isNamed({ expected: { item, token } }: Start): boolean {
  const next = item.tokens[item.tokens.indexOf(token) + 1];
  return next?.kind === 'punctuation' && next.text === '=' && !next.newline;
}
