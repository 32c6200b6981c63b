/** Why: an operator, a bracket, a row or a literal under the pointer: the type and the value of the expression that it makes. */
import { GLOBAL, type Scope } from '../../core/evaluate/index';
import type { Expression } from '../../core/program/program';
import type { Token } from '../../core/syntax/tree';
import { equation, rowTaken } from '../branches';
import { showType } from '../describe';
import { plain } from '../markdown';
import { indices, itemName, itemScope, scopesOf, shorten, sourceOf, type View } from '../view';
import { list, phrasebook } from '../wording';
import { currentAt } from './statements';
import { clauseAt, type Hovered, heading, inExample, line, valueLines } from './subject';

const words = phrasebook({
  member: { en: 'member', zh: '选项' },
  'row-applies': { en: 'this row applies ({subject})', zh: '适用本行（{subject}）' },
  'row-not': { en: 'this row does not apply ({subject})', zh: '不适用本行（{subject}）' },
  'row-open': { en: 'whether this row applies is not known yet', zh: '尚不能确定是否适用本行' },
  'row-items': { en: 'this row applies to {items}', zh: '本行适用于 {items}' },
});

const brackets: Readonly<Record<string, string>> = { '(': ')', '[': ']', '{': '}' };

/** What an operator or a bracket holds together: of a bracket all that stands inside it. */
function spanOf(tokens: readonly Token[], token: Token): { readonly start: number; readonly end: number } {
  const at = tokens.indexOf(token);
  const closing = brackets[token.text];
  const opening = Object.entries(brackets).find(([, close]) => close === token.text)?.[0];
  const step = closing ? 1 : -1;
  if (token.kind !== 'punctuation' || (!closing && !opening)) return token;
  let depth = 0;
  for (let i = at; i >= 0 && i < tokens.length; i += step) {
    const { text, kind } = tokens[i] ?? token;
    if (kind !== 'punctuation') continue;
    if (text === token.text) depth++;
    else if (text === (closing ?? opening) && --depth === 0) {
      const [first, last] = closing ? [tokens[at + 1], tokens[i - 1]] : [tokens[i + 1], tokens[at - 1]];
      return first && last && first.start < last.end ? { start: first.start, end: last.end } : token;
    }
  }
  return token;
}

/** The expressions around the token, outermost first. */
export function around({ analysis, at }: Hovered): readonly Expression[] {
  const { item } = at.placed;
  const { start, end } = spanOf(item.tokens, at.token);
  return analysis.linked.references.enclosing(analysis.uri, item, start, end);
}

/** A limit over a list has its cap at each item. */
function limitScopes({ at }: Hovered, view: View): readonly Scope[] {
  const { item } = at.placed;
  const limit = item.node.kind === 'limit' ? view.analysis.program.limits.find(({ place }) => place.item === item) : undefined;
  const each = limit?.each;
  return each === undefined ? [GLOBAL] : indices(view.result, each).map((index) => itemScope(GLOBAL, each, index));
}

/** Where the innermost of them is evaluated: at the clause's items, and those of each `sum each …` around it. */
function scopesAt(hovered: Hovered, view: View, path: readonly Expression[]): readonly Scope[] {
  const clause = clauseAt(hovered);
  let scopes = clause ? currentAt(hovered, view, scopesOf(view, clause)) : limitScopes(hovered, view);
  for (const e of path.slice(0, -1)) {
    const { each } = e.op === 'select' ? e : { each: undefined };
    if (each === undefined) continue;
    scopes = scopes.flatMap((scope) => indices(view.result, each).map((index) => itemScope(scope, each, index)));
  }
  return scopes;
}

export function describeExpression(hovered: Hovered): string[] {
  const { showing, view, at } = hovered;
  const path = around(hovered);
  const e = path.at(-1);
  // Expectations are compared, not paid: what they come to stands beside them.
  if (!e || e.op === 'broken' || e.type.kind === 'broken') return [];
  // A member's name that several facts have stands for none of them.
  if (e.op === 'constant' && e.value.kind === 'member' && 'labels' in e.type)
    return [heading(e.value.member, words('member', showing.language), e.type.labels[e.value.member])];
  const type = line('type', showing, plain(showType(e.type, showing.language)));
  const written = plain(shorten(sourceOf(e.place), 80));
  if (at.placed.item.node.kind === 'example') return [written, type];
  const value = valueLines(view, '', e, view && scopesAt(hovered, view, path));
  // A derivation begins with what is written.
  return value.length > 1 ? [type, ...value] : [written, type, ...value];
}

/** Whether the row of a table that the token stands in is the one that applies; '' outside a table. */
export function describeRow(hovered: Hovered): string[] {
  const { view, at, showing } = hovered;
  const { item } = at.placed;
  if (!view || item.node.kind === 'example') return [];
  const path = hovered.analysis.linked.references.enclosing(hovered.analysis.uri, item, at.token.start, at.token.end);
  const holds = ({ start, end }: { readonly start: number; readonly end: number }): boolean =>
    start <= at.token.start && at.token.end <= end;
  const index = path.findLastIndex(
    (e) => e.op === 'table' && (e.rows.some((row) => holds(row.place)) || (e.otherwise && holds(e.otherwise.place))),
  );
  const table = path[index];
  if (table?.op !== 'table') return [];
  const found = table.rows.findIndex((row) => holds(row.place));
  const row = found < 0 ? table.rows.length : found;
  const { language } = showing;
  const scopes = scopesAt(hovered, view, path.slice(0, index + 1));
  const [first, ...others] = scopes;
  if (!first) return [];
  if (others.length > 0) {
    const names = scopes.filter((scope) => rowTaken(view, table, scope) === row).map(itemName);
    const items = list(names.length > 6 ? [...names.slice(0, 5), '…'] : names, language);
    return names.length === 0 ? [] : [inExample(view, plain(words('row-items', language, { items })))];
  }
  const taken = rowTaken(view, table, first);
  const subject = list(
    table.subjects.map((one) => equation(view, one, first)),
    language,
  );
  const key = taken === undefined ? 'row-open' : taken === row ? 'row-applies' : 'row-not';
  return [inExample(view, plain(words(key, language, { subject })))];
}
