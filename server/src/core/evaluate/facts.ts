/** What is known of an applicant: facts, lists and their fields, checked against their declarations; ranges of what is not given. */
import { Exact } from '../exact';
import type { Constant, Fact, Given, Place, Program } from '../program/program';
import type { Bounds, FieldDeclaration, ListType, ScalarType } from '../program/types';
import * as ranges from './ranges';
import { stepOf } from './step';
import { failure, type Kind, known, unknown } from './value';
import type { Applicant, Need, Range, Value } from './values';

export type ListState =
  | { readonly state: 'items'; readonly count: number }
  | { readonly state: 'value'; readonly value: Value }
  | { readonly state: 'unknown'; readonly needs: readonly Need[]; readonly most?: ranges.NumberRange };

/** What a declaration makes of what is given, by the text of that: one object for all applicants to whom the same is given. */
const made = new WeakMap<Fact, Map<string, Value | ListState>>();
/** More different values of one fact are not kept. */
const MOST = 1000;

/** A text that is equal for equal givens of one fact. */
function keyOf(given: Given | undefined): string {
  if (given === undefined) return '';
  switch (given.kind) {
    case 'number':
      return `n ${given.value.toString()}`;
    case 'boolean':
      return given.value ? 'yes' : 'no';
    case 'date':
      return `d ${given.day}`;
    case 'text':
      return `t ${given.value}`;
    case 'member':
      return `m ${given.member}`;
    case 'set':
      return `s ${given.members.join(' ')}`;
    case 'list':
      return `l ${given.items.length}`;
    default:
      return given satisfies never;
  }
}

export class Facts {
  private readonly values = new Map<string, Value>();
  private readonly lists = new Map<string, ListState>();

  constructor(
    private readonly program: () => Program,
    private readonly applicant: () => Applicant,
    /** Equal givens become one value, for all applicants. */
    private readonly sharing: boolean,
  ) {}

  private once<T extends Value | ListState>(fact: Fact, key: () => string, make: () => T): T {
    if (!this.sharing) return make();
    let known = made.get(fact);
    if (!known || known.size > MOST) {
      known = new Map();
      made.set(fact, known);
    }
    const text = key();
    const found = known.get(text);
    if (found) return found as T;
    const value = make();
    known.set(text, value);
    return value;
  }

  /** Forgets all, if one of these names was read or is declared. */
  forget(names: Iterable<string>): void {
    for (const name of names) {
      if (!this.program().facts.has(name) && !this.values.has(name) && !this.lists.has(name)) continue;
      this.values.clear();
      this.lists.clear();
      return;
    }
  }

  fact(name: string, place: Place): Value {
    let v = this.values.get(name);
    if (!v) {
      const fact = this.program().facts.get(name);
      v = fact && fact.type.kind !== 'list' ? this.ofFact(fact, fact.type) : failure('broken', place);
      this.values.set(name, v);
    }
    return v;
  }

  private ofFact(fact: Fact, type: ScalarType): Value {
    const given = this.applicant().facts.get(fact.name);
    return this.once(
      fact,
      () => keyOf(given),
      () => this.given(fact, type, given),
    );
  }

  private given(fact: Fact, type: ScalarType, value: Given | undefined): Value {
    if (value === undefined && fact.default === undefined)
      return unknown(this.rangeOfType(type, fact.bounds), [{ fact: fact.name }], kindOfType(type));
    const v = value ?? fact.default;
    if (!v || v.kind === 'list' || !this.fits(type, fact.bounds, v))
      return failure('fact-out-of-range', fact.namePlace, { fact: fact.name });
    return known(v);
  }

  list(name: string, place: Place): ListState {
    let state = this.lists.get(name);
    if (!state) {
      state = this.readList(name, place);
      this.lists.set(name, state);
    }
    return state;
  }
  private readList(name: string, place: Place): ListState {
    const fact = this.program().facts.get(name);
    if (fact?.type.kind !== 'list') return { state: 'value', value: failure('broken', place) };
    const { type } = fact;
    const value = this.applicant().facts.get(name);
    return this.once(
      fact,
      () => keyOf(value),
      () => this.listOf(fact, type, value),
    );
  }
  private listOf(fact: Fact, { max }: ListType, value: Given | undefined): ListState {
    const { name } = fact;
    if (value === undefined) {
      return { state: 'unknown', needs: [{ fact: name }], ...(max === undefined ? {} : { most: ranges.point(Exact.of(max)) }) };
    }
    if (value.kind !== 'list' || (max !== undefined && value.items.length > max)) {
      return { state: 'value', value: failure('fact-out-of-range', fact.namePlace, { fact: name }) };
    }
    return { state: 'items', count: value.items.length };
  }

  /** A field of an item; without `index` of some item, of which nothing is known. */
  field(list: string, name: string, index: number | undefined, place: Place): Value {
    const fact = this.program().facts.get(list);
    const field = fact?.type.kind === 'list' ? fact.type.fields.find((f) => f.name === name) : undefined;
    if (!fact || !field) return failure('broken', place);
    if (index === undefined) return unknown(this.rangeOfType(field.type, field.interval), [{ fact: list }], kindOfType(field.type));
    const key = `${list}\n${index}\n${name}`;
    let v = this.values.get(key);
    if (!v) {
      const given = this.applicant().facts.get(list);
      const value = (given?.kind === 'list' ? given.items[index]?.[name] : undefined) ?? field.default;
      v = this.once(
        fact,
        () => `${key}\n${keyOf(value)}`,
        () => this.fieldValue(fact, field, index, value),
      );
      this.values.set(key, v);
    }
    return v;
  }

  private fieldValue(fact: Fact, field: FieldDeclaration, index: number, value: Constant | undefined): Value {
    if (value === undefined)
      return unknown(
        this.rangeOfType(field.type, field.interval),
        [{ fact: fact.name, item: index, field: field.name }],
        kindOfType(field.type),
      );
    if (this.fits(field.type, field.interval, value)) return known(value);
    return failure('fact-out-of-range', fact.namePlace, { fact: `${fact.name}[${index}].${field.name}` });
  }

  /** What whole multiples a value of the type comes in; undefined where it is not discrete. */
  stepOf(type: ScalarType | ListType): Exact | undefined {
    return stepOf(type, this.program());
  }

  private rangeOfType(type: ScalarType, bounds: Bounds | undefined): Range {
    switch (type.kind) {
      case 'number':
      case 'date':
        return ranges.declaredRange(bounds, this.stepOf(type));
      case 'member':
        return { kind: 'members', members: type.members };
      case 'set':
      case 'boolean':
      case 'text':
        return ranges.SOME;
      case 'broken':
        return ranges.ANY;
      default:
        return type satisfies never;
    }
  }

  /** True if the value is of the type and within the interval. */
  private fits(type: ScalarType, bounds: Bounds | undefined, v: Constant): boolean {
    switch (type.kind) {
      case 'number': {
        if (v.kind !== 'number') return false;
        const step = this.stepOf(type);
        if (step && !(step === Exact.one ? v.value : v.value.div(step)).isInteger) return false;
        return !bounds || ranges.within(v.value, bounds);
      }
      case 'date':
        return v.kind === 'date' && (!bounds || ranges.within(Exact.of(v.day), bounds));
      case 'member':
        return v.kind === 'member' && type.members.includes(v.member);
      case 'set':
        return v.kind === 'set' && v.members.every((m) => type.members.includes(m));
      case 'boolean':
      case 'text':
        return v.kind === type.kind;
      case 'broken':
        return true;
      default:
        return type satisfies never;
    }
  }
}

function kindOfType(type: ScalarType): Kind {
  return type.kind === 'broken' ? 'number' : type.kind;
}
