/** Why: a name that says no more than its formula makes way for the formula. */

import type { TextEdit } from '../../core/finding';
import type { Place } from '../../core/program/program';
import type { Reference } from '../../core/program/references';
import { entrySpan, itemSpan } from '../../core/program/removal';
import { expressionsOf } from '../../core/program/traverse';
import type { Expr, ItemSyntax, LetStatement } from '../../core/syntax/tree';
import { phrasebook } from '../wording';
import { type AskedItem, itemAction, kinds, type Offer } from './action';
import { lineStart } from './lines';
import { eachBelow, type Node, pathTo } from './nodes';
import { hasComment } from './words';

const say = phrasebook({
  title: { en: 'Replace “{name}” by what it stands for, and remove it', zh: '用“{name}”的内容代替它，并删除这个定义' },
});

interface Declared {
  readonly item: ItemSyntax;
  readonly node: LetStatement;
}

function declarationOf({ declaration }: Reference['symbol']): Declared | undefined {
  const item = declaration?.item;
  const root = item?.node;
  if (!item || !root) return undefined;
  const all = root.kind === 'let' ? [root] : root.kind === 'clause' ? root.body.filter((s) => s.kind === 'let') : [];
  const node = all.find((one) => one.name.start === declaration?.start);
  return node && { item, node };
}

/** Operands: they stand anywhere without parentheses. */
const closed: ReadonlySet<Expr['kind']> = new Set<Expr['kind']>([
  'name',
  'boolean',
  'date',
  'text',
  'as_of',
  'this',
  'paren',
  'call',
  'table',
  'marginal',
  'select',
]);
/** Parts that take a whole expression. */
const open: ReadonlySet<string> = new Set(['inner', 'args']);

/** Names that the value reads; words of members and units among them, which are kept clear of all the same. */
function wordsOf({ item, node }: Declared): Set<string> {
  return new Set(item.tokens.filter((t) => t.kind === 'word' && t.start >= node.value.start && t.end <= node.value.end).map((t) => t.text));
}

/** Would a name of the value mean something else where the clause or list around the place has one of the same spelling? */
function isCaptured(asked: AskedItem, declared: Declared, place: Place, local: boolean): boolean {
  const words = wordsOf(declared);
  const { node } = place.item;
  const { program } = asked.analysis;
  const fieldsOf = (list: string) => {
    const type = program.facts.get(list)?.type;
    return type?.kind === 'list' ? type.fields.map((f) => f.name) : [];
  };
  const own: string[] = [];
  if (node.kind === 'clause' && !local) {
    for (const s of node.body) {
      if (s.kind === 'let') own.push(s.name.name);
      else if (s.kind === 'each') own.push(...fieldsOf(s.list.name));
    }
  }
  if ((node.kind === 'limit' || node.kind === 'exclusive') && node.each) own.push(...fieldsOf(node.each.name));
  for (const { node: around } of pathTo(node, place.start, place.end)) {
    const each = around.kind === 'select' ? (around.each as { name: string } | undefined) : undefined;
    if (each) own.push(...fieldsOf(each.name));
  }
  return own.some((name) => words.has(name));
}

function inserted(declared: Declared, place: Place): string {
  const { item, node } = declared;
  const { value } = node;
  const text = item.text.slice(value.start, value.end);
  const path = pathTo(place.item.node, place.start, place.end);
  const at = path.findLast((step) => step.node.start === place.start && step.node.end === place.end);
  const after = place.item.text[place.end] ?? '\n';
  const whole = open.has(at?.key ?? '');
  const number = value.kind === 'number' && /[\s)\]},;]/.test(after) && !/[\p{L}\p{N}_%.]/u.test(place.item.text[place.start - 1] ?? ' ');
  const lines = text.includes('\n') && !['table', 'marginal', 'select', 'call', 'paren'].includes(value.kind);
  return (closed.has(value.kind) || whole || number) && !lines ? text : `(${text})`;
}

/** Whether anything but an expression speaks of it: an example that sets or expects it, or a file that this session sees beside. */
function isSpokenOf(asked: AskedItem, name: string): boolean {
  const { program, uri } = asked.analysis;
  const inExample = program.examples.some(
    (e) => e.lets.has(name) || e.expectations.some((x) => x.target.kind === 'let' && x.target.name === name),
  );
  if (inExample) return true;
  return asked.session.programsWith(uri).some((other) => {
    if (other === uri) return false;
    const seen = asked.session.workspace.analyse(other);
    return seen.tree.items.some(({ item }) => item.tokens.some((t) => t.text === name)) || seen.error !== undefined;
  });
}

function inline(asked: AskedItem): Offer[] {
  const { analysis, item, start, end, language } = asked;
  const { references, program } = analysis.linked;
  const reference = references.at(analysis.uri, item, start);
  const symbol = reference?.symbol;
  if (!reference || !symbol || (symbol.kind !== 'let' && symbol.kind !== 'local') || end > reference.place.end) return [];
  const declared = declarationOf(symbol);
  const local = symbol.kind === 'local';
  const value = local ? program.clauses.get(symbol.owner ?? '')?.lets.get(symbol.name)?.value : program.lets.get(symbol.name)?.value;
  if (!declared || !value || symbol.declaration?.uri !== analysis.uri) return [];
  // What could not be read, or has an item of the expected type for its value, does not stand anywhere else.
  if (
    [...expressionsOf({ kind: 'let', let: { name: '', value, place: value.place, namePlace: value.place } })].some((e) => e.op === 'broken')
  )
    return [];
  if (value.op === 'constant' && value.value.kind !== 'number' && value.value.kind !== 'date') return [];
  if (declared.item.problems.some((p) => p.rule === 'syntax-error')) return [];
  if (hasComment(declared.item, declared.node.value.start, declared.node.value.end)) return [];
  if (!local && isSpokenOf(asked, symbol.name)) return [];
  const uses = references.to(symbol.key).filter((r) => !r.isDeclaration);
  if (uses.length === 0 || uses.some(({ place }) => place.uri !== analysis.uri)) return [];
  if (uses.some(({ place }) => isCaptured(asked, declared, place, local) || isFixed(place))) return [];
  const edits = (): TextEdit[] => [
    ...uses.map(({ place }) => ({ ...analysis.range(place), text: inserted(declared, place) })),
    { ...removal(asked, declared), text: '' },
  ];
  return [{ id: symbol.key, title: say('title', language, { name: symbol.name }), kind: kinds.inline, edits }];
}

/** Stands where only a constant may, or where it could not be read. */
function isFixed(place: Place): boolean {
  const { item } = place;
  if (item.node.kind === 'fact' || item.node.kind === 'unit' || item.node.kind === 'example') return true;
  if (item.problems.some((p) => p.rule === 'syntax-error')) return true;
  let found = false;
  eachBelow({ node: item.node as unknown as Node, key: '' }, ({ node }, parents) => {
    if (node.start === place.start && node.end === place.end && node.kind === 'name' && !parents.some((p) => p.key === 'unit'))
      found = true;
  });
  return !found;
}

/** The definition with its line; of an item the comments directly above it as well. */
function removal({ analysis }: AskedItem, { item, node }: Declared) {
  const { uri, text } = analysis;
  if (item.node !== node) return analysis.range({ uri, item, ...entrySpan(item, node) });
  const whole = analysis.range({ uri, item, ...itemSpan(item) });
  // Blank lines before it stay where nothing else would part what is before from what comes then.
  const blanks = /^\s*/.exec(text.slice(whole.start))?.[0].length ?? 0;
  return /^[ \t]*(\r?\n|$)/.test(text.slice(whole.end)) ? whole : { ...whole, start: lineStart(text, whole.start + blanks) };
}

export const inlineLetAction = itemAction(kinds.inline, inline);
