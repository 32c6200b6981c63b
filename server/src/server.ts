import { type Connection, TextDocumentSyncKind } from 'vscode-languageserver';
export function serve(connection: Connection): void {
  connection.onInitialize(() => ({ capabilities: { textDocumentSync: TextDocumentSyncKind.Incremental } }));
  connection.listen();
}
