/**
 * Why: a cell becomes a value of a fact in each version, judged as the values of facts files are (server/src/facts). A spreadsheet writes some
 * things otherwise than a person who knows the language: thousands with commas, TRUE, 2024/1/5, labels instead of names. What could mean two
 * things is refused, and an empty cell says nothing.
 */
import { Exact } from '../core/exact';
import type { Constant } from '../core/program/program';
import type { Bounds, NumberType, ScalarType } from '../core/program/types';
import { exactOfJson, readQuantity, type UnitLookup } from '../facts/quantity';
import { ofDate, ofMember, ofNumber, ofQuantity, ofText, ofYesNo, ownUnit, type Tried } from '../facts/values';
import type { Separator } from './csv';
import type { CellTrouble } from './result';

/** A fact, or a field of a list, in one version. */
export interface Target {
  readonly name: string;
  readonly label?: string | undefined;
  readonly type: ScalarType;
  readonly bounds?: Bounds | undefined;
  readonly unitOf: UnitLookup;
}

type Trouble = Extract<CellTrouble, { readonly kind: 'value' }>['trouble'];

/** What a cell says in each version; without a value where it is empty or the version does not take it. */
export type Cell =
  | {
      readonly before?: Constant;
      readonly after?: Constant;
      /** The version does not admit such an applicant. */
      readonly notBefore: boolean;
      readonly notAfter: boolean;
    }
  /** No version takes it. */
  | { readonly trouble: Trouble; readonly type: ScalarType };

const EMPTY: Cell = { notBefore: false, notAfter: false };
/** Different texts of a column that are kept; where hardly any comes twice among so many, none is. */
const MOST = 4000;
/** Longer numbers are a mistake. Characters. */
const LONGEST = 400;
const PLAIN = /^-?\d{1,300}(?:\.\d{1,300})?$/;

export class Column {
  private readonly known = new Map<string, Cell>();
  private readonly readBefore: ((text: string) => Read) | undefined;
  private readonly readAfter: ((text: string) => Read) | undefined;
  /** Both versions read a cell alike. */
  readonly isShared: boolean;

  /** @param unit what a number without a unit counts, where the header says it */
  constructor(
    readonly header: string,
    readonly before: Target | undefined,
    readonly after: Target | undefined,
    readonly unit: string | undefined,
    /** Two versions are compared, so that a fact may be known to one of them only. */
    private readonly isCompared: boolean,
    /** What parts the cells of the file. */
    separator: Separator | undefined,
  ) {
    const first = after ?? before;
    this.isShared = before !== undefined && after !== undefined && sameTarget(before, after);
    const bare = (own: Target): Exact => {
      if (own.type.kind !== 'number') return Exact.one;
      if (unit !== undefined) return unitValue(unit, own.unitOf)?.factor ?? Exact.one;
      // The same cell is the same amount in both versions: the later one's unit counts, if it is of the same kind.
      const from = first?.type.kind === 'number' && first.type.dimension === own.type.dimension ? first : own;
      return from.type.kind === 'number' ? ownUnit(from.type, from.unitOf) : Exact.one;
    };
    const written = (own: Target): Written => ({ bare: bare(own), hasUnit: unit !== undefined, commas: separator !== ';' });
    this.readBefore = before && reader(before, written(before));
    this.readAfter = after && reader(after, written(after));
  }

  private asked = 0;
  private isKept = true;

  read(text: string): Cell {
    if (text === '') return EMPTY;
    if (!this.isKept) return this.judge(text);
    this.asked++;
    let cell = this.known.get(text);
    if (!cell) {
      cell = this.judge(text);
      if (this.known.size >= MOST) {
        this.isKept = this.asked > 2 * MOST;
        this.asked = 0;
        this.known.clear();
      }
      this.known.set(text, cell);
    }
    return cell;
  }

  private judge(text: string): Cell {
    if (text.trim() === '') return EMPTY;
    const after = this.readAfter?.(text);
    if (this.isShared && after && 'value' in after) return { before: after.value, after: after.value, notBefore: false, notAfter: false };
    const before = this.isShared ? after : this.readBefore?.(text);
    const valueBefore = before && 'value' in before ? before.value : undefined;
    const valueAfter = after && 'value' in after ? after.value : undefined;
    const troubles = [after, before].flatMap((r) => (r && 'trouble' in r ? [r.trouble] : []));
    const [first] = troubles;
    if (first) {
      const type = (this.after ?? this.before)?.type ?? { kind: 'broken' };
      // Outside of what a version admits is not wrong by itself, as long as there is another version, which need not know the fact.
      const isElsewhere = valueBefore !== undefined || valueAfter !== undefined;
      const isAdmission = first.code === 'interval' || first.code === 'member';
      const isOnlyOne = this.before === undefined || this.after === undefined;
      if (!isElsewhere && !(isOnlyOne && isAdmission && this.isCompared)) return { trouble: first, type };
    }
    return {
      ...(valueBefore === undefined ? {} : { before: valueBefore }),
      ...(valueAfter === undefined ? {} : { after: valueAfter }),
      notBefore: this.before !== undefined && valueBefore === undefined,
      notAfter: this.after !== undefined && valueAfter === undefined,
    };
  }
}

type Read = Tried<Constant> | { readonly trouble: Trouble };

/** How a file writes numbers. */
interface Written {
  /** What a number without a unit counts. */
  readonly bare: Exact;
  /** The header says it. */
  readonly hasUnit: boolean;
  /** A comma parts thousands. Where semicolons part the cells it may as well be a decimal comma. */
  readonly commas: boolean;
}

function reader(target: Target, written: Written): (text: string) => Read {
  const { type, bounds, unitOf } = target;
  switch (type.kind) {
    case 'number':
      return numberReader(type, bounds, unitOf, written);
    case 'boolean':
      return (text) => ofYesNo(TRUTH[text.trim().toLowerCase()] ?? text);
    case 'date':
      return (text) => ofDate(isoOf(text), bounds);
    case 'text':
      return ofText;
    case 'member': {
      const named = namesOf(type);
      return (text) => {
        const member = ofMember(named(text), type);
        return 'trouble' in member ? member : { value: { kind: 'member', member: member.value } };
      };
    }
    case 'set': {
      const named = namesOf(type);
      return (text) => readSet(text, type, named);
    }
    case 'broken':
      return () => ({ trouble: { code: 'broken-fact' } });
    default:
      return type satisfies never;
  }
}

const TRUTH: Readonly<Record<string, string>> = { true: 'yes', false: 'no', yes: 'yes', no: 'no' };

function numberReader(type: NumberType, bounds: Bounds | undefined, unitOf: UnitLookup, written: Written): (text: string) => Read {
  const { bare } = written;
  const hasUnit = !bare.equals(Exact.one);
  // Plain digits without a point are whole, if one is a base unit.
  const whole: NumberType = !hasUnit && ownUnit(type, unitOf).equals(Exact.one) ? { ...type, integer: false } : type;
  // 15 may be meant as 15% or as 1500%.
  const isOpen = (count: Exact): boolean => type.percent === true && !written.hasUnit && count.abs().gt(Exact.one);
  return (raw) => {
    if (raw.length > LONGEST) return { trouble: { code: 'too-large' } };
    if (PLAIN.test(raw)) {
      const count = Exact.of(raw);
      if (isOpen(count)) return { trouble: { code: 'percent' } };
      return ofNumber(hasUnit ? count.times(bare) : count, raw.includes('.') ? type : whole, bounds, unitOf);
    }
    if (!written.commas && ONE_COMMA.test(raw)) return { trouble: { code: 'comma' } };
    const text = tidied(raw);
    if (BARE.test(text)) {
      const count = exactOfJson(text.replace(/[_\s]|^\+/g, ''));
      if (count && isOpen(count)) return { trouble: { code: 'percent' } };
      return count ? ofNumber(count.times(bare), type, bounds, unitOf) : { trouble: { code: 'too-large' } };
    }
    const read = readQuantity(text, unitOf);
    // What is left of commas does not part thousands.
    return !read.ok && DECIMAL_COMMA.test(text) ? { trouble: { code: 'comma' } } : ofQuantity(read, type, bounds, unitOf);
  };
}

/** 1,234: one and a bit, or more than a thousand. */
const ONE_COMMA = /^\D*\d{1,3},\d{3}(?![\d,.])/;
const DECIMAL_COMMA = /^[+-]?[\d.]+,\d+(?!\d)/;
const BARE = /^[+-]?\s*\d[\d_]*(?:\.\d+)?(?:[eE][+-]?\d+)?$/;

/** Full-width forms as their ASCII ones, commas between thousands left out. */
function tidied(raw: string): string {
  return raw
    .normalize('NFKC')
    .replaceAll('−', '-')
    .trim()
    .replace(/^([+-]?\s*)(\d{1,3}(?:,\d{3})+)(?![\d,_])/, (_, sign: string, digits: string) => sign + digits.replaceAll(',', ''));
}

/** The year first, as spreadsheets write it; midnight left out. */
export function isoOf(raw: string): string {
  const text = raw.normalize('NFKC').trim();
  const match = /^(\d{4})([-/.])(\d{1,2})\2(\d{1,2})(?:[ T]0{1,2}:00(?::00(?:\.0+)?)?)?$/.exec(text);
  return match ? `${match[1]}-${match[3]?.padStart(2, '0')}-${match[4]?.padStart(2, '0')}` : raw;
}

/** A member by its name or, where only one has it, by its label. */
function namesOf({ members, labels }: Extract<ScalarType, { kind: 'member' | 'set' }>): (text: string) => string {
  const byLabel = new Map<string, string | undefined>();
  for (const member of members) {
    const label = Object.hasOwn(labels, member) ? labels[member]?.normalize('NFC').trim() : undefined;
    if (label !== undefined) byLabel.set(label, byLabel.has(label) ? undefined : member);
  }
  return (text) => {
    const name = text.normalize('NFC').trim();
    return members.includes(name) ? name : (byLabel.get(name) ?? name);
  };
}

function readSet(raw: string, type: Extract<ScalarType, { kind: 'set' }>, named: (text: string) => string): Read {
  const text = raw.replace(/^\s*[{｛]|[}｝]\s*$/g, '');
  // A label may hold what else parts members.
  const parts = type.members.includes(named(text)) ? [text] : text.split(/[;|、,；｜，]/).filter((part) => part.trim() !== '');
  const members = new Set<string>();
  for (const part of parts) {
    const member = ofMember(named(part), type);
    if ('trouble' in member) return member;
    if (members.has(member.value)) return { trouble: { code: 'repeated-member', member: member.value } };
    members.add(member.value);
  }
  return { value: { kind: 'set', members: [...members].sort() } };
}

/** What one of a unit as it stands in a header comes to. */
export function unitValue(text: string, unitOf: UnitLookup): { readonly factor: Exact; readonly dimension: string } | undefined {
  const read = readQuantity(`1${text}`, unitOf);
  return read.ok && /^[^\d\s.,:]/.test(text) ? { factor: read.value, dimension: read.dimension } : undefined;
}

function sameTarget(a: Target, b: Target): boolean {
  return sameType(a, b) && sameEnd(a.bounds?.lower, b.bounds?.lower) && sameEnd(a.bounds?.upper, b.bounds?.upper);
}

function sameEnd(a: Bounds['lower'], b: Bounds['lower']): boolean {
  return a === b || (a !== undefined && b !== undefined && a.inclusive === b.inclusive && a.value.equals(b.value));
}

/** Declared units may differ between versions: `unitOf` is the same where they do not. */
function sameType({ type: a, unitOf: unitsOfA }: Target, { type: b, unitOf: unitsOfB }: Target): boolean {
  if (a.kind === 'number')
    return (
      b.kind === 'number' &&
      a.dimension === b.dimension &&
      (a.integer ?? false) === (b.integer ?? false) &&
      ownUnit(a, unitsOfA).equals(ownUnit(b, unitsOfB)) &&
      unitsOfA === unitsOfB
    );
  if (a.kind === 'member' || a.kind === 'set')
    return (
      b.kind === a.kind &&
      a.members.length === b.members.length &&
      a.members.every((m, i) => m === b.members[i] && labelOf(a, m) === labelOf(b, m))
    );
  return a.kind === b.kind && a.kind !== 'broken';
}

function labelOf({ labels }: Extract<ScalarType, { kind: 'member' | 'set' }>, member: string): string | undefined {
  return Object.hasOwn(labels, member) ? labels[member] : undefined;
}
