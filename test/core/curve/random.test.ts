/**
 * Curves of random policies against brute force: at many exact places the evaluator's value has to be what the pieces say, and between two
 * neighbouring places nothing may change that no breakpoint tells. Whole numbers are tried one by one.
 */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { curveOf } from '../../../server/src/core/curve/index';
import { withFact } from '../../../server/src/core/curve/snapshots';
import type { Curve, CurveOf, FactPath, Piece } from '../../../server/src/core/curve/types';
import { evaluate } from '../../../server/src/core/evaluate/index';
import type { Applicant, Value } from '../../../server/src/core/evaluate/values';
import { Exact } from '../../../server/src/core/exact';
import type { Constant, Given, Program } from '../../../server/src/core/program/program';
import type { ScalarType } from '../../../server/src/core/program/types';
import { programOf } from '../../support/program';
import { policyText } from '../../support/randomPolicy';
import { show } from './support';

const TWO = Exact.of(2);
const runs = Number(process.env.CURVE_RUNS ?? 150);

/** The value that a piece gives at a place within it; undefined where it gives none (steps, open). */
function onPiece(p: Piece, x: Exact): string | undefined {
  const [a, b] = [p.start, p.end];
  if (p.shape === 'open' || a.state !== 'known' || b.state !== 'known') return undefined;
  if (a.value.kind !== 'number' || b.value.kind !== 'number') return undefined;
  if (p.shape === 'constant') return a.value.value.toString();
  if (p.shape !== 'line') return undefined;
  const part = x.minus(p.from).div(p.to.minus(p.from));
  return a.value.value.plus(b.value.value.minus(a.value.value).times(part)).toString();
}

function pieceAt(curve: Curve, x: Exact): Piece | undefined {
  return curve.pieces.find((p) => (p.fromIncluded ? p.from.lte(x) : p.from.lt(x)) && (p.toIncluded ? p.to.gte(x) : p.to.gt(x)));
}

function gapless(curve: Curve): void {
  for (const [i, p] of curve.pieces.entries()) {
    const before = curve.pieces[i - 1];
    if (!before) continue;
    if (curve.step) expect(before.to.plus(curve.step).toString()).toBe(p.from.toString());
    else if (curve.breakpoints.some(({ between }) => between?.from.equals(before.to) && between.to.equals(p.from))) continue;
    else {
      expect(before.to.toString()).toBe(p.from.toString());
      expect(before.toIncluded !== p.fromIncluded).toBe(true);
    }
  }
}

function checkCurve(program: Program, applicant: Applicant, fact: FactPath, of: CurveOf, curve: Curve): void {
  const value = (x: Exact): Value => {
    const with_ = withFact(applicant, fact, x);
    if (!with_) throw new Error('no such item');
    const evaluation = evaluate(program, with_);
    const own = of.kind === 'clause' ? evaluation.clauses.get(of.name)?.amount : evaluation.total.value;
    if (!own) throw new Error('no such clause');
    return own;
  };
  gapless(curve);
  const { from, to } = curve.domain;
  const places: Exact[] = [];
  if (curve.step) {
    for (let x = from; x.lte(to); x = x.plus(curve.step)) places.push(x);
  } else {
    // A grid of odd width, the breakpoints, what lies just beside them and half way between.
    for (let i = 0; i <= 36; i++) places.push(from.plus(to.minus(from).times(Exact.of(i)).div(Exact.of(36))));
    const ends = [from, ...curve.breakpoints.map((b) => b.x), to];
    const little = Exact.of('0.000001');
    for (const [i, b] of ends.entries()) {
      if (i > 0 && i < ends.length - 1 && !curve.breakpoints[i - 1]?.between) places.push(b);
      places.push(b.minus(little), b.plus(little));
      const next = ends[i + 1];
      if (next) places.push(b.plus(next).div(TWO));
    }
  }
  for (const x of places) {
    if (x.lt(from) || x.gt(to) || (x.equals(from) && !curve.pieces[0]?.fromIncluded) || (x.equals(to) && !curve.pieces.at(-1)?.toIncluded))
      continue;
    const piece = pieceAt(curve, x);
    expect(piece, `a piece at ${x}`).toBeDefined();
    if (!piece) continue;
    const real = value(x);
    if (piece.shape === 'open') {
      if (curve.leftOpen.length === 0) expect([`${x}`, real.state === 'known']).toEqual([`${x}`, false]);
    } else {
      // Where other facts are not known, an amount that is told may still wait for them here and there.
      if (real.state === 'unknown' && curve.leftOpen.some((o) => o.reason === 'facts')) continue;
      expect([`${x}`, real.state]).toEqual([`${x}`, 'known']);
      const said = onPiece(piece, x);
      if (said !== undefined) expect([`${x}`, show(real)]).toEqual([`${x}`, said]);
    }
  }
  for (const b of curve.breakpoints) if (b.at) expect(show(b.at)).toBe(show(value(b.x)));
}

/** A value of a type, by a number. */
function some(type: ScalarType, n: number): Constant | undefined {
  switch (type.kind) {
    case 'number':
      return { kind: 'number', value: Exact.of(n % 5) };
    case 'boolean':
      return { kind: 'boolean', value: n % 2 === 0 };
    case 'member':
      return { kind: 'member', member: type.members[n % type.members.length] ?? '' };
    case 'set':
      return { kind: 'set', members: type.members.filter((_, i) => (n >> i) % 2 === 1).sort() };
    case 'date':
      return { kind: 'date', day: 20118 + (n % 4) };
    case 'text':
      return { kind: 'text', value: n % 2 === 0 ? 'a' : 'b' };
    default:
      return undefined;
  }
}

function applicantFor(program: Program, seed: number, missing: number): Applicant {
  let n = seed;
  const next = (): number => {
    n = (n * 1103515245 + 12345) % 2147483648;
    return n >> 8;
  };
  const facts = new Map<string, Given>();
  for (const fact of program.facts.values()) {
    if (missing > 0 && next() % 100 < missing) continue;
    if (fact.type.kind !== 'list') {
      const value = some(fact.type, next());
      if (value) facts.set(fact.name, value);
      continue;
    }
    const { fields, max } = fact.type;
    const count = Math.min(max ?? 3, 1 + (next() % 3));
    const items = Array.from({ length: count }, () =>
      Object.fromEntries(fields.flatMap((f) => [[f.name, some(f.type, next())] as const]).filter((e): e is [string, Constant] => !!e[1])),
    );
    facts.set(fact.name, { kind: 'list', items });
  }
  const history = [...program.clauses.keys()]
    .slice(0, 2)
    .map((clause, i) => ({ clause, amount: Exact.of((seed + i) % 3), day: 20110 - i * 40 }));
  return { facts, history: seed % 3 === 0 ? history : [], asOf: 20119 };
}

function pathsOf(program: Program, applicant: Applicant): FactPath[] {
  return [...program.facts.values()].flatMap((f): FactPath[] => {
    if (f.type.kind === 'number') return [{ name: f.name }];
    const given = applicant.facts.get(f.name);
    if (f.type.kind !== 'list' || given?.kind !== 'list') return [];
    return f.type.fields.flatMap((x) =>
      x.type.kind === 'number' ? given.items.map((_, item) => ({ name: f.name, item, field: x.name })) : [],
    );
  });
}

function tried(missing: number): Record<string, number> {
  const seen = { curves: 0, breakpoints: 0, open: 0, steps: 0, differs: 0, clauses: 0, many: 0, facts: 0, unsettled: 0 };
  fc.assert(
    fc.property(policyText, fc.nat(1_000_000), (text, seed) => {
      let program: Program;
      try {
        program = programOf(text);
      } catch {
        return;
      }
      const applicant = applicantFor(program, seed, missing);
      for (const fact of pathsOf(program, applicant)) {
        const first = [...program.clauses.keys()][seed % program.clauses.size];
        const ofs: CurveOf[] = [{ kind: 'total' }, ...(first ? [{ kind: 'clause' as const, name: first }] : [])];
        for (const of of ofs) {
          const curve = curveOf({ program, applicant, fact, of });
          if (!curve) continue;
          seen.curves++;
          seen.breakpoints += curve.breakpoints.length;
          seen.open += curve.pieces.filter((p) => p.shape === 'open').length;
          seen.steps += curve.pieces.filter((p) => p.shape === 'steps').length;
          for (const o of curve.leftOpen) seen[o.reason]++;
          // What says that it is not sure may be wrong.
          if (curve.leftOpen.some((o) => o.reason === 'differs' || o.reason === 'clauses')) {
            if (missing === 0 && curve.leftOpen.some((o) => o.reason === 'differs'))
              throw new Error(`differs\n${text}\n${JSON.stringify(fact)} ${JSON.stringify(of)} ${seed}`);
            continue;
          }
          try {
            checkCurve(program, applicant, fact, of, curve);
          } catch (e) {
            throw new Error(`${(e as Error).message}\n${text}\n${JSON.stringify(fact)} ${JSON.stringify(of)} ${seed}`);
          }
        }
      }
    }),
    { numRuns: runs, seed: Number(process.env.CURVE_SEED ?? 7), endOnFailure: true },
  );
  return seen;
}

describe('random policies', () => {
  it('all else known: the evaluator agrees at every place that is tried', { timeout: 300_000 }, () => {
    const seen = tried(0);
    expect(seen.breakpoints).toBeGreaterThan(runs);
    expect(seen.differs).toBe(0);
  });

  it('some of it unknown: what is said to be sure is', { timeout: 300_000 }, () => {
    const seen = tried(25);
    expect(seen.open).toBeGreaterThan(0);
  });
});
