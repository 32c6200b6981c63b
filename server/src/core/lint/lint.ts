/** All findings of one file: what the other stages report and what lint finds itself, with severity, at absolute places, in order. */
import type { ExampleResult } from '../evaluate/incremental';
import type { FileRange, Finding, FindingName, Problem } from '../finding';
import type { Linked } from '../program/index';
import type { Place } from '../program/program';
import type { FileTree } from '../syntax/tree';
import { checkFile } from './check';
import { checkExampleResult } from './examples';
import { checkProgram, ReadCounts } from './hygiene';
import { ItemCache, itemsOf } from './items';
import { rules } from './rules/index';
import { applySuppressions } from './suppress';

export interface LintInput {
  readonly uri: string;
  readonly tree: FileTree;
  readonly linked: Linked;
  /** Of the parser and the linker, of any file. */
  readonly problems: readonly Problem[];
  readonly examples: readonly ExampleResult[];
  range(place: Place): FileRange;
  /** False where the item of the place is gone: it was edited. */
  stands(place: Place): boolean;
}

/** All that lint says of a file, and how more problems of it become findings. */
export interface Linted {
  readonly uri: string;
  readonly tree: FileTree;
  /** Suppressions applied, sorted by place and name; as far as it is known without proofs. */
  readonly findings: readonly Finding[];
  /** Before suppressions, in no order. */
  readonly all: readonly Finding[];
  locate(problem: Problem): Finding;
  range(place: Place): FileRange;
  stands(place: Place): boolean;
}

/** What is kept of one file between two runs. */
export class LintCache {
  /** By problem, while its place does not move. */
  readonly findings = new WeakMap<Problem, Finding>();
  readonly items = new ItemCache();
  readonly counts = new ReadCounts();
}

const severities = new Map(rules.map((rule) => [rule.name, rule.severity]));
const proved: ReadonlySet<FindingName> = new Set(rules.filter((rule) => rule.group === 'proved').map((rule) => rule.name));

const reading: ReadonlySet<FindingName> = new Set(rules.filter((rule) => rule.group === 'reading').map((rule) => rule.name));

/** Whether something cannot be read, or has no meaning. */
export const isUnread = ({ name, severity }: Finding): boolean => severity === 'error' && reading.has(name);

/** Of tables lint finds what it sees by itself; the prover may find more of the same names. */
const alsoProved: ReadonlySet<FindingName> = new Set(['row-gap', 'row-overlap', 'row-unreachable', 'member-missing']);

/** Whether the prover may find it. */
export const isProved = (name: FindingName): boolean => proved.has(name) || alsoProved.has(name);

/** The findings of `input.uri` without what is proved of it. */
export function lint(input: LintInput, cache: LintCache): Linted {
  const { uri, tree, linked } = input;
  const { program } = linked;
  const problems: Problem[] = withoutEchoes(input.problems.filter((p) => p.place.uri === uri));
  const erroneous = new Set(problems.filter((p) => severities.get(p.name) === 'error').map((p) => p.place.item));
  const broken = erroneous.size > 0;
  // One by one: a broken file may have more problems than a call may have arguments.
  const add = (more: readonly Problem[]) => {
    for (const p of more) problems.push(p);
  };
  add(checkFile(program, uri));
  cache.items.begin(program);
  for (const item of itemsOf(program, uri)) add(cache.items.check(item));
  for (const result of input.examples) {
    // What is unknown where the example itself has an error is unknown for its sake.
    const own = checkExampleResult(program, result);
    add(erroneous.has(result.example.place.item) ? own.filter((p) => !isForWant(p)) : own);
  }
  add(checkProgram(program, uri, tree, { broken, counts: cache.counts }));
  const all = problems.map((p) => located(p, input, cache));
  return {
    uri,
    tree,
    findings: allowed(uri, tree, all, isProved),
    all,
    locate: (problem) => located(problem, input, cache),
    range: (place) => input.range(place),
    stands: (place) => input.stands(place),
  };
}

/** The findings that are told, in order. @param mayCome see {@link applySuppressions} */
export function allowed(uri: string, tree: FileTree, all: readonly Finding[], mayCome: (name: FindingName) => boolean): Finding[] {
  return applySuppressions(uri, tree, all, mayCome).sort(inOrder);
}

/** Of a word that cannot be read, what else is wrong with it is not said. */
function withoutEchoes(problems: readonly Problem[]): Problem[] {
  const unread = problems.filter((p) => p.name === 'syntax-error');
  if (unread.length === 0) return [...problems];
  const echoes = (p: Problem) =>
    unread.some(
      ({ place }) =>
        place.item === p.place.item &&
        p.place.start < place.end &&
        place.start < p.place.end &&
        p.place.end - p.place.start <= place.end - place.start,
    );
  return problems.filter((p) => p.name === 'syntax-error' || severities.get(p.name) !== 'error' || !echoes(p));
}

const isForWant = (p: Problem): boolean =>
  p.name === 'example-incomplete' || (p.name === 'expectation-failed' && p.data.status === 'unknown');

const compare = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0);

function inOrder(a: Finding, b: Finding): number {
  return a.range.start - b.range.start || a.range.end - b.range.end || compare(a.name, b.name);
}

function located(problem: Problem, input: LintInput, cache: LintCache): Finding {
  const range = input.range(problem.place);
  const known = cache.findings.get(problem);
  const here = !problem.related?.length && !problem.fixes?.length;
  if (known && here && known.range.start === range.start && known.range.end === range.end) return known;
  const finding: Finding = {
    name: problem.name,
    severity: problem.severity ?? severities.get(problem.name) ?? 'error',
    range,
    data: problem.data,
    ...(problem.related?.length && { related: problem.related.map((r) => ({ ...input.range(r.place), note: r.note, data: r.data })) }),
    ...(problem.fixes?.length && {
      fixes: problem.fixes.map((fix) => ({
        title: fix.title,
        data: fix.data,
        // Made when they are looked at: the text of a witness is work, and hardly ever wanted.
        get edits() {
          const { edits } = fix;
          // Where one of the places is gone the fix was of another text.
          if (!edits.every((edit) => input.stands(edit.place))) return [];
          return edits.map((edit) => ({ ...input.range(edit.place), text: edit.text }));
        },
        ...(fix.preferred && { preferred: true }),
        ...(fix.witness && { witness: fix.witness }),
      })),
    }),
    ...(problem.gap && { gap: problem.gap }),
  };
  cache.findings.set(problem, finding);
  return finding;
}
