/** Every rule, in the order in which they are documented. */
import type { Rule } from '../rule';
import { awardCliff } from './award-cliff';
import { awardNegative } from './award-negative';
import { awardNeverPositive } from './award-never-positive';
import { capAlwaysReached } from './cap-always-reached';
import { capNeverReached } from './cap-never-reached';
import { circularDefinition } from './circular-definition';
import { circularImport } from './circular-import';
import { clauseDominated } from './clause-dominated';
import { clauseUnreachable } from './clause-unreachable';
import { conditionRedundant } from './condition-redundant';
import { dateOutsidePolicy } from './date-outside-policy';
import { divisionByZero } from './division-by-zero';
import { duplicateClause } from './duplicate-clause';
import { duplicateName } from './duplicate-name';
import { emptyInterval } from './empty-interval';
import { exampleIncomplete } from './example-incomplete';
import { exclusiveOverlap } from './exclusive-overlap';
import { exclusiveVacuous } from './exclusive-vacuous';
import { expectationFailed } from './expectation-failed';
import { factOutOfRange } from './fact-out-of-range';
import { factWithoutEffect } from './fact-without-effect';
import { fileNotUtf8 } from './file-not-utf8';
import { fullwidthPunctuation } from './fullwidth-punctuation';
import { gluedKeyword } from './glued-keyword';
import { limitNeverReached } from './limit-never-reached';
import { memberMissing } from './member-missing';
import { misplacedStatement } from './misplaced-statement';
import { missingAward } from './missing-award';
import { missingImport } from './missing-import';
import { mixedCurrency } from './mixed-currency';
import { notDecided } from './not-decided';
import { rowGap } from './row-gap';
import { rowOverlap } from './row-overlap';
import { rowUnreachable } from './row-unreachable';
import { secondPolicy } from './second-policy';
import { syntaxError } from './syntax-error';
import { typeMismatch } from './type-mismatch';
import { unitMismatch } from './unit-mismatch';
import { unknownName } from './unknown-name';
import { unknownSuppression } from './unknown-suppression';
import { unknownUnit } from './unknown-unit';
import { unresolvedOverlap } from './unresolved-overlap';
import { unspecifiedAward } from './unspecified-award';
import { unusedFact } from './unused-fact';
import { unusedImport } from './unused-import';
import { unusedLet } from './unused-let';
import { unusedSuppression } from './unused-suppression';

export const rules: readonly Rule[] = [
  syntaxError,
  unknownName,
  duplicateName,
  circularDefinition,
  circularImport,
  missingImport,
  typeMismatch,
  unitMismatch,
  unknownUnit,
  misplacedStatement,
  missingAward,
  gluedKeyword,
  fullwidthPunctuation,
  rowOverlap,
  rowGap,
  rowUnreachable,
  memberMissing,
  emptyInterval,
  dateOutsidePolicy,
  clauseUnreachable,
  awardNeverPositive,
  awardNegative,
  divisionByZero,
  conditionRedundant,
  capNeverReached,
  capAlwaysReached,
  limitNeverReached,
  unresolvedOverlap,
  exclusiveOverlap,
  exclusiveVacuous,
  clauseDominated,
  awardCliff,
  duplicateClause,
  factWithoutEffect,
  notDecided,
  expectationFailed,
  exampleIncomplete,
  factOutOfRange,
  fileNotUtf8,
  secondPolicy,
  mixedCurrency,
  unusedFact,
  unusedLet,
  unusedImport,
  unspecifiedAward,
  unusedSuppression,
  unknownSuppression,
];
