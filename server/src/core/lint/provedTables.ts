/**
 * Where lint and the prover say the same of the same rows it is said once. It is lint's finding that stays, since its fixes write the missing rows;
 * the witness is shown by a fix beside them.
 */
import type { Finding, FindingName } from '../finding';

const TABLES: ReadonlySet<FindingName> = new Set(['row-gap', 'member-missing', 'row-overlap', 'row-unreachable']);

/** Of a gap it is said once, whether scales or members make it out. */
const keyOf = ({ name, range }: Finding): string => `${name === 'member-missing' ? 'row-gap' : name} ${range.start} ${range.end}`;

/** What became of a finding of lint beside which one was proved: the same object again while both are the same. */
const joined = new WeakMap<Finding, { readonly proved: Finding; readonly both: Finding }>();

/** Lint's findings of a file (without those that are refuted) and the proved ones, in no order. */
export function joinTables(own: readonly Finding[], proved: readonly Finding[]): readonly Finding[] {
  const tables = new Map(proved.flatMap((f) => (TABLES.has(f.name) ? [[keyOf(f), f] as const] : [])));
  if (tables.size === 0) return [...own, ...proved];
  const said = new Set<Finding>();
  const kept = own.map((f) => {
    const same = TABLES.has(f.name) ? tables.get(keyOf(f)) : undefined;
    if (!same) return f;
    said.add(same);
    return withFixes(f, same);
  });
  return [...kept, ...proved.filter((f) => !said.has(f))];
}

function withFixes(own: Finding, proved: Finding): Finding {
  const titles = new Set((own.fixes ?? []).map((f) => f.title));
  const more = (proved.fixes ?? []).filter((f) => !titles.has(f.title));
  if (more.length === 0) return own;
  const known = joined.get(own);
  if (known?.proved === proved) return known.both;
  const both = { ...own, fixes: [...(own.fixes ?? []), ...more] };
  joined.set(own, { proved, both });
  return both;
}
