/** Why: what is wrong with a file as a whole, or with its text, is told by the workspace itself: nothing after it looks at the text. */
import type { Finding, FindingName, Problem } from './finding';
import type { Place } from './program/program';
import { type Conflict, conflictIn } from './syntax/index';
import type { ItemSyntax } from './syntax/tree';
import { isLiterate } from './uris';
import type { FileContent } from './workspace';

/** What conflicts a merge left in a text; asked wherever it is imported. */
const conflicts = new WeakMap<FileContent, Conflict | false>();

export function conflictOf(content: FileContent, uri: string): Conflict | false {
  let conflict = conflicts.get(content);
  if (conflict === undefined) {
    conflict = ('text' in content && conflictIn(content.text, isLiterate(uri))) || false;
    conflicts.set(content, conflict);
  }
  return conflict;
}

export function unreadable(uri: string, content: FileContent): Finding[] {
  if (!('error' in content) || content.error !== 'not-utf8') return [];
  return [
    {
      name: 'file-not-utf8',
      severity: 'error',
      range: { uri, start: 0, end: 0 },
      data: content.encoding === undefined || content.encoding === 'unknown' ? {} : { code: content.encoding },
    },
  ];
}

/** Other markers that are shown beside the first. */
const mostMarkers = 20;

export function inConflict(uri: string, { markers, count }: Conflict): Finding {
  const [first, ...others] = markers;
  return {
    name: 'syntax-error',
    severity: 'error',
    range: { uri, start: first?.start ?? 0, end: first?.end ?? 0 },
    data: { code: 'merge-conflict', count },
    related: others.slice(0, mostMarkers).map(({ kind, start, end }) => ({ uri, start, end, note: kind, data: {} })),
  };
}

export function syntaxProblem(uri: string, item: ItemSyntax, p: ItemSyntax['problems'][number]): Problem {
  const place = (s: { start: number; end: number }): Place => ({ uri, item, start: s.start, end: s.end });
  return {
    name: p.rule satisfies FindingName,
    place: place(p),
    data: p.data,
    ...(p.fix
      ? { fixes: [{ title: 'apply', data: p.data, preferred: true, edits: p.fix.map((e) => ({ place: place(e), text: e.text })) }] }
      : {}),
  };
}
