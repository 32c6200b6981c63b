/**
 * Why: every format has its own way of counting columns, and its own folder that paths start from; both are worked out here, so that a format only
 * says which it wants.
 */
import { existsSync, realpathSync } from 'node:fs';
import { dirname, isAbsolute, join, relative, resolve, sep } from 'node:path';
import type { Finding } from '../../core/finding';
import { renderFix, renderMessage, renderRelated } from '../../core/lint/render';
import { pathOf } from '../../host/nodeHost';
import type { Context, Io } from '../io';
import type { Session } from '../session';
import type { Lines } from '../text/lines';

/** Line and column from 1. */
export interface Spot {
  readonly line: number;
  readonly column: number;
}

/** The column in UTF-16 units. */
export function utf16Spot(lines: Lines, offset: number): Spot {
  const { line, character } = lines.position(offset);
  return { line: line + 1, column: character + 1 };
}

/** The column in bytes of UTF-8. */
export function byteSpot(lines: Lines, offset: number): Spot {
  const { line, character } = lines.position(offset);
  // Beyond the end of the line stand only the characters that end it, one byte each.
  const before = lines.line(line).slice(0, character);
  const beyond = character - before.length;
  return { line: line + 1, column: Buffer.byteLength(before, 'utf8') + beyond + 1 };
}

/** The column in characters (code points), as in the text for people. */
export function characterSpot(lines: Lines, offset: number): Spot {
  return lines.human(offset);
}

/** Half of a pair of surrogates stands for no character: JSON readers refuse it, and UTF-8 has no bytes for it. */
export function wellFormed(text: string): string {
  return text.replace(/[\ud800-\udbff](?![\udc00-\udfff])|(?<![\ud800-\udbff])[\udc00-\udfff]/g, '\ufffd');
}

/** A finding's sentences, without halves of characters. */
export function sentences(finding: Finding, { language }: Context) {
  return {
    message: wellFormed(renderMessage(finding, language)),
    fixes: (finding.fixes ?? []).map((fix) => wellFormed(renderFix(finding.name, fix, language))),
    related: (finding.related ?? []).map((related) => wellFormed(renderRelated(finding.name, related, language))),
  };
}

/** The whole of a finding in lines of plain text: the sentence, the other places, what would mend it. */
export function textOf(finding: Finding, context: Context, session: Session): string {
  const { message, fixes, related } = sentences(finding, context);
  const others = (finding.related ?? []).map((place, n) => `${wellFormed(session.where(place))}: ${related[n] ?? ''}`);
  return [message, ...others, ...fixes.map((fix) => `${context.m.fix}: ${fix}`)].join('\n');
}

/** Paths as the repository's host knows them. */
export class RepositoryPaths {
  private readonly root: string;

  constructor(private readonly io: Io) {
    this.root = rootOf(io);
  }

  /** The path below the repository's root, with `/`; undefined for what lies outside of it. */
  inside(path: string): string | undefined {
    return below(this.root, path) ?? below(this.root, real(path));
  }

  /** The path below the root where it lies there, else as a whole. */
  of(uri: string): string {
    const path = pathOf(uri);
    if (path === undefined) return uri;
    return wellFormed(this.inside(path) ?? slashed(path));
  }

  /** Of what lies outside, undefined. */
  ofUri(uri: string): string | undefined {
    const path = pathOf(uri);
    return path === undefined ? undefined : this.inside(resolve(this.io.cwd, path));
  }
}

/**
 * What the hosts say the checkout is (GitHub, GitLab), where the command runs in it; else the folder upwards that holds `.git`; else the folder that
 * the command runs in.
 */
function rootOf({ env, cwd }: Io): string {
  for (const told of [env.GITHUB_WORKSPACE, env.CI_PROJECT_DIR]) {
    if (!told || !isAbsolute(told)) continue;
    if (told === cwd || below(told, cwd) !== undefined) return told;
    if (real(told) === real(cwd) || below(real(told), real(cwd)) !== undefined) return real(told);
  }
  for (let folder = cwd; ; folder = dirname(folder)) {
    if (existsSync(join(folder, '.git'))) return folder;
    if (dirname(folder) === folder) return cwd;
  }
}

function below(root: string, path: string): string | undefined {
  const way = relative(root, path);
  if (way === '' || way === '..' || way.startsWith(`..${sep}`) || isAbsolute(way)) return undefined;
  return slashed(way);
}

/** Where `\` does not separate, it belongs to the name. */
const slashed = (path: string): string => (sep === '\\' ? path.replaceAll('\\', '/') : path);

function real(path: string): string {
  try {
    return realpathSync(path);
  } catch {
    return path;
  }
}

/** `a b/政策.clause` as a relative reference of RFC 3986: each part percent-encoded. */
export function encodedPath(path: string): string {
  return path.split('/').map(encodeURIComponent).join('/');
}
