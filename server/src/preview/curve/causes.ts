/** Why: through what an amount changes at a breakpoint, said with the policy's own words: the reason, the title, the figure. */
import type { Cause, FactPath } from '../../core/curve/index';
import { clauseScope, evaluate, evaluateClauseAlone, evaluateWithin, GLOBAL, type Scope } from '../../core/evaluate/index';
import type { Applicant } from '../../core/evaluate/values';
import type { Clause, Expression, Place, Program } from '../../core/program/program';
import { oneLine } from '../../explain/oneLine';
import { type Showing, showAmount } from '../../features/amounts';
import { list, phrasebook } from '../../features/wording';

const say = phrasebook({
  more: { en: 'and more', zh: '另有其他' },
  turns: { en: 'a condition of “{clause}” is met or ceases to be ({text})', zh: '“{clause}”的条件由此改变（{text}）' },
  met: { en: '“{clause}” meets a condition ({text})', zh: '“{clause}”开始符合条件（{text}）' },
  'not-met': { en: '“{clause}” no longer meets a condition ({text})', zh: '“{clause}”不再符合条件（{text}）' },
  row: { en: 'the row {text} applies', zh: '适用行{text}' },
  cap: { en: 'the cap of {figure} is reached or left ({clause})', zh: '达到或离开上限{figure}（{clause}）' },
  'cap-reached': { en: 'the cap of {figure} is reached ({clause})', zh: '达到上限{figure}（{clause}）' },
  'cap-left': { en: 'the cap of {figure} no longer bites ({clause})', zh: '上限{figure}不再起作用（{clause}）' },
  floor: { en: 'the floor of {figure} begins or ceases to count ({clause})', zh: '下限{figure}开始或不再起作用（{clause}）' },
  'floor-reached': { en: 'the floor of {figure} begins to count ({clause})', zh: '下限{figure}开始起作用（{clause}）' },
  'floor-left': { en: 'the floor of {figure} no longer counts ({clause})', zh: '下限{figure}不再起作用（{clause}）' },
  'less-reached': { en: 'the deduction begins ({clause})', zh: '开始扣减（{clause}）' },
  'less-left': { en: 'the deduction ends ({clause})', zh: '不再扣减（{clause}）' },
  less: { en: 'the deduction begins or ceases to count ({clause})', zh: '扣减开始或不再起作用（{clause}）' },
  rounding: { en: 'through rounding ({clause})', zh: '由于取整（{clause}）' },
  group: { en: 'another clause of “{name}” is paid', zh: '“{name}”改为支付另一条款' },
  limit: { en: 'the limit “{name}” begins or ceases to cut', zh: '限额“{name}”开始或不再起作用' },
  'limit-reached': { en: 'the limit “{name}” of {figure} is reached', zh: '达到限额“{name}”（{figure}）' },
  'limit-left': { en: 'the limit “{name}” of {figure} no longer cuts', zh: '限额“{name}”（{figure}）不再起作用' },
  award: { en: 'the award of “{clause}” changes', zh: '“{clause}”的支持金额改变' },
  quoted: { en: '“{text}”', zh: '“{text}”' },
});

/** What is needed to put causes into words. */
export interface Told {
  readonly program: Program;
  readonly showing: Showing;
  /** The applicant at the breakpoint. */
  readonly at: Applicant;
  /** Whether what is new is true at the breakpoint already. */
  readonly isNewAt: boolean;
  /** Along which one looks. */
  readonly fact: FactPath;
  /** The applicant just behind the breakpoint; undefined at the end of the axis. */
  readonly behind: Applicant | undefined;
}

/** One half sentence each; those that say the same once. */
export function causesText(causes: readonly Cause[], told: Told): string {
  const said = [...new Set(causes.map((cause) => causeText(cause, told)))];
  const shown = said.length > 3 ? [...said.slice(0, 3), say('more', told.showing.language)] : said;
  return list(shown, told.showing.language);
}

function causeText(cause: Cause, told: Told): string {
  const { program, showing } = told;
  const turn = turnOf(cause, told);
  const { language } = showing;
  const clause = cause.clause === undefined ? undefined : program.clauses.get(cause.clause);
  const title = clause?.title ?? cause.clause ?? '';
  switch (cause.kind) {
    case 'eligibility':
      return conditionText(cause.place, clause, title, told);
    case 'row':
      return say('row', language, { text: say('quoted', language, { text: sourceOf(cause.place) }) });
    case 'cap':
      return say(turn === undefined ? 'cap' : `cap-${turn}`, language, { figure: figureOf(cause, clause, told), clause: title });
    case 'floor':
      return say(turn === undefined ? 'floor' : `floor-${turn}`, language, { figure: figureOf(cause, clause, told), clause: title });
    case 'less':
      return say(turn === undefined ? 'less' : `less-${turn}`, language, { clause: title });
    case 'rounding':
      return say('rounding', language, { clause: title });
    case 'group': {
      const group = program.groups.find(({ name }) => name === cause.name);
      return say('group', language, { name: group?.title ?? cause.name ?? '' });
    }
    case 'limit': {
      const limit = program.limits.find(({ name }) => name === cause.name);
      const figure = limit && shown(limit.cap, undefined, told, program.currency);
      const name = limit?.title ?? cause.name ?? '';
      return turn && figure !== undefined ? say(`limit-${turn}`, language, { name, figure }) : say('limit', language, { name });
    }
    case 'award':
      return say('award', language, { clause: title });
    default:
      return cause.kind satisfies never;
  }
}

/** Whether a step or a limit takes effect behind the breakpoint, or no longer does. That it is one of the two is why it is a cause. */
function turnOf({ kind, place, clause, name }: Cause, { program, behind, fact }: Told): 'reached' | 'left' | undefined {
  if (!behind) return undefined;
  if (kind === 'limit') {
    const limit = evaluate(program, behind).limits.find((one) => one.limit === name);
    return limit && (limit.bites ? 'reached' : 'left');
  }
  const outcome = clause === undefined ? undefined : evaluateClauseAlone(program, behind, clause);
  const each = clause === undefined ? undefined : program.clauses.get(clause)?.each;
  // Of another list than the one in which the fact stands any item may be meant.
  const own = each === undefined ? outcome : each === fact.name ? outcome?.items?.[fact.item ?? 0] : undefined;
  const step = own?.steps.find((one) => one.place === place);
  return step && (step.bites ? 'reached' : 'left');
}

/** The step's own figure; its text where it depends on the item. */
function figureOf({ place }: Cause, clause: Clause | undefined, told: Told): string {
  const step = clause?.steps.find((one) => one.place === place);
  if (!clause || !step || step.kind === 'round') return '';
  return shown(step.amount, clause, told, clause.currency) ?? sourceOf(step.amount.place);
}

function shown(
  e: Expression,
  clause: Clause | undefined,
  { program, at, fact, showing }: Told,
  currency: string | undefined,
): string | undefined {
  const value = evaluateWithin(program, at, e, clause ? scopeOf(clause, fact) : GLOBAL);
  return value.state === 'known' ? showAmount(value, showing, currency) : undefined;
}

/** What a condition does there, with the author's reason where there is one. */
function conditionText(place: Place, clause: Clause | undefined, title: string, { program, at, fact, isNewAt, showing }: Told): string {
  const tests = [...(clause?.conditions.flatMap((c) => c.tests) ?? []), ...program.files.flatMap((f) => f.requirements)];
  const test = tests.find((t) => t.place === place);
  const { language } = showing;
  const data = { clause: title, text: say('quoted', language, { text: test?.reason ?? sourceOf(place) }) };
  const value = test && clause && evaluateWithin(program, at, test.condition, scopeOf(clause, fact));
  if (value?.state !== 'known' || value.value.kind !== 'boolean') return say('turns', language, data);
  return say(value.value.value === isNewAt ? 'met' : 'not-met', language, data);
}

/** Of a clause that goes over the list in which the fact stands, the item in which it does. */
function scopeOf(clause: Clause, { name, item }: FactPath): Scope {
  const { each } = clause;
  return clauseScope(clause, each === undefined ? undefined : { list: each, index: each === name ? item : undefined });
}

const LONGEST = 60;

/** What stands there, on one line; of a long text its beginning. */
function sourceOf({ item, start, end }: Place): string {
  const letters = [...oneLine(item.text.slice(start, end))];
  return letters.length > LONGEST ? `${letters.slice(0, LONGEST - 1).join('')}…` : letters.join('');
}
