/** Why: what an author does with an example: select, run, have it explained, see the ones that a lens counted. */
import * as vscode from 'vscode';
import { type ExampleReport, type ExampleSummary, serverCommands } from '../../../server/src/protocol';
import { fileOf } from '../documents';
import type { ExamplesOf } from '../examples';
import type { Explanations } from '../explanations';
import type { Server } from '../server';

interface Choice extends vscode.QuickPickItem {
  readonly title: string;
}

function choice({ title, total, expectations, failed }: ExampleSummary): Choice {
  const icon = failed > 0 ? 'error' : expectations > 0 ? 'pass' : 'circle-outline';
  const detail =
    failed > 0
      ? vscode.l10n.t('{0} of {1} expectations fail', failed, expectations)
      : expectations > 0
        ? vscode.l10n.t('{0} expectations met', expectations)
        : vscode.l10n.t('nothing is expected');
  return { title, label: `$(${icon}) ${title}`, description: total, detail };
}

/** The author's choice among the examples of a file; says why where there is none to choose. */
async function pick(examples: ExamplesOf, uri: vscode.Uri, placeHolder: string): Promise<string | undefined> {
  const known = await examples.of(uri);
  if (!known || known.examples.length === 0) {
    void vscode.window.showInformationMessage(vscode.l10n.t('This file has no example yet. Write one with “example” or “示例”.'));
    return undefined;
  }
  const picker = vscode.window.createQuickPick<Choice>();
  picker.items = known.examples.map(choice);
  picker.activeItems = picker.items.filter(({ title }) => title === known.selected);
  picker.placeholder = placeHolder;
  picker.matchOnDescription = true;
  try {
    return await new Promise((resolve) => {
      picker.onDidAccept(() => resolve(picker.selectedItems[0]?.title));
      picker.onDidHide(() => resolve(undefined));
      picker.show();
    });
  } finally {
    picker.dispose();
  }
}

export function registerExampleCommands(server: Server, examples: ExamplesOf, explanations: Explanations): vscode.Disposable {
  /** The example that is meant: named, else the selected one, else the author's choice. */
  async function meant(uri: vscode.Uri, title: unknown, placeHolder: string): Promise<string | undefined> {
    if (typeof title === 'string') return title;
    return (await examples.of(uri))?.selected ?? pick(examples, uri, placeHolder);
  }

  async function select(uri: unknown, title: unknown): Promise<void> {
    const file = fileOf(uri);
    if (!file) return;
    const chosen = typeof title === 'string' ? title : await pick(examples, file, vscode.l10n.t('Whose values should the text show?'));
    if (chosen !== undefined) await examples.select(file, chosen);
  }

  async function run(uri: unknown, title: unknown): Promise<void> {
    const file = fileOf(uri);
    const chosen = file && (await meant(file, title, vscode.l10n.t('Which example should be run?')));
    if (!file || chosen === undefined) return;
    const report = await server.run<ExampleReport>(serverCommands.runExample, server.uriOf(file), chosen);
    if (!report) return;
    const explain = vscode.l10n.t('Explain');
    const show = report.failed > 0 ? vscode.window.showWarningMessage : vscode.window.showInformationMessage;
    if ((await show(report.message, explain)) === explain) await explanations.show(file, chosen);
  }

  async function explain(uri: unknown, title: unknown): Promise<void> {
    const file = fileOf(uri);
    const chosen = file && (await meant(file, title, vscode.l10n.t('Which example should be explained?')));
    if (file && chosen !== undefined) await explanations.show(file, chosen);
  }

  /** Of a lens: the places that it counted, as the server names them. */
  async function showExamples(uri: unknown, position: unknown, locations: unknown): Promise<void> {
    const { converter } = server;
    if (!converter || typeof uri !== 'string' || !Array.isArray(locations)) return;
    await vscode.commands.executeCommand(
      'editor.action.showReferences',
      converter.asUri(uri),
      converter.asPosition(position as Parameters<typeof converter.asPosition>[0]),
      locations.map((one) => converter.asLocation(one)),
    );
  }

  return vscode.Disposable.from(
    vscode.commands.registerCommand(serverCommands.selectExample, select),
    vscode.commands.registerCommand(serverCommands.runExample, run),
    vscode.commands.registerCommand(serverCommands.explainExample, explain),
    vscode.commands.registerCommand('clausewright.showExamples', showExamples),
  );
}
