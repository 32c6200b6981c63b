/**
 * What a table's rows say whatever the subjects are: if no two rows could match one value at all, nobody needs to be asked who has such a
 * value. It is decided once for rows that read alike, and spares the questions about most tables.
 */
import { stepOf } from '../../evaluate/step';
import type { Expression } from '../../program/program';
import { visit } from '../../program/reads';
import type { Context } from '../context';
import { boolOf, encode } from '../encode/expression';
import type { Sym, Symbolic } from '../encode/symbolic';
import { Unsupported } from '../encode/symbolic';
import { rowMatches } from '../encode/tables';
import { fromExact } from '../rational';
import type { Bool } from '../terms';
import type { Table } from './sites';

/** For subjects with any value of their type; facts keep their bounds. */
export interface Shape {
  /** Some value may be matched by no row. */
  readonly open: boolean;
  /** Some value may be matched by this row and by an earlier one. */
  overlaps(row: number): boolean;
  /** The row's intervals hold no value of the type, in any bounds: that is said of the interval. */
  isEmpty(row: number): boolean;
}

const ANYTHING: Shape = { open: true, overlaps: () => true, isEmpty: () => false };

/** What a question about rows alone may cost; where it is not decided the real question is asked. */
const NODES = 200;

const decided = new WeakMap<Bool, boolean>();

export function shapeOf(ctx: Context, table: Table): Shape {
  const { enc, asker } = ctx;
  const { terms } = enc;
  if (!hasConstantPatterns(table)) return ANYTHING;
  const possible = (b: Bool): boolean => {
    if (b.kind === 'constant') return b.value;
    let known = decided.get(b);
    if (known === undefined) {
      known = asker.try(b, NODES).kind !== 'unsat';
      decided.set(b, known);
    }
    return known;
  };
  try {
    const subjects = table.subjects.map((s, i) => (s.op === 'fact' ? encode(s, { items: [] }, enc) : anyOf(ctx, s, i)));
    const tests = table.rows.map((row) => boolOf(rowMatches(row, table, subjects, { items: [] }, enc)));
    return {
      open: !table.otherwise && possible(terms.not(terms.or(...tests))),
      overlaps: (row) => possible(terms.and(tests[row] ?? terms.true, terms.or(...tests.slice(0, row)))),
      isEmpty: (row) => {
        const own = table.rows[row];
        if (!own) return false;
        const any = table.subjects.map((s, i) => anyOf(ctx, s, i));
        return own.columns.some((column, i) => {
          if (column.some((p) => p.kind !== 'interval')) return false;
          const alone = { ...own, columns: own.columns.map((_, k) => (k === i ? column : [{ kind: 'any' as const }])) };
          return !possible(boolOf(rowMatches(alone, table, any, { items: [] }, enc)));
        });
      },
    };
  } catch (e) {
    if (e instanceof Unsupported) return ANYTHING;
    throw e;
  }
}

function hasConstantPatterns({ rows }: Table): boolean {
  let constant = true;
  const look = (e: Expression | undefined): void => {
    if (e)
      visit(e, ({ op }) => {
        if (op !== 'constant' && op !== 'negate' && op !== 'add' && op !== 'subtract' && op !== 'multiply') constant = false;
      });
  };
  for (const pattern of rows.flatMap((r) => r.columns.flat())) {
    if (pattern.kind === 'value') look(pattern.value);
    if (pattern.kind !== 'interval') continue;
    look(pattern.interval.lower?.value);
    look(pattern.interval.upper?.value);
  }
  return constant;
}

/** Any value of the expression's type. */
function anyOf(ctx: Context, { type }: Expression, column: number): Symbolic {
  const { terms, numbers } = ctx.enc;
  const name = `any ${column}`;
  const plain = (sym: Sym): Symbolic => ({ sym, failures: [] });
  switch (type.kind) {
    case 'number': {
      const step = stepOf(type, ctx.program);
      const variable = numbers.factor(terms.variable(name, { integer: step !== undefined }));
      return plain({ kind: 'number', num: step ? numbers.scale(variable, fromExact(step)) : variable });
    }
    case 'date':
      return plain({ kind: 'date', date: { days: numbers.factor(terms.variable(name, { integer: true })) } });
    case 'boolean':
      return plain({ kind: 'boolean', bool: terms.flag(name) });
    case 'member': {
      const choice = terms.choice(name, type.members);
      return plain({ kind: 'member', is: new Map(choice.members.map((m) => [m, terms.is(choice, m)])) });
    }
    case 'set':
      return plain({ kind: 'set', has: new Map(type.members.map((m) => [m, terms.flag(`${name} ${m}`)])) });
    case 'text':
    case 'broken':
      throw new Unsupported('any text');
    default:
      return type satisfies never;
  }
}
