/** The clause blocks of a Markdown page, and the findings on one. */
import { readFileSync } from 'node:fs';
import type { Finding } from '../../server/src/core/finding';
import { renderMessage } from '../../server/src/core/lint/index';
import { type Analysis, Workspace } from '../../server/src/core/workspace';

export interface Snippet {
  /** The heading that it stands under. */
  readonly heading: string;
  readonly line: number;
  /** `main.clause`, or what the fence is called: ```` ```clause facts.clause ````. */
  readonly file: string;
  readonly text: string;
}

export function snippetsOf(path: string): Snippet[] {
  const snippets: Snippet[] = [];
  let heading = '';
  let open: { line: number; file: string; lines: string[] } | undefined;
  for (const [n, line] of readFileSync(path, 'utf8').split('\n').entries()) {
    const fence = /^```(\w*)\s*(\S*)\s*$/.exec(line);
    if (open) {
      if (fence) {
        snippets.push({ heading, line: open.line, file: open.file, text: open.lines.join('\n') });
        open = undefined;
      } else open.lines.push(line);
    } else if (fence?.[1] === 'clause') open = { line: n + 1, file: fence[2] || 'main.clause', lines: [] };
    else heading = /^#+\s+(.*)$/.exec(line)?.[1] ?? heading;
  }
  return snippets;
}

/** Findings of one file among those given, by their names; nothing is proved. */
export const findingsOf = (files: ReadonlyMap<string, string>, main = 'main.clause'): readonly Finding[] =>
  analysisOf(files, main).findings;

/** All that is known of one file among those given. */
export function analysisOf(files: ReadonlyMap<string, string>, main = 'main.clause'): Analysis {
  const uri = (name: string) => `file:///snippets/${encodeURIComponent(name)}`;
  const texts = new Map([...files].map(([name, text]) => [uri(name), text]));
  const workspace = new Workspace({
    read: (u) => {
      const text = texts.get(u);
      return text === undefined ? { error: 'missing' } : { text };
    },
    rootOf: () => 'file:///snippets',
  });
  return workspace.analyse(uri(main));
}

export const describeFindings = (findings: readonly Finding[]): string[] => findings.map((f) => `${f.name}: ${renderMessage(f, 'en')}`);
