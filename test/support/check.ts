/**
 * Tests of findings by little texts: what is expected stands under the line it is on, `//^^^ name code?` with the carets under the place.
 * A finding that is not announced fails too. Carets count columns as they are seen (a Chinese character takes two). `//^` alone marks one character; several marker lines may follow one line.
 */
import type { Problem } from '../../server/src/core/finding';
import { type ImportResult, type Linked, link, ProgramCache, type SourceFile } from '../../server/src/core/program/index';
import { parseFile } from '../../server/src/core/syntax/index';

export interface Found {
  readonly name: string;
  readonly code: string;
  readonly line: number;
  readonly start: number;
  readonly end: number;
}

const root = 'file:///demo/test.clause';

/** Parses and links a text (and other files by path, seen from it) without looking at what is wrong. */
export function linkText(
  text: string,
  files: Readonly<Record<string, string>> = {},
  cache = new ProgramCache(),
): Linked & { offsetOf: (problem: Problem) => number } {
  const sources = new Map<string, SourceFile>();
  for (const [path, content] of Object.entries({ 'test.clause': text, ...files })) {
    const uri = `file:///demo/${path}`;
    sources.set(uri, { uri, tree: parseFile(content, undefined, {}) });
  }
  const resolve = (from: string, path: string): ImportResult => {
    const parts = from.slice('file:///demo/'.length).split('/').slice(0, -1);
    for (const part of path.split('/')) {
      if (part === '..') {
        if (parts.length === 0) return { error: 'outside' };
        parts.pop();
      } else if (part !== '.') parts.push(part);
    }
    const uri = `file:///demo/${parts.join('/')}`;
    return sources.has(uri) ? { uri } : { error: 'missing' };
  };
  const linked = link(root, (uri) => sources.get(uri), resolve, cache);
  const offsetOf = (problem: Problem): number => {
    const file = sources.get(problem.place.uri);
    const placed = file?.tree.items.find((p) => p.item === problem.place.item);
    if (!placed) throw new Error(`no place for ${problem.name}`);
    return placed.offset + problem.place.start;
  };
  return { ...linked, offsetOf };
}

/** Takes the marker lines out of a text. */
export function readMarkers(marked: string): { text: string; expected: Found[] } {
  const lines: string[] = [];
  const expected: Found[] = [];
  for (const line of marked.split('\n')) {
    const marker = /^(\s*\/\/\s*)(\^+)\s*([a-z0-9-]+)?(?:\s+([a-z-]+))?/.exec(line);
    if (!marker?.[3]) {
      lines.push(line);
      continue;
    }
    const start = (marker[1] ?? '').length;
    expected.push({ name: marker[3], code: marker[4] ?? '', line: lines.length, start, end: start + (marker[2] ?? '').length });
  }
  return { text: lines.join('\n'), expected };
}

/** Columns as they are seen: Chinese and full-width characters take two, so that carets stand under what they mean. */
function columns(text: string): number {
  let width = 0;
  for (const c of text) width += /[\p{Script=Han}\u3000-\u303f\uff01-\uff60]/u.test(c) ? 2 : 1;
  return width;
}

function positions(text: string, offset: number, length: number): Pick<Found, 'line' | 'start' | 'end'> {
  const before = text.slice(0, offset).split('\n');
  const start = columns(before[before.length - 1] ?? '');
  const rest = text.slice(offset, offset + length).split('\n')[0] ?? '';
  return { line: before.length, start, end: start + columns(rest) };
}

function show(found: Found): string {
  return `line ${found.line}, columns ${found.start}-${found.end}: ${found.name}${found.code ? ` ${found.code}` : ''}`;
}

/** All findings of reading in the text must be the announced ones. Returns what was linked, for further questions. */
export function check(marked: string, files: Readonly<Record<string, string>> = {}): Linked & { text: string } {
  const { text, expected } = readMarkers(marked);
  const linked = linkText(text, files);
  const tree = parseFile(text, undefined, {});
  const found: Found[] = [];
  for (const { item, offset } of tree.items) {
    for (const p of item.problems) {
      found.push({ name: p.rule, code: String(p.data.code ?? ''), ...positions(text, offset + p.start, p.end - p.start) });
    }
  }
  for (const p of linked.problems) {
    if (p.place.uri !== root) continue;
    found.push({
      name: p.name,
      code: String(p.data.code ?? ''),
      ...positions(text, linked.offsetOf(p), p.place.end - p.place.start),
    });
  }
  const wanted = expected.map((e) => {
    const match = found.find((f) => f.line === e.line && f.start === e.start && f.end === e.end && f.name === e.name);
    return show({ ...e, code: e.code || (match?.code ?? '') });
  });
  const got = found.map(show).sort();
  if (JSON.stringify(got) !== JSON.stringify(wanted.sort())) {
    throw new Error(`expected\n  ${wanted.join('\n  ') || '(nothing)'}\nbut found\n  ${got.join('\n  ') || '(nothing)'}\n\n${text}`);
  }
  return { ...linked, text };
}

/** The text after a fix of a finding: the first finding of the name, its fix of the title (or its first). */
export function applyFix(text: string, name: string, title?: string): string {
  const linked = linkText(text);
  const problem = linked.problems.find((p) => p.name === name && p.fixes?.length);
  const fix = problem?.fixes?.find((f) => title === undefined || f.title === title);
  if (!problem || !fix) throw new Error(`no fix ${title ?? ''} of ${name}\n${text}`);
  const offset = linked.offsetOf(problem) - problem.place.start;
  let result = text;
  for (const edit of [...fix.edits].sort((a, b) => b.place.start - a.place.start)) {
    result = result.slice(0, offset + edit.place.start) + edit.text + result.slice(offset + edit.place.end);
  }
  return result;
}
