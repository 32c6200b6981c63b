/** Why: nobody knows the names of all findings by heart: keys, findings, groups, levels and languages are offered where they may stand. */
import { type CompletionItem, CompletionItemKind, type CompletionList } from 'vscode-languageserver';
import type { TextDocument } from 'vscode-languageserver-textdocument';
import { groups, usualLevel } from '../../config/names';
import { expectedAt } from '../../config/shape';
import { rangeIn, type Session } from '../../session';
import { aboutKey, aboutValue } from './help';
import { type Typed, typedAt } from './typed';

export function configCompletion(session: Session, document: TextDocument, offset: number): CompletionList | null {
  const typed = typedAt(document.getText(), offset);
  if (!typed) return null;
  const items = typed.kind === 'key' ? keys(session, document, typed) : values(session, document, typed);
  return items.length === 0 ? null : { isIncomplete: false, items };
}

const markdown = (value: string | undefined): Pick<CompletionItem, 'documentation'> =>
  value === undefined ? {} : { documentation: { kind: 'markdown', value } };

const order = (index: number): string => String(index).padStart(3, '0');

function keys(session: Session, document: TextDocument, typed: Typed): CompletionItem[] {
  const map = expectedAt(typed.path);
  if (map?.kind !== 'map') return [];
  const range = rangeIn(document, typed);
  const word = document.getText(range);
  return map.keys
    .map((key, index) => ({ key, index }))
    .filter(({ key }) => !typed.beside.has(key) || key === word)
    .map(({ key, index }): CompletionItem => {
      const path = [...typed.path, key];
      const takes = expectedAt(path)?.kind;
      // What goes on below stands on lines of its own.
      const after = typed.hasColon ? '' : takes === 'map' || takes === 'list' ? ':' : ': ';
      const usual = map.of === 'severity' ? usualLevel(key) : undefined;
      const isGroup = map.of === 'severity' && groups.some((one) => one === key);
      return {
        label: key,
        kind: isGroup ? CompletionItemKind.Module : CompletionItemKind.Property,
        ...(usual ? { detail: usual } : {}),
        ...markdown(aboutKey(session, path)),
        sortText: order(index),
        textEdit: { range, newText: key + after },
      };
    });
}

function values(session: Session, document: TextDocument, typed: Typed): CompletionItem[] {
  const choice = expectedAt(typed.path);
  if (choice?.kind !== 'choice') return [];
  const range = rangeIn(document, typed);
  return choice.options.map((option, index) => ({
    label: option,
    kind: CompletionItemKind.EnumMember,
    ...markdown(aboutValue(session, typed.path, option)),
    sortText: order(index),
    textEdit: { range, newText: option },
  }));
}
