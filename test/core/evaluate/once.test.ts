/** Files that are looked at once: their examples come to what they come to where more may follow. */
import { expect, it } from 'vitest';
import { evaluateExamplesOnce } from '../../../server/src/core/evaluate/incremental';
import { linkText } from '../../support/check';

const rules = `fact a "A": money from 0元
fact b "B": money from 0元
clause c "C" { award 50% of a }
clause d "D" { award b + 1元 }
`;

/** The totals, and whether each expectation holds. */
function outcome(text: string): unknown {
  return evaluateExamplesOnce(linkText(text).program).map(({ evaluation: { total }, expectations }) => [
    total.value.state === 'known' && total.value.value.kind === 'number' ? total.value.value.value.toString() : total.value.state,
    expectations.map((x) => x.passed),
  ]);
}

it('computes a single example', () => {
  // Half of 10, and 2 + 1.
  expect(outcome(`${rules}example "x" { a = 10元; b = 2元; expect c = 5元; expect d = 4元 }`)).toEqual([['8', [true, false]]]);
});

it('computes several, of which some come to the same', () => {
  // 5 + 3; 5 + 1; b is not given.
  const examples = `example "x" { a = 10元; b = 2元; expect total = 8元 }
example "y" { a = 10元; b = 0元; expect total = 8元 }
example "z" { a = 10元; expect d unknown; expect c = 5元 }
`;
  expect(outcome(rules + examples)).toEqual([
    ['8', [true]],
    ['6', [false]],
    ['unknown', [true, true]],
  ]);
});
