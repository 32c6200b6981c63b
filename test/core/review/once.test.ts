/** What a block may hold only once, or must hold: nothing is chosen silently (language.md, design rule 2: "No silent choice"). */
import { describe, expect, it } from 'vitest';
import { renderMessage } from '../../../server/src/core/lint/index';
import { lintCheck, lintText } from '../../support/lint';

const LISTS = 'fact l "L": list of { x: money }\nfact m "M": list of { x: money }\n';

describe('once in a block', () => {
  // "`award EXPR`: what it pays"; "`grants "what"`: a benefit in kind, in place of an award".
  it('one award or grant in a clause', () => {
    lintCheck('clause a "A" {\n  award 1元\n  award 2元\n//^^^^^ syntax-error\n}');
    lintCheck('clause a "A" {\n  award 1元\n  grants "a desk"\n//^^^^^^ syntax-error\n}');
    lintCheck('clause a "A" {\n  award 1元\n  award unspecified "later"\n//^^^^^ syntax-error\n}', ['unspecified-award']);
    const [finding] = lintText('条款 甲 "甲" {\n  支持 1元\n  待遇 "工位"\n}');
    expect(finding && renderMessage(finding, 'zh')).toBe('一个条款只有一项支持或待遇，这是第二项；请把金额相加写成一项，或另写一个条款。');
  });
  // "`each LIST`: the whole clause is judged for every item of the list".
  it('one list, one period', () => {
    lintCheck(`${LISTS}clause a "A" {\n  each l\n  each m\n//^^^^ syntax-error\n  award x\n}`, ['unused-fact']);
    lintCheck('clause a "A" {\n  effective 2025-01-01\n  effective 2026-01-01\n//^^^^^^^^^ syntax-error\n  award 1元\n}');
  });
  it('each field of a policy, but several that it replaces', () => {
    lintCheck('policy "p" {\n  currency 元\n  currency USD\n//^^^^^^^^ syntax-error\n}');
    lintCheck('policy "p" {\n  supersedes "one"\n  supersedes "two"\n}');
  });
  it('one date in an example; sources and departments may be repeated', () => {
    lintCheck('clause a "A" { award 1元 }\nexample "e" {\n  on 2025-01-01\n  on 2025-02-01\n//^^ syntax-error\n}');
    lintCheck('clause a "A" {\n  department "x"\n  department "y"\n  source "1"\n  source "2"\n  award 1元\n}');
  });
});

describe('what a group must say', () => {
  // "limit: together, these pay at most that"; "exclusive: of these, at most one pays".
  it('members, and for a limit its cap', () => {
    lintCheck('clause a "A" { award 1元 }\nlimit l "L" { among a }\n//    ^ syntax-error');
    lintCheck('clause a "A" { award 1元 }\nlimit l "L" { cap 5元 }\n//    ^ syntax-error');
    lintCheck('clause a "A" { award 1元 }\nexclusive g "G" { choose first }\n//        ^ syntax-error');
  });
  it('one error where it cannot be read', () => {
    expect(lintText('clause a "A" { award 1元 }\nlimit l "L" { among a; cap }').map((f) => f.name)).toEqual(['syntax-error']);
  });
});
