/**
 * Examples are evaluated together: what several of them come to alike is computed once, and after an edit only what it touches. Each must come
 * to what it comes to alone: random policies with random examples, whole and after edits of clauses and of examples, against an evaluation
 * of the one applicant with nothing kept and nothing shared. Seeds are fixed.
 */
import { expect, it } from 'vitest';
import { evaluate } from '../../../server/src/core/evaluate/index';
import type { Evaluation } from '../../../server/src/core/evaluate/values';
import { Exact } from '../../../server/src/core/exact';
import { Workspace } from '../../../server/src/core/workspace';
import { exampleText, ProgramWriter, Random, randomApplicant } from '../../support/randomProgram';

const uri = 'file:///demo/a.clause';

const parts = ({ unread, clauses, groups, limits, total }: Evaluation) => ({ unread, clauses, groups, limits, total });

/** Everything that an evaluation says, places as offsets in their item. */
function shown(value: unknown): string {
  return JSON.stringify(value, (key, v: unknown) => {
    if (key === 'item' && typeof v === 'object') return undefined;
    if (v instanceof Exact) return v.toString();
    if (typeof v === 'object' && v !== null && Symbol.iterator in v && !Array.isArray(v)) return [...(v as Iterable<unknown>)];
    return v;
  });
}

function check(workspace: Workspace, text: string, seed: number): { shared: number; examples: number } {
  workspace.setText(uri, text);
  const { program, examples } = workspace.analyse(uri);
  const outcomes = new Set<unknown>();
  let count = 0;
  for (const { example, applicant, evaluation } of examples) {
    const alone = evaluate(program, { ...applicant });
    expect(shown(parts(evaluation)), `seed ${seed}, ${example.title}\n${text}`).toBe(shown(parts(alone)));
    for (const outcome of evaluation.clauses.values()) {
      outcomes.add(outcome);
      count++;
    }
  }
  return { shared: count - outcomes.size, examples: examples.length };
}

it('what is shared between examples, and kept over edits, is what each comes to alone', { timeout: 120_000 }, () => {
  let shared = 0;
  let examples = 0;
  for (let seed = 1; seed <= 250; seed++) {
    const r = new Random(seed);
    const writer = new ProgramWriter(r);
    const policy = writer.policy();
    const applicants = Array.from({ length: 10 }, () => randomApplicant(r, writer.clauses, r.pick([0, 0.3, 0.9])));
    const text = `${policy}\n${applicants.map((one, i) => exampleText(`e${i}`, one)).join('\n\n')}\n`;
    const workspace = new Workspace({ read: () => ({ error: 'missing' }), rootOf: () => 'file:///demo' });
    const count = (of: ReturnType<typeof check>) => {
      shared += of.shared;
      examples += of.examples;
    };
    count(check(workspace, text, seed));
    let current = text;
    for (let edit = 0; edit < 6; edit++) {
      // A digit anywhere: in a rate, a threshold, a date, or in what an example gives.
      const digits = [...current.matchAll(/\d/g)];
      const at = digits[r.int(digits.length)]?.index ?? 0;
      current = `${current.slice(0, at)}${r.int(10)}${current.slice(at + 1)}`;
      // What an earlier state came to can still be asked for when the text has gone on, nobody having asked before.
      workspace.setText(uri, current);
      const earlier = workspace.analyse(uri);
      current = `${current}\n`;
      workspace.setText(uri, edit % 2 === 0 ? current : text);
      workspace.analyse(uri);
      for (const { applicant, evaluation } of earlier.examples)
        expect(shown(parts(evaluation)), `seed ${seed}, asked late`).toBe(shown(parts(evaluate(earlier.program, { ...applicant }))));
      count(check(workspace, current, seed));
    }
    count(check(workspace, text, seed));
  }
  // The comparison says something: there were examples, and much of what they came to was shared.
  expect(examples).toBeGreaterThan(15_000);
  expect(shared).toBeGreaterThan(5_000);
});
