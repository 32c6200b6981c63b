/** Why: what every panel of the extension is in VS Code: a page of the extension's own files, under its content security policy, with an icon. */
import * as vscode from 'vscode';
import { newNonce, pageOf } from './preview/html';

export interface PanelPage {
  /** The folder of the page's files below `client/dist`. */
  readonly folder: string;
  /** `media/NAME-light.svg` and `-dark.svg`. */
  readonly icon: string;
  readonly title: string;
  readonly language: 'en' | 'zh';
}

export function showPage(panel: vscode.WebviewPanel, extension: vscode.Uri, { folder, icon, title, language }: PanelPage): void {
  const files = vscode.Uri.joinPath(extension, 'client', 'dist', folder);
  panel.iconPath = {
    light: vscode.Uri.joinPath(extension, 'media', `${icon}-light.svg`),
    dark: vscode.Uri.joinPath(extension, 'media', `${icon}-dark.svg`),
  };
  panel.title = title;
  panel.webview.options = { enableScripts: true, localResourceRoots: [files] };
  const at = (name: string): string => panel.webview.asWebviewUri(vscode.Uri.joinPath(files, name)).toString();
  panel.webview.html = pageOf({
    language,
    title,
    nonce: newNonce(),
    source: panel.webview.cspSource,
    script: at('main.js'),
    styles: at('main.css'),
  });
}
