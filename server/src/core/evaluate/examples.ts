/** Whether an example gets what it expects, what it gets instead, and the text of an expectation that would hold. Source: language.md, *Examples*. */
import type { Example, Expectation, ExpectTarget, Place, Program } from '../program/program';
import type { ScalarType } from '../program/types';
import type { ExpectStatus } from '../syntax/tree';
import { displayConstant, literalOf } from './display';
import type { Evaluator } from './evaluator';
import { GLOBAL } from './evaluator';
import { evaluate } from './expression';
import { sameConstant } from './logic';
import { type Part, sumOf } from './part';
import { ZERO } from './value';
import type { ClauseOutcome, Evaluation, Mark, Need, Value } from './values';

export interface ExpectationResult {
  readonly expectation: Expectation;
  readonly passed: boolean;
  /** What the target is: its value, and the status that an expectation could name. */
  readonly actual: Value;
  readonly status: ExpectStatus | 'payable' | 'broken';
  readonly needs: readonly Need[];
  readonly mark?: Mark;
  readonly type: ScalarType;
  /** The value that was expected, for expectations of a value. */
  readonly expected?: Value;
  /** Why it failed: another value or status, a right where a ceiling was asked for, other facts needed. */
  readonly failure?: 'value' | 'status' | 'needs' | 'not-ceiling' | 'broken';
  /** What stands after the target's name, and what makes it hold. Absent where nothing can be written. */
  readonly replacement?: { readonly place: Place; readonly text: string };
}

interface Actual {
  readonly value: Value;
  readonly status: ExpectationResult['status'];
  readonly is: (status: ExpectStatus) => boolean;
  readonly type: ScalarType;
  readonly needs: readonly Need[];
}

const keywordsZh: Readonly<Record<ExpectStatus, string>> = {
  eligible: '符合',
  ineligible: '不符合',
  inactive: '未生效',
  excluded: '被排除',
  granted: '已给予',
  unspecified: '未定',
  unknown: '未知',
  conflict: '冲突',
  error: '错误',
};

export function checkExpectations(program: Program, example: Example, evaluation: Evaluation, ev: Evaluator): ExpectationResult[] {
  return example.expectations.map((x) => check(program, x, evaluation, ev));
}

function check(program: Program, x: Expectation, evaluation: Evaluation, ev: Evaluator): ExpectationResult {
  const actual = actualOf(program, x.target, evaluation, ev);
  const base = { expectation: x, actual: actual.value, status: actual.status, needs: actual.needs, type: actual.type };
  const mark = 'mark' in actual.value ? actual.value.mark : undefined;
  const head = { ...base, ...(mark ? { mark } : {}) };
  const failed = (failure: ExpectationResult['failure'], expected?: Value): ExpectationResult => {
    const replacement = replacementOf(program, x, actual);
    return { ...head, passed: false, failure, ...(expected ? { expected } : {}), ...(replacement ? { replacement } : {}) };
  };
  if (actual.status === 'broken') return { ...head, passed: false, failure: 'broken' };
  switch (x.kind) {
    case 'value': {
      const expected = evaluate(x.value, GLOBAL, ev);
      if (expected.state === 'error' && expected.error.code === 'broken') return failed('broken');
      const { value } = actual;
      if (value.state !== 'known' || expected.state !== 'known' || actual.status === 'unspecified') return failed('value', expected);
      const same = x.tolerance ? near(value, expected, x.tolerance) : sameConstant(value.value, expected.value);
      if (!same) return failed('value', expected);
      if (x.atMost && value.mark !== 'at most') return failed('not-ceiling', expected);
      return { ...head, passed: true, expected };
    }
    case 'status':
      return actual.is(x.status) ? { ...head, passed: true } : failed('status');
    case 'needs': {
      const passed = actual.is('unknown') && sameNeeds(actual.needs, x.facts);
      return passed ? { ...head, passed } : failed('needs');
    }
    default:
      return x satisfies never;
  }
}

function near(a: Value, b: Value, tolerance: import('../exact').Exact): boolean {
  if (a.state !== 'known' || b.state !== 'known') return false;
  if (a.value.kind !== 'number' || b.value.kind !== 'number') return sameConstant(a.value, b.value);
  return a.value.value.minus(b.value.value).abs().lte(tolerance);
}

/** A need of a list's field may be named by the list or by the field. */
function sameNeeds(needs: readonly Need[], names: readonly string[]): boolean {
  const wanted = new Set(names);
  const met = new Set<string>();
  for (const n of needs) {
    const name = wanted.has(n.fact) ? n.fact : n.field !== undefined && wanted.has(n.field) ? n.field : undefined;
    if (name === undefined) return false;
    met.add(name);
  }
  return met.size === wanted.size;
}

/** Names of facts that are needed, as an expectation names them. */
export function neededFacts(needs: readonly Need[]): readonly string[] {
  return [...new Set(needs.map((n) => n.fact))];
}

// ---------------------------------------------------------------------------------------------- what it is

function money(program: Program, currency?: string): ScalarType {
  return { kind: 'number', dimension: currency ?? program.currency ?? '' };
}

function ofValue(value: Value, type: ScalarType): Actual {
  const status = value.state === 'known' ? 'payable' : value.state;
  return { value, status, is: (s) => s === status, type, needs: value.state === 'unknown' ? value.needs : [] };
}

function actualOf(program: Program, target: ExpectTarget, evaluation: Evaluation, ev: Evaluator): Actual {
  const broken: Actual = { value: ZERO, status: 'broken', is: () => false, type: { kind: 'broken' }, needs: [] };
  switch (target.kind) {
    case 'total': {
      const { total } = evaluation;
      const status = total.status === 'known' ? 'payable' : total.status;
      const is = (s: ExpectStatus): boolean => s === status || (s === 'unspecified' && total.unspecified.length > 0);
      return { value: total.value, status, is, type: money(program), needs: total.value.state === 'unknown' ? total.value.needs : [] };
    }
    case 'clause': {
      const outcome = evaluation.clauses.get(target.name);
      const clause = program.clauses.get(target.name);
      return outcome && clause ? ofClause(outcome, money(program, clause.currency)) : broken;
    }
    case 'let': {
      const item = program.lets.get(target.name);
      if (!item) return broken;
      return ofValue(ev.globalLet(target.name, item.place), item.value.type);
    }
    case 'limit': {
      const outcome = evaluation.limits.find((l) => l.limit === target.name);
      return outcome ? ofValue(outcome.after, money(program)) : broken;
    }
    case 'group': {
      const outcome = evaluation.groups.find((g) => g.group === target.name);
      const group = program.groups.find((g) => g.name === target.name);
      if (!outcome || !group) return broken;
      const parts = group.members.flatMap((m) => evaluation.clauses.get(m) ?? []);
      const value = sumOf(
        parts.map((p) => ({ amount: p.amount }) as Part),
        group.place,
      );
      const status = outcome.state === 'conflict' || outcome.state === 'unknown' ? outcome.state : 'payable';
      return { ...ofValue(value, money(program)), status, is: (s) => s === status };
    }
    case 'broken':
      return broken;
    default:
      return target satisfies never;
  }
}

function ofClause(outcome: ClauseOutcome, type: ScalarType): Actual {
  const is = (s: ExpectStatus): boolean => {
    switch (s) {
      case 'eligible':
        return outcome.eligible === true;
      case 'ineligible':
        return outcome.eligible === false;
      default:
        return outcome.status === s;
    }
  };
  return { value: outcome.amount, status: outcome.status, is, type, needs: outcome.needs };
}

// ---------------------------------------------------------------------------------------------- the fix

/** From the end of the target's name to the end of the expectation: what would hold. */
function replacementOf(program: Program, x: Expectation, actual: Actual): ExpectationResult['replacement'] {
  const text = x.place.item.text;
  const zh = text.slice(x.place.start).trimStart().startsWith('应得');
  const written = writtenOf(program, actual, zh ? 'zh' : 'en', {
    byStatus: x.kind !== 'value',
    needs: x.kind !== 'status',
    atMost: x.kind !== 'value' || x.atMost,
  });
  return written === undefined ? undefined : { place: { ...x.place, start: x.namePlace.end }, text: written };
}

interface Wording {
  /** A clause that does not pay is called what it is, not zero. */
  readonly byStatus: boolean;
  /** Facts that are needed are named. */
  readonly needs: boolean;
  /** A ceiling is marked as one. */
  readonly atMost: boolean;
}

/** What follows the target's name in an expectation that holds; undefined where nothing can be written. */
function writtenOf(program: Program, actual: Actual, language: 'en' | 'zh', wording: Wording): string | undefined {
  const zh = language === 'zh';
  const { value, status } = actual;
  const byStatus = wording.byStatus && ['excluded', 'ineligible', 'inactive', 'granted'].includes(status);
  if (value.state === 'known' && !byStatus && status !== 'unspecified') {
    const written = literalOf(value.value, actual.type, { language, units: program.units });
    if (written === undefined) return undefined;
    const atMost = value.mark === 'at most' && wording.atMost ? (zh ? ' 至多' : ' at most') : '';
    return ` = ${written}${atMost}`;
  }
  if (status === 'payable' || status === 'broken') return undefined;
  const needs = neededFacts(actual.needs);
  if (status === 'unknown' && needs.length > 0 && wording.needs) return zh ? ` 尚需 ${needs.join('、')}` : ` needs ${needs.join(', ')}`;
  return ` ${zh ? keywordsZh[status] : status}`;
}

/**
 * What follows the target's name in an expectation that holds: ` = 100万元 at most`, ` excluded`, ` needs a, b`. Undefined where the language
 * has no words for it: a group that is settled, a fraction without a literal, what cannot be read.
 */
export function expectationText(
  program: Program,
  target: ExpectTarget,
  evaluation: Evaluation,
  ev: Evaluator,
  language: 'en' | 'zh',
): string | undefined {
  const actual = actualOf(program, target, evaluation, ev);
  // Of a group only its state can be expected, no amount.
  if (target.kind === 'group') {
    const { status } = actual;
    return status === 'conflict' || status === 'unknown' ? ` ${language === 'zh' ? keywordsZh[status] : status}` : undefined;
  }
  return writtenOf(program, actual, language, { byStatus: true, needs: true, atMost: true });
}

/** The actual value in words, for messages. */
export function actualText(result: ExpectationResult, language: 'en' | 'zh', program: Program): string {
  const { actual } = result;
  if (actual.state !== 'known') return '';
  return displayConstant(actual.value, result.type, {
    language,
    ...(program.currency ? { currency: program.currency } : {}),
    units: program.units,
  });
}
