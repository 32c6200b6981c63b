/**
 * The total jumps down as a numeric fact grows, though no clause's own amount does: a clause that begins to pay takes the place of a better one,
 * or a limit's cap falls. Asked for clauses that hang together through groups and limits; the others do not meet them.
 */
import { readsOfLimit } from '../../program/reads';
import type { Context } from '../context';
import type { Settled } from '../encode/settle';
import { numsIn } from '../free';
import { totalFallAt } from '../witness/totalFall';
import { insertWitness } from '../witness/witness';
import { fallsOf } from './award-cliff';

/** Terms of a total that is still looked at: what turns in a larger one takes seconds to write down. */
const MOST_TERMS = 4000;

export function* totalCliff(ctx: Context): Generator<undefined, void, undefined> {
  const { terms } = ctx.enc;
  const { groups, limits } = ctx.program;
  // Then no section can, and none need be settled.
  if (limits.length === 0 && !groups.some((g) => g.choose === 'first')) return;
  const done = new Set<Settled>();
  const bonds = [...ctx.program.groups, ...ctx.program.limits].filter((b) => ctx.isHere(b.place));
  for (const bond of bonds) {
    const section = ctx.section(bond.members[0] ?? '');
    if (!section || done.has(section) || !mayFall(section)) continue;
    done.add(section);
    const subject = { name: bond.name, place: bond.namePlace };
    const clauses = [...section.amounts.keys()];
    const { variables, size } = numsIn(section.total);
    if (size > MOST_TERMS) {
      ctx.leaveOpen(subject, 'award-cliff', 'budget');
      continue;
    }
    const steady = clauses.flatMap((c) => ctx.clause(c)?.whole.gross ?? []);
    const watched = { valid: terms.and(ctx.admitted, section.sound), eligible: terms.true, amount: section.total, steady };
    for (const slot of ctx.enc.inputs.slots.values()) {
      const { variable } = slot;
      if (!variable || slot.type.kind !== 'number' || slot.item !== undefined || !variables.has(variable)) continue;
      const key = `award-cliff total ${bond.name} ${variable.name} ${ctx.identityOf(bond.place)}`;
      ctx.once(key, [ctx.admitted, variable, section.sound, section.total], () => {
        const reported = new Set<string>();
        fallsOf(ctx, watched, variable, subject, (at, drop) => {
          const fall = totalFallAt(ctx, clauses, slot, at.model, drop);
          if (!fall) return false;
          const { name, place, point, before, after, past, witness } = fall;
          if (reported.has(name)) return true;
          reported.add(name);
          ctx.report({
            name: 'award-cliff',
            place,
            data: { code: 'total', name, fact: slot.fact, point, before, after, past, facts: witness.facts },
            fixes: [insertWitness(ctx, witness, { finding: 'award-cliff', names: fall.members })],
          });
          return true;
        });
      });
      yield;
    }
  }
}

/**
 * Where members are only ever added up, or the highest is kept and limits cut all of a group's members alike, the total falls only where an amount
 * does: a maximum of sums that do not jump down, cut at one cap, does not either.
 */
function mayFall({ groups, limits }: Settled): boolean {
  const cuts = [...limits.values()].map(({ limit }) => limit);
  const apart = (members: readonly string[]): boolean =>
    cuts.some((l) => members.some((m) => l.members.includes(m)) && !members.every((m) => l.members.includes(m)));
  return (
    [...groups.values()].some(({ group }) => group.choose === 'first' || (group.choose === 'highest' && apart(group.members))) ||
    cuts.some((l) => readsOfLimit(l).size > 0)
  );
}
