/** Why: the program's names as candidates: facts, lets, clauses, fields, members, each with its type and with what the author calls it. */

import { CompletionItemKind } from 'vscode-languageserver';
import type { Program } from '../../core/program/program';
import { ownerOf } from '../../core/program/symbols';
import type { ListType, ScalarType } from '../../core/program/types';
import { spell } from '../../core/syntax/keywords';
import { showType } from '../describe';
import type { Language } from '../wording';
import type { Candidate } from './candidate';
import { type Fit, fitOf } from './fit';
import { fieldsOf, type Scope } from './scope';
import { plain, typeOf } from './typing';
import type { Found, Wanted } from './wanted';

export type GlobalKind = 'fact' | 'let' | 'clause' | 'exclusive' | 'limit';

export interface GlobalName {
  readonly name: string;
  readonly kind: GlobalKind;
  readonly type?: ScalarType | ListType;
  readonly title?: string;
}

const known = new WeakMap<Program, readonly GlobalName[]>();
/** By fact, let, clause, group or limit: an edit leaves most of them as they were. */
const named = new WeakMap<object, GlobalName>();

function nameOf(kind: GlobalKind, from: { readonly name: string }, type: GlobalName['type'], title: string | undefined): GlobalName {
  let made = named.get(from);
  if (!made || made.type !== type) {
    made = { name: from.name, kind, ...(type ? { type } : {}), ...(title ? { title } : {}) };
    named.set(from, made);
  }
  return made;
}

/** One object for each currency. */
const monies = new Map<string, ScalarType>();
function money(currency: string | undefined): ScalarType | undefined {
  if (currency === undefined) return undefined;
  const type = monies.get(currency) ?? plain(currency);
  monies.set(currency, type);
  return type;
}

/** Every name that the program declares for all of it; made once a program. */
export function globalNames(program: Program): readonly GlobalName[] {
  const made = known.get(program);
  if (made) return made;
  const names: GlobalName[] = [];
  for (const fact of program.facts.values()) names.push(nameOf('fact', fact, fact.type, fact.label));
  for (const one of program.lets.values()) names.push(nameOf('let', one, one.value.type, one.label));
  for (const clause of program.clauses.values()) names.push(nameOf('clause', clause, money(clause.currency), clause.title));
  for (const group of program.groups) names.push(nameOf('exclusive', group, undefined, group.title));
  for (const limit of program.limits) names.push(nameOf('limit', limit, money(program.currency), limit.title));
  known.set(program, names);
  return names;
}

const kinds: Readonly<Record<GlobalKind, CompletionItemKind>> = {
  fact: CompletionItemKind.Variable,
  let: CompletionItemKind.Constant,
  clause: CompletionItemKind.Class,
  exclusive: CompletionItemKind.Struct,
  limit: CompletionItemKind.Struct,
};

/** Locals and fields before facts, facts before lets, these before clauses. */
const FIELDS = 0;
const orders: Readonly<Record<GlobalKind, number>> = { fact: 100_000, let: 200_000, clause: 300_000, exclusive: 400_000, limit: 500_000 };

const typeTexts = { en: new WeakMap<object, string>(), zh: new WeakMap<object, string>() };

/** The type in words, remembered: most types stay as they are while something is typed. */
export function typeText(type: ScalarType | ListType, language: Language): string {
  const text = typeTexts[language].get(type) ?? showType(type, language);
  typeTexts[language].set(type, text);
  return text;
}

function globalCandidate(found: GlobalName, index: number, rank: number, language: Language): Candidate {
  const { name, kind, type, title } = found;
  const shown = kind === 'fact' || kind === 'let' ? type && typeText(type, language) : spell(kind, language);
  return {
    label: name,
    kind: kinds[kind],
    rank,
    order: orders[kind] + index,
    ...(shown ? { type: shown } : {}),
    ...(title ? { title } : {}),
    subject: { of: 'symbol', key: `name:${name}` },
  };
}

/** Of these kinds, all but those that are taken. */
export function globalCandidates(
  program: Program,
  language: Language,
  rank: (name: GlobalName) => number | undefined,
  typed: (label: string) => boolean,
): Candidate[] {
  const out: Candidate[] = [];
  for (const [index, found] of globalNames(program).entries()) {
    if (!typed(found.name)) continue;
    const at = rank(found);
    if (at !== undefined) out.push(globalCandidate(found, index, at, language));
  }
  return out;
}

/** The names that an operand may be. */
export function operandNames(found: Found, language: Language, typed: (label: string) => boolean): Candidate[] {
  const { wanted, scope } = found;
  const out = memberCandidates(found, language);
  const hidden = new Set<string>();
  const local = (label: string, type: ScalarType | undefined, title: string | undefined, key: string): void => {
    const fit = fitOf(type, wanted);
    if (hidden.has(label) || fit === undefined) return;
    hidden.add(label);
    out.push({
      label,
      kind: key.startsWith('field') ? CompletionItemKind.Field : CompletionItemKind.Constant,
      rank: rankOf(fit),
      order: FIELDS + hidden.size,
      ...(type ? { type: typeText(type, language) } : {}),
      ...(title ? { title } : {}),
      subject: { of: 'symbol', key },
    });
  };
  for (const { name, label, value } of scope.locals)
    local(name.name, typeOf(value, scope), label?.value, `local:${scope.own ?? ''}.${name.name}`);
  for (const list of scope.lists)
    for (const { name, type, label } of fieldsOf(scope.program, list)) local(name, type, label, `field:${list}.${name}`);
  const globals = globalCandidates(
    scope.program,
    language,
    (name) => (hidden.has(name.name) ? undefined : rankName(name, wanted, scope)),
    typed,
  );
  return [...out, ...globals];
}

function rankName({ name, kind, type }: GlobalName, wanted: Wanted, scope: Scope): number | undefined {
  if (wanted.kind === 'payee') {
    if (kind !== 'clause' && kind !== 'exclusive' && kind !== 'limit') return undefined;
    if (name !== scope.own) return 1;
    // Less what was paid for it before: what a clause asks for most. An item of its `each` has no history.
    return kind === 'clause' && scope.program.clauses.get(name)?.each === undefined ? 0 : undefined;
  }
  if (name === scope.own) return undefined;
  if (kind === 'exclusive' || kind === 'limit') return undefined;
  const fit = fitOf(type, wanted);
  return fit === undefined ? undefined : rankOf(fit);
}

/** Rank 0 is kept for what is certain: members, and the words that belong here and nowhere else. */
function rankOf(fit: Exclude<Fit, undefined>): number {
  return fit + 1;
}

/** The members of a member type, with their labels; those that stand there already are left out. */
export function memberCandidates({ wanted, taken }: Found, language: Language): Candidate[] {
  if (wanted.kind !== 'member') return [];
  const { members, labels } = wanted.of;
  const owner = ownerOf(wanted.of);
  return members.flatMap((member, index): Candidate[] => {
    if (taken.has(member)) return [];
    const title = labels[member];
    return [
      {
        label: member,
        kind: CompletionItemKind.EnumMember,
        rank: 0,
        order: index,
        type: typeText(wanted.of, language),
        ...(title ? { title } : {}),
        ...(owner ? { subject: { of: 'symbol', key: `member:${owner}.${member}` } } : {}),
      },
    ];
  });
}
