/** One program as terms. Lets and clauses are encoded when they are first asked for, each once. */
import type { Clause, Place, Program, Window } from '../../program/program';
import { Numbers } from '../numeric';
import type { Bool, Num, Terms } from '../terms';
import { Calendar } from './calendar';
import { type ClauseTerms, encodeClause, noClause } from './clause';
import { boolOf, encode, junction } from './expression';
import { Inputs } from './inputs';
import { failed, type Sym, type Symbolic, Unsupported } from './symbolic';

/** Where an expression stands: in a clause, at items of lists (outermost first), behind an amount. */
export interface Scope {
  readonly clause?: Clause;
  readonly items: readonly number[];
  /** The clause's own lets for its item. */
  readonly locals?: Map<string, Symbolic>;
  /** The items of the clause itself, in which its lets are computed. */
  readonly home?: readonly number[];
  /** `this`. */
  readonly current?: Num;
}

export const GLOBAL: Scope = { items: [] };

/** What the encoding of a program reads of applicants: all of them at once (inputs.ts), or one of whom next to everything is known. */
export interface Source {
  readonly asOf: { readonly sym: Sym };
  /** How many items of the list are considered. */
  items(list: string): number;
  /** The nth item is there. */
  present(list: string, item: number): Bool;
  value(fact: string, item?: number, field?: string): Symbolic;
  /** What was paid before for a clause within the window. */
  paid(clause: string, window: Window): Num;
}

export class Encoding {
  /** Nesting of expressions now. */
  depth = 0;
  private readonly lets = new Map<string, Symbolic | 'busy' | Unsupported>();
  private readonly clauses = new Map<string, ClauseTerms | 'busy' | Unsupported>();
  private readonly required = new Map<string, Symbolic>();

  constructor(
    readonly program: Program,
    readonly terms: Terms,
    readonly numbers: Numbers,
    readonly calendar: Calendar,
    readonly source: Source,
  ) {}

  /** A slice of a `marginal`, and when the subject reaches into it: heard by who wants to know. */
  slice(_place: Place, _reaches: Bool): void {}

  globalLet(name: string): Symbolic {
    const item = this.program.lets.get(name);
    return this.once(this.lets, name, () => {
      if (!item) throw new Unsupported('a let that is not declared');
      return this.apart(() => encode(item.value, GLOBAL, this));
    });
  }

  localLet(name: string, scope: Scope): Symbolic {
    const item = scope.clause?.lets.get(name);
    const { locals } = scope;
    if (!item || !locals) throw new Unsupported('a let that is not declared');
    const known = locals.get(name);
    if (known) return known;
    const { current: _, ...rest } = scope;
    const value = encode(item.value, { ...rest, items: scope.home ?? scope.items }, this);
    locals.set(name, value);
    return value;
  }

  clause(name: string): ClauseTerms {
    const clause = this.program.clauses.get(name);
    return this.once(this.clauses, name, () => (clause ? this.apart(() => encodeClause(clause, this)) : noClause(this)));
  }

  /** What a clause's name means in an expression. */
  gross(name: string): Symbolic {
    const { whole } = this.clause(name);
    return { sym: { kind: 'number', num: whole.gross }, failures: whole.failures };
  }

  /** The clauses that a name in `paid` stands for. */
  membersOf(target: string): readonly string[] {
    const { program } = this;
    if (program.clauses.has(target)) return [target];
    const named = (x: { readonly name: string }): boolean => x.name === target;
    return [...new Set((program.groups.find(named) ?? program.limits.find(named))?.members ?? [target])];
  }

  /** The requirements of a file. */
  requirements(uri: string): Symbolic {
    let known = this.required.get(uri);
    if (!known) {
      const tests = this.program.files.find((f) => f.uri === uri)?.requirements ?? [];
      known = junction(
        'and',
        tests.map((t) => this.apart(() => encode(t.condition, GLOBAL, this))),
        this,
      );
      this.required.set(uri, known);
    }
    return known;
  }

  /** Every requirement of the program holds. @throws Unsupported */
  get admitted(): Bool {
    const { terms } = this;
    return terms.and(
      ...this.program.files.map(({ uri }) => {
        const own = this.requirements(uri);
        return terms.and(boolOf(own), terms.not(failed(terms, own.failures)));
      }),
    );
  }

  private apart<T>(compute: () => T): T {
    const { depth } = this;
    this.depth = 0;
    try {
      return compute();
    } finally {
      this.depth = depth;
    }
  }

  private nesting = 0;
  private once<T extends object>(memo: Map<string, T | 'busy' | Unsupported>, name: string, compute: () => T): T {
    const known = memo.get(name);
    if (known === 'busy') throw new Unsupported('a circle');
    if (known instanceof Unsupported) throw known;
    if (known) return known;
    memo.set(name, 'busy');
    this.nesting++;
    try {
      if (this.nesting > 200) throw new Unsupported('a long chain of definitions');
      const made = compute();
      memo.set(name, made);
      return made;
    } catch (e) {
      if (!(e instanceof Unsupported || e instanceof RangeError)) throw e;
      const unsupported = e instanceof Unsupported ? e : new Unsupported('too deep');
      memo.set(name, unsupported);
      throw unsupported;
    } finally {
      this.nesting--;
    }
  }
}

/** One program as terms over every applicant. */
export class Encoder extends Encoding {
  readonly inputs: Inputs;

  constructor(program: Program, terms: Terms, numbers = new Numbers(terms)) {
    const calendar = new Calendar(numbers);
    const inputs = new Inputs(program, numbers, calendar);
    super(program, terms, numbers, calendar, inputs);
    this.inputs = inputs;
  }
}
