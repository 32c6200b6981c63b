/** Why: what stands between clauses, in words: whom a group keeps and what the others would have had, what a limit cuts from whom. */
import type { GroupOutcome, ItemOutcome, LimitOutcome, Value } from '../core/evaluate/values';
import { Exact } from '../core/exact';
import type { Group, Limit } from '../core/program/program';
import { showAmount, showOutcome } from './amounts';
import type { View } from './view';
import { list, phrasebook } from './wording';

const words = phrasebook({
  keeps: { en: '→ {winner} {amount}', zh: '→ {winner} {amount}' },
  others: { en: '{kept} ({others} otherwise)', zh: '{kept}（否则 {others}）' },
  alone: { en: '{kept}, alone', zh: '{kept}，无其他竞争' },
  idle: { en: '→ no member pays', zh: '→ 没有成员支付' },
  conflict: { en: '✗ conflict: {names}', zh: '✗ 冲突：{names}' },
  unknown: { en: '? not known yet', zh: '? 尚不能确定' },
  items: { en: '→ {items}', zh: '→ {items}' },
  cuts: { en: '{before} → {after}, cuts {cut}', zh: '{before} → {after}，扣减 {cut}' },
  'cuts-not': { en: '{before}, at most {cap}: does not bite', zh: '{before}，限额 {cap}，未触及' },
  'keeps-line': { en: '{clause}: {amount}, kept', zh: '{clause}：{amount}，保留' },
  'loses-line': { en: '{clause}: {amount} on its own, given up for {winner}', zh: '{clause}：单独为 {amount}，让位于 {winner}' },
  'contends-line': { en: '{clause}: {amount}', zh: '{clause}：{amount}' },
  'cut-line': { en: '{clause}: cut by {cut}, gets {after}', zh: '{clause}：扣减 {cut}，得 {after}' },
  'kept-line': { en: '{clause}: {after}', zh: '{clause}：{after}' },
  'cap-line': { en: 'The limit: {cap}', zh: '限额：{cap}' },
});

type Part = Omit<GroupOutcome, 'group' | 'items'>;

const amount = (value: Exact): Value => ({ state: 'known', value: { kind: 'number', value } });

function money({ analysis, showing }: View, clause: string, value: Exact): string {
  return showAmount(amount(value), showing, analysis.program.clauses.get(clause)?.currency ?? showing.currency);
}

/** In one line. */
export function groupText(view: View, group: Group, outcome: GroupOutcome): string {
  const { language } = view.showing;
  const { items = [] } = outcome;
  if (group.each === undefined || items.length === 0) return partText(view, outcome);
  const [only, ...others] = items;
  if (only && others.length === 0) return partText(view, only);
  const winners = items.map(({ winner, state }) => winner ?? (state === 'idle' ? '–' : '?'));
  if (winners.every((one) => one === '–')) return words('idle', language);
  return words('items', language, { items: list(winners.length > 5 ? [...winners.slice(0, 4), '…'] : winners, language) });
}

function undecided({ analysis, result, showing }: View, clause: string): string {
  const outcome = result.evaluation.clauses.get(clause);
  return outcome ? showOutcome(outcome, analysis.program.clauses.get(clause)?.currency ?? showing.currency ?? '', showing) : '';
}

function partText(view: View, { state, winner, contenders }: Part): string {
  const { language } = view.showing;
  const named = contenders.map(({ clause, amount: value }) => `${clause} ${money(view, clause, value)}`);
  switch (state) {
    case 'settled': {
      const won = contenders.find(({ clause }) => clause === winner);
      // The only one that may pay, and it is not known what.
      if (!won) return winner ? words('keeps', language, { winner, amount: undecided(view, winner) }).trimEnd() : words('idle', language);
      const kept = words('keeps', language, { winner: won.clause, amount: money(view, won.clause, won.amount) });
      const others = contenders.flatMap(({ clause }, i) => (clause === winner ? [] : (named[i] ?? [])));
      return others.length === 0 ? words('alone', language, { kept }) : words('others', language, { kept, others: list(others, language) });
    }
    case 'idle':
      return words('idle', language);
    case 'conflict':
      return words('conflict', language, { names: list(named, language) });
    case 'unknown':
      return words('unknown', language);
    default:
      return state satisfies never;
  }
}

/** A line for each contender, item by item where the group goes over a list. */
export function groupLines(view: View, group: Group, outcome: GroupOutcome): string[] {
  const { items = [] } = outcome;
  const parts: readonly (Part & { readonly head: string })[] =
    items.length > 0 ? items.map((item, i) => ({ ...item, head: `${group.each ?? ''}[${i}] ` })) : [{ ...outcome, head: '' }];
  const lines = parts.flatMap((part) => contenderLines(view, part, part.head));
  return lines.length > 12 ? [...lines.slice(0, 11), '…'] : lines;
}

function contenderLines(view: View, { winner, contenders, state }: Part, head: string): string[] {
  const { language } = view.showing;
  if (contenders.length === 0) return [`${head}${words(state === 'unknown' ? 'unknown' : 'idle', language)}`];
  return contenders.map(({ clause, amount: value }) => {
    const key = state !== 'settled' ? 'contends-line' : clause === winner ? 'keeps-line' : 'loses-line';
    return `${head}${words(key, language, { clause, amount: money(view, clause, value), winner: winner ?? '' })}`;
  });
}

/** In one line. A limit over a list is the sum of what it does to each item. */
export function limitText(view: View, limit: Limit, outcome: LimitOutcome): string {
  const { language } = view.showing;
  const currency = currencyOf(view, limit);
  const show = (value: Value): string => showAmount(value, view.showing, currency);
  const { before, after, cap } = outcome;
  if (before.state !== 'known' || after.state !== 'known') return `? ${show(after)}`;
  if (!outcome.bites) return words('cuts-not', language, { before: show(before), cap: show(cap) });
  const cut = before.value.kind === 'number' && after.value.kind === 'number' ? amount(before.value.value.minus(after.value.value)) : after;
  return words('cuts', language, { before: show(before), after: show(after), cut: show(cut) });
}

function currencyOf(view: View, limit: Limit): string | undefined {
  return view.analysis.program.clauses.get(limit.members[0] ?? '')?.currency ?? view.showing.currency;
}

/** What is left, then each member that would be paid, with what it loses. */
export function limitLines(view: View, limit: Limit, { cap }: LimitOutcome): string[] {
  const { language } = view.showing;
  const currency = currencyOf(view, limit);
  const lines = [words('cap-line', language, { cap: showAmount(cap, view.showing, currency) })];
  for (const clause of limit.members) {
    const outcome = view.result.evaluation.clauses.get(clause);
    if (!outcome || outcome.status === 'ineligible' || outcome.status === 'inactive' || outcome.status === 'excluded') continue;
    const after = showAmount(outcome.amount, view.showing, currency);
    const parts: readonly ItemOutcome[] = limit.each !== undefined && outcome.items ? outcome.items : [outcome];
    const own = parts.flatMap(({ cuts }) => cuts).filter((one) => one.limit === limit.name);
    const cut = own.reduce((sum, one) => sum.plus(one.amount), Exact.zero);
    const shown = showAmount(amount(cut), view.showing, currency);
    lines.push(cut.isZero ? words('kept-line', language, { clause, after }) : words('cut-line', language, { clause, after, cut: shown }));
  }
  return lines.length > 12 ? [...lines.slice(0, 11), '…'] : lines;
}
