/**
 * A question in the shape that the search wants: clauses over variables, by the translation of Plaisted and Greenbaum, which states of each
 * junction only the direction that the question needs. Works through lists, never by recursion, so that deep formulas do no harm.
 */
import type { Rational } from '../rational';
import type { Bool, Cases, Choice, Compare, Factor, Flag, Named, Num, Terms, Variable } from '../terms';
import { Arithmetic } from './arithmetic';
import { definitionOf } from './definitions';
import { fixIn } from './fixing';
import { type Atom, type Form, type Forms, formsOf } from './forms';
import { type Clause, type Literal, Search } from './search';

/** Which directions of a junction are stated: it implies its meaning, its meaning implies it, or both. */
const DOWN = 1;
const UP = 2;
type Directions = number;
const turned = (d: Directions): Directions => ((d & DOWN) << 1) | ((d & UP) >> 1);

/** Up to so many members, each two are stated to exclude each other; beyond, a chain of new variables states it. */
const PAIRWISE = 6;

interface Choosing {
  readonly choice: Choice;
  readonly members: Map<string, number>;
}

type Junction = Extract<Bool, { kind: 'and' | 'or' }>;

export interface BuilderOptions {
  /** Values that stand for factors of products. */
  readonly fixed?: ReadonlyMap<Factor, Rational>;
  /** What holds of a number with cases for every applicant, or between numbers with cases of which a sum has the difference. */
  readonly implied?: { readonly of: (named: Named) => readonly Bool[]; readonly within: (sum: Form) => readonly Bool[] };
  /** Variables beyond which building stops. */
  readonly most?: number;
}

export class Builder {
  readonly arithmetic = new Arithmetic();
  readonly search = new Search(this.arithmetic);
  /** What of the question an applicant chooses, with where it stands here. */
  readonly numbers: { readonly variable: Variable; readonly column: number }[] = [];
  readonly flags: { readonly flag: Flag; readonly variable: number }[] = [];
  readonly choices: Choosing[] = [];
  /** Products that stand as one unknown. */
  readonly products: { readonly factors: readonly Factor[]; readonly column: number }[] = [];
  /** Junctions in the order in which they were met: what is nested comes later, where it is not shared. */
  readonly junctions: Junction[] = [];
  /** A domain is empty. */
  empty = false;

  private readonly forms: Forms;
  /** By identity of a Boolean term: its variable here, and the directions stated. */
  private readonly variables = new Map<number, number>();
  private readonly directions = new Map<number, Directions>();
  private readonly columns: (number | undefined)[] = [];
  private readonly atoms = new Map<number, number>();
  private readonly byChoice = new Map<number, Choosing>();
  private readonly pending: (Junction | Compare)[] = [];
  private readonly pendingDirections: Directions[] = [];
  private readonly undefinedYet: Factor[] = [];
  /** Not looked through yet. */
  private readonly sums: Form[] = [];
  private readonly gates = new Map<number, Literal>();
  private truth = -1;

  private readonly fixed: ReadonlyMap<Factor, Rational> | undefined;

  constructor(
    private readonly terms: Terms,
    private readonly options: BuilderOptions = {},
  ) {
    this.forms = formsOf(terms);
    this.fixed = options.fixed;
  }

  /** States all of `facts`; false where the question is larger than the options admit. */
  build(facts: readonly Bool[]): boolean {
    const { most = Number.POSITIVE_INFINITY } = this.options;
    for (const fact of facts) this.state(fact);
    for (;;) {
      if (this.search.variables > most) return false;
      const next = this.pending.pop();
      if (next) this.expand(next, this.pendingDirections.pop() as Directions);
      else {
        const factor = this.undefinedYet.pop();
        const sum = factor ? undefined : this.sums.pop();
        if (factor) this.define(factor);
        else if (sum) for (const fact of this.options.implied?.within(sum) ?? []) this.state(fact);
        else break;
      }
    }
    for (const c of this.choices) this.stateChoice(c);
    this.arithmetic.chain(this.search);
    this.search.firstMadeFirst();
    return true;
  }

  /** States what holds whatever else. */
  state(fact: Bool): void {
    const list: Bool[] = [fact];
    for (let b = list.pop(); b; b = list.pop()) {
      if (b.kind === 'and') list.push(...b.args);
      else if (b.kind === 'or') this.search.addClause(b.args.map((a) => this.literal(a, DOWN)));
      else if (b.kind === 'not' && b.operand.kind === 'or') for (const a of b.operand.args) list.push(this.terms.not(a));
      else this.search.addClause([this.literal(b, DOWN)]);
    }
  }

  // ---------------------------------------------------------------------------------------------- Boolean terms

  /** The literal of a term that is used in these directions. */
  literal(term: Bool, directions: Directions): Literal {
    let b = term;
    let sign = 0;
    let d = directions;
    if (b.kind === 'compare' && this.fixed) b = fixIn(this.terms, b, this.fixed);
    if (b.kind === 'not') {
      b = b.operand;
      sign = 1;
      d = turned(d);
      if (b.kind === 'compare' && this.fixed) b = fixIn(this.terms, b, this.fixed);
    }
    switch (b.kind) {
      case 'constant':
        return (b.value ? this.true() : this.true() ^ 1) ^ sign;
      case 'not':
        return this.literal(b.operand, turned(d)) ^ 1 ^ sign;
      case 'flag':
        return (2 * this.flag(b)) ^ sign;
      case 'is':
        return (2 * this.member(b.choice, b.member)) ^ sign;
      case 'compare': {
        const { upper, below } = this.forms.shape(b);
        if (upper && !below) return (2 * this.atom(upper)) ^ sign;
        if (below && !upper) return (2 * this.atom(below) + 1) ^ sign;
        return (2 * this.gate(b, d)) ^ sign;
      }
      case 'and':
      case 'or':
        return (2 * this.gate(b, d)) ^ sign;
      default:
        return b satisfies never;
    }
  }

  private gate(b: Junction | Compare, directions: Directions): number {
    let v = this.variables.get(b.id);
    let stated = 0;
    if (v === undefined) {
      v = this.search.newVariable();
      this.variables.set(b.id, v);
      if (b.kind !== 'compare') this.junctions.push(b);
    } else stated = this.directions.get(b.id) as Directions;
    const missing = directions & ~stated;
    if (missing !== 0) {
      this.directions.set(b.id, stated | missing);
      this.pending.push(b);
      this.pendingDirections.push(missing);
    }
    return v;
  }

  private expand(b: Junction | Compare, directions: Directions): void {
    const own = 2 * (this.variables.get(b.id) as number);
    // An `or` is the negation of an `and` of negations; an equation is an `and` of two ends.
    const flip = b.kind === 'or' ? 1 : 0;
    const parts: Literal[] = [];
    if (b.kind === 'compare') {
      const { upper, below } = this.forms.shape(b);
      if (upper) parts.push(2 * this.atom(upper));
      if (below) parts.push(2 * this.atom(below) + 1);
    } else for (const a of b.args) parts.push(this.literal(a, directions) ^ flip);
    const head = own ^ flip;
    const single = flip ? UP : DOWN;
    if (directions & single) for (const part of parts) this.search.addClause([head ^ 1, part]);
    if (directions & (DOWN + UP - single)) {
      const clause: Clause = [head];
      for (const part of parts) clause.push(part ^ 1);
      this.search.addClause(clause);
    }
  }

  private true(): Literal {
    if (this.truth < 0) {
      this.truth = 2 * this.search.newVariable();
      this.search.addClause([this.truth]);
    }
    return this.truth;
  }

  private flag(flag: Flag): number {
    let v = this.variables.get(flag.id);
    if (v === undefined) {
      v = this.search.newVariable();
      this.variables.set(flag.id, v);
      this.flags.push({ flag, variable: v });
    }
    return v;
  }

  private member(choice: Choice, member: string): number {
    let c = this.byChoice.get(choice.id);
    if (!c) {
      c = { choice, members: new Map() };
      this.byChoice.set(choice.id, c);
      this.choices.push(c);
    }
    let v = c.members.get(member);
    if (v === undefined) {
      v = this.search.newVariable();
      c.members.set(member, v);
    }
    return v;
  }

  /** One member and no other: of those that the question names, at most one. */
  private stateChoice({ choice, members }: Choosing): void {
    const { search } = this;
    const all = [...members.values()];
    if (all.length === choice.members.length) search.addClause(all.map((v) => 2 * v));
    if (all.length <= PAIRWISE) {
      for (let i = 0; i < all.length; i++)
        for (let j = 0; j < i; j++) search.addClause([2 * (all[i] as number) + 1, 2 * (all[j] as number) + 1]);
      return;
    }
    // `so far` says that one of the members up to here is taken.
    let before = -1;
    for (const v of all) {
      const soFar = search.newVariable();
      search.addClause([2 * v + 1, 2 * soFar]);
      if (before >= 0) {
        search.addClause([2 * before + 1, 2 * soFar]);
        search.addClause([2 * before + 1, 2 * v + 1]);
      }
      before = soFar;
    }
  }

  // ---------------------------------------------------------------------------------------------- numbers

  private atom(atom: Atom): number {
    let v = this.atoms.get(atom.id);
    if (v === undefined) {
      v = this.search.newVariable();
      this.atoms.set(atom.id, v);
      this.arithmetic.addAtom(v, this.column(atom.form), atom.value, atom.epsilon);
    }
    return v;
  }

  /** Ends that the question sets for a factor. */
  comparedWith(f: Factor): readonly Rational[] {
    return this.arithmetic.endsOf(this.columnOf([f]) ?? -1);
  }

  /** The column of a product, or of what stands alone; undefined where the question has none. */
  columnOf(factors: readonly Factor[]): number | undefined {
    return this.columns[this.forms.unit(factors).id];
  }

  private column(form: Form): number {
    const known = this.columns[form.id];
    if (known !== undefined) return known;
    const { arithmetic } = this;
    const { simplex } = arithmetic;
    let c: number;
    if (form.parts.length > 0) {
      const parts = form.parts.map((p) => this.column(p));
      c = simplex.addRow(form.integer, parts, [...form.coefficients]);
      if (form.named > 1) this.sums.push(form);
    } else {
      c = arithmetic.addColumn(form.integer);
      const { lower, upper } = form;
      if (lower) simplex.assertLower(c, lower.value, lower.strict ? 1 : 0);
      if (upper && simplex.assertUpper(c, upper.value, upper.strict ? -1 : 0)) this.empty = true;
      this.enter(form, c);
    }
    this.columns[form.id] = c;
    return c;
  }

  private enter({ factors }: Form, column: number): void {
    const [f] = factors;
    if (!f) return;
    if (factors.length > 1) {
      this.products.push({ factors, column });
      for (const factor of factors) this.column(this.forms.unit([factor]));
    } else if (f.kind === 'variable') this.numbers.push({ variable: f, column });
    else this.undefinedYet.push(f);
  }

  private define(f: Factor): void {
    switch (f.kind) {
      case 'variable':
        return;
      case 'floor':
        for (const fact of definitionOf(this.terms, f, f.of)) this.state(fact);
        return;
      case 'named':
        this.defineCases(f);
        for (const fact of this.options.implied?.of(f) ?? []) this.state(fact);
        return;
      default:
        f satisfies never;
    }
  }

  /** Each part of the tree of cases has a literal that is true where the conditions lead to it. */
  private defineCases(named: Named): void {
    this.gates.clear();
    const list: Cases[] = [named.value];
    this.gates.set(named.value.id, this.true());
    for (let cases = list.pop(); cases; cases = list.pop()) {
      const here = this.gates.get(cases.id) as Literal;
      const condition = this.literal(cases.condition, DOWN | UP);
      this.lead(named, here, condition ^ 1, cases.then, list);
      this.lead(named, here, condition, cases.else, list);
    }
  }

  private lead(named: Named, here: Literal, unless: Literal, to: Num, list: Cases[]): void {
    const clause = [here ^ 1, unless];
    if (to.kind === 'cases') {
      let gate = this.gates.get(to.id);
      if (gate === undefined) {
        gate = 2 * this.search.newVariable();
        this.gates.set(to.id, gate);
        list.push(to);
      }
      this.search.addClause([...clause, gate]);
      return;
    }
    for (const fact of definitionOf(this.terms, named, to)) {
      if (fact.kind === 'constant' && fact.value) continue;
      const alternatives = fact.kind === 'or' ? fact.args : [fact];
      this.search.addClause([...clause, ...alternatives.map((a) => this.literal(a, DOWN))]);
    }
  }
}
