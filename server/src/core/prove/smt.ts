/**
 * A question as SMT-LIB 2 text, for the second step, and the model that its answer describes. The text is a chain of definitions in the order
 * of need, never deeper than a few parentheses, so neither side's stack depends on the formula's size. Names are numbers behind a letter:
 * what an author calls things never reaches the solver.
 */
import { signOf } from './bounds';
import { type Rational, sign } from './rational';
import { literal, readNumber } from './smtValues';
import type { Bool, Choice, Factor, Flag, Model, Num, Poly, Quotient, Variable } from './terms';

/** The values of declared names, as the solver spells them, a root of a polynomial by numbers close below and above; names may be missing. */
export type SmtValues = ReadonlyMap<string, readonly [value: string] | readonly [below: string, above: string]>;

export interface SmtQuestion {
  /** Declarations, definitions and assertions; no commands that ask. */
  readonly text: string;
  /** The declared names whose values {@link models} reads. */
  readonly names: readonly string[];
  /** Whether products of unknowns occur. */
  readonly nonlinear: boolean;
  /**
   * The model of an answer. Where it has roots of polynomials, no model of rational numbers need be; those that are made of the numbers close
   * to them are candidates.
   */
  models(values: SmtValues): readonly Model[];
}

/** Longer texts are defined under a name of their own even where they are used once. */
const INLINE = 200;
/** Up to this many roots in an answer are combined in every way. */
const MIXED = 4;

/** A node of the graph in the sort it is wanted in; Boolean terms have one only. */
type Item =
  | { readonly kind: 'bool'; readonly term: Bool }
  | { readonly kind: 'poly'; readonly term: Poly; readonly real: boolean }
  | { readonly kind: 'num'; readonly term: Num; readonly real: boolean }
  | { readonly kind: 'factor'; readonly term: Factor; readonly real: boolean };

const keyOf = (i: Item): string => (i.kind === 'bool' ? `${i.term.id}` : `${i.kind[0]}${i.term.id}${i.real ? 'r' : 'i'}`);
const polyItem = (term: Poly, real: boolean): Item => ({ kind: 'poly', term, real });
const isOne = (p: Poly): boolean => p.monomials.length === 0;

/** What has to be written before the item. */
function needs(item: Item): readonly Item[] {
  switch (item.kind) {
    case 'bool': {
      const b = item.term;
      if (b.kind === 'not') return [{ kind: 'bool', term: b.operand }];
      if (b.kind === 'and' || b.kind === 'or') return b.args.map((term) => ({ kind: 'bool', term }));
      return b.kind === 'compare' ? factors(b.poly, !b.poly.integer) : [];
    }
    case 'poly':
      return factors(item.term, item.real);
    case 'num': {
      const { term, real } = item;
      if (term.kind === 'cases')
        return [
          { kind: 'bool', term: term.condition },
          { kind: 'num', term: term.then, real },
          { kind: 'num', term: term.else, real },
        ];
      const numerator = polyItem(term.numerator, real);
      return isOne(term.denominator) ? [numerator] : [numerator, polyItem(term.denominator, real)];
    }
    case 'factor': {
      const f = item.term;
      if (f.kind === 'variable') return [];
      return [f.kind === 'named' ? { kind: 'num', term: f.value, real: !f.integer } : { kind: 'num', term: f.of, real: true }];
    }
    default:
      return item satisfies never;
  }
}

function factors(p: Poly, real: boolean): readonly Item[] {
  return p.monomials.flatMap((m) => m.factors.map((term): Item => ({ kind: 'factor', term, real })));
}

class Writer {
  private readonly lines: string[] = [];
  private readonly texts = new Map<string, string>();
  private readonly uses = new Map<string, number>();
  private readonly variables = new Map<Variable, string>();
  private readonly flags = new Map<Flag, string>();
  private readonly choices = new Map<Choice, Map<string, string>>();
  private names = 0;
  nonlinear = false;

  constructor(private readonly formula: Bool) {}

  write(): string {
    const root: Item = { kind: 'bool', term: this.formula };
    for (const item of this.inOrder(root)) this.place(item, this.spell(item));
    for (const members of this.choices.values()) this.oneOf(members);
    for (const [choice, members] of this.choices)
      if (members.size === choice.members.length) this.assert(`(or ${[...members.values()].join(' ')})`);
    this.assert(this.text(root));
    return this.lines.join('\n');
  }

  declared(): readonly string[] {
    const members = [...this.choices.values()].flatMap((each) => [...each.values()]);
    return [...this.variables.values(), ...this.flags.values(), ...members];
  }

  models(values: SmtValues): readonly Model[] {
    const roots = [...this.variables.values()].filter((name) => values.get(name)?.length === 2);
    // All below, all above, and where there are few of them everything between.
    const sides = roots.length > MIXED ? [0, -1] : Array.from({ length: 2 ** roots.length }, (_, i) => i);
    return sides.flatMap((bits) => this.model(values, (name) => (bits >> roots.indexOf(name)) & 1) ?? []);
  }

  private model(values: SmtValues, side: (name: string) => number): Model | undefined {
    const numbers = new Map<Variable, Rational>();
    for (const [variable, name] of this.variables) {
      const texts = values.get(name);
      if (!texts) continue;
      const value = readNumber((texts.length === 2 ? texts[side(name)] : texts[0]) ?? '');
      if (value === undefined) return undefined;
      numbers.set(variable, value);
    }
    const holds = (name: string): boolean => values.get(name)?.[0] === 'true';
    const flags = new Map([...this.flags].map(([flag, name]) => [flag, holds(name)]));
    const choices = new Map<Choice, string>();
    for (const [choice, members] of this.choices) {
      const chosen = [...members].find(([, name]) => holds(name))?.[0] ?? choice.members.find((m) => !members.has(m));
      if (chosen !== undefined) choices.set(choice, chosen);
    }
    return { numbers, flags, choices };
  }

  /** Everything below the root, what is needed before what needs it, each once; counts the uses. */
  private inOrder(root: Item): readonly Item[] {
    const order: Item[] = [];
    const stack: { item: Item; open: readonly Item[]; at: number }[] = [{ item: root, open: needs(root), at: 0 }];
    this.uses.set(keyOf(root), 1);
    for (let top = stack.at(-1); top; top = stack.at(-1)) {
      const child = top.open[top.at++];
      if (!child) {
        order.push(top.item);
        stack.pop();
        continue;
      }
      const key = keyOf(child);
      const uses = this.uses.get(key) ?? 0;
      this.uses.set(key, uses + 1);
      if (uses === 0) stack.push({ item: child, open: needs(child), at: 0 });
    }
    return order;
  }

  private text(item: Item): string {
    return this.texts.get(keyOf(item)) ?? '';
  }

  /** Keeps the text for those that need it, under a name where it is long or needed more than once. */
  private place(item: Item, text: string): void {
    const key = keyOf(item);
    const inline = !text.startsWith('(') || (text.length <= INLINE && (this.uses.get(key) ?? 0) <= 1);
    this.texts.set(key, inline ? text : this.define(text, item.kind === 'bool' ? 'Bool' : item.real ? 'Real' : 'Int'));
  }

  private define(text: string, sort: string): string {
    const name = `d${++this.names}`;
    this.lines.push(`(define-fun ${name} () ${sort} ${text})`);
    return name;
  }
  private declare(letter: string, sort: string): string {
    const name = `${letter}${++this.names}`;
    this.lines.push(`(declare-fun ${name} () ${sort})`);
    return name;
  }
  private assert(text: string): void {
    this.lines.push(`(assert ${text})`);
  }

  private spell(item: Item): string {
    switch (item.kind) {
      case 'bool':
        return this.bool(item.term);
      case 'poly':
        return this.poly(item.term, item.real, true);
      case 'num':
        return item.term.kind === 'cases' ? this.cases(item) : this.quotient(item.term, item.real);
      case 'factor':
        return this.factor(item.term, item.real);
      default:
        return item satisfies never;
    }
  }

  private bool(b: Bool): string {
    switch (b.kind) {
      case 'constant':
        return b.value ? 'true' : 'false';
      case 'flag': {
        const name = this.flags.get(b) ?? this.declare('p', 'Bool');
        this.flags.set(b, name);
        return name;
      }
      case 'is':
        return this.member(b.choice, b.member);
      case 'not':
        return `(not ${this.text({ kind: 'bool', term: b.operand })})`;
      case 'and':
      case 'or':
        return `(${b.kind} ${b.args.map((term) => this.text({ kind: 'bool', term })).join(' ')})`;
      case 'compare': {
        const real = !b.poly.integer;
        const { constant } = b.poly;
        const end = literal(typeof constant === 'number' ? 0 - constant : { n: -constant.n, d: constant.d }, real);
        return `(${b.relation} ${this.poly(b.poly, real, false)} ${end})`;
      }
      default:
        return b satisfies never;
    }
  }

  private poly(p: Poly, real: boolean, withConstant: boolean): string {
    const parts = p.monomials.map((m) => {
      if (m.factors.length > 1) this.nonlinear = true;
      const names = m.factors.map((term) => this.text({ kind: 'factor', term, real }));
      if (m.coefficient !== 1) names.unshift(literal(m.coefficient, real));
      return names.length === 1 ? (names[0] ?? '') : `(* ${names.join(' ')})`;
    });
    if (parts.length === 0 || (withConstant && sign(p.constant) !== 0)) parts.push(literal(p.constant, real));
    return parts.length === 1 ? (parts[0] ?? '') : `(+ ${parts.join(' ')})`;
  }

  private cases(item: Extract<Item, { kind: 'num' }>): string {
    return `(ite ${needs(item)
      .map((child) => this.text(child))
      .join(' ')})`;
  }

  /** A quotient is a number of its own with what multiplying out says of it; zero where the denominator is, as everywhere in the prover. */
  private quotient({ numerator, denominator }: Quotient, real: boolean): string {
    const top = this.text(polyItem(numerator, real));
    if (isOne(denominator)) return top;
    this.nonlinear = true;
    const bottom = this.text(polyItem(denominator, real));
    const name = this.declare('q', 'Real');
    const exact = `(= (* ${name} ${bottom}) ${top})`;
    this.assert(signOf(denominator) === 0 ? `(ite (= ${bottom} 0.0) (= ${name} 0.0) ${exact})` : exact);
    return name;
  }

  private factor(f: Factor, real: boolean): string {
    const text = f.kind === 'variable' ? this.variable(f) : this.inner(f);
    return f.integer && real ? `(to_real ${text})` : text;
  }
  private inner(f: Exclude<Factor, Variable>): string {
    if (f.kind === 'named') return this.text({ kind: 'num', term: f.value, real: !f.integer });
    return `(to_int ${this.text({ kind: 'num', term: f.of, real: true })})`;
  }

  private variable(v: Variable): string {
    const known = this.variables.get(v);
    if (known) return known;
    const name = this.declare('v', v.integer ? 'Int' : 'Real');
    this.variables.set(v, name);
    // An end that is a fraction is compared as a real number, for whole variables too.
    const bound = (relation: string, { value, strict }: { value: Rational; strict: boolean }): void => {
      const real = !v.integer || typeof value !== 'number';
      this.assert(`(${relation}${strict ? '' : '='} ${real && v.integer ? `(to_real ${name})` : name} ${literal(value, real)})`);
    };
    if (v.lower) bound('>', v.lower);
    if (v.upper) bound('<', v.upper);
    return name;
  }

  private member(choice: Choice, member: string): string {
    const members = this.choices.get(choice) ?? new Map<string, string>();
    this.choices.set(choice, members);
    const name = members.get(member) ?? this.declare('c', 'Bool');
    members.set(member, name);
    return name;
  }

  /** At most one of the members that are mentioned: none together with any before it. */
  private oneOf(members: ReadonlyMap<string, string>): void {
    let before: string | undefined;
    for (const name of members.values()) {
      if (before) this.assert(`(not (and ${name} ${before}))`);
      before = before ? this.define(`(or ${before} ${name})`, 'Bool') : name;
    }
  }
}

export function toSmt(formula: Bool): SmtQuestion {
  const writer = new Writer(formula);
  const text = writer.write();
  return { text, names: writer.declared(), nonlinear: writer.nonlinear, models: (values) => writer.models(values) };
}
