/** Why: the clauses stand under the headings of the document, which belong to the files' outline and not to the typed program. */
import type { FileTree } from '../core/syntax/index';
import type { Analysis } from '../core/workspace';
import type { Session } from '../session';

const known = new WeakMap<FileTree, ReadonlyMap<string, string>>();

/** The section that each clause stands in, by the clause's name; clauses before the first section are left out. */
export function sectionsOf(session: Session, { uri, tree, program }: Analysis): ReadonlyMap<string, string> {
  const others = program.files.filter((file) => file.uri !== uri).flatMap((file) => session.workspace.syntax(file.uri) ?? []);
  if (others.length === 0) return sectionsIn(tree);
  return new Map([...others, tree].flatMap((one) => [...sectionsIn(one)]));
}

function sectionsIn(tree: FileTree): ReadonlyMap<string, string> {
  const found = known.get(tree);
  if (found) return found;
  const sections = new Map<string, string>();
  let section: string | undefined;
  for (const { item } of tree.items) {
    const { node } = item;
    if (node.kind === 'section') section = node.title?.value;
    else if (node.kind === 'clause' && section !== undefined) sections.set(node.name.name, section);
  }
  known.set(tree, sections);
  return sections;
}
