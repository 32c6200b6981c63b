/** Why: what a name, a unit or a keyword is, in the few lines of a hover. */
import { displayConstant } from '../core/evaluate/display';
import { evaluateExpression } from '../core/evaluate/index';
import type { ItemOutcome } from '../core/evaluate/values';
import { describeDimension, describeType, typeWord } from '../core/program/describe';
import type { SymbolInfo } from '../core/program/index';
import type { Constant, Expression, Given, Place } from '../core/program/program';
import type { Bounds, FieldDeclaration, ListType, ScalarType } from '../core/program/types';
import { builtInUnit } from '../core/program/units';
import { keyword, keywordsSpelled, spell } from '../core/syntax/keywords';
import type { Analysis } from '../core/workspace';
import { type Showing, showAmount, showOutcome, showValue } from './amounts';
import type { TokenAt } from './place';
import { type Language, list, type PhraseName, phrase } from './wording';

/** Markdown's own characters, escaped: names and labels are the author's, and may hold any. */
function plain(text: string): string {
  return text.replace(/[\\`*_[\]<>~|]/g, '\\$&');
}

function heading(name: string, kind: string, label?: string): string {
  return `**${plain(name)}** — ${kind}${label ? ` “${plain(label)}”` : ''}`;
}

function line(key: PhraseName, language: Language, text: string): string {
  return `${phrase(key, language)}: ${text}`;
}

export function showType(type: ScalarType | ListType, language: Language): string {
  if (type.kind === 'list') {
    const fields = list(
      type.fields.map(({ name }) => name),
      language,
    );
    return type.max === undefined
      ? phrase('list-type', language, { fields })
      : phrase('list-type-max', language, { fields, max: String(type.max) });
  }
  if (type.kind !== 'number') return describeType(typeWord(type), language);
  if (type.percent) return phrase('percent', language);
  const unit = type.unit ? ` (${type.unit})` : '';
  const words = `${describeDimension(type.dimension, language)}${unit}`;
  return type.integer ? phrase('integer', language, { type: words }) : words;
}

function showBounds(bounds: Bounds, type: ScalarType, { language, currency }: Showing): string {
  const show = (value: NonNullable<Bounds['lower']>['value']): string => {
    const constant: Constant = type.kind === 'date' ? { kind: 'date', day: value.toNumber() } : { kind: 'number', value };
    return displayConstant(constant, type, { language, currency });
  };
  const ends: string[] = [];
  if (bounds.lower) ends.push(`${spell(bounds.lower.inclusive ? 'from' : 'over', language)} ${show(bounds.lower.value)}`);
  if (bounds.upper) ends.push(`${spell(bounds.upper.inclusive ? 'to' : 'below', language)} ${show(bounds.upper.value)}`);
  return ends.join(' ');
}

/** The lines on a fact or a list's field. */
function describeField(field: Omit<FieldDeclaration, 'type'> & { type: ScalarType | ListType }, kind: string, showing: Showing): string[] {
  const { language, currency } = showing;
  const { type } = field;
  const lines = [heading(field.name, kind, field.label), line('type', language, showType(type, language))];
  if (type.kind === 'list') return lines;
  if (type.kind === 'member' || type.kind === 'set') {
    const members = type.members.map((member) => (type.labels[member] ? `${member} “${type.labels[member]}”` : member));
    lines.push(line('members', language, list(members.map(plain), language)));
  }
  if (field.interval) lines.push(line('range', language, showBounds(field.interval, type, showing)));
  if (field.default) lines.push(line('default', language, plain(displayConstant(field.default, type, { language, currency }))));
  return lines;
}

/** The clause that stands in the item, whose lets and fields are known there. */
function clauseOf(analysis: Analysis, { placed }: TokenAt) {
  const { node } = placed.item;
  return node.kind === 'clause' ? analysis.program.clauses.get(node.name.name) : undefined;
}

function inFirstExample(analysis: Analysis, showing: Showing, value: (first: Analysis['examples'][number]) => string): string[] {
  const first = analysis.examples[0];
  if (!first) return [];
  const text = value(first);
  return text ? [`${phrase('in-first-example', showing.language, { example: plain(first.example.title) })}: ${plain(text)}`] : [];
}

/** What a field is in each item of a list, in order. */
function fieldValues(given: Given | undefined, { name, type }: FieldDeclaration, showing: Showing): string {
  if (given?.kind !== 'list') return phrase('unknown', showing.language);
  const shown = given.items.slice(0, 5).map((item) => {
    const value = item[name];
    return value ? displayConstant(value, type, showing) : phrase('unknown', showing.language);
  });
  return list(given.items.length > shown.length ? [...shown, '…'] : shown, showing.language);
}

function valueLines(analysis: Analysis, showing: Showing, expression: Expression): string[] {
  return inFirstExample(analysis, showing, ({ applicant }) =>
    showValue(evaluateExpression(analysis.program, applicant, expression), expression.type, showing),
  );
}

/** What a name stands for where it is written. */
function describeSymbol(symbol: SymbolInfo, analysis: Analysis, showing: Showing): string[] {
  const { program } = analysis;
  const { language } = showing;
  const { name, kind, owner, type } = symbol;
  switch (kind) {
    case 'fact': {
      const fact = program.facts.get(name);
      if (!fact) return [];
      const { place, bounds, ...rest } = fact;
      const lines = describeField({ ...rest, ...(bounds ? { interval: bounds } : {}) }, phrase('fact', language), showing);
      return fact.type.kind === 'list' ? lines : [...lines, ...valueLines(analysis, showing, { op: 'fact', name, type: fact.type, place })];
    }
    case 'let': {
      const found = program.lets.get(name);
      if (!found) return [];
      const { type: of, place } = found.value;
      const lines = [heading(name, phrase('let', language), found.label), line('type', language, showType(of, language))];
      return [...lines, ...valueLines(analysis, showing, { op: 'let', name, type: of, place })];
    }
    case 'local': {
      const found = program.clauses.get(owner ?? '')?.lets.get(name);
      return found
        ? [heading(name, phrase('let', language), found.label), line('type', language, showType(found.value.type, language))]
        : [];
    }
    case 'field': {
      const list = program.facts.get(owner ?? '')?.type;
      const field = list?.kind === 'list' ? list.fields.find((one) => one.name === name) : undefined;
      if (!field || owner === undefined) return [];
      const lines = describeField(field, phrase('field', language, { list: plain(owner) }), showing);
      return [...lines, ...inFirstExample(analysis, showing, ({ applicant }) => fieldValues(applicant.facts.get(owner), field, showing))];
    }
    case 'member': {
      const labels = type && 'labels' in type ? type.labels : {};
      return [heading(name, phrase('member', language, { of: plain(owner ?? '') }), labels[name])];
    }
    case 'clause': {
      const clause = program.clauses.get(name);
      if (!clause) return [];
      const source = clause.source ? [`${spell('source', language)}: ${plain(clause.source.article)}`] : [];
      const first = inFirstExample(analysis, showing, ({ evaluation }) => {
        const outcome = evaluation.clauses.get(name);
        return outcome ? showOutcome(outcome, clause.currency, showing) : '';
      });
      return [heading(name, phrase('clause', language), clause.title), ...source, ...first];
    }
    case 'exclusive': {
      const group = program.groups.find((one) => one.name === name);
      if (!group) return [];
      return [
        heading(name, phrase('group', language), group.title),
        `${spell('among', language)}: ${plain(list(group.members, language))}`,
      ];
    }
    case 'limit': {
      const limit = program.limits.find((one) => one.name === name);
      if (!limit) return [];
      const first = inFirstExample(analysis, showing, ({ evaluation }) => {
        const outcome = evaluation.limits.find((one) => one.limit === name);
        return outcome ? phrase('after', language, { value: showAmount(outcome.after, showing) }) : '';
      });
      return [
        heading(name, phrase('limit', language), limit.title),
        `${spell('among', language)}: ${plain(list(limit.members, language))}`,
        ...first,
      ];
    }
    case 'unit':
      return describeUnit(name, analysis, showing);
    case 'example':
    case 'file':
      return [];
    default:
      return kind satisfies never;
  }
}

function describeUnit(name: string, analysis: Analysis, showing: Showing): string[] {
  const unit = analysis.program.units.get(name) ?? builtInUnit(name);
  if (!unit) return [];
  const { text, approximate } = unit.factor.toDisplay();
  const base = describeDimension(unit.dimension, showing.language);
  return [heading(name, phrase('unit', showing.language)), `${base}${text === '1' ? '' : ` × ${approximate ? '≈' : ''}${text}`}`];
}

function describeKeyword(text: string, id: TokenAt['token']['keyword'], language: Language): string[] {
  const found = id ? keyword(id) : keywordsSpelled(text)[0];
  if (!found) return [];
  return [`**${plain(text)}** — ${phrase('keyword', language)}: ${found.en.join(', ')} · ${found.zh.join('、')}`];
}

/** What a statement of a clause did in the first example: how a condition came out, what a step made of the amount. */
function describeStatement(analysis: Analysis, at: TokenAt, showing: Showing): string[] {
  const clause = clauseOf(analysis, at);
  const first = analysis.examples[0];
  const outcome = clause && first?.evaluation.clauses.get(clause.name);
  if (!clause || !outcome) return [];
  const here = (place: Place): boolean => place.item === at.placed.item && place.start === at.token.start;
  const show = (item: ItemOutcome): string | undefined => {
    const condition = item.conditions.find(({ place }) => here(place));
    if (condition) return showValue(condition.result, { kind: 'boolean' }, showing);
    const step = item.steps.find(({ place }) => here(place));
    if (!step) return undefined;
    const after = showAmount(step.after, showing, clause.currency);
    return step.before && step.bites ? `${showAmount(step.before, showing, clause.currency)} → ${after}` : after;
  };
  const shown = (outcome.items ?? [outcome]).map((item, index) => {
    const text = show(item);
    return text && outcome.items ? `${clause.each}[${index}]: ${text}` : text;
  });
  const lines = shown.filter((text) => text !== undefined);
  return lines.length === 0 ? [] : inFirstExample(analysis, showing, () => list(lines, showing.language));
}

/** Paragraphs of Markdown on the token; none where there is nothing to say. */
export function describeToken(analysis: Analysis, at: TokenAt, language: Language): string[] {
  const { token } = at;
  const showing: Showing = { language, currency: analysis.program.currency };
  if (token.keyword) return [...describeKeyword(token.text, token.keyword, language), ...describeStatement(analysis, at, showing)];
  const symbol = analysis.linked.references.at(analysis.uri, at.placed.item, token.start)?.symbol;
  return symbol ? describeSymbol(symbol, analysis, showing) : [];
}
