/** Why: completion as an author meets it: a text with `¦` where the cursor is, and what an editor would do with the answer. */
import type { CompletionItem, CompletionList } from 'vscode-languageserver';
import { TextDocument } from 'vscode-languageserver-textdocument';
import { completion } from '../../server/src/features/completion/index';
import { Session as ServerSession } from '../../server/src/session';
import type { Session } from './support';

/** A client that can do what VS Code can. */
export const able = {
  textDocument: {
    completion: {
      completionItem: {
        snippetSupport: true,
        insertReplaceSupport: true,
        labelDetailsSupport: true,
        insertTextModeSupport: { valueSet: [1, 2] as (1 | 2)[] },
      },
    },
  },
};

export interface Marked {
  readonly text: string;
  readonly offset: number;
}

export function marked(source: string): Marked {
  const offset = source.indexOf('¦');
  if (offset < 0) throw new Error('no ¦ in the text');
  return { text: source.slice(0, offset) + source.slice(offset + 1), offset };
}

let count = 0;

/** Opens the text as a new file of the session and asks at its `¦`. */
export async function completeAt(
  session: Session,
  source: string,
  options: { readonly path?: string; readonly trigger?: string } = {},
): Promise<{ uri: string; document: TextDocument; list: CompletionList | null; items: CompletionItem[]; labels: string[] }> {
  const { text, offset } = marked(source);
  const uri = session.uri(options.path ?? `complete-${count++}.clause`);
  await session.open(uri, text);
  const document = TextDocument.create(uri, 'clause', 1, text);
  const list: CompletionList | null = await session.connection.sendRequest('textDocument/completion', {
    textDocument: { uri },
    position: document.positionAt(offset),
    ...(options.trigger ? { context: { triggerKind: 2, triggerCharacter: options.trigger } } : {}),
  });
  await session.close(uri);
  const items = shown(list?.items ?? [], document, offset);
  return { uri, document, list, items, labels: items.map(({ label }) => label) };
}

function insertRange(item: CompletionItem) {
  const edit = item.textEdit;
  if (!edit) throw new Error(`${item.label} has no edit`);
  return 'insert' in edit ? edit.insert : edit.range;
}

/** As an editor shows them: those that match what is typed, those that begin with it first, else by `sortText`. */
export function shown(items: readonly CompletionItem[], document: TextDocument, offset: number): CompletionItem[] {
  const scored = items.flatMap((item) => {
    const typed = document
      .getText()
      .slice(document.offsetAt(insertRange(item).start), offset)
      .toLowerCase();
    const words = (item.filterText ?? item.label).toLowerCase();
    const begins = words.startsWith(typed) || words.split(' ').some((word) => word.startsWith(typed));
    return begins || subsequence(words, typed) ? [{ item, begins: typed !== '' && !begins ? 1 : 0, glued: typed === '' ? 1 : 0 }] : [];
  });
  const typing = scored.some(({ glued }) => glued === 0);
  scored.sort(
    (a, b) => (typing ? a.glued - b.glued : 0) || a.begins - b.begins || ((a.item.sortText ?? '') < (b.item.sortText ?? '') ? -1 : 1),
  );
  return scored.map(({ item }) => item);
}

function subsequence(word: string, typed: string): boolean {
  let at = 0;
  for (const c of typed) {
    at = word.indexOf(c, at) + 1;
    if (at === 0) return false;
  }
  return true;
}

/** The text after the item is accepted (inserting, not replacing), its snippet's places filled with what they propose. */
export function accepted(document: TextDocument, item: CompletionItem | undefined, how: 'insert' | 'replace' = 'insert'): string {
  const edit = item?.textEdit;
  if (!item || !edit) throw new Error('nothing to accept');
  const range = 'insert' in edit ? edit[how] : edit.range;
  const newText = item.insertTextFormat === 2 ? filled(edit.newText) : edit.newText;
  return TextDocument.applyEdits(document, [{ range, newText }]);
}

/** A snippet with its proposals: written for the tests by itself, from the protocol's grammar of snippets. */
export function filled(snippet: string): string {
  const values = new Map<string, string>();
  let out = '';
  for (let i = 0; i < snippet.length; ) {
    const c = snippet[i];
    if (c === '\\') {
      out += snippet[i + 1] ?? '';
      i += 2;
    } else if (c === '$') {
      const plain = /^\$(\d+)/.exec(snippet.slice(i));
      if (plain) {
        out += values.get(plain[1] ?? '') ?? '';
        i += plain[0].length;
        continue;
      }
      const braces = /^\$\{(\d+)(?:\|((?:\\.|[^|\\])*)\||:((?:\\.|[^}\\])*))?\}/.exec(snippet.slice(i));
      if (!braces) throw new Error(`no snippet: ${snippet.slice(i, i + 20)}`);
      const [whole, number = '', options, proposal] = braces;
      const text = options !== undefined ? (/^(?:\\.|[^,\\])*/.exec(options)?.[0] ?? '') : (proposal ?? values.get(number) ?? '');
      const value = text.replace(/\\(.)/g, '$1');
      if (!values.has(number)) values.set(number, value);
      out += value;
      i += whole.length;
    } else {
      out += c;
      i++;
    }
  }
  return out;
}

/** The same without a process between: for thousands of questions. */
export class Quick {
  readonly session: ServerSession;
  private readonly uri = 'file:///quick/a.clause';

  constructor(files: Readonly<Record<string, string>> = {}, capabilities: ServerSession['client'] = able) {
    this.session = new ServerSession({
      read: (uri) => {
        const text = files[decodeURIComponent(uri)];
        return text === undefined ? { error: 'missing' } : { text };
      },
      list: () => [],
      page: () => undefined,
    });
    this.session.client = capabilities;
  }

  at(text: string, offset: number, uri = this.uri): { document: TextDocument; items: CompletionItem[] } {
    if (this.session.at(uri)) this.session.change(uri, 2, [{ text }]);
    else this.session.open(uri, 'clause', 1, text);
    const document = TextDocument.create(uri, 'clause', 1, text);
    const list = completion(this.session, { textDocument: { uri }, position: document.positionAt(offset) });
    return { document, items: list?.items ?? [] };
  }
}
