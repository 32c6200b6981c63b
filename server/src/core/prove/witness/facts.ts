/**
 * Which of an applicant's facts a message names. Not all of them, since most have nothing to do with it: a fact is named if what is said would
 * no longer hold were it another plain value. Found by trying, with the evaluator as judge.
 */
import { firstDay } from '../../evaluate/index';
import type { Applicant } from '../../evaluate/values';
import { Exact } from '../../exact';
import type { Constant, Given, Program } from '../../program/program';
import { readsOfClause, readsOfLet, readsOfLimit } from '../../program/reads';
import type { Bounds, ScalarType } from '../../program/types';
import { spell } from '../../syntax/keywords';
import { constantText } from './literal';

export interface FactsInput {
  readonly program: Program;
  /** For whom `holds` is true. */
  readonly applicant: Applicant;
  /** What is spoken of: names of clauses, lets, limits, groups. What these do not read, also by way of other names, is not named. */
  readonly about: readonly string[];
  /** Whether what is said holds for another applicant. */
  readonly holds: (applicant: Applicant) => boolean;
  readonly language: 'en' | 'zh';
  /** Times that `holds` is asked at most; 150 if left out. Beyond, facts are named untried. */
  readonly budget?: number;
  /** Most facts named; 4 if left out. A `…` stands for the others. */
  readonly most?: number;
  /** Which facts are named, where that is known; then nothing is tried, and choices and answers are named also beyond `most`. */
  readonly needed?: Needed;
}

/** Values that are named. */
export interface Needed {
  fact(name: string): boolean;
  /** The number of its items. */
  count(list: string): boolean;
  /** @param item counted from 0 */
  field(list: string, item: number, field: string): boolean;
  paid(clause: string): boolean;
  readonly date: boolean;
}

/** `staff = 100人`, `projects[1].cost = 400万元`, `paid c = 10万元 on 2025-03-01`, in the order of the program. */
export function factsNamed(input: FactsInput): readonly string[] {
  const { program, applicant, holds, language, most = 4, needed } = input;
  let left = input.budget ?? 150;
  const read = readsOf(program, input.about);
  const named: Named[] = [];
  const consider = (text: string, plain: boolean, others: readonly (() => Applicant)[], known?: boolean, always = false): void => {
    if (known !== undefined) {
      if (known) named.push({ text, plain, always });
      return;
    }
    for (const other of others) {
      if (left-- > 0 && holds(other())) continue;
      named.push({ text, plain, always: false });
      return;
    }
  };
  for (const fact of program.facts.values()) {
    const given = applicant.facts.get(fact.name);
    if (!given || (!needed && !read.has(fact.name))) continue;
    const replaced = (value: Given) => (): Applicant => ({ ...applicant, facts: new Map(applicant.facts).set(fact.name, value) });
    const { type } = fact;
    if (given.kind !== 'list') {
      if (type.kind === 'list') continue;
      const others = otherValues(given, type, fact.bounds).map(replaced);
      const text = `${fact.name} = ${constantText(given, type, program, language)}`;
      consider(text, isPlain(given, fact.default), others, needed?.fact(fact.name), isWord(given));
      continue;
    }
    if (type.kind !== 'list') continue;
    if (given.items.length === 0) consider(`${fact.name} = [ ]`, true, [], needed?.count(fact.name));
    for (const [i, item] of given.items.entries()) {
      // How many there are is seen by something of the last.
      const last = needed?.count(fact.name) === true && i === given.items.length - 1;
      const seen = last && !type.fields.some((f) => needed?.field(fact.name, i, f.name)) ? type.fields[0]?.name : undefined;
      for (const field of type.fields) {
        const value = item[field.name];
        if (!value) continue;
        const with_ = (other: Constant): Given => ({
          kind: 'list',
          items: given.items.map((x, k) => (k === i ? { ...x, [field.name]: other } : x)),
        });
        const others = otherValues(value, field.type, field.interval).map((other) => replaced(with_(other)));
        const text = `${fact.name}[${i + 1}].${field.name} = ${constantText(value, field.type, program, language)}`;
        const known = needed && (field.name === seen || needed.field(fact.name, i, field.name));
        consider(text, isPlain(value, field.default), others, known, isWord(value) || field.name === seen);
      }
    }
  }
  for (const [i, payment] of applicant.history.entries()) {
    const dimension = program.clauses.get(payment.clause)?.currency ?? '';
    const amount = constantText({ kind: 'number', value: payment.amount }, { kind: 'number', dimension }, program, language);
    const text = `${spell('paid', language)} ${payment.clause} = ${amount} ${spell('on payment', language)} ${dayText(payment.day, program, language)}`;
    const without = (): Applicant => ({ ...applicant, history: applicant.history.filter((_, k) => k !== i) });
    consider(text, false, [without], needed?.paid(payment.clause));
  }
  const first = firstDay(program);
  const { asOf } = applicant;
  if (asOf !== undefined && first !== undefined && (needed ? needed.date : asOf !== first))
    consider(`${spell('on', language)} ${dayText(asOf, program, language)}`, false, [() => ({ ...applicant, asOf: first })], needed?.date);
  return shortened(named, most);
}

interface Named {
  readonly text: string;
  readonly plain: boolean;
  /** It is not left out where there are too many. */
  readonly always: boolean;
}

/** Choices and answers that are named beyond the most facts. */
const MOST_WORDS = 16;

/** Of too many, those go first that are zero, no, or what they are by default anyway. */
function shortened(named: readonly Named[], most: number): readonly string[] {
  const many = named.filter((n) => n.always).length > MOST_WORDS;
  const few = named.length > most && named.some((n) => !n.plain) ? named.filter((n) => !n.plain || (n.always && !many)) : named;
  let room = most - few.filter((n) => n.always).length;
  const kept = few.filter((n) => n.always || room-- > 0);
  const texts = kept.map((n) => n.text);
  return kept.length < named.length ? [...texts, '…'] : texts;
}

/** A choice or an answer: there is no value that goes without saying. */
function isWord({ kind }: Constant): boolean {
  switch (kind) {
    case 'member':
    case 'set':
    case 'text':
    case 'boolean':
      return true;
    case 'number':
    case 'date':
      return false;
    default:
      return kind satisfies never;
  }
}

function dayText(day: number, program: Program, language: 'en' | 'zh'): string {
  return constantText({ kind: 'date', day }, { kind: 'date' }, program, language);
}

/** Everything that these names read, also by way of other names. What only requirements read is so for every applicant, and goes without saying. */
export function readsOf(program: Program, about: readonly string[]): ReadonlySet<string> {
  const found = new Set<string>();
  const open = [...about];
  for (let name = open.pop(); name !== undefined; name = open.pop()) {
    if (found.has(name)) continue;
    found.add(name);
    const item = program.lets.get(name);
    if (item) open.push(...readsOfLet(item));
    const clause = program.clauses.get(name);
    if (clause) open.push(...readsOfClause(clause));
    const group = program.groups.find((g) => g.name === name);
    if (group) open.push(...group.members);
    const limit = program.limits.find((l) => l.name === name);
    if (limit) open.push(...limit.members, ...readsOfLimit(limit));
  }
  return found;
}

/** Zero, no, empty, or the default. */
function isPlain(value: Constant, byDefault: Constant | undefined): boolean {
  switch (value.kind) {
    case 'number':
      return value.value.isZero || (byDefault?.kind === 'number' && byDefault.value.equals(value.value));
    case 'boolean':
      return !value.value || (byDefault?.kind === 'boolean' && byDefault.value);
    case 'set':
      return value.members.length === 0;
    case 'member':
      return byDefault?.kind === 'member' && byDefault.member === value.member;
    case 'text':
      return value.value === '';
    case 'date':
      return byDefault?.kind === 'date' && byDefault.day === value.day;
    default:
      return value satisfies never;
  }
}

/** A few other values that the fact may have: what is far from this one in each direction, and all members of a choice. */
function otherValues(value: Constant, type: ScalarType, bounds: Bounds | undefined): readonly Constant[] {
  switch (value.kind) {
    case 'number': {
      const { lower, upper } = bounds ?? {};
      const thousand = Exact.of(1000);
      const far = value.value.isZero ? Exact.of(1_000_000) : value.value.times(thousand);
      const found = [Exact.zero, far, value.value.div(Exact.of(2)), value.value.times(Exact.of(2))];
      if (lower?.inclusive) found.push(lower.value);
      if (upper?.inclusive) found.push(upper.value);
      const whole = type.kind === 'number' && type.integer === true;
      return found
        .filter((v) => !v.equals(value.value) && inside(v, bounds) && (!whole || v.isInteger))
        .map((v) => ({ kind: 'number', value: v }));
    }
    case 'boolean':
      return [{ kind: 'boolean', value: !value.value }];
    case 'member':
      return type.kind === 'member' ? type.members.filter((m) => m !== value.member).map((member) => ({ kind: 'member', member })) : [];
    case 'set': {
      if (type.kind !== 'set') return [];
      const flipped = type.members.map((m) =>
        value.members.includes(m) ? value.members.filter((x) => x !== m) : [...value.members, m].sort(),
      );
      return flipped.map((members) => ({ kind: 'set', members }));
    }
    case 'date':
      return [-3650, -366, 366, 3650]
        .map((by) => value.day + by)
        .filter((day) => inside(Exact.of(day), bounds))
        .map((day) => ({ kind: 'date', day }));
    case 'text':
      return [{ kind: 'text', value: value.value === '' ? '…' : '' }];
    default:
      return value satisfies never;
  }
}

function inside(value: Exact, { lower, upper }: Bounds = {}): boolean {
  if (lower && (value.lt(lower.value) || (!lower.inclusive && value.equals(lower.value)))) return false;
  return !(upper && (value.gt(upper.value) || (!upper.inclusive && value.equals(upper.value))));
}
