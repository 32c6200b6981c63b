/** Asking of another program: the answer is that of evaluating it anew, and what was known before is known as it was. */
import { expect, it } from 'vitest';
import { evaluateExamples } from '../../../server/src/core/evaluate/incremental';
import { evaluate, supposing } from '../../../server/src/core/evaluate/index';
import { linkText } from '../../support/check';

const text = (rate: string, choose: string) => `fact a "A": money from 0元
let base = a * 2
clause c "C" { award ${rate} of base }
clause d "D" { award c + 1元 }
clause e "E" { award 4元 }
exclusive g "G" { among c, e; ${choose} }
example "x" { a = 10元 }
`;

it('answers as if anew, and leaves everything as it was', () => {
  const { program } = linkText(text('50%', 'choose highest'));
  const { results, memo } = evaluateExamples(program, undefined);
  const result = results[0];
  if (!result) throw new Error('no example');
  // Half of 20 is 10, which beats 4; and 11 for d.
  const total = (of: typeof program) => evaluate(of, result.applicant).total.value;
  expect(total(program)).toMatchObject({ state: 'known' });
  const clause = linkText(text('10%', 'choose highest')).program.clauses.get('c');
  if (!clause) throw new Error('no clause');
  const other = { ...program, clauses: new Map(program.clauses).set('c', clause) };
  // A tenth of 20 is 2: now e with 4 pays, and d gets 3.
  const then = supposing(program, other, result.applicant, () => total(other));
  expect(then).toEqual(evaluate(other, { ...result.applicant }).total.value);
  expect(then.state === 'known' && then.value.kind === 'number' && then.value.value.toString()).toBe('7');
  expect(evaluate(program, result.applicant)).toEqual(result.evaluation);
  const first = { ...program, groups: program.groups.map((g) => ({ ...g, choose: 'first' as const, members: ['e', 'c'] })) };
  const settled = supposing(program, first, result.applicant, () => total(first));
  // Of e and c the first listed: 4, and 11.
  expect(settled.state === 'known' && settled.value.kind === 'number' && settled.value.value.toString()).toBe('15');
  // The next state of the program is computed as if nothing had been asked.
  const { program: next } = linkText(text('20%', 'choose highest'));
  const again = evaluateExamples(next, memo).results[0]?.evaluation.total.value;
  expect(again).toEqual(evaluateExamples(next, undefined).results[0]?.evaluation.total.value);
});
