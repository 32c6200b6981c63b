/**
 * Suppressions: `// allow NAME: reason` above an item covers the item, at a line's end the line; on a line of its own inside an item it
 * covers the next line. One that suppresses nothing, names no finding or gives no reason is itself reported.
 */
import type { Finding, FindingName } from '../finding';
import { nearest } from '../program/suggest';
import type { FileTree, ItemSyntax, PlacedItem } from '../syntax/tree';
import { rules } from './rules/index';

interface Comment {
  /** Relative to the item. */
  readonly start: number;
  readonly end: number;
  readonly rule: string;
  /** Of the finding's name, relative to the item. */
  readonly nameStart: number;
  readonly reason: string;
}

const ruleNames: ReadonlySet<string> = new Set(rules.map((rule) => rule.name));
const isRule = (name: string): name is FindingName => ruleNames.has(name);

const found = new WeakMap<ItemSyntax, readonly Comment[]>();

const ALLOW = /^\/\/\s*allow\s+([\w-]+)[ \t]*(?:[:：](.*))?$/u;

/** Comments of the item that mean to suppress something. Prose that happens to begin with "allow" is none. */
function commentsOf(item: ItemSyntax): readonly Comment[] {
  if (!item.text.includes('allow')) return [];
  const known = found.get(item);
  if (known) return known;
  const comments: Comment[] = [];
  for (const token of item.tokens) {
    if (token.kind !== 'comment') continue;
    const text = item.text.slice(token.start, token.end).trimEnd();
    const match = ALLOW.exec(text);
    if (!match) continue;
    const rule = match[1] ?? '';
    if (match[2] === undefined && !isRule(rule) && !rule.includes('-')) continue;
    comments.push({
      start: token.start,
      end: token.start + text.length,
      rule,
      nameStart: token.start + text.indexOf(rule, text.indexOf('allow') + 5),
      reason: (match[2] ?? '').trim(),
    });
  }
  found.set(item, comments);
  return comments;
}

/** Where a comment's word counts: offsets in the file. */
interface Scope {
  readonly start: number;
  readonly end: number;
}

function lineEnd(text: string, at: number): number {
  const end = text.indexOf('\n', at);
  return end < 0 ? text.length : end;
}

/** Nothing but blanks; in Markdown the marks of quotes count as such. */
function isBlank(tree: FileTree, text: string): boolean {
  return (tree.literate ? text.replaceAll('>', '') : text).trim() === '';
}

const BLANKS = /^\s*/;
const QUOTED_BLANKS = /^[\s>]*/;

/** Where the comments of one file count. What follows a run of comments is looked for once for all of them. */
class Scopes {
  /** Where the line stands that follows a line's comments, by the line's start. */
  private readonly below = new Map<number, number>();
  private starts: ReadonlyMap<number, PlacedItem> | undefined;
  private readonly blanks: RegExp;

  constructor(private readonly tree: FileTree) {
    this.blanks = tree.literate ? QUOTED_BLANKS : BLANKS;
  }

  of(start: number, end: number): Scope {
    const { text } = this.tree;
    const lineStart = text.lastIndexOf('\n', start - 1) + 1;
    if (!isBlank(this.tree, text.slice(lineStart, start))) return { start: lineStart, end: lineEnd(text, end) };
    const line = this.follows(lineEnd(text, end) + 1);
    const first = line + (this.blanks.exec(text.slice(line, lineEnd(text, line)))?.[0].length ?? 0);
    const item = this.startingAt(first);
    return item
      ? { start: first, end: item.offset + Math.max(item.item.node.end, item.item.node.start + 1) }
      : { start: line, end: lineEnd(text, line) };
  }

  /** Of a comment on a line of its own: the line below it, further comments and blank lines left out. */
  private follows(from: number): number {
    const { text } = this.tree;
    const passed: number[] = [];
    let line = from;
    let known: number | undefined;
    while (line < text.length) {
      known = this.below.get(line);
      if (known !== undefined) break;
      const end = lineEnd(text, line);
      if (!/^(\/\/.*)?$/.test(text.slice(line, end).replace(this.blanks, '').trimEnd())) break;
      passed.push(line);
      line = end + 1;
    }
    const found = known ?? line;
    for (const each of passed) this.below.set(each, found);
    return found;
  }

  private startingAt(offset: number): PlacedItem | undefined {
    this.starts ??= new Map([...this.tree.items].reverse().map((placed) => [placed.offset + placed.item.node.start, placed]));
    return this.starts.get(offset);
  }
}

const never: ReadonlySet<FindingName> = new Set(['unused-suppression', 'unknown-suppression', 'file-not-utf8']);

/**
 * The findings of the file `uri` without the suppressed ones, with what is wrong of the suppressions themselves.
 * @param mayCome whether findings of this name may still be found: then it is not known that a suppression is of no use
 */
export function applySuppressions(
  uri: string,
  tree: FileTree,
  findings: readonly Finding[],
  mayCome: (name: FindingName) => boolean,
): Finding[] {
  const suppressed = new Set<Finding>();
  const added: Finding[] = [];
  const scopes = new Scopes(tree);
  const named = byName(findings);
  for (const { item, offset } of tree.items) {
    for (const comment of commentsOf(item)) {
      const range = { uri, start: offset + comment.start, end: offset + comment.end };
      const { rule } = comment;
      if (!isRule(rule)) {
        const similar = nearest(rule, ruleNames);
        const place = { uri, start: offset + comment.nameStart, end: offset + comment.nameStart + rule.length };
        added.push({
          name: 'unknown-suppression',
          severity: 'warning',
          range: place,
          data: { code: 'name', rule, similar },
          fixes: similar.map((name, n) => ({
            title: 'replace-with',
            data: { with: name },
            edits: [{ ...place, text: name }],
            ...(n === 0 && { preferred: true }),
          })),
        });
        continue;
      }
      if (comment.reason === '') {
        added.push({ name: 'unknown-suppression', severity: 'warning', range, data: { code: 'reason', rule } });
        continue;
      }
      const scope = scopes.of(range.start, range.end);
      const hit = never.has(rule)
        ? []
        : (named.get(rule) ?? []).filter((f) => f.range.start >= scope.start && f.range.start < Math.max(scope.end, scope.start + 1));
      for (const f of hit) suppressed.add(f);
      if (hit.length > 0 || mayCome(rule)) continue;
      added.push({
        name: 'unused-suppression',
        severity: 'warning',
        range,
        data: { rule },
        fixes: [
          {
            title: 'remove-comment',
            data: {},
            edits: [{ ...removable(tree, range.start, range.end), uri, text: '' }],
            preferred: true,
          },
        ],
      });
    }
  }
  return [...findings.filter((f) => !suppressed.has(f)), ...added];
}

function byName(findings: readonly Finding[]): ReadonlyMap<FindingName, readonly Finding[]> {
  const named = new Map<FindingName, Finding[]>();
  for (const finding of findings) {
    const list = named.get(finding.name);
    if (list) list.push(finding);
    else named.set(finding.name, [finding]);
  }
  return named;
}

/** The comment with the blanks before it, or with its whole line where it stands alone. */
function removable(tree: FileTree, start: number, end: number): Scope {
  const { text } = tree;
  const lineStart = text.lastIndexOf('\n', start - 1) + 1;
  if (isBlank(tree, text.slice(lineStart, start))) return { start: lineStart, end: Math.min(lineEnd(text, end) + 1, text.length) };
  const blanks = /[ \t]*$/.exec(text.slice(lineStart, start))?.[0].length ?? 0;
  return { start: start - blanks, end };
}
