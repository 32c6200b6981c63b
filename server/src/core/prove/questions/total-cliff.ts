/**
 * The total jumps down as a numeric fact grows, though no clause's own amount does: a clause that begins to pay takes the place of a better one,
 * or a limit's cap falls. Asked for clauses that hang together through groups and limits; the others do not meet them.
 */

import { readsOfLimit } from '../../program/reads';
import type { Context } from '../context';
import type { Slot } from '../encode/inputs';
import type { Settled } from '../encode/settle';
import { numsIn } from '../free';
import { Valuation } from '../model';
import { steepestFall } from '../slopes';
import { Substitution } from '../substitute';
import { type Drop, dropsAlong, NotStraight } from '../sweep';
import type { Bool, Variable } from '../terms';
import { totalFallAt } from '../witness/totalFall';
import { insertWitness } from '../witness/witness';
import { moreOf } from './award-cliff';

const MOST_LINES = 6;

export function* totalCliff(ctx: Context): Generator<undefined, void, undefined> {
  const done = new Set<Settled>();
  const bonds = [...ctx.program.groups, ...ctx.program.limits].filter((b) => ctx.isHere(b.place));
  for (const bond of bonds) {
    const section = ctx.section(bond.members[0] ?? '');
    if (!section || done.has(section) || !mayFall(section)) continue;
    done.add(section);
    const variables = numsIn(section.total).variables;
    for (const slot of ctx.enc.inputs.slots.values()) {
      const { variable } = slot;
      if (!variable || slot.type.kind !== 'number' || slot.item !== undefined || !variables.has(variable)) continue;
      ctx.once(
        `award-cliff total ${bond.name} ${variable.name} ${ctx.identityOf(bond.place)}`,
        [ctx.admitted, variable, section.sound, section.total],
        () => along(ctx, section, slot, variable, { name: bond.name, place: bond.namePlace }),
      );
      yield;
    }
  }
}

/**
 * Where members are only ever added up, or the highest is kept and nothing is cut, the total falls only where an amount does: a maximum of sums
 * that do not jump down does not either.
 */
function mayFall({ groups, limits }: Settled): boolean {
  const all = [...groups.values()];
  const cut = limits.size > 0;
  return (
    all.some(({ group }) => group.choose === 'first' || (cut && group.choose === 'highest')) ||
    [...limits.values()].some(({ limit }) => readsOfLimit(limit).size > 0)
  );
}

function along(
  ctx: Context,
  section: Settled,
  slot: Slot,
  variable: Variable,
  subject: { readonly name: string; readonly place: Context['clauses'][number]['place'] },
): void {
  const { terms } = ctx.enc;
  const valid = terms.and(ctx.admitted, section.sound);
  const watched = { valid, eligible: terms.true, amount: section.total };
  const start = variable.lower?.value ?? -1_000_000_000;
  const clauses = [...section.amounts.keys()];
  const reported = new Set<string>();
  const follow = (at: Valuation, from = start, to = variable.upper?.value): void => {
    let drops: readonly Drop[];
    try {
      drops = dropsAlong(watched, at, variable, from, to);
    } catch (e) {
      if (e instanceof NotStraight) return;
      throw e;
    }
    for (const drop of drops) {
      const fall = totalFallAt(ctx, clauses, slot, at.model, drop);
      if (!fall || reported.has(fall.name)) continue;
      reported.add(fall.name);
      ctx.report({
        name: 'award-cliff',
        place: fall.place,
        data: {
          code: 'total',
          name: fall.name,
          fact: slot.fact,
          point: fall.point,
          before: fall.before,
          after: fall.after,
          past: fall.past,
          facts: fall.witness.facts,
        },
        fixes: [insertWitness(ctx, fall.witness, { finding: 'award-cliff', names: fall.members })],
      });
    }
  };
  for (const v of ctx.asker.met.filter((x) => x.bool(valid)).slice(0, MOST_LINES)) follow(v);
  if (reported.size > 0) return;
  const question = fallOf(ctx, section, valid, variable);
  if (!question) {
    ctx.leaveOpen(subject, 'award-cliff', 'nonlinear');
    return;
  }
  if (ctx.ask(question, subject, 'award-cliff') !== 'yes') return;
  const model = ctx.model(question);
  if (model) {
    const at = new Valuation(model);
    follow(at, at.factor(variable), at.factor(moreOf(ctx, variable)));
  }
  if (reported.size === 0) ctx.leaveOpen(subject, 'award-cliff', 'replay');
}

/** Two applicants that differ in the variable only: the total falls by more than it falls steadily, and no clause's own amount does. */
function fallOf(ctx: Context, section: Settled, valid: Bool, variable: Variable): Bool | undefined {
  const { terms, numbers } = ctx.enc;
  const more = moreOf(ctx, variable);
  const other = new Substitution(numbers, { numbers: new Map([[variable, numbers.factor(more)]]) });
  const distance = numbers.subtract(numbers.factor(more), numbers.factor(variable));
  const beyond = steepestFall(section.total, variable, terms);
  if (beyond === undefined) return undefined;
  const parts: Bool[] = [];
  for (const name of section.amounts.keys()) {
    const gross = ctx.clause(name)?.whole.gross;
    if (!gross || !numsIn(gross).variables.has(variable)) continue;
    const steady = steepestFall(gross, variable, terms);
    if (steady === undefined) return undefined;
    parts.push(numbers.compare('<=', numbers.subtract(gross, other.num(gross)), numbers.scale(distance, steady)));
  }
  const total = numbers.subtract(section.total, other.num(section.total));
  return terms.and(
    valid,
    other.bool(valid),
    numbers.compare('>', distance, numbers.zero),
    numbers.compare('>', total, numbers.scale(distance, beyond)),
    ...parts,
  );
}
