/** Why: `highest { … }` takes the best of what holds, `first { … }` the first that holds; with both amounts the author sees which is meant. */
import type { SelectOp } from '../../core/syntax/tree';
import { phrasebook } from '../wording';
import { type AskedItem, editsOf, itemAction, kinds, type Offer } from './action';
import { expressionAt, ofKind, pathTo } from './nodes';
import { withReplaced } from './outcomes';
import { keywordIn, spellAs } from './words';

const say = phrasebook({
  first: { en: 'Take the first that holds', zh: '改为从先（取第一个成立的）' },
  highest: { en: 'Take the highest that holds', zh: '改为从高（取成立的最高者）' },
});

const others: Partial<Record<SelectOp, 'highest' | 'first'>> = { highest: 'first', first: 'highest' };

function choices(asked: AskedItem): Offer[] {
  const { analysis, item, start, end } = asked;
  const path = pathTo(item.node, start, end);
  const node = ofKind(path.findLast(({ node }) => node.kind === 'select')?.node, 'select');
  const other = node && others[node.op];
  const keyword = node && keywordIn(item, node, node.op);
  if (!node || !other || keyword?.start !== node.start || end > keyword.end) return [];
  const typed = expressionAt(analysis, item, node)?.expression;
  if (typed?.op !== 'select') return [];
  const title = withReplaced(asked, say(other, asked.language), typed, { ...typed, select: other });
  const edits = editsOf(asked, [{ start: keyword.start, end: keyword.end, text: spellAs(other, keyword) }]);
  return [{ id: other, title, kind: kinds.rewrite, edits }];
}

export const choicesAction = itemAction(kinds.rewrite, choices);
