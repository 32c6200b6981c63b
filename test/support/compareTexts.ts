/** Two texts compared as the command line does it, through workspaces; and one line for each verdict, for tests that state what they expect. */
import { Comparer, type CompareSide, type Difference, type Judgement, toEnd, type Witness } from '../../server/src/core/compare/index';
import type { CompareOptions } from '../../server/src/core/compare/sides';
import { Workspace } from '../../server/src/core/workspace';

const URI = 'file:///policy/main.clause';

/** Findings of reading that leave something out. */
const READING: ReadonlySet<string> = new Set([
  'syntax-error',
  'unknown-name',
  'missing-import',
  'missing-award',
  'type-mismatch',
  'unit-mismatch',
]);

export function sideOf(text: string, others: Readonly<Record<string, string>> = {}): CompareSide {
  const read = (uri: string) => {
    const other = others[uri.slice('file:///policy/'.length)];
    return other === undefined ? { error: 'missing' as const } : { text: other };
  };
  const workspace = new Workspace({ read, rootOf: () => 'file:///policy' });
  workspace.setText(URI, text);
  const analysis = workspace.analyse(URI);
  const syntax = analysis.tree.items.flatMap(({ item }) =>
    item.problems.flatMap((p) => (p.rule === 'syntax-error' ? [{ uri: URI, item, start: p.start, end: p.end }] : [])),
  );
  const linked = analysis.linked.problems.filter((p) => READING.has(p.name)).map((p) => p.place);
  return { program: analysis.program, range: (place) => analysis.range(place), unread: [...syntax, ...linked] };
}

export function differenceOf(a: string, b: string, options: CompareOptions = {}): Difference {
  return toEnd(new Comparer(options).run(sideOf(a), sideOf(b))).difference;
}

/** `never-less`, `same` …, by name; the total under its own. */
export function verdictsOf(d: Difference): Readonly<Record<string, string>> {
  const all: [string, Judgement][] = [...d.clauses, ...d.groups, ...d.limits].map((j) => [j.name.b ?? j.name.a ?? '', j]);
  return Object.fromEntries([...all, ['total', d.total] as const].map(([name, j]) => [name, j.verdict]));
}

/** `100 -> 120`. */
export function amountsOf(w: Witness | undefined): string | undefined {
  return w && `${w.a.amount ?? w.a.status} -> ${w.b.amount ?? w.b.status}`;
}
