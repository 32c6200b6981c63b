/** Whether linear conditions over real numbers can hold together, by eliminating one unknown after another: slow, and a few lines. */
import { add, mul, neg, type Rational, sign } from '../../../../server/src/core/prove/rational';

/** Σ coefficients × unknowns + constant <= 0, or < 0. */
export interface Condition {
  readonly coefficients: readonly Rational[];
  readonly constant: Rational;
  readonly strict: boolean;
}

export function feasible(conditions: readonly Condition[], unknowns: number): boolean {
  let list = [...conditions];
  for (let i = 0; i < unknowns; i++) {
    const at = (c: Condition): Rational => c.coefficients[i] ?? 0;
    const upper = list.filter((c) => sign(at(c)) > 0);
    const lower = list.filter((c) => sign(at(c)) < 0);
    list = list.filter((c) => sign(at(c)) === 0);
    for (const u of upper)
      for (const l of lower) {
        const [p, q] = [neg(at(l)), at(u)];
        list.push({
          coefficients: u.coefficients.map((k, j) => add(mul(p, k), mul(q, l.coefficients[j] ?? 0))),
          constant: add(mul(p, u.constant), mul(q, l.constant)),
          strict: u.strict || l.strict,
        });
      }
  }
  return list.every((c) => (c.strict ? sign(c.constant) < 0 : sign(c.constant) <= 0));
}
