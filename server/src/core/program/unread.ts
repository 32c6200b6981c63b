/**
 * Whether what could not be read of an item's text may have belonged to it. An item's text runs to the next item's keyword, so the first
 * letters of an item that is being typed under it stand in it too; they must not take it along (language.md, design rule 3: "every other
 * clause in it still checks and computes").
 */
import { KEYWORDS, keywordsSpelled } from '../syntax/keywords';
import type { ItemSyntax, SyntaxProblem } from '../syntax/tree';

const statements = KEYWORDS.filter((k) => k.where.includes('statement')).flatMap((k) => k.zh);

/** The first syntax error that may have swallowed a part of the item. */
export function unreadOf(item: ItemSyntax): SyntaxProblem | undefined {
  const errors = item.problems.filter((p) => p.rule === 'syntax-error');
  const [first] = errors;
  if (!first || errors.some((p) => p.start < item.node.end) || !isForeign(item)) return first;
  return undefined;
}

/** What follows the item begins on a line of its own, no deeper than the item, with a word that begins no statement; or it is only brackets. */
function isForeign(item: ItemSyntax): boolean {
  const { text, node } = item;
  const column = node.start - (text.lastIndexOf('\n', node.start - 1) + 1);
  const [sameLine = '', ...lines] = text.slice(node.end).split('\n');
  const blank = (line: string) => /^\s*(?:\/\/.*)?$/.test(line);
  if (!blank(sameLine)) return false;
  for (const line of lines) {
    const content = line.trimStart().replace(/^[\s)\]}]+/, '');
    if (blank(content)) continue;
    if (/^\s*[)\]}]/.test(line)) return false;
    const word = /^[\p{XID_Start}_]\p{XID_Continue}*/u.exec(content)?.[0];
    if (word === undefined || line.length - content.length > column) return false;
    return !keywordsSpelled(word).some((k) => k.where.includes('statement')) && !statements.some((s) => word.startsWith(s));
  }
  return true;
}
