/** Why: values, outcomes and needs look the same in every command: amounts as people write them, marks and ranges beside them. */
import { displayConstant } from '../core/evaluate/display';
import type { ErrorCode, EvaluationError, Need, Range, Value } from '../core/evaluate/values';
import type { Exact } from '../core/exact';
import type { Constant, Program } from '../core/program/program';
import type { ScalarType } from '../core/program/types';
import { errorSentence, type Language } from './outcomes';

/** Turns values of one program into text in the reader's language. */
export class Display {
  constructor(
    readonly language: Language,
    private readonly program: Program,
    /** The sentence for an error, where it is another than on a command line. */
    private readonly sentenceOf: (code: ErrorCode, language: Language) => string = errorSentence,
  ) {}

  constant(value: Constant, type: ScalarType): string {
    const { currency, units } = this.program;
    return displayConstant(value, type, { language: this.language, units, ...(currency ? { currency } : {}) });
  }

  /** An amount of money in base units of its currency. */
  money(value: Exact, currency: string | undefined): string {
    return this.constant({ kind: 'number', value }, moneyType(currency ?? this.program.currency));
  }

  /** What is known of a value, with its mark. */
  value(value: Value, type: ScalarType): string {
    const en = this.language === 'en';
    switch (value.state) {
      case 'known':
        return `${this.constant(value.value, type)}${this.mark(value.mark)}`;
      case 'unknown': {
        const range = this.range(value.range, type);
        return `${en ? 'unknown' : '未知'}${range === '' ? '' : en ? ` (${range})` : `（${range}）`}${this.mark(value.mark)}`;
      }
      case 'error':
        return `${en ? 'error: ' : '错误：'}${this.error(value.error)}`;
      case 'unspecified':
        return en ? 'no figure' : '未定';
      default: {
        const never: never = value;
        return never;
      }
    }
  }

  mark(mark: 'at most' | 'depends on a ceiling' | undefined): string {
    if (mark === undefined) return '';
    if (mark === 'at most') return this.language === 'en' ? ' at most' : ' 至多';
    return this.language === 'en' ? ' (depends on a ceiling)' : '（取决于上限）';
  }

  /** `from ¥0 to ¥300,000`; '' where nothing is known. */
  range(range: Range, type: ScalarType): string {
    switch (range.kind) {
      case 'any':
        return '';
      case 'members':
        return range.members.join(this.language === 'en' ? ' or ' : ' 或 ');
      case 'number': {
        const en = this.language === 'en';
        const end = (value: Exact) =>
          this.constant(type.kind === 'date' ? { kind: 'date', day: value.toNumber() } : { kind: 'number', value }, type);
        const { lower, upper } = range;
        const parts: string[] = [];
        if (lower) parts.push(`${lower.inclusive ? (en ? 'from' : '不低于') : en ? 'over' : '超过'} ${end(lower.value)}`);
        if (upper) parts.push(`${upper.inclusive ? (en ? 'to' : '至多') : en ? 'below' : '低于'} ${end(upper.value)}`);
        return parts.join(en ? ' ' : '、');
      }
      default: {
        const never: never = range;
        return never;
      }
    }
  }

  error(error: EvaluationError): string {
    return this.sentenceOf(error.code, this.language);
  }
}

export function moneyType(currency: string | undefined): ScalarType {
  return { kind: 'number', dimension: currency ?? '' };
}

/** `projects[1].cost`, items from 0, as in the editor. */
export function needName(need: Need): string {
  const item = need.item === undefined ? '' : `[${need.item}]`;
  return `${need.fact}${item}${need.field === undefined ? '' : `.${need.field}`}`;
}

export { isoDate } from '../core/evaluate/display';
