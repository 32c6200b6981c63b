/** "`currency` is what `money` means, 元 if left out": a file without a policy pays in 元 wherever it says so. */
import { describe, it } from 'vitest';
import { lintCheck } from '../../support/lint';

describe('a file without a policy', () => {
  it('pays in 元 although it has facts in other currencies', () => {
    // 5 JPY and 3 USD as plain numbers, at one 元 each: 8元.
    lintCheck(
      'fact j "J": JPY\nfact u "U": USD\nclause a "A" { award j / 1 JPY * 1元 + u / 1 USD * 1元 }\nexample "e" { j = 5 JPY, u = 3 USD, expect a = 8元 }',
    );
  });
  it('may be one of facts for importers that pay in another currency', () => {
    lintCheck('fact a "Income": money from 0 USD', ['unused-fact']);
    lintCheck('fact a "Income": money from 0元', ['unused-fact']);
  });
});
