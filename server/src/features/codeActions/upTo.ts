/** Why: whether an amount is due in full or is a ceiling is one word in the document, and one in the text. */
import { languageOf, spell } from '../../core/syntax/keywords';
import { phrasebook } from '../wording';
import { type AskedItem, editsOf, itemAction, kinds, type Offer } from './action';
import { keywordIn } from './words';

const say = phrasebook({
  ceiling: { en: 'Make the award a ceiling (up to)', zh: '改为上限（支持 最高）' },
  full: { en: 'Make the award due in full (without up to)', zh: '改为全额支付（去掉“最高”）' },
});

function upTo(asked: AskedItem): Offer[] {
  const { item, start, end, language } = asked;
  const { node } = item;
  if (node.kind !== 'clause') return [];
  const award = node.body.find((s) => s.kind === 'award' && s.start <= start && end <= s.end);
  const keyword = award && keywordIn(item, award, 'award');
  if (award?.kind !== 'award' || !keyword || end > award.amount.start) return [];
  if (!award.upTo) {
    const edits = editsOf(asked, [{ start: keyword.end, end: keyword.end, text: ` ${spell('up to', languageOf(keyword.text))}` }]);
    return [{ id: 'up to', title: say('ceiling', language), kind: kinds.rewrite, edits }];
  }
  const words = item.tokens.filter((t) => t.keyword === 'up to' && t.start >= keyword.end && t.end <= award.amount.start);
  const [first, last] = [words[0], words.at(-1)];
  if (!first || !last) return [];
  const edits = editsOf(asked, [{ start: keyword.end, end: last.end, text: '' }]);
  return [{ id: 'in full', title: say('full', language), kind: kinds.rewrite, edits }];
}

export const upToAction = itemAction(kinds.rewrite, upTo);
