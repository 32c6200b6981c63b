/** Why: what can be opened from the text: imported files, the policy's address, and every web address in a text or a comment. */
import { type DocumentLink, type DocumentLinkParams, DocumentLinkRequest } from 'vscode-languageserver';
import type { ItemSyntax, Span } from '../core/syntax/tree';
import { fileName } from '../core/uris';
import { rangeIn, type Session } from '../session';
import { documentParams, feature } from './feature';
import { phrasebook } from './wording';

const phrase = phrasebook({
  file: { en: 'Open {name}', zh: '打开 {name}' },
  page: { en: 'Open {name} in the browser', zh: '在浏览器中打开 {name}' },
});

interface WebLink extends Span {
  readonly target: string;
}

/** Without the punctuation that may follow an address in a sentence. */
const address = /https?:\/\/[^\s"“”<>《》（），。；、]*[^\s"“”<>《》（），。；、.,;:!?)\]}'…]/gi;

const links = new WeakMap<ItemSyntax, readonly WebLink[]>();

function webLinks(item: ItemSyntax): readonly WebLink[] {
  let found = links.get(item);
  if (!found) {
    const all: WebLink[] = [];
    for (const { kind, start, end } of item.tokens) {
      if (kind !== 'string' && kind !== 'comment') continue;
      for (const match of item.text.slice(start, end).matchAll(address))
        all.push({ start: start + match.index, end: start + match.index + match[0].length, target: match[0] });
    }
    found = [...all, ...bareAddress(item)].filter(({ target }) => isAddress(target));
    links.set(item, found);
  }
  return found;
}

/** `url "www.gov.example/policy"`: an address even without its scheme. */
function bareAddress({ node }: ItemSyntax): WebLink[] {
  if (node.kind !== 'policy') return [];
  return node.fields.flatMap(({ field, text }) =>
    field === 'url' && text && /^[\w-]+(\.[\w-]+)+(\/\S*)?$/.test(text.value)
      ? [{ start: text.start + 1, end: text.end - 1, target: `https://${text.value}` }]
      : [],
  );
}

function isAddress(text: string): boolean {
  return URL.canParse(text);
}

export function documentLinks(session: Session, params: DocumentLinkParams): DocumentLink[] {
  const at = session.at(params.textDocument.uri);
  if (!at) return [];
  const { document, analysis } = at;
  const { language } = session;
  const found: DocumentLink[] = [];
  for (const { item, offset } of analysis.tree.items) {
    for (const { start, end, target } of webLinks(item))
      found.push({
        range: rangeIn(document, { start: offset + start, end: offset + end }),
        target,
        tooltip: phrase('page', language, { name: target }),
      });
    if (item.node.kind !== 'import' || !item.node.path) continue;
    const { start, end } = item.node.path;
    const symbol = analysis.linked.references.at(analysis.uri, item, start)?.symbol;
    if (symbol?.kind !== 'file') continue;
    const uri = session.document(symbol.name)?.uri ?? symbol.name;
    const range = rangeIn(document, { start: offset + start + 1, end: offset + end - 1 });
    found.push({ range, target: uri, tooltip: phrase('file', language, { name: fileName(uri) }) });
  }
  return found;
}

export const documentLinksFeature = feature(DocumentLinkRequest.type, {
  capabilities: { documentLinkProvider: {} },
  params: documentParams,
  answer: documentLinks,
});
