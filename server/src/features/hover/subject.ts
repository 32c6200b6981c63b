/** Why: what every kind of hover is made from, and the lines that several of them say. */
import { GLOBAL, type Scope } from '../../core/evaluate/index';
import type { Clause, Expression } from '../../core/program/program';
import type { Analysis } from '../../core/workspace';
import type { Session } from '../../session';
import type { Showing } from '../amounts';
import { conclusion, derivation, limited, mostLines, oneLine } from '../derivation';
import { block, plain } from '../markdown';
import type { TokenAt } from '../place';
import { itemName, type View, valueIn } from '../view';
import { type PhraseName, phrase } from '../wording';

/** What the pointer is on. Functions of hovers give paragraphs of Markdown; none where there is nothing to say. */
export interface Hovered {
  readonly session: Session;
  readonly analysis: Analysis;
  readonly at: TokenAt;
  readonly showing: Showing;
  /** Of the selected example; within an example of that one. Undefined where the file has none. */
  readonly view: View | undefined;
}

export function heading(name: string, kind: string, label?: string): string {
  return `**${plain(name)}** — ${kind}${label ? ` “${plain(label)}”` : ''}`;
}

export function line(key: PhraseName, { language }: Showing, text: string): string {
  return phrase('entry', language, { name: phrase(key, language), value: text });
}

/** `In “one”: text`; the text is Markdown. */
export function inExample({ result, showing }: View, text: string): string {
  const name = phrase('in-example', showing.language, { example: plain(result.example.title) });
  return phrase('entry', showing.language, { name, value: text });
}

/** The clause that stands in the item, whose lets and fields are known there. */
export function clauseAt({ analysis, at }: Hovered): Clause | undefined {
  const { item } = at.placed;
  const clause = item.node.kind === 'clause' ? analysis.program.clauses.get(item.node.name.name) : undefined;
  return clause?.place.item === item ? clause : undefined;
}

/** What an expression is in the selected example, and how that came about; over a list item by item. */
export function valueLines(view: View | undefined, name: string, e: Expression, scopes: readonly Scope[] = [GLOBAL]): string[] {
  const [first, ...others] = scopes;
  if (!view || !first) return [];
  if (others.length === 0) {
    const item = first.items.length > 0 ? phrase('entry', view.showing.language, { name: plain(itemName(first)), value: '' }) : '';
    const shown = inExample(view, `${item}${plain(conclusion(view, valueIn(view, e, first), e))}`);
    const lines = derivation(view, name, e, first);
    return lines.length > 1 ? [shown, block(lines)] : [shown];
  }
  const lines = scopes.slice(0, mostLines).map((scope) => `${itemName(scope)}: ${oneLine(view, name, e, scope)}`);
  return [inExample(view, ''), block(limited(scopes.length > mostLines ? [...lines, '…'] : lines, mostLines))].map((text) =>
    text.trimEnd(),
  );
}
