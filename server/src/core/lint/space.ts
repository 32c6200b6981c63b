/**
 * The values of a table's subjects, cut into atoms: pieces within which no row tells one value from another. A row's column covers some
 * atoms whole and touches no other, so which rows match what becomes a question of finite sets, and its answer is exact.
 */
import { Exact } from '../exact';
import type { Constant, Expression, Pattern } from '../program/program';
import type { ScalarType } from '../program/types';
import type { Cut, GapPart } from './gaps';
import type { Phrase } from './phrase';
import { type End, type Guards, type NumberRange, pointOf, type Reader, rangeOf } from './ranges';

/** What stands in the text of the program for a value, e.g. `10万元`. */
export type Literal = (value: Exact, type: ScalarType) => string;

export interface Setting {
  readonly reader: Reader;
  readonly guards: Guards;
  readonly literal: Literal;
}

interface SpanAtom {
  readonly lower?: End;
  readonly upper?: End;
}

export interface Column {
  readonly subject: Expression;
  readonly kind: 'number' | 'members' | 'set' | 'text';
  readonly size: number;
  /** For each atom the rows that cover it, in order. */
  readonly rowsAt: readonly (readonly number[])[];
  /** The words for a set of atoms, in order; as a row's column in `source`, which is absent where no pattern can say it. */
  describe(atoms: readonly number[]): { readonly parts: Phrase; readonly source?: Phrase };
  /** The values of these atoms as data; absent where they are only told apart by what the rows name. */
  values?(atoms: readonly number[]): GapPart;
}

/** Most members of a set subject whose combinations are looked at. */
const MAX_SET_MEMBERS = 8;
/** Most pairs of a row and an atom in a column. */
const MAX_COVERED = 500_000;

/** True if an interval of multiples of `step` (or of all numbers) holds none. */
export function holdsNothing(lower: End | undefined, upper: End | undefined, step: Exact | undefined): boolean {
  if (!lower || !upper) return false;
  if (!step) {
    const c = lower.value.compare(upper.value);
    return c > 0 || (c === 0 && !(lower.inclusive && upper.inclusive));
  }
  return firstOf(lower, step).gt(lastOf(upper, step));
}

/** The first multiple of `step` from `lower` on. */
function firstOf(lower: End, step: Exact): Exact {
  const at = step.times(Exact.of(lower.value.div(step).toInteger('up')));
  return !lower.inclusive && at.equals(lower.value) ? at.plus(step) : at;
}
function lastOf(upper: End, step: Exact): Exact {
  const at = step.times(Exact.of(upper.value.div(step).toInteger('down')));
  return !upper.inclusive && at.equals(upper.value) ? at.minus(step) : at;
}

/** The column of `subject`, whose patterns are given row by row; undefined where a pattern is not constant or the type not known. */
export function columnOf(subject: Expression, rows: readonly (readonly Pattern[])[], setting: Setting): Column | undefined {
  const range = rangeOf(subject, setting.reader, setting.guards);
  switch (range.kind) {
    case 'number':
      return numberColumn(subject, rows, range, setting);
    case 'members':
      return memberColumn(subject, rows, range.members);
    case 'set':
      return setColumn(subject, rows);
    case 'text':
      return textColumn(subject, rows, range.texts);
    case 'anything':
      return undefined;
  }
}

/** The constant that a value pattern stands for. */
function constantOf(e: Expression): Constant | undefined {
  return e.op === 'constant' ? e.value : undefined;
}

const nameOf = (c: Constant | undefined): string | undefined =>
  c?.kind === 'member' ? c.member : c?.kind === 'boolean' ? (c.value ? 'yes' : 'no') : c?.kind === 'text' ? c.value : undefined;

// ---------------------------------------------------------------------------------------------- numbers and dates

function endOf(end: { value: Expression; inclusive: boolean } | undefined, setting: Setting): End | undefined | 'unknown' {
  if (!end) return undefined;
  const value = pointOf(rangeOf(end.value, setting.reader));
  return value ? { value, inclusive: end.inclusive } : 'unknown';
}

/** A pattern's ends; `unknown` where they are not constant. */
export function spanOf(pattern: Pattern, setting: Setting): SpanAtom | 'unknown' {
  switch (pattern.kind) {
    case 'any':
      return {};
    case 'value': {
      const value = pointOf(rangeOf(pattern.value, setting.reader));
      return value ? { lower: { value, inclusive: true }, upper: { value, inclusive: true } } : 'unknown';
    }
    case 'interval': {
      const lower = endOf(pattern.interval.lower, setting);
      const upper = endOf(pattern.interval.upper, setting);
      if (lower === 'unknown' || upper === 'unknown') return 'unknown';
      return { ...(lower && { lower }), ...(upper && { upper }) };
    }
  }
}

const atOrAbove = (value: Exact, lower: End | undefined, open: boolean): boolean => {
  if (!lower) return true;
  const c = value.compare(lower.value);
  return c > 0 || (c === 0 && (open || lower.inclusive));
};
const atOrBelow = (value: Exact, upper: End | undefined, open: boolean): boolean => {
  if (!upper) return true;
  const c = value.compare(upper.value);
  return c < 0 || (c === 0 && (open || upper.inclusive));
};

/** Does `span` hold the whole atom? Atoms never straddle an end, so this is decided by the atom's ends. */
function covers(span: SpanAtom, atom: SpanAtom): boolean {
  const low = !span.lower || (atom.lower !== undefined && atOrAbove(atom.lower.value, span.lower, !atom.lower.inclusive));
  const high = !span.upper || (atom.upper !== undefined && atOrBelow(atom.upper.value, span.upper, !atom.upper.inclusive));
  return low && high;
}

function numberColumn(
  subject: Expression,
  rows: readonly (readonly Pattern[])[],
  range: NumberRange,
  setting: Setting,
): Column | undefined {
  const spans: SpanAtom[][] = [];
  const cuts: Exact[] = [];
  for (const row of rows) {
    const own: SpanAtom[] = [];
    for (const pattern of row) {
      const span = spanOf(pattern, setting);
      if (span === 'unknown') return undefined;
      if (holdsNothing(span.lower, span.upper, undefined)) continue;
      own.push(span);
      if (span.lower) cuts.push(span.lower.value);
      if (span.upper) cuts.push(span.upper.value);
    }
    spans.push(own);
  }
  for (const part of [range, ...(range.parts ?? [])]) {
    if (part.lower) cuts.push(part.lower.value);
    if (part.upper) cuts.push(part.upper.value);
  }
  const atoms = atomsOf(cuts, range);
  const rowsAt = covered(
    spans.map((own) => own.map((span) => coveredBy(span, atoms))),
    atoms.length,
  );
  if (!rowsAt) return undefined;
  return {
    subject,
    kind: 'number',
    size: atoms.length,
    rowsAt,
    describe(list) {
      const parts: string[] = [];
      for (const [first, last] of runsOf(list)) {
        if (parts.length > 0) parts.push(',');
        parts.push(...spanWords(atoms[first]?.lower, atoms[last]?.upper, range, subject.type, setting.literal));
      }
      return { parts, source: parts };
    },
    values: (list) => ({
      spans: runsOf(list).map(([first, last]) => [
        cutBefore(atoms[first]?.lower, range.step) ?? 'first',
        cutBehind(atoms[last]?.upper, range.step) ?? 'last',
      ]),
    }),
  };
}

/** Of atoms in order, the first and the last of those that stand beside each other. */
function runsOf(atoms: readonly number[]): [first: number, last: number][] {
  const runs: [number, number][] = [];
  for (const atom of atoms) {
    const open = runs.at(-1);
    if (open && open[1] === atom - 1) open[1] = atom;
    else runs.push([atom, atom]);
  }
  return runs;
}

/** Of whole numbers the ends are the numbers themselves. */
function cutBefore(lower: End | undefined, step: Exact | undefined): Cut | undefined {
  return lower && (step ? [firstOf(lower, step).toString(), false] : [lower.value.toString(), !lower.inclusive]);
}
function cutBehind(upper: End | undefined, step: Exact | undefined): Cut | undefined {
  return upper && (step ? [lastOf(upper, step).toString(), true] : [upper.value.toString(), upper.inclusive]);
}

/** Neighbouring atoms, the last excluded. */
type Run = readonly [begin: number, end: number];

/** The atoms that a span covers: neighbours, so the first and the last are enough to be looked for. */
function coveredBy(span: SpanAtom, atoms: readonly SpanAtom[]): Run {
  const search = (holds: (atom: SpanAtom) => boolean): number => {
    let [low, high] = [0, atoms.length];
    while (low < high) {
      const middle = (low + high) >> 1;
      const atom = atoms[middle];
      if (atom && holds(atom)) high = middle;
      else low = middle + 1;
    }
    return low;
  };
  const begin = search((atom) => covers({ ...(span.lower && { lower: span.lower }) }, atom));
  const end = search((atom) => !covers({ ...(span.upper && { upper: span.upper }) }, atom));
  return [begin, end];
}

/** Turns what each row covers into what covers each atom; undefined where that is too much to look at. */
function covered(rows: readonly (readonly Run[])[], size: number): number[][] | undefined {
  if (rows.flat().reduce((sum, [begin, end]) => sum + Math.max(end - begin, 0), 0) > MAX_COVERED) return undefined;
  const rowsAt: number[][] = Array.from({ length: size }, () => []);
  for (const [n, runs] of rows.entries()) {
    for (const [begin, end] of runs) {
      for (let atom = begin; atom < end; atom++) if (rowsAt[atom]?.at(-1) !== n) rowsAt[atom]?.push(n);
    }
  }
  return rowsAt;
}

function atomsOf(cuts: readonly Exact[], range: NumberRange): SpanAtom[] {
  const sorted = [...cuts].sort((a, b) => a.compare(b)).filter((c, i, all) => i === 0 || !c.equals(all[i - 1] ?? c.plus(Exact.one)));
  const atoms: SpanAtom[] = [];
  const pieces = range.parts ?? [range];
  const push = (atom: SpanAtom) => {
    if (pieces.some((piece) => covers(piece, atom)) && !holdsNothing(atom.lower, atom.upper, range.step)) atoms.push(atom);
  };
  let before: Exact | undefined;
  for (const cut of sorted) {
    push({ ...(before && { lower: { value: before, inclusive: false } }), upper: { value: cut, inclusive: false } });
    push({ lower: { value: cut, inclusive: true }, upper: { value: cut, inclusive: true } });
    before = cut;
  }
  push(before ? { lower: { value: before, inclusive: false } } : {});
  return atoms;
}

/** An interval in words. An end that is the subject's own bound need not be said. */
export function spanWords(low: End | undefined, high: End | undefined, range: NumberRange, type: ScalarType, literal: Literal): string[] {
  const say = (value: Exact) => literal(value, type);
  if (range.step) {
    const first = low && firstOf(low, range.step);
    const last = high && lastOf(high, range.step);
    const begins = low && range.lower && first?.equals(firstOf(range.lower, range.step));
    if (first && last?.equals(first)) return [say(first)];
    if (first && last && !begins) return ['@from', say(first), '@to', say(last)];
    if (last) return ['@most', say(last)];
    return first ? ['@least', say(first)] : ['@any'];
  }
  if (low && high && low.value.equals(high.value)) return [say(low.value)];
  const bound = (end: End | undefined, own: End | undefined) =>
    !!end && !!own && end.value.equals(own.value) && end.inclusive === own.inclusive;
  const lower = low && !(high && bound(low, range.lower)) ? low : undefined;
  const upper = high && !(low && bound(high, range.upper) && lower) ? high : undefined;
  const words: string[] = [];
  if (lower) words.push(lower.inclusive ? (upper ? '@from' : '@least') : '@over', say(lower.value));
  if (upper) words.push(upper.inclusive ? (lower ? '@to' : '@most') : '@below', say(upper.value));
  return words.length > 0 ? words : ['@any'];
}

// ---------------------------------------------------------------------------------------------- members, sets, texts

function memberColumn(subject: Expression, rows: readonly (readonly Pattern[])[], members: readonly string[]): Column | undefined {
  const rowsAt = byName(rows, members);
  const labels = subject.type.kind === 'member' ? subject.type.labels : {};
  const boolean = subject.type.kind === 'boolean';
  const word = (m: string) => (boolean ? `@${m}` : m);
  return (
    rowsAt && {
      subject,
      kind: 'members',
      size: members.length,
      rowsAt,
      describe: (atoms) => ({
        parts: commas(atoms.map((n) => (boolean ? word(members[n] ?? '') : labelled(members[n] ?? '', labels)))),
        source: commas(atoms.map((n) => word(members[n] ?? ''))),
      }),
      values: (atoms) => ({ names: atoms.map((n) => members[n] ?? '') }),
    }
  );
}

const labelled = (member: string, labels: Readonly<Record<string, string>>): string => {
  const label = labels[member];
  return label ? `“${member}” (${label})` : `“${member}”`;
};

const commas = (words: readonly string[]): string[] => words.flatMap((w, i) => (i === 0 ? [w] : [',', w]));

function byName(rows: readonly (readonly Pattern[])[], names: readonly string[]): number[][] | undefined {
  const index = new Map(names.map((name, n) => [name, n]));
  const atoms: Run[][] = [];
  for (const row of rows) {
    const own: Run[] = [];
    for (const pattern of row) {
      if (pattern.kind === 'any') own.push([0, names.length]);
      else {
        const name = pattern.kind === 'value' ? nameOf(constantOf(pattern.value)) : undefined;
        if (name === undefined) return undefined;
        const n = index.get(name);
        if (n !== undefined) own.push([n, n + 1]);
      }
    }
    atoms.push(own);
  }
  return covered(atoms, names.length);
}

function mentioned(rows: readonly (readonly Pattern[])[]): string[] | undefined {
  const names = new Set<string>();
  for (const pattern of rows.flat()) {
    if (pattern.kind === 'any') continue;
    const name = pattern.kind === 'value' ? nameOf(constantOf(pattern.value)) : undefined;
    if (name === undefined) return undefined;
    names.add(name);
  }
  return [...names];
}

/** A set's atoms are the combinations of the members that rows name; bit k of the atom's number: it has member k. */
function setColumn(subject: Expression, rows: readonly (readonly Pattern[])[]): Column | undefined {
  const members = mentioned(rows);
  if (!members || members.length > MAX_SET_MEMBERS) return undefined;
  const size = 1 << members.length;
  const labels = subject.type.kind === 'set' ? subject.type.labels : {};
  const has = (atom: number, p: Pattern) =>
    p.kind === 'any' || (p.kind === 'value' && (atom & (1 << members.indexOf(nameOf(constantOf(p.value)) ?? ''))) !== 0);
  const rowsAt = Array.from({ length: size }, (_, atom) => rows.flatMap((row, n) => (row.some((p) => has(atom, p)) ? [n] : [])));
  return {
    subject,
    kind: 'set',
    size,
    rowsAt,
    describe(atoms) {
      const least = [...atoms].sort((a, b) => bits(a) - bits(b))[0] ?? 0;
      const has = members.filter((_, k) => (least & (1 << k)) !== 0);
      return { parts: has.length === 0 ? ['@none'] : [`{ ${has.map((m) => labelled(m, labels)).join(', ')} }`] };
    },
  };
}

const bits = (n: number): number => n.toString(2).replaceAll('0', '').length;

function textColumn(subject: Expression, rows: readonly (readonly Pattern[])[], texts: readonly string[] | undefined): Column | undefined {
  const named = mentioned(rows);
  if (!named) return undefined;
  // The last atom is every text that no row names, unless only certain texts are possible.
  const names = texts ?? named;
  const rowsAt = byName(rows, texts ? names : [...names, '\u0000']);
  return (
    rowsAt && {
      subject,
      kind: 'text',
      size: texts ? names.length : names.length + 1,
      rowsAt,
      describe(atoms) {
        const parts = commas(atoms.map((n) => (n < names.length ? JSON.stringify(names[n]) : '@other-text')));
        return atoms.every((n) => n < names.length) ? { parts, source: parts } : { parts };
      },
    }
  );
}
