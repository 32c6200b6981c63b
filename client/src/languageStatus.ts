/**
 * Why: beside the language's name in the status bar VS Code shows whether the server is there, and what to do where it is not; and, since nothing
 * else tells, that the solver is not installed.
 */
import * as vscode from 'vscode';
import { documents } from './documents';
import type { Server, ServerState } from './server';

export function showState(server: Server): vscode.Disposable {
  const item = vscode.languages.createLanguageStatusItem('clausewright.server', documents);
  item.name = 'Clausewright';
  const show = (state: ServerState): void => {
    item.busy = state === 'starting';
    item.severity = state === 'failed' ? vscode.LanguageStatusSeverity.Error : vscode.LanguageStatusSeverity.Information;
    item.text = textOf(state);
    item.detail = solverMissing(server) ? vscode.l10n.t('The solver is not installed: some questions stay open') : undefined;
    item.command =
      state === 'failed' || state === 'off'
        ? { command: 'clausewright.restart', title: vscode.l10n.t('Restart') }
        : { command: 'clausewright.showOutput', title: vscode.l10n.t('Show the Output') };
    item.accessibilityInformation = { label: `Clausewright: ${item.text}` };
  };
  show(server.state);
  const solver = server.solver?.onChange(() => show(server.state));
  return vscode.Disposable.from(item, server.onState(show), ...(solver ? [solver] : []));
}

const solverMissing = ({ solver }: Server): boolean => solver !== undefined && solver.folder() === undefined;

function textOf(state: ServerState): string {
  switch (state) {
    case 'off':
      return vscode.l10n.t('The language server is off');
    case 'starting':
      return vscode.l10n.t('The language server is starting');
    case 'running':
      return vscode.l10n.t('The language server is running');
    case 'failed':
      return vscode.l10n.t('The language server has failed');
    default:
      return state satisfies never;
  }
}
