/** Why: what an applicant gets on one side, and the change between the two, written alike everywhere. */
import type { Extent, Result, Witness } from '../../core/compare/difference';
import type { Exact } from '../../core/exact';
import type { Program } from '../../core/program/program';
import { Display } from '../display';
import { type Language, statusWord } from '../outcomes';
import type { WitnessRole, WitnessText } from './text';
import type { Reader } from './words';

/** Amounts of two programs in one language. */
export class Amounts {
  private readonly display: Display;

  /** @param program the one whose currency needs no country before its sign: the later one */
  constructor(
    readonly language: Language,
    program: Program,
    readonly reader: Reader = 'terminal',
  ) {
    this.display = new Display(language, program);
  }

  money(value: Exact, currency: string | undefined): string {
    return this.display.money(value, currency);
  }

  /** `+¥50`, `-¥50`, `¥0`. */
  change(value: Exact, currency: string | undefined): string {
    return `${value.sign > 0 ? '+' : ''}${this.money(value, currency)}`;
  }

  /** An amount, with the outcome in parentheses where it is none that is paid; or the outcome alone. */
  result(result: Result): string {
    const zh = this.language === 'zh';
    const { status, amount, currency, atMost } = result;
    const word =
      status === 'absent'
        ? zh
          ? '没有该项'
          : 'not there'
        : status === 'not-admitted'
          ? zh
            ? '不符合前提'
            : 'not admitted'
          : statusWord(status, this.language);
    if (status === 'payable' && amount) return `${this.money(amount, currency)}${this.display.mark(atMost ? 'at most' : undefined)}`;
    if (!amount || status === 'granted' || status === 'not-admitted') return word;
    return zh ? `${this.money(amount, currency)}（${word}）` : `${this.money(amount, currency)} (${word})`;
  }

  /** Amounts only, for narrow places; the outcome where there is none. */
  short(result: Result): string {
    const { status, amount, currency } = result;
    return amount && status !== 'granted' && status !== 'not-admitted' ? this.money(amount, currency) : this.result(result);
  }

  /** `¥0 → ¥50 (+¥50)`. */
  movement({ a, b, difference }: Witness): string {
    const change = difference && !difference.isZero ? ` (${this.change(difference, b.currency ?? a.currency)})` : '';
    const text = `${this.short(withCurrency(a, b))} → ${this.short(withCurrency(b, a))}${change}`;
    return this.language === 'zh' ? text.replace(/ \(([^()]*)\)$/, '（$1）') : text;
  }

  /** `up to +¥50`, where it is known how far it goes. */
  most(extent: Extent | undefined): string | undefined {
    const zh = this.language === 'zh';
    if (extent?.unbounded) return zh ? '没有上限' : 'without limit';
    if (!extent?.largest) return undefined;
    const { a, b, difference } = extent.large ?? extent.simple;
    const change = difference && this.change(difference, withCurrency(b, a).currency);
    return change && (zh ? `最多 ${change}` : `up to ${change}`);
  }

  witness(role: WitnessRole, label: string, w: Witness, remark?: string): WitnessText {
    const [a, b] = [withCurrency(w.a, w.b), withCurrency(w.b, w.a)];
    return {
      role,
      label,
      facts: w.facts,
      before: this.result(a),
      after: this.result(b),
      ...(w.difference && { difference: this.change(w.difference, b.currency) }),
      ...(remark !== undefined && { remark }),
    };
  }
}

/** Nothing paid is nothing in the other side's currency. */
export function withCurrency(result: Result, other: Result): Result {
  return result.currency === undefined && other.currency !== undefined ? { ...result, currency: other.currency } : result;
}
