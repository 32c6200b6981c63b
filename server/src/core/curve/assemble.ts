/** From what was followed to the curve: the exact evaluator's values at each point and on both its sides, and through what they differ. */

import { unionNeeds } from '../evaluate/value';
import type { Need, Value } from '../evaluate/values';
import { Exact } from '../exact';
import type { NumberType } from '../program/types';
import { add, compare, fromExact, mul, type Rational, sub, toExact } from '../prove/rational';
import { causesOf, ratesOf } from './causes';
import { between, numberOf, sameEnd, sameState, sameValue, shapeOf, shapeOfChange } from './compared';
import type { Snapshot, Snapshots } from './snapshots';
import { beside, type Cell, roughly, type Way } from './sweep';
import type { Breakpoint, BreakpointKind, Cause, Curve, CurveOf, LeftOpen, Piece } from './types';
import { type Line, lineAt, sameFollowed } from './walk';

const HALF: Rational = { n: 1n, d: 2n };
const SAMPLES = 24;
const middle = (a: Rational, b: Rational): Rational => mul(add(a, b), HALF);

export interface Parts {
  readonly way: Way;
  readonly snapshots: Snapshots;
  readonly of: CurveOf;
  readonly type: NumberType;
  /** In base units, what one step along the way is. */
  readonly step: Exact;
}

/** A stretch or a point with what the evaluator says of it: near its two ends. */
interface Seen {
  readonly cell: Cell;
  readonly near: Snapshot;
  readonly far: Snapshot;
  /** Of whole numbers: through what it begins, where that is not told by its first and the one before. */
  readonly causes?: readonly Cause[];
}

export class Assembly {
  private readonly leftOpen: LeftOpen[] = [];
  /** What the rest of the program pays, wherever the fact stands. */
  private rest: Rational | undefined;

  constructor(private readonly parts: Parts) {
    this.rest = parts.of.kind === 'clause' ? 0 : undefined;
    const { lost } = parts.way.watched;
    if (lost.length > 0) this.leftOpen.push({ reason: 'clauses', clauses: lost });
  }

  private x(t: Rational): Exact {
    return toExact(t).times(this.parts.step);
  }
  private snapshot(t: Rational): Snapshot {
    return this.parts.snapshots.at(this.x(t), this.parts.way.watched.clauses);
  }

  curve(cells: readonly Cell[], from: Rational, to: Rational, stopped: Rational | undefined): Curve {
    const { type, step, way } = this.parts;
    const seen = this.merged(cells.map((c) => this.seen(c)));
    const pieces: Piece[] = [];
    const breakpoints: Breakpoint[] = [];
    if (way.integer) this.wholes(this.reached(seen), pieces, breakpoints);
    else this.line(seen, pieces, breakpoints, to);
    if (stopped !== undefined) {
      this.leftOpen.push({ reason: 'many', from: this.x(stopped) });
      const [start, end] = [this.snapshot(stopped).value, this.snapshot(to).value];
      pieces.push({ from: this.x(stopped), fromIncluded: way.integer, to: this.x(to), toIncluded: true, shape: 'open', start, end });
    }
    // What is not known matters only where it decides something.
    const waits = pieces.some(({ start, end }) => start.state === 'unknown' || end.state === 'unknown');
    if (way.watched.wanting && (waits || cells.some((c) => c.free))) this.open({ reason: 'facts' });
    return {
      domain: { from: this.x(from), to: this.x(to) },
      type,
      ...(way.integer && { step }),
      breakpoints,
      pieces,
      leftOpen: this.leftOpen,
    };
  }

  private seen(cell: Cell): Seen {
    if (cell.kind === 'point') {
      const at = this.snapshot(cell.from);
      this.agrees(cell, cell.from, at);
      return { cell, near: at, far: at };
    }
    const { integer } = this.parts.way;
    const [a, b] = integer ? [cell.from, cell.to] : [middle(cell.from, cell.first), middle(cell.last, cell.to)];
    const [near, far] = [this.snapshot(a), this.snapshot(b)];
    this.agrees(cell, a, near);
    this.agrees(cell, b, far);
    if (near.value.state !== far.value.state && !cell.free) {
      if (cell.state.startsWith('!')) this.open({ reason: 'unsettled' });
      else this.differs(far.x);
    }
    return { cell, near, far };
  }

  /** What is followed is what the evaluator says; where not, the curve says so. */
  private agrees({ amount, steps, state, free }: Cell, t: Rational, { x, value }: Snapshot): void {
    const own = numberOf(value);
    if (own === undefined) return;
    const line = typeof amount === 'string' ? undefined : amount;
    // Of what other facts decide the evaluator may know more.
    if (free) return;
    if (!line || (line.slack.size > 0 && !steps)) {
      this.differs(x);
      return;
    }
    if (steps || state.startsWith('!')) return;
    const followed = lineAt(line, t);
    if (followed === undefined) return;
    this.rest ??= sub(own, followed);
    if (compare(add(followed, this.rest), own) !== 0) this.differs(x);
  }
  private differs(at: Exact): void {
    this.open({ reason: 'differs', at });
  }
  private open(own: LeftOpen): void {
    if (!this.leftOpen.some((o) => o.reason === own.reason)) this.leftOpen.push(own);
  }

  // ---------------------------------------------------------------------------------------------- values towards an end

  /** What the amount comes to towards a point from the stretch on that side of it. */
  private towards({ cell, near, far }: Seen, t: Rational, side: -1 | 1): Value {
    const by = side < 0 ? far : near;
    const { value } = by;
    if (value.state !== 'known' || typeof cell.amount === 'string') return value;
    const line = cell.steps ? beside(this.parts.way, t, side).amount : cell.amount;
    const followed = typeof line === 'string' || line.slack.size > 0 ? undefined : lineAt(line, t);
    if (followed === undefined) return value;
    const number = toExact(add(followed, this.rest ?? 0));
    return { state: 'known', value: { kind: 'number', value: number }, ...(value.mark && { mark: value.mark }) };
  }

  /** Where two stretches are one after all: nothing is known of either, or the amount goes on, whatever else changed. */
  private merged(all: readonly Seen[]): readonly Seen[] {
    const kept: Seen[] = [];
    for (const next of all) {
      const last = kept[kept.length - 1];
      const point = last?.cell.kind === 'point' ? last : undefined;
      const before = point ? kept[kept.length - 2] : last;
      if (next.cell.kind === 'open' && before?.cell.kind === 'open' && this.goesOn(before, point, next)) {
        kept.length -= point ? 2 : 1;
        kept.push({ cell: { ...before.cell, to: next.cell.to, last: next.cell.last }, near: before.near, far: next.far });
      } else if (this.parts.way.integer && last && this.goesOnWhole(last, next)) {
        const line = compare(last.cell.from, last.cell.to) === 0 ? next.cell : last.cell;
        kept[kept.length - 1] = { cell: { ...line, from: last.cell.from, to: next.cell.to }, near: last.near, far: next.far };
      } else kept.push(next);
    }
    return kept;
  }

  /**
   * Of whole numbers: a single one that lies on the function beside it, e.g. the 0 of what is paid by the head. Nothing is seen to turn there, unless
   * something of the policy does.
   */
  private goesOnWhole(a: Seen, b: Seen): boolean {
    const single = compare(a.cell.from, a.cell.to) === 0 ? a : compare(b.cell.from, b.cell.to) === 0 ? b : undefined;
    const line = lineOf(single === a ? b : a);
    const own = single && numberOf(single.near.value);
    if (!single || own === undefined || !line || line.slack.size > 0 || !isSure(a) || !isSure(b)) return false;
    const said = lineAt(line, single.cell.from);
    if (said === undefined || compare(add(said, this.rest ?? 0), own) !== 0) return false;
    return this.causesBetween(a, b).every((c) => c.kind === 'award');
  }
  /** Of whole numbers: from the last of one stretch to the first of the next. */
  private causesBetween(a: Seen, b: Seen): readonly Cause[] {
    const { way, snapshots } = this.parts;
    const looks = [beside(way, a.cell.to, 0), beside(way, b.cell.from, 0)] as const;
    return causesOf(snapshots.evaluator.program, way.watched, a.far, b.near, looks);
  }

  private goesOn(a: Seen, point: Seen | undefined, b: Seen): boolean {
    const [u, v] = [a.far.value, b.near.value];
    if (u.state !== 'known' || v.state !== 'known') return sameState(u, v) && (!point || sameState(u, point.near.value));
    if (a.cell.steps !== b.cell.steps || !sameFollowed(a.cell.amount, b.cell.amount)) return false;
    if (typeof a.cell.amount === 'string') return point === undefined || point.near.value.state === 'known';
    if (!point) return true;
    const t = point.cell.from;
    return sameValue(point.near.value, this.towards(a, t, -1)) && sameValue(point.near.value, this.towards(b, t, 1));
  }

  // ---------------------------------------------------------------------------------------------- all numbers

  private line(seen: readonly Seen[], pieces: Piece[], breakpoints: Breakpoint[], to: Rational): void {
    /** A point that belongs to the next stretch. */
    let joins: Seen | undefined;
    for (const [i, own] of seen.entries()) {
      const [before, after] = [seen[i - 1], seen[i + 1]];
      const { cell } = own;
      if (cell.kind === 'open') {
        const from = joins?.cell.from ?? cell.from;
        const closes = after?.cell.kind === 'point' && sameEnd(after.near.value, this.towards(own, after.cell.from, -1));
        if (cell.root) breakpoints.push(...this.breakpoint(before, undefined, own, cell.from, cell.root));
        pieces.push(this.piece(own, from, joins !== undefined, cell.to, closes));
        joins = undefined;
        continue;
      }
      const t = cell.from;
      const left = before && this.towards(before, t, -1);
      const right = after && this.towards(after, t, 1);
      breakpoints.push(...this.breakpoint(before, own, after, t, undefined));
      if (left && sameEnd(own.near.value, left)) continue;
      if (right && sameEnd(own.near.value, right)) joins = own;
      else pieces.push(this.piece(own, t, true, t, true));
    }
    // Domains of one point.
    if (pieces.length === 0 && joins) pieces.push(this.piece(joins, to, true, to, true));
  }

  private breakpoint(
    before: Seen | undefined,
    point: Seen | undefined,
    after: Seen | undefined,
    t: Rational,
    root: Cell['root'],
  ): readonly Breakpoint[] {
    const left = before && this.towards(before, root ? root.from : t, -1);
    const right = after && this.towards(after, t, 1);
    const at = point?.near.value;
    const values = [left, at, right].filter((v) => v !== undefined);
    const shape = shapeOfChange(values);
    // At an end of the domain nothing changes unless the end itself is another.
    if (shape.length === 0 && (!before || !after)) return [];
    let causes = this.causes(before, point, after, t);
    if (shape.length === 0 && (before?.cell.steps || after?.cell.steps)) {
      const rates = this.rates(t, causes);
      if (!rates) return [];
      if (causes.length === 0) causes = rates;
    }
    const kinds = new Set<BreakpointKind>([...(shape.length === 0 ? (['kink'] as const) : shape), ...causes.map((c) => c.kind)]);
    return [
      {
        x: root ? between(this.x(root.from), this.x(root.to)) : this.x(t),
        ...(root && { between: { from: this.x(root.from), to: this.x(root.to) } }),
        ...(left && { before: left }),
        ...(at && { at }),
        ...(right && { after: right }),
        kinds: [...kinds],
        causes,
      },
    ];
  }

  /**
   * Beside steps that are not listed: through what the rounded function goes on otherwise. Undefined where it does not, so that steps only begin or
   * end to be listed there. Where not even that is decided without single steps, only a cause other than the rounding tells.
   */
  private rates(t: Rational, causes: readonly Cause[]): readonly Cause[] | undefined {
    const { way, snapshots } = this.parts;
    const looks = [roughly(way, t, -1), roughly(way, t, 1)] as const;
    const [a, b] = [looks[0].amount, looks[1].amount];
    const changes =
      typeof a === 'string' || typeof b === 'string'
        ? causes.some((c) => c.kind !== 'rounding' && c.kind !== 'award')
        : !sameFollowed(a, b);
    return changes ? ratesOf(snapshots.evaluator.program, way.watched, looks) : undefined;
  }

  private causes(before: Seen | undefined, point: Seen | undefined, after: Seen | undefined, t: Rational): readonly Cause[] {
    const { way, snapshots } = this.parts;
    const { program } = snapshots.evaluator;
    const sides = [
      ...(before ? [{ snapshot: before.far, look: beside(way, before.cell.to, -1) }] : []),
      ...(point ? [{ snapshot: point.near, look: beside(way, t, 0) }] : []),
      ...(after ? [{ snapshot: after.near, look: beside(way, t, 1) }] : []),
    ];
    const causes: Cause[] = [];
    for (const [i, b] of sides.entries()) {
      const a = sides[i - 1];
      if (!a) continue;
      for (const cause of causesOf(program, way.watched, a.snapshot, b.snapshot, [a.look, b.look]))
        if (!causes.some((c) => c.kind === cause.kind && c.place === cause.place && c.clause === cause.clause)) causes.push(cause);
    }
    // What is only told by an award that changes says less than any other.
    const finer = causes.filter((c) => c.kind !== 'award');
    return finer.length > 0 ? finer : causes;
  }

  // ---------------------------------------------------------------------------------------------- whole numbers

  /** A cap, floor or limit counts from the number at which it is exactly reached, though it changes nothing of that one. */
  private reached(seen: readonly Seen[]): readonly Seen[] {
    const all = [...seen];
    for (const [i, own] of seen.entries()) {
      const before = all[i - 1];
      if (!before || !isSure(before) || !isSure(own) || compare(before.cell.from, before.cell.to) === 0) continue;
      const [line, last, t] = [lineOf(own), numberOf(before.far.value), before.cell.to];
      const said = line?.slack.size === 0 ? lineAt(line, t) : undefined;
      if (said === undefined || last === undefined || compare(add(said, this.rest ?? 0), last) !== 0) continue;
      const causes = this.causesBetween(before, own);
      if (causes.length === 0 || causes.some(({ kind }) => kind !== 'cap' && kind !== 'floor' && kind !== 'limit')) continue;
      const to = sub(t, 1);
      all[i - 1] = { ...before, cell: { ...before.cell, to }, far: this.snapshot(to) };
      all[i] = { ...own, cell: { ...own.cell, from: t }, near: before.far, causes };
    }
    return all;
  }

  private wholes(seen: readonly Seen[], pieces: Piece[], breakpoints: Breakpoint[]): void {
    for (const [i, own] of seen.entries()) {
      const before = seen[i - 1];
      if (before) {
        const [a, b] = [before.far, own.near];
        const causes = own.causes ?? this.causesBetween(before, own);
        // What is exactly reached goes on from there.
        const kinds = new Set<BreakpointKind>([own.causes ? 'kink' : this.change(before, own), ...causes.map((c) => c.kind)]);
        breakpoints.push({ x: b.x, before: a.value, at: b.value, kinds: [...kinds], causes });
      }
      pieces.push(this.piece(own, own.cell.from, true, own.cell.to, true));
    }
  }

  /** Between two whole numbers it is a jump if the new function is above (below) the old one at both. */
  private change(before: Seen, own: Seen): BreakpointKind {
    const [a, b] = [numberOf(before.far.value), numberOf(own.near.value)];
    if (a === undefined || b === undefined) return 'state';
    if (compare(b, a) < 0) return 'cliff';
    const [f, g] = [lineOf(before), lineOf(own)];
    if (!f || !g) return compare(b, a) > 0 ? 'step' : 'kink';
    const [was, is] = [lineAt(f, own.cell.from), lineAt(g, before.cell.to)];
    if (was === undefined || is === undefined) return 'step';
    const rest = this.rest ?? 0;
    return compare(b, a) > 0 && compare(b, add(was, rest)) > 0 && compare(add(is, rest), a) > 0 ? 'step' : 'kink';
  }

  // ---------------------------------------------------------------------------------------------- pieces

  private piece(own: Seen, from: Rational, fromIncluded: boolean, to: Rational, toIncluded: boolean): Piece {
    const { cell, near, far } = own;
    const { integer } = this.parts.way;
    const point = cell.kind === 'point';
    const start = point ? near.value : integer ? near.value : fromIncluded ? this.snapshot(from).value : this.towards(own, from, 1);
    const end = point || integer ? far.value : toIncluded ? this.snapshot(to).value : this.towards(own, to, -1);
    const base = { from: this.x(from), fromIncluded, to: this.x(to), toIncluded, start, end };
    const line = lineOf(own);
    if (near.value.state !== 'known' || far.value.state !== 'known' || !line) {
      const needs = unionNeeds([near.value, far.value].map((v): readonly Need[] => (v.state === 'unknown' ? v.needs : [])));
      return { ...base, shape: 'open', ...(needs.length > 0 && { needs }) };
    }
    if (cell.steps) {
      const { size } = line.slack;
      const [coefficient] = line.slack.values();
      return {
        ...base,
        shape: 'steps',
        ...(size === 1 && coefficient !== undefined && { height: toExact(coefficient).abs() }),
        ...(shapeOf(line) === 'curve' && { samples: this.samples(line, from, to) }),
      };
    }
    const shape = point || (integer && compare(from, to) === 0) ? 'constant' : shapeOf(line);
    return { ...base, shape, ...(shape === 'curve' && { samples: this.samples(line, from, to) }) };
  }

  private samples(line: Line, from: Rational, to: Rational): readonly { x: Exact; y: Exact }[] {
    const { integer } = this.parts.way;
    const width = sub(to, from);
    const samples: { x: Exact; y: Exact }[] = [];
    for (let i = 1; i < SAMPLES; i++) {
      let t = add(from, mul(width, { n: BigInt(i), d: BigInt(SAMPLES) }));
      if (integer) t = fromExact(Exact.of(toExact(t).toInteger('down')));
      const y = lineAt(line, t);
      if (y !== undefined) samples.push({ x: this.x(t), y: toExact(add(y, this.rest ?? 0)) });
    }
    return samples;
  }
}

function lineOf({ cell }: Seen): Line | undefined {
  return typeof cell.amount === 'string' || (cell.amount.slack.size > 0 && !cell.steps) ? undefined : cell.amount;
}

/** What is followed is what is paid, all along. */
const isSure = ({ cell, near, far }: Seen): boolean => !cell.free && near.value.state === 'known' && far.value.state === 'known';
