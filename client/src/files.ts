/** Why: a server in a browser, or of a virtual workspace, reads no file itself: VS Code reads them for it. */
import * as vscode from 'vscode';
import type { BaseLanguageClient } from 'vscode-languageclient';
import {
  type FileBytes,
  type ListFilesParams,
  largestFile,
  listFilesRequest,
  type ReadFileParams,
  readFileRequest,
} from '../../server/src/protocol';

/** In parts, since a call takes only so many arguments. */
function base64(bytes: Uint8Array): string {
  let text = '';
  for (let at = 0; at < bytes.length; at += 0x8000) text += String.fromCharCode(...bytes.subarray(at, at + 0x8000));
  return btoa(text);
}

async function read(uri: vscode.Uri): Promise<FileBytes> {
  try {
    const { size, type } = await vscode.workspace.fs.stat(uri);
    if (type & vscode.FileType.Directory) return { error: 'unreadable' };
    if (size > largestFile) return { error: 'too-large' };
    return { base64: base64(await vscode.workspace.fs.readFile(uri)) };
  } catch (error) {
    const gone = error instanceof vscode.FileSystemError && error.code === 'FileNotFound';
    return { error: gone ? 'missing' : 'unreadable' };
  }
}

/** Folders that are looked into where there is no search; a virtual workspace may be as large as the network. */
const mostFolders = 500;

const isPolicy = (name: string): boolean => /\.clause(\.md)?$/i.test(name);

async function walk(root: vscode.Uri): Promise<vscode.Uri[]> {
  const found: vscode.Uri[] = [];
  const waiting = [root];
  for (let looked = 0; waiting.length > 0 && looked < mostFolders; looked++) {
    const folder = waiting.shift();
    if (!folder) break;
    let entries: [string, vscode.FileType][] = [];
    try {
      entries = await vscode.workspace.fs.readDirectory(folder);
    } catch {
      // What cannot be read is left out.
    }
    for (const [name, type] of entries) {
      const uri = vscode.Uri.joinPath(folder, name);
      if (type & vscode.FileType.Directory) {
        if (!name.startsWith('.') && name !== 'node_modules') waiting.push(uri);
      } else if (isPolicy(name)) found.push(uri);
    }
  }
  return found;
}

/** The search of VS Code where there is one; some virtual workspaces have none. */
export async function policyFiles(folder: vscode.Uri): Promise<vscode.Uri[]> {
  const pattern = new vscode.RelativePattern(folder, '**/*.{clause,clause.md}');
  const found = await vscode.workspace.findFiles(pattern, '**/{node_modules,.*}/**').then(
    (all) => all,
    () => [],
  );
  return found.length > 0 ? found : walk(folder);
}

export function answerFiles(client: BaseLanguageClient): void {
  client.onRequest<FileBytes, void>(readFileRequest, ({ uri }: ReadFileParams) => read(vscode.Uri.parse(uri)));
  client.onRequest(listFilesRequest, async ({ folder }: ListFilesParams) => (await policyFiles(vscode.Uri.parse(folder))).map(String));
}
