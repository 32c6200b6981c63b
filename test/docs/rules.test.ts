/** Every finding has a rule, a page and a Chinese page, and every page's blocks do what the page says. */
import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import type { Finding, FindingName } from '../../server/src/core/finding';
import { allRules } from '../../server/src/core/lint/index';
import { withProofs } from '../support/proved';
import { analysisOf, describeFindings, type Snippet, snippetsOf } from '../support/snippets';

const root = join(import.meta.dirname, '../..');
const names = Object.keys(allRules).sort() as FindingName[];
const pages = (folder: string) =>
  readdirSync(join(root, folder))
    .filter((f) => f.endsWith('.md') && f !== 'README.md')
    .map((f) => f.slice(0, -3))
    .sort();

/** Blocks without a file's name begin a program; named ones after it are files beside it. */
function programs(snippets: readonly Snippet[]): Map<string, string>[] {
  const list: Map<string, string>[] = [];
  for (const snippet of snippets) {
    if (snippet.file === 'main.clause') list.push(new Map());
    list.at(-1)?.set(snippet.file, snippet.text);
  }
  return list;
}

/** Of proved findings' pages with what is proved: the other pages are about one thing and need not be whole policies. */
function findingsOn(name: FindingName, files: ReadonlyMap<string, string>): readonly Finding[] {
  const analysis = analysisOf(files);
  return allRules[name].group === 'proved' ? withProofs(analysis) : analysis.findings;
}

it('has one rule file and one page in each language for every finding', () => {
  const files = readdirSync(join(root, 'server/src/core/lint/rules'))
    .filter((f) => f !== 'index.ts')
    .map((f) => f.replace(/\.ts$/, ''))
    .sort();
  expect(files).toEqual(names);
  expect(pages('docs/rules')).toEqual(names);
  expect(pages('docs/rules/zh')).toEqual(names);
  for (const name of names) expect(allRules[name].name).toBe(name);
});

describe.each([
  ['docs/rules', 'Avoid', 'Prefer'],
  ['docs/rules/zh', '避免', '推荐'],
])('%s', (folder, avoid, prefer) => {
  it.each(names.filter((name) => name !== 'file-not-utf8'))('%s', (name) => {
    const snippets = snippetsOf(join(root, folder, `${name}.md`));
    const bad = programs(snippets.filter((s) => s.heading === avoid));
    const good = programs(snippets.filter((s) => s.heading === prefer));
    expect(bad.length).toBeGreaterThan(0);
    expect(good.length).toBeGreaterThan(0);
    for (const files of bad) {
      const findings = findingsOn(name, files);
      expect(
        findings.map((f) => f.name),
        describeFindings(findings).join('\n'),
      ).toEqual([name]);
    }
    for (const files of good) {
      const findings = findingsOn(name, files);
      // Who wins in a group is no fault of it; of proved findings nothing else may be left.
      const proved = allRules[name].group === 'proved';
      const unwanted = findings.filter((f) => f.name === name || f.severity === 'error' || (proved && f.name !== 'exclusive-overlap'));
      expect(describeFindings(unwanted)).toEqual([]);
    }
  });
});
