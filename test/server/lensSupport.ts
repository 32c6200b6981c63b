/** Why: lenses and commands as an editor asks for them and as a person reads them. */
import type { CodeLens } from 'vscode-languageserver';
import type { Session } from './support';

/** The policy of these tests: what it pays is worked out beside each test. */
export const policy = `fact cost "Cost": money from 0元
fact kind "Kind": one of { core "core work", early }
fact visits "Visits": integer 次 from 0次 default 0次

let base "Half" = 50% of cost

clause grant "Grant" {
  when  kind = core "only core projects"
  award base
  cap   8万元
}

clause help "Help" {
  award 20% of cost
}

clause travel "Travel" {
  award 100元/次 * visits
}

exclusive either "One of them" {
  among  grant, help
  choose highest
}

limit most "Together" {
  among grant, help, travel
  cap   7万元
}

example "one" {
  cost = 10万元
  kind = core
  expect total = 5万元
  expect grant = 5万元
  expect help excluded
}

example "two" {
  cost = 20万元
  kind = core
  expect total = 8万元
}

example "three" {
  cost = 1万元
  kind = early
}
`;

/** The lenses of a file, each resolved where it is not yet. */
export async function lenses(s: Session, uri: string): Promise<CodeLens[]> {
  const found: CodeLens[] = await s.connection.sendRequest('textDocument/codeLens', { textDocument: { uri } });
  return Promise.all(found.map((lens) => (lens.command ? lens : s.connection.sendRequest<CodeLens>('codeLens/resolve', lens))));
}

/** The lenses as they are read: the line below them, then their texts from left to right. */
export async function lensLines(s: Session, uri: string): Promise<string[]> {
  const lines = s.text(uri).split(/\r?\n/);
  const byLine = new Map<number, string[]>();
  for (const { range, command } of await lenses(s, uri))
    byLine.set(range.start.line, [...(byLine.get(range.start.line) ?? []), command?.title ?? '(unresolved)']);
  return [...byLine].sort(([a], [b]) => a - b).map(([line, titles]) => `${lines[line]?.trim()} » ${titles.join(' | ')}`);
}

export function execute<T>(s: Session, command: string, ...args: unknown[]): Promise<T> {
  return s.connection.sendRequest('workspace/executeCommand', { command, arguments: args });
}
