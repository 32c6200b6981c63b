/**
 * What the prover knows of tables beside what ranges say: where both speak of the same rows, the proof decides whether anything is said, and
 * what is said is lint's own, since its fixes write the missing rows.
 */
import type { FindingName, Problem } from '../finding';
import type { Place } from '../program/program';
import type { Proofs } from '../prove/index';
import { rowRemoval } from './tables';

const TABLES: ReadonlySet<FindingName> = new Set(['row-gap', 'member-missing', 'row-overlap', 'row-unreachable']);

/** Of a gap it is said once, whether scales or members make it out. */
const kindOf = (name: FindingName): FindingName => (name === 'member-missing' ? 'row-gap' : name);

/** By item, since places are relative to it. */
class Places<T> {
  private readonly items = new Map<Place['item'], Map<string, T>>();

  get(name: FindingName, { item, start }: Place): T | undefined {
    return this.items.get(item)?.get(`${name} ${start}`);
  }
  set(name: FindingName, { item, start }: Place, value: T): void {
    const own = this.items.get(item) ?? new Map<string, T>();
    this.items.set(item, own.set(`${name} ${start}`, value));
  }
}

const joined = new WeakMap<Problem, { readonly proved: Problem; readonly both: Problem }>();
const removable = new WeakMap<Problem, Problem>();

/** What is to be shown of lint's problems and of the prover's, those of other rules included, in this order. */
export function withProofs(own: readonly Problem[], { problems, refuted }: Pick<Proofs, 'problems' | 'refuted'>): readonly Problem[] {
  const wrong = new Places<true>();
  for (const { name, place } of refuted) wrong.set(name, place, true);
  const proved = new Places<Problem>();
  for (const p of problems) if (TABLES.has(p.name)) proved.set(kindOf(p.name), p.place, p);
  const said = new Places<true>();
  const kept: Problem[] = [];
  for (const p of own) {
    if (!TABLES.has(p.name)) kept.push(p);
    else if (!wrong.get(p.name, p.place)) {
      const proof = proved.get(kindOf(p.name), p.place);
      if (proof) said.set(kindOf(p.name), p.place, true);
      kept.push(withFixes(p, proof));
    }
  }
  for (const p of problems)
    if (!TABLES.has(p.name)) kept.push(p);
    else if (!said.get(kindOf(p.name), p.place)) kept.push(withRemoval(p));
  return kept;
}

/** Lint's finding with the fix that shows a witness. */
function withFixes(own: Problem, proved: Problem | undefined): Problem {
  if (!proved?.fixes?.length || proved.name !== own.name) return own;
  const known = joined.get(own);
  if (known?.proved === proved) return known.both;
  const both = { ...own, fixes: [...(own.fixes ?? []), ...proved.fixes] };
  joined.set(own, { proved, both });
  return both;
}

function withRemoval(proved: Problem): Problem {
  if (proved.name !== 'row-unreachable' || proved.data.code === 'otherwise') return proved;
  let both = removable.get(proved);
  if (!both) {
    both = { ...proved, fixes: rowRemoval(proved.place) };
    removable.set(proved, both);
  }
  return both;
}
