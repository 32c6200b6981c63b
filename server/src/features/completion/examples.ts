/** Why: what an example says: the facts that it does not give yet, with a value of their type to fill in. */

import { CompletionItemKind } from 'vscode-languageserver';
import { displayConstant } from '../../core/evaluate/display';
import { builtInUnit, sampleUnit } from '../../core/program/index';
import type { Constant, Fact, Program } from '../../core/program/program';
import type { ListType, ScalarType } from '../../core/program/types';
import { spell } from '../../core/syntax/keywords';
import type { ItemNode } from '../../core/syntax/tree';
import { showType } from '../describe';
import type { Language } from '../wording';
import { type Candidate, escapeSnippet } from './candidate';
import { globalCandidates } from './names';

/** Counts the places of a snippet. */
export interface Stops {
  next: number;
}

const choice = (stops: Stops, options: readonly string[]): string =>
  `\${${stops.next++}|${options.map((option) => option.replace(/[\\,|]/g, '\\$&')).join(',')}|}`;
const hole = (stops: Stops, text: string): string => `\${${stops.next++}:${escapeSnippet(text)}}`;

/** The first day that one of the files has. */
export function firstDay(program: Program): number | undefined {
  return program.files.map(({ effective }) => effective?.from).find((day) => day !== undefined);
}

/** The number that a fact may at least be, counted in the unit; 1 where its lower end is excluded, 0 where there is none. */
function leastNumber(fact: Fact | undefined, unit: string, program: Program): string {
  const lower = fact?.bounds?.lower;
  if (!lower) return '0';
  if (!lower.inclusive) return lower.value.sign < 0 ? '0' : '1';
  const factor = (program.units.get(unit) ?? builtInUnit(unit))?.factor;
  const text = factor ? lower.value.div(factor).toDisplay().text : '';
  return /^\d+(?:\.\d+)?$/.test(text) ? text : '0';
}

/** A value of the type as a snippet: of a bounded number its lower end, else zero. */
export function sampleValue(
  type: ScalarType | ListType,
  fact: Fact | undefined,
  program: Program,
  language: Language,
  stops: Stops,
): string {
  switch (type.kind) {
    case 'number': {
      if (type.percent) return `${hole(stops, '0')}%`;
      const unit = type.unit ?? sampleUnit(type.dimension, language);
      return `${hole(stops, leastNumber(fact, unit, program))}${/^[A-Za-z]/.test(unit) ? ' ' : ''}${unit}`;
    }
    case 'boolean':
      return choice(stops, [spell('yes', language), spell('no', language)]);
    case 'member':
      return choice(stops, type.members);
    case 'set':
      return type.members.length > 0 ? `{ ${choice(stops, type.members)} }` : '{ }';
    case 'date': {
      const day = firstDay(program);
      const value: Constant = { kind: 'date', day: day ?? 20_089 };
      return hole(stops, displayConstant(value, type, { language: 'en', currency: undefined }));
    }
    case 'text':
      return `"${hole(stops, '…')}"`;
    case 'broken':
      return hole(stops, '0');
    case 'list': {
      const fields = type.fields.filter((field) => field.default === undefined);
      return `[ { ${fields.map((field) => `${field.name} = ${sampleValue(field.type, undefined, program, language, stops)}`).join(', ')} } ]`;
    }
    default:
      return type satisfies never;
  }
}

/** Of longer files not every example is looked through. */
const MOST_EXAMPLES = 100;
const MOST_VALUES = 8;
const LONGEST_VALUE = 40;

/** What other examples give for the fact or let, as it is written there. */
export function valuesElsewhere(program: Program, name: string, own: ItemNode): Candidate[] {
  const found = new Set<string>();
  for (const { place } of program.examples.slice(0, MOST_EXAMPLES)) {
    const { node, text } = place.item;
    if (node.kind !== 'example' || (node.title !== undefined && own.kind === 'example' && node.title.value === own.title?.value)) continue;
    for (const one of node.body) {
      if (one.kind !== 'given' || one.name.name !== name) continue;
      const value = text.slice(one.value.start, one.value.end);
      if (value !== '' && value.length <= LONGEST_VALUE && !/[\r\n]/.test(value)) found.add(value);
    }
    if (found.size >= MOST_VALUES) break;
  }
  return [...found].map((label, order) => ({ label, kind: CompletionItemKind.Value, rank: 1, order }));
}

type ExampleNode = Extract<ItemNode, { kind: 'example' }>;

/** `name = value` for every fact and let that the example does not give. `named`: the `=` stands there already. */
export function givenCandidates(
  node: ExampleNode,
  at: number,
  program: Program,
  named: boolean,
  content: Language,
  reader: Language,
): Candidate[] {
  const given = new Set(node.body.flatMap((one) => (one.kind === 'given' && one.name.start !== at ? [one.name.name] : [])));
  const names = globalCandidates(
    program,
    reader,
    ({ name, kind }) => {
      if (given.has(name)) return undefined;
      if (kind === 'let') return 4;
      if (kind !== 'fact') return undefined;
      return program.facts.get(name)?.default === undefined ? (node.like ? 2 : 0) : 3;
    },
    () => true,
  );
  if (named) return names;
  return names.map((candidate) => {
    const fact = program.facts.get(candidate.label);
    const type = fact?.type ?? program.lets.get(candidate.label)?.value.type;
    return type ? { ...candidate, snippet: `${candidate.label} = ${sampleValue(type, fact, program, content, { next: 1 })}` } : candidate;
  });
}

/** The fields of a list's item that it does not give yet. */
export function fieldCandidates(
  list: ListType,
  owner: string,
  taken: ReadonlySet<string>,
  program: Program,
  named: boolean,
  content: Language,
  reader: Language,
): Candidate[] {
  return list.fields.flatMap((field, order): Candidate[] => {
    if (taken.has(field.name)) return [];
    return [
      {
        label: field.name,
        kind: CompletionItemKind.Field,
        rank: field.default === undefined ? 0 : 1,
        order,
        type: showType(field.type, reader),
        ...(field.label ? { title: field.label } : {}),
        ...(named ? {} : { snippet: `${field.name} = ${sampleValue(field.type, undefined, program, content, { next: 1 })}` }),
        subject: { of: 'symbol', key: `field:${owner}.${field.name}` },
      },
    ];
  });
}
