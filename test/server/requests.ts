/**
 * Why: every request of the protocol that a server may offer, with parameters as an editor sends them, so that a test can send all that
 * this server offers. Written by hand from LSP 3.18; what is offered and does not stand here fails the test.
 */
import type { ServerCapabilities } from 'vscode-languageserver';

/** What an editor of many talents says of itself. */
export const talented = {
  general: { positionEncodings: ['utf-16'] },
  window: { workDoneProgress: true, showDocument: { support: true } },
  workspace: {
    applyEdit: true,
    workspaceEdit: { documentChanges: true, changeAnnotationSupport: {}, resourceOperations: ['rename'] },
    configuration: false,
    workspaceFolders: true,
    symbol: {},
    executeCommand: {},
    fileOperations: { willRename: true, didRename: true, willCreate: true, willDelete: true },
    diagnostics: { refreshSupport: true },
    inlayHint: { refreshSupport: true },
    codeLens: { refreshSupport: true },
    semanticTokens: { refreshSupport: true },
  },
  textDocument: {
    completion: { completionItem: { snippetSupport: true, documentationFormat: ['markdown'] }, contextSupport: true },
    hover: { contentFormat: ['markdown'] },
    signatureHelp: {},
    declaration: {},
    definition: { linkSupport: true },
    typeDefinition: {},
    implementation: {},
    references: {},
    documentHighlight: {},
    documentSymbol: { hierarchicalDocumentSymbolSupport: true },
    codeAction: { codeActionLiteralSupport: { codeActionKind: { valueSet: ['', 'quickfix', 'refactor', 'source'] } } },
    codeLens: {},
    documentLink: { tooltipSupport: true },
    colorProvider: {},
    formatting: {},
    rangeFormatting: { rangesSupport: true },
    onTypeFormatting: {},
    rename: { prepareSupport: true },
    foldingRange: {},
    selectionRange: {},
    linkedEditingRange: {},
    callHierarchy: {},
    typeHierarchy: {},
    semanticTokens: {
      requests: { full: { delta: true }, range: true },
      tokenTypes: ['variable', 'keyword', 'function', 'number', 'string', 'comment', 'operator', 'type', 'property', 'enumMember'],
      tokenModifiers: ['declaration'],
      formats: ['relative'],
    },
    moniker: {},
    inlineValue: {},
    inlayHint: {},
    diagnostic: {},
  },
};

export interface Position {
  readonly line: unknown;
  readonly character: unknown;
}
export interface Sample {
  readonly method: string;
  /** Parameters about a document at a place. */
  params(uri: string, at: Position): unknown;
  /** Its parameters hold the position. */
  readonly positioned?: boolean;
  /** A request about an item that an earlier answer gave: the item itself is a good answer. */
  readonly resolves?: boolean;
  /** A refusal in words is as good an answer as none. */
  readonly refuses?: boolean;
}

const document = (uri: string) => ({ textDocument: { uri } });
const place = (uri: string, position: Position) => ({ textDocument: { uri }, position });
const rangeAt = (at: Position) => ({ start: at, end: at });
const part = (uri: string, at: Position) => ({ textDocument: { uri }, range: rangeAt(at) });
const options = { tabSize: 2, insertSpaces: true };
const start = { line: 0, character: 0 };
const item = (uri: string, at: Position) => ({ name: 'x', kind: 12, uri, range: rangeAt(at), selectionRange: rangeAt(at) });

const about = (method: string): Sample => ({ method, params: document });
const at = (method: string, more: object = {}): Sample => ({
  method,
  params: (uri, position) => ({ ...place(uri, position), ...more }),
  positioned: true,
});
const within = (method: string, more: object = {}): Sample => ({
  method,
  params: (uri, position) => ({ ...part(uri, position), ...more }),
  positioned: true,
});
const resolve = (method: string, params: Sample['params']): Sample => ({ method, params, resolves: true });

type Has = Readonly<Record<string, unknown>> | true;
const flag = (has: Has, name: string): boolean => has !== true && Boolean(has[name]);

/** By capability, what it makes an editor send. Those without requests of their own are empty. */
const samples: Readonly<Record<string, (has: Has) => readonly Sample[]>> = {
  positionEncoding: () => [],
  textDocumentSync: () => [],
  notebookDocumentSync: () => [],
  completionProvider: (has) => [
    at('textDocument/completion', { context: { triggerKind: 1 } }),
    ...(flag(has, 'resolveProvider') ? [resolve('completionItem/resolve', () => ({ label: 'x' }))] : []),
  ],
  hoverProvider: () => [at('textDocument/hover')],
  signatureHelpProvider: () => [at('textDocument/signatureHelp')],
  declarationProvider: () => [at('textDocument/declaration')],
  definitionProvider: () => [at('textDocument/definition')],
  typeDefinitionProvider: () => [at('textDocument/typeDefinition')],
  implementationProvider: () => [at('textDocument/implementation')],
  referencesProvider: () => [at('textDocument/references', { context: { includeDeclaration: true } })],
  documentHighlightProvider: () => [at('textDocument/documentHighlight')],
  documentSymbolProvider: () => [about('textDocument/documentSymbol')],
  codeActionProvider: (has) => [
    within('textDocument/codeAction', { context: { diagnostics: [] } }),
    ...(flag(has, 'resolveProvider') ? [resolve('codeAction/resolve', () => ({ title: 'x' }))] : []),
  ],
  codeLensProvider: (has) => [
    about('textDocument/codeLens'),
    ...(flag(has, 'resolveProvider') ? [resolve('codeLens/resolve', (_, position) => ({ range: rangeAt(position) }))] : []),
  ],
  documentLinkProvider: (has) => [
    about('textDocument/documentLink'),
    ...(flag(has, 'resolveProvider') ? [resolve('documentLink/resolve', (_, position) => ({ range: rangeAt(position) }))] : []),
  ],
  colorProvider: () => [
    about('textDocument/documentColor'),
    within('textDocument/colorPresentation', { color: { red: 0, green: 0, blue: 0, alpha: 1 } }),
  ],
  workspaceSymbolProvider: (has) => [
    { method: 'workspace/symbol', params: () => ({ query: 'no such name anywhere' }) },
    ...(flag(has, 'resolveProvider') ? [resolve('workspaceSymbol/resolve', (uri) => ({ name: 'x', kind: 12, location: { uri } }))] : []),
  ],
  documentFormattingProvider: () => [{ method: 'textDocument/formatting', params: (uri) => ({ ...document(uri), options }) }],
  documentRangeFormattingProvider: (has) => [
    within('textDocument/rangeFormatting', { options }),
    ...(flag(has, 'rangesSupport')
      ? [
          {
            method: 'textDocument/rangesFormatting',
            params: (uri: string, position: Position) => ({ ...document(uri), ranges: [rangeAt(position)], options }),
            positioned: true,
          },
        ]
      : []),
  ],
  documentOnTypeFormattingProvider: () => [at('textDocument/onTypeFormatting', { ch: '\n', options })],
  renameProvider: (has) => [
    { ...at('textDocument/rename', { newName: 'other' }), refuses: true },
    ...(flag(has, 'prepareProvider') ? [{ ...at('textDocument/prepareRename'), refuses: true }] : []),
  ],
  foldingRangeProvider: () => [about('textDocument/foldingRange')],
  selectionRangeProvider: () => [
    { method: 'textDocument/selectionRange', params: (uri, position) => ({ ...document(uri), positions: [position] }), positioned: true },
  ],
  executeCommandProvider: (has) =>
    (has === true ? [] : (has.commands as string[])).map((command) => ({
      method: 'workspace/executeCommand',
      params: (uri) => ({ command, arguments: [uri] }),
    })),
  callHierarchyProvider: () => [
    at('textDocument/prepareCallHierarchy'),
    { method: 'callHierarchy/incomingCalls', params: (uri, position) => ({ item: item(uri, position) }), positioned: true },
    { method: 'callHierarchy/outgoingCalls', params: (uri, position) => ({ item: item(uri, position) }), positioned: true },
  ],
  typeHierarchyProvider: () => [
    at('textDocument/prepareTypeHierarchy'),
    { method: 'typeHierarchy/supertypes', params: (uri, position) => ({ item: item(uri, position) }) },
    { method: 'typeHierarchy/subtypes', params: (uri, position) => ({ item: item(uri, position) }) },
  ],
  linkedEditingRangeProvider: () => [at('textDocument/linkedEditingRange')],
  semanticTokensProvider: (has) => {
    const full = has === true ? undefined : (has.full as Has | undefined);
    return [
      ...(full ? [about('textDocument/semanticTokens/full')] : []),
      ...(full && flag(full, 'delta')
        ? [{ method: 'textDocument/semanticTokens/full/delta', params: (uri: string) => ({ ...document(uri), previousResultId: '1' }) }]
        : []),
      ...(flag(has, 'range') ? [within('textDocument/semanticTokens/range')] : []),
    ];
  },
  monikerProvider: () => [at('textDocument/moniker')],
  inlineValueProvider: () => [within('textDocument/inlineValue', { context: { frameId: 1, stoppedLocation: rangeAt(start) } })],
  inlayHintProvider: (has) => [
    within('textDocument/inlayHint'),
    ...(flag(has, 'resolveProvider') ? [resolve('inlayHint/resolve', (_, position) => ({ position, label: 'x' }))] : []),
  ],
  diagnosticProvider: (has) => [
    about('textDocument/diagnostic'),
    ...(flag(has, 'workspaceDiagnostics')
      ? [{ method: 'workspace/diagnostic', params: () => ({ previousResultIds: [] }), resolves: false }]
      : []),
  ],
  workspace: (has) => {
    if (has === true) return [];
    const { workspaceFolders: _, fileOperations, ...rest } = has;
    if (Object.keys(rest).length > 0) throw new Error(`workspace: nothing is known of ${Object.keys(rest).join()}`);
    const operations = Object.keys(fileOperations ?? {});
    const files = (uri: string) => ({ files: [{ uri, oldUri: uri, newUri: uri.replace('.clause', '2.clause') }] });
    return operations
      .filter((name) => name.startsWith('will'))
      .map((name) => ({ method: `workspace/${name}Files`, params: files, refuses: true }));
  },
};

/** The requests that the capabilities invite. @throws Error where a capability is not known here */
export function invited(capabilities: ServerCapabilities): readonly Sample[] {
  return Object.entries(capabilities).flatMap(([name, value]) => {
    const known = samples[name];
    if (!known) throw new Error(`${name} is offered, and no request is written for it in test/server/requests.ts`);
    return value === false || value === null || value === undefined ? [] : known(typeof value === 'object' ? (value as Has) : true);
  });
}
