/**
 * Witnesses from the question to the inserted example: the numbers that a person would choose, and examples that hold where they are put, over
 * the samples and random programs.
 */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import type { Problem } from '../../../../server/src/core/finding';
import { Prover } from '../../../../server/src/core/prove/index';
import { Workspace } from '../../../../server/src/core/workspace';
import { ProgramWriter, Random } from '../../../support/randomProgram';

const timeout = 120_000;
const root = join(__dirname, '../../../..');
const uri = 'file:///main.clause';

function workspaceOf(text: string): Workspace {
  return new Workspace({ read: (u) => (u === uri ? { text } : { error: 'missing' }), rootOf: () => 'file:///' });
}

function problemsOf(workspace: Workspace, at = uri): readonly Problem[] {
  const { program, tree } = workspace.analyse(at);
  const run = new Prover().run({ program, tree });
  for (;;) {
    const step = run.next();
    if (step.done) return step.value.problems;
  }
}

const fixOf = (problem: Problem | undefined) => problem?.fixes?.find((f) => f.title === 'insert-witness');

function exampleOf(text: string, name: string): string {
  const problem = problemsOf(workspaceOf(text)).find((p) => p.name === name);
  return (fixOf(problem)?.edits ?? [])
    .map((e) => e.text)
    .join('')
    .trim();
}

const policy = `policy "P" {
  effective 2025-04-11 to 2027-12-31
}
fact last "Last year": money from 0元
fact now "This year": money from 0元
fact plant "Plant": one of { none, municipal, national }
fact since "Since": date
fact staff "Staff": integer 人 from 0人
let growth = (now - last) / last
clause rd "R" {
  when growth over 10%
  award 15% of last
  cap 300万元 per year
}
clause plant_award "P" {
  award by plant { national: 1000万元, municipal: 100万元, none: 0元 }
}
`;

describe('a witness', () => {
  it('is in the unit of the policy, and leaves the clauses alone that it does not show', () => {
    // growth of more than a tenth: 1万元 and 2万元; 15% of 1万元 = 1500元, and of the plants the first that pays is any.
    const text = exampleOf(`${policy}\nexclusive g "G" {\n  among rd, plant_award\n  choose highest\n}\n`, 'exclusive-overlap');
    expect(text).toMatch(
      /^example "rd and plant_award both pay" \{\n {2}last {2}= 1万元\n {2}now {3}= 2万元\n {2}plant = (?:national|municipal)\n/,
    );
    expect(text).toContain('since = 2025-04-11\n  staff = 0\n');
    expect(text).toContain('  expect rd          excluded\n');
  });

  it('needs no division by zero elsewhere for a total that is an error', () => {
    const text = exampleOf(
      `${policy}\nclause other "O" {\n  award if staff over 10人 then 5元 else 0元\n}\nexclusive g "G" {\n  among plant_award, other\n}\n`,
      'unresolved-overlap',
    );
    // With nothing last year the growth has no value, and the total would be an error.
    expect(text).toContain('last  = 1万元');
    expect(text).toContain('expect total       conflict');
  });

  it('keeps dates to a first of January near the policy', () => {
    const text = exampleOf(
      `${policy}\nclause old "O" {\n  when years(since, as_of) over 3年\n  award 5万元 - 1000元/人 * staff\n}\n`,
      'award-negative',
    );
    // More than three completed years before 2025-04-11 are four; 2021-01-01 is the latest first of January. 50 people cost it all.
    expect(text).toContain('since = 2021-01-01');
    expect(Number(/staff = (\d+)人/.exec(text)?.[1])).toBeGreaterThan(50);
    expect(text).not.toContain('  on ');
    expect(text).toContain('expect old   error');
  });

  it('has one item where one will do', () => {
    const text = exampleOf(
      `fact projects "Projects": list to 5 of {\n  cost: money from 0元\n  kind: one of { a, b }\n}\nclause c "C" {\n  each projects\n  when kind = b\n  award cost - 100万元\n}\n`,
      'award-negative',
    );
    expect(text).toContain('projects = [ { cost = 0元, kind = b } ]');
  });
});

/** Puts every witness into the text, one at a time: nothing may be found in it. @returns how many there were */
function insertAll(text: string, workspace: Workspace, at: string): number {
  let count = 0;
  for (const problem of problemsOf(workspace, at)) {
    const edits = fixOf(problem)?.edits ?? [];
    if (edits.length === 0) continue;
    count++;
    const { tree } = workspace.analyse(at);
    const [edit] = edits;
    const offset = tree.items.find((x) => x.item === edit?.place.item)?.offset;
    if (!edit || offset === undefined) throw new Error('no place');
    const start = offset + edit.place.start;
    workspace.setText(at, text.slice(0, start) + edit.text + text.slice(start));
    const found = workspace
      .analyse(at)
      .findings.filter((f) => f.range.end > start && f.range.start < start + edit.text.length)
      .map((f) => `${f.name} ${JSON.stringify(f.data)}`);
    expect(found, `${problem.name} ${JSON.stringify(problem.data)}${edit.text}\n${text}`).toEqual([]);
    workspace.setText(at, text);
  }
  return count;
}

describe('an inserted witness holds', () => {
  for (const path of [
    'samples/tax-credit/tax-credit.clause',
    'samples/bicycle-subsidy/bicycle-subsidy.clause',
    'samples/beijing-etown-2025/beijing-etown-2025.clause',
  ]) {
    it(`in ${path}`, { timeout }, () => {
      const file = join(root, path);
      const read = (u: string) => {
        try {
          return { text: readFileSync(decodeURIComponent(u.slice('file://'.length)), 'utf8') };
        } catch {
          return { error: 'missing' as const };
        }
      };
      const workspace = new Workspace({ read, rootOf: () => `file://${root}` });
      const at = `file://${file.split('/').map(encodeURIComponent).join('/')}`;
      expect(insertAll(readFileSync(file, 'utf8'), workspace, at)).toBeGreaterThan(0);
    });
  }

  it('in random programs', { timeout }, () => {
    let count = 0;
    for (let seed = 1; seed <= 5; seed++) {
      const text = new ProgramWriter(new Random(seed)).policy();
      count += insertAll(text, workspaceOf(text), uri);
    }
    expect(count).toBeGreaterThan(4);
  });
});
