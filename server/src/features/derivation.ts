/**
 * Why: how a value came about, in the few lines that a hover has room for: as written, with the values put in, the result; then the same of
 * the lets and tables it was made of.
 */
import { GLOBAL, type Scope } from '../core/evaluate/index';
import type { Value } from '../core/evaluate/values';
import { children } from '../core/program/index';
import type { Expression, Place } from '../core/program/program';
import { showError } from './amounts';
import { branchLines, equation, type Tell } from './branches';
import { type Applied, clean, shorten, show, sourceOf, valueIn } from './view';
import { phrasebook } from './wording';

/** Lines of one derivation, and characters of one line. */
export const mostLines = 8;
const lineLength = 96;

const words = phrasebook({
  unknown: { en: 'unknown, {needs}', zh: '未知，{needs}' },
});

export type Choice = Extract<Expression, { op: 'if' | 'table' | 'marginal' | 'select' }>;

export function isChoice(e: Expression): e is Choice {
  return e.op === 'if' || e.op === 'table' || e.op === 'marginal' || e.op === 'select';
}

/** A value at the end of a derivation; of an unknown one what it needs. */
export function conclusion(view: Applied, value: Value, e: Expression, percent = false): string {
  const { language } = view.showing;
  const shown = show(view, value, e, percent);
  if (value.state === 'error') return showError(value.error.code, language);
  return value.state === 'unknown' && value.needs.length > 0 ? words('unknown', language, { needs: shown }) : shown;
}

/** What the text of an expression is made of, as far as it is replaced by values. */
interface Parts {
  readonly leaves: Expression[];
  readonly choices: Choice[];
}

/** The names and choices in an expression; of a choice itself none. */
function partsOf(e: Expression): Parts {
  const parts: Parts = { leaves: [], choices: [] };
  collect(e, parts, true);
  return parts;
}

function collect(e: Expression, parts: Parts, root: boolean): void {
  switch (e.op) {
    case 'constant':
    case 'broken':
      return;
    case 'fact':
    case 'field':
    case 'let':
    case 'clause':
    case 'paid':
    case 'this':
    case 'as_of':
      parts.leaves.push(e);
      return;
    default:
      if (isChoice(e)) {
        if (!root) parts.choices.push(e);
        return;
      }
      for (const inner of children(e)) collect(inner, parts, false);
  }
}

/** The text with each part replaced; parts that `put` has nothing for stay as they are written. */
function replaced(e: Expression, parts: readonly Expression[], put: (part: Expression) => string | undefined): string {
  const { place } = e;
  let from = place.start;
  const pieces: string[] = [];
  const inOrder = [...parts].sort((a, b) => a.place.start - b.place.start);
  for (const part of inOrder) {
    // What sugar made twice, or of the text of another item, has no place of its own here.
    if (part.place.item !== place.item || part.place.start < from || part.place.end > place.end) continue;
    const text = put(part);
    if (text === undefined) continue;
    pieces.push(spaced(place, from, part.place.start), text);
    from = part.place.end;
  }
  pieces.push(spaced(place, from, place.end));
  return pieces.join('').trim();
}

/** The text between two parts with its outer blanks, of which one each is kept. */
function spaced(place: Place, start: number, end: number): string {
  const raw = place.item.text.slice(start, end);
  const text = clean(place, start, end);
  if (text === '') return raw === '' ? '' : ' ';
  return `${/^\s/.test(raw) ? ' ' : ''}${text}${/\s$/.test(raw) ? ' ' : ''}`;
}

/** As written, but for the rows of choices. */
export function brief(e: Expression): string {
  if (isChoice(e)) return sourceOf(e.place).replace(/\{.*\}/, '{ … }');
  return replaced(e, partsOf(e).choices, (part) => sourceOf(part.place).replace(/\{.*\}/, '{ … }'));
}

/** Values in the place of names and choices; names of what is not known stay. */
export function substituted(view: Applied, e: Expression, scope: Scope): string {
  const { leaves, choices } = partsOf(e);
  const all = [...leaves, ...choices];
  const percent = e.op === 'compare' || e.op === 'interval' ? all.some((x) => x.type.kind === 'number' && x.type.percent) : false;
  return replaced(e, all, (part) => {
    const value = valueIn(view, part, scope);
    if (value.state !== 'known') return undefined;
    const shown = show(view, value, part, percent);
    return shown.startsWith('-') && all.length > 1 ? `(${shown})` : shown;
  });
}

/** `name = as written = with values = result`, on one line. */
export function oneLine(view: Applied, name: string, e: Expression, scope: Scope): string {
  return shorten([...(name ? [name] : []), ...chain(view, e, scope)].join(' = '), lineLength);
}

/** As written, with values, result; what repeats is left out. */
function chain(view: Applied, e: Expression, scope: Scope): string[] {
  const result = conclusion(view, valueIn(view, e, scope), e);
  if (isChoice(e)) return [shorten(brief(e), 40), result];
  const links = [brief(e), substituted(view, e, scope)];
  return [...new Set([...links.filter((link) => link !== ''), result])];
}

/** Several lines: the chain of an expression below each other, then what its parts came from. */
export function derivation(view: Applied, name: string, e: Expression, scope: Scope = GLOBAL): string[] {
  const lines: string[] = [];
  const [first = '', ...rest] = chain(view, e, scope);
  const head = name === '' ? '' : `${name} = `;
  lines.push(shorten(`${head}${first}`, lineLength));
  if (isChoice(e)) lines.push(...branchLines(view, e, scope, told).map((line) => `  ${line}`));
  const indent = name === '' ? '' : isChoice(e) ? '  ' : ' '.repeat(cells(name) + 1);
  for (const link of rest) lines.push(shorten(`${indent}= ${link}`, lineLength));
  lines.push(...below(view, e, scope, mostLines - lines.length));
  return limited(lines, mostLines);
}

/** A let with what it came from. */
const told: Tell = (view, e, scope) => {
  const found = e.op === 'let' ? letOf(view, e) : undefined;
  if (e.op !== 'let' || !found || found.op === 'constant') return equation(view, e, scope);
  return oneLine(view, e.name, found, e.clause === undefined ? GLOBAL : scope);
};

/** One line each of the lets and choices that the expression is made of, those nearest to it first. */
function below(view: Applied, e: Expression, scope: Scope, room: number): string[] {
  const lines: string[] = [];
  const seen = new Set<string>();
  const queue: { readonly e: Expression; readonly scope: Scope }[] = partsOfChoice(e).map((x) => ({ e: x, scope }));
  // What a table or slices hang on was told with them.
  const toldAlready = isChoice(e) && e.op !== 'if' && e.op !== 'select' ? new Set(subjectsOf(e)) : new Set<Expression>();
  for (let next = queue.shift(); next && lines.length <= room; next = queue.shift()) {
    const { e: part } = next;
    if (part.op === 'let') {
      const key = `${part.clause ?? ''}.${part.name}`;
      const found = letOf(view, part);
      if (!found || seen.has(key) || found.op === 'constant') continue;
      seen.add(key);
      const at = part.clause === undefined ? GLOBAL : next.scope;
      if (!toldAlready.has(part)) lines.push(`  ${oneLine(view, part.name, found, at)}`);
      queue.push(...partsOfChoice(found).map((x) => ({ e: x, scope: at })));
    } else if (isChoice(part)) {
      for (const line of branchLines(view, part, next.scope)) lines.push(`  ${line}`);
    }
  }
  return lines;
}

/** The lets and choices in an expression; of a choice, those that it hangs on. */
function partsOfChoice(e: Expression): readonly Expression[] {
  if (!isChoice(e)) {
    const { leaves, choices } = partsOf(e);
    return [...choices, ...leaves.filter(({ op }) => op === 'let')];
  }
  return subjectsOf(e).flatMap((x) => partsOf(x).leaves.filter(({ op }) => op === 'let'));
}

function subjectsOf(e: Choice): readonly Expression[] {
  switch (e.op) {
    case 'if':
      return [e.condition];
    case 'table':
      return e.subjects;
    case 'marginal':
      return [e.subject];
    case 'select':
      return [];
    default:
      return e satisfies never;
  }
}

/** The expression that a let's name stands for, unless the example settles it. */
export function letOf({ analysis, result }: Applied, e: Extract<Expression, { op: 'let' }>): Expression | undefined {
  if (e.clause !== undefined) return analysis.program.clauses.get(e.clause)?.lets.get(e.name)?.value;
  return result.applicant.lets?.has(e.name) ? undefined : analysis.program.lets.get(e.name)?.value;
}

export function limited(lines: readonly string[], most: number): string[] {
  return lines.length <= most ? [...lines] : [...lines.slice(0, most - 1), '…'];
}

/** Columns that a name takes where Chinese characters take two. */
function cells(text: string): number {
  let count = 0;
  for (const character of text)
    count += /[\u1100-\u115f\u2e80-\u303e\u3041-\ua4cf\uac00-\ud7a3\uf900-\ufaff\ufe30-\ufe6f\uff00-\uff60\uffe0-\uffe6]/.test(character)
      ? 2
      : 1;
  return count;
}
