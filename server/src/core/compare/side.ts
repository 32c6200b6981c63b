/** One of the two programs over the applicants of both: its terms, whom it admits, and such an applicant in its own names. */
import { stepOf } from '../evaluate/step';
import type { Applicant } from '../evaluate/values';
import type { Constant, Fact, Given, Program, Window } from '../program/program';
import type { Bounds, ScalarType } from '../program/types';
import type { Calendar, DateTerm } from '../prove/encode/calendar';
import { Encoding, type Source } from '../prove/encode/encoder';
import type { Inputs } from '../prove/encode/inputs';
import { type Sym, type Symbolic, Unsupported } from '../prove/encode/symbolic';
import type { Numbers } from '../prove/numeric';
import { div, fromExact, type Rational } from '../prove/rational';
import type { Bool, Num } from '../prove/terms';
import type { Side } from './difference';
import type { Matches } from './match';
import type { Merged, SharedFact } from './merge';
import type { Naming } from './shape';

/** What the encoding of one side reads, in that side's names. */
export class SideSource implements Source {
  constructor(
    readonly inputs: Inputs,
    private readonly naming: Naming,
    /** Facts that this side cannot read: it says what they are in a way that is not understood. */
    private readonly unread: ReadonlySet<string>,
  ) {}

  get asOf(): { readonly sym: Sym } {
    return this.inputs.asOf;
  }
  items(list: string): number {
    return this.inputs.items(this.naming.fact(list));
  }
  present(list: string, item: number): Bool {
    return this.inputs.present(this.naming.fact(list), item);
  }
  value(fact: string, item?: number, field?: string): Symbolic {
    if (this.unread.has(fact)) throw new Unsupported('a fact without a type');
    return this.inputs.value(this.naming.fact(fact), item, field === undefined ? undefined : this.naming.field(fact, field));
  }
  paid(clause: string, window: Window): Num {
    return this.inputs.paid(this.naming.clause(clause), window);
  }
}

/** A condition of admission beyond what every applicant of both meets. */
export interface Condition {
  readonly kind: 'interval' | 'members' | 'most-items';
  /** The fact's name on this side. */
  readonly fact: Fact;
  readonly holds: Bool;
}

export class SideProgram {
  readonly enc: Encoding;
  /** What this side says of facts more narrowly than both do together. */
  readonly conditions: readonly Condition[];

  constructor(
    readonly side: Side,
    readonly program: Program,
    merged: Merged,
    private readonly matches: Matches,
    readonly inputs: Inputs,
    numbers: Numbers,
    calendar: Calendar,
  ) {
    const naming = matches.naming[side];
    const unread = new Set([...program.facts.values()].filter((f) => f.type.kind === 'broken').map((f) => f.name));
    const source = new SideSource(inputs, naming, unread);
    this.enc = new Encoding(program, numbers.terms, numbers, calendar, source);
    this.conditions = merged.facts.flatMap((shared) => {
      const own = shared[side];
      return own ? this.narrower(own, shared, merged.program, calendar) : [];
    });
  }

  /** Its intervals, members and requirements hold. @throws Unsupported where a requirement cannot be followed */
  get admitted(): Bool {
    const { terms } = this.enc;
    return terms.and(...this.conditions.map((c) => c.holds), this.enc.admitted);
  }

  private narrower(own: Fact, { merged }: SharedFact, program: Program, calendar: Calendar): readonly Condition[] {
    const { numbers, terms } = this.enc;
    const { inputs } = this;
    const { type } = merged;
    if (type.kind !== 'list' || own.type.kind !== 'list') {
      if (own.type.kind === 'list' || type.kind === 'list') return [];
      return this.scalar(own, own.type, own.bounds, type, merged.bounds, inputs.slots.get(merged.name)?.sym, program, calendar);
    }
    const found: Condition[] = [];
    const count = inputs.counts.get(merged.name);
    const { max } = own.type;
    if (count && max !== undefined && max < inputs.items(merged.name))
      found.push({ kind: 'most-items', fact: own, holds: numbers.compare('<=', numbers.factor(count), numbers.constant(max)) });
    for (let i = 0; i < inputs.items(merged.name); i++)
      for (const field of own.type.fields) {
        const name = this.matches.naming[this.side].field(own.name, field.name);
        const shared = type.fields.find((f) => f.name === name);
        const sym = inputs.slots.get(`${merged.name}[${i}].${name}`)?.sym;
        if (!shared || !sym) continue;
        for (const c of this.scalar(own, field.type, field.interval, shared.type, shared.interval, sym, program, calendar))
          found.push({ ...c, holds: terms.or(terms.not(inputs.present(merged.name, i)), c.holds) });
      }
    return found;
  }

  private scalar(
    fact: Fact,
    type: ScalarType,
    bounds: Bounds | undefined,
    wide: ScalarType,
    wideBounds: Bounds | undefined,
    sym: Sym | undefined,
    program: Program,
    calendar: Calendar,
  ): readonly Condition[] {
    const { numbers, terms } = this.enc;
    if (!sym) return [];
    const found: Condition[] = [];
    const add = (kind: Condition['kind'], holds: Bool): void => {
      if (holds !== terms.true) found.push({ kind, fact, holds });
    };
    switch (sym.kind) {
      case 'number': {
        const { num } = sym;
        const end = (e: Bounds['lower'], w: Bounds['lower'], relation: '>' | '<'): void => {
          if (!e || sameEnd(e, w)) return;
          add('interval', numbers.compare(e.inclusive ? `${relation}=` : relation, num, numbers.constant(fromExact(e.value))));
        };
        end(bounds?.lower, wideBounds?.lower, '>');
        end(bounds?.upper, wideBounds?.upper, '<');
        const step = stepOf(type, this.program);
        if (step && !stepOf(wide, program)?.equals(step)) {
          const scaled = numbers.scale(num, div(1, fromExact(step)));
          add('interval', numbers.compare('=', numbers.floor(scaled), scaled));
        }
        break;
      }
      case 'date': {
        const on = (e: Bounds['lower'], relation: '>=' | '<=', by: 1 | -1, date: DateTerm): void => {
          if (!e) return;
          const whole = dayAt(fromExact(e.value), e.inclusive, by);
          add('interval', calendar.compare(relation, date, calendar.constant(whole)));
        };
        if (!sameEnd(bounds?.lower, wideBounds?.lower)) on(bounds?.lower, '>=', 1, sym.date);
        if (!sameEnd(bounds?.upper, wideBounds?.upper)) on(bounds?.upper, '<=', -1, sym.date);
        break;
      }
      case 'member':
        if (type.kind === 'member' && [...sym.is.keys()].some((m) => !type.members.includes(m)))
          add('members', terms.or(...type.members.map((m) => sym.is.get(m) ?? terms.false)));
        break;
      case 'set':
        if (type.kind === 'set')
          add('members', terms.and(...[...sym.has].filter(([m]) => !type.members.includes(m)).map(([, has]) => terms.not(has))));
        break;
      case 'boolean':
      case 'text':
        break;
      default:
        sym satisfies never;
    }
    return found;
  }

  /** An applicant of both as this side knows them. */
  applicant(shared: Applicant): Applicant {
    const naming = this.matches.naming[this.side];
    const facts = new Map<string, Given>();
    for (const fact of this.program.facts.values()) {
      const given = shared.facts.get(naming.fact(fact.name));
      if (!given) continue;
      facts.set(fact.name, given.kind === 'list' ? { kind: 'list', items: given.items.map((item) => itemOf(item, fact, naming)) } : given);
    }
    const own = new Map([...this.program.clauses.keys()].map((name) => [naming.clause(name), name]));
    const history = shared.history.flatMap((p) => {
      const clause = own.get(p.clause);
      return clause === undefined ? [] : [{ ...p, clause }];
    });
    return { facts, history, ...(shared.asOf !== undefined && { asOf: shared.asOf }) };
  }

  /** An applicant as this side knows them in the names of both. */
  shared(own: Applicant): Applicant {
    const naming = this.matches.naming[this.side];
    const sharedGiven = (list: string, given: Given): Given =>
      given.kind !== 'list'
        ? given
        : {
            kind: 'list',
            items: given.items.map((item) =>
              Object.fromEntries(Object.entries(item).map(([field, value]) => [naming.field(list, field), value])),
            ),
          };
    return {
      ...own,
      facts: new Map([...own.facts].map(([name, given]) => [naming.fact(name), sharedGiven(name, given)])),
      history: own.history.map((p) => ({ ...p, clause: naming.clause(p.clause) })),
    };
  }
}

/** An item of both, as the side knows it. */
function itemOf(item: Readonly<Record<string, Constant>>, { name: list, type }: Fact, naming: Naming): Record<string, Constant> {
  const fields = type.kind === 'list' ? type.fields : [];
  return Object.fromEntries(
    fields.flatMap(({ name }) => {
      const value = item[naming.field(list, name)];
      return value === undefined ? [] : [[name, value] as const];
    }),
  );
}

function sameEnd(a: Bounds['lower'], b: Bounds['lower']): boolean {
  return a === b || (a !== undefined && b !== undefined && a.value.equals(b.value) && a.inclusive === b.inclusive);
}

/** The first day that is not before an end, or the last that is not behind it. */
function dayAt(value: Rational, inclusive: boolean, by: 1 | -1): number {
  const day = typeof value === 'number' ? value : Number(value.n / value.d) + (by > 0 ? 1 : 0);
  return inclusive || typeof value !== 'number' ? day : day + by;
}
