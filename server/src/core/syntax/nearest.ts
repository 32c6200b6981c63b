/** The keyword that was probably meant by a misspelt word. */
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
      const d = slips(word.toLowerCase(), spelling);
      if (d === least && best !== spelling) best = '';
      if (d >= least) continue;
      least = d;
      best = spelling;
    }
  }
  return best;
}

/** Letters to insert, drop, change or swap with their neighbour. */
function slips(a: string, b: string): number {
  let before: number[] = [];
  let row = Array.from({ length: b.length + 1 }, (_, j) => j);
  for (let i = 1; i <= a.length; i++) {
    const next = [i];
    for (let j = 1; j <= b.length; j++) {
      const same = a[i - 1] === b[j - 1] ? 0 : 1;
      let d = Math.min((row[j] ?? 0) + 1, (next[j - 1] ?? 0) + 1, (row[j - 1] ?? 0) + same);
      if (i > 1 && j > 1 && a[i - 1] === b[j - 2] && a[i - 2] === b[j - 1]) d = Math.min(d, (before[j - 2] ?? 0) + 1);
      next.push(d);
    }
    before = row;
    row = next;
  }
  return row[b.length] ?? 0;
}
