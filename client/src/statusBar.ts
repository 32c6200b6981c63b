/** Why: which example's values stand in the text, and what it gets in total, is to be seen at any place of a long file. */
import * as vscode from 'vscode';
import { activeDocument } from './documents';
import type { ExamplesOf } from './examples';

export function showSelected(examples: ExamplesOf): vscode.Disposable {
  const item = vscode.window.createStatusBarItem('clausewright.example', vscode.StatusBarAlignment.Left, 10);
  item.name = vscode.l10n.t('Clausewright: Selected Example');
  item.command = 'clausewright.selectExample';
  let latest = 0;
  async function update(): Promise<void> {
    const turn = ++latest;
    const document = activeDocument();
    const known = document && (await examples.of(document.uri));
    // Another editor, or another answer, came in between.
    if (turn !== latest) return;
    const selected = known?.examples.find(({ title }) => title === known.selected);
    if (!selected) {
      item.hide();
      return;
    }
    const failed = known?.examples.filter((one) => one.failed > 0).length ?? 0;
    item.text = `$(${failed > 0 ? 'warning' : 'beaker'}) ${shortened(selected.title)}: ${selected.total}`;
    const lines = [
      vscode.l10n.t('The text shows what “{0}” gets: {1}', selected.title, selected.total),
      failed > 0 ? vscode.l10n.t('{0} of {1} examples fail', failed, known?.examples.length ?? 0) : '',
      vscode.l10n.t('Select another example'),
    ].filter((line) => line !== '');
    item.tooltip = lines.join('\n');
    item.accessibilityInformation = { label: lines.join('. '), role: 'button' };
    item.show();
  }
  void update();
  return vscode.Disposable.from(
    item,
    vscode.window.onDidChangeActiveTextEditor(() => void update()),
    examples.onChange((uri) => {
      if (activeDocument()?.uri.toString() === uri.toString()) void update();
    }),
  );
}

/** The status bar is narrow. By characters as they are seen, so that none is cut in two. */
function shortened(title: string): string {
  const characters = [...title];
  return characters.length > 30 ? `${characters.slice(0, 29).join('')}…` : title;
}
