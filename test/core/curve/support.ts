/** Curves in tests: asked for in plain words, shown as lines of text that can be compared with what is worked out by hand. */
import { curveOf } from '../../../server/src/core/curve/index';
import type { Curve, CurveAsked, CurveOf, FactPath } from '../../../server/src/core/curve/types';
import type { Applicant, Value } from '../../../server/src/core/evaluate/values';
import { Exact } from '../../../server/src/core/exact';
import type { Constant, Given, Payment } from '../../../server/src/core/program/program';
import { programOf } from '../../support/program';

type Plain = number | string | boolean | readonly Readonly<Record<string, number | string | boolean>>[];

function constant(value: number | string | boolean): Constant {
  if (typeof value === 'boolean') return { kind: 'boolean', value };
  return typeof value === 'number' ? { kind: 'number', value: Exact.of(String(value)) } : { kind: 'member', member: value };
}

/** Numbers in base units, strings as members. */
export function applicant(facts: Readonly<Record<string, Plain>>, history: readonly Payment[] = []): Applicant {
  const given = Object.entries(facts).map(([name, v]): [string, Given] => [
    name,
    typeof v === 'object'
      ? { kind: 'list', items: v.map((item) => Object.fromEntries(Object.entries(item).map(([k, x]) => [k, constant(x)]))) }
      : constant(v),
  ]);
  return { facts: new Map(given), history, asOf: 20200 };
}

export function ask(
  text: string,
  fact: FactPath | string,
  facts: Readonly<Record<string, Plain>> = {},
  options: {
    readonly of?: CurveOf;
    readonly domain?: readonly [number | string, number | string];
    readonly history?: readonly Payment[];
  } = {},
): Curve {
  const { domain } = options;
  const asked: CurveAsked = {
    program: programOf(text),
    applicant: applicant(facts, options.history),
    fact: typeof fact === 'string' ? { name: fact } : fact,
    of: options.of ?? { kind: 'total' },
    ...(domain && { domain: { from: Exact.of(String(domain[0])), to: Exact.of(String(domain[1])) } }),
  };
  const curve = curveOf(asked);
  if (!curve) throw new Error('no curve');
  return curve;
}

export function show(v: Value | undefined): string {
  if (!v) return '-';
  switch (v.state) {
    case 'known':
      return v.value.kind === 'number' ? v.value.value.toString() : v.value.kind;
    case 'unknown':
      return '?';
    case 'error':
      return `error ${v.error.code}`;
    case 'unspecified':
      return 'unspecified';
    default:
      return v satisfies never;
  }
}

/** `x: before | at | after (kinds)`. */
export function points(curve: Curve): string[] {
  return curve.breakpoints.map((b) => `${b.x}: ${show(b.before)} | ${show(b.at)} | ${show(b.after)} (${[...b.kinds].sort().join(', ')})`);
}

/** `[from, to) shape start → end`. */
export function pieces(curve: Curve): string[] {
  return curve.pieces.map(
    (p) =>
      `${p.fromIncluded ? '[' : '('}${p.from}, ${p.to}${p.toIncluded ? ']' : ')'} ${p.shape} ${show(p.start)}${p.start === p.end || show(p.start) === show(p.end) ? '' : ` → ${show(p.end)}`}`,
  );
}
