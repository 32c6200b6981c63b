/** What stands between `{` and `}`: entries that end at a line's end or at `,` or `;`, each with at most one error. */
import { failClosing, failSpokenOperator } from './complaints';
import type { Parser } from './parser';
import type { Token } from './tokens';

/** Where an entry may end: at `,`, `;`, `}`, the end, or (outside parentheses and set braces) the line's end. */
export function atEntryEnd(p: Parser): boolean {
  if (p.atEnd) return true;
  const t = p.peek();
  if (t.kind === 'punctuation' && (t.text === ',' || t.text === ';' || t.text === '}')) return true;
  return p.lineMode && t.newline;
}

/** Reads one entry; what it returns puts the result where it belongs. */
export type ReadEntry = () => (() => void) | undefined;

/**
 * Reads entries up to the `}` that closes the block opened by `opener` (undefined where that brace is missing), and takes it. A block that
 * is never closed is reported at its opener.
 */
export function readEntries(p: Parser, opener: Token | undefined, level: 'statement' | 'row', one: ReadEntry): void {
  const { lineMode, inPattern, inExpectation } = p;
  reset(p);
  readAll(p, opener, level, one);
  p.lineMode = lineMode;
  p.inPattern = inPattern;
  p.inExpectation = inExpectation;
}

function reset(p: Parser): void {
  p.lineMode = true;
  p.inPattern = false;
  p.inExpectation = false;
}

function readAll(p: Parser, opener: Token | undefined, level: 'statement' | 'row', one: ReadEntry): void {
  for (;;) {
    if (p.atEnd) {
      if (!p.failed && opener) p.unclosed(opener);
      return;
    }
    const t = p.peek();
    if (t.kind === 'punctuation') {
      if (t.text === ',' || t.text === ';') {
        p.take();
        continue;
      }
      if (t.text === '}') {
        p.take();
        return;
      }
      if (t.text === ')' || t.text === ']') {
        p.report('unexpected-closing', t, { found: t.text }, [{ start: t.start, end: t.end, text: '' }]);
        p.take();
        continue;
      }
    }
    const start = p.pos;
    const { noted } = p;
    if (level === 'statement') p.statementStart = start;
    let place = attempt(p, one);
    const line = level === 'statement' && p.failed ? p.ownStatementLine() : -1;
    if (line > start) {
      // The error stands on a line that begins another statement: this one ends before it, and says itself what it lacks.
      p.readAgain(start, line, noted);
      place = attempt(p, one);
      p.goOnAtLimit();
      place?.();
      continue;
    }
    if (!p.recover(level, start)) return;
    place?.();
    if (p.pos === start) p.take();
  }
}

function attempt(p: Parser, one: ReadEntry): (() => void) | undefined {
  const { depth } = p;
  p.operandAt = p.pos;
  // In `{ 1: 1,200: 3 }` the comma parts rows.
  const row = p.isPunctuation(':', 1) && !p.peek().text.startsWith('0');
  const place = !row && p.failThousands() ? undefined : one();
  if (!p.failed && !atEntryEnd(p)) failUnexpected(p);
  p.depth = depth;
  reset(p);
  return place;
}

/** Something stands where the entry should have ended. */
export function failUnexpected(p: Parser): void {
  const t = p.peek();
  const before = p.previous;
  if (t.kind === 'punctuation' && (t.text === ')' || t.text === ']')) failClosing(p);
  else if (t.kind === 'number' && before?.kind === 'word' && /^[A-Z]{3}$/.test(before.text) && !p.isPunctuation(',', 1)) {
    const use = `${t.text} ${before.text}`;
    const span = { start: before.start, end: t.end };
    p.fail('currency-before', { use }, span, [{ ...span, text: use }]);
  } else if (!failSpokenOperator(p)) p.fail('unexpected', {});
}
