/** What is asked of a program, in order: first which clauses are live, since of the others nothing else is said. */
import type { Context } from '../context';
import { awardCliff } from './award-cliff';
import { awardNegative } from './award-negative';
import { awardNeverPositive } from './award-never-positive';
import { caps } from './caps';
import { clauseDominated } from './clause-dominated';
import { clauseUnreachable } from './clause-unreachable';
import { conditionRedundant } from './condition-redundant';
import { divisionByZero } from './division-by-zero';
import { duplicateClause } from './duplicate-clause';
import { factWithoutEffect } from './fact-without-effect';
import { groups } from './groups';
import { limitNeverReached } from './limit-never-reached';
import { tables } from './tables';
import { totalCliff } from './total-cliff';

export const questions: readonly ((ctx: Context) => Generator<undefined, void, undefined>)[] = [
  clauseUnreachable,
  awardNeverPositive,
  awardNegative,
  divisionByZero,
  conditionRedundant,
  caps,
  tables,
  groups,
  limitNeverReached,
  clauseDominated,
  awardCliff,
  totalCliff,
  duplicateClause,
  factWithoutEffect,
];
