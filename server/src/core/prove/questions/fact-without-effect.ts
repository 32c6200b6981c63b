/**
 * A fact that is read, but of which no value changes any clause's outcome or amount, nor what a limit leaves. Requirements count as part of the
 * outcome: a fact that only they read has an effect.
 */
import type { Fact } from '../../program/program';
import { readsOfClause, readsOfLet, readsOfLimit, readsOfTest } from '../../program/reads';
import type { Context } from '../context';
import { failed } from '../encode/symbolic';
import { show } from '../rational';
import { otherwise } from './second';

export function* factWithoutEffect(ctx: Context): Generator<undefined, void, undefined> {
  const { terms, numbers } = ctx.enc;
  // What facts and lets are for shows where they are imported.
  if (ctx.program.clauses.size === 0) return;
  const read = readNames(ctx);
  for (const fact of ctx.program.facts.values()) {
    if (!ctx.isHere(fact.place) || !read.has(fact.name) || fact.type.kind === 'broken') continue;
    const subject = { name: fact.name, place: fact.namePlace };
    const other = otherwise(ctx, fact);
    // A requirement decides who is an applicant at all.
    let effect = ctx.ask(terms.and(other.domain, terms.not(other.bool(ctx.admitted))), subject, 'fact-without-effect') !== 'no';
    let open = false;
    for (const clause of effect ? [] : ctx.program.clauses.values()) {
      const own = ctx.clause(clause.name)?.whole;
      if (!own) {
        open = true;
        continue;
      }
      if (!other.touches(own)) continue;
      const outcome = { eligible: own.eligible, failed: failed(terms, own.failures), payable: own.payable, gross: own.gross };
      const eligible = other.bool(outcome.eligible);
      const bad = other.bool(outcome.failed);
      const gross = other.num(outcome.gross);
      // Somebody who was met, with other values: most facts show their effect at once.
      if (
        ctx.asker.met.some(
          (v) =>
            v.bool(ctx.admitted) &&
            other
              .variants(v)
              .some((w) => w.bool(own.eligible) !== v.bool(own.eligible) || show(w.num(own.gross)) !== show(v.num(own.gross))),
        )
      ) {
        effect = true;
        break;
      }
      const differ = terms.or(
        terms.not(terms.iff(outcome.eligible, eligible)),
        terms.not(terms.iff(outcome.failed, bad)),
        terms.and(outcome.payable, other.bool(outcome.payable), numbers.compare('!=', outcome.gross, gross)),
      );
      const answer = ctx.ask(terms.and(other.domain, differ), subject, 'fact-without-effect');
      if (answer === 'yes') effect = true;
      if (answer === 'open') open = true;
      if (effect) break;
      yield;
    }
    if (!effect && !open) effect = limitReads(ctx, fact, subject) !== 'no';
    if (!effect && open) ctx.leaveOpen(subject, 'fact-without-effect', 'not-followed');
    if (!effect && !open) ctx.report({ name: 'fact-without-effect', place: fact.namePlace, data: { name: fact.name } });
    yield;
  }
}

/** Whether what a limit leaves of all that its section pays is another for another value. */
function limitReads(ctx: Context, fact: Fact, subject: { readonly name: string; readonly place: Fact['place'] }): 'yes' | 'no' | 'open' {
  const { terms, numbers } = ctx.enc;
  for (const limit of ctx.program.limits) {
    const own = ctx.section(limit.members[0] ?? '');
    if (!own) {
      ctx.leaveOpen(subject, 'fact-without-effect', 'not-followed');
      return 'open';
    }
    const other = otherwise(ctx, fact);
    const sound = other.bool(own.sound);
    // Each clause's amount by itself: where another is in error there is no total, and still somebody gets something else.
    const amounts = [...own.amounts.values()].map((a) => [a, other.num(a)] as const).filter(([a, b]) => a !== b);
    if (amounts.length === 0 && sound === own.sound) continue;
    const differ = terms.or(terms.not(terms.iff(own.sound, sound)), ...amounts.map(([a, b]) => numbers.compare('!=', a, b)));
    const answer = ctx.ask(terms.and(other.domain, differ), subject, 'fact-without-effect');
    if (answer !== 'no') return answer;
  }
  return 'no';
}

/** Names of facts that something of the program reads. */
function readNames(ctx: Context): ReadonlySet<string> {
  const names = new Set<string>();
  const add = (more: Iterable<string>): void => {
    for (const n of more) names.add(n);
  };
  const { program } = ctx;
  for (const f of program.files) for (const t of f.requirements) add(readsOfTest(t));
  for (const l of program.lets.values()) add(readsOfLet(l));
  for (const c of program.clauses.values()) add(readsOfClause(c));
  for (const l of program.limits) add(readsOfLimit(l));
  return names;
}
