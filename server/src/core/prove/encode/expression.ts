/** Expressions as terms, by the meaning that evaluate/ gives them: one function a kind of node. Nothing is unknown; errors are kept beside values. */
import type { Expression, Interval } from '../../program/program';
import { fromExact } from '../rational';
import type { Bool, Num } from '../terms';
import type { Encoding, Scope } from './encoder';
import { windowOf } from './history';
import { chooseSym, type Failure, failed, guarded, isMark, NONE, type Sym, type Symbolic, Unsupported, union } from './symbolic';
import { marginal, select, table } from './tables';

type Of<Op extends Expression['op']> = Extract<Expression, { op: Op }>;

/** Expressions nested deeper are not followed: the stack is finite. */
const DEEPEST = 300;

export function encode(e: Expression, scope: Scope, enc: Encoding): Symbolic {
  if (++enc.depth > DEEPEST) {
    enc.depth = 0;
    throw new Unsupported('an expression that is nested very deep');
  }
  try {
    return encodeNode(e, scope, enc);
  } finally {
    enc.depth--;
  }
}

export function numOf(s: Symbolic): Num {
  if (s.sym.kind !== 'number') throw new Unsupported('no number');
  return s.sym.num;
}
export function boolOf(s: Symbolic): Bool {
  if (s.sym.kind !== 'boolean') throw new Unsupported('no condition');
  return s.sym.bool;
}
function dateOf(s: Symbolic) {
  if (s.sym.kind !== 'date') throw new Unsupported('no date');
  return s.sym.date;
}

export const plain = (sym: Sym): Symbolic => ({ sym, failures: NONE });

function encodeNode(e: Expression, scope: Scope, enc: Encoding): Symbolic {
  const { terms, numbers, source } = enc;
  switch (e.op) {
    case 'constant':
      return plain(constant(e, enc));
    case 'fact':
      return source.value(e.name);
    case 'field': {
      const index = scope.items[scope.items.length - 1 - e.depth];
      if (index === undefined) throw new Unsupported('a field outside its list');
      return source.value(e.list, index, e.field);
    }
    case 'let':
      return e.clause === undefined ? enc.globalLet(e.name) : enc.localLet(e.name, scope);
    case 'clause':
      return enc.gross(e.name);
    case 'paid': {
      const members = enc.membersOf(e.target);
      const length = e.within ? encode(e.within, scope, enc).failures : NONE;
      const window = windowOf(e.within);
      return {
        sym: { kind: 'number', num: members.reduce<Num>((sum, m) => numbers.add(sum, source.paid(m, window)), numbers.zero) },
        failures: length,
      };
    }
    case 'this':
      if (!scope.current) throw new Unsupported('no amount so far');
      return plain({ kind: 'number', num: scope.current });
    case 'as_of':
      return plain(source.asOf.sym);
    case 'not': {
      const operand = encode(e.operand, scope, enc);
      return { sym: { kind: 'boolean', bool: terms.not(boolOf(operand)) }, failures: operand.failures };
    }
    case 'negate': {
      const operand = encode(e.operand, scope, enc);
      return { sym: { kind: 'number', num: numbers.negate(numOf(operand)) }, failures: operand.failures };
    }
    case 'and':
    case 'or':
      return junction(
        e.op,
        spine(e).map((x) => encode(x, scope, enc)),
        enc,
      );
    case 'compare': {
      const left = encode(e.left, scope, enc);
      const right = encode(e.right, scope, enc);
      return {
        sym: { kind: 'boolean', bool: compare(e.relation, left.sym, right.sym, enc) },
        failures: union(terms, left.failures, right.failures),
      };
    }
    case 'interval':
      return inInterval(encode(e.subject, scope, enc), e.interval, scope, enc);
    case 'has': {
      const set = encode(e.set, scope, enc);
      const member = encode(e.member, scope, enc);
      return { sym: { kind: 'boolean', bool: has(set.sym, member.sym, enc) }, failures: union(terms, set.failures, member.failures) };
    }
    case 'in': {
      const subject = encode(e.subject, scope, enc);
      const tests = e.members.map((m): Symbolic => {
        const member = encode(m, scope, enc);
        return {
          sym: { kind: 'boolean', bool: compare('=', subject.sym, member.sym, enc) },
          failures: union(terms, subject.failures, member.failures),
        };
      });
      return junction('or', tests, enc);
    }
    case 'add':
    case 'subtract':
    case 'multiply':
    case 'divide':
      return chain(e, scope, enc);
    case 'shift': {
      const date = encode(e.date, scope, enc);
      const amount = encode(e.amount, scope, enc);
      const by = e.sign < 0 ? numbers.negate(numOf(amount)) : numOf(amount);
      if (!whole(by, enc)) throw new Unsupported('a part of a day or month');
      const shifted = e.by === 'month' ? enc.calendar.shiftMonths(dateOf(date), by) : enc.calendar.shiftDays(dateOf(date), by);
      return { sym: { kind: 'date', date: shifted }, failures: union(terms, date.failures, amount.failures) };
    }
    case 'if': {
      const condition = encode(e.condition, scope, enc);
      const holds = boolOf(condition);
      if (holds.kind === 'constant' && condition.failures.length === 0) return encode(holds.value ? e.then : e.else, scope, enc);
      const yes = encode(e.then, scope, enc);
      const no = encode(e.else, scope, enc);
      return {
        sym: chooseSym(numbers, holds, yes.sym, no.sym),
        failures: union(terms, condition.failures, guarded(terms, holds, yes.failures), guarded(terms, terms.not(holds), no.failures)),
      };
    }
    case 'table':
      return table(e, scope, enc);
    case 'marginal':
      return marginal(e, scope, enc);
    case 'select':
      return select(e, scope, enc);
    case 'call':
      return call(e, scope, enc);
    case 'broken':
      throw new Unsupported('something that could not be read');
    default:
      return e satisfies never;
  }
}

function whole(n: Num, enc: Encoding): boolean {
  if (n.kind === 'cases') return whole(n.then, enc) && whole(n.else, enc);
  return n.denominator === enc.terms.one && n.numerator.integer;
}

function constant(e: Of<'constant'>, enc: Encoding): Sym {
  const { value } = e;
  const { terms, numbers } = enc;
  switch (value.kind) {
    case 'number':
      return { kind: 'number', num: numbers.constant(fromExact(value.value)) };
    case 'boolean':
      return { kind: 'boolean', bool: terms.constant(value.value) };
    case 'date':
      return { kind: 'date', date: enc.calendar.constant(value.day) };
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

// ---------------------------------------------------------------------------------------------- conditions

function spine(e: Of<'and' | 'or'>): readonly Expression[] {
  const operands: Expression[] = [];
  let rest: Expression = e;
  while (rest.op === e.op) {
    operands.push(rest.right);
    rest = rest.left;
  }
  operands.push(rest);
  return operands.reverse();
}

/** Kleene: one that decides, without error, decides whatever the others are. */
export function junction(op: 'and' | 'or', parts: readonly Symbolic[], enc: Encoding): Symbolic {
  const { terms } = enc;
  const bools = parts.map(boolOf);
  const bool = op === 'and' ? terms.and(...bools) : terms.or(...bools);
  if (parts.every((p) => p.failures.length === 0)) return plain({ kind: 'boolean', bool });
  const decides = parts.map((p, i) => {
    const b = bools[i] ?? terms.false;
    return terms.and(op === 'and' ? terms.not(b) : b, terms.not(failed(terms, p.failures)));
  });
  const failures = parts.map((p, i) => [
    ...guarded(
      terms,
      terms.not(terms.or(...decides.filter((_, j) => j !== i))),
      p.failures.filter((f) => !isMark(f)),
    ),
    ...guarded(terms, terms.not(terms.or(...decides.slice(0, i))), p.failures.filter(isMark)),
  ]);
  // Where one decides, an operand in error must not turn the result.
  const sound = bools.map((b, i) => {
    const bad = failed(terms, parts[i]?.failures ?? NONE);
    return op === 'and' ? terms.or(bad, b) : terms.and(terms.not(bad), b);
  });
  return { sym: { kind: 'boolean', bool: op === 'and' ? terms.and(...sound) : terms.or(...sound) }, failures: union(terms, ...failures) };
}

export function compare(relation: '=' | '!=' | '<' | '<=' | '>' | '>=', a: Sym, b: Sym, enc: Encoding): Bool {
  const { terms, numbers } = enc;
  if (a.kind === 'number' && b.kind === 'number') return numbers.compare(relation, a.num, b.num);
  if (a.kind === 'date' && b.kind === 'date') return enc.calendar.compare(relation, a.date, b.date);
  if (relation !== '=' && relation !== '!=') throw new Unsupported('an order of what has none');
  const same = ((): Bool => {
    if (a.kind === 'boolean' && b.kind === 'boolean') return terms.iff(a.bool, b.bool);
    if ((a.kind === 'member' && b.kind === 'member') || (a.kind === 'text' && b.kind === 'text'))
      return terms.or(...[...a.is].map(([m, is]) => terms.and(is, b.is.get(m) ?? terms.false)));
    if (a.kind === 'set' && b.kind === 'set') {
      const members = new Set([...a.has.keys(), ...b.has.keys()]);
      return terms.and(...[...members].map((m) => terms.iff(a.has.get(m) ?? terms.false, b.has.get(m) ?? terms.false)));
    }
    throw new Unsupported('a comparison of two kinds');
  })();
  return relation === '=' ? same : terms.not(same);
}

export function has(set: Sym, member: Sym, enc: Encoding): Bool {
  const { terms } = enc;
  if (set.kind !== 'set' || member.kind !== 'member') throw new Unsupported('no set');
  return terms.or(...[...member.is].map(([m, is]) => terms.and(is, set.has.get(m) ?? terms.false)));
}

export function inInterval(subject: Symbolic, interval: Interval, scope: Scope, enc: Encoding): Symbolic {
  const { terms } = enc;
  const tests: Symbolic[] = [];
  const test = (relation: '>=' | '>' | '<=' | '<', end: Expression): void => {
    const value = encode(end, scope, enc);
    tests.push({
      sym: { kind: 'boolean', bool: compare(relation, subject.sym, value.sym, enc) },
      failures: union(terms, subject.failures, value.failures),
    });
  };
  if (interval.lower) test(interval.lower.inclusive ? '>=' : '>', interval.lower.value);
  if (interval.upper) test(interval.upper.inclusive ? '<=' : '<', interval.upper.value);
  return junction('and', tests, enc);
}

// ---------------------------------------------------------------------------------------------- arithmetic

function chain(e: Of<'add' | 'subtract' | 'multiply' | 'divide'>, scope: Scope, enc: Encoding): Symbolic {
  const nodes: (typeof e)[] = [e];
  let left = e.left;
  while (left.op === 'add' || left.op === 'subtract' || left.op === 'multiply' || left.op === 'divide') {
    nodes.push(left);
    left = left.left;
  }
  let value = encode(left, scope, enc);
  for (let i = nodes.length - 1; i >= 0; i--) {
    const node = nodes[i];
    if (node) value = arithmetic(node, value, encode(node.right, scope, enc), enc);
  }
  return value;
}

function arithmetic(e: Of<'add' | 'subtract' | 'multiply' | 'divide'>, a: Symbolic, b: Symbolic, enc: Encoding): Symbolic {
  const { numbers, terms } = enc;
  const [x, y] = [numOf(a), numOf(b)];
  const failures = union(terms, a.failures, b.failures);
  switch (e.op) {
    case 'add':
      return { sym: { kind: 'number', num: numbers.add(x, y) }, failures };
    case 'subtract':
      return { sym: { kind: 'number', num: numbers.subtract(x, y) }, failures };
    case 'multiply':
      return { sym: { kind: 'number', num: numbers.multiply(x, y) }, failures };
    case 'divide': {
      const zero = numbers.compare('=', y, numbers.zero);
      const own: readonly Failure[] =
        zero === terms.false
          ? NONE
          : [{ code: 'division-by-zero', place: e.place, when: terms.and(zero, terms.not(failed(terms, failures))) }];
      return { sym: { kind: 'number', num: numbers.divide(x, y) }, failures: union(terms, failures, own) };
    }
    default:
      return e.op satisfies never;
  }
}

/** To a multiple of `step`; half goes away from zero. Where the step is not above zero it is an error. */
export function rounded(mode: 'down' | 'up' | 'half', x: Num, step: Num, enc: Encoding): Num {
  const { numbers } = enc;
  const q = numbers.divide(x, step);
  const floor = (n: Num): Num => numbers.floor(n);
  const ceil = (n: Num): Num => numbers.negate(numbers.floor(numbers.negate(n)));
  const half = numbers.constant({ n: 1n, d: 2n });
  const count = ((): Num => {
    switch (mode) {
      case 'down':
        return floor(q);
      case 'up':
        return ceil(q);
      case 'half':
        return numbers.cases(numbers.compare('>=', q, numbers.zero), floor(numbers.add(q, half)), ceil(numbers.subtract(q, half)));
      default:
        return mode satisfies never;
    }
  })();
  return numbers.multiply(count, step);
}

// ---------------------------------------------------------------------------------------------- functions

function call(e: Of<'call'>, scope: Scope, enc: Encoding): Symbolic {
  const { terms, numbers, calendar } = enc;
  const args = e.args.map((a) => encode(a, scope, enc));
  const failures = union(terms, ...args.map((a) => a.failures));
  const [first, second] = args;
  if (!first) throw new Unsupported('a function of nothing');
  const number = (num: Num): Symbolic => ({ sym: { kind: 'number', num }, failures });
  switch (e.fn) {
    case 'min':
    case 'max': {
      const relation = e.fn === 'min' ? '<=' : '>=';
      const sym = args.map((a) => a.sym).reduce((a, b) => chooseSym(numbers, compare(relation, a, b, enc), a, b));
      return { sym, failures };
    }
    case 'abs': {
      const x = numOf(first);
      return number(numbers.cases(numbers.compare('>=', x, numbers.zero), x, numbers.negate(x)));
    }
    case 'round':
    case 'round_down':
    case 'round_up': {
      if (!second) throw new Unsupported('a rounding without a step');
      const step = numOf(second);
      const bad = terms.and(numbers.compare('<=', step, numbers.zero), terms.not(failed(terms, failures)));
      const own: readonly Failure[] =
        bad === terms.false ? NONE : [{ code: 'rounding-step', place: e.args[1]?.place ?? e.place, when: bad }];
      const mode = e.fn === 'round' ? 'half' : e.fn === 'round_down' ? 'down' : 'up';
      return { sym: { kind: 'number', num: rounded(mode, numOf(first), step, enc) }, failures: union(terms, failures, own) };
    }
    case 'days':
      if (!second) throw new Unsupported('one date');
      return number(numbers.subtract(calendar.days(dateOf(second)), calendar.days(dateOf(first))));
    case 'months':
      if (!second) throw new Unsupported('one date');
      return number(calendar.monthsBetween(dateOf(first), dateOf(second)));
    case 'years': {
      if (!second) throw new Unsupported('one date');
      const years = calendar.yearsBetween(dateOf(first), dateOf(second));
      const plainNumber = e.type.kind === 'number' && e.type.dimension === '';
      return number(plainNumber ? years : numbers.scale(years, 12));
    }
    case 'year':
      return number(calendar.year(dateOf(first)));
    case 'month':
      return number(calendar.month(dateOf(first)));
    case 'day':
      return number(calendar.day(dateOf(first)));
    default:
      return e.fn satisfies never;
  }
}
