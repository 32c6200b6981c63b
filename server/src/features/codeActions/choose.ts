/** Why: a document often leaves open which of several clauses pays. What each way of choosing comes to helps to settle it. */
import { spell } from '../../core/syntax/keywords';
import { phrasebook } from '../wording';
import { type AskedItem, type Change, editsOf, itemAction, kinds, type Offer } from './action';
import { indentOf, lineStart, newlineOf } from './lines';
import { withTotals } from './outcomes';
import { keywordIn, languageOfItem, spellAs } from './words';

const say = phrasebook({
  highest: { en: 'Choose the highest', zh: '择取从高' },
  first: { en: 'Choose the first listed', zh: '择取从先' },
});

function choose(asked: AskedItem): Offer[] {
  const { analysis, item, end } = asked;
  const { node } = item;
  if (node.kind !== 'exclusive' || node.among.length === 0 || !node.amongSpan) return [];
  const group = analysis.program.groups.find(({ place }) => place.item === item);
  if (!group) return [];
  const ways = node.choose ? ([node.choose === 'highest' ? 'first' : 'highest'] as const) : (['highest', 'first'] as const);
  // Where it says so already, only there; else anywhere in the group.
  if (node.choose && node.chooseSpan && (asked.start < node.chooseSpan.start || end > node.chooseSpan.end)) return [];
  return ways.flatMap((way): Offer[] => {
    const change = node.choose ? replaced(asked, node.choose, way) : added(asked, way);
    if (!change) return [];
    const groups = analysis.program.groups.map((one) => (one === group ? { ...group, choose: way } : one));
    const title = withTotals(asked, say(way, asked.language), { ...analysis.program, groups });
    return [{ id: `choose ${way}`, title, kind: kinds.rewrite, edits: editsOf(asked, [change]) }];
  });
}

function replaced({ item }: AskedItem, now: 'highest' | 'first', way: 'highest' | 'first'): Change | undefined {
  const { node } = item;
  const span = node.kind === 'exclusive' ? node.chooseSpan : undefined;
  const word = span && keywordIn(item, span, now);
  return word && { start: word.start, end: word.end, text: spellAs(way, word) };
}

function added({ item }: AskedItem, way: 'highest' | 'first'): Change | undefined {
  const { node, text } = item;
  const span = node.kind === 'exclusive' ? node.amongSpan : undefined;
  if (!span) return undefined;
  const language = languageOfItem(item);
  const statement = `${spell('choose', language)} ${spell(way, language)}`;
  const rest = /^[ \t]*[,;]?[ \t]*(\/\/[^\n\r]*)?(?=\r?\n)/.exec(text.slice(span.end));
  const before = text.slice(lineStart(text, span.start), span.start);
  const own = indentOf(text, span.start) !== undefined && rest;
  if (!own) return { start: span.end, end: span.end, text: `; ${statement}` };
  const at = span.end + rest[0].length;
  return { start: at, end: at, text: `${newlineOf(text)}${before}${statement}` };
}

export const chooseAction = itemAction(kinds.rewrite, choose);
