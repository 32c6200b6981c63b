/** Why: the prover's solver is far larger than all else, so it comes in an extension of its own, which has only files. */
import * as vscode from 'vscode';
import type { SolverFiles } from '../server';

/** The identifier of that extension; its manifest is `solver/package.json`. */
export const solverExtension = 'clausewright.clausewright-solver';

/** The folder with the solver's files where the extension is installed and enabled; a path of this computer. */
export function solverFolder(): string | undefined {
  const extension = vscode.extensions.getExtension(solverExtension);
  return extension && vscode.Uri.joinPath(extension.extensionUri, 'dist').fsPath;
}

export const solverFiles: SolverFiles = { folder: solverFolder, onChange: vscode.extensions.onDidChange };
