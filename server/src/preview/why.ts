/** Why: one line says why a clause comes to what it comes to: what failed, who is paid instead, what was cut, what is not known yet. */
import { isoDate } from '../core/evaluate/display';
import { clauseScope, evaluateClauseAlone } from '../core/evaluate/index';
import type { ClauseOutcome, ItemOutcome, Judgement, StepOutcome } from '../core/evaluate/values';
import { Exact } from '../core/exact';
import type { Clause, Place, Program, Test } from '../core/program/program';
import { oneLine } from '../explain/oneLine';
import { showAmount, showError, showMoney } from '../features/amounts';
import { branchLines, isNo } from '../features/branches';
import { isChoice, substituted } from '../features/derivation';
import { reasonFor } from '../features/reason';
import { type Applied, scopesOf, shorten, valueIn } from '../features/view';
import { list, phrase, phrasebook } from '../features/wording';
import { factLabel, needsText, titleOf } from './naming';
import { inOneSentence, joined, quoted } from './words';

const say = phrasebook({
  'in-force': { en: 'In force {from} to {to}', zh: '有效期 {from} 至 {to}' },
  'in-force-from': { en: 'In force from {from}', zh: '自 {from} 起有效' },
  'in-force-to': { en: 'In force to {to}', zh: '有效期至 {to}' },
  'empty-list': { en: '{list} has no items', zh: '{list}没有任何一项' },
  'no-item': { en: 'None of the {count} items of {list} qualifies: {reason}', zh: '{list}的 {count} 项都不符合：{reason}' },
  'no-item-can': { en: 'No item of {list} can qualify: {reason}', zh: '{list}中任何一项都不可能符合：{reason}' },
  fails: { en: 'Its conditions do not hold', zh: '条件不满足' },
  'not-all': { en: '{paid} of {count} items of {list} are paid', zh: '{list}共 {count} 项，{paid} 项得到支付' },
  hangs: { en: 'Hangs on what other clauses pay', zh: '取决于其他条款支付多少' },
  'hangs-needs': { en: 'Hangs on what other clauses pay. {needs}', zh: '取决于其他条款支付多少。{needs}' },
  'none-of': { en: 'None of these holds: {names}', zh: '以下都不满足：{names}' },
  instead: {
    en: '{winner} is paid instead ({group}); alone this would be {amount}',
    zh: '按{group}改由{winner}支付；单独计为 {amount}',
  },
  'gives-way': { en: '{group} does not let this be paid; alone it would be {amount}', zh: '按{group}不予支付；单独计为 {amount}' },
  'items-give-way': { en: '{amount} of it gives way ({group})', zh: '其中 {amount} 按{group}让位' },
  conflict: {
    en: '{group} does not say which is paid: {names}',
    zh: '{group}没有写明取哪一个：{names}',
  },
  contender: { en: '{title} {amount}', zh: '{title} {amount}' },
  cut: { en: '{limit} takes off {cut} of {before}', zh: '{limit}从 {before} 中减去 {cut}' },
  cap: { en: 'Cap of {figure} reached, without it {before}', zh: '达到封顶 {figure}，否则为 {before}' },
  'cap-plain': { en: 'Cap reached, without it {before}', zh: '达到封顶，否则为 {before}' },
  floor: { en: 'Raised from {before} to the floor of {figure}', zh: '由 {before} 按保底提高到 {figure}' },
  less: { en: '{figure} taken off {before}', zh: '从 {before} 中扣减 {figure}' },
  round: { en: 'Rounded from {before}', zh: '由 {before} 取整' },
  'in-kind': { en: 'Gives {text}', zh: '给予 {text}' },
  unspecified: { en: 'The document gives no figure: {text}', zh: '文件没有给出金额：{text}' },
});

/** Characters of a condition, or of an award with its values put in, that are shown in one line. */
const mostText = 80;

/** Reasons in one line. */
const mostReasons = 3;

/** Undefined where nothing needs to be said. */
export function whyOf(applied: Applied, clause: Clause, outcome: ClauseOutcome): string | undefined {
  const { showing, analysis } = applied;
  const { language } = showing;
  switch (outcome.status) {
    case 'inactive':
      return inForce(clause, analysis.program, language);
    case 'ineligible':
      return notEligible(applied, clause, outcome);
    case 'unknown':
      return notKnown(applied, clause, outcome);
    case 'error':
      return outcome.error ? showError(outcome.error.code, language) : undefined;
    case 'unspecified':
      return say('unspecified', language, { text: outcome.text ?? '' });
    case 'granted':
      return say('in-kind', language, { text: outcome.text ?? '' });
    case 'excluded':
      return excluded(applied, clause, outcome);
    case 'conflict':
      return conflict(applied, clause);
    case 'payable':
      return howPaid(applied, clause, outcome);
    default:
      return outcome.status satisfies never;
  }
}

/** What it needs itself; else what the clauses need on which it hangs. */
function notKnown({ analysis, result, showing }: Applied, clause: Clause, outcome: ClauseOutcome): string | undefined {
  const { program } = analysis;
  const { language } = showing;
  const own = evaluateClauseAlone(program, result.applicant, clause.name);
  if (own?.status === 'unknown') return needsText(program, own.needs, language) || undefined;
  const needs = needsText(program, outcome.needs, language);
  return say(needs === '' ? 'hangs' : 'hangs-needs', language, { needs });
}

// ---------------------------------------------------------------------------------------------- what is not paid

/** When the clause is in force: its own dates within those of its file. */
export function inForce(clause: Clause, program: Program, language: 'en' | 'zh'): string | undefined {
  const bounds = [program.files.find((file) => file.uri === clause.place.uri)?.effective, clause.effective];
  const froms = bounds.flatMap((each) => each?.from ?? []);
  const tos = bounds.flatMap((each) => each?.to ?? []);
  const from = froms.length > 0 ? isoDate(Math.max(...froms)) : '';
  const to = tos.length > 0 ? isoDate(Math.min(...tos)) : '';
  if (from === '' && to === '') return undefined;
  return say(to === '' ? 'in-force-from' : from === '' ? 'in-force-to' : 'in-force', language, { from, to });
}

function notEligible(applied: Applied, clause: Clause, outcome: ClauseOutcome): string | undefined {
  const { analysis, showing } = applied;
  const { language } = showing;
  const own = failing(applied, clause, outcome, undefined);
  if (own.length > 0) return joined(own, language);
  const { items } = outcome;
  const name = quoted(factLabel(analysis.program, clause.each ?? ''));
  if (items === undefined) return clause.each === undefined ? say('fails', language) : noItemCan(applied, clause, name);
  if (items.length === 0) return say('empty-list', language, { list: name });
  const found = new Set<string>();
  for (const [index, item] of items.entries()) {
    for (const one of failing(applied, clause, item, items.length === 1 ? index : undefined).slice(0, 1)) found.add(one);
    if (found.size > 3) break;
  }
  const reasons = found.size > 3 ? [...[...found].slice(0, 2), '…'] : [...found];
  if (items.length === 1) return joined(reasons, language);
  return say('no-item', language, { count: String(items.length), list: name, reason: joined(reasons, language) });
}

/** The list is not known, but no item that it may have qualifies. */
function noItemCan(applied: Applied, clause: Clause, list: string): string {
  const { language } = applied.showing;
  const [scope] = scopesOf(applied, clause);
  for (const { any, tests } of clause.conditions) {
    const failed = tests.filter(({ condition }) => isNo(valueIn(applied, condition, scope)));
    const [first] = failed;
    if (!first || (any && failed.length < tests.length)) continue;
    return say('no-item-can', language, { list, reason: first.reason ?? shorten(writtenAt(first.condition.place), mostText) });
  }
  return say('fails', language);
}

/** The author's reason for each condition that is known to fail, else the condition itself; with the values that decide it. */
function failing(applied: Applied, clause: Clause, outcome: ItemOutcome, item: number | undefined): string[] {
  const failed = outcome.conditions.filter(({ result }) => isNo(result));
  // A requirement of the whole file says enough.
  const required = failed.filter(({ place }) => place.item !== clause.place.item);
  return (required.length > 0 ? required : failed).slice(0, mostReasons).map((one) => reasonOf(applied, clause, one, item));
}

function reasonOf(applied: Applied, clause: Clause, judgement: Judgement, item: number | undefined): string {
  const { language } = applied.showing;
  const alternatives = judgement.alternatives ?? [];
  if (alternatives.length > 0) {
    return (
      judgement.reason ??
      say('none-of', language, { names: list([...new Set(alternatives.map((one) => saidOf(applied, clause, one)))], language) })
    );
  }
  const said = saidOf(applied, clause, judgement);
  const test = testAt(applied.analysis.program, clause, judgement.place);
  const scope = clause.each === undefined ? clauseScope(clause, undefined) : scopesOf(applied, clause)[item ?? -1];
  if (!test || !scope) return said;
  const values = reasonFor(applied, test.condition, scope, judgement.result);
  return values === '' ? said : phrase('because', language, { value: said, why: values });
}

const ownReason = /\s*("([^"\\]|\\.)*"|“[^”]*”)$/;

/** What is written there on one line, without the reason that it ends with. */
export function writtenAt({ item, start, end }: Place, reason?: string): string {
  const text = oneLine(item.text.slice(start, end));
  return reason === undefined ? text : text.replace(ownReason, '');
}

/** A condition as written, without the keyword and the reason around it. */
export function conditionText(program: Program, clause: Clause, { place, reason }: Judgement): string {
  const test = testAt(program, clause, place);
  return test ? writtenAt(test.condition.place) : writtenAt(place, reason);
}

/** The author's reason, else the condition. */
function saidOf({ analysis }: Applied, clause: Clause, judgement: Judgement): string {
  return judgement.reason ?? shorten(conditionText(analysis.program, clause, judgement), mostText);
}

/** The condition or requirement at this place. */
export function testAt(program: Program, clause: Clause, place: Place): Test | undefined {
  const requirements = program.files.find(({ uri }) => uri === clause.place.uri)?.requirements ?? [];
  const all = place.item === clause.place.item ? clause.conditions.flatMap(({ tests }) => tests) : requirements;
  return all.find((test) => test.place.item === place.item && test.place.start === place.start && test.place.end === place.end);
}

function excluded({ analysis, showing }: Applied, clause: Clause, outcome: ClauseOutcome): string | undefined {
  const by = outcome.excludedBy;
  if (!by) return undefined;
  const { program } = analysis;
  const amount = showAmount(outcome.gross, showing, clause.currency);
  const group = titleOf(program, by.group);
  if (by.inFavourOf === '') return say('gives-way', showing.language, { group, amount });
  return say('instead', showing.language, { winner: titleOf(program, by.inFavourOf), group, amount });
}

function conflict({ analysis, result, showing }: Applied, clause: Clause): string | undefined {
  const found = result.evaluation.groups.flatMap((group) =>
    [group, ...(group.items ?? [])]
      .filter((part) => part.state === 'conflict' && part.contenders.some((one) => one.clause === clause.name))
      .map(({ contenders }) => conflictText({ analysis, result, showing }, group.group, contenders)),
  );
  return found.length > 0 ? [...new Set(found)][0] : undefined;
}

/** Which group does not say which of whom is paid. */
export function conflictText(
  { analysis, showing }: Applied,
  group: string,
  contenders: readonly { readonly clause: string; readonly amount: Exact }[],
): string {
  const { program } = analysis;
  const names = contenders.map((one) => {
    const amount = showMoney(one.amount, showing, program.clauses.get(one.clause)?.currency ?? program.currency);
    return say('contender', showing.language, { title: titleOf(program, one.clause), amount });
  });
  return say('conflict', showing.language, { group: titleOf(program, group), names: list(names, showing.language) });
}

// ---------------------------------------------------------------------------------------------- what is paid

function howPaid(applied: Applied, clause: Clause, outcome: ClauseOutcome): string | undefined {
  const { language } = applied.showing;
  const parts = [...computed(applied, clause, outcome), ...settled(applied, clause, outcome)];
  return parts.length > 0 ? inOneSentence(parts, language) : undefined;
}

/** How the amount came about before groups and limits: of one item by its steps, of several how many are paid. */
function computed(applied: Applied, clause: Clause, outcome: ClauseOutcome): string[] {
  const { items } = outcome;
  if (items && items.length > 1) {
    // Before limits: what they cut is said beside it.
    const paid = items.filter(
      ({ status, amount, steps }) => status === 'payable' && !(numberOf(steps.at(-1)?.after ?? amount)?.isZero ?? false),
    ).length;
    const name = quoted(factLabel(applied.analysis.program, clause.each ?? ''));
    return [say('not-all', applied.showing.language, { paid: String(paid), count: String(items.length), list: name })];
  }
  const [only = outcome] = items ?? [];
  const award = awardText(applied, clause, only);
  const bites = only.steps.filter(({ kind, bites: bit }) => kind !== 'award' && bit).map((step) => stepSentence(applied, clause, step));
  return [...(award === undefined ? [] : [award]), ...bites.slice(-2)];
}

/** `50% of ¥4,000,000 = ¥2,000,000`; of a table or a choice what decided it. Undefined where the amount is written there. */
function awardText(applied: Applied, clause: Clause, { steps }: ItemOutcome): string | undefined {
  const { benefit } = clause;
  const [scope] = scopesOf(applied, clause);
  const [award] = steps;
  if (benefit.kind !== 'award' || benefit.amount.op === 'constant' || !scope || award?.after.state !== 'known') return undefined;
  const { amount } = benefit;
  if (isChoice(amount)) return shorten(list(branchLines(applied, amount, scope), applied.showing.language), mostText);
  const text = substituted(applied, amount, scope);
  const value = showAmount({ state: 'known', value: award.after.value }, applied.showing, clause.currency);
  return text === value ? undefined : shorten(`${text} = ${value}`, mostText);
}

export function stepSentence({ showing }: Applied, clause: Clause, step: StepOutcome): string {
  const { language } = showing;
  const before = step.before ? showAmount(step.before, showing, clause.currency) : '';
  const figure = step.figure ? showAmount(step.figure, showing, clause.currency) : '';
  const because = (text: string): string =>
    step.reason === undefined ? text : phrase('because', language, { value: text, why: step.reason });
  switch (step.kind) {
    case 'award':
      return showAmount(step.after, showing, clause.currency);
    case 'cap':
      return because(say(figure === '' ? 'cap-plain' : 'cap', language, { figure, before }));
    case 'floor':
    case 'less':
      return because(say(step.kind, language, { figure, before }));
    case 'round':
      return because(say('round', language, { before }));
    default:
      return step.kind satisfies never;
  }
}

/** What groups and limits took from it. */
export function settled({ analysis, showing }: Applied, clause: Clause, outcome: ClauseOutcome): string[] {
  const { program } = analysis;
  const { language } = showing;
  const found: string[] = [];
  const given = new Map<string, Exact>();
  for (const item of outcome.items ?? []) {
    const gross = numberOf(item.gross);
    const group = item.excludedBy?.group;
    if (group !== undefined && gross) given.set(group, (given.get(group) ?? Exact.zero).plus(gross));
  }
  for (const [group, amount] of given)
    found.push(say('items-give-way', language, { group: titleOf(program, group), amount: showMoney(amount, showing, clause.currency) }));
  const cuts = cutsOf(program, outcome);
  let before = numberOf(outcome.amount);
  for (const cut of cuts) before = before?.plus(cut.amount);
  for (const cut of cuts) {
    found.push(
      say('cut', language, {
        limit: titleOf(program, cut.limit),
        cut: showMoney(cut.amount, showing, clause.currency),
        before: before ? showMoney(before, showing, clause.currency) : '',
      }),
    );
    before = before?.minus(cut.amount);
  }
  return found;
}

/** What each limit took off the clause, in order: a limit over a list does so item by item. */
export function cutsOf(
  program: Program,
  { cuts, items = [] }: ClauseOutcome,
): readonly { readonly limit: string; readonly amount: Exact }[] {
  const found: { readonly limit: string; readonly amount: Exact }[] = [];
  for (const limit of program.limits) {
    const own = (limit.each === undefined ? cuts : items.flatMap((item) => item.cuts)).filter((one) => one.limit === limit.name);
    const amount = own.reduce((sum, one) => sum.plus(one.amount), Exact.zero);
    if (!amount.isZero) found.push({ limit: limit.name, amount });
  }
  return found;
}

export function numberOf(value: ItemOutcome['amount']): Exact | undefined {
  return value.state === 'known' && value.value.kind === 'number' ? value.value.value : undefined;
}
