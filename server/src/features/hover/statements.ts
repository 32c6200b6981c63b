/** Why: a statement's keyword under the pointer: what the statement did in the selected example. */
import type { Scope } from '../../core/evaluate/index';
import type { Clause, Condition, Place, Test } from '../../core/program/program';
import type { KeywordId } from '../../core/syntax/keywords';
import type { ItemSyntax } from '../../core/syntax/tree';
import { showAmount, showOutcome } from '../amounts';
import { groupText, limitText } from '../between';
import { isNo, mark } from '../branches';
import { actualOf } from '../expectations';
import { amountOf, stepsAt, stepText } from '../hints/steps';
import { bullets, plain } from '../markdown';
import { reasonFor } from '../reason';
import { itemName, scopesOf, shorten, show, sourceOf, type View, valueIn } from '../view';
import { list, phrase, phrasebook } from '../wording';
import { describeSection } from './examples';
import { clauseAt, type Hovered, inExample, valueLines } from './subject';

const words = phrasebook({
  reason: { en: 'If not: {reason}', zh: '不满足时：{reason}' },
  'no-judgement': { en: 'nothing is judged: {why}', zh: '未作判断：{why}' },
  'not-reached': { en: 'not reached: a condition does not hold or is not known', zh: '未到这一步：有条件不满足或未知' },
  dated: { en: 'the day of judgement is not given', zh: '未给出认定日' },
});

/** In a step, `this` is the amount before it: the clause's scopes with that amount. Items that do not come to the step are left out. */
export function currentAt({ at }: Hovered, view: View, scopes: readonly Scope[]): readonly Scope[] {
  const { node } = at.placed.item;
  const clause = node.kind === 'clause' ? view.analysis.program.clauses.get(node.name.name) : undefined;
  const n = clause?.steps.findIndex(({ place }) => place.start <= at.token.start && at.token.end <= place.end) ?? -1;
  const outcome = clause && view.result.evaluation.clauses.get(clause.name);
  if (n < 0 || !outcome) return scopes;
  return stepsAt(outcome, n + 1).flatMap(({ step, item }) => {
    const scope = scopes[item ?? 0];
    return scope && step.before ? [{ ...scope, current: step.before }] : [];
  });
}

/** What the statement that begins at the token did. */
export function describeStatement(hovered: Hovered): string[] {
  const { at, view, analysis } = hovered;
  const { token } = at;
  const { item } = at.placed;
  const { node } = item;
  if (node.kind === 'section') return describeSection(hovered);
  if (!view) return [];
  if (token.keyword === 'as_of') return describeAsOf(view);
  const here = (place: Place): boolean => place.item === item && place.start === token.start;
  switch (node.kind) {
    case 'clause': {
      const clause = clauseAt(hovered);
      if (!clause) return [];
      const outcome = here(clause.place) && view.result.evaluation.clauses.get(clause.name);
      return outcome ? [inExample(view, plain(showOutcome(outcome, clause.currency, view.showing)))] : inClause(view, clause, here);
    }
    case 'let': {
      const found = analysis.program.lets.get(node.name.name);
      return found && here(found.place) ? valueLines(view, found.name, found.value).slice(0, 1) : [];
    }
    case 'exclusive':
    case 'limit':
      return statements.has(token.keyword) ? between(view, item) : [];
    case 'require': {
      const test = analysis.program.files.find(({ uri }) => uri === analysis.uri)?.requirements.find(({ place }) => here(place));
      return test ? judged(view, test, []) : [];
    }
    case 'example': {
      const result = analysis.examples.find(({ example }) => example.place.item === item);
      const found = result?.expectations.find(({ expectation }) => here(expectation.place));
      if (!result || !found) return [];
      const text = `${found.passed ? '✓' : '✗'} ${actualOf(found.expectation.target, result, analysis, view.showing)}`;
      return [inExample({ ...view, result }, plain(text))];
    }
    default:
      return [];
  }
}

const statements: ReadonlySet<KeywordId | undefined> = new Set<KeywordId>(['exclusive', 'limit', 'among', 'choose', 'cap']);

/** What the group or limit of the item did. */
function between(view: View, item: ItemSyntax): string[] {
  const { program } = view.analysis;
  const { groups, limits } = view.result.evaluation;
  const group = program.groups.find(({ place }) => place.item === item);
  const settled = group && groups.find((one) => one.group === group.name);
  if (settled) return [inExample(view, plain(groupText(view, group, settled)))];
  const limit = program.limits.find(({ place }) => place.item === item);
  const applied = limit && limits.find((one) => one.limit === limit.name);
  return applied ? [inExample(view, plain(limitText(view, limit, applied)))] : [];
}

function describeAsOf(view: View): string[] {
  const { asOf } = view.result.applicant;
  const { language } = view.showing;
  if (asOf === undefined) return [inExample(view, words('dated', language))];
  return [inExample(view, show(view, { state: 'known', value: { kind: 'date', day: asOf } }, dateExpression(view)))];
}

function dateExpression({ result }: View) {
  return { op: 'as_of', type: { kind: 'date' }, place: result.example.place } as const;
}

function inClause(view: View, clause: Clause, here: (place: Place) => boolean): string[] {
  const { language } = view.showing;
  const scopes = scopesOf(view, clause);
  const condition = clause.conditions.find(({ place }) => here(place));
  if (condition?.any) return alternatives(view, condition, scopes);
  if (condition) return condition.tests.flatMap((test) => judged(view, test, scopes));
  const local = [...clause.lets.values()].find(({ place }) => here(place));
  if (local) return valueLines(view, local.name, local.value, scopes);
  const all = clause.benefit.kind === 'award' ? [clause.benefit, ...clause.steps] : [];
  const n = all.findIndex(({ place }) => here(place));
  const step = all[n];
  const outcome = view.result.evaluation.clauses.get(clause.name);
  if (!step || !outcome) return [];
  const done = stepsAt(outcome, n);
  const [first, ...others] = done;
  if (!first) return [inExample(view, words('not-reached', language))];
  const text = (one: (typeof done)[number]): string => {
    const { step: made } = one;
    if (made.kind === 'award') return showAmount(made.after, view.showing, clause.currency);
    return stepText(view, clause, made);
  };
  if (others.length > 0 || first.item !== undefined) {
    const lines = done.map((one) => `${clause.each ?? ''}[${one.item ?? 0}]: ${text(one)}`);
    return [inExample(view, plain(list(lines.length > 6 ? [...lines.slice(0, 5), '…'] : lines, language)))];
  }
  const [scope] = scopes;
  const how = scope ? valueLines(view, '', amountOf(step), [first.step.before ? { ...scope, current: first.step.before } : scope]) : [];
  return [inExample(view, plain(text(first))), ...how.slice(1)];
}

/** Each alternative of a `when any`, over a list item by item. */
function alternatives(view: View, { tests }: Condition, scopes: readonly Scope[]): string[] {
  const lines = tests.map(({ condition }) => {
    const all = scopes.map((scope) => ({ scope, value: valueIn(view, condition, scope) }));
    const said = all.slice(0, 6).map(({ scope, value }) => {
      const reason = reasonFor(view, condition, scope, value);
      const item = scope.items.length > 0 ? `${itemName(scope)} ` : '';
      return item + (reason ? phrase('because', view.showing.language, { value: mark(value), why: reason }) : mark(value));
    });
    return plain(`${shorten(sourceOf(condition.place), 60)}: ${list(all.length > 6 ? [...said, '…'] : said, view.showing.language)}`);
  });
  return [inExample(view, '').trimEnd(), bullets(lines)];
}

/** How a condition came out, over a list item by item, and the author's reason where it fails. */
function judged(view: View, test: Test, scopes: readonly Scope[]): string[] {
  const { language } = view.showing;
  const places = scopes.length > 0 ? scopes : [undefined];
  const all = places.map((scope) => ({ scope, value: valueIn(view, test.condition, scope) }));
  const lines = all.map(({ scope, value }) => {
    const item = scope && scope.items.length > 0 ? `${itemName(scope)}: ` : '';
    const reason = reasonFor(view, test.condition, scope ?? { items: [] }, value);
    const shown = value.state === 'known' ? show(view, value, test.condition) : '';
    const why = reason && shown ? phrase('because', language, { value: shown, why: reason }) : `${shown}${reason}`;
    return `${item}${mark(value)} ${why}`;
  });
  const shown = [inExample(view, plain(list(lines.length > 6 ? [...lines.slice(0, 5), '…'] : lines, language)))];
  if (test.reason && all.some(({ value }) => isNo(value))) shown.push(words('reason', language, { reason: plain(test.reason) }));
  return shown;
}
