/** How SMT-LIB writes numbers, in both directions. */
import { div, neg, type Rational, ratio } from './rational';

/** The number as a literal of sort Int or Real; a fraction is always real. */
export function literal(a: Rational, real: boolean): string {
  if (typeof a === 'number') {
    const digits = `${Math.abs(a)}${real ? '.0' : ''}`;
    return a < 0 ? `(- ${digits})` : digits;
  }
  const n = a.n < 0n ? -a.n : a.n;
  const size = a.d === 1n ? `${n}${real ? '.0' : ''}` : `(/ ${n}.0 ${a.d}.0)`;
  return a.n < 0n ? `(- ${size})` : size;
}

/** A value as an answer spells it: `3`, `3.5`, `(- (/ 3.0 2.0))`. Undefined for anything else, above all for roots of polynomials. */
export function readNumber(text: string): Rational | undefined {
  const tokens = text.match(/[()]|[^\s()]+/g) ?? [];
  let at = 0;
  const next = (depth: number): Rational | undefined => {
    const token = tokens[at++];
    if (token === undefined || depth > 4) return undefined;
    if (token !== '(') return decimal(token);
    const operator = tokens[at++];
    const first = next(depth + 1);
    if (first === undefined) return undefined;
    if (operator === '-') return tokens[at++] === ')' ? neg(first) : undefined;
    if (operator !== '/') return undefined;
    const second = next(depth + 1);
    if (second === undefined || second === 0 || tokens[at++] !== ')') return undefined;
    return div(first, second);
  };
  const value = next(0);
  return at === tokens.length ? value : undefined;
}

function decimal(token: string): Rational | undefined {
  const parts = /^(\d+)(?:\.(\d+))?$/.exec(token);
  if (!parts) return undefined;
  const [, whole = '', fraction = ''] = parts;
  return ratio(BigInt(whole + fraction), 10n ** BigInt(fraction.length));
}
