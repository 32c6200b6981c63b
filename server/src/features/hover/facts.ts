/** Why: a fact, a field of a list or a member under the pointer: what may be given, and what the selected example gives. */
import { displayConstant } from '../../core/evaluate/display';
import type { SymbolInfo } from '../../core/program/index';
import type { Constant, Given } from '../../core/program/program';
import type { FieldDeclaration, ListType, ScalarType } from '../../core/program/types';
import type { Showing } from '../amounts';
import { showBounds, showType } from '../describe';
import { plain } from '../markdown';
import { list, phrase, phrasebook } from '../wording';
import { type Hovered, heading, inExample, line } from './subject';

const words = phrasebook({
  'not-given': { en: 'not given', zh: '未给出' },
  'by-default': { en: '{value} (the default)', zh: '{value}（默认值）' },
  items: { en: '{count} items', zh: '{count} 项' },
  item: { en: '1 item', zh: '1 项' },
  'in-set': { en: 'yes, it is this one', zh: '是这一项' },
  'not-in-set': { en: 'no, it is {value}', zh: '不是，为 {value}' },
});

/** As many items of a list as a line has room for. */
const mostItems = 5;

type Declared = Omit<FieldDeclaration, 'type'> & { readonly type: ScalarType | ListType };

/** What is declared of a fact or a field. */
function declared(field: Declared, kind: string, showing: Showing): string[] {
  const { language } = showing;
  const { type } = field;
  const lines = [heading(field.name, kind, field.label), line('type', showing, plain(showType(type, language)))];
  if (type.kind === 'list') return lines;
  if (type.kind === 'member' || type.kind === 'set') {
    const members = type.members.map((member) => (type.labels[member] ? `${member} “${type.labels[member]}”` : member));
    lines.push(line('members', showing, list(members.map(plain), language)));
  }
  if (field.interval) lines.push(line('range', showing, plain(showBounds(field.interval, type, showing))));
  if (field.default) lines.push(line('default', showing, plain(displayConstant(field.default, type, showing))));
  return lines;
}

/** What the example gives, else the default, else that nothing is known. */
function given(value: Constant | undefined, fallback: Constant | undefined, type: ScalarType, showing: Showing): string {
  const { language } = showing;
  if (value) return displayConstant(value, type, showing);
  return fallback ? words('by-default', language, { value: displayConstant(fallback, type, showing) }) : words('not-given', language);
}

export function describeFact({ analysis, showing, view }: Hovered, name: string): string[] {
  const fact = analysis.program.facts.get(name);
  if (!fact) return [];
  const { language } = showing;
  const { type } = fact;
  const lines = declared({ ...fact, ...(fact.bounds ? { interval: fact.bounds } : {}) }, phrase('fact', language), showing);
  if (!view) return lines;
  const found = view.result.applicant.facts.get(name);
  if (type.kind === 'list') return [...lines, inExample(view, plain(listText(found, language)))];
  return [...lines, inExample(view, plain(given(found?.kind === 'list' ? undefined : found, fact.default, type, showing)))];
}

function listText(found: Given | undefined, language: Showing['language']): string {
  if (found?.kind !== 'list') return words('not-given', language);
  if (found.items.length === 0) return phrase('empty-list', language);
  return words(found.items.length === 1 ? 'item' : 'items', language, { count: String(found.items.length) });
}

export function describeFieldSymbol({ analysis, showing, view }: Hovered, owner: string, name: string): string[] {
  const of = analysis.program.facts.get(owner)?.type;
  const field = of?.kind === 'list' ? of.fields.find((one) => one.name === name) : undefined;
  if (!field) return [];
  const { language } = showing;
  const lines = declared(field, phrase('field', language, { list: plain(owner) }), showing);
  if (!view) return lines;
  const found = view.result.applicant.facts.get(owner);
  if (found?.kind !== 'list' || found.items.length === 0) return [...lines, inExample(view, plain(listText(found, language)))];
  const shown = found.items.slice(0, mostItems).map((item) => given(item[name], field.default, field.type, showing));
  return [...lines, inExample(view, plain(list(found.items.length > mostItems ? [...shown, '…'] : shown, language)))];
}

/** A member: whether the example's fact is it, or has it. */
export function describeMember({ analysis, showing, view }: Hovered, { name, owner = '', type }: SymbolInfo): string[] {
  const { language } = showing;
  const labels = type && 'labels' in type ? type.labels : {};
  const lines = [heading(name, phrase('member', language, { of: plain(owner) }), labels[name])];
  const fact = analysis.program.facts.get(owner);
  const value = view?.result.applicant.facts.get(owner) ?? fact?.default;
  if (!view || !fact || fact.type.kind === 'list' || !value) return lines;
  const has = (value.kind === 'member' && value.member === name) || (value.kind === 'set' && value.members.includes(name));
  if (value.kind === 'list') return lines;
  const text = has ? words('in-set', language) : words('not-in-set', language, { value: displayConstant(value, fact.type, showing) });
  return [...lines, inExample(view, plain(text))];
}
