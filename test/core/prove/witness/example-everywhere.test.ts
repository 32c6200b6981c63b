/**
 * The example of a witness, put at the end of the file that it is a witness of: nothing new is found in the file, so it parses, is laid out,
 * gives every fact within its interval, and all that it expects holds. Over the samples, the policies of the tests, and random programs.
 */
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { applicantOf, evaluate } from '../../../../server/src/core/evaluate/index';
import type { Applicant } from '../../../../server/src/core/evaluate/values';
import type { Program } from '../../../../server/src/core/program/program';
import { exampleText, type Target } from '../../../../server/src/core/prove/witness/example';
import { insertionOf } from '../../../../server/src/core/prove/witness/insertion';
import { format } from '../../../../server/src/core/syntax/index';
import { Workspace } from '../../../../server/src/core/workspace';
import { ProgramWriter, Random } from '../../../support/randomProgram';
import { randomApplicantOf } from './applicants';

/** For a machine that is busy. */
const timeout = 120_000;
const root = join(__dirname, '../../../..');

function files(folder: string): string[] {
  return readdirSync(folder, { withFileTypes: true }).flatMap((e) => {
    const path = join(folder, e.name);
    return e.isDirectory() ? files(path) : /\.clause(?:\.md)?$/.test(path) ? [path] : [];
  });
}

const targets = (program: Program, r: Random): Target[] => [
  ...[...program.clauses.keys()].filter(() => r.chance(0.5)).map((name): Target => ({ kind: 'clause', name })),
  ...program.groups.map(({ name }): Target => ({ kind: 'group', name })),
  ...program.limits.map(({ name }): Target => ({ kind: 'limit', name })),
  ...[...program.lets.keys()].filter(() => r.chance(0.2)).map((name): Target => ({ kind: 'let', name })),
  { kind: 'total' },
];

/** What an applicant comes to, as text. */
function results(program: Program, applicant: Applicant): string[] {
  const { clauses, total } = evaluate(program, applicant);
  const shown = (v: typeof total.value): string =>
    v.state === 'known' && v.value.kind === 'number' ? `${v.value.value} ${v.mark ?? ''}` : v.state;
  return [...[...clauses].map(([name, c]) => `${name}: ${c.status} ${shown(c.amount)}`), `total: ${total.status} ${shown(total.value)}`];
}

function tryAll(path: string, text: string, seeds: number, seed: number): void {
  const workspace = new Workspace({
    read: (uri) => {
      if (uri === 'file:///random.clause') return { text };
      try {
        return { text: readFileSync(decodeURIComponent(uri.slice('file://'.length)), 'utf8') };
      } catch {
        return { error: 'missing' };
      }
    },
    rootOf: () => (path === '/random.clause' ? 'file:///' : `file://${root}`),
  });
  const uri = `file://${path.split('/').map(encodeURIComponent).join('/')}`;
  const before = workspace.analyse(uri);
  // A file of facts alone has no witness; an example of its own makes its facts look unused.
  if (before.program.clauses.size === 0) {
    expect(before.program.facts.size).toBeGreaterThan(0);
    return;
  }
  const names = before.findings.map((f) => f.name);
  const r = new Random(seed);
  for (let i = 0; i < seeds; i++) {
    const { program } = before;
    const applicant = randomApplicantOf(program, r, r.chance(0.2) ? 0.2 : 0);
    const language = r.pick(['en', 'zh'] as const);
    const item = exampleText(program, applicant, { language, title: 'a "witness"', expect: targets(program, r) });
    const edit = insertionOf(uri, before.tree, item);
    const offset = before.tree.items.find((x) => x.item === edit?.place.item)?.offset;
    if (!edit || offset === undefined) throw new Error('no place');
    const at = offset + edit.place.start;
    const whole = text.slice(0, at) + edit.text + text.slice(at);
    workspace.setText(uri, whole);
    const after = workspace.analyse(uri);
    const inIt = after.findings
      .filter((f) => f.range.end > at && f.range.start < at + edit.text.length)
      .map((f) => `${f.name} ${JSON.stringify(f.data)}`);
    expect(inIt, item).toEqual([]);
    for (const name of new Set(after.findings.map((f) => f.name)))
      expect(after.findings.filter((f) => f.name === name).length, name).toBeLessThanOrEqual(names.filter((n) => n === name).length);
    const made = after.program.examples.find((e) => e.title === 'a "witness"');
    if (!made) throw new Error(item);
    expect(results(after.program, applicantOf(after.program, made)), item).toEqual(results(program, applicant));
    // The printer leaves it as it is.
    const literate = path.endsWith('.md');
    expect(format(whole, { literate, tree: after.tree }), item).toContain(edit.text);
    workspace.setText(uri, text);
    expect(workspace.analyse(uri).findings.length).toBe(before.findings.length);
  }
}

describe('the example of a witness', () => {
  for (const path of [...files(join(root, 'samples')), ...files(join(root, 'test/policies'))]) {
    it(`fits into ${path.slice(root.length + 1)}`, { timeout }, () => tryAll(path, readFileSync(path, 'utf8'), 12, 7));
  }
  it('fits into random programs', { timeout }, () => {
    for (let seed = 1; seed <= 150; seed++) tryAll('/random.clause', new ProgramWriter(new Random(seed)).policy(), 4, seed);
  });
});
