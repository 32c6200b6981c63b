/** Why: the extension's entry in a browser, where the language server is a web worker. */
import * as vscode from 'vscode';
import {
  BrowserMessageReader,
  BrowserMessageWriter,
  LanguageClient,
  type LanguageClientOptions,
  State,
} from 'vscode-languageclient/browser';
import { launch } from '../client';

/** Of the browser; the compiler's own library for it would bring all of the DOM. */
interface BrowserWorker {
  terminate(): void;
}
declare const Worker: new (url: string) => BrowserWorker;

let stop: (() => Promise<void>) | undefined;

export function activate(context: vscode.ExtensionContext): void {
  const script = vscode.Uri.joinPath(context.extensionUri, 'server', 'dist', 'browserServer.js').toString(true);
  const make = (options: LanguageClientOptions): LanguageClient => {
    let worker: BrowserWorker | undefined;
    // A server that is started again is a new worker; the old one would go on for ever.
    const start = async () => {
      worker?.terminate();
      worker = new Worker(script);
      // Not the worker itself: VS Code puts a `Worker` of its own in place, of which the client would not know it as one.
      const port = worker as ConstructorParameters<typeof BrowserMessageReader>[0] & ConstructorParameters<typeof BrowserMessageWriter>[0];
      return { reader: new BrowserMessageReader(port), writer: new BrowserMessageWriter(port) };
    };
    const client = new LanguageClient('clausewright', 'Clausewright', start, options);
    client.onDidChangeState(({ newState }) => {
      if (newState === State.Stopped) worker?.terminate();
    });
    return client;
  };
  stop = launch(context, make);
}

export function deactivate(): Promise<void> | undefined {
  return stop?.();
}
