/**
 * Why: which column is which fact, in each version: by its name, else by its label, in either case perhaps with a unit in parentheses behind it.
 * What is no fact is told with the fact that may be meant; nothing is taken for a fact because it looks like one.
 */

import type { Fact, Program } from '../core/program/program';
import type { ListType, ScalarType } from '../core/program/types';
import { sampleUnit } from '../core/program/units';
import { nearest } from '../facts/nearest';
import { type UnitLookup, unitsOf } from '../facts/quantity';
import { Column, type Target, unitValue } from './cells';
import type { Separator } from './csv';
import type { FactColumn, MissingFact, Side } from './result';
import { Refused } from './source';

/** The versions; one only is the later. */
export interface Versions {
  readonly before: Program | undefined;
  readonly after: Program;
  /** Names of facts in the earlier version, by their names in the later one. */
  readonly factBefore: ReadonlyMap<string, string>;
  readonly unitsBefore: UnitLookup;
  readonly unitsAfter: UnitLookup;
}

export function versionsOf(before: Program | undefined, after: Program, renamed: ReadonlyMap<string, string> | undefined): Versions {
  const unitsAfter = unitsOf(after);
  return {
    before,
    after,
    factBefore: new Map([...(renamed ?? [])].map(([old, now]) => [now, old])),
    unitsAfter,
    unitsBefore: before && unitsKey(before) !== unitsKey(after) ? unitsOf(before) : unitsAfter,
  };
}

function unitsKey({ units }: Program): string {
  return JSON.stringify([...units].map(([name, { factor, dimension }]) => [name, factor.toString(), dimension]).sort());
}

/** A fact or field as the versions know it. */
export interface Pair<T> {
  readonly before?: T;
  readonly after?: T;
}

export function factPairs({ before, after, factBefore }: Versions): readonly Pair<Fact>[] {
  const pairs: Pair<Fact>[] = [];
  const taken = new Set<string>();
  for (const fact of after.facts.values()) {
    const old = before?.facts.get(factBefore.get(fact.name) ?? fact.name);
    if (old) taken.add(old.name);
    pairs.push(old ? { before: old, after: fact } : { after: fact });
  }
  for (const fact of before?.facts.values() ?? []) if (!taken.has(fact.name)) pairs.push({ before: fact });
  return pairs;
}

interface Named {
  readonly name: string;
  readonly label?: string;
}

const exactly = (text: string): string => text.normalize('NFC').trim();
const loosely = (text: string): string => text.normalize('NFKC').trim().replace(/\s+/g, ' ').toLowerCase();

/** What a header may mean; undefined where it could be two things. */
export class Names<T extends Named> {
  private readonly byText: Map<string, Pair<T> | undefined>[] = [];
  private readonly texts = new Map<string, Pair<T>>();

  constructor(pairs: readonly Pair<T>[]) {
    const ways: ((one: T) => string | undefined)[] = [(one) => one.name, (one) => one.label];
    for (const how of [exactly, loosely])
      for (const way of ways)
        for (const side of ['after', 'before'] as const) {
          const found = new Map<string, Pair<T> | undefined>();
          for (const pair of pairs) {
            const one = pair[side];
            const text = one && way(one);
            if (!text) continue;
            const key = how(text);
            found.set(key, found.has(key) && found.get(key) !== pair ? undefined : pair);
            this.texts.set(text, pair);
          }
          this.byText.push(found);
        }
  }

  find(header: string): Pair<T> | undefined {
    for (const [i, found] of this.byText.entries()) {
      const key = (i < this.byText.length / 2 ? exactly : loosely)(header);
      if (found.has(key)) return found.get(key);
    }
    return undefined;
  }

  near(header: string): { readonly nearest?: string } {
    const best = nearest(header, this.texts.keys());
    return best === undefined ? {} : { nearest: best };
  }

  get known(): readonly string[] {
    return [...new Set([...this.texts.values()].map(({ before, after }) => (after ?? before)?.name ?? ''))];
  }
}

const WITH_UNIT = /^(.*\S)\s*[（(［[【]\s*(?:单位\s*[:：]?\s*)?([^()（）[\]［］【】]+?)\s*[)）\]］】]$/s;

/** The header without the unit in parentheses behind it. */
export function withoutUnit(header: string): { readonly name: string; readonly unit: string } | undefined {
  const match = WITH_UNIT.exec(header.trim());
  return match ? { name: match[1] ?? '', unit: match[2] ?? '' } : undefined;
}

export interface Scalar extends Named {
  readonly type: ScalarType | ListType;
}

/** Finds the fact or field of each header; a unit counts where it is one of the kind that the fact wants. */
export function find<T extends Scalar>(
  header: string,
  names: Names<T>,
  versions: Versions,
): { readonly pair: Pair<T>; readonly unit?: string } | { readonly nearest?: string } {
  const pair = names.find(header);
  if (pair) return { pair };
  const parts = withoutUnit(header);
  const inner = parts && names.find(parts.name);
  if (!parts || !inner) return names.near(parts?.name ?? header);
  const fits = (one: T | undefined, unitOf: UnitLookup): boolean =>
    one === undefined || (one.type.kind === 'number' && unitValue(parts.unit, unitOf)?.dimension === one.type.dimension);
  if (fits(inner.before, versions.unitsBefore) && fits(inner.after, versions.unitsAfter)) return { pair: inner, unit: parts.unit };
  return { nearest: (inner.after ?? inner.before)?.name ?? '' };
}

/** @param bounds those of a fact or field @param separator of the file */
export function columnOf<T extends Scalar>(
  header: string,
  pair: Pair<T>,
  unit: string | undefined,
  versions: Versions,
  bounds: (one: T) => Target['bounds'],
  separator?: Separator,
): Column {
  const target = (one: T | undefined, unitOf: UnitLookup): Target | undefined =>
    one && one.type.kind !== 'list' ? { name: one.name, label: one.label, type: one.type, bounds: bounds(one), unitOf } : undefined;
  return new Column(
    header,
    target(pair.before, versions.unitsBefore),
    target(pair.after, versions.unitsAfter),
    unit,
    versions.before !== undefined,
    separator,
  );
}

/** A column as the report tells of it. */
export function reported({ header, before, after, unit }: Column): FactColumn {
  const type = (after ?? before)?.type;
  const own = type?.kind === 'number' && !type.percent ? (type.unit ?? sampleUnit(type.dimension)) : '';
  const shown = unit ?? own;
  return {
    column: header,
    ...(before ? { before: before.name } : {}),
    ...(after ? { after: after.name } : {}),
    ...(shown === '' ? {} : { unit: shown }),
  };
}

/** Refuses a header that names a column twice. */
export function checkHeader(file: string, headers: readonly string[]): void {
  const seen = new Map<string, number>();
  for (const [i, header] of headers.entries()) {
    if (header === '') continue;
    const first = seen.get(header);
    if (first !== undefined) throw new Refused({ file, code: 'repeated-column', column: header, first: first + 1, second: i + 1 });
    seen.set(header, i);
  }
}

/** What a column that names applicants is called. */
const IDS: readonly string[] = ['id', '编号', '统一社会信用代码'];

export function isId(header: string): boolean {
  return IDS.includes(header.toLowerCase());
}

export function headersOf(cells: readonly string[]): readonly string[] {
  return cells.map(exactly);
}

/** The place of the column that an option names. */
export function columnNamed(file: string, column: string, headers: readonly string[]): number {
  const wanted = exactly(column);
  const at = headers.indexOf(wanted);
  const loose = at >= 0 ? at : headers.findIndex((header) => loosely(header) === loosely(wanted));
  if (loose >= 0) return loose;
  const best = nearest(wanted, headers);
  throw new Refused({ file, code: 'no-such-column', column, known: headers, ...(best === undefined ? {} : { nearest: best }) });
}

export function missingOf(pairs: readonly Pair<Fact>[], given: ReadonlySet<Pair<Fact>>, lists: ReadonlySet<Pair<Fact>>): MissingFact[] {
  const missing: MissingFact[] = [];
  for (const pair of pairs) {
    const one = pair.after ?? pair.before;
    if (!one || given.has(pair) || lists.has(pair)) continue;
    const sides: Side[] = [...(pair.before ? (['before'] as const) : []), ...(pair.after ? (['after'] as const) : [])];
    missing.push({
      fact: one.name,
      ...(one.label === undefined ? {} : { label: one.label }),
      sides,
      hasDefault: [pair.before, pair.after].every((fact) => fact === undefined || fact.default !== undefined),
      isList: one.type.kind === 'list',
    });
  }
  return missing;
}
