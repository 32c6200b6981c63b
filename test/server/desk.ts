/** Why: the tests of navigation put files on a desk, the cursor (`¦`) in one of them, and read places back as the text that stands there. */
import { afterEach } from 'vitest';
import type { InitializeParams, Location, LocationLink, Position, Range, WorkspaceEdit } from 'vscode-languageserver';
import { TextDocument } from 'vscode-languageserver-textdocument';
import { type Options, Session } from './support';

export type Capabilities = InitializeParams['capabilities'];

export class Desk {
  private readonly documents = new Map<string, TextDocument>();
  cursor: { uri: string; position: Position } | undefined;

  private constructor(readonly s: Session) {}

  /** `open` files are open in the editor, `disk` files are only in the folder. */
  static async set(
    open: Readonly<Record<string, string>>,
    disk: Readonly<Record<string, string>> = {},
    options: Options = {},
  ): Promise<Desk> {
    const s = await Session.start({ files: disk, ...options });
    const desk = new Desk(s);
    for (const [path, text] of Object.entries(disk)) desk.hold(path, text);
    for (const [path, marked] of Object.entries(open)) {
      const at = marked.indexOf('¦');
      const text = marked.replace('¦', '');
      const document = desk.hold(path, text);
      if (at >= 0) desk.cursor = { uri: s.uri(path), position: document.positionAt(at) };
      await s.open(s.uri(path), text);
    }
    return desk;
  }

  private hold(path: string, text: string): TextDocument {
    const document = TextDocument.create(this.s.uri(path), 'clause', 1, text);
    this.documents.set(document.uri, document);
    return document;
  }

  get at(): { textDocument: { uri: string }; position: Position } {
    if (!this.cursor) throw new Error('no ¦ in the texts');
    return { textDocument: { uri: this.cursor.uri }, position: this.cursor.position };
  }

  ask<T>(method: string, more: object = {}): Promise<T> {
    return this.s.connection.sendRequest<T>(`textDocument/${method}`, { ...this.at, ...more });
  }

  document(uri: string): TextDocument {
    const found = this.documents.get(uri);
    if (!found) throw new Error(`no ${uri}`);
    return found;
  }

  /** `a.clause:3 cost`, lines from 1. */
  show({ uri, range }: { uri: string; range: Range }): string {
    const name = decodeURIComponent(uri.slice(this.s.uri('').length)).replace(/^\//, '');
    return `${name}:${range.start.line + 1} ${this.document(uri).getText(range)}`;
  }

  shown(answer: Location | Location[] | null): string[] {
    return answer === null ? [] : (Array.isArray(answer) ? answer : [answer]).map((one) => this.show(one));
  }

  link({ targetUri, targetRange, targetSelectionRange, originSelectionRange }: LocationLink): {
    from: string;
    whole: string;
    name: string;
  } {
    const { uri } = this.at.textDocument;
    return {
      from: originSelectionRange ? this.document(uri).getText(originSelectionRange) : '',
      whole: this.show({ uri: targetUri, range: targetRange }),
      name: this.show({ uri: targetUri, range: targetSelectionRange }),
    };
  }

  /** The files that an edit changes, as they are after it, by path. */
  after(edit: WorkspaceEdit | null): Record<string, string> {
    const result: Record<string, string> = {};
    const changes = { ...edit?.changes };
    for (const change of edit?.documentChanges ?? []) {
      if ('textDocument' in change) changes[change.textDocument.uri] = change.edits as { range: Range; newText: string }[];
    }
    for (const [uri, edits] of Object.entries(changes)) {
      const name = decodeURIComponent(uri.slice(this.s.uri('').length)).replace(/^\//, '');
      result[name] = TextDocument.applyEdits(this.document(uri), edits);
    }
    return result;
  }
}

let current: Desk | undefined;
afterEach(async () => {
  await current?.s.stop();
  current = undefined;
});

/** A desk that is cleared after the test. */
export async function desk(...args: Parameters<typeof Desk.set>): Promise<Desk> {
  current = await Desk.set(...args);
  return current;
}
