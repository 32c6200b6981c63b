/** Failures of the parser that say more than what was expected: the keyword or the operator that was meant, a bracket that closes nothing, an operator too late. */
import { type KeywordId, keywordsSpelled } from './keywords';
import { nearestKeyword } from './nearest';
import type { Parser } from './parser';
import type { SyntaxErrorCode } from './problems';
import { COMPARISONS } from './tokens';

/** Fails for a word that is no keyword where one of these should stand; proposes the one that was probably meant. */
export function failKeyword(p: Parser, code: SyntaxErrorCode, ids: Iterable<KeywordId>, data: Record<string, string | number> = {}): void {
  const t = p.peek();
  const use = t.kind === 'word' ? nearestKeyword(t.text, ids) : '';
  const span = { start: t.start, end: t.end };
  if (use) p.fail(code, { ...data, use, found: p.raw(t) }, t, [{ ...span, text: use }]);
  else p.fail(code, data);
}

/** Fails for a closing bracket that closes nothing. */
export function failClosing(p: Parser): void {
  const t = p.peek();
  p.fail('unexpected-closing', { found: t.text }, t, [{ start: t.start, end: t.end, text: '' }]);
}

const OPERATORS = new Set(['+', '-', '*', '/', ...COMPARISONS]);

/** Is the next token an operator, with which no line may begin? */
export function atOperator(p: Parser): boolean {
  const t = p.peek();
  if (t.kind === 'punctuation') return OPERATORS.has(t.text);
  return t.kind === 'word' && (t.text === 'of' || t.text === '的' || beginsComparison(p, 0));
}

/** Fails for an operator with which a line begins; joins it to the line above unless a comment stands between. */
export function failOperator(p: Parser): void {
  const t = p.peek();
  const above = p.previous;
  const joined = above && !/\S/.test(p.text.slice(above.end, t.start));
  const fix = joined ? [{ start: above.end, end: t.start, text: ' ' }] : undefined;
  p.fail('operator-at-line-start', { found: p.raw(t) }, t, fix);
}

/** What people write for an operator; each word may be followed by one of the little words below. */
const SPOKEN: ReadonlyMap<string, string> = new Map([
  ['is', '='],
  ['equals', '='],
  ['equal', '='],
  ['exceeds', 'over'],
  ['greater', 'over'],
  ['more', 'over'],
  ['fewer', 'below'],
  ['less', 'below'],
  ['为', '='],
  ['是', '='],
  ['等于', '='],
  ['不为', '!='],
  ['不是', '!='],
  ['不等于', '!='],
  ['大于等于', '不低于'],
  ['大于或等于', '不低于'],
  ['小于等于', '不超过'],
  ['小于或等于', '不超过'],
]);
const LITTLE = new Set(['not', 'equal', 'to', 'than', 'greater', 'more', 'fewer', 'less']);
/** Begins a statement, and is an operator only as `less than`. */
const THAN = 'less';

/** Fails for an operator in words, as in `level is high`, and proposes the sign or the keyword. @returns whether there is one */
export function failSpokenOperator(p: Parser): boolean {
  const t = p.peek();
  let use = t.kind === 'word' && p.sameLine() ? SPOKEN.get(t.text) : undefined;
  if (use === undefined || (t.text === THAN && p.peek(1).text !== 'than')) return false;
  let words = 1;
  for (; LITTLE.has(p.peek(words).text) && !p.peek(words).newline; words++) {
    const { text } = p.peek(words);
    use = text === 'not' ? '!=' : (SPOKEN.get(text) ?? use);
  }
  if (p.peek(words).text === 'or' && p.peek(words + 1).text === 'equal') {
    use = use === 'below' ? 'at most' : 'at least';
    words += p.peek(words + 2).text === 'to' ? 3 : 2;
  }
  // `level is in { … }`, `cost is over 5`: the word is too much. What is not in or not over something is said otherwise.
  const isLast = endsHere(p, words);
  const isTooMuch = isLast || beginsComparison(p, words);
  if (isTooMuch && use !== '=') return false;
  const span = { start: t.start, end: p.peek(words - 1).end };
  const found = p.text.slice(span.start, span.end);
  const gap = isLast ? { start: p.previous?.end ?? t.start, end: span.end } : { start: t.start, end: p.peek(words).start };
  if (isTooMuch) p.fail('needless-word', { found }, span, [{ ...gap, text: '' }]);
  else p.fail('operator-word', { use, found }, span, [{ ...span, text: use }]);
  return true;
}

/** Asks for no keyword by way of the parser: what may stand here is proposed where one types, and these may not. */
function beginsComparison(p: Parser, ahead: number): boolean {
  const { text } = p.peek(ahead);
  if (text === 'at') return p.peek(ahead + 1).text === 'least' || p.peek(ahead + 1).text === 'most';
  return OPERATORS.has(text) || keywordsSpelled(text).some(({ id }) => COMPARING.has(id));
}
const COMPARING: ReadonlySet<KeywordId> = new Set<KeywordId>(['over', 'from', 'below', 'to', 'in', 'has']);

function endsHere(p: Parser, ahead: number): boolean {
  const t = p.peek(ahead);
  return t.newline || t.text === '' || t.text === '}' || t.text === ',' || t.text === ';';
}

/** Does the line go on with a comparison, as in `cost > 5元`? Then it is probably a condition that belongs to the line above. */
export function failContinued(p: Parser): boolean {
  const t = p.peek();
  if (t.kind !== 'word' || !COMPARISONS.has(p.peek(1).text) || nearestKeyword(t.text, p.statementKeywords)) return false;
  p.fail('condition-without-and', { found: p.raw(t) });
  return true;
}
