/**
 * Tests of lint by little texts: under a line, `//^^^ name` with the carets under the place; an unannounced finding fails too. Findings of
 * names in `ignore` are left out, so that a fixture need not be a whole policy.
 */
import type { Finding, Fix } from '../../server/src/core/finding';
import { readMarkers } from './check';
import { withProofs } from './proved';
import { analysisOf, findingsOf } from './snippets';

function lineOf(text: string, offset: number): { line: number; column: number } {
  const before = text.slice(0, offset).split('\n');
  return { line: before.length, column: before.at(-1)?.length ?? 0 };
}

/** Checks the announced findings of `marked`, of which nothing is proved; returns all, for further questions. */
export const lintCheck = (marked: string, ignore: readonly string[] = []): readonly Finding[] => checkWith(lintText, marked, ignore);

/** The same with what is proved. */
export const proofCheck = (marked: string, ignore: readonly string[] = []): readonly Finding[] => checkWith(proofText, marked, ignore);

function checkWith(find: (text: string) => readonly Finding[], marked: string, ignore: readonly string[]): readonly Finding[] {
  const { text, expected } = readMarkers(marked);
  const findings = find(text);
  const show = (name: string, line: number, from: number, to: number) => `line ${line}, ${from}-${to}: ${name}`;
  const got = findings
    .filter((f) => !ignore.includes(f.name))
    .map((f) => {
      const { line, column } = lineOf(text, f.range.start);
      const length = (text.slice(f.range.start, f.range.end).split('\n')[0] ?? '').length;
      return show(f.name, line, column, column + length);
    })
    .sort();
  const wanted = expected.map((e) => show(e.name, e.line, e.start, e.end)).sort();
  if (JSON.stringify(got) !== JSON.stringify(wanted)) {
    throw new Error(`expected\n  ${wanted.join('\n  ') || '(nothing)'}\nbut found\n  ${got.join('\n  ') || '(nothing)'}\n\n${text}`);
  }
  return findings;
}

/** The findings of a text. */
export const lintText = (text: string): readonly Finding[] => findingsOf(new Map([['main.clause', text]]));

/** With what is proved. */
export const proofText = (text: string): readonly Finding[] => withProofs(analysisOf(new Map([['main.clause', text]])));

export const names = (findings: readonly Finding[]): string[] => findings.map((f) => f.name);

/** The text with the edits of a fix done. */
export function fixed(text: string, fix: Fix | undefined): string {
  if (!fix) throw new Error('there is no fix');
  return [...fix.edits].sort((a, b) => b.start - a.start).reduce((t, e) => t.slice(0, e.start) + e.text + t.slice(e.end), text);
}
