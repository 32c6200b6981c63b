/** What has an error is never computed as if the error were not there; what does not depend on it is. */
import { describe, expect, it } from 'vitest';
import { applicantOf, evaluate } from '../../../server/src/core/evaluate/index';
import { linkText } from '../../support/check';

/** Status of each clause and of the total, for the text's first example. */
function outcome(text: string): Record<string, string> {
  const { program } = linkText(text);
  const [example] = program.examples;
  if (!example) throw new Error('no example');
  const { clauses, total } = evaluate(program, applicantOf(program, example));
  return Object.fromEntries([...[...clauses].map(([name, o]) => [name, o.status]), ['total', total.status]]);
}

const clauses = 'policy "p" { effective 2025-01-01 }\nclause a { award 5元 }\nclause b { award 7元 }\nclause c { award 10% of a }\n';
const example = 'example "e" { on 2025-02-01 }';

describe('what has an error', () => {
  it('is an error where a clause’s amount is of another unit', () => {
    expect(outcome(`${clauses}clause d { award 5 }\n${example}`)).toEqual({
      a: 'payable',
      b: 'payable',
      c: 'payable',
      d: 'error',
      total: 'error',
    });
  });
  it('leaves open what the members of a group get that has a wrong member', () => {
    expect(outcome(`${clauses}exclusive g { among a, bb, choose highest }\n${example}`)).toEqual({
      a: 'error',
      b: 'payable',
      c: 'payable',
      total: 'error',
    });
  });
  it('leaves open what the members of a limit get that has a wrong member', () => {
    expect(outcome(`${clauses}limit l { among b, x, cap 6元 }\n${example}`)).toEqual({
      a: 'payable',
      b: 'error',
      c: 'payable',
      total: 'error',
    });
  });
  it('ends in an error where definitions need each other', () => {
    expect(outcome(`${clauses}let x = d\nclause d { award x }\n${example}`)).toEqual({
      a: 'payable',
      b: 'payable',
      c: 'payable',
      d: 'error',
      total: 'error',
    });
  });
});
