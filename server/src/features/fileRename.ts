/** Why: a file or folder that is moved takes the paths of imports with it: those that lead to it, and those that lead from it elsewhere. */
import {
  FileOperationPatternKind,
  type FileOperationRegistrationOptions,
  type FileRename,
  type RenameFilesParams,
  WillRenameFilesRequest,
  type WorkspaceEdit,
} from 'vscode-languageserver';
import { URI } from 'vscode-uri';
import { stringExtent } from '../core/syntax/index';
import { canonicalUri, isWithin, resolvePath } from '../core/uris';
import type { Session } from '../session';
import { feature, renamedFiles } from './feature';
import { type Change, workspaceEdit } from './textEdits';

const movable: FileOperationRegistrationOptions = {
  filters: [
    { scheme: 'file', pattern: { glob: '**/*.{clause,clause.md}', matches: FileOperationPatternKind.file } },
    { scheme: 'file', pattern: { glob: '**/*', matches: FileOperationPatternKind.folder } },
  ],
};

/** Where a file is after the moves; undefined where it stays. Canonical URIs. */
function mover(files: readonly FileRename[]): (uri: string) => string | undefined {
  const moves = files.map(({ oldUri, newUri }) => [canonicalUri(oldUri), canonicalUri(newUri)] as const);
  return (uri) => {
    for (const [from, to] of moves) {
      if (uri === from) return to;
      if (isWithin(from, uri)) {
        const rest = URI.parse(uri).path.slice(URI.parse(from).path.length);
        const target = URI.parse(to);
        return target.with({ path: `${target.path}${rest}` }).toString();
      }
    }
    return undefined;
  };
}

/** The path from one file to another as an import writes it; undefined where none leads there. `like`: the path that it stands for. */
function pathTo(from: string, to: string, like: string): string | undefined {
  const [a, b] = [URI.parse(from), URI.parse(to)];
  if (a.scheme !== b.scheme || a.authority !== b.authority) return undefined;
  const here = a.path.split('/').slice(0, -1);
  const there = b.path.split('/');
  let same = 0;
  while (same < here.length && same < there.length - 1 && here[same] === there[same]) same++;
  const way = [...here.slice(same).map(() => '..'), ...there.slice(same)].join('/');
  return way.startsWith('../') || !/^\.\.?[/\\]/.test(like) ? way : `./${way}`;
}

export function willRenameFiles(session: Session, { files }: RenameFilesParams): WorkspaceEdit | null {
  const moved = mover(files);
  const changes = new Map<string, Change[]>();
  const uris = new Set([...session.openDocuments.map(({ uri }) => canonicalUri(uri)), ...session.files.all()]);
  for (const uri of uris) {
    if (!session.workspace.mayImport(uri)) continue;
    const from = moved(uri) ?? uri;
    for (const { item, offset } of session.workspace.syntax(uri)?.items ?? []) {
      const path = item.node.kind === 'import' ? item.node.path : undefined;
      const target = path && resolvePath(uri, path.value);
      if (!path || target === undefined) continue;
      const to = moved(target) ?? target;
      const isThere = to !== target || session.workspace.textOf(target) !== undefined;
      if ((from === uri && to === target) || !isThere || resolvePath(from, path.value) === to) continue;
      const written = pathTo(from, to, path.value);
      if (written === undefined) continue;
      const { contentStart, contentEnd } = stringExtent(item.text, path.start, item.text.length);
      const text = written.replace(/["\\“”]/g, '\\$&');
      changes.set(uri, [...(changes.get(uri) ?? []), { start: offset + contentStart, end: offset + contentEnd, text }]);
    }
  }
  return changes.size > 0 ? workspaceEdit(session, changes) : null;
}

export const willRenameFilesFeature = feature(WillRenameFilesRequest.type, {
  capabilities: { workspace: { fileOperations: { willRename: movable, didRename: movable } } },
  params: renamedFiles,
  answer: willRenameFiles,
});
