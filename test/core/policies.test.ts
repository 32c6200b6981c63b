/**
 * Acceptance: real schemes of several countries, written straight from language.md, with results that governments or other engines'
 * test suites published (or a hand calculation in a comment), and the samples. Every expectation holds, and nothing is found.
 */
import { readdirSync, readFileSync, statSync } from 'node:fs';
import { dirname, join, relative } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { describe, expect, it } from 'vitest';
import { type Host, Workspace } from '../../server/src/core/workspace';

const root = join(dirname(fileURLToPath(import.meta.url)), '..', '..');

const host: Host = {
  read(uri) {
    try {
      return { text: readFileSync(fileURLToPath(uri), 'utf8') };
    } catch {
      return { error: 'missing' };
    }
  },
  rootOf: () => pathToFileURL(root).toString(),
};

function policiesIn(folder: string): string[] {
  return readdirSync(folder)
    .sort()
    .flatMap((name) => {
      const path = join(folder, name);
      if (statSync(path).isDirectory()) return policiesIn(path);
      return /\.clause(\.md)?$/.test(name) ? [path] : [];
    });
}

/** Style only, on purpose in some of these files: fixable, and without effect on what is computed. */
const style = new Set(['glued-keyword', 'fullwidth-punctuation']);

const files = [...policiesIn(join(root, 'test', 'policies')), ...policiesIn(join(root, 'samples'))];
const workspace = new Workspace(host);
const checked = new Map<string, { policy: boolean; count: number }>();

describe.each(files.map((f) => [relative(root, f), f] as const))('%s', (name, file) => {
  const analysis = workspace.analyse(pathToFileURL(file).toString());
  const line = (offset: number) => analysis.text.slice(0, offset).split('\n').length;

  it('has no findings but style', () => {
    const found = analysis.findings
      .filter((f) => f.severity !== 'information' && !style.has(f.name))
      .map((f) => `${name}:${line(f.range.start)} ${f.name} ${JSON.stringify(f.data)}`);
    expect(found).toEqual([]);
  });

  it('has every example computed as expected', () => {
    const failed = analysis.examples.flatMap((e) =>
      e.expectations.filter((x) => !x.passed).map((x) => `${e.example.title}: line ${line(analysis.range(x.expectation.place).start)}`),
    );
    checked.set(name, {
      policy: analysis.program.files.some((f) => f.uri === analysis.uri && f.policy !== undefined),
      count: analysis.examples.reduce((n, e) => n + e.expectations.length, 0),
    });
    expect(failed).toEqual([]);
  });
});

it('checks enough, and every policy', () => {
  const silent = [...checked].filter(([, c]) => c.policy && c.count === 0).map(([name]) => name);
  expect(silent).toEqual([]);
  expect([...checked.values()].reduce((n, c) => n + c.count, 0)).toBeGreaterThan(1200);
});
