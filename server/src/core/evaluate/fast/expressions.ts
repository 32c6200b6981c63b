/** Typed expressions as closures for the batch evaluator. What it leaves to the exact evaluator throws {@link NotCompiled}. */
import { addMonths, civil, monthsBetween } from '../../program/dates';
import type { CompareOp, Expression, Interval, Pattern, Program, Row } from '../../program/program';
import type { ScalarType } from '../../program/types';
import { marginal, select } from './aggregates';
import { type Frame, sum } from './frame';
import { constantOf, type Get, type Layout, maskOf } from './layout';
import * as N from './numeric';
import { NotCompiled, type Num } from './numeric';

export class ExpressionCompiler {
  private readonly lets = new Map<string, { num?: Num; flag?: Get }>();
  private readonly open = new Set<string>();

  constructor(
    readonly program: Program,
    readonly layout: Layout,
    /** The gross amount of a clause named in an expression. */
    private readonly clauseAmount: (name: string) => Num,
    private readonly paidMembers: (target: string) => readonly string[],
  ) {}

  /** Scale of `this` in the clause that is being compiled. */
  thisScale = 0;

  number(e: Expression): Num {
    switch (e.op) {
      case 'constant':
        if (e.value.kind !== 'number') throw new NotCompiled('not a number');
        return constantOf(e.value.value);
      case 'fact': {
        const at = this.factSlot(e.name);
        return { scale: at.scale, fraction: false, get: this.readFact(at.slot) };
      }
      case 'field': {
        const at = this.fieldSlot(e.list, e.field);
        return { scale: at.scale, fraction: false, get: readField(at.slot, e.depth) };
      }
      case 'let':
        return this.letNumber(e);
      case 'clause':
        return this.clauseAmount(e.name);
      case 'paid':
        return this.paid(e);
      case 'this':
        return {
          scale: this.thisScale,
          fraction: true,
          get: (x) => {
            x.den = x.currentDen;
            return x.current;
          },
        };
      case 'negate':
        return N.negate(this.number(e.operand));
      case 'add':
        return N.add(this.number(e.left), this.number(e.right), 1);
      case 'subtract':
        return N.add(this.number(e.left), this.number(e.right), -1);
      case 'multiply':
        return N.multiply(this.number(e.left), this.number(e.right));
      case 'divide':
        return N.divide(this.number(e.left), this.number(e.right));
      case 'if': {
        const c = this.flag(e.condition);
        return N.choice([this.number(e.then), this.number(e.else)], (x) => 1 - c(x));
      }
      case 'table': {
        const values = e.rows.map((r) => this.number(r.value));
        if (e.otherwise) values.push(this.number(e.otherwise));
        return N.choice(values, this.rowPicker(e));
      }
      case 'marginal':
        return marginal(this, e);
      case 'select':
        return select(this, e);
      case 'call':
        return this.call(e);
      default:
        throw new NotCompiled(e.op);
    }
  }

  /** A boolean (0/1), day, member, text or set as one number. */
  flag(e: Expression): Get {
    switch (e.op) {
      case 'constant': {
        const v = this.constantFlag(e);
        return () => v;
      }
      case 'fact':
        return this.readFact(this.factSlot(e.name).slot);
      case 'field':
        return readField(this.fieldSlot(e.list, e.field).slot, e.depth);
      case 'let':
        return this.letFlag(e);
      case 'as_of':
        return (x) => {
          if (Number.isNaN(x.asOf)) x.bail = true;
          return x.asOf;
        };
      case 'not': {
        const a = this.flag(e.operand);
        return (x) => 1 - a(x);
      }
      case 'and': {
        const a = this.flag(e.left);
        const b = this.flag(e.right);
        return (x) => (a(x) === 0 ? 0 : b(x));
      }
      case 'or': {
        const a = this.flag(e.left);
        const b = this.flag(e.right);
        return (x) => (a(x) === 1 ? 1 : b(x));
      }
      case 'compare':
        return this.compare(e.relation, e.left, e.right);
      case 'interval':
        return this.interval(e.subject, e.interval);
      case 'has': {
        const bit = this.bitOf(e.set.type, e.member);
        const set = this.flag(e.set);
        return (x) => ((set(x) & bit(x)) === 0 ? 0 : 1);
      }
      case 'in': {
        const tests = e.members.map((m) => this.compare('=', e.subject, m));
        return (x) => {
          for (const t of tests) if (t(x) === 1) return 1;
          return 0;
        };
      }
      case 'shift': {
        const date = this.flag(e.date);
        const amount = this.whole(e.amount);
        const sign = e.sign;
        return e.by === 'day' ? (x) => date(x) + sign * amount(x) : (x) => addMonths(date(x), sign * amount(x));
      }
      case 'if': {
        const c = this.flag(e.condition);
        const a = this.flag(e.then);
        const b = this.flag(e.else);
        return (x) => (c(x) === 1 ? a(x) : b(x));
      }
      case 'table': {
        const values = e.rows.map((r) => this.flag(r.value));
        if (e.otherwise) values.push(this.flag(e.otherwise));
        const pick = this.rowPicker(e);
        return (x) => (values[pick(x)] ?? zero)(x);
      }
      default:
        throw new NotCompiled(e.op);
    }
  }

  private constantFlag(e: Expression & { op: 'constant' }): number {
    switch (e.value.kind) {
      case 'boolean':
        return e.value.value ? 1 : 0;
      case 'date':
        return e.value.day;
      case 'text':
        return this.layout.intern(e.value.value);
      case 'member':
        return this.layout.intern(e.value.member);
      case 'set':
        return maskOf(e.type, e.value.members);
      case 'number':
        throw new NotCompiled('a number where a flag is read');
    }
  }

  private factSlot(name: string): { slot: number; scale: number } {
    const at = this.layout.facts.get(name);
    if (!at) throw new NotCompiled(`fact ${name}`);
    return at;
  }
  private fieldSlot(list: string, field: string): { slot: number; scale: number } {
    const at = this.layout.lists.get(list)?.fields.get(field);
    if (!at) throw new NotCompiled(`field ${list}.${field}`);
    return at;
  }
  private readFact(slot: number): Get {
    return (x) => {
      const v = x.facts[slot] as number;
      if (Number.isNaN(v)) x.bail = true;
      return v;
    };
  }

  /** A length that must be whole (months, days). */
  private whole(e: Expression): Get {
    const n = this.number(e);
    const k = 10 ** n.scale;
    return (x) => {
      const v = n.get(x);
      const d = (n.fraction ? x.den : 1) * k;
      if (v % d !== 0) x.bail = true;
      return v / d;
    };
  }

  private compare(relation: CompareOp, left: Expression, right: Expression): Get {
    const sign = left.type.kind === 'number' ? N.comparison(this.number(left), this.number(right)) : this.difference(left, right);
    switch (relation) {
      case '=':
        return (x) => (sign(x) === 0 ? 1 : 0);
      case '!=':
        return (x) => (sign(x) === 0 ? 0 : 1);
      case '<':
        return (x) => (sign(x) < 0 ? 1 : 0);
      case '<=':
        return (x) => (sign(x) <= 0 ? 1 : 0);
      case '>':
        return (x) => (sign(x) > 0 ? 1 : 0);
      case '>=':
        return (x) => (sign(x) >= 0 ? 1 : 0);
    }
  }
  private difference(left: Expression, right: Expression): Get {
    const a = this.flag(left);
    const b = this.flag(right);
    return (x) => a(x) - b(x);
  }

  interval(subject: Expression, interval: Interval): Get {
    const { lower, upper } = interval;
    const above = lower ? this.compare(lower.inclusive ? '>=' : '>', subject, lower.value) : undefined;
    const below = upper ? this.compare(upper.inclusive ? '<=' : '<', subject, upper.value) : undefined;
    if (above && below) return (x) => (above(x) === 0 ? 0 : below(x));
    return above ?? below ?? (() => 1);
  }

  private bitOf(setType: ScalarType, member: Expression): Get {
    if (setType.kind !== 'set') throw new NotCompiled('has of no set');
    if (member.op === 'constant' && member.value.kind === 'member') {
      const bit = maskOf(setType, [member.value.member]);
      return () => bit;
    }
    const bits = new Map(setType.members.map((m) => [this.layout.intern(m), maskOf(setType, [m])]));
    const get = this.flag(member);
    return (x) => bits.get(get(x)) ?? 0;
  }

  private pattern(subject: Expression, p: Pattern): Get {
    switch (p.kind) {
      case 'any':
        return () => 1;
      case 'interval':
        return this.interval(subject, p.interval);
      case 'value': {
        if (subject.type.kind !== 'set') return this.compare('=', subject, p.value);
        const bit = this.bitOf(subject.type, p.value);
        const set = this.flag(subject);
        return (x) => ((set(x) & bit(x)) === 0 ? 0 : 1);
      }
    }
  }

  /** Index of the row that matches; the number of rows for `otherwise`; bails where there is none. */
  private rowPicker(e: Expression & { op: 'table' }): Get {
    const rows = e.rows.map((r) => this.row(e.subjects, r));
    const fallback = e.otherwise !== undefined;
    return (x) => {
      for (let i = 0; i < rows.length; i++) if ((rows[i] as Get)(x) === 1) return i;
      if (!fallback) x.bail = true;
      return rows.length;
    };
  }
  private row(subjects: readonly Expression[], row: Row): Get {
    const columns = row.columns.map((alternatives, c) => {
      const tests = alternatives.map((p) => this.pattern(subjects[c] as Expression, p));
      if (tests.length === 1) return tests[0] as Get;
      return (x: Frame) => {
        for (const t of tests) if (t(x) === 1) return 1;
        return 0;
      };
    });
    if (columns.length === 1) return columns[0] as Get;
    return (x) => {
      for (const c of columns) if (c(x) === 0) return 0;
      return 1;
    };
  }

  private call(e: Expression & { op: 'call' }): Num {
    const arg = (i: number): Expression => {
      const a = e.args[i];
      if (!a) throw new NotCompiled('an argument that is missing');
      return a;
    };
    switch (e.fn) {
      case 'min':
      case 'max': {
        const sign = e.fn === 'max' ? 1 : -1;
        return e.args.map((a) => this.number(a)).reduce((a, b) => N.extreme(a, b, sign));
      }
      case 'abs':
        return N.absolute(this.number(arg(0)));
      case 'round':
      case 'round_down':
      case 'round_up':
        return N.round(this.number(arg(0)), this.number(arg(1)), e.fn === 'round' ? 'half' : e.fn === 'round_down' ? 'down' : 'up');
      case 'days': {
        const a = this.flag(arg(0));
        const b = this.flag(arg(1));
        return { scale: 0, fraction: false, get: (x) => b(x) - a(x) };
      }
      case 'months':
      case 'years': {
        const a = this.flag(arg(0));
        const b = this.flag(arg(1));
        // Completed years are counted in the dimension of months: 12 a year.
        return e.fn === 'months'
          ? { scale: 0, fraction: false, get: (x) => monthsBetween(a(x), b(x)) }
          : { scale: 0, fraction: false, get: (x) => 12 * Math.floor(monthsBetween(a(x), b(x)) / 12) };
      }
      case 'year':
      case 'month':
      case 'day': {
        const a = this.flag(arg(0));
        const part = e.fn;
        return { scale: 0, fraction: false, get: (x) => civil(a(x))[part] };
      }
    }
  }

  private paid(e: Expression & { op: 'paid' }): Num {
    const members = new Set(this.paidMembers(e.target));
    const window = e.within ? this.whole(e.within) : undefined;
    const byMonth = e.within?.type.kind === 'number' && e.within.type.dimension === 'month';
    const asOf = this.flag({ op: 'as_of', type: { kind: 'date' }, place: e.place });
    return {
      scale: this.layout.paymentScale,
      fraction: false,
      get: (x) => {
        if (x.history.length === 0) return 0;
        const now = asOf(x);
        const length = window ? window(x) : 0;
        const from = window ? (byMonth ? addMonths(now, -length) : now - length) : Number.NEGATIVE_INFINITY;
        let total = 0;
        for (const p of x.history) if (members.has(p.clause) && p.day > from && p.day < now) total = sum(x, total, p.amount);
        return total;
      },
    };
  }

  // ------------------------------------------------------------------------------------------ lets

  private entry(e: Expression & { op: 'let' }): { key: string; value: Expression; local: boolean } {
    const found = e.clause === undefined ? this.program.lets.get(e.name) : this.program.clauses.get(e.clause)?.lets.get(e.name);
    if (!found) throw new NotCompiled(`let ${e.name}`);
    return { key: `${e.clause ?? ''}\n${e.name}`, value: found.value, local: e.clause !== undefined };
  }
  private compileLet(key: string, make: () => { num?: Num; flag?: Get }): { num?: Num; flag?: Get } {
    const known = this.lets.get(key);
    if (known) return known;
    if (this.open.has(key)) throw new NotCompiled('a circle');
    this.open.add(key);
    const made = make();
    this.open.delete(key);
    this.lets.set(key, made);
    return made;
  }
  private letNumber(e: Expression & { op: 'let' }): Num {
    const { key, value, local } = this.entry(e);
    const made = this.compileLet(key, () => {
      const num = this.number(value);
      let stamp = -1;
      let item = -1;
      let cached = 0;
      let den = 1;
      let bailed = false;
      const get: Get = (x) => {
        if (stamp !== x.epoch || (local && item !== x.itemEpoch)) {
          const level = x.level;
          // A local let belongs to the clause's item (level 0), wherever it is read from; a program's let to none.
          if (local) x.level = Math.min(level, 0);
          const before = x.bail;
          x.bail = false;
          cached = num.get(x);
          bailed = x.bail;
          x.bail = before;
          den = num.fraction ? x.den : 1;
          x.level = level;
          stamp = x.epoch;
          item = x.itemEpoch;
        }
        // Whoever reads it again, in another section, steps aside too.
        if (bailed) x.bail = true;
        x.den = den;
        return cached;
      };
      return { num: { scale: num.scale, fraction: num.fraction, get } };
    });
    if (!made.num) throw new NotCompiled('a let of two kinds');
    return made.num;
  }
  private letFlag(e: Expression & { op: 'let' }): Get {
    const { key, value, local } = this.entry(e);
    const made = this.compileLet(key, () => {
      const inner = this.flag(value);
      return {
        flag: (x) => {
          const level = x.level;
          if (local) x.level = Math.min(level, 0);
          const v = inner(x);
          x.level = level;
          return v;
        },
      };
    });
    if (!made.flag) throw new NotCompiled('a let of two kinds');
    return made.flag;
  }
}

const zero: Get = () => 0;

function readField(slot: number, depth: number): Get {
  return (x) => {
    const v = (x.items[x.level - depth] as Float64Array)[slot] as number;
    if (Number.isNaN(v)) x.bail = true;
    return v;
  };
}
