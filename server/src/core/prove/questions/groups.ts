/** Exclusive groups: members that conflict, members that overlap on purpose, and groups in which nothing ever meets. */

import { evaluate, evaluateClauseAlone } from '../../evaluate/index';
import type { Applicant, Evaluation } from '../../evaluate/values';
import { Exact } from '../../exact';
import type { Group } from '../../program/program';
import type { Context, Subject } from '../context';
import type { Bool } from '../terms';
import { insertWitness } from '../witness/witness';
import { isLive } from './clause';
import { bothPay, conflictOf, type Pair, pairsOf } from './pairs';

export function* groups(ctx: Context): Generator<undefined, void, undefined> {
  for (const group of ctx.program.groups) {
    if (!ctx.isHere(group.place)) continue;
    const subject = { name: group.name, place: group.namePlace };
    const unknown = group.members.some((m) => ctx.program.clauses.has(m) && !ctx.clause(m));
    if (unknown) ctx.leaveOpen(subject, group.choose ? 'exclusive-overlap' : 'unresolved-overlap', 'not-followed');
    const live = [...new Set(group.members)].filter((m) => isLive(ctx, m) && ctx.program.clauses.has(m));
    let meets = unknown;
    for (const pair of pairsOf(ctx, group)) {
      if (!isLive(ctx, pair.first) || !isLive(ctx, pair.second)) continue;
      const together = bothPay(ctx, pair);
      const answer = ctx.ask(together, subject, group.choose ? 'exclusive-overlap' : 'unresolved-overlap');
      meets ||= answer !== 'no';
      if (answer === 'yes') meet(ctx, group, pair, together, subject);
      yield;
    }
    if (!meets && live.length >= 2) ctx.report({ name: 'exclusive-vacuous', place: group.namePlace, data: { group: group.name } });
  }
}

/** Other members of a group that are kept from paying for a witness to be plain. */
const MOST_OTHERS = 8;

/** Two that can both pay. */
function meet(ctx: Context, group: Group, pair: Pair, together: Bool, subject: Subject): void {
  const { choose } = group;
  const key = `${group.name} ${choose} ${pair.first} ${pair.second} ${ctx.identityOf(group.place)}`;
  if (choose) {
    ctx.once(`exclusive-overlap ${key}`, [ctx.admitted, together, ...pair.rounds.flatMap((r) => [r.a, r.b])], () =>
      overlap(ctx, group, choose, pair, together, subject),
    );
    return;
  }
  const settled = ctx.section(pair.first)?.groups.get(group.name);
  if (!settled) {
    ctx.leaveOpen(subject, 'unresolved-overlap', 'not-followed');
    return;
  }
  const formula = conflictOf(ctx, settled, pair);
  if (ctx.ask(formula, subject, 'unresolved-overlap') === 'yes')
    ctx.once(`unresolved-overlap ${key}`, [ctx.admitted, formula], () => conflict(ctx, group, pair, formula, subject));
}

function conflict(ctx: Context, group: Group, pair: Pair, formula: Bool, subject: Subject): void {
  const about = { subject, finding: 'unresolved-overlap', clauses: [pair.first, pair.second] } as const;
  const witness = ctx.witness(formula, about, (applicant) => {
    const e = evaluate(ctx.program, applicant);
    return contending(e, group, pair) !== undefined && e.groups.some((g) => g.group === group.name && g.state === 'conflict');
  });
  const amounts = witness && contending(evaluate(ctx.program, witness.applicant), group, pair);
  if (!witness || !amounts) return;
  const { first, second } = pair;
  ctx.report({
    name: 'unresolved-overlap',
    place: group.namePlace,
    data: {
      group: group.name,
      first,
      second,
      firstAmount: witness.money(amounts[0], first),
      secondAmount: witness.money(amounts[1], second),
      facts: witness.facts,
    },
    related: related(ctx, pair),
    fixes: [...choices(group, witness.language), insertWitness(ctx, witness, { finding: 'unresolved-overlap', names: [first, second] })],
  });
}

function overlap(ctx: Context, group: Group, choose: 'highest' | 'first', pair: Pair, together: Bool, subject: Subject): void {
  const { terms, numbers } = ctx.enc;
  const { first, second } = pair;
  const about = { subject, finding: 'exclusive-overlap', clauses: [first, second] } as const;
  const others = [...new Set(group.members)].filter((m) => m !== first && m !== second);
  const shares = ctx.program.groups.some((g) => g !== group && g.members.some((m) => group.members.includes(m)));
  // An applicant for whom nobody else of the group pays shows who wins of the two.
  const alone = terms.and(together, ...others.map((m) => terms.not(ctx.clause(m)?.whole.paying ?? terms.false)));
  const small = others.length <= MOST_OTHERS;
  const formula = others.length > 0 && (small ? ctx.holdsFor(alone) : ctx.isMet(alone)) ? alone : together;
  const witness = ctx.witness(formula, about, (applicant) => paying(ctx, applicant, group, pair) !== undefined);
  const amounts = witness && paying(ctx, witness.applicant, group, pair);
  if (!witness || !amounts) return;
  const firstWins = winnerOf(evaluate(ctx.program, witness.applicant), group, pair) ?? (choose === 'first' || amounts[0].gte(amounts[1]));
  const [winner, loser] = firstWins ? [first, second] : [second, first];
  const [more, less] = firstWins ? amounts : [amounts[1], amounts[0]];
  // In a group by itself who wins must get more than the other; over groups that share members that need not be so.
  const beats = shares
    ? terms.true
    : choose === 'first'
      ? terms.constant(!firstWins)
      : terms.or(
          ...pair.rounds.map((r) => terms.and(r.paying, firstWins ? numbers.compare('>', r.b, r.a) : numbers.compare('>=', r.a, r.b))),
        );
  const other = canWin(
    ctx,
    group,
    pair,
    loser,
    { beats: terms.and(together, beats), alone: shares || !small ? terms.false : terms.and(alone, beats) },
    subject,
  );
  ctx.report({
    name: 'exclusive-overlap',
    place: group.namePlace,
    data: {
      code: other === 'no' ? 'one-sided' : 'either',
      group: group.name,
      winner,
      loser,
      winnerAmount: witness.money(more, winner),
      loserAmount: witness.money(less, loser),
      difference: witness.money(more.minus(less).abs(), winner),
      facts: witness.facts,
    },
    related: related(ctx, pair),
    fixes: [insertWitness(ctx, witness, { finding: 'exclusive-overlap', names: [first, second] })],
  });
}

function related(ctx: Context, { first, second }: Pair) {
  return [first, second].flatMap((name) => {
    const clause = ctx.program.clauses.get(name);
    return clause ? [{ place: clause.namePlace, note: 'other', data: { name } }] : [];
  });
}

/** Whether the other of the two is ever kept where both pay: at best seen by the two alone, else over all groups together. */
function canWin(
  ctx: Context,
  group: Group,
  { rounds }: Pair,
  loser: string,
  { beats, alone }: { readonly beats: Bool; readonly alone: Bool },
  subject: Subject,
): 'yes' | 'no' | 'open' {
  const { terms, inputs } = ctx.enc;
  if (ctx.quietly(beats) === 'no') return 'no';
  const model = ctx.model(beats);
  const seen = model && evaluate(ctx.program, inputs.applicant(model)).groups.find((g) => g.group === group.name);
  if ((seen?.items ?? (seen ? [seen] : [])).some((round) => round.winner === loser && round.contenders.length > 1)) return 'yes';
  if (ctx.holdsFor(alone)) return 'yes';
  const settled = ctx.section(loser)?.groups.get(group.name)?.rounds;
  const kept = settled?.flatMap((round, i) =>
    round.flatMap((m) => (m.clause === loser ? [terms.and(rounds[i]?.paying ?? terms.false, m.kept)] : [])),
  );
  return ctx.ask(kept ? terms.and(beats, terms.or(...kept)) : beats, subject, 'exclusive-overlap');
}

/** Whether the first of the two is kept in the group, or the second; undefined where neither is, or for some items the one and for others the other. */
function winnerOf(e: Evaluation, group: Group, { first, second }: Pair): boolean | undefined {
  const outcome = e.groups.find((g) => g.group === group.name);
  const winners = (outcome?.items ?? (outcome ? [outcome] : [])).map((r) => r.winner);
  const [a, b] = [winners.includes(first), winners.includes(second)];
  return a === b ? undefined : a;
}

/** The amounts of both before groups, where both are above zero; of the first item for which that is so. */
function paying(ctx: Context, applicant: Applicant, group: Group, { first, second }: Pair): readonly [Exact, Exact] | undefined {
  const [a, b] = [first, second].map((name) => evaluateClauseAlone(ctx.program, applicant, name));
  if (!a || !b) return undefined;
  const rounds =
    group.each === undefined ? [[a, b] as const] : (a.items ?? []).flatMap((x, i) => (b.items?.[i] ? [[x, b.items[i]] as const] : []));
  for (const [x, y] of rounds) {
    const [p, q] = [positive(x.gross), positive(y.gross)];
    if (p && q) return [p, q];
  }
  return undefined;
}

function positive(v: Evaluation['total']['value']): Exact | undefined {
  return v.state === 'known' && v.value.kind === 'number' && v.value.value.gt(Exact.zero) ? v.value.value : undefined;
}

/** The amounts with which both compete in the group where it is settled. */
function contending(e: Evaluation, group: Group, { first, second }: Pair): readonly [Exact, Exact] | undefined {
  const outcome = e.groups.find((g) => g.group === group.name);
  for (const round of outcome?.items ?? (outcome ? [outcome] : [])) {
    const a = round.contenders.find((c) => c.clause === first)?.amount;
    const b = round.contenders.find((c) => c.clause === second)?.amount;
    if (a && b && !a.equals(b)) return [a, b];
  }
  return undefined;
}

/** Says in the group which of its members pays. */
function choices(group: Group, language: 'en' | 'zh') {
  const { text } = group.place.item;
  const close = text.lastIndexOf('}', group.place.end);
  if (close < 0) return [];
  const place = { ...group.place, start: close, end: close };
  const lineStart = text.lastIndexOf('\n', close - 1) + 1;
  const ownLine = text.slice(lineStart, close).trim() === '';
  const at = ownLine ? { ...group.place, start: lineStart, end: lineStart } : place;
  const statement = (choice: 'highest' | 'first'): string => {
    const words = language === 'zh' ? { highest: '择取 从高', first: '择取 从先' } : { highest: 'choose highest', first: 'choose first' };
    return ownLine ? `  ${words[choice]}\n` : `; ${words[choice]} `;
  };
  return (['highest', 'first'] as const).map((choice) => ({
    title: choice === 'highest' ? 'choose-highest' : 'choose-first',
    data: {},
    edits: [{ place: at, text: statement(choice) }],
  }));
}
