/** From source text to a typed program, for tests: fails where the text has an error, since a test's policy must mean what it says. */
import { type Linked, link, ProgramCache } from '../../server/src/core/program/index';
import type { Program } from '../../server/src/core/program/program';
import { parseFile } from '../../server/src/core/syntax/index';

export function linkedOf(text: string, uri = 'file:///test.clause'): Linked {
  const tree = parseFile(text, undefined, {});
  const syntax = tree.items.flatMap((i) => i.item.problems);
  if (syntax.length > 0) throw new Error(`syntax: ${JSON.stringify(syntax[0])}\n${text}`);
  return link(
    uri,
    (u) => (u === uri ? { uri, tree } : undefined),
    () => ({ error: 'missing' }),
    new ProgramCache(),
  );
}

export function programOf(text: string): Program {
  const linked = linkedOf(text);
  const problem = linked.problems[0];
  if (problem)
    throw new Error(
      `${problem.name}: ${JSON.stringify(problem.data)} at ${problem.place.item.text.slice(problem.place.start, problem.place.end)}\n${text}`,
    );
  return linked.program;
}
