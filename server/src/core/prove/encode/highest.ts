/** `choose highest`: who is kept of all that compete, together over all groups that share members; it follows evaluate/joint.ts. */
import type { Group } from '../../program/program';
import type { Bool, Num } from '../terms';
import type { Encoding } from './encoder';
import { highOf, lowOf, type Part, pays, present, unsure } from './parts';
import { Unsupported } from './symbolic';

/** Members of groups that share members, whose every choice is written out, and how many choices there may be. */
const MOST_JOINT = 10;
const MOST_CHOICES = 40;

/** What becomes of a part: where neither holds it is kept. */
export interface Fate {
  readonly lost: Bool;
  /** Whether it is kept is not known. */
  readonly open: Bool;
  readonly hidden: Bool;
}

/** Who is kept of all that compete in these groups. */
export function chooseHighest(
  groups: readonly Group[],
  lookup: (clause: string) => Part | undefined,
  enc: Encoding,
): ReadonlyMap<Part, Fate> {
  const all: Part[] = [];
  const near = new Map<Part, Set<Part>>();
  for (const g of groups) {
    const members = [...new Set(g.members)].flatMap((m) => lookup(m) ?? []);
    for (const p of members) {
      if (!near.has(p)) {
        near.set(p, new Set());
        all.push(p);
      }
      for (const q of members) if (q !== p) near.get(p)?.add(q);
    }
  }
  const fates = new Map<Part, Fate>();
  for (const start of all) {
    if (fates.has(start)) continue;
    const component: Part[] = [start];
    for (const p of component) for (const q of near.get(p) ?? []) if (!component.includes(q)) component.push(q);
    const members = all.filter((p) => component.includes(p));
    const clique = members.every((p) => (near.get(p)?.size ?? 0) >= members.length - 1);
    if (clique) for (const [i, p] of members.entries()) fates.set(p, amongAll(i, members, enc));
    else for (const [p, fate] of jointly(members, near, enc)) fates.set(p, fate);
  }
  return fates;
}

/** Every other one has to be beaten: of equals the first listed is kept. */
function amongAll(i: number, members: readonly Part[], enc: Encoding): Fate {
  const { terms, numbers } = enc;
  const own = members[i];
  if (!own) return { lost: terms.false, open: terms.false, hidden: terms.false };
  const others = members.flatMap((p, j) => (j === i ? [] : [{ p, relation: j < i ? ('>=' as const) : ('>' as const) }]));
  // What is open competes with what it surely gets; if that is nothing, then only where it gets all.
  const least = own.open === terms.false ? own.amount : numbers.cases(pays(enc, own), lowOf(enc, own), highOf(enc, own));
  return {
    lost: terms.and(
      terms.not(own.error),
      terms.or(...others.map(({ p, relation }) => terms.and(pays(enc, p), numbers.compare(relation, lowOf(enc, p), highOf(enc, own))))),
    ),
    // What is in error may be above everything.
    open: terms.or(
      ...others.map(({ p, relation }) =>
        terms.or(
          p.error,
          terms.and(terms.or(p.open, own.open === terms.false ? terms.false : p.alive), numbers.compare(relation, highOf(enc, p), least)),
        ),
      ),
    ),
    hidden: terms.or(...others.map(({ p }) => p.hidden)),
  };
}

/** Of all ways to keep members of which no two are near each other, the one with the highest total; of equals the one that keeps the earliest. */
function jointly(
  members: readonly Part[],
  near: ReadonlyMap<Part, ReadonlySet<Part>>,
  { terms, numbers }: Encoding,
): ReadonlyMap<Part, Fate> {
  if (members.length > MOST_JOINT) throw new Unsupported('many groups that share members');
  const ways: number[][] = [];
  const grow = (from: number, chosen: number[]): void => {
    if (from === members.length) {
      const full = members.every((p, k) => chosen.includes(k) || chosen.some((c) => near.get(p)?.has(members[c] as Part)));
      if (full) ways.push(chosen);
      return;
    }
    const p = members[from];
    if (p && !chosen.some((c) => near.get(p)?.has(members[c] as Part))) grow(from + 1, [...chosen, from]);
    grow(from + 1, chosen);
  };
  grow(0, []);
  if (ways.length > MOST_CHOICES) throw new Unsupported('many groups that share members');
  const weights = members.map((p) => numbers.cases(p.alive, p.amount, numbers.zero));
  const totals = ways.map((way) => way.reduce<Num>((sum, k) => numbers.add(sum, weights[k] ?? numbers.zero), numbers.zero));
  const prefers = (s: readonly number[], t: readonly number[]): Bool => {
    let result: Bool = terms.true;
    for (let k = members.length - 1; k >= 0; k--) {
      const [inS, inT] = [s.includes(k), t.includes(k)];
      if (inS !== inT) result = terms.choose(members[k]?.alive ?? terms.false, terms.constant(inS), result);
    }
    return result;
  };
  const best = ways.map((s, i) =>
    terms.and(
      ...ways.map((t, j) => {
        const [a, b] = [totals[i], totals[j]];
        if (i === j || !a || !b) return terms.true;
        return terms.or(numbers.compare('>', a, b), terms.and(numbers.compare('=', a, b), prefers(s, t)));
      }),
    ),
  );
  // With one of them in error or open beside others, all combinations of what it may be would have to be tried.
  const hidden = terms.or(
    ...members.map((p) =>
      terms.or(p.hidden, terms.and(unsure(terms, p), terms.or(...[...(near.get(p) ?? [])].map((q) => present(terms, q))))),
    ),
  );
  return new Map(
    members.map((p, k) => {
      const kept = terms.or(...ways.flatMap((way, i) => (way.includes(k) ? [best[i] ?? terms.false] : [])));
      return [p, { lost: terms.not(terms.or(kept, unsure(terms, p))), open: terms.false, hidden }];
    }),
  );
}
