/** Why: what a text names before it is there is declared with one keystroke, with the type that its place asks for. */
import type { Finding, TextEdit } from '../../core/finding';
import { spell } from '../../core/syntax/keywords';
import type { Member, TypeExpr } from '../../core/syntax/tree';
import { diagnosticOf } from '../diagnostics';
import { phrasebook } from '../wording';
import { type AskedItem, itemAction, kinds, type Offer } from './action';
import { Expected, typeText, valueText, type Wanted } from './expectedType';
import { findingsAt } from './findings';
import { indentOf, lineEnd, lineStart, newlineOf } from './lines';
import { pathTo } from './nodes';

const say = phrasebook({
  fact: { en: 'Declare “{name}” as a fact: {type}', zh: '声明要素“{name}”：{type}' },
  list: { en: 'Declare “{name}” as a fact: list', zh: '声明要素“{name}”：清单' },
  field: { en: 'name', zh: '名称' },
  fieldLabel: { en: 'Name', zh: '名称' },
  let: { en: 'Declare “{name}” as a let', zh: '把“{name}”声明为定义' },
  clause: { en: 'Create the clause “{name}”', zh: '新建条款“{name}”' },
  member: { en: 'Add “{name}” to the members of “{fact}”', zh: '把“{name}”加入“{fact}”的选项' },
  /** Stands in the new clause until the author knows. */
  unknown: { en: 'not decided yet', zh: '待定' },
});

/** On a line behind the last fact before the item, else on one before the item. */
function factEdit(asked: AskedItem, line: string): TextEdit {
  const { analysis, placed } = asked;
  const { uri, text, tree } = analysis;
  const facts = tree.items.filter(({ item }) => item.node.kind === 'fact');
  const fact = facts.findLast(({ offset }) => offset < placed.offset) ?? facts[0];
  if (!fact) return beforeItem(asked, line);
  const begin = fact.offset + fact.item.node.start;
  const at = lineEnd(text, fact.offset + fact.item.node.end);
  const prefix = indentOf(text, begin) === undefined ? '' : text.slice(lineStart(text, begin), begin).replace('\uFEFF', '');
  return { uri, start: at, end: at, text: `${newlineOf(text)}${prefix}${line}` };
}

/** Before the item and the comments above it, with a blank line between. */
function beforeItem({ analysis, placed }: AskedItem, lines: string): TextEdit {
  const { uri, text } = analysis;
  const { item, offset } = placed;
  const at = offset + Math.min(item.tokens[0]?.start ?? item.node.start, item.node.start);
  const indent = indentOf(text, at) ?? '';
  const newline = newlineOf(text);
  return { uri, start: at, end: at, text: `${lines}${newline}${indent.trimEnd()}${newline}${indent}` };
}

function declaring(asked: AskedItem, finding: Finding, name: string): Omit<Offer, 'diagnostics'>[] {
  const { analysis, content, item, placed, language } = asked;
  const { program, uri } = analysis;
  const currency = program.files.find((file) => file.uri === uri)?.currency ?? '';
  const span = { start: finding.range.start - placed.offset, end: finding.range.end - placed.offset };
  const path = pathTo(item.node, span.start, span.end);
  const type: Wanted = new Expected(program, currency).at(path) ?? { kind: 'number', dimension: currency };
  const written = typeText(type, currency, content);
  const fact = factEdit(asked, `${spell('fact', content)} ${name}: ${written}`);
  const offers: Omit<Offer, 'diagnostics'>[] = [
    { id: `fact ${name}`, title: say('fact', language, { name, type: written }), kind: kinds.fix, edits: [fact] },
  ];
  const value = item.node.kind === 'example' ? undefined : valueText(type, content);
  if (value !== undefined) {
    const edit = beforeItem(asked, `${spell('let', content)} ${name} = ${value}`);
    offers.push({ id: `let ${name}`, title: say('let', language, { name }), kind: kinds.fix, edits: [edit] });
  }
  return offers;
}

/** A list with one field, to be gone on with. */
function list(asked: AskedItem, name: string): Omit<Offer, 'diagnostics'> {
  const { content, language } = asked;
  const field = `${say('field', content)} "${say('fieldLabel', content)}": ${spell('text', content)}`;
  const edit = factEdit(asked, `${spell('fact', content)} ${name}: ${spell('list of', content)} { ${field} }`);
  return { id: `list ${name}`, title: say('list', language, { name }), kind: kinds.fix, edits: [edit] };
}

function clause(asked: AskedItem, name: string): Omit<Offer, 'diagnostics'> {
  const { analysis, content, language } = asked;
  const newline = newlineOf(analysis.text);
  const award = `${spell('award', content)} ${spell('unspecified', content)} "${say('unknown', content)}"`;
  const text = [`${spell('clause', content)} ${name} {`, `  ${award}`, '}'].join(newline);
  return { id: `clause ${name}`, title: say('clause', language, { name }), kind: kinds.fix, edits: [beforeItem(asked, text)] };
}

/** One more member behind those that the finding names, in each type that has exactly these. */
function member(asked: AskedItem, finding: Finding, name: string): Omit<Offer, 'diagnostics'>[] {
  const { analysis, language } = asked;
  const named = finding.data.members;
  if (!Array.isArray(named)) return [];
  const offers: Omit<Offer, 'diagnostics'>[] = [];
  const add = (type: TypeExpr | undefined, fact: string, place: { uri: string; item: AskedItem['item'] }) => {
    if (type?.kind !== 'one of' && type?.kind !== 'any of') return;
    const last: Member | undefined = type.members.at(-1);
    if (!last || type.members.map((m) => m.name.name).join() !== named.join()) return;
    const { text } = place.item;
    const indent = indentOf(text, last.start);
    const before = indent === undefined ? ', ' : `,${newlineOf(text)}${text.slice(lineStart(text, last.start), last.start)}`;
    const range = analysis.range({ ...place, start: last.end, end: last.end });
    const title = say('member', language, { name, fact });
    offers.push({ id: `member ${fact}`, title, kind: kinds.fix, edits: [{ ...range, text: `${before}${name}` }] });
  };
  for (const fact of analysis.program.facts.values()) {
    const { node } = fact.place.item;
    if (node.kind !== 'fact') continue;
    add(node.type, fact.name, fact.place);
    if (node.type.kind === 'list') for (const field of node.type.fields) add(field.type, `${fact.name}.${field.name.name}`, fact.place);
  }
  return offers;
}

function create(asked: AskedItem): Offer[] {
  const { session, document } = asked;
  const finding = findingsAt(asked).find(({ name }) => name === 'unknown-name');
  const name = finding?.data.name;
  if (!finding || typeof name !== 'string' || name === '') return [];
  const diagnostics = [diagnosticOf(session, document, finding)];
  const offers = (): Omit<Offer, 'diagnostics'>[] => {
    switch (finding.data.code) {
      case 'name':
        return declaring(asked, finding, name);
      case 'given':
        return finding.data.found === '' ? declaring(asked, finding, name).slice(0, 1) : [];
      case 'clause':
        return finding.data.found === '' ? [clause(asked, name)] : [];
      case 'list':
        return finding.data.found === '' ? [list(asked, name)] : [];
      case 'member':
        return member(asked, finding, name);
      default:
        return [];
    }
  };
  return offers().map((offer) => ({ ...offer, diagnostics }));
}

export const createAction = itemAction(kinds.fix, create);
