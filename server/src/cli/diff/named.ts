/** Why: files, folders and git revisions may be named in any of the ways that people know from git; here is which is meant. */
import { statSync } from 'node:fs';
import { resolve } from 'node:path';
import type { Parsed } from '../command';
import { type Context, Trouble } from '../io';
import { policyName } from '../listing/walk';
import { type Chosen, type Commit, Trees } from './trees';
import { say } from './words';

/** @throws Trouble where it is not clear what is meant, or what is meant is not there */
export function choose(parsed: Parsed, context: Context): Chosen {
  const trees = new Trees(parsed, context);
  const { language, m, io } = context;
  const { positionals, dashes } = parsed;
  const isPath = (name: string): boolean => statSync(resolve(io.cwd, name), { throwIfNoEntry: false }) !== undefined;
  if (dashes !== undefined) return behindDashes(trees, positionals.slice(0, dashes), positionals.slice(dashes), context);
  const [first = '', second, ...more] = positionals;

  /** Of what is a file, whether it might have been meant as a revision. */
  const told = (name: string): string => {
    if (/^[\w./@{}~^-]+$/.test(name) && !policyName.test(name) && trees.find(name)) trees.notes.push(say.fileWins(language, name));
    return name;
  };
  if (isPath(first)) {
    if (second === undefined) {
      told(first);
      throw new Trouble([say.alone(language, first), ...trees.notes]);
    }
    if (more.length > 0) throw new Trouble([m.extraArgument(more[0] ?? ''), m.seeHelp('diff')]);
    told(first);
    if (isPath(second)) return trees.paths(first, told(second));
    const blob = blobOf(second, trees);
    if (blob) return trees.chosen(trees.file(first), trees.blob(...blob), new Map());
    if (trees.find(second)) throw new Trouble([say.revisionFirst(language, second, first)]);
    throw new Trouble([looksLikePath(second) ? m.fileTrouble(second, { error: 'missing' }) : say.neither(language, second)]);
  }
  const range = rangeOf(first);
  if (range) return ofRange(trees, range, [...(second === undefined ? [] : [second]), ...more]);
  const blob = blobOf(first, trees);
  if (blob) {
    if (more.length > 0) throw new Trouble([m.extraArgument(more[0] ?? ''), m.seeHelp('diff')]);
    const before = trees.blob(...blob);
    if (second === undefined) return trees.chosen(before, trees.file(before.files.get('')?.path ?? ''), new Map());
    const other = isPath(second) ? undefined : blobOf(second, trees);
    return trees.chosen(before, other ? trees.blob(...other) : trees.file(second), new Map());
  }
  if (looksLikePath(first) && !trees.find(first)) throw new Trouble([m.fileTrouble(first, { error: 'missing' })]);
  const before = trees.commit(first);
  if (second === undefined) return trees.commits(before, undefined, []);
  if (isPath(second)) return trees.commits(before, undefined, [told(second), ...more]);
  const after = trees.find(second);
  // A file that there is no longer.
  if (!after && policyName.test(second)) return trees.commits(before, undefined, [second, ...more]);
  return trees.commits(before, after ?? trees.commit(second), more);
}

function behindDashes(trees: Trees, revisions: readonly string[], paths: readonly string[], context: Context): Chosen {
  const [first, second, third] = revisions;
  if (first === undefined && paths.length === 2) return trees.paths(paths[0] ?? '', paths[1] ?? '');
  if (first === undefined || third !== undefined) throw new Trouble([say.revisions(context.language), context.m.seeHelp('diff')]);
  const range = rangeOf(first);
  if (range) {
    if (second !== undefined) throw new Trouble([say.revisions(context.language), context.m.seeHelp('diff')]);
    return ofRange(trees, range, paths);
  }
  return trees.commits(trees.commit(first), second === undefined ? undefined : trees.commit(second), paths);
}

interface Range {
  readonly from: string;
  readonly to: string;
  readonly fromBase: boolean;
}

/** `A..B` or `A...B`; an empty end is HEAD. Paths upwards are none. */
function rangeOf(text: string): Range | undefined {
  const [whole, from = '', dots = '', to = ''] = /^(.*?)(\.{2,3})(.*)$/s.exec(text) ?? [];
  if (whole === undefined || /^[/\\.]/.test(to) || /[/\\]$/.test(from) || (from === '' && to === '')) return undefined;
  return { from: from || 'HEAD', to: to || 'HEAD', fromBase: dots === '...' };
}

function ofRange(trees: Trees, { from, to, fromBase }: Range, paths: readonly string[]): Chosen {
  const [a, b] = [trees.commit(from), trees.commit(to)];
  return trees.commits(fromBase ? trees.mergeBase(a, b) : a, b, paths);
}

/** `REV:path`; nothing where what stands before the colon is no revision, as on a drive of Windows. */
function blobOf(text: string, trees: Trees): readonly [Commit, string] | undefined {
  const at = text.indexOf(':');
  if (at <= 0 || at === text.length - 1 || /^[A-Za-z]:[\\/]/.test(text)) return undefined;
  return [trees.commit(text.slice(0, at)), text.slice(at + 1)];
}

const looksLikePath = (name: string): boolean => policyName.test(name) || /^\.{0,2}[/\\]/.test(name) || /[/\\]$/.test(name);
