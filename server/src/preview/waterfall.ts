/**
 * Why: how the total builds up, as bars: what each clause would pay by itself, what groups exclude, what limits cut, what remains. Every bar
 * starts where the one before it ended, and the last one is the total. The sums are exact; only where a bar is drawn is a plain number.
 */
import type { ClauseOutcome, Evaluation, Mark, Value } from '../core/evaluate/values';
import { Exact } from '../core/exact';
import type { Clause } from '../core/program/program';
import { showAmount, showTotal } from '../features/amounts';
import type { Applied } from '../features/view';
import { phrasebook } from '../features/wording';
import type { Awards, Bar, Spot } from '../previewProtocol';
import { moneyAxis } from './axis';
import type { Previewed } from './context';
import { appliedOf } from './context';
import { titleOf } from './naming';
import { cutsOf, numberOf } from './why';

const say = phrasebook({
  excluded: { en: '{clause} gives way to {winner}', zh: '{clause}让位于{winner}' },
  'gives-way': { en: '{clause} gives way ({group})', zh: '{clause}让位（{group}）' },
  total: { en: 'Total', zh: '总计' },
  certain: { en: 'Certain so far', zh: '目前可以确定' },
  'smaller-award': { en: '{count} smaller awards', zh: '其余 {count} 项较小的支持' },
  'smaller-excluded': { en: '{count} smaller awards that give way', zh: '其余 {count} 项较小的让位' },
  'smaller-cut': { en: '{count} smaller reductions', zh: '其余 {count} 项较小的扣减' },
  nothing: { en: 'No clause pays anything.', zh: '没有任何条款支付。' },
  'nothing-certain': { en: 'No amount is certain yet.', zh: '尚无可以确定的金额。' },
  error: { en: 'There is no total to build up: {error}.', zh: '无法得出总计：{error}。' },
});

/** Bars of each kind at most; the smallest are joined into one. With the total 40. */
const mostBars = { award: 25, excluded: 8, cut: 6 } as const;

/** A part of the sum. `amount` in base units of the currency, above zero; taken off where the kind is not `award`. */
export interface Part {
  readonly kind: 'award' | 'excluded' | 'cut';
  readonly label: string;
  readonly amount: Exact;
  readonly mark?: Mark;
  readonly clause?: string;
  readonly spot?: Spot;
}

export function waterfallOf(previewed: Previewed): Awards['waterfall'] {
  const { evaluation, language, program } = previewed;
  const { total } = evaluation;
  const applied = appliedOf(previewed);
  const none = { bars: [], ticks: [], unit: '' };
  if (total.status === 'error') return { ...none, instead: say('error', language, { error: showTotal(total, applied.showing) }) };
  const parts = fewer(partsOf(previewed), language);
  const known = numberOf(total.value);
  if (parts.length === 0) return { ...none, instead: say(total.status === 'known' && known ? 'nothing' : 'nothing-certain', language) };
  return drawn(parts, applied, total, program.currency);
}

/** All parts: awards in the order of the program, then what groups exclude, then what limits cut, in the order in which they apply. */
export function partsOf(previewed: Pick<Previewed, 'evaluation' | 'program' | 'language' | 'spotOf'>): Part[] {
  const { evaluation, program } = previewed;
  const awards: Part[] = [];
  const excluded: Part[] = [];
  const cuts = new Map<string, Exact>();
  for (const clause of program.clauses.values()) {
    const outcome = evaluation.clauses.get(clause.name);
    const final = outcome && numberOf(outcome.amount);
    if (!outcome || !final) continue;
    // What is not accounted for by groups and limits (an amount that was unknown before them) is no part of what is known to be paid.
    let gross = final;
    for (const lost of exclusionsOf(outcome)) {
      gross = gross.plus(lost.amount);
      excluded.push(exclusion(previewed, clause, lost));
    }
    for (const { limit, amount } of cutsOf(program, outcome)) {
      gross = gross.plus(amount);
      cuts.set(limit, (cuts.get(limit) ?? Exact.zero).plus(amount));
    }
    if (gross.sign > 0)
      awards.push({
        kind: 'award',
        label: clause.title ?? clause.name,
        amount: gross,
        ...markOf(outcome.gross),
        clause: clause.name,
        spot: previewed.spotOf(clause.namePlace),
      });
  }
  const limits = program.limits.flatMap((limit): Part[] => {
    const amount = cuts.get(limit.name);
    return amount ? [{ kind: 'cut', label: limit.title ?? limit.name, amount, spot: previewed.spotOf(limit.namePlace) }] : [];
  });
  return [...awards, ...excluded, ...limits];
}

interface Lost {
  readonly group: string;
  readonly winner: string;
  readonly amount: Exact;
}

/** What groups took: of the whole, or of its items, one entry for each group and winner. */
function exclusionsOf(outcome: ClauseOutcome): readonly Lost[] {
  const found = new Map<string, Lost>();
  for (const part of outcome.items ?? [outcome]) {
    const by = part.excludedBy;
    const gross = numberOf(part.gross);
    if (!by || !gross || gross.sign <= 0) continue;
    const key = `${by.group}\n${by.inFavourOf}`;
    const before = found.get(key)?.amount ?? Exact.zero;
    found.set(key, { group: by.group, winner: by.inFavourOf, amount: before.plus(gross) });
  }
  return [...found.values()];
}

function exclusion({ program, language, spotOf }: Pick<Previewed, 'program' | 'language' | 'spotOf'>, clause: Clause, lost: Lost): Part {
  const group = program.groups.find(({ name }) => name === lost.group);
  const data = { clause: titleOf(program, clause.name), winner: titleOf(program, lost.winner), group: titleOf(program, lost.group) };
  return {
    kind: 'excluded',
    label: say(lost.winner === '' ? 'gives-way' : 'excluded', language, data),
    amount: lost.amount,
    clause: clause.name,
    spot: spotOf(group?.namePlace ?? clause.namePlace),
  };
}

/** The smallest parts of a kind that has too many, joined into one behind the others. */
function fewer(parts: readonly Part[], language: 'en' | 'zh'): Part[] {
  return (['award', 'excluded', 'cut'] as const).flatMap((kind) => {
    const own = parts.filter((part) => part.kind === kind);
    if (own.length <= mostBars[kind]) return own;
    const bySize = [...own].sort((a, b) => b.amount.compare(a.amount));
    const kept = new Set(bySize.slice(0, mostBars[kind] - 1));
    const rest = bySize.slice(mostBars[kind] - 1);
    const amount = rest.reduce((sum, part) => sum.plus(part.amount), Exact.zero);
    return [
      ...own.filter((part) => kept.has(part)),
      { kind, label: say(`smaller-${kind}`, language, { count: String(rest.length) }), amount },
    ];
  });
}

/** The mark of a value, as a property. */
function markOf(value: Value): Pick<Part, 'mark'> {
  return value.state === 'known' && value.mark ? { mark: value.mark } : {};
}

function marked(value: Exact, mark: Pick<Part, 'mark'>, showing: Applied['showing']): string {
  return showAmount({ state: 'known', value: { kind: 'number', value }, ...mark }, showing);
}

function drawn(parts: readonly Part[], applied: Applied, total: Evaluation['total'], currency: string | undefined): Awards['waterfall'] {
  const { showing } = applied;
  const last = total.status === 'known' ? 'total' : 'certain';
  const mark = markOf(total.value);
  const { language } = showing;
  let at = Exact.zero;
  let most = Exact.zero;
  const ends = parts.map(({ kind, amount }) => {
    const from = at;
    at = kind === 'award' ? at.plus(amount) : at.minus(amount);
    most = Exact.max(most, at);
    return { from, to: at };
  });
  const { factor, ticks, unit } = moneyAxis(most, currency, language);
  const drawnAt = (value: Exact): number => value.div(factor).toNumber();
  const bars = parts.map((part, i): Bar => {
    const { from = Exact.zero, to = Exact.zero } = ends[i] ?? {};
    const text = marked(part.amount, part, showing);
    return {
      kind: part.kind,
      label: part.label,
      text: part.kind === 'award' ? text : `−${text}`,
      from: drawnAt(from),
      to: drawnAt(to),
      ...(part.spot ? { spot: part.spot } : {}),
      ...(part.clause === undefined ? {} : { clause: part.clause }),
    };
  });
  bars.push({ kind: 'total', label: say(last, language), text: marked(at, mark, showing), from: 0, to: drawnAt(at) });
  return { bars, ticks: [...ticks], unit };
}

/** What the parts come to: the total, where it is known. */
export function sumOfParts(parts: readonly Part[]): Exact {
  return parts.reduce((sum, { kind, amount }) => (kind === 'award' ? sum.plus(amount) : sum.minus(amount)), Exact.zero);
}
