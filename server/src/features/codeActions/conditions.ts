/** Why: two conditions in one `when` have one reason between them; apart, each has its own. And back. */
import type { Expr, Statement } from '../../core/syntax/tree';
import { phrasebook } from '../wording';
import { type AskedItem, type Change, editsOf, itemAction, kinds, type Offer } from './action';
import { indentOf, newlineOf } from './lines';
import { hasComment, keywordIn, spellAs } from './words';

type When = Extract<Statement, { kind: 'when' }>;

const say = phrasebook({
  split: { en: 'Split into two conditions', zh: '拆成两个条件' },
  'split-all': { en: 'Split into {count} conditions', zh: '拆成 {count} 个条件' },
  join: { en: 'Join with the next condition', zh: '与下一个条件合并' },
});

/** The operands of `a and b and c`, with what stands between two of them. */
function operands(e: Expr): { readonly parts: readonly Expr[]; readonly operators: readonly { start: number; end: number }[] } {
  if (e.kind !== 'binary' || e.op !== 'and') return { parts: [e], operators: [] };
  const left = operands(e.left);
  return { parts: [...left.parts, e.right], operators: [...left.operators, e.operator] };
}

function split(asked: AskedItem, when: When): Offer[] {
  const { item, start, end, language } = asked;
  const { text } = item;
  const keyword = keywordIn(item, when, 'when');
  const { parts, operators } = operands(when.condition);
  if (!keyword || operators.length === 0) return [];
  // At the `and` under the cursor, or, on the word `when`, at each.
  const at = operators.findIndex((o) => o.start <= start && end <= o.end);
  const chosen = at >= 0 ? [at] : end <= keyword.end ? operators.map((_, n) => n) : [];
  const reason = when.reason ? ` ${text.slice(when.reason.start, when.reason.end)}` : '';
  const indent = indentOf(text, when.start);
  const gap = /^[ \t]*/.exec(text.slice(keyword.end))?.[0] || ' ';
  const begin = `${indent === undefined ? '; ' : `${newlineOf(text)}${indent}`}${text.slice(keyword.start, keyword.end)}${gap}`;
  const changes: Change[] = chosen.map((n) => ({
    start: parts[n]?.end ?? when.start,
    end: parts[n + 1]?.start ?? when.start,
    text: `${reason}${begin}`,
  }));
  if (changes.length === 0 || changes.some((c) => hasComment(item, c.start, c.end))) return [];
  const count = String(changes.length + 1);
  const title = say(changes.length === 1 ? 'split' : 'split-all', language, { count });
  return [{ id: `split ${chosen.join(' ')}`, title, kind: kinds.rewrite, edits: editsOf(asked, changes) }];
}

function join(asked: AskedItem, when: When, next: Statement | undefined): Offer[] {
  const { item, end, language } = asked;
  const keyword = keywordIn(item, when, 'when');
  if (next?.kind !== 'when' || !keyword || end > keyword.end) return [];
  const [first, second] = [when, next];
  if (first.reason?.value !== second.reason?.value) return [];
  if (hasComment(item, first.condition.end, second.condition.start)) return [];
  const isLoose = ({ condition: e }: When) => e.kind === 'if' || (e.kind === 'binary' && e.op === 'or');
  const [open, close] = [isLoose(first), isLoose(second)];
  const changes: Change[] = [
    ...(open ? [{ start: first.condition.start, end: first.condition.start, text: '(' }] : []),
    {
      start: first.condition.end,
      end: second.condition.start,
      text: `${open ? ')' : ''} ${spellAs('and', keyword)} ${close ? '(' : ''}`,
    },
    ...(close ? [{ start: second.condition.end, end: second.condition.end, text: ')' }] : []),
  ];
  return [{ id: 'join', title: say('join', language), kind: kinds.rewrite, edits: editsOf(asked, changes) }];
}

function conditions(asked: AskedItem): Offer[] {
  const { item, start, end } = asked;
  const { node } = item;
  if (node.kind !== 'clause') return [];
  const at = node.body.findIndex((s) => s.kind === 'when' && s.start <= start && end <= s.end);
  const when = node.body[at];
  return when?.kind === 'when' ? [...split(asked, when), ...join(asked, when, node.body[at + 1])] : [];
}

export const conditionsAction = itemAction(kinds.rewrite, conditions);
