/** Why: what each exclusive group and each limit does for the applicant, in a sentence: who is kept, who gives way, what is cut. */
import type { GroupOutcome, LimitOutcome, Range, Value } from '../core/evaluate/values';
import type { Exact } from '../core/exact';
import type { Group, Limit, Program } from '../core/program/program';
import { showAmount, showMoney, showRange } from '../features/amounts';
import type { Applied } from '../features/view';
import { list, phrasebook } from '../features/wording';
import type { Awards } from '../previewProtocol';
import { appliedOf, type Previewed } from './context';
import { itemLabel, titleOf } from './naming';
import { conflictText, numberOf } from './why';
import { joined } from './words';

const say = phrasebook({
  idle: { en: 'None of its clauses pays', zh: '其中没有条款支付' },
  alone: { en: 'Only {winner} pays: nothing gives way', zh: '其中只有{winner}支付，没有让位' },
  kept: { en: '{winner} is paid ({amount}); {others} gives way', zh: '支付{winner}（{amount}），{others}让位' },
  'kept-many': { en: '{winner} is paid ({amount}); {others} give way', zh: '支付{winner}（{amount}），{others}让位' },
  other: { en: '{title} ({amount})', zh: '{title}（{amount}）' },
  unknown: { en: 'Not known yet which of its clauses is paid', zh: '尚不能确定支付其中哪一个' },
  item: { en: '{item}: {text}', zh: '{item}：{text}' },
  more: { en: '{count} more items', zh: '另有 {count} 项' },
  cuts: { en: '{before} together, limited to {cap}: {cut} is cut', zh: '合计 {before}，限额 {cap}，减去 {cut}' },
  'cuts-items': { en: '{before} together, limited item by item: {cut} is cut', zh: '合计 {before}，逐项受限，减去 {cut}' },
  'cuts-not': { en: '{before} together, limit {cap}: nothing is cut', zh: '合计 {before}，限额 {cap}，没有触及' },
  'cuts-not-items': { en: '{before} together, limited item by item: nothing is cut', zh: '合计 {before}，逐项都没有触及限额' },
  left: { en: '{cap} (after what was paid before)', zh: '{cap}（已减去以前的支付）' },
  open: { en: 'Not known yet: {after} together after it', zh: '尚不能确定，限额后合计 {after}' },
  'open-limit': { en: 'Not known yet', zh: '尚不能确定' },
});

/** Items that one group speaks of. */
const mostItems = 4;

export function rulesOf(previewed: Previewed): Awards['rules'] {
  const { program, evaluation, spotOf } = previewed;
  const applied = appliedOf(previewed);
  const groups = new Map(evaluation.groups.map((one) => [one.group, one]));
  const limits = new Map(evaluation.limits.map((one) => [one.limit, one]));
  return [
    ...program.groups.flatMap((group): Awards['rules'] => {
      const outcome = groups.get(group.name);
      if (!outcome) return [];
      const { name, title = name, namePlace } = group;
      return [
        {
          kind: 'exclusive',
          name,
          title,
          text: groupSentence(applied, group, outcome),
          bites: doesExclude(outcome),
          ...(partsOf(outcome).some(({ state }) => state === 'unknown') ? { open: true } : {}),
          spot: spotOf(namePlace),
        },
      ];
    }),
    ...program.limits.flatMap((limit): Awards['rules'] => {
      const outcome = limits.get(limit.name);
      if (!outcome) return [];
      const { name, title = name, namePlace } = limit;
      const open = !numberOf(outcome.before) || !numberOf(outcome.after);
      const text = limitSentence(applied, limit, outcome);
      return [{ kind: 'limit', name, title, text, bites: outcome.bites, ...(open ? { open } : {}), spot: spotOf(namePlace) }];
    }),
  ];
}

type Part = Omit<GroupOutcome, 'group' | 'items'>;

function partsOf({ items, ...whole }: GroupOutcome): readonly Part[] {
  return items && items.length > 0 ? items : [whole];
}

/** Some clause loses something by it, or it is not said which. */
function doesExclude(outcome: GroupOutcome): boolean {
  return partsOf(outcome).some(({ state, contenders }) => state === 'conflict' || (state === 'settled' && contenders.length > 1));
}

function groupSentence(applied: Applied, group: Group, outcome: GroupOutcome): string {
  const { program } = applied.analysis;
  const { language } = applied.showing;
  const { items = [] } = outcome;
  if (group.each === undefined || items.length === 0) return partSentence(applied, group, outcome);
  const each = group.each;
  const told = items.flatMap((item, index) =>
    item.state === 'idle'
      ? []
      : [say('item', language, { item: itemLabel(program, each, index, language), text: partSentence(applied, group, item) })],
  );
  if (told.length === 0) return say('idle', language);
  const shown = told.slice(0, mostItems);
  return joined(told.length > mostItems ? [...shown, say('more', language, { count: String(told.length - mostItems) })] : shown, language);
}

function partSentence(applied: Applied, group: Group, { state, winner, contenders }: Part): string {
  const { analysis, showing } = applied;
  const { program } = analysis;
  const { language } = showing;
  switch (state) {
    case 'idle':
      return say('idle', language);
    case 'unknown':
      return say('unknown', language);
    case 'conflict':
      return conflictText(applied, group.name, contenders);
    case 'settled': {
      if (winner === undefined) return say('idle', language);
      const others = contenders.filter(({ clause }) => clause !== winner);
      if (others.length === 0) return say('alone', language, { winner: titleOf(program, winner) });
      const money = (clause: string, amount: Exact) => showMoney(amount, showing, currencyOf(program, clause));
      const won = contenders.find(({ clause }) => clause === winner);
      return say(others.length === 1 ? 'kept' : 'kept-many', language, {
        winner: titleOf(program, winner),
        amount: won ? money(winner, won.amount) : '',
        others: list(
          others.map(({ clause, amount }) => say('other', language, { title: titleOf(program, clause), amount: money(clause, amount) })),
          language,
        ),
      });
    }
    default:
      return state satisfies never;
  }
}

function currencyOf(program: Program, clause: string | undefined): string | undefined {
  return program.clauses.get(clause ?? '')?.currency ?? program.currency;
}

/** The range with no higher end than the cap has: what members get together is never more. */
export function within(range: Range, cap: Value): Range {
  const high =
    cap.state === 'known' ? numberOf(cap) : cap.state === 'unknown' && cap.range.kind === 'number' ? cap.range.upper?.value : undefined;
  if (range.kind !== 'number' || !high || range.upper?.value.lte(high)) return range;
  return { ...range, upper: { value: high, inclusive: true } };
}

function limitSentence({ analysis, showing }: Applied, limit: Limit, { before, after, cap, bites }: LimitOutcome): string {
  const { language } = showing;
  const currency = currencyOf(analysis.program, limit.members[0]);
  const show = (value: Value): string => showAmount(value, showing, currency);
  const [had, has] = [numberOf(before), numberOf(after)];
  if (!had || !has) {
    const range = after.state === 'unknown' ? showRange(within(after.range, cap), showing, currency) : undefined;
    return range === undefined ? say('open-limit', language) : say('open', language, { after: range });
  }
  // Of a cap over years, what is left of it.
  const shown = limit.window ? say('left', language, { cap: show(cap) }) : show(cap);
  const data = { before: showMoney(had, showing, currency), cap: shown, cut: showMoney(had.minus(has), showing, currency) };
  if (limit.each !== undefined) return say(bites ? 'cuts-items' : 'cuts-not-items', language, data);
  return say(bites ? 'cuts' : 'cuts-not', language, data);
}
