/** The sum of many sections' amounts as a tree, so that one changed amount is summed again with a few others only. */
import type { Place } from '../program/program';
import * as arithmetic from './arithmetic';
import * as ranges from './ranges';
import { guarded, joinMarks, needKey, unionNeeds, unknown, ZERO } from './value';
import type { Need, Value } from './values';

interface Node {
  readonly value: Value;
  /** What the needs were joined from, so that they are joined again only where one of the two changed. */
  readonly left?: readonly Need[];
  readonly right?: readonly Need[];
}

export class SumTree {
  private readonly nodes: Node[];
  private readonly size: number;

  constructor(
    values: readonly Value[],
    private readonly place: Place,
  ) {
    let size = 1;
    while (size < values.length) size *= 2;
    this.size = size;
    this.nodes = new Array<Node>(2 * size).fill({ value: ZERO });
    for (const [i, value] of values.entries()) this.nodes[size + i] = { value };
    for (let i = size - 1; i >= 1; i--) this.nodes[i] = this.join(i);
  }

  get sum(): Value {
    return this.nodes[1]?.value ?? ZERO;
  }

  set(index: number, value: Value): void {
    let at = this.size + index;
    const before = this.nodes[at]?.value;
    if (before === value) return;
    // The same needs keep their identity, and so what they were joined to.
    const same = before?.state === 'unknown' && value.state === 'unknown' && sameNeeds(before.needs, value.needs);
    this.nodes[at] = { value: same ? { ...value, needs: before.needs } : value };
    for (at >>= 1; at >= 1; at >>= 1) this.nodes[at] = this.join(at);
  }

  private join(at: number): Node {
    const a = this.nodes[2 * at]?.value ?? ZERO;
    const b = this.nodes[2 * at + 1]?.value ?? ZERO;
    if (b === ZERO) return { value: a };
    if (a === ZERO) return { value: b };
    if (a.state === 'unspecified') return { value: b };
    if (b.state === 'unspecified') return { value: a };
    if (a.state !== 'unknown' && b.state !== 'unknown') return { value: withMark(arithmetic.add(a, b, this.place), a, b) };
    const left = a.state === 'unknown' ? a.needs : [];
    const right = b.state === 'unknown' ? b.needs : [];
    const old = this.nodes[at];
    const needs =
      right.length === 0
        ? left
        : left.length === 0
          ? right
          : old?.left === left && old.right === right && old.value.state === 'unknown'
            ? old.value.needs
            : unionNeeds([left, right]);
    const range = (v: Value): ranges.NumberRange | undefined => {
      if (v.state === 'known' && v.value.kind === 'number') return ranges.point(v.value.value);
      return v.state === 'unknown' && v.range.kind === 'number' ? v.range : undefined;
    };
    const [x, y] = [range(a), range(b)];
    const value = guarded(this.place, () => unknown(x && y ? ranges.add(x, y) : ranges.ANY, needs, 'number'));
    return { value: withMark(value, a, b), left, right };
  }
}

/** A ceiling of zero marks the sum too. */
function withMark(sum: Value, a: Value, b: Value): Value {
  if (sum.state === 'error' || sum.state === 'unspecified' || sum.mark === 'depends on a ceiling') return sum;
  const mark = joinMarks([markOf(a), markOf(b)]);
  return mark && mark !== sum.mark ? { ...sum, mark } : sum;
}

function markOf(v: Value) {
  return v.state === 'known' || v.state === 'unknown' ? v.mark : undefined;
}

function sameNeeds(a: readonly Need[], b: readonly Need[]): boolean {
  return a === b || (a.length === b.length && a.every((n, i) => needKey(n) === needKey(b[i] ?? { fact: '' })));
}
