/** An item's tokens as the printer writes them: understood forms in place of full-width ones, keywords in the wanted language. */
import { toHalfWidth } from './chars';
import { eachNode } from './compare';
import { type KeywordId, type KeywordLanguage, languageOf, spell } from './keywords';
import type { Token } from './tokens';
import type { ItemNode, ItemSyntax } from './tree';

/** What is written between two blanks: a token, or the words of one keyword. */
export interface Unit {
  text: string;
  readonly kind: Token['kind'];
  readonly token: Token;
  /** How many line breaks stood before: 0, 1, or 2 for a blank line. */
  readonly breaks: 0 | 1 | 2;
  readonly start: number;
}

export interface Spelling {
  readonly language: KeywordLanguage | 'keep';
  /** A declared name is never met by a keyword's new spelling. */
  readonly isDeclared: (word: string) => boolean;
}

const PHRASES: Readonly<Record<string, string>> = { up: 'to', one: 'of', any: 'of', per: 'year' };

/** The units of an item, its keywords spelled as wanted. */
export function unitsOf(item: ItemSyntax, spelling: Spelling): Unit[] {
  const ends = intervalEnds(item.node);
  const units: Unit[] = [];
  let previousEnd = 0;
  let openList = false;
  const { tokens, text } = item;
  for (let i = 0; i < tokens.length; i++) {
    const t = tokens[i];
    if (!t) continue;
    const gap = text.slice(previousEnd, t.start);
    previousEnd = t.end;
    const count = (gap.match(/\r\n|\r|\n/g) ?? []).length;
    const breaks = count === 0 ? 0 : count === 1 && i > 0 ? 1 : 2;
    const unit: Unit = { text: written(t, text), kind: t.kind, token: t, breaks, start: t.start };
    if (t.keyword === undefined) {
      if (openList && t.text === '{') {
        units.push({ ...unit, text: 'of', kind: 'word', breaks: 0 }, { ...unit, breaks: breaks });
        openList = false;
      } else units.push(unit);
      continue;
    }
    // The words of one keyword make one unit.
    const next = tokens[i + 1];
    const phrase = t.text === 'at' || PHRASES[t.text] !== undefined;
    if (
      phrase &&
      next?.keyword === t.keyword &&
      (PHRASES[t.text] === next.text || (t.text === 'at' && /^(?:least|most)$/.test(next.text)))
    ) {
      unit.text = `${t.text} ${next.text}`;
      previousEnd = next.end;
      i++;
    }
    const id = t.keyword;
    if (id === 'list of') {
      const first = t.text === 'list' || t.text === '清单';
      const language = spelling.language === 'keep' ? undefined : spelling.language;
      const chinese = language ? language === 'zh' : first ? t.text === '清单' : false;
      if (first) {
        openList = language === 'en' && t.text === '清单';
        unit.text = chinese && ok('清单', spelling) ? '清单' : ok('list', spelling) ? (chinese ? unit.text : 'list') : unit.text;
        if (unit.text === '清单') openList = false;
      } else {
        openList = false;
        if (language === 'zh' || units.some((u) => u.text === '清单')) continue;
      }
    } else unit.text = keywordText(id, unit.text, ends.get(t.start), spelling);
    units.push(unit);
  }
  return units;
}

function ok(words: string, spelling: Spelling): boolean {
  return !words.split(' ').some((w) => spelling.isDeclared(w));
}

/** A token in the form in which it was understood; strings and comments as they stand. */
function written(t: Token, text: string): string {
  const raw = text.slice(t.start, t.end);
  if (t.kind === 'string' || t.kind === 'comment' || t.kind === 'bad') return raw;
  if (t.kind === 'number' || t.kind === 'date') return toHalfWidth(raw);
  return t.text;
}

type End = 'test' | 'one' | 'two';

/** Where an interval's end begins: of a one-ended test, of another interval with one end, or of one with both. */
function intervalEnds(node: ItemNode): ReadonlyMap<number, End> {
  const ends = new Map<number, End>();
  eachNode(node, (n) => {
    if (n.kind === 'within' && 'interval' in n) mark(n.interval, 'test');
    else if ('interval' in n && n.interval) mark(n.interval, 'one');
  });
  function mark(interval: unknown, single: End): void {
    const { lower, upper } = interval as { lower?: { start: number }; upper?: { start: number } };
    const which = lower && upper ? 'two' : single;
    if (lower) ends.set(lower.start, which);
    if (upper) ends.set(upper.start, which);
  }
  return ends;
}

function keywordText(id: KeywordId, now: string, end: End | undefined, spelling: Spelling): string {
  const language = spelling.language === 'keep' ? languageOf(now) : spelling.language;
  let wanted = now;
  if (language !== languageOf(now)) wanted = translated(id, language, end);
  else if (language === 'en' && end === 'test' && (id === 'from' || id === 'to')) wanted = id === 'from' ? 'at least' : 'at most';
  else if (language === 'en' && end === 'two' && (id === 'from' || id === 'to')) wanted = id;
  if (wanted === now) return now;
  if (id === 'otherwise' && spelling.isDeclared('其他')) return now;
  return ok(wanted, spelling) ? wanted : now;
}

function translated(id: KeywordId, language: KeywordLanguage, end: End | undefined): string {
  if (language === 'en' && end === 'test' && (id === 'from' || id === 'to')) return id === 'from' ? 'at least' : 'at most';
  if (language === 'zh' && id === 'to' && end !== undefined && end !== 'two') return '不超过';
  return spell(id, language);
}
