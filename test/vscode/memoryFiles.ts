/** Why: a folder that is nowhere on the disk, as vscode.dev and extensions for remote repositories have them. */
import * as vscode from 'vscode';

export class MemoryFiles implements vscode.FileSystemProvider {
  readonly onDidChangeFile = new vscode.EventEmitter<vscode.FileChangeEvent[]>().event;
  /** Paths that were read, in order. */
  readonly read: string[] = [];

  /** @param files text by path */
  constructor(private readonly files: Readonly<Record<string, string>>) {}

  watch(): vscode.Disposable {
    return new vscode.Disposable(() => undefined);
  }

  private bytes(uri: vscode.Uri): Uint8Array | undefined {
    const text = this.files[uri.path];
    return text === undefined ? undefined : new TextEncoder().encode(text);
  }

  stat(uri: vscode.Uri): vscode.FileStat {
    const bytes = this.bytes(uri);
    if (bytes) return { type: vscode.FileType.File, ctime: 0, mtime: 0, size: bytes.length };
    if (Object.keys(this.files).some((path) => path.startsWith(`${uri.path}/`)))
      return { type: vscode.FileType.Directory, ctime: 0, mtime: 0, size: 0 };
    throw vscode.FileSystemError.FileNotFound(uri);
  }

  readDirectory(uri: vscode.Uri): [string, vscode.FileType][] {
    const prefix = uri.path.endsWith('/') ? uri.path : `${uri.path}/`;
    return Object.keys(this.files)
      .filter((path) => path.startsWith(prefix) && !path.slice(prefix.length).includes('/'))
      .map((path) => [path.slice(prefix.length), vscode.FileType.File]);
  }

  async readFile(uri: vscode.Uri): Promise<Uint8Array> {
    this.read.push(uri.path);
    // As over a network.
    await new Promise((resolve) => setTimeout(resolve, 100));
    const bytes = this.bytes(uri);
    if (!bytes) throw vscode.FileSystemError.FileNotFound(uri);
    return bytes;
  }

  createDirectory(uri: vscode.Uri): void {
    throw vscode.FileSystemError.NoPermissions(uri);
  }
  writeFile(uri: vscode.Uri): void {
    throw vscode.FileSystemError.NoPermissions(uri);
  }
  delete(uri: vscode.Uri): void {
    throw vscode.FileSystemError.NoPermissions(uri);
  }
  rename(uri: vscode.Uri): void {
    throw vscode.FileSystemError.NoPermissions(uri);
  }
}
