/** Why: what the text shows, it shows of one example: the selected one. What an expression comes to for it, and how that is written. */
import { clauseScope, evaluateWithin, GLOBAL, type Scope } from '../core/evaluate/index';
import type { Value } from '../core/evaluate/values';
import { Exact } from '../core/exact';
import { NONE } from '../core/program/dimension';
import type { Clause, Expression, Place } from '../core/program/program';
import type { ScalarType } from '../core/program/types';
import type { Analysis } from '../core/workspace';
import type { Session } from '../session';
import { type Showing, showValue } from './amounts';
import { list } from './wording';

export type ExampleResult = Analysis['examples'][number];

/** A policy with what it comes to for somebody, and how that is shown. */
export interface Applied {
  readonly analysis: Analysis;
  readonly result: Pick<ExampleResult, 'applicant' | 'evaluation'>;
  readonly showing: Showing;
  /** Facts, lets and members are called by the labels that the author gave them: for readers who do not look at the file. */
  readonly labelled?: boolean;
}

/** A file with the example whose values are shown in it. */
export interface View extends Applied {
  readonly result: ExampleResult;
}

export function showingOf(session: Session, { program }: Analysis): Showing {
  return { language: session.language, currency: program.currency, units: program.units };
}

/** Undefined where the file has no example. */
export function viewOf(session: Session, analysis: Analysis): View | undefined {
  const result = session.selected(analysis);
  return result && { analysis, result, showing: showingOf(session, analysis) };
}

/** Where the expressions of a clause are evaluated: once for each item of its list; once for an item unknown where the list is not given. */
export function scopesOf({ result }: Applied, clause: Clause): readonly Scope[] {
  const { each } = clause;
  if (each === undefined) return [clauseScope(clause, undefined)];
  return indices(result, each).map((index) => clauseScope(clause, { list: each, index }));
}

/** As many as the example gives the list items; one undefined where it gives no list. */
export function indices({ applicant }: Applied['result'], list: string): readonly (number | undefined)[] {
  const given = applicant.facts.get(list);
  return given?.kind === 'list' ? given.items.map((_, index) => index) : [undefined];
}

/** The scope of an item of a list, inside another scope. */
export function itemScope(scope: Scope, list: string, index: number | undefined): Scope {
  return { ...scope, items: [...scope.items, { list, index }] };
}

/** `projects[0]`; `projects[…]` where the list is not given; '' outside any list. */
export function itemName(scope: Scope): string {
  return scope.items.map(({ list, index }) => `${list}[${index ?? '…'}]`).join('.');
}

export function valueIn({ analysis, result }: Applied, expression: Expression, scope: Scope = GLOBAL): Value {
  return evaluateWithin(analysis.program, result.applicant, expression, scope);
}

/** `percent`: it stands beside a percentage. */
export function show(view: Applied, value: Value, expression: Expression, percent = false): string {
  return membersShown(view, value, expression) ?? showValue(value, typeShown(view, expression, percent), view.showing);
}

/** The same for a hint. */
export function showShort(view: Applied, value: Value, expression: Expression, percent = false): string {
  return membersShown(view, value, expression) ?? shortly(value, typeShown(view, expression, percent), view.showing);
}

/** A value without a finite decimal is rounded to hundredths, of a percentage too, and marked by `≈`. */
function shortly(value: Value, type: ScalarType, showing: Showing): string {
  if (value.state !== 'known' || value.value.kind !== 'number' || value.value.value.isFinite) return showValue(value, type, showing);
  const step = Exact.of(type.kind === 'number' && type.percent ? '0.0001' : '0.01');
  const rounded = value.value.value.roundTo(step, 'half');
  // Of what is smaller than that nothing would be left.
  if (rounded.isZero) return showValue(value, type, showing);
  return `≈${showValue({ ...value, value: { kind: 'number', value: rounded } }, type, showing)}`;
}

/** An amount of money likewise. */
export function moneyShortly(value: Value, currency: string | undefined, showing: Showing): string {
  return shortly(value, { kind: 'number', dimension: currency ?? '' }, showing);
}

/** Its type, where a share of plain number is shown as the percentage that it is. */
function typeShown(view: Applied, expression: Expression, percent = false): ScalarType {
  const { type } = expression;
  if (type.kind !== 'number' || type.dimension !== NONE || type.percent || type.integer) return type;
  return percent || isShare(view, expression, 0) ? { ...type, percent: true } : type;
}

/** A quotient of two quantities of one kind, as growth is, or what is made of nothing else and percentages. */
function isShare(view: Applied, e: Expression, depth: number): boolean {
  if (e.type.kind !== 'number' || e.type.dimension !== NONE || depth > 8) return false;
  const inner = (x: Expression): boolean => isShare(view, x, depth + 1);
  switch (e.op) {
    case 'constant':
    case 'fact':
    case 'field':
      return e.type.percent === true;
    case 'let': {
      const lets = e.clause === undefined ? view.analysis.program.lets : view.analysis.program.clauses.get(e.clause)?.lets;
      const found = lets?.get(e.name);
      return found !== undefined && inner(found.value);
    }
    case 'divide': {
      const { type } = e.left;
      return type.kind === 'number' && type.dimension !== NONE && !isCount(type.dimension);
    }
    case 'add':
    case 'subtract':
      return inner(e.left) || inner(e.right);
    case 'multiply':
      return inner(e.left) && inner(e.right);
    case 'negate':
      return inner(e.operand);
    case 'if':
      return inner(e.then) && inner(e.else);
    case 'marginal':
      return inner(e.subject);
    case 'call':
      return ['min', 'max', 'abs', 'round', 'round_down', 'round_up'].includes(e.fn) && e.args.some(inner);
    default:
      return false;
  }
}

/** A time over a time is a number of times: 36 months / 12 months is 3. */
function isCount(dimension: string): boolean {
  return dimension === 'day' || dimension === 'month';
}

/** Members by their labels; undefined where they are shown by their names, or where it is something else. */
function membersShown({ labelled, showing }: Applied, value: Value, { type }: Expression): string | undefined {
  if (!labelled || value.state !== 'known' || (type.kind !== 'member' && type.kind !== 'set')) return undefined;
  const { value: given } = value;
  const members = given.kind === 'member' ? [given.member] : given.kind === 'set' ? given.members : [];
  return members.length === 0
    ? undefined
    : list(
        members.map((one) => type.labels[one] ?? one),
        showing.language,
      );
}

/** What a fact, a field or a let is called, where that is not its name. */
export function labelOf({ analysis: { program }, labelled }: Applied, e: Expression): string | undefined {
  if (!labelled) return undefined;
  switch (e.op) {
    case 'fact':
      return program.facts.get(e.name)?.label;
    case 'field': {
      const type = program.facts.get(e.list)?.type;
      return type?.kind === 'list' ? type.fields.find(({ name }) => name === e.field)?.label : undefined;
    }
    case 'let': {
      const lets = e.clause === undefined ? program.lets : program.clauses.get(e.clause)?.lets;
      return lets?.get(e.name)?.label;
    }
    default:
      return undefined;
  }
}

/** It could not be read: its finding says so, and nothing else is worth saying. */
export function isBroken(value: Value): boolean {
  return value.state === 'error' && value.error.code === 'broken';
}

// ---------------------------------------------------------------------------------------------- as written

const written = new WeakMap<Place, string>();

/** What is written at a place, on one line and without comments. */
export function sourceOf(place: Place): string {
  const known = written.get(place);
  if (known !== undefined) return known;
  const text = clean(place, place.start, place.end);
  written.set(place, text);
  return text;
}

/** The part of an item between two offsets of it, likewise. */
export function clean(place: Place, start: number, end: number): string {
  const { text, tokens } = place.item;
  let from = start;
  let kept = '';
  for (const token of tokens) {
    if (token.kind !== 'comment' || token.start < start || token.end > end) continue;
    kept += text.slice(from, token.start);
    from = token.end;
  }
  return (kept + text.slice(from, end)).replace(/\s+/g, ' ').trim();
}

/** At most `length` characters; what is cut is shown by `…`. */
export function shorten(text: string, length: number): string {
  const characters = [...text];
  return characters.length <= length
    ? text
    : `${characters
        .slice(0, length - 1)
        .join('')
        .trimEnd()}…`;
}

/** The value behind a sign that says how much is known of it: `= ¥5`, `≈ ¥0.33`, `? needs a`, `⚠ error: …`. */
export function signed(value: Value, shown: string): string {
  if (value.state === 'unknown') return `? ${shown}`;
  return value.state === 'error' ? `⚠ ${shown}` : equal('', shown);
}

/** `a = b`, or `a ≈ b` where b is shown rounded. */
export function equal(name: string, shown: string): string {
  return `${name} ${shown.startsWith('≈') ? shown.replace('≈', '≈ ') : `= ${shown}`}`.trimStart();
}
