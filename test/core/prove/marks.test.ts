/** Why: a proved finding stands at its own place, its severity is its own, and a suppression counts for it as for any other. */
import { expect, it } from 'vitest';
import { lintText, names, proofCheck, proofText } from '../../support/lint';

// At least 50 are at least 20, so the second condition excludes nobody.
const redundant = `
fact staff "Staff": integer 人 from 0人
clause grant "Grant" {
  when  staff at least 50人
  when  staff at least 20人
//^^^^^^^^^^^^^^^^^^^^^^^^ condition-redundant
  award 10万元
}
`;

it('stands at the condition', () => {
  expect(proofCheck(redundant).map((f) => f.severity)).toEqual(['warning']);
});

it('is not there unless something is proved', () => {
  expect(names(lintText(redundant))).toEqual([]);
});

it('is suppressed, and a suppression that suppresses nothing is reported', () => {
  const allowed = redundant.replace('least 20人\n', 'least 20人 // allow condition-redundant: Article 3 has the sentence\n');
  expect(names(proofText(allowed))).toEqual([]);
  expect(names(proofText(allowed.replace('20人', '60人')))).toEqual(['condition-redundant', 'unused-suppression']);
});

it('is information where what is lost is eligibility', () => {
  const findings = proofCheck(`
fact staff "Staff": integer 人 from 0人
clause grant "Grant" {
  when  staff at most 50人
//^^^^^^^^^^^^^^^^^^^^^^^ award-cliff
  award 10万元
}
`);
  expect(findings.map((f) => [f.severity, f.data.code, f.data.before])).toEqual([['information', 'eligibility', '10万元']]);
});
