/** Why: fixes that several kinds of items offer for what is read wrong in them. */
import type { Ident, ItemNode, Span } from '../../syntax/tree';
import { parseDay } from '../dates';
import type { FixTitle } from '../problems';
import type { Expression } from '../program';
import type { Reader } from '../reader';
import { entrySpan, numbered } from '../removal';
import type { ScalarType } from '../types';

type Fixes = readonly (FixTitle & { edits: readonly (Span & { text: string })[]; preferred?: boolean })[];

/** What is listed twice: the second one out. */
export function removeEntry(reader: Reader, span: Span, name: string): Fixes {
  return [{ title: 'remove', data: { name }, edits: [{ ...entrySpan(reader.item, span), text: '' }] }];
}

/** What is called as another is: a number behind it. */
export function renumbered(ident: Ident, isTaken: (name: string) => boolean): Fixes {
  const text = numbered(ident.name, isTaken);
  return [{ title: 'replace-with', data: { with: text }, edits: [{ start: ident.start, end: ident.end, text }] }];
}

/** A text in quotes where a member, a date or a yes is wanted: what stands in the quotes, if it is one. */
export function unquoted(reader: Reader, e: Expression, expected: ScalarType): Fixes {
  if (e.op !== 'constant' || e.value.kind !== 'text' || e.place.item !== reader.item) return [];
  const { value } = e.value;
  const fits = (): boolean => {
    switch (expected.kind) {
      case 'member':
      case 'set':
        return expected.members.includes(value);
      case 'date':
        return /^\d{4}-\d\d-\d\d$/.test(value) && parseDay(value) !== undefined;
      case 'boolean':
        return ['yes', 'no', '是', '否'].includes(value);
      default:
        return false;
    }
  };
  if (!fits()) return [];
  const text = expected.kind === 'set' ? `{ ${value} }` : value;
  return [{ title: 'replace-with', data: { with: text }, preferred: true, edits: [{ start: e.place.start, end: e.place.end, text }] }];
}

/** A line that says what is paid, to be filled in. It stands behind the last one that has to be before it. */
export function missingAward(reader: Reader, node: Extract<ItemNode, { kind: 'clause' }>): Fixes {
  const { text, tokens } = reader.item;
  const open = tokens.find((t) => t.text === '{' && t.start >= (node.title ?? node.name).end);
  const close = tokens.findLast((t) => t.text === '}' && t.end === node.end);
  if (!open || !close) return [];
  const steps = new Set(['less', 'cap', 'floor', 'round']);
  const at = node.body.findIndex((s) => steps.has(s.kind));
  const before = node.body[at < 0 ? node.body.length - 1 : at - 1];
  const newline = text.includes('\r\n') ? '\r\n' : '\n';
  const start = before?.end ?? open.end;
  // Behind what is left of the line: a comma, a comment.
  const rest = /^[ \t]*[,;，；]?[ \t]*(\/\/[^\r\n]*)?(?=\r?\n)/.exec(text.slice(start));
  const lead = before ? /(?:^|\n)([ \t>]*)$/.exec(text.slice(0, before.start))?.[1] : '  ';
  const edit = (line: string) => {
    const stop = start + (rest?.[0].length ?? 0);
    if (rest && lead !== undefined) return { start: stop, end: stop, text: `${newline}${lead}${line}` };
    const gap = /^\s/.test(text.slice(start)) ? '' : ' ';
    return { start, end: start, text: before ? `; ${line}` : ` ${line}${at === 0 ? ';' : ''}${gap}` };
  };
  const { chinese, currency } = reader;
  const zero = currency === 'CNY' ? '0元' : `0 ${currency}`;
  const lines = [
    ['add-award', `${chinese ? '支持' : 'award'} ${zero}`],
    ['add-unspecified', chinese ? '支持 未定 "文件没有给出数额"' : 'award unspecified "the document gives no figure"'],
    ['add-grants', chinese ? '待遇 "待填写"' : 'grants "to be filled in"'],
  ] as const;
  return lines.map(([title, line]) => ({ title, data: {}, edits: [edit(line)] }));
}
