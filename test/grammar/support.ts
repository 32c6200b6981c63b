/** Why: runs the TextMate grammars the way VS Code does, so that a test can say which colour a word gets. */
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { createOnigScanner, createOnigString, loadWASM } from 'vscode-oniguruma';
import vsctm, { type IGrammar } from 'vscode-textmate';

const require = createRequire(import.meta.url);
const root = join(import.meta.dirname, '..', '..');

/** VS Code's own Markdown grammar is not in npm: this stand-in has what matters here, prose and a fence of any language. */
const markdown = {
  scopeName: 'text.html.markdown',
  patterns: [
    {
      name: 'markup.fenced_code.block.markdown',
      begin: '(^|\\G)(\\s*)(`{3,}|~{3,})\\s*(?=([^`]*)?$)',
      end: '(^|\\G)(\\2|\\s{0,3})(\\3)\\s*$',
    },
    { name: 'markup.heading.markdown', match: '^#{1,6} .*$' },
  ],
};

const injection = 'markdown.clause.codeblock';
const files: Record<string, string> = { 'source.clause': 'clause.tmLanguage.json', [injection]: 'clause-markdown.tmLanguage.json' };

const registry = new vsctm.Registry({
  onigLib: loadWASM(readFileSync(require.resolve('vscode-oniguruma/release/onig.wasm'))).then(() => ({
    createOnigScanner,
    createOnigString,
  })),
  loadGrammar: async (scope) => {
    if (scope === markdown.scopeName) return vsctm.parseRawGrammar(JSON.stringify(markdown), 'markdown.json');
    const file = files[scope];
    return file ? vsctm.parseRawGrammar(readFileSync(join(root, 'syntaxes', file), 'utf8'), file) : null;
  },
  getInjections: (scope) => (scope === markdown.scopeName ? [injection] : undefined),
});

export interface Coloured {
  readonly text: string;
  readonly line: number;
  /** Column of its first character that is no blank. */
  readonly start: number;
  /** The scopes, outermost first, without the file's own. */
  readonly scopes: readonly string[];
}

async function grammar(scope: string): Promise<IGrammar> {
  const loaded = await registry.loadGrammar(scope);
  if (!loaded) throw new Error(`no grammar for ${scope}`);
  return loaded;
}

/** The text cut into coloured pieces; blanks between words are left out. */
export async function colour(text: string, scope: 'source.clause' | 'text.html.markdown' = 'source.clause'): Promise<Coloured[]> {
  const rules = await grammar(scope);
  const pieces: Coloured[] = [];
  let state = vsctm.INITIAL;
  for (const [line, content] of text.split('\n').entries()) {
    const result = rules.tokenizeLine(content, state);
    state = result.ruleStack;
    for (const token of result.tokens) {
      const piece = content.slice(token.startIndex, token.endIndex);
      if (piece.trim() !== '') {
        const start = token.startIndex + piece.length - piece.trimStart().length;
        pieces.push({ text: piece.trim(), line, start, scopes: token.scopes.slice(1) });
      }
    }
  }
  return pieces;
}

/** The innermost scope of the (nth) piece that is exactly `word`; of the piece that holds it where none is. */
export async function scopeOf(
  text: string,
  word: string,
  nth = 0,
  scope: 'source.clause' | 'text.html.markdown' = 'source.clause',
): Promise<string> {
  const pieces = await colour(text, scope);
  const exact = pieces.filter((piece) => piece.text === word);
  const found = exact[nth] ?? (exact.length === 0 ? pieces.filter((piece) => piece.text.includes(word))[nth] : undefined);
  if (!found) throw new Error(`no piece ${JSON.stringify(word)} in ${JSON.stringify(pieces.map((piece) => piece.text))}`);
  return exact.length > 0 ? (found.scopes.at(-1) ?? '') : `part of ${JSON.stringify(found.text)}: ${found.scopes.at(-1) ?? ''}`;
}
