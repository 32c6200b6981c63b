/**
 * What may stand only once in a block. Reading takes the first; saying nothing of the second would be a silent choice (language.md, design
 * rule 2). The problem stands at the later one's keyword, and everything is read as it was.
 */
import type { KeywordId } from './keywords';
import type { Parser } from './parser';
import type { ExampleStatement, ItemNode, Span, Statement } from './tree';

type PolicyEntry = (ItemNode & { kind: 'policy' })['fields'][number];

function keywordAt(p: Parser, span: Span): Span {
  return p.tokens.find((t) => t.start === span.start) ?? span;
}

function once<S extends Span>(p: Parser, entries: readonly S[], keyword: (entry: S) => KeywordId | undefined): void {
  const seen = new Set<KeywordId>();
  for (const entry of entries) {
    const id = keyword(entry);
    if (!id) continue;
    if (!seen.has(id)) seen.add(id);
    else {
      const at = keywordAt(p, entry);
      p.report('repeated-statement', at, { statement: p.text.slice(at.start, at.end) });
    }
  }
}

const benefit = (s: Statement): boolean => s.kind === 'award' || s.kind === 'award unspecified' || s.kind === 'grants';

/** One list, one period, one award or grant. */
export function checkClauseOnce(p: Parser, body: readonly Statement[]): void {
  once(p, body, (s) => (s.kind === 'each' || s.kind === 'effective' ? s.kind : undefined));
  const [, ...further] = body.filter(benefit);
  for (const s of further) {
    const at = keywordAt(p, s);
    p.report('second-award', at, { statement: p.text.slice(at.start, at.end) });
  }
}

/** Each field once; a policy may replace several others. */
export function checkPolicyOnce(p: Parser, fields: readonly PolicyEntry[]): void {
  once(p, fields, (f) => (f.field === 'supersedes' ? undefined : f.field));
}

export function checkExampleOnce(p: Parser, body: readonly ExampleStatement[]): void {
  once(p, body, (s) => (s.kind === 'on' ? s.kind : undefined));
}

/** A group names its members, a limit its members and its cap; whatever else could not be read was said already. */
export function checkGroupComplete(
  p: Parser,
  at: Span,
  kind: 'exclusive' | 'limit',
  parts: { readonly among?: unknown; readonly cap?: unknown },
): void {
  if (p.failed || p.problems.some((x) => x.rule === 'syntax-error')) return;
  if (parts.among === undefined) p.report('missing-among', at, { block: kind });
  else if (kind === 'limit' && parts.cap === undefined) p.report('missing-cap', at);
}
