/** Why: what an author waits for while typing: a whole file read, and one keystroke in it. */
import { link, ProgramCache } from '../server/src/core/program/index';
import { parseFile } from '../server/src/core/syntax/index';
import type { FileTree } from '../server/src/core/syntax/tree';
import { Workspace } from '../server/src/core/workspace';
import { generatePolicy, random } from './generate';
import { repeat, type Timing, timing, warm } from './measure';

const URI = 'file:///bench/policy.clause';

export interface AnalysisFigures {
  readonly lines: number;
  readonly findings: number;
  readonly errors: number;
  readonly examples: number;
  readonly fullParse: Timing;
  readonly fullLink: Timing;
  readonly fullAnalysis: Timing;
  readonly keystroke: Timing;
  readonly keystrokeAll: Timing;
}

/** Texts that follow each other by one typed or deleted digit, at places spread over the file. */
function keystrokes(text: string, count: number): string[] {
  const next = random(42);
  const digits = [...text.matchAll(/\d(?=%|万元)/g)].map((match) => match.index);
  const texts: string[] = [];
  let current = text;
  for (let i = 0; i < count; i += 2) {
    const at = digits[Math.floor(next() * digits.length)] ?? 0;
    const typed = `${current.slice(0, at)}1${current.slice(at)}`;
    texts.push(typed, current);
    current = texts[texts.length - 1] ?? text;
  }
  return texts;
}

export function measureAnalysis(lines: number, edits: number): AnalysisFigures {
  const text = generatePolicy(lines);
  const open = () => {
    const workspace = new Workspace({ read: () => ({ error: 'missing' }), rootOf: () => 'file:///bench' });
    workspace.setText(URI, text);
    return workspace;
  };
  const linkOf = (tree: FileTree, cache: ProgramCache) =>
    link(
      URI,
      (uri) => (uri === URI ? { uri, tree } : undefined),
      () => ({ error: 'missing' }),
      cache,
    );

  const fullParse = timing(
    warm(
      repeat(10, () => void parseFile(text, undefined, {})),
      3,
    ),
  );
  const whole = parseFile(text, undefined, {});
  const fullLink = timing(
    warm(
      repeat(10, () => void linkOf(whole, new ProgramCache())),
      3,
    ),
  );
  const fullAnalysis = timing(
    warm(
      repeat(6, () => void open().analyse(URI)),
      1,
    ),
  );

  const texts = keystrokes(text, edits);
  let tree = whole;
  const cache = new ProgramCache();
  linkOf(tree, cache);
  const keystroke = timing(
    warm(
      repeat(texts.length, (round) => {
        tree = parseFile(texts[round] ?? text, tree, {});
        linkOf(tree, cache);
      }),
      20,
    ),
  );
  const workspace = open();
  const first = workspace.analyse(URI);
  const keystrokeAll = timing(
    warm(
      repeat(texts.length, (round) => {
        workspace.setText(URI, texts[round] ?? text);
        workspace.analyse(URI);
      }),
      20,
    ),
  );
  return {
    lines: text.split('\n').length - 1,
    findings: first.findings.length,
    errors: first.findings.filter((finding) => finding.severity === 'error').length,
    examples: first.examples.length,
    fullParse,
    fullLink,
    fullAnalysis,
    keystroke,
    keystrokeAll,
  };
}
