/** Failures of the parser that say more than what was expected: the keyword that was meant, a bracket that closes nothing, an operator too late. */
import type { KeywordId } from './keywords';
import { nearestKeyword } from './nearest';
import type { Parser } from './parser';
import type { SyntaxErrorCode } from './problems';

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

const OPERATORS = new Set(['+', '-', '*', '/', '=', '<', '>', '<=', '>=', '!=']);

/** Is the next token an operator, with which no line may begin? */
export function atOperator(p: Parser): boolean {
  const t = p.peek();
  return t.kind === 'punctuation' ? OPERATORS.has(t.text) : t.kind === 'word' && (t.text === 'of' || t.text === '的');
}

/** Fails for an operator with which a line begins; joins it to the line above unless a comment stands between. */
export function failOperator(p: Parser): void {
  const t = p.peek();
  const above = p.previous;
  const joined = above && !/\S/.test(p.text.slice(above.end, t.start));
  const fix = joined ? [{ start: above.end, end: t.start, text: ' ' }] : undefined;
  p.fail('operator-at-line-start', { found: p.raw(t) }, t, fix);
}
