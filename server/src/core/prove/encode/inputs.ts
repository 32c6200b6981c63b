/** What an applicant is made of, as terms: facts, lists of up to two items, the date, what was paid before; and back from a model to an applicant. */
import { stepOf } from '../../evaluate/step';
import type { Applicant } from '../../evaluate/values';
import { Exact } from '../../exact';
import { civil, dayOf } from '../../program/dates';
import type { Constant, DateRange, Expression, Given, Payment, Program, Window } from '../../program/program';
import { expressionsOfProgram, visit } from '../../program/reads';
import type { Bounds, ScalarType } from '../../program/types';
import { leastOf, Valuation } from '../model';
import type { Numbers } from '../numeric';
import { div, fromExact, mul, type Rational, toExact } from '../rational';
import type { Bool, Bound, Choice, Flag, Model, Num, Terms, Variable } from '../terms';
import { type Calendar, type DateTerm, FIRST_DAY, LAST_DAY, monthOf } from './calendar';
import { historyOf, reachOf, type Windows, windowsOf } from './history';
import { NONE, type Sym, type Symbolic, Unsupported } from './symbolic';

/** The items of a list that are considered. */
export const MOST_ITEMS = 2;

/** Calendar years that are told apart one by one. */
const MOST_YEARS = 12;

/** Texts that are none of those the program names. */
export const OTHER_TEXTS = ['…', '……'];

/** One free value of an applicant: a fact, or a field of an item of a list. */
export interface Slot {
  readonly fact: string;
  readonly item?: number;
  readonly field?: string;
  readonly type: ScalarType;
  readonly sym: Sym;
  /** For a number: the variable, and what one of it is worth in base units. */
  readonly variable?: Variable;
  readonly step?: Rational;
  /** For a date that is reckoned in months. */
  readonly calendar?: { readonly month: Variable; readonly day: Variable };
  readonly flags?: ReadonlyMap<string, Flag>;
  readonly choice?: Choice;
}

/** A part of what was paid before for a clause; see history.ts. */
export interface PaidVariable {
  readonly clause: string;
  readonly reach: number;
  readonly thisYear: boolean | undefined;
  readonly variable: Variable;
  readonly possible: Bool;
}

export class Inputs {
  readonly slots = new Map<string, Slot>();
  readonly counts = new Map<string, Variable>();
  readonly asOf: Slot;
  /** Must hold of the values in it, beyond the domains of variables: real dates, ends of intervals of dates. By variable. */
  readonly axioms = new Map<Variable, Bool>();
  private readonly terms: Terms;
  /** The program reckons in months or years. */
  private readonly calendars: boolean;
  private readonly texts: readonly string[];
  /** What was paid before, by clause and window; see history.ts. */
  readonly windows: Windows;
  private readonly paidVariables = new Map<string, PaidVariable>();
  private yearStarts: readonly [number, number] | undefined;

  constructor(
    readonly program: Program,
    readonly numbers: Numbers,
    private readonly calendar: Calendar,
  ) {
    this.terms = numbers.terms;
    const all = expressionsOfProgram(program);
    this.texts = [...new Set(all.flatMap(textsIn)), ...OTHER_TEXTS];
    this.windows = windowsOf(program, all);
    const dates = rootDates(program);
    if (dates?.from !== undefined && dates.to !== undefined) {
      const years = [civil(dates.from).year, civil(dates.to).year] as const;
      if (years[1] - years[0] <= MOST_YEARS) this.yearStarts = years;
    }
    this.calendars = all.some(reckonsInMonths) || (this.windows.perYear && !this.yearStarts);
    this.asOf = this.slot('as_of', 'as_of', { kind: 'date' }, days(dates));
    for (const fact of program.facts.values()) {
      if (fact.type.kind === 'broken') continue;
      if (fact.type.kind !== 'list') {
        this.slots.set(fact.name, this.slot(fact.name, fact.name, fact.type, fact.bounds));
        continue;
      }
      const most = Math.min(MOST_ITEMS, fact.type.max ?? MOST_ITEMS);
      this.counts.set(fact.name, this.variable(`${fact.name}#`, true, { value: 0, strict: false }, { value: most, strict: false }));
      for (let i = 0; i < most; i++) {
        for (const field of fact.type.fields) {
          if (field.type.kind === 'broken') continue;
          const name = `${fact.name}[${i}].${field.name}`;
          this.slots.set(name, { ...this.slot(name, fact.name, field.type, field.interval), item: i, field: field.name });
        }
      }
    }
  }

  private variable(name: string, integer: boolean, lower?: Bound, upper?: Bound): Variable {
    return this.terms.variable(name, { integer, ...(lower && { lower }), ...(upper && { upper }) });
  }

  private slot(name: string, fact: string, type: ScalarType, bounds: Bounds | undefined): Slot {
    const { terms, numbers } = this;
    switch (type.kind) {
      case 'number': {
        const own = stepOf(type, this.program);
        const step = own ? fromExact(own) : 1;
        const variable = this.variable(name, own !== undefined, ...inSteps(bounds, step));
        return { fact, type, variable, step, sym: { kind: 'number', num: numbers.scale(numbers.factor(variable), step) } };
      }
      case 'date':
        return this.dateSlot(name, fact, type, bounds);
      case 'boolean': {
        const flag = terms.flag(name);
        return { fact, type, flags: new Map([['', flag]]), sym: { kind: 'boolean', bool: flag } };
      }
      case 'set': {
        const flags = new Map(type.members.map((m) => [m, terms.flag(`${name} ${m}`)]));
        return { fact, type, flags, sym: { kind: 'set', has: flags } };
      }
      case 'member':
      case 'text': {
        const choice = terms.choice(name, type.kind === 'member' ? type.members : this.texts);
        return { fact, type, choice, sym: { kind: type.kind, is: new Map(choice.members.map((m) => [m, terms.is(choice, m)])) } };
      }
      case 'broken':
        throw new Unsupported('a fact without a type');
      default:
        return type satisfies never;
    }
  }

  private dateSlot(name: string, fact: string, type: ScalarType, bounds: Bounds | undefined): Slot {
    const { numbers, terms, calendar } = this;
    const [lower, upper] = wholeEnds(bounds);
    const first = Math.max(FIRST_DAY, lower ?? FIRST_DAY);
    const last = Math.min(LAST_DAY, upper ?? LAST_DAY);
    if (!this.calendars) {
      const variable = this.variable(name, true, { value: first, strict: false }, { value: last, strict: false });
      return { fact, type, variable, step: 1, sym: { kind: 'date', date: { days: numbers.factor(variable) } } };
    }
    const [from, to] = [monthOf(first), monthOf(last)];
    const month = this.variable(`${name} month`, true, { value: from.month, strict: false }, { value: to.month, strict: false });
    const day = this.variable(`${name} day`, true, { value: 1, strict: false }, { value: 31, strict: false });
    const date: DateTerm = { month: numbers.factor(month), day: numbers.factor(day) };
    const exists = terms.or(
      numbers.compare('<=', numbers.factor(day), numbers.constant(28)),
      numbers.compare('<=', numbers.factor(day), calendar.length(numbers.factor(month))),
    );
    const within = terms.and(
      from.day === 1 ? terms.true : calendar.compare('>=', date, calendar.constant(first)),
      calendar.compare('<=', date, calendar.constant(last)),
    );
    const axiom = terms.and(exists, within);
    this.axioms.set(month, axiom);
    this.axioms.set(day, axiom);
    return { fact, type, calendar: { month, day }, sym: { kind: 'date', date } };
  }

  /** The nth item of the list is there. */
  present(list: string, item: number): Bool {
    const count = this.counts.get(list);
    if (!count) throw new Unsupported('a list that is not declared');
    return this.numbers.compare('>', this.numbers.factor(count), this.numbers.constant(item));
  }
  items(list: string): number {
    const upper = this.counts.get(list)?.upper?.value;
    return typeof upper === 'number' ? upper : 0;
  }

  value(fact: string, item?: number, field?: string): Symbolic {
    const slot = this.slots.get(item === undefined ? fact : `${fact}[${item}].${field ?? ''}`);
    if (!slot) throw new Unsupported('a fact that is not declared');
    return { sym: slot.sym, failures: NONE };
  }

  /** What was paid before for a clause within the window. */
  paid(clause: string, window: Window): Num {
    const { numbers } = this;
    const { reaches, perYear } = this.windows;
    const own = reachOf(window);
    const most = window.kind === 'per year' ? reaches.length - 1 : reaches.findIndex((r) => r.key === own?.key);
    if (most < 0) throw new Unsupported('a window whose length is computed');
    let sum: Num = numbers.zero;
    for (let i = 0; i <= most; i++) {
      if (!perYear) {
        sum = numbers.add(sum, this.part(clause, i, undefined, this.terms.true));
        continue;
      }
      const before = reaches[i - 1]?.length ?? { n: 1, by: 'day' as const };
      sum = numbers.add(sum, this.part(clause, i, true, this.inYear(before)));
      if (window.kind === 'per year') continue;
      const end = reaches[i]?.length;
      const reachesBack = end ? this.terms.not(this.inYear(end.by === 'day' ? { n: end.n - 1, by: 'day' } : end)) : this.terms.true;
      sum = numbers.add(sum, this.part(clause, i, false, reachesBack));
    }
    return sum;
  }

  /** `possible`: there is a day on which such a payment could have been made. */
  private part(clause: string, reach: number, thisYear: boolean | undefined, possible: Bool): Num {
    const key = `paid ${clause} ${this.windows.reaches[reach]?.key ?? ''} ${thisYear ?? ''}`;
    const variable = this.variable(key, false, { value: 0, strict: false });
    this.paidVariables.set(key, { clause, reach, thisYear, variable, possible });
    return this.numbers.cases(possible, this.numbers.factor(variable), this.numbers.zero);
  }

  /** Going back so far from the date ends in the same calendar year. */
  private inYear({ n, by }: { readonly n: number; readonly by: 'day' | 'month' }): Bool {
    const { terms, numbers, calendar } = this;
    if (by === 'month' && n >= 12) return terms.false;
    const { sym } = this.asOf;
    if (sym.kind !== 'date') throw new Unsupported('no date');
    const { date } = sym;
    if (this.yearStarts) {
      const [first, last] = this.yearStarts;
      const parts: Bool[] = [];
      for (let y = first; y <= last; y++) {
        const start = by === 'day' ? dayOf(y, 1, 1) + n : dayOf(y, n + 1, 1);
        parts.push(
          terms.and(
            calendar.compare('>=', date, calendar.constant(start)),
            calendar.compare('<=', date, calendar.constant(dayOf(y, 12, 31))),
          ),
        );
      }
      return terms.or(...parts);
    }
    if (by === 'month') return numbers.compare('>', calendar.month(date), numbers.constant(n));
    if (n > 1) throw new Unsupported('a window of days beside one of the year, without dates of the policy');
    return terms.or(
      numbers.compare('>', calendar.month(date), numbers.constant(1)),
      numbers.compare('>', calendar.day(date), numbers.constant(n)),
    );
  }

  /** What was asked of payments so far. */
  paidFor(): Iterable<PaidVariable> {
    return this.paidVariables.values();
  }

  // ---------------------------------------------------------------------------------------------- back to an applicant

  /** The model with a day that exists for every date that it leaves open, so that it answers questions about those too. */
  complete(model: Model): Model {
    if (this.axioms.size === 0) return model;
    const numbers = new Map(model.numbers);
    for (const { calendar } of [this.asOf, ...this.slots.values()]) {
      if (!calendar || (numbers.has(calendar.month) && numbers.has(calendar.day))) continue;
      const { month, day } = calendar;
      const at = numbers.get(month);
      if (at === undefined) {
        const first = Number(month.lower?.value ?? 0);
        const last = Number(month.upper?.value ?? 0);
        // The first of a month lies within the dates but for the first month; of one month only the middle may.
        numbers.set(month, Math.min(first + 1, last));
      }
      if (!numbers.has(day)) numbers.set(day, 1);
    }
    return { ...model, numbers };
  }

  /** The applicant that a model describes. */
  applicant(model: Model): Applicant {
    const facts = new Map<string, Given>();
    for (const fact of this.program.facts.values()) {
      if (fact.type.kind === 'list') {
        const variable = this.counts.get(fact.name);
        const count = variable ? Number(toExact(model.numbers.get(variable) ?? leastOf(variable)).toString()) : 0;
        const items: Record<string, Constant>[] = [];
        for (let i = 0; i < count; i++) {
          const item: Record<string, Constant> = {};
          for (const field of fact.type.fields) {
            const slot = this.slots.get(`${fact.name}[${i}].${field.name}`);
            if (slot) item[field.name] = this.constant(slot, model);
          }
          items.push(item);
        }
        facts.set(fact.name, { kind: 'list', items });
      } else {
        const slot = this.slots.get(fact.name);
        if (slot) facts.set(fact.name, this.constant(slot, model));
      }
    }
    const asOf = this.constant(this.asOf, model);
    const day = asOf.kind === 'date' ? asOf.day : 0;
    return { facts, asOf: day, history: this.history(model, day) };
  }

  private history(model: Model, asOf: number): readonly Payment[] {
    const valuation = new Valuation(model);
    const parts = [...this.paidVariables.values()].flatMap(({ variable, possible, ...part }) => {
      const amount = model.numbers.get(variable) ?? 0;
      return amount === 0 || !valuation.bool(possible) ? [] : [{ ...part, amount: toExact(amount) }];
    });
    return historyOf(parts, this.windows, asOf);
  }

  constant(slot: Slot, model: Model): Constant {
    const { type } = slot;
    const of = (v: Variable): Rational => model.numbers.get(v) ?? leastOf(v);
    switch (type.kind) {
      case 'number':
        return { kind: 'number', value: slot.variable ? toExact(mul(of(slot.variable), slot.step ?? 1)) : Exact.zero };
      case 'date': {
        if (slot.variable) return { kind: 'date', day: Number(of(slot.variable)) };
        if (!slot.calendar) return { kind: 'date', day: 0 };
        const month = Number(of(slot.calendar.month));
        const year = Math.floor(month / 12);
        return { kind: 'date', day: dayOf(year, month - year * 12 + 1, Number(of(slot.calendar.day))) };
      }
      case 'boolean': {
        const flag = slot.flags?.get('');
        return { kind: 'boolean', value: flag ? (model.flags.get(flag) ?? false) : false };
      }
      case 'set':
        return {
          kind: 'set',
          members: [...(slot.flags ?? [])]
            .filter(([, f]) => model.flags.get(f) ?? false)
            .map(([m]) => m)
            .sort(),
        };
      case 'member':
        return { kind: 'member', member: (slot.choice && model.choices.get(slot.choice)) ?? slot.choice?.members[0] ?? '' };
      case 'text':
        return { kind: 'text', value: (slot.choice && model.choices.get(slot.choice)) ?? slot.choice?.members[0] ?? '' };
      case 'broken':
        return { kind: 'number', value: Exact.zero };
      default:
        return type satisfies never;
    }
  }
}

/** The dates on which the root's policy is in force; of an imported policy where the root has none. */
function rootDates(program: Program): DateRange | undefined {
  for (let i = program.files.length - 1; i >= 0; i--) {
    const dates = program.files[i]?.effective;
    if (dates?.from !== undefined || dates?.to !== undefined) return dates;
  }
  return undefined;
}

function days(dates: DateRange | undefined): Bounds {
  const end = (day: number) => ({ value: Exact.of(day), inclusive: true });
  return {
    ...(dates?.from !== undefined && { lower: end(dates.from) }),
    ...(dates?.to !== undefined && { upper: end(dates.to) }),
  };
}

function wholeEnds(bounds: Bounds | undefined): readonly [number | undefined, number | undefined] {
  const { lower, upper } = bounds ?? {};
  const low = lower && Number(lower.value.toInteger('up')) + (!lower.inclusive && lower.value.isInteger ? 1 : 0);
  const high = upper && Number(upper.value.toInteger('down')) - (!upper.inclusive && upper.value.isInteger ? 1 : 0);
  return [low, high];
}

function inSteps(bounds: Bounds | undefined, step: Rational): [Bound | undefined, Bound | undefined] {
  const end = (b: Bounds['lower']): Bound | undefined => b && { value: div(fromExact(b.value), step), strict: !b.inclusive };
  return [end(bounds?.lower), end(bounds?.upper)];
}

function reckonsInMonths(root: Expression): boolean {
  let found = false;
  visit(root, (e) => {
    if (e.op === 'shift' && e.by === 'month') found = true;
    if (e.op === 'call' && ['months', 'years', 'year', 'month', 'day'].includes(e.fn)) found = true;
  });
  return found;
}

export function textsIn(root: Expression): readonly string[] {
  const found: string[] = [];
  visit(root, (e) => {
    if (e.op === 'constant' && e.value.kind === 'text') found.push(e.value.value.normalize('NFC'));
  });
  return found;
}
