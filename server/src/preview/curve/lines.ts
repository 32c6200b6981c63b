/** Why: a curve of the core as a line of the chart: points of each stretch, and stretches of which the amount is not known. */
import type { Curve, Piece } from '../../core/curve/index';
import type { Need, Value } from '../../core/evaluate/values';
import { Exact } from '../../core/exact';
import type { Program } from '../../core/program/program';
import { type Showing, showAmount } from '../../features/amounts';
import type { Line } from '../../previewProtocol';
import { needsText } from '../naming';

type Drawn = Pick<Line, 'pieces' | 'gaps'>;

/** An amount, or what it needs by the labels of the facts. `needs`: where they are more than the value's own. */
export function amountText(
  value: Value,
  program: Program,
  showing: Showing,
  currency: string | undefined,
  needs?: readonly Need[],
): string {
  const wanted = needs?.length ? needs : value.state === 'unknown' ? value.needs : [];
  return needsText(program, wanted, showing.language) || showAmount(value, showing, currency);
}

export function linesOf(curve: Curve, show: (x: Exact) => string, program: Program, showing: Showing, currency: string | undefined): Drawn {
  const pieces: Line['pieces'] = [];
  const gaps: Line['gaps'] = [];
  // Of whole numbers the amount goes on from one to the next where it does not jump.
  const jumps = new Set(
    curve.breakpoints.filter(({ kinds }) => kinds.some((k) => k === 'step' || k === 'cliff')).map(({ x }) => x.toString()),
  );
  let last: [number, number] | undefined;
  for (const piece of curve.pieces) {
    const points = pointsOf(piece);
    if (points && piece.shape !== 'open') {
      const before = last;
      last = points.at(-1);
      if (before && curve.step && !jumps.has(piece.from.toString())) points.unshift(before);
      pieces.push({ points, fromIncluded: piece.fromIncluded, toIncluded: piece.toIncluded, shape: piece.shape });
    } else {
      last = undefined;
      gaps.push({
        from: piece.from.toNumber(),
        to: piece.to.toNumber(),
        text: amountText(piece.start, program, showing, currency, piece.needs),
        where: piece.from.equals(piece.to) ? show(piece.from) : `${show(piece.from)} – ${show(piece.to)}`,
      });
    }
  }
  return { pieces, gaps };
}

function pointsOf(piece: Piece): [number, number][] | undefined {
  const [start, end] = [amountOf(piece.start), amountOf(piece.end)];
  if (!start || !end) return undefined;
  const first: [number, number] = [piece.from.toNumber(), start.toNumber()];
  if (piece.from.equals(piece.to)) return [first];
  const within = (piece.samples ?? []).map(({ x, y }): [number, number] => [x.toNumber(), y.toNumber()]);
  return [first, ...within, [piece.to.toNumber(), end.toNumber()]];
}

export function amountOf(value: Value | undefined): Exact | undefined {
  return value?.state === 'known' && value.value.kind === 'number' ? value.value.value : undefined;
}

/** The lowest and the highest amount of these curves, and 0. */
export function reachOf(curves: readonly Curve[]): { readonly low: Exact; readonly high: Exact } {
  let [low, high] = [Exact.zero, Exact.zero];
  const see = (y: Exact | undefined): void => {
    if (!y) return;
    low = Exact.min(low, y);
    high = Exact.max(high, y);
  };
  for (const { pieces } of curves)
    for (const piece of pieces) {
      if (piece.shape === 'open') continue;
      see(amountOf(piece.start));
      see(amountOf(piece.end));
      for (const { y } of piece.samples ?? []) see(y);
    }
  return { low, high };
}
