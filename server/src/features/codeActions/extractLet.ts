/** Why: a part of a formula gets a name: in its clause, or, where it speaks of nothing that only the clause knows, for the whole program. */
import type { Expression } from '../../core/program/program';
import { children } from '../../core/program/traverse';
import { spell } from '../../core/syntax/keywords';
import type { Statement } from '../../core/syntax/tree';
import { phrasebook } from '../wording';
import { type AskedItem, type Change, editsOf, itemAction, kinds, type Offer } from './action';
import { indentOf, lineStart, newlineOf } from './lines';
import { declaredNames, freshName } from './names';
import { eachBelow, expressionAt, type Node, pathTo, type Step, type TypedAt } from './nodes';
import { languageOfItem } from './words';

const say = phrasebook({
  clause: { en: 'Extract into a let of this clause', zh: '提取为本条款的定义' },
  program: { en: 'Extract into a let', zh: '提取为定义' },
});

const bases = {
  number: { en: 'value', zh: '中间值' },
  boolean: { en: 'holds', zh: '成立' },
  date: { en: 'moment', zh: '某日' },
} as const;

interface Reach {
  /** Reads a field of a list that the expression itself does not go over. */
  readonly fields: boolean;
  /** Reads a field of a choice around it (`sum each …`): it has no meaning outside. */
  readonly inner: boolean;
  readonly locals: boolean;
  readonly this: boolean;
}

function reachOf({ expression, inside }: TypedAt): Reach {
  const reach = { fields: false, inner: false, locals: false, this: false };
  const walk = (e: Expression, own: number): void => {
    if (e.op === 'field' && e.depth >= own) {
      reach.fields = true;
      if (e.depth - own < inside) reach.inner = true;
    } else if (e.op === 'let' && e.clause !== undefined) reach.locals = true;
    else if (e.op === 'this') reach.this = true;
    for (const child of children(e)) walk(child, own + (e.op === 'select' && e.each !== undefined ? 1 : 0));
  };
  walk(expression, 0);
  return reach;
}

/** What an expression says, places aside: two that say the same are equal texts. */
function saying(e: Expression): string {
  return JSON.stringify(e, (key, value: unknown) => {
    if (key === 'place' || key === 'labels') return undefined;
    if (typeof value === 'bigint') return String(value);
    // A number says the same in whatever unit it is written.
    if (key === 'type' && typeof value === 'object' && value !== null && 'dimension' in value)
      return (value as { dimension: string }).dimension;
    return value;
  });
}

/** A name alone gains nothing by another name; members and sets have no meaning without the type that is expected. */
function isWorth(e: Expression): e is Expression & { type: { kind: keyof typeof bases } } {
  switch (e.op) {
    case 'fact':
    case 'field':
    case 'let':
    case 'this':
    case 'as_of':
    case 'broken':
      return false;
    case 'constant':
      // A plain 0 is of whatever kind is expected of it.
      return e.type.kind === 'number' && e.value.kind === 'number' && !e.value.value.isZero;
    default:
      return e.type.kind in bases;
  }
}

/** Parts of the tree that look like values and are read by where they stand. */
const fixedParts: ReadonlySet<unknown> = new Set([
  'columns',
  'member',
  'members',
  'length',
  'unit',
  'tolerance',
  'definition',
  'interval',
  'default',
]);

/** The node that was selected, with what it stands in; where only the cursor stands there, the smallest one worth a name. */
function chosen(asked: AskedItem): { path: readonly Step[]; typed: TypedAt } | undefined {
  const { item, analysis } = asked;
  const selected = item.text.slice(Math.max(asked.start, 0), asked.end);
  const start = asked.start + (selected.length - selected.trimStart().length);
  const end = asked.end - (selected.length - selected.trimEnd().length);
  if (asked.from === asked.to || start >= end) return undefined;
  const path = pathTo(item.node, start, end);
  for (let n = path.length - 1; n > 0; n--) {
    const node = path[n]?.node;
    if (!node || node.start !== start || node.end !== end) continue;
    const inner = node.kind === 'paren' ? unwrapped(node) : node;
    const typed = expressionAt(analysis, item, inner);
    if (typed && isWorth(typed.expression)) return { path: path.slice(0, n + 1), typed };
  }
  return undefined;
}

function unwrapped(node: Node): Node {
  return node.kind === 'paren' ? unwrapped(node.inner as Node) : node;
}

/** As the value of a let: on several lines only inside brackets of its own. */
function valueText(asked: AskedItem, node: Node): string {
  const inner = unwrapped(node);
  const text = asked.item.text.slice(inner.start, inner.end);
  const closed = ['table', 'marginal', 'select', 'call'].includes(String(inner.kind));
  return text.includes('\n') && !closed ? `(${text})` : text;
}

/** The places in the scope that say the same, the chosen one among them. */
function alike(asked: AskedItem, scope: Step, { expression, inside }: TypedAt, fields: boolean): Node[] {
  const said = saying(expression);
  const found: Node[] = [];
  eachBelow(scope, ({ node, key }, parents) => {
    if (node.kind === undefined || [...parents.slice(1).map((p) => p.key), key].some((k) => fixedParts.has(k))) return;
    if (parents.some((p) => found.includes(p.node))) return;
    const typed = expressionAt(asked.analysis, asked.item, unwrapped(node));
    if (!typed || (fields && typed.inside !== inside) || saying(typed.expression) !== said) return;
    found.push(node);
  });
  return found;
}

function extract(asked: AskedItem): Offer[] {
  const { item, analysis, language } = asked;
  const { node } = item;
  const found = chosen(asked);
  if (!found || node.kind === 'example' || node.kind === 'fact' || node.kind === 'unit') return [];
  const { path, typed } = found;
  if (path.some(({ key }) => fixedParts.has(key))) return [];
  const target = path.at(-1);
  const { expression } = typed;
  const reach = reachOf(typed);
  if (!target || !isWorth(expression) || reach.inner || reach.this) return [];
  const words = languageOfItem(item);
  const name = freshName(bases[expression.type.kind][words], declaredNames(asked), item);
  const value = valueText(asked, target.node);
  const definition = `${spell('let', words)} ${name} = ${value}`;
  const root: Step = { node: node as unknown as Node, key: '' };
  const offers: Offer[] = [];
  if (node.kind === 'clause') {
    const edits = () => {
      const places = alike(asked, root, typed, reach.fields);
      const first = Math.min(...places.map((p) => p.start));
      const statement = node.body.find((s) => s.start <= first && first < s.end);
      return statement ? editsOf(asked, [before(asked, statement, definition), ...named(asked, places, name)]) : [];
    };
    offers.push({ id: 'clause', title: say('clause', language), kind: kinds.extract, edits });
  }
  if (reach.fields || reach.locals) return offers;
  const edits = () => {
    const places = alike(asked, root, typed, false);
    const { text } = item;
    const newline = newlineOf(analysis.text);
    const indent = indentOf(text, node.start) ?? '';
    const line = `${definition}${newline}${newline}${indent}`;
    return editsOf(asked, [{ start: node.start, end: node.start, text: line }, ...named(asked, places, name)]);
  };
  if (indentOf(item.text, node.start) !== undefined)
    offers.push({ id: 'program', title: say('program', language), kind: kinds.extract, edits });
  return offers;
}

/** The name in the places of what it stands for; with blanks where it would grow together with a word or number beside it. */
function named({ item }: AskedItem, places: readonly Node[], name: string): Change[] {
  return places.map(({ start, end }) => {
    const [previous = ' ', next = ' '] = [item.text[start - 1], item.text[end]];
    const glued = /[\p{L}\p{N}_%]/u;
    return { start, end, text: `${glued.test(previous) ? ' ' : ''}${name}${glued.test(next) ? ' ' : ''}` };
  });
}

/** The definition on a line of its own before the statement, or before it on its line. */
function before({ item }: AskedItem, statement: Statement, definition: string): Change {
  const { text } = item;
  const { start } = statement;
  if (indentOf(text, start) === undefined) return { start, end: start, text: `${definition}; ` };
  return { start, end: start, text: `${definition}${newlineOf(text)}${text.slice(lineStart(text, start), start)}` };
}

export const extractLetAction = itemAction(kinds.extract, extract);
