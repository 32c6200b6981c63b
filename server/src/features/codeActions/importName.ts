/** Why: a name that nothing here declares may be declared in another file of the folder: its import is one line. */
import { URI } from 'vscode-uri';
import { spell } from '../../core/syntax/keywords';
import type { FileTree } from '../../core/syntax/tree';
import { isWithin } from '../../core/uris';
import { diagnosticOf } from '../diagnostics';
import { phrasebook } from '../wording';
import { type Action, type Asked, kinds, type Offer } from './action';
import { findingsAt } from './findings';
import { lineEnd, lineStart, newlineOf } from './lines';

const say = phrasebook({
  title: { en: 'Import “{path}”, which declares “{name}”', zh: '引用声明“{name}”的“{path}”' },
});

/** Files that are searched at most; a folder with more has its imports written by hand. */
const mostFiles = 500;
const mostOffers = 3;

/** `./x.clause`, `../y/x.clause`: the path of a file as another one names it. */
export function relativePath(from: string, to: string): string {
  const [here, there] = [URI.parse(from).path.split('/').slice(0, -1), URI.parse(to).path.split('/')];
  let common = 0;
  while (common < here.length && common < there.length - 1 && here[common] === there[common]) common++;
  const up = here.slice(common).map(() => '..');
  return [...(up.length > 0 ? up : ['.']), ...there.slice(common)].join('/');
}

/** Does an item of the file declare the name for other files: as a fact, let, clause, group, limit or unit? */
function declares(tree: FileTree, name: string): boolean {
  return tree.items.some(({ item: { node } }) => {
    switch (node.kind) {
      case 'fact':
      case 'let':
      case 'clause':
      case 'exclusive':
      case 'limit':
      case 'unit':
        return node.name.name === name;
      default:
        return false;
    }
  });
}

/** An `import` line behind the imports there are, else behind the policy, else before everything. */
export function importEdit({ analysis, content }: Asked, path: string): { start: number; end: number; text: string } {
  const { text, tree } = analysis;
  const newline = newlineOf(text);
  const line = `${spell('import', content)} "${path}"`;
  const after =
    tree.items.findLast(({ item }) => item.node.kind === 'import') ?? tree.items.find(({ item }) => item.node.kind === 'policy');
  if (after) {
    const at = lineEnd(text, after.offset + after.item.node.end);
    const begin = after.offset + after.item.node.start;
    const indent = text.slice(lineStart(text, begin), begin);
    const gap = after.item.node.kind === 'import' ? newline : newline + indent.trimEnd() + newline;
    return { start: at, end: at, text: `${gap}${/^[ \t>]*$/.test(indent) ? indent : ''}${line}` };
  }
  const first = tree.items[0];
  const at = first ? first.offset + (first.item.tokens[0]?.start ?? first.item.node.start) : 0;
  return { start: at, end: at, text: `${line}${newline}${newline}` };
}

function importName(asked: Asked): Offer[] {
  const { session, document, analysis, language } = asked;
  const finding = findingsAt(asked).find(
    ({ name, data }) => (name === 'unknown-name' || name === 'unknown-unit') && typeof data.name === 'string',
  );
  const name = finding?.data.name;
  if (
    !finding ||
    typeof name !== 'string' ||
    !['name', 'clause', 'clause-or-group', 'list', 'given', 'unit', 'expected', 'needed', 'type'].includes(String(finding.data.code))
  )
    return [];
  const { workspace, files } = session;
  const { uri } = analysis;
  const root = files.rootOf(uri);
  if (root === undefined) return [];
  const known = new Set(workspace.closure(uri));
  const offers: Offer[] = [];
  for (const other of files.all().slice(0, mostFiles)) {
    if (offers.length === mostOffers) break;
    if (known.has(other) || !isWithin(root, other)) continue;
    if (!workspace.mentions(other, name)) continue;
    const { tree } = workspace.analyse(other);
    // One that leads back here would be a circle.
    if (!declares(tree, name) || workspace.closure(other).includes(uri)) continue;
    const path = relativePath(uri, other);
    offers.push({
      id: `import ${path}`,
      title: say('title', language, { path, name }),
      kind: kinds.fix,
      diagnostics: [diagnosticOf(session, document, finding)],
      edits: [{ uri, ...importEdit(asked, path) }],
    });
  }
  return offers;
}

export const importAction: Action = { kind: kinds.fix, offer: importName };
