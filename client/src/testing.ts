/**
 * Why: every example is a test of its policy, so VS Code's Test Explorer shows and runs them. Thin: the server says which there are and how
 * they come out; where an expectation failed, its finding says.
 */
import * as vscode from 'vscode';
import { type ExampleReport, type ExampleSummary, serverCommands } from '../../server/src/protocol';
import { isOurs } from './documents';
import type { ExamplesOf } from './examples';
import { policyFiles } from './files';
import type { Server } from './server';

const startOf = (line: number): vscode.Range => new vscode.Range(line, 0, line, 0);

export class ExampleTests implements vscode.Disposable {
  private readonly controller = vscode.tests.createTestController('clausewright', vscode.l10n.t('Clausewright Examples'));
  private readonly subscriptions: vscode.Disposable[];

  constructor(
    private readonly server: Server,
    private readonly examples: ExamplesOf,
  ) {
    this.controller.resolveHandler = (item) => (item ? this.fill(item) : this.discover());
    this.controller.refreshHandler = () => this.discover();
    const profile = this.controller.createRunProfile(
      vscode.l10n.t('Run'),
      vscode.TestRunProfileKind.Run,
      (request, token) => this.run(request, token),
      true,
    );
    this.subscriptions = [
      this.controller,
      profile,
      examples.onChange((uri) => void this.follow(uri)),
      vscode.workspace.onDidOpenTextDocument((document) => {
        // The server is told of the document after us.
        if (isOurs(document)) setTimeout(() => void this.follow(document.uri), 0);
      }),
      vscode.workspace.onDidDeleteFiles(({ files }) => {
        for (const uri of files) this.controller.items.delete(uri.toString());
      }),
    ];
  }

  /** The files of the open folders; what they hold is looked up when somebody looks into them. */
  private async discover(): Promise<void> {
    for (const folder of vscode.workspace.workspaceFolders ?? []) for (const uri of await policyFiles(folder.uri)) this.file(uri);
  }

  private file(uri: vscode.Uri): vscode.TestItem {
    const id = uri.toString();
    const known = this.controller.items.get(id);
    if (known) return known;
    const item = this.controller.createTestItem(id, vscode.workspace.asRelativePath(uri), uri);
    item.canResolveChildren = true;
    this.controller.items.add(item);
    return item;
  }

  /** Something may have changed in an open file: its tests are listed anew. A file without examples is no test. */
  private async follow(uri: vscode.Uri): Promise<void> {
    const known = await this.examples.of(uri);
    if (!known) return;
    if (known.examples.length === 0) this.controller.items.delete(uri.toString());
    else this.list(this.file(uri), uri, known.examples);
  }

  private list(file: vscode.TestItem, uri: vscode.Uri, examples: readonly ExampleSummary[]): void {
    file.children.replace(
      examples.map(({ title, line, total }) => {
        const item = file.children.get(title) ?? this.controller.createTestItem(title, title, uri);
        item.range = startOf(line);
        item.description = total;
        return item;
      }),
    );
  }

  /** The server knows the examples of files that are open. */
  private async fill(file: vscode.TestItem): Promise<void> {
    if (!file.uri || file.parent) return;
    file.busy = true;
    try {
      await vscode.workspace.openTextDocument(file.uri);
      const known = await this.examples.of(file.uri);
      if (known?.examples.length === 0) this.controller.items.delete(file.id);
      else if (known) this.list(file, file.uri, known.examples);
    } catch (error) {
      file.error = String(error);
    } finally {
      file.busy = false;
    }
  }

  private async run(request: vscode.TestRunRequest, token: vscode.CancellationToken): Promise<void> {
    const run = this.controller.createTestRun(request);
    const left = new Set(request.exclude ?? []);
    const wanted: vscode.TestItem[] = [];
    const top: vscode.TestItem[] = [];
    if (request.include) top.push(...request.include);
    else for (const [, item] of this.controller.items) top.push(item);
    for (const item of top) {
      if (item.parent) {
        wanted.push(item);
        continue;
      }
      await this.fill(item);
      for (const [, child] of item.children) wanted.push(child);
    }
    const tests = wanted.filter((item) => !left.has(item) && !(item.parent && left.has(item.parent)));
    for (const item of tests) run.enqueued(item);
    for (const item of tests) {
      if (token.isCancellationRequested) break;
      await this.runOne(run, item);
    }
    run.end();
  }

  private async runOne(run: vscode.TestRun, item: vscode.TestItem): Promise<void> {
    const { uri } = item;
    if (!uri) return;
    run.started(item);
    const began = Date.now();
    const report = await this.server.run<ExampleReport>(serverCommands.runExample, this.server.uriOf(uri), item.id);
    if (!report) {
      run.errored(item, new vscode.TestMessage(vscode.l10n.t('The language server does not answer. The output says why.')));
      return;
    }
    run.appendOutput(`${report.message}\r\n`, undefined, item);
    if (report.failed === 0) run.passed(item, Date.now() - began);
    else run.failed(item, this.messages(item, uri, report), Date.now() - began);
  }

  /** What failed, each at its place: the findings between this example's title and the next one's. */
  private messages(item: vscode.TestItem, uri: vscode.Uri, report: ExampleReport): vscode.TestMessage[] {
    let end = Number.POSITIVE_INFINITY;
    for (const [, other] of item.parent?.children ?? []) {
      const line = other.range?.start.line ?? 0;
      if (line > report.line) end = Math.min(end, line);
    }
    const failed = vscode.languages.getDiagnostics(uri).filter(({ code, range: { start } }) => {
      const name = typeof code === 'object' ? code.value : code;
      return name === 'expectation-failed' && start.line >= report.line && start.line < end;
    });
    const place = (range: vscode.Range, text: string): vscode.TestMessage => {
      const message = new vscode.TestMessage(text);
      message.location = new vscode.Location(uri, range);
      return message;
    };
    return failed.length > 0
      ? failed.map(({ range, message }) => place(range, message))
      : [place(item.range ?? startOf(report.line), report.message)];
  }

  dispose(): void {
    for (const one of this.subscriptions) one.dispose();
  }
}
