/** Why: a policy is begun from a form that computes already, rather than from an empty file. */
import * as vscode from 'vscode';

/** Files in client/templates, `<id>.<language>.clause`. */
const ids = ['blank', 'tiers', 'projects', 'credit'] as const;
type Id = (typeof ids)[number];
type Language = 'en' | 'zh';

interface Choice extends vscode.QuickPickItem {
  readonly id?: Id;
  readonly language?: Language;
}

function titleOf(id: Id): readonly [label: string, detail: string] {
  switch (id) {
    case 'blank':
      return [vscode.l10n.t('Blank policy'), vscode.l10n.t('One fact, one clause, one example')];
    case 'tiers':
      return [vscode.l10n.t('Award in tiers'), vscode.l10n.t('A rate for each part of an increase, with a cap per year')];
    case 'projects':
      return [vscode.l10n.t('List of projects'), vscode.l10n.t('An award for every project of an applicant, limited together')];
    case 'credit':
      return [vscode.l10n.t('Tax credit'), vscode.l10n.t('A credit that phases in, stays level and phases out')];
    default:
      return id satisfies never;
  }
}

/** The language that is offered first. */
function preferred(): Language {
  const setting = vscode.workspace.getConfiguration('clausewright').get<string>('contentLanguage');
  if (setting === 'en' || setting === 'zh') return setting;
  return /^zh\b/i.test(vscode.env.language) ? 'zh' : 'en';
}

async function choose(): Promise<Choice | undefined> {
  const first = preferred();
  const languages: readonly Language[] = first === 'zh' ? ['zh', 'en'] : ['en', 'zh'];
  const items = languages.flatMap((language): Choice[] => {
    const name = language === 'zh' ? '中文' : 'English';
    const choices = ids.map((id): Choice => {
      const [label, detail] = titleOf(id);
      return { id, language, label: `$(file) ${label}`, description: name, detail };
    });
    return [{ label: name, kind: vscode.QuickPickItemKind.Separator }, ...choices];
  });
  return vscode.window.showQuickPick(items, {
    title: vscode.l10n.t('New Policy'),
    placeHolder: vscode.l10n.t('What should the policy begin with?'),
    matchOnDescription: true,
  });
}

/** What a caller (the walkthrough, a keybinding) may say beforehand. */
interface Given {
  readonly template?: unknown;
  readonly language?: unknown;
  readonly name?: unknown;
}

/** The template with the policy's title in place of its own. */
function named(text: string, name: string): string {
  const title = name.replaceAll('\\', '\\\\').replaceAll('"', '\\"');
  return title === '' ? text : text.replace(/^(policy|政策) "[^"]*"/m, (_whole, word: string) => `${word} "${title}"`);
}

export function registerNewPolicy(extension: vscode.Uri): vscode.Disposable {
  return vscode.commands.registerCommand('clausewright.newPolicy', async (given: Given | undefined) => {
    const template = ids.find((id) => id === given?.template);
    const chosen = template
      ? { id: template, language: given?.language === 'zh' || given?.language === 'en' ? given.language : preferred() }
      : await choose();
    if (!chosen?.id || !chosen.language) return undefined;
    const name = template
      ? typeof given?.name === 'string'
        ? given.name
        : ''
      : await vscode.window.showInputBox({
          title: vscode.l10n.t('New Policy'),
          prompt: vscode.l10n.t('The title of the policy; it can be changed later'),
        });
    if (name === undefined) return undefined;
    const uri = vscode.Uri.joinPath(extension, 'client', 'templates', `${chosen.id}.${chosen.language}.clause`);
    const text = new TextDecoder().decode(await vscode.workspace.fs.readFile(uri));
    const document = await vscode.workspace.openTextDocument({ language: 'clause', content: named(text, name.trim()) });
    return vscode.window.showTextDocument(document);
  });
}
