/** Why: the examples of each file as the server knows them, kept for whatever shows them: the status bar, the quick pick, the tests. */
import * as vscode from 'vscode';
import { type Examples, examplesChanged, examplesRequest, serverCommands } from '../../server/src/protocol';
import { isOurs } from './documents';
import type { Server } from './server';

export class ExamplesOf implements vscode.Disposable {
  /** By URI; forgotten when it may be another. */
  private readonly known = new Map<string, Promise<Examples | undefined>>();
  private readonly emitter = new vscode.EventEmitter<vscode.Uri>();
  /** The examples of the file, or which of them is selected, may be others now. */
  readonly onChange = this.emitter.event;
  private readonly subscriptions: vscode.Disposable[];

  constructor(private readonly server: Server) {
    this.subscriptions = [
      this.emitter,
      server.onClient((client) => {
        client.onNotification(examplesChanged, ({ uri }: { uri: string }) => this.changed(client.protocol2CodeConverter.asUri(uri)));
      }),
      server.onState(() => {
        const uris = [...this.known.keys()];
        this.known.clear();
        for (const uri of uris) this.emitter.fire(vscode.Uri.parse(uri));
        for (const document of vscode.workspace.textDocuments) if (isOurs(document)) this.changed(document.uri);
      }),
      vscode.workspace.onDidCloseTextDocument(({ uri }) => this.known.delete(uri.toString())),
    ];
  }

  private changed(uri: vscode.Uri): void {
    this.known.delete(uri.toString());
    this.emitter.fire(uri);
  }

  /** Of a file that is open; undefined where the server cannot say. */
  of(uri: vscode.Uri): Promise<Examples | undefined> {
    const key = uri.toString();
    const known = this.known.get(key);
    if (known) return known;
    const asked = this.server.ask<Examples>(examplesRequest, { uri: this.server.uriOf(uri) });
    this.known.set(key, asked);
    // The server may not be there yet, or not know of the file yet: it is asked again.
    void asked.then((found) => {
      if (!found && this.known.get(key) === asked) this.known.delete(key);
    });
    return asked;
  }

  async select(uri: vscode.Uri, title: string): Promise<void> {
    await this.server.run<Examples>(serverCommands.selectExample, this.server.uriOf(uri), title);
    this.changed(uri);
  }

  dispose(): void {
    for (const one of this.subscriptions) one.dispose();
  }
}
