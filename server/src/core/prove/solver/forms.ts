/**
 * Comparisons in the shape that the simplex wants: a linear form, shared by all comparisons that differ in their constant or in their sense, and
 * an upper bound for it. Kept by factory, since the questions of one policy ask of the same terms again and again.
 */
import { boundsOf } from '../bounds';
import { add, floor, isInteger, neg, type Rational, show, sign } from '../rational';
import type { Bound, Compare, Factor, Poly, Terms } from '../terms';

export interface Form {
  /** Dense within a factory. */
  readonly id: number;
  readonly integer: boolean;
  /** Of what stands alone: its domain, rounded to whole numbers where it is whole. */
  readonly lower: Bound | undefined;
  readonly upper: Bound | undefined;
  /** What stands alone: one factor, or a product of several that is treated as one unknown. Empty for a sum. */
  readonly factors: readonly Factor[];
  /** The terms of a sum: each stands alone. */
  readonly parts: readonly Form[];
  /** Whole; the first is above zero. */
  readonly coefficients: readonly Rational[];
  /** How many of the parts are numbers with cases. */
  readonly named: number;
}

/** form <= value + epsilon, where epsilon is 0 or -1 times something infinitely small. */
export interface Atom {
  readonly id: number;
  readonly form: Form;
  readonly value: Rational;
  readonly epsilon: 0 | -1;
}

/** A comparison: `upper` and not `below`, where they are there. */
export interface Shape {
  readonly upper: Atom | undefined;
  readonly below: Atom | undefined;
}

export class Forms {
  private readonly forms = new Map<string, Form>();
  private readonly atoms = new Map<string, Atom>();
  private readonly shapes: (Shape | undefined)[] = [];

  constructor(readonly terms: Terms) {}

  get size(): number {
    return this.forms.size;
  }

  shape(c: Compare): Shape {
    const { shapes } = this;
    while (shapes.length <= c.id) shapes.push(undefined);
    let found = shapes[c.id];
    if (!found) {
      found = this.shapeOf(c);
      shapes[c.id] = found;
    }
    return found;
  }

  private shapeOf({ poly, relation }: Compare): Shape {
    const { form, turned } = this.formOf(poly);
    const end = turned ? poly.constant : neg(poly.constant);
    const at = this.atom(form, end, 0);
    const under = form.integer ? this.atom(form, add(end, -1), 0) : this.atom(form, end, -1);
    switch (relation) {
      case '=':
        return { upper: at, below: under };
      case '<=':
        return turned ? { upper: undefined, below: under } : { upper: at, below: undefined };
      case '<':
        return turned ? { upper: undefined, below: at } : { upper: under, below: undefined };
      default:
        return relation satisfies never;
    }
  }

  /** @param value whole where the form is */
  atom(form: Form, value: Rational, epsilon: 0 | -1): Atom {
    const key = `${form.id} ${show(value)} ${epsilon}`;
    let found = this.atoms.get(key);
    if (!found) {
      found = { id: this.atoms.size, form, value, epsilon };
      this.atoms.set(key, found);
    }
    return found;
  }

  /** What stands alone. */
  unit(factors: readonly Factor[]): Form {
    const key = `u${factors.map((f) => f.id).join('.')}`;
    return this.intern(key, (id) => {
      const integer = factors.every((f) => f.integer);
      const { lower, upper } = boundsOf(this.terms.poly([{ factors, coefficient: 1 }], 0));
      return {
        id,
        integer,
        lower: lower && (integer ? wholeLower(lower) : lower),
        upper: upper && (integer ? wholeUpper(upper) : upper),
        factors,
        parts: [],
        coefficients: [],
        named: 0,
      };
    });
  }

  /** The form of a polynomial's monomials; `turned` where the form is their negation. */
  private formOf(poly: Poly): { form: Form; turned: boolean } {
    const { monomials } = poly;
    const turned = sign(monomials[0]?.coefficient ?? 1) < 0;
    const coefficients = monomials.map((m) => (turned ? neg(m.coefficient) : m.coefficient));
    const parts = monomials.map((m) => this.unit(m.factors));
    const [only] = parts;
    if (only && parts.length === 1) return { form: only, turned };
    const key = parts.map((p, i) => `${p.id}*${show(coefficients[i] ?? 0)}`).join('+');
    const integer = parts.every((p) => p.integer) && coefficients.every(isInteger);
    const named = parts.filter((p) => p.factors.length === 1 && p.factors[0]?.kind === 'named').length;
    const form = this.intern(key, (id) => ({ id, integer, lower: undefined, upper: undefined, factors: [], parts, coefficients, named }));
    return { form, turned };
  }

  private intern(key: string, make: (id: number) => Form): Form {
    let found = this.forms.get(key);
    if (!found) {
      found = make(this.forms.size);
      this.forms.set(key, found);
    }
    return found;
  }
}

function wholeLower({ value, strict }: Bound): Bound {
  return { value: strict ? add(floor(value), 1) : neg(floor(neg(value))), strict: false };
}
function wholeUpper({ value, strict }: Bound): Bound {
  return { value: strict ? add(neg(floor(neg(value))), -1) : floor(value), strict: false };
}

const known = new WeakMap<Terms, Forms>();

export function formsOf(terms: Terms): Forms {
  let forms = known.get(terms);
  if (!forms) {
    forms = new Forms(terms);
    known.set(terms, forms);
  }
  return forms;
}
