/** Expressions over rows and entries for the batch evaluator: `marginal` tables and the `highest` family. */
import type { Expression } from '../../program/program';
import type { ExpressionCompiler } from './expressions';
import { type Frame, sum } from './frame';
import * as N from './numeric';
import { NotCompiled, type Num } from './numeric';

/** Σ rate × the part of the subject within the row. */
export function marginal(compiler: ExpressionCompiler, e: Expression & { op: 'marginal' }): Num {
  const subject = compiler.number(e.subject);
  const zeroNum = N.constant(0, 0);
  const parts = e.rows.map((row) => {
    const { lower, upper } = row.interval;
    const top = upper ? N.extreme(subject, compiler.number(upper.value), -1) : subject;
    const slice = N.extreme(N.add(top, lower ? compiler.number(lower.value) : zeroNum, -1), zeroNum, 1);
    return N.multiply(slice, compiler.number(row.rate));
  });
  return parts.reduce((a, b) => N.add(a, b, 1));
}

/** `highest`, `lowest`, `sum` and `first`, over entries or over every item of a list. */
export function select(compiler: ExpressionCompiler, e: Expression & { op: 'select' }): Num {
  const entries = e.entries.map((entry) => ({
    value: compiler.number(entry.value),
    when: entry.condition ? compiler.flag(entry.condition) : () => 1,
  }));
  const scale = entries.reduce((s, v) => Math.max(s, v.value.scale), 0);
  const values = entries.map((v) => ({ get: N.rescale(v.value, scale), when: v.when }));
  if (values.some((v) => v.get.fraction)) throw new NotCompiled('a quotient within highest, lowest, sum or first');
  const kind = e.select;
  const each = e.each === undefined ? undefined : compiler.layout.lists.get(e.each)?.slot;
  if (e.each !== undefined && each === undefined) throw new NotCompiled(`list ${e.each}`);
  /** Folds the entries into an accumulator; NaN: none yet. */
  const fold = (x: Frame, start: number): number => {
    let acc = start;
    for (const v of values) {
      if (kind === 'first' && !Number.isNaN(acc)) return acc;
      if (v.when(x) === 0) continue;
      const n = v.get.get(x);
      if (Number.isNaN(acc)) acc = n;
      else if (kind === 'highest') acc = Math.max(acc, n);
      else if (kind === 'lowest') acc = Math.min(acc, n);
      else if (kind === 'sum') acc = sum(x, acc, n);
    }
    return acc;
  };
  return {
    scale,
    fraction: false,
    get: (x) => {
      let acc = Number.NaN;
      if (each === undefined) acc = fold(x, acc);
      else {
        const items = x.lists[each];
        if (!items) {
          x.bail = true;
          return 0;
        }
        x.level++;
        for (const item of items) {
          x.items[x.level] = item;
          acc = fold(x, acc);
        }
        x.level--;
      }
      return Number.isNaN(acc) ? 0 : acc;
    },
  };
}
