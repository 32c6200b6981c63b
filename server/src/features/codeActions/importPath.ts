/** Why: an imported file that is not there was mostly moved or misspelt: the files of the folder that it may be are offered. */

import { nearest } from '../../core/program/suggest';
import { fileName, isWithin } from '../../core/uris';
import { diagnosticOf } from '../diagnostics';
import { phrasebook } from '../wording';
import { type AskedItem, editsOf, itemAction, kinds, type Offer } from './action';
import { findingsAt } from './findings';
import { relativePath } from './importName';

const say = phrasebook({ title: { en: 'Import “{path}”', zh: '引用“{path}”' } });

const mostOffers = 3;
const bare = (name: string): string => name.replace(/\.clause(\.md)?$/i, '');

function importPath(asked: AskedItem): Offer[] {
  const { session, document, analysis, item, language } = asked;
  const { node } = item;
  const finding = findingsAt(asked).find(({ name, data }) => name === 'missing-import' && data.code !== 'conflict');
  if (!finding || node.kind !== 'import' || !node.path) return [];
  const { path } = node;
  const { uri } = analysis;
  const root = session.files.rootOf(uri);
  if (root === undefined) return [];
  const wanted = bare(path.value.split(/[/\\]/).at(-1) ?? '');
  const others = session.files.all().filter((other) => other !== uri && isWithin(root, other));
  const byName = new Map(others.map((other) => [other, bare(fileName(other))]));
  const similar = [wanted, ...nearest(wanted, new Set(byName.values()))];
  const found = similar.flatMap((name) => others.filter((other) => byName.get(other) === name));
  // One that leads back here would be a circle.
  const offered = [...new Set(found)].filter((other) => !session.workspace.closure(other).includes(uri)).slice(0, mostOffers);
  return offered.map((other, n) => {
    const text = relativePath(uri, other);
    return {
      id: `import ${text}`,
      title: say('title', language, { path: text }),
      kind: kinds.fix,
      diagnostics: [diagnosticOf(session, document, finding)],
      edits: editsOf(asked, [{ start: path.start, end: path.end, text: `"${text}"` }]),
      ...(n === 0 && offered.length === 1 ? { preferred: true } : {}),
    };
  });
}

export const importPathAction = itemAction(kinds.fix, importPath);
