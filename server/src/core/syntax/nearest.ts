/** The keyword that was probably meant by a misspelt word. */
import { editDistance } from '../editDistance';
import { type KeywordId, keyword } from './keywords';

/** The English spelling among these keywords that is one slip away (two for long words), '' if there is none or more than one. */
export function nearestKeyword(word: string, ids: Iterable<KeywordId>): string {
  if (!/^[A-Za-z_]{3,20}$/.test(word)) return '';
  const most = word.length < 6 ? 1 : 2;
  let best = '';
  let least = most + 1;
  for (const id of ids) {
    for (const spelling of keyword(id).en) {
      if (spelling.includes(' ') || Math.abs(spelling.length - word.length) > most) continue;
      const d = editDistance(word.toLowerCase(), spelling, most);
      if (d === least && best !== spelling) best = '';
      if (d >= least) continue;
      least = d;
      best = spelling;
    }
  }
  return best;
}
