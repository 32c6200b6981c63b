/** Tables, slices and choices over entries and lists as terms, by the meaning that evaluate/tables.ts and evaluate/select.ts give them. */
import type { Expression, Pattern, Row } from '../../program/program';
import { type Rational, sign, sub } from '../rational';
import type { Bool, Num } from '../terms';
import type { Encoding, Scope } from './encoder';
import { boolOf, compare, encode, has, inInterval, junction, numOf, plain } from './expression';
import { chooseSym, type Failure, failed, guarded, isMark, NONE, type Sym, type Symbolic, Unsupported, union } from './symbolic';

type Of<Op extends Expression['op']> = Extract<Expression, { op: Op }>;

function matches(pattern: Pattern, subject: Symbolic, type: Expression['type'], scope: Scope, enc: Encoding): Symbolic {
  const { terms } = enc;
  switch (pattern.kind) {
    case 'any':
      return plain({ kind: 'boolean', bool: terms.true });
    case 'interval':
      return inInterval(subject, pattern.interval, scope, enc);
    case 'value': {
      const value = encode(pattern.value, scope, enc);
      const single = type.kind === 'set' && pattern.value.type.kind !== 'set';
      return {
        sym: { kind: 'boolean', bool: single ? has(subject.sym, value.sym, enc) : compare('=', subject.sym, value.sym, enc) },
        failures: union(terms, subject.failures, value.failures),
      };
    }
    default:
      return pattern satisfies never;
  }
}

/** Whether a row of a table matches. */
export function rowMatches(row: Row, e: Of<'table'>, subjects: readonly Symbolic[], scope: Scope, enc: Encoding): Symbolic {
  const columns = row.columns.map((alternatives, i): Symbolic => {
    const subject = subjects[i];
    const node = e.subjects[i];
    if (!subject || !node) throw new Unsupported('a column without a subject');
    return junction(
      'or',
      alternatives.map((p) => matches(p, subject, node.type, scope, enc)),
      enc,
    );
  });
  return junction('and', columns, enc);
}

export function table(e: Of<'table'>, scope: Scope, enc: Encoding): Symbolic {
  const { terms, numbers } = enc;
  const subjects = e.subjects.map((s) => encode(s, scope, enc));
  const tests = e.rows.map((row) => rowMatches(row, e, subjects, scope, enc));
  const taken = tests.map((t) => terms.and(boolOf(t), terms.not(failed(terms, t.failures))));
  const none = terms.not(terms.or(...taken));
  // Tables within the subjects are reached, whatever row is taken.
  const within = [...subjects, ...tests].map((s) => s.failures.filter(isMark));
  const failures: (readonly Failure[])[] = [
    ...within,
    ...tests.map((t) =>
      guarded(
        terms,
        none,
        t.failures.filter((f) => !isMark(f)),
      ),
    ),
  ];
  const bad = failed(terms, union(terms, ...tests.map((t) => t.failures)));
  let sym: Sym | undefined;
  const clear = terms.and(none, terms.not(bad));
  // A row may match while a subject that it does not look at is an error; only values are said to reach a table.
  const valued = terms.not(failed(terms, union(terms, ...subjects.map((s) => s.failures))));
  if (e.otherwise) {
    const value = encode(e.otherwise, scope, enc);
    sym = value.sym;
    failures.push(guarded(terms, clear, value.failures), [{ code: 'row', place: e.otherwise.place, when: terms.and(valued, clear) }]);
  } else if (clear !== terms.false) {
    failures.push([
      { code: 'no-row', place: e.place, when: clear },
      { code: 'gap', place: e.place, when: terms.and(valued, clear) },
    ]);
  }
  for (let i = e.rows.length - 1; i >= 0; i--) {
    const row = e.rows[i];
    const test = taken[i];
    if (!row || !test || test === terms.false) continue;
    const value = encode(row.value, scope, enc);
    const earlier = terms.or(...taken.slice(0, i));
    const first = terms.and(test, terms.not(earlier));
    failures.push(guarded(terms, first, value.failures), [{ code: 'row', place: row.place, when: terms.and(valued, first) }]);
    const both = terms.and(valued, test, earlier);
    if (both !== terms.false) failures.push([{ code: 'overlap', place: row.place, when: both }]);
    sym = sym ? chooseSym(numbers, test, value.sym, sym) : value.sym;
  }
  if (!sym) {
    // Nobody gets through it: its value means nothing.
    const [row] = e.rows;
    if (!row) throw new Unsupported('a table without rows');
    ({ sym } = encode(row.value, scope, enc));
  }
  return { sym, failures: union(terms, ...failures) };
}

export function marginal(e: Of<'marginal'>, scope: Scope, enc: Encoding): Symbolic {
  const { terms, numbers } = enc;
  const subject = encode(e.subject, scope, enc);
  const s = numOf(subject);
  const failures: (readonly Failure[])[] = [subject.failures];
  const rows = e.rows.map((row) => {
    const lower = row.interval.lower ? encode(row.interval.lower.value, scope, enc) : plain({ kind: 'number', num: numbers.zero });
    const upper = row.interval.upper ? encode(row.interval.upper.value, scope, enc) : undefined;
    const rate = encode(row.rate, scope, enc);
    const low = numOf(lower);
    const high = upper && numOf(upper);
    failures.push(lower.failures, upper?.failures ?? NONE);
    const reaches = numbers.compare('>', s, low);
    const holds = high ? terms.and(reaches, numbers.compare('>', high, low)) : reaches;
    failures.push(guarded(terms, holds, rate.failures));
    enc.slice(row.place, holds);
    return { low, high, rate: numOf(rate) };
  });
  const sum =
    ordered(rows, s, enc) ??
    rows.reduce<Num>((total, row) => {
      const reached = row.high ? numbers.min(s, row.high) : s;
      const part = numbers.max(numbers.zero, numbers.subtract(reached, row.low));
      return numbers.add(total, numbers.multiply(row.rate, part));
    }, numbers.zero);
  return { sym: { kind: 'number', num: sum }, failures: union(terms, ...failures) };
}

interface Slice {
  readonly low: Num;
  readonly high: Num | undefined;
  readonly rate: Num;
}

function constantOf(n: Num | undefined, enc: Encoding): Rational | undefined {
  if (n?.kind !== 'quotient' || n.denominator !== enc.terms.one || n.numerator.monomials.length > 0) return undefined;
  return n.numerator.constant;
}

/** Slices with constant ends, one after another: one case each, instead of a sum in which each has its own. */
function ordered(rows: readonly Slice[], s: Num, enc: Encoding): Num | undefined {
  const { numbers } = enc;
  for (const [i, row] of rows.entries()) {
    const low = constantOf(row.low, enc);
    const high = constantOf(row.high, enc);
    if (low === undefined || (row.high && high === undefined)) return undefined;
    if (high !== undefined && sign(sub(high, low)) <= 0) return undefined;
    const next = rows[i + 1];
    if (!next) continue;
    const following = constantOf(next.low, enc);
    if (high === undefined || following === undefined || sign(sub(following, high)) < 0) return undefined;
  }
  const full: Num[] = [numbers.zero];
  for (const row of rows)
    full.push(
      row.high ? numbers.add(full.at(-1) ?? numbers.zero, numbers.multiply(row.rate, numbers.subtract(row.high, row.low))) : numbers.zero,
    );
  let result: Num = full.at(-1) ?? numbers.zero;
  for (let i = rows.length - 1; i >= 0; i--) {
    const row = rows[i];
    if (!row) continue;
    const before = full[i] ?? numbers.zero;
    const within = numbers.add(before, numbers.multiply(row.rate, numbers.subtract(s, row.low)));
    const above = row.high ? numbers.cases(numbers.compare('<=', s, row.high), within, result) : within;
    result = numbers.cases(numbers.compare('<=', s, row.low), before, above);
  }
  return result;
}

export function select(e: Of<'select'>, scope: Scope, enc: Encoding): Symbolic {
  const { terms, numbers, source } = enc;
  const candidates: { readonly test: Bool; readonly condition: readonly Failure[]; readonly value: Symbolic }[] = [];
  const collect = (inner: Scope, present: Bool): void => {
    for (const entry of e.entries) {
      const condition = entry.condition ? encode(entry.condition, inner, enc) : plain({ kind: 'boolean', bool: terms.true });
      const test = terms.and(present, boolOf(condition));
      if (test === terms.false && condition.failures.length === 0) continue;
      candidates.push({ test, condition: guarded(terms, present, condition.failures), value: encode(entry.value, inner, enc) });
    }
  };
  if (e.each === undefined) collect(scope, terms.true);
  else {
    for (let i = 0; i < source.items(e.each); i++) collect({ ...scope, items: [...scope.items, i] }, source.present(e.each, i));
  }
  const failures: (readonly Failure[])[] = [];
  let result: Num = numbers.zero;
  let some: Bool = terms.false;
  for (const c of candidates) {
    const value = numOf(c.value);
    switch (e.select) {
      case 'sum':
        failures.push(c.condition, guarded(terms, c.test, c.value.failures));
        result = numbers.add(result, numbers.cases(c.test, value, numbers.zero));
        break;
      case 'first': {
        const open = terms.not(some);
        failures.push(guarded(terms, open, c.condition), guarded(terms, terms.and(open, c.test), c.value.failures));
        break;
      }
      case 'highest':
      case 'lowest': {
        failures.push(c.condition, guarded(terms, c.test, c.value.failures));
        const better = e.select === 'highest' ? numbers.max(result, value) : numbers.min(result, value);
        result = numbers.cases(c.test, numbers.cases(some, better, value), result);
        break;
      }
      default:
        return e.select satisfies never;
    }
    some = terms.or(some, c.test);
  }
  if (e.select === 'first') {
    for (const c of [...candidates].reverse()) result = numbers.cases(c.test, numOf(c.value), result);
  }
  return { sym: { kind: 'number', num: result }, failures: union(terms, ...failures) };
}
