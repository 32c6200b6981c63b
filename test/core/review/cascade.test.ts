/** One mistake, one finding: "errors listed as data; never two on one token" (architecture.md, Habits). */
import { describe, expect, it } from 'vitest';
import { lintCheck, lintText } from '../../support/lint';

describe('one finding a mistake', () => {
  it('a character that means nothing stands where a value belongs', () => {
    lintCheck('clause a "A" {\n  award 😀 + 5元\n//      ^^ syntax-error\n}');
    lintCheck('clause a "A" {\n  when 😀\n//     ^^ syntax-error\n  award 5元\n}');
  });
  it('but a value that is missing elsewhere is still said', () => {
    expect(lintText('clause a "A" {\n  award 5元 😀\n  cap +\n}').map((f) => f.name)).toEqual(['syntax-error', 'syntax-error']);
  });
});
