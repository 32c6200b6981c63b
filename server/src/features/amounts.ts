/** Why: values and outcomes as the short texts that stand beside the code and in hovers. */
import { displayConstant } from '../core/evaluate/display';
import type { ClauseOutcome, ErrorCode, Evaluation, Need, Range, Value } from '../core/evaluate/values';
import type { Exact } from '../core/exact';
import type { Program } from '../core/program/program';
import type { ScalarType } from '../core/program/types';
import { type Language, list, phrase } from './wording';

/** What is needed to show a value: the reader's language, and the currency of the program's total. */
export interface Showing {
  readonly language: Language;
  readonly currency: string | undefined;
  /** Units that the program declares, by which its quantities are shown. */
  readonly units?: Program['units'];
}

const errors: Readonly<Record<ErrorCode, Readonly<Record<Language, string>>>> = {
  'division-by-zero': { en: 'division by zero', zh: '除数为零' },
  'negative-award': { en: 'the award is negative', zh: '支持金额为负' },
  'negative-deduction': { en: 'the deduction is negative', zh: '扣减金额为负' },
  'no-row': { en: 'no row matches', zh: '没有匹配的行' },
  'fact-out-of-range': { en: 'a fact is outside its range', zh: '要素超出取值范围' },
  'rounding-step': { en: 'the rounding step is not above zero', zh: '取整单位不大于零' },
  'too-large': { en: 'a number is too large', zh: '数字太大' },
  'date-out-of-range': { en: 'a date is out of range', zh: '日期超出范围' },
  circular: { en: 'a definition needs itself', zh: '循环定义' },
  broken: { en: 'see the findings', zh: '见检查结果' },
};

export function showError(code: ErrorCode, language: Language): string {
  return phrase('error', language, { reason: errors[code][language] });
}

/** `projects[1].cost`, items from 0. */
export function showNeed(need: Need): string {
  const item = need.item === undefined ? '' : `[${need.item}]`;
  return `${need.fact}${item}${need.field === undefined ? '' : `.${need.field}`}`;
}

/** `needs growth, staff`; of many the first four. */
export function showNeeds(needs: readonly Need[], language: Language): string {
  const names = [...new Set(needs.map(showNeed))];
  if (names.length === 0) return phrase('unknown', language);
  const shown = names.length > 4 ? [...names.slice(0, 4), '…'] : names;
  return phrase('needs', language, { names: list(shown, language) });
}

export function showValue(value: Value, type: ScalarType, showing: Showing): string {
  const { language } = showing;
  switch (value.state) {
    case 'known': {
      const shown = displayConstant(value.value, type, showing);
      return value.mark ? phrase(value.mark, language, { value: shown }) : shown;
    }
    case 'unknown':
      return showNeeds(value.needs, language);
    case 'error':
      return showError(value.error.code, language);
    case 'unspecified':
      return phrase('unspecified', language, { text: list(value.clauses, language) });
    default:
      return value satisfies never;
  }
}

/** An amount of money in `currency`. */
export function showAmount(value: Value, showing: Showing, currency = showing.currency): string {
  return showValue(value, { kind: 'number', dimension: currency ?? '' }, { ...showing, currency });
}

/** An exact amount of money, in base units of its currency. */
export function showMoney(value: Exact, showing: Showing, currency = showing.currency): string {
  return showAmount({ state: 'known', value: { kind: 'number', value } }, showing, currency);
}

/** `between ¥0 and ¥300,000`; undefined where nothing is known of the amount. */
export function showRange(range: Range, showing: Showing, currency = showing.currency): string | undefined {
  if (range.kind !== 'number') return undefined;
  const { language } = showing;
  const low = range.lower && showMoney(range.lower.value, showing, currency);
  const high = range.upper && showMoney(range.upper.value, showing, currency);
  if (low !== undefined && high !== undefined) return low === high ? low : phrase('between', language, { low, high });
  if (low !== undefined) return phrase(range.lower?.inclusive ? 'at-least' : 'more-than', language, { low });
  return high === undefined ? undefined : phrase(range.upper?.inclusive ? 'up-to' : 'less-than', language, { high });
}

/** The author's reason for the first condition that fails: of the clause, else of its items where it is one for all of them. */
function whyNot({ conditions, items = [] }: Pick<ClauseOutcome, 'conditions' | 'items'>): string | undefined {
  for (const { result, reason, alternatives = [] } of conditions) {
    if (result.state !== 'known' || result.value.kind !== 'boolean' || result.value.value) continue;
    const said = reason ?? alternatives.find((one) => one.reason)?.reason;
    if (said) return said;
  }
  const [first, ...others] = items.map((item) => whyNot(item));
  return others.every((one) => one === first) ? first : undefined;
}

/** What a clause comes to. `currency` is the clause's own. */
export function showOutcome(outcome: ClauseOutcome, currency: string, showing: Showing): string {
  const { language } = showing;
  switch (outcome.status) {
    case 'payable':
      return showAmount(outcome.amount, showing, currency);
    case 'inactive':
      return phrase('inactive', language);
    case 'ineligible': {
      const reason = outcome.items?.length === 0 ? phrase('empty-list', language) : whyNot(outcome);
      return reason ? phrase('ineligible-because', language, { reason }) : phrase('ineligible', language);
    }
    case 'unknown':
      return showNeeds(outcome.needs, language);
    case 'error':
      return outcome.error ? showError(outcome.error.code, language) : showAmount(outcome.amount, showing, currency);
    case 'unspecified':
      return phrase('unspecified', language, { text: outcome.text ?? '' });
    case 'granted':
      return phrase('granted', language, { text: outcome.text ?? '' });
    case 'excluded': {
      const by = outcome.excludedBy;
      const value = showAmount(outcome.gross, showing, currency);
      return by ? phrase('excluded', language, { winner: by.inFavourOf, value }) : value;
    }
    case 'conflict':
      return phrase('conflict-of-clause', language);
    default:
      return outcome.status satisfies never;
  }
}

export function showTotal(total: Evaluation['total'], showing: Showing): string {
  const { language } = showing;
  const value =
    total.status === 'conflict'
      ? phrase('conflict', language, { names: list(total.conflicts, language) })
      : showAmount(total.value, showing);
  const beside = [...total.unspecified, ...total.granted];
  return beside.length === 0 ? value : phrase('beside', language, { value, names: list(beside, language) });
}
