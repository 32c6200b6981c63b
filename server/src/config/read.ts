/** Why: from the text of a `clausewright.yaml` to what it says, and to the exact places of what cannot stand so. */
import * as v from 'valibot';
import { type Document, isAlias, isMap, isScalar, isSeq, type Node, type Pair, parseDocument } from 'yaml';
import { badPath, badPattern, type Given, missingKey, notText, type Say, unknownKey, unreadable, wrongValue } from './problems';
import { type ConfigData, configShape, type Expected, expectedAt } from './shape';
import { yamlProblem } from './yamlProblems';

export type Path = readonly (string | number)[];

/** A problem, its file left open. */
export interface Problem {
  readonly start: number;
  readonly end: number;
  readonly message: Say;
}

export interface Read {
  /** What can be relied on of it: what is wrong is left out. Undefined where the text is no YAML. */
  readonly data: ConfigData | undefined;
  /** In the order of their places. */
  readonly problems: readonly Problem[];
}

/** The text as YAML; never throws. */
export function documentOf(text: string): Document.Parsed {
  return parseDocument(text, { version: '1.2', prettyErrors: false, logLevel: 'error', uniqueKeys: true });
}

/** Nothing in a configuration is deeper or longer than this by far. UTF-16 units. */
const LONGEST = 1_000_000;

export function readConfig(text: string): Read {
  if (text.length > LONGEST) return { data: undefined, problems: [{ start: 0, end: 0, message: unreadable('too-large') }] };
  let document: Document.Parsed;
  let value: unknown;
  try {
    document = documentOf(text);
    const broken = [...document.errors, ...document.warnings].map(({ code, pos: [start, end] }) => ({
      ...(code === 'DUPLICATE_KEY' ? keyFrom(text, start) : onItsLine(text, start, end)),
      message: yamlProblem(code),
      isOnlyTwice: code === 'DUPLICATE_KEY',
    }));
    if (broken.some(({ isOnlyTwice }) => !isOnlyTwice)) return { data: undefined, problems: sorted(broken) };
    const odd = unusable(document, document.contents);
    if (odd.length > 0) return { data: undefined, problems: sorted([...broken, ...odd]) };
    value = withoutWrongLists(document.toJS({ maxAliasCount: 100 }) ?? {}, []);
    const { issues, output, success } = v.safeParse(configShape, value);
    if (success) return { data: output, problems: sorted(broken) };
    const found = issues.map((issue) => ({ path: pathOf(issue), problem: problemOf(issue, document, text) }));
    for (const { path } of found) leaveOut(value, path);
    const rest = v.safeParse(configShape, closed(value));
    return { data: rest.success ? rest.output : {}, problems: sorted([...broken, ...found.map(({ problem }) => problem)]) };
  } catch {
    // Nested so deeply, or referring to itself so often, that the library gives up.
    return { data: undefined, problems: [{ start: 0, end: Math.min(1, text.length), message: yamlProblem('RESOURCE_EXHAUSTION') }] };
  }
}

function sorted(problems: readonly Problem[]): Problem[] {
  return problems.map(({ start, end, message }) => ({ start, end, message })).sort((a, b) => a.start - b.start || a.end - b.end);
}

/** Of what goes on over lines the first one is marked. */
function onItsLine(text: string, from: number, to: number): { start: number; end: number } {
  const start = Math.min(from, text.length);
  const length = text.slice(start, to).search(/[\r\n]/);
  return { start, end: length < 0 ? Math.max(start, Math.min(to, text.length)) : start + length };
}

/** From the place of a key to its end. */
function keyFrom(text: string, start: number): { start: number; end: number } {
  const [key = ''] = /^(?:"(?:[^"\\\n]|\\.)*"|'[^'\n]*'|[^\s:]+)/.exec(text.slice(start, start + 1000)) ?? [];
  return { start, end: start + key.length };
}

/** Keys that are no words (a number is one, as it is written), and references to nothing. */
function unusable(document: Document, node: unknown, depth = 0): Problem[] {
  if (depth > 100) return [];
  if (isAlias(node) && !node.resolve(document)) {
    const [start = 0, end = start] = node.range ?? [];
    return [{ start, end, message: yamlProblem('BAD_ALIAS') }];
  }
  if (isSeq(node)) return node.items.flatMap((item) => unusable(document, item, depth + 1));
  if (!isMap(node)) return [];
  return node.items.flatMap(({ key, value }) => {
    if (isScalar(key) && key.value !== null) return unusable(document, value, depth + 1);
    const [start = 0, end = start] = (key as Node | null)?.range ?? [];
    return [{ start, end: Math.max(end, start + 1), message: notText }];
  });
}

/** To valibot a list is a map with the keys 0, 1, …: where a map is wanted a text stands for it, which is wrong there too. */
function withoutWrongLists(value: unknown, path: Path): unknown {
  if (Array.isArray(value))
    return expectedAt(path)?.kind === 'map' ? 'list' : value.map((each, index) => withoutWrongLists(each, [...path, index]));
  if (typeof value !== 'object' || value === null || path.length > 4) return value;
  return Object.fromEntries(Object.entries(value).map(([key, each]) => [key, withoutWrongLists(each, [...path, key])]));
}

type Issue = v.InferIssue<typeof configShape>;

const pathOf = ({ path }: Issue): Path => (path ?? []).map(({ key }) => key as string | number);

function problemOf(issue: Issue, document: Document, text: string): Problem {
  const path = pathOf(issue);
  const parent = path.slice(0, -1);
  const last = path.at(-1);
  if (issue.path?.at(-1)?.origin === 'key' && typeof last === 'string') {
    const map = expectedAt(parent);
    if (map?.kind === 'map' && issue.expected === 'never') return { ...keyRange(document, path, text), message: unknownKey(last, map) };
    return { ...startOf(document, parent, text), message: missingKey(last) };
  }
  const expected: Expected = expectedAt(path) ?? { kind: 'text', of: 'pattern' };
  const node = nodeAt(document, path);
  const range = rangeOf(node) ?? keyRange(document, path, text);
  if (expected.kind === 'text' && typeof issue.input === 'string')
    return { ...range, message: expected.of === 'path' ? badPath(issue.input) : badPattern(issue.input) };
  const key = path.findLast((step) => typeof step === 'string') ?? '';
  return { ...range, message: wrongValue(String(key), expected, givenOf(node)) };
}

function givenOf(node: unknown): Given {
  if (isMap(node)) return { kind: 'map' };
  if (isSeq(node)) return { kind: 'list' };
  if (isScalar(node) && node.value !== null) return { kind: 'value', text: node.source ?? String(node.value) };
  return { kind: 'nothing' };
}

function pairAt(document: Document, path: Path): Pair | undefined {
  const map = nodeAt(document, path.slice(0, -1));
  const key = path.at(-1);
  return isMap(map) ? map.items.findLast((pair) => isScalar(pair.key) && String(pair.key.value) === String(key)) : undefined;
}

/** Where the value of a key stands in a text; where it is not found, where the file begins. Never throws. */
export function placeOfValue(text: string, path: Path): { start: number; end: number } {
  try {
    const document = documentOf(text);
    return rangeOf(nodeAt(document, path)) ?? keyRange(document, path, text);
  } catch {
    return { start: 0, end: Math.min(1, text.length) };
  }
}

/** The node that stands for a value; aliases are followed. */
function nodeAt(document: Document, path: Path): unknown {
  let node: unknown = document.contents;
  for (const step of path) {
    if (isAlias(node)) node = node.resolve(document);
    if (isSeq(node)) node = node.items[Number(step)];
    else if (isMap(node)) node = node.items.findLast((pair) => isScalar(pair.key) && String(pair.key.value) === String(step))?.value;
    else return undefined;
  }
  return isAlias(node) ? node.resolve(document) : node;
}

/** Of what is written: an empty value has no place of its own. */
function rangeOf(node: unknown): { start: number; end: number } | undefined {
  const range = (node as Node | undefined)?.range;
  return range && range[1] > range[0] ? { start: range[0], end: range[1] } : undefined;
}

function keyRange(document: Document, path: Path, text: string): { start: number; end: number } {
  const last = path.at(-1);
  if (typeof last === 'number') return startOf(document, path.slice(0, -1), text);
  return rangeOf(pairAt(document, path)?.key) ?? { start: 0, end: Math.min(1, text.length) };
}

/** Where a map or a list begins: its first key. */
function startOf(document: Document, path: Path, text: string): { start: number; end: number } {
  const node = nodeAt(document, path);
  const key = isMap(node) ? rangeOf(node.items[0]?.key) : undefined;
  return key ?? rangeOf(node) ?? (path.length > 0 ? keyRange(document, path, text) : { start: 0, end: Math.min(1, text.length) });
}

/** Takes what is wrong out of what was read: a key, an entry of a list; of an override that lacks a part all of it, of `include` with it everything. */
function leaveOut(value: unknown, path: Path): void {
  const steps = [...path];
  if (steps[0] === 'overrides' && steps.length === 3 && (steps[2] === 'files' || steps[2] === 'severity')) steps.pop();
  if (steps[1] === 'include' && steps.length === 3) steps.pop();
  const last = steps.pop();
  if (last === undefined) return;
  let at: unknown = value;
  for (const step of steps) at = (at as Record<string | number, unknown> | undefined)?.[step];
  if (Array.isArray(at)) at[Number(last)] = leftOut;
  else if (typeof at === 'object' && at !== null) delete (at as Record<string | number, unknown>)[last];
}

/** Stands for an entry that is left out, so that those behind it keep their places till all are known. */
const leftOut = Symbol('left out');

function closed(value: unknown): unknown {
  if (Array.isArray(value)) return value.filter((each) => each !== leftOut).map(closed);
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([key, each]) => [key, closed(each)]));
}
