/** Why: what an `if`, a table, slices or a choice came to: which branch was taken, and for what. */
import type { Scope } from '../core/evaluate/index';
import type { Value } from '../core/evaluate/values';
import type { Expression, Pattern, Row } from '../core/program/program';
import { type Applied, clean, indices, itemName, itemScope, labelOf, shorten, show, sourceOf, valueIn } from './view';
import { phrasebook } from './wording';

type Of<Op extends Expression['op']> = Extract<Expression, { op: Op }>;

const words = phrasebook({
  row: { en: 'row {row}', zh: '行 {row}' },
  otherwise: { en: 'otherwise', zh: '其他' },
  'of-rows': { en: 'no row is certain yet', zh: '尚不能确定是哪一行' },
  part: { en: '{rate} of {part}', zh: '{part} 的 {rate}' },
  none: { en: 'no entry counts', zh: '没有符合条件的一项' },
});

/** As many entries and slices as a hover has room for. */
const mostEntries = 5;

export function isYes(value: Value): boolean {
  return value.state === 'known' && value.value.kind === 'boolean' && value.value.value;
}
export function isNo(value: Value): boolean {
  return value.state === 'known' && value.value.kind === 'boolean' && !value.value.value;
}

/** How a part that the choice hangs on is told: in short, or with what it came from. */
export type Tell = (view: Applied, e: Expression, scope: Scope) => string;

export function branchLines(view: Applied, e: Of<'if' | 'table' | 'marginal' | 'select'>, scope: Scope, tell: Tell = equation): string[] {
  switch (e.op) {
    case 'if':
      return ifLines(view, e, scope);
    case 'table':
      return tableLines(view, e, scope, tell);
    case 'marginal':
      return sliceLines(view, e, scope, tell);
    case 'select':
      return selectLines(view, e, scope);
    default:
      return e satisfies never;
  }
}

/** `growth = 8%`. */
export function equation(view: Applied, e: Expression, scope: Scope, length = 40): string {
  return `${labelOf(view, e) ?? shorten(sourceOf(e.place), length)} = ${show(view, valueIn(view, e, scope), e)}`;
}

/** Each condition that was asked, and the branch that was taken. */
function ifLines(view: Applied, first: Of<'if'>, scope: Scope): string[] {
  const lines: string[] = [];
  let e: Expression = first;
  while (e.op === 'if') {
    const test = valueIn(view, e.condition, scope);
    lines.push(`${mark(test)} ${shorten(sourceOf(e.condition.place), 48)}`);
    if (test.state !== 'known') return lines;
    e = isYes(test) ? e.then : e.else;
    if (isYes(test)) break;
  }
  if (e.op !== 'constant') lines.push(equation(view, e, scope, 56));
  return lines;
}

export function mark(value: Value): '✓' | '✗' | '?' | '⚠' {
  if (value.state === 'unknown') return '?';
  return value.state === 'known' ? (isYes(value) ? '✓' : '✗') : '⚠';
}

/** The row that matched, from 0; the number of rows for `otherwise`; undefined where that is open. */
export function rowTaken(view: Applied, e: Of<'table'>, scope: Scope): number | undefined {
  const open = e.rows.map((row) => matches(view, e, row, scope));
  const found = open.indexOf(true);
  if (found >= 0) return found;
  return open.every((one) => one === false) && e.otherwise ? e.rows.length : undefined;
}

function matches(view: Applied, e: Of<'table'>, row: Row, scope: Scope): boolean | undefined {
  let sure: boolean | undefined = true;
  for (const [i, alternatives] of row.columns.entries()) {
    const subject = e.subjects[i];
    if (!subject) continue;
    const tests = alternatives.map((pattern) => test(view, pattern, subject, scope));
    if (tests.some((one) => one === true)) continue;
    if (tests.every((one) => one === false)) return false;
    sure = undefined;
  }
  return sure;
}

/** A pattern is the condition that it stands for: asked of the evaluator, which alone says what matches. */
function test(view: Applied, pattern: Pattern, subject: Expression, scope: Scope): boolean | undefined {
  const common = { type: { kind: 'boolean' }, place: subject.place } as const;
  if (pattern.kind === 'any') return true;
  const condition: Expression =
    pattern.kind === 'interval'
      ? { op: 'interval', subject, interval: pattern.interval, ...common }
      : subject.type.kind === 'set' && pattern.value.type.kind !== 'set'
        ? { op: 'has', set: subject, member: pattern.value, ...common }
        : { op: 'compare', relation: '=', left: subject, right: pattern.value, ...common };
  const value = valueIn(view, condition, scope);
  return isYes(value) ? true : isNo(value) ? false : undefined;
}

/** A row as written, without its value. */
function rowHead(row: Row): string {
  return clean(row.place, row.place.start, row.value.place.start)
    .replace(/[:：]\s*[(（]*$/, '')
    .trim();
}

function tableLines(view: Applied, e: Of<'table'>, scope: Scope, tell: Tell): string[] {
  const { language } = view.showing;
  const lines = e.subjects.filter(({ op }) => op !== 'constant').map((subject) => tell(view, subject, scope));
  const taken = rowTaken(view, e, scope);
  if (taken === undefined) return [...lines, words('of-rows', language)];
  const row = e.rows[taken];
  const value = row?.value ?? e.otherwise;
  const head = row ? words('row', language, { row: rowHead(row) }) : words('otherwise', language);
  return [...lines, `${head}: ${value ? shorten(sourceOf(value.place), 48) : ''}`];
}

function sliceLines(view: Applied, e: Of<'marginal'>, scope: Scope, tell: Tell): string[] {
  const lines = [tell(view, e.subject, scope)];
  for (const row of e.rows) {
    const slice = valueIn(view, { ...e, rows: [row] }, scope);
    if (slice.state !== 'known' || slice.value.kind !== 'number' || slice.value.value.isZero) continue;
    lines.push(`${shorten(sourceOf(row.place), 56)} = ${show(view, slice, e)}`);
  }
  return lines;
}

/** The entries that count, each with its value; over a list item by item. */
function selectLines(view: Applied, e: Of<'select'>, scope: Scope): string[] {
  const { each } = e;
  const scopes = each === undefined ? [scope] : indices(view.result, each).map((index) => itemScope(scope, each, index));
  const lines: string[] = [];
  for (const at of scopes) {
    for (const entry of e.entries) {
      const condition = entry.condition && valueIn(view, entry.condition, at);
      if (condition && isNo(condition)) continue;
      const asked = entry.condition ? `${mark(condition ?? { state: 'unspecified', clauses: [] })} ` : '';
      const item = each === undefined ? '' : `${itemName({ items: at.items.slice(-1) })}: `;
      // Of an amount that is written there, what it is for says more than what it is.
      const text = entry.value.op === 'constant' ? shorten(sourceOf(entry.place), 48) : equation(view, entry.value, at, 48);
      lines.push(`${item}${asked}${text}`);
    }
  }
  if (lines.length === 0) return [words('none', view.showing.language)];
  return lines.length <= mostEntries ? lines : [...lines.slice(0, mostEntries - 1), '…'];
}
