/**
 * One applicant as terms: what is given is a constant, the fact that is looked along is the one variable, what is not known is free within its
 * type. So the terms of a program keep only what the fact can change.
 */
import type { Evaluator } from '../evaluate/evaluator';
import { stepOf } from '../evaluate/step';
import type { Value } from '../evaluate/values';
import { civil } from '../program/dates';
import type { Constant, Fact, Window } from '../program/program';
import { expressionsOfProgram } from '../program/reads';
import type { Bounds, FieldDeclaration, ScalarType } from '../program/types';
import { type Calendar, FIRST_DAY, LAST_DAY } from '../prove/encode/calendar';
import type { Source } from '../prove/encode/encoder';
import { reachOf } from '../prove/encode/history';
import { OTHER_TEXTS, textsIn } from '../prove/encode/inputs';
import { NONE, type Sym, type Symbolic, Unsupported } from '../prove/encode/symbolic';
import type { Numbers } from '../prove/numeric';
import { div, fromExact } from '../prove/rational';
import type { Bound, Num, Variable } from '../prove/terms';
import type { FactPath } from './types';

/** What cannot be followed since something of the applicant is not known. */
export class Wanting extends Unsupported {}

const plain = (sym: Sym): Symbolic => ({ sym, failures: NONE });

export class Given implements Source {
  private readonly known = new Map<string, Symbolic>();
  private texts: readonly string[] | undefined;
  readonly asOf: { readonly sym: Sym };

  /** @param ev of the applicant, in the state of the program that is encoded */
  constructor(
    private readonly ev: Evaluator,
    private readonly path: FactPath,
    /** Counts steps of a fact in whole numbers, else base units. */
    private readonly along: Num,
    private readonly numbers: Numbers,
    private readonly calendar: Calendar,
  ) {
    const { asOf } = ev.applicant;
    this.asOf = { sym: asOf === undefined ? this.free('as_of', { kind: 'date' }, undefined) : this.constant({ kind: 'date', day: asOf }) };
  }

  items(list: string): number {
    const fact = this.fact(list);
    const state = this.ev.list(list, fact.place);
    if (state.state === 'unknown') throw new Wanting('a list that is not known');
    if (state.state !== 'items') throw new Unsupported('a list in error');
    return state.count;
  }
  present(list: string, item: number) {
    return this.numbers.terms.constant(item < this.items(list));
  }

  private fact(name: string): Fact {
    const fact = this.ev.program.facts.get(name);
    if (!fact) throw new Unsupported('a fact that is not declared');
    return fact;
  }

  value(name: string, item?: number, field?: string): Symbolic {
    const key = item === undefined ? name : `${name}[${item}].${field ?? ''}`;
    let sym = this.known.get(key);
    if (!sym) {
      const { path } = this;
      const own = path.name === name && path.item === item && path.field === field;
      sym = own ? plain({ kind: 'number', num: this.along }) : this.other(key, name, item, field);
      this.known.set(key, sym);
    }
    return sym;
  }

  private other(key: string, name: string, item: number | undefined, field: string | undefined): Symbolic {
    const fact = this.fact(name);
    if (item === undefined) {
      if (fact.type.kind === 'list') throw new Unsupported('a list as a value');
      return this.of(key, this.ev.fact(name, fact.place), fact.type, fact.bounds);
    }
    const declared: FieldDeclaration | undefined = fact.type.kind === 'list' ? fact.type.fields.find((f) => f.name === field) : undefined;
    if (!declared) throw new Unsupported('a field that is not declared');
    return this.of(key, this.ev.fieldOf(name, declared.name, item, fact.place), declared.type, declared.interval);
  }

  private of(key: string, value: Value, type: ScalarType, bounds: Bounds | undefined): Symbolic {
    if (value.state === 'known') return plain(this.constant(value.value));
    const { wanting } = this;
    const sym = this.free(key, type, bounds);
    if (value.state !== 'error') return plain(sym);
    this.wanting = wanting;
    const { code, place } = value.error;
    return { sym, failures: [{ code, place, when: this.numbers.terms.true }] };
  }

  /** A known value. @throws Unsupported */
  constant(value: Constant): Sym {
    const { terms } = this.numbers;
    switch (value.kind) {
      case 'number':
        return { kind: 'number', num: this.numbers.constant(fromExact(value.value)) };
      case 'boolean':
        return { kind: 'boolean', bool: terms.constant(value.value) };
      case 'date':
        if (value.day < FIRST_DAY || value.day > LAST_DAY) throw new Unsupported('a date outside the calendar');
        return { kind: 'date', date: this.calendar.constant(value.day) };
      case 'text':
        return { kind: 'text', is: new Map([[value.value.normalize('NFC'), terms.true]]) };
      case 'member':
        return { kind: 'member', is: new Map([[value.member, terms.true]]) };
      case 'set':
        return { kind: 'set', has: new Map(value.members.map((m) => [m, terms.true])) };
      default:
        return value satisfies never;
    }
  }

  /** Some of what was asked for is not known. */
  wanting = false;

  private free(name: string, type: ScalarType, bounds: Bounds | undefined): Sym {
    this.wanting = true;
    const { numbers } = this;
    const { terms } = numbers;
    switch (type.kind) {
      case 'number': {
        const step = stepOf(type, this.ev.program);
        const by = step ? fromExact(step) : 1;
        return { kind: 'number', num: numbers.scale(numbers.factor(variableOf(terms, name, bounds, by, step !== undefined)), by) };
      }
      case 'date':
        return { kind: 'date', date: { days: numbers.factor(variableOf(terms, name, bounds, 1, true)) } };
      case 'boolean':
        return { kind: 'boolean', bool: terms.flag(name) };
      case 'set':
        return { kind: 'set', has: new Map(type.members.map((m) => [m, terms.flag(`${name} ${m}`)])) };
      case 'member': {
        const choice = terms.choice(name, type.members);
        return { kind: 'member', is: new Map(type.members.map((m) => [m, terms.is(choice, m)])) };
      }
      case 'text': {
        this.texts ??= [...new Set(expressionsOfProgram(this.ev.program).flatMap(textsIn)), ...OTHER_TEXTS];
        const choice = terms.choice(name, this.texts);
        return { kind: 'text', is: new Map(choice.members.map((m) => [m, terms.is(choice, m)])) };
      }
      case 'broken':
        throw new Unsupported('a fact without a type');
      default:
        return type satisfies never;
    }
  }

  paid(clause: string, window: Window): Num {
    const { ev, numbers } = this;
    const payments = ev.payments([clause]);
    if (payments.length === 0) return numbers.zero;
    const { asOf } = ev.applicant;
    if (asOf === undefined) throw new Wanting('payments before a day that is not known');
    const reach = window.kind === 'per year' ? undefined : reachOf(window);
    if (window.kind !== 'per year' && !reach) throw new Unsupported('a window whose length is computed');
    const first = reach ? reach.from(asOf) : Number.NEGATIVE_INFINITY;
    const { year } = civil(asOf);
    const counted = payments.filter((p) => p.day < asOf && p.day >= first && (window.kind !== 'per year' || civil(p.day).year === year));
    return counted.reduce<Num>((sum, p) => numbers.add(sum, numbers.constant(fromExact(p.amount))), numbers.zero);
  }
}

/** A number within a fact's interval, counted in steps. */
export function variableOf(
  terms: Numbers['terms'],
  name: string,
  bounds: Bounds | undefined,
  step: ReturnType<typeof fromExact>,
  integer: boolean,
): Variable {
  const end = (b: Bounds['lower']): Bound | undefined => b && { value: div(fromExact(b.value), step), strict: !b.inclusive };
  const [lower, upper] = [end(bounds?.lower), end(bounds?.upper)];
  return terms.variable(name, { integer, ...(lower && { lower }), ...(upper && { upper }) });
}
