/**
 * "The mark *at most* spreads to what rises with the ceiling. What could rise if the ceiling is not used up (a subtraction, `less`, a member
 * behind it in a limit) is marked *depends on a ceiling* instead."
 */
import { describe, expect, it } from 'vitest';
import { renderMessage } from '../../../server/src/core/lint/index';
import { lintText } from '../../support/lint';

const names = (steps: string, expected: string) =>
  lintText(`clause a "A" {\n  award up to 10元\n  ${steps}\n}\nclause b "B" { award 1元 }\nexample "e" { expect a = ${expected} }\n`).map(
    (f) => f.name,
  );

describe('a share of the amount itself taken off a ceiling', () => {
  // 15% of x taken off x leaves 85% of x, which rises with x: 8.5元 at most.
  it('leaves a ceiling', () => {
    expect(names('less 15% of this', '8.5元 at most')).toEqual([]);
    expect(names('less this * 0.15 "own share"', '8.5元 at most')).toEqual([]);
    expect(names('less this * 1', '0元 at most')).toEqual([]);
    expect(names('less 1元', '9元 at most')).toEqual([]);
  });
  // 10元 less 9元 leaves 1元, but where only 4元 were awarded, 2元 off would leave 2元: it could rise.
  it('other deductions are judged by their range', () => {
    expect(names('less (if this over 5元 then 9元 else 2元)', '1元 at most')).toEqual(['expectation-failed']);
  });
});

it('what depends on a ceiling is not said to be due in full', () => {
  const message = (award: string) => {
    const [finding] = lintText(`clause c "C" { award up to 10元 }\nclause a "A" { ${award} }\nexample "e" { expect a = 10元 at most }\n`);
    return finding && renderMessage(finding, 'en');
  };
  // 20元 - 10元 is 10元, and 20元 where nothing of the ceiling is paid.
  expect(message('award 20元 - c')).toContain('it depends on a ceiling');
  expect(message('award 10元')).toContain('it is due in full');
});
