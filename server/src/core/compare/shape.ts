/**
 * Whether two items say the same: typed bodies as numbers, equal where the bodies are. Names are those that both sides share, a let stands for
 * what it says (so one that is inlined, moved into a clause or renamed changes nothing), and places, titles and labels do not count.
 */
import type { Clause, Constant, Expression, Interval, Limit, Pattern, Program, Step, Window } from '../program/program';
import type { Bounds, ListType, ScalarType } from '../program/types';

/** Numbers for bodies; one for both sides, so that equal ones meet. */
export class Shapes {
  private readonly known = new Map<string, number>();

  id(...parts: readonly (string | number | undefined)[]): number {
    const key = parts.map((p) => (typeof p === 'string' ? JSON.stringify(p) : String(p))).join(' ');
    let id = this.known.get(key);
    if (id === undefined) {
      id = this.known.size;
      this.known.set(key, id);
    }
    return id;
  }
}

/** How a side's names are called on both. */
export interface Naming {
  fact(name: string): string;
  /** @param list the side's own name of the list */
  field(list: string, name: string): string;
  clause(name: string): string;
}

/** Deeper than this a body is told apart by identity: nothing is said to be equal that was not compared. */
const DEEPEST = 400;

/** The bodies of one program. */
export class Bodies {
  private readonly lets = new Map<string, number>();
  private depth = 0;
  private unique = 0;

  constructor(
    private readonly program: Program,
    private readonly shapes: Shapes,
    private readonly naming: Naming,
    /** Tells sides apart where something cannot be compared. */
    private readonly side: string,
  ) {}

  clause(c: Clause): number {
    return this.shapes.id('clause', ...this.clauseParts(c).map((p) => p.id));
  }

  /** The parts of a clause's body by name. */
  clauseParts(c: Clause): readonly { readonly part: string; readonly id: number }[] {
    const { shapes } = this;
    const conditions = c.conditions.map((w) => shapes.id(w.any ? 'any' : 'all', ...w.tests.map((t) => this.expression(t.condition, c))));
    const { benefit } = c;
    const award =
      benefit.kind === 'award'
        ? shapes.id('award', benefit.upTo ? 1 : 0, this.expression(benefit.amount, c))
        : benefit.kind === 'unspecified'
          ? shapes.id('unspecified', benefit.text)
          : benefit.kind === 'grants'
            ? shapes.id('grants', benefit.what)
            : this.apart();
    return [
      { part: 'each', id: shapes.id('each', c.each === undefined ? undefined : this.naming.fact(c.each)) },
      { part: 'conditions', id: shapes.id('conditions', ...conditions) },
      { part: 'award', id: award },
      { part: 'steps', id: shapes.id('steps', ...c.steps.map((s) => this.step(s, c))) },
      { part: 'effective', id: shapes.id('effective', c.effective?.from, c.effective?.to) },
      { part: 'currency', id: shapes.id('currency', c.currency) },
    ];
  }

  limit(l: Limit): number {
    const { shapes, naming } = this;
    return shapes.id(
      'limit',
      l.each === undefined ? undefined : naming.fact(l.each),
      shapes.id('members', ...l.members.map((m) => naming.clause(m))),
      this.expression(l.cap, undefined),
      l.window ? this.window(l.window, undefined) : undefined,
    );
  }

  private step(s: Step, clause: Clause): number {
    const { shapes } = this;
    const condition = s.condition ? this.expression(s.condition, clause) : undefined;
    switch (s.kind) {
      case 'less':
      case 'floor':
        return shapes.id(s.kind, this.expression(s.amount, clause), condition);
      case 'cap':
        return shapes.id('cap', this.expression(s.amount, clause), s.window ? this.window(s.window, clause) : undefined, condition);
      case 'round':
        return shapes.id('round', s.mode, this.expression(s.to, clause), condition);
      default:
        return s satisfies never;
    }
  }

  private window(w: Window, clause: Clause | undefined): number {
    return w.kind === 'within' ? this.shapes.id('within', w.by, this.expression(w.length, clause)) : this.shapes.id(w.kind);
  }

  expression(e: Expression, clause?: Clause): number {
    if (this.depth > DEEPEST) return this.apart();
    this.depth++;
    try {
      return this.read(e, clause);
    } finally {
      this.depth--;
    }
  }

  /** A number that nothing else has. */
  private apart(): number {
    return this.shapes.id('apart', this.side, this.unique++);
  }

  private read(e: Expression, clause: Clause | undefined): number {
    const { shapes, naming } = this;
    const of = (x: Expression): number => this.expression(x, clause);
    switch (e.op) {
      case 'constant':
        return shapes.id('constant', constantText(e.value));
      case 'fact':
        return shapes.id('fact', naming.fact(e.name));
      case 'field':
        return shapes.id('field', naming.fact(e.list), naming.field(e.list, e.field), e.depth);
      case 'let':
        return this.letBody(e.name, e.clause === undefined ? undefined : clause);
      case 'clause':
        return shapes.id('gross', naming.clause(e.name));
      case 'paid':
        // What was paid for the clause itself is that, whatever the clause is called.
        return shapes.id('paid', e.target === clause?.name ? 0 : naming.clause(e.target), e.within ? of(e.within) : undefined);
      case 'this':
      case 'as_of':
        return shapes.id(e.op);
      case 'not':
      case 'negate':
        return shapes.id(e.op, of(e.operand));
      case 'and':
      case 'or':
      case 'add':
      case 'subtract':
      case 'multiply':
      case 'divide':
        return shapes.id(e.op, of(e.left), of(e.right));
      case 'compare':
        return shapes.id('compare', e.relation, of(e.left), of(e.right));
      case 'interval':
        return shapes.id('interval', of(e.subject), this.interval(e.interval, clause));
      case 'has':
        return shapes.id('has', of(e.set), of(e.member));
      case 'in':
        return shapes.id('in', of(e.subject), ...e.members.map(of));
      case 'shift':
        return shapes.id('shift', of(e.date), of(e.amount), e.sign, e.by);
      case 'if':
        return shapes.id('if', of(e.condition), of(e.then), of(e.else));
      case 'table':
        return shapes.id(
          'table',
          ...e.subjects.map(of),
          ...e.rows.map((r) =>
            shapes.id('row', ...r.columns.map((c) => shapes.id('column', ...c.map((p) => this.pattern(p, clause)))), of(r.value)),
          ),
          e.otherwise ? of(e.otherwise) : undefined,
        );
      case 'marginal':
        return shapes.id(
          'marginal',
          of(e.subject),
          ...e.rows.map((r) => shapes.id('slice', this.interval(r.interval, clause), of(r.rate))),
        );
      case 'select':
        return shapes.id(
          'select',
          e.select,
          e.each === undefined ? undefined : naming.fact(e.each),
          ...e.entries.map((x) => shapes.id('entry', of(x.value), x.condition ? of(x.condition) : undefined)),
        );
      case 'call':
        return shapes.id('call', e.fn, ...e.args.map(of));
      case 'broken':
        return this.apart();
      default:
        return e satisfies never;
    }
  }

  private letBody(name: string, clause: Clause | undefined): number {
    const item = clause ? clause.lets.get(name) : this.program.lets.get(name);
    if (!item) return this.apart();
    // A clause's own let may speak of the item at hand, which is the same for each use of it in the clause.
    const key = clause ? `${clause.name} ${name}` : name;
    let known = this.lets.get(key);
    if (known === undefined) {
      // Told apart from everything while it is read: a circle ends here.
      this.lets.set(key, this.apart());
      known = this.expression(item.value, clause);
      this.lets.set(key, known);
    }
    return known;
  }

  private interval({ lower, upper }: Interval, clause: Clause | undefined): number {
    const end = (x: Interval['lower']): number =>
      x ? this.shapes.id('end', x.inclusive ? 1 : 0, this.expression(x.value, clause)) : this.shapes.id('open');
    return this.shapes.id('ends', end(lower), end(upper));
  }

  private pattern(p: Pattern, clause: Clause | undefined): number {
    switch (p.kind) {
      case 'any':
        return this.shapes.id('any value');
      case 'interval':
        return this.interval(p.interval, clause);
      case 'value':
        return this.shapes.id('value', this.expression(p.value, clause));
      default:
        return p satisfies never;
    }
  }
}

export function constantText(c: Constant | undefined): string {
  if (!c) return '';
  switch (c.kind) {
    case 'number':
      return c.value.toString();
    case 'boolean':
      return String(c.value);
    case 'date':
      return `day ${c.day}`;
    case 'text':
      return `"${c.value.normalize('NFC')}"`;
    case 'member':
      return `member ${c.member}`;
    case 'set':
      return `set ${c.members.join(' ')}`;
    default:
      return c satisfies never;
  }
}

/** The same for types whose values are the same; labels and units of display do not count. */
export function typeText(type: ScalarType | ListType): string {
  switch (type.kind) {
    case 'number':
      return `number ${type.dimension}${type.integer ? ` whole ${type.unit ?? ''}` : ''}`;
    case 'member':
    case 'set':
      return `${type.kind} ${[...type.members].sort().join(' ')}`;
    case 'list':
      return `list ${type.max ?? ''} { ${type.fields
        .map((f) => `${f.name}: ${typeText(f.type)} ${boundsText(f.interval)}`)
        .sort()
        .join('; ')} }`;
    case 'boolean':
    case 'date':
    case 'text':
    case 'broken':
      return type.kind;
    default:
      return type satisfies never;
  }
}

export function boundsText({ lower, upper }: Bounds = {}): string {
  const end = (e: Bounds['lower'], words: readonly [string, string]): string =>
    e ? `${words[e.inclusive ? 0 : 1]} ${e.value.toString()}` : '';
  return `${end(lower, ['from', 'over'])} ${end(upper, ['to', 'below'])}`.trim();
}
