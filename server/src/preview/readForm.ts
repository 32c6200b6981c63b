/** Why: from what was typed in the form to an applicant; what does not fit is told with its path, and counts as unknown, never as not given. */
import { firstDay } from '../core/evaluate/index';
import type { Applicant } from '../core/evaluate/values';
import type { Constant, Fact, Given, Payment, Program } from '../core/program/program';
import type { FieldDeclaration, ListType, NumberType } from '../core/program/types';
import type { Analysis } from '../core/workspace';
import { ofDate, type ValueTrouble } from '../facts/values';
import type { Form, Values } from '../previewProtocol';
import { declared, type Left, leftOverOf } from './leftOver';
import { formWords, sampleDate, sampleOf, sentenceOfTrouble, short } from './sentences';
import { withUnknowns } from './standIns';
import { type Declared, type Read, readNumber, readRaw } from './typed';
import type { Written } from './units';

export interface ReadForm {
  /** Of everything that could be read. */
  readonly applicant: Applicant;
  /** For whom it is to be evaluated: the analysis' own, or a copy in which what could not be read is unknown. */
  readonly program: Program;
  readonly problems: Values['problems'];
  readonly leftOver: Values['leftOver'];
}

/** The last form that was read for a program: most requests of a panel ask for the same one again. */
const last = new WeakMap<Program, { readonly key: string; readonly read: ReadForm }>();

/** @param labelOnce what a name that is gone was once called by the author */
export function readForm(
  form: Form,
  analysis: Analysis,
  language: 'en' | 'zh',
  labelOnce: (name: string) => string | undefined = () => undefined,
): ReadForm {
  const { program } = analysis;
  const key = JSON.stringify([language, analysis.tree.keywordLanguage, form]);
  const known = last.get(program);
  if (known?.key === key) return known.read;
  const reader = new FormReader({ program, language: analysis.tree.keywordLanguage }, language);
  const read = reader.read(form, labelOnce);
  last.set(program, { key, read });
  return read;
}

/** What is given by name, names compared as the language compares them; own properties only, so that no name is special. */
export function byName<T>(record: Readonly<Record<string, T>>): ReadonlyMap<string, T> {
  const map = new Map<string, T>();
  for (const [name, value] of Object.entries(record)) {
    const normal = name.normalize('NFC');
    if (!map.has(normal) || normal === name) map.set(normal, value);
  }
  return map;
}

class FormReader {
  private readonly problems: { path: string; message: string }[] = [];
  private readonly left: Left[] = [];
  private readonly unknownFacts = new Set<string>();
  private readonly unknownFields = new Map<string, Set<string>>();
  private readonly unknownLets = new Set<string>();
  private readonly unknownPaid = new Map<string, string>();

  constructor(
    private readonly written: Written,
    private readonly language: 'en' | 'zh',
  ) {}

  read(form: Form, labelOnce: (name: string) => string | undefined): ReadForm {
    const { program } = this.written;
    const given = byName<unknown>(form.facts);
    const asOf = this.day(form.on);
    const facts = this.facts(given);
    const lets = this.lets(byName(form.lets));
    const history = form.paid.flatMap((one, index) => this.payment(one, index));
    const has = (name: string): boolean => {
      const [list, field] = name.split('[].');
      const value = given.get(list ?? name);
      if (field === undefined) return value !== undefined && value !== '';
      return Array.isArray(value) && value.some((item) => typeof item === 'object' && byName(item).has(field));
    };
    return {
      applicant: { facts, ...(lets.size > 0 ? { lets } : {}), history, ...(asOf === undefined ? {} : { asOf }) },
      program: withUnknowns(program, {
        facts: this.unknownFacts,
        fields: this.unknownFields,
        lets: this.unknownLets,
        paid: this.unknownPaid,
      }),
      problems: this.problems,
      leftOver: leftOverOf(this.left, this.written, this.language, has, labelOnce),
    };
  }

  private say(path: string, message: string): undefined {
    this.problems.push({ path, message });
    return undefined;
  }

  private trouble(path: string, trouble: ValueTrouble, raw: unknown, { type }: Declared): undefined {
    const text = Array.isArray(raw) ? raw.join(', ') : String(raw);
    return this.say(path, sentenceOfTrouble(trouble, text, type, this.written, this.language));
  }

  /** The date on which the applicant is judged; unknown where it cannot be read. */
  private day(on: string | undefined): number | undefined {
    if (on === undefined || on.trim() === '') return firstDay(this.written.program);
    const read = ofDate(on, undefined);
    return 'value' in read ? read.value.day : this.trouble('on', read.trouble, on, { type: { kind: 'date' } });
  }

  private facts(given: ReadonlyMap<string, unknown>): Map<string, Given> {
    const { program } = this.written;
    const facts = new Map<string, Given>();
    for (const fact of program.facts.values()) {
      const raw = given.get(fact.name);
      if (raw === undefined) continue;
      const value = this.fact(fact, raw);
      if (value === 'unknown') this.unknownFacts.add(fact.name);
      else if (value) facts.set(fact.name, value);
    }
    for (const [name, raw] of given) if (!program.facts.has(name) && raw !== '') this.left.push({ name, raw, why: { kind: 'no-fact' } });
    return facts;
  }

  private fact(fact: Fact, raw: unknown): Given | 'unknown' | undefined {
    const { name, type, bounds } = fact;
    if (type.kind === 'list') {
      const isItems = Array.isArray(raw) && raw.every((item) => typeof item === 'object' && item !== null);
      if (isItems) return this.items(fact, type, raw);
      if (raw === '') return undefined;
      this.left.push({ name, raw, why: { kind: 'retyped', type } });
      return 'unknown';
    }
    const read = readRaw(raw, { type, bounds }, fact, this.written);
    if (read === 'absent') return undefined;
    if (read === 'shape') {
      if (raw === '') return undefined;
      this.left.push({ name, raw, why: { kind: 'retyped', type } });
      return 'unknown';
    }
    if ('value' in read) return read.value;
    this.trouble(name, read.trouble, raw, { type });
    return 'unknown';
  }

  private items(fact: Fact, type: ListType, raw: readonly object[]): Given | 'unknown' {
    const { name } = fact;
    const { max } = type;
    if (max !== undefined && raw.length > max)
      this.say(`${name}[${max}]`, formWords('too-many-items', this.language, { max: String(max), number: String(max + 1) }));
    const wrong = new Set<string>();
    const foreign = new Map<string, unknown[]>();
    const fields = new Map(type.fields.map((field) => [field.name, field]));
    const items = raw.map((item, index) => this.item(`${name}[${index}]`, fields, item, wrong, foreign));
    for (const [field, values] of foreign)
      this.left.push({ name: `${name}[].${field}`, raw: values, why: { kind: 'no-field', list: name } });
    this.withoutDefaults(name, type, items, wrong);
    // Which of too many items are meant is not known.
    if (max !== undefined && raw.length > max) return 'unknown';
    return { kind: 'list', items: items.map(({ values }) => values) };
  }

  private item(
    path: string,
    fields: ReadonlyMap<string, FieldDeclaration>,
    item: object,
    wrong: Set<string>,
    foreign: Map<string, unknown[]>,
  ): { readonly values: Record<string, Constant>; readonly unread: ReadonlySet<string> } {
    // Without a prototype: a field may be called `constructor`.
    const values: Record<string, Constant> = Object.create(null);
    const unread = new Set<string>();
    for (const [written, raw] of Object.entries(item)) {
      const name = this.nameIn(item, written);
      if (name === undefined) continue;
      const field = fields.get(name);
      if (!field) {
        if (raw !== '') foreign.set(name, [...(foreign.get(name) ?? []), raw]);
        continue;
      }
      const read = this.field(`${path}.${name}`, field, raw);
      if (read === 'absent') continue;
      if (read) values[name] = read;
      else {
        unread.add(name);
        wrong.add(name);
      }
    }
    return { values, unread };
  }

  /** The name as the language compares it; undefined where the item has that very name too. */
  private nameIn(item: object, written: string): string | undefined {
    const name = written.normalize('NFC');
    return name !== written && Object.hasOwn(item, name) ? undefined : name;
  }

  private field(path: string, field: FieldDeclaration, raw: unknown): Constant | 'absent' | undefined {
    const as = declared(field);
    const read: Read = readRaw(raw, as, field, this.written);
    if (read === 'absent' || (read === 'shape' && raw === '')) return 'absent';
    if (read === 'shape') return this.trouble(path, { code: 'type' }, raw, as);
    return 'value' in read ? read.value : this.trouble(path, read.trouble, raw, as);
  }

  /** Where one item's field could not be read its default counts no more, so the other items are given it. */
  private withoutDefaults(
    list: string,
    { fields }: ListType,
    items: readonly { readonly values: Record<string, Constant>; readonly unread: ReadonlySet<string> }[],
    wrong: ReadonlySet<string>,
  ): void {
    for (const { name, default: usual } of fields) {
      if (!usual || !wrong.has(name)) continue;
      for (const { values, unread } of items) if (!unread.has(name)) values[name] ??= usual;
      this.unknownFields.set(list, (this.unknownFields.get(list) ?? new Set()).add(name));
    }
  }

  private lets(given: ReadonlyMap<string, string>): Map<string, Constant> {
    const { program } = this.written;
    const lets = new Map<string, Constant>();
    for (const own of program.lets.values()) {
      const text = given.get(own.name);
      if (text === undefined) continue;
      const { type } = own.value;
      const raw = type.kind === 'set' ? membersIn(text) : text;
      const read = readRaw(raw, { type }, own, this.written);
      if (read === 'absent') continue;
      if (read !== 'shape' && 'value' in read) lets.set(own.name, read.value);
      else {
        this.trouble(`lets.${own.name}`, read === 'shape' ? { code: 'type' } : read.trouble, text, { type });
        this.unknownLets.add(own.name);
      }
    }
    for (const [name, raw] of given)
      if (!program.lets.has(name) && raw.trim() !== '') this.left.push({ name: `lets.${name}`, raw, why: { kind: 'no-let' } });
    return lets;
  }

  private payment({ clause, amount, on }: Form['paid'][number], index: number): Payment[] {
    const path = `paid[${index}]`;
    // A row that was only just added.
    if (amount.trim() === '' && on.trim() === '') return [];
    const before = this.problems.length;
    const { program } = this.written;
    const name = clause.normalize('NFC').trim();
    const paid = program.clauses.get(name);
    const type: NumberType = { kind: 'number', dimension: paid?.currency ?? program.currency ?? '' };
    if (name === '') this.say(`${path}.clause`, formWords('payment-clause', this.language));
    else if (!paid) this.say(`${path}.clause`, formWords('payment-no-clause', this.language, { found: short(name) }));
    const sum = amount.trim() === '' ? undefined : readNumber(amount, type, undefined, this.written);
    if (!sum) this.say(`${path}.amount`, formWords('payment-amount', this.language, { sample: sampleOf(type, this.written) }));
    else if ('trouble' in sum) this.trouble(`${path}.amount`, sum.trouble, amount, { type });
    else if (sum.value.kind === 'number' && sum.value.value.sign < 0)
      this.say(`${path}.amount`, formWords('payment-negative', this.language));
    const day = on.trim() === '' ? undefined : ofDate(on, undefined);
    if (!day) this.say(`${path}.on`, formWords('payment-on', this.language, { sample: sampleDate }));
    else if ('trouble' in day) this.trouble(`${path}.on`, day.trouble, on, { type: { kind: 'date' } });
    const [problem] = this.problems.slice(before);
    if (problem) {
      this.unknownPaid.set(paid?.name ?? '', problem.path);
      return [];
    }
    if (!paid || !sum || !('value' in sum) || sum.value.kind !== 'number' || !day || !('value' in day)) return [];
    return [{ clause: paid.name, amount: sum.value.value, day: day.value.day }];
  }
}

/** `{ a, b }`, or the names alone. */
function membersIn(text: string): readonly string[] {
  return text
    .replace(/^\s*[{｛]|[}｝]\s*$/g, '')
    .split(/[,，、]/)
    .map((name) => name.trim())
    .filter((name) => name !== '');
}
