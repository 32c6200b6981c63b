/** Why: what to compare with is chosen from what there is: the last commit, where the branch began, revisions, files. */
import * as vscode from 'vscode';
import { type Against, type Choices, choices, choicesRequest } from '../../../server/src/differenceProtocol';
import { read } from '../../../server/src/previewProtocol';
import type { Server } from '../server';

interface Choice extends vscode.QuickPickItem {
  readonly against?: Against;
  readonly other?: 'revision' | 'file';
}

/** A branch may be called `$(trash)`: that is no picture. */
const plain = (text: string): string => text.replaceAll('$(', '\\$(');

const separator = (label: string): Choice => ({ label, kind: vscode.QuickPickItemKind.Separator });

/** @param uri the file that is compared. @returns undefined where nothing was chosen */
export async function chooseAgainst(server: Server, uri: vscode.Uri): Promise<Against | undefined> {
  const found = read(choices, await server.ask(choicesRequest, { uri: server.uriOf(uri) }));
  const chosen = await vscode.window.showQuickPick(itemsOf(found), {
    title: vscode.l10n.t('Compare Awards With…'),
    placeHolder: vscode.l10n.t('Which version is the earlier one?'),
    matchOnDescription: true,
  });
  if (!chosen) return undefined;
  const { against, other } = chosen;
  switch (other) {
    case undefined:
      return against;
    case 'revision':
      return typedRevision();
    case 'file':
      return otherFile(server, uri);
    default:
      return other satisfies never;
  }
}

function itemsOf(found: Choices | undefined): Choice[] {
  const items: Choice[] = [];
  const all = found?.choices ?? [];
  const add = (kind: Choices['choices'][number]['kind'], icon: string, heading?: string): void => {
    const some = all.filter((one) => one.kind === kind);
    if (heading !== undefined && some.length > 0) items.push(separator(heading));
    for (const { against, name, subject, date } of some) {
      const label =
        kind === 'head'
          ? vscode.l10n.t('The last commit')
          : kind === 'branchPoint'
            ? vscode.l10n.t('Where this branch left {0}', plain(name))
            : plain(name);
      const description = [kind === 'head' ? name : '', plain(subject), date].filter((part) => part !== '').join(' · ');
      items.push({ label: `$(${icon}) ${label}`, description, against });
    }
  };
  add('head', 'git-commit');
  add('branchPoint', 'git-branch');
  // Why there is nothing else to choose.
  const detail = found?.none === undefined ? {} : { detail: plain(found.none) };
  items.push({ label: `$(file) ${vscode.l10n.t('Another file…')}`, other: 'file', ...detail });
  if (all.length > 0) items.push({ label: `$(edit) ${vscode.l10n.t('Another revision…')}`, other: 'revision' });
  add('branch', 'git-branch', vscode.l10n.t('Branches'));
  add('tag', 'tag', vscode.l10n.t('Tags'));
  add('commit', 'git-commit', vscode.l10n.t('Commits'));
  return items;
}

async function typedRevision(): Promise<Against | undefined> {
  const revision = await vscode.window.showInputBox({
    title: vscode.l10n.t('Compare Awards With…'),
    prompt: vscode.l10n.t('A branch, a tag or a commit, such as main, v1.2 or HEAD~3'),
  });
  const typed = revision?.trim() ?? '';
  return typed === '' ? undefined : { kind: 'revision', revision: typed, branchPoint: false };
}

/** Policies of the workspace, in a list; any other one by the dialog of files. */
async function otherFile(server: Server, uri: vscode.Uri): Promise<Against | undefined> {
  const most = 2000;
  const files = await vscode.workspace.findFiles('**/*.{clause,clause.md}', '**/node_modules/**', most);
  const items = files
    .filter((one) => one.toString() !== uri.toString())
    .map((file) => ({ label: plain(vscode.workspace.asRelativePath(file)), file }))
    .sort((a, b) => a.label.localeCompare(b.label));
  const browse = { label: `$(folder-opened) ${vscode.l10n.t('Browse…')}`, file: undefined };
  const chosen =
    items.length === 0
      ? browse
      : await vscode.window.showQuickPick([...items, browse], {
          title: vscode.l10n.t('Compare Awards With…'),
          placeHolder: vscode.l10n.t('Which file is the earlier version?'),
        });
  if (!chosen) return undefined;
  const [picked] = chosen.file
    ? [chosen.file]
    : ((await vscode.window.showOpenDialog({
        title: vscode.l10n.t('Which file is the earlier version?'),
        filters: { Clause: ['clause', 'md'] },
      })) ?? []);
  return picked && { kind: 'file', uri: server.uriOf(picked) };
}
