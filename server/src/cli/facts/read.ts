/**
 * Why: an applicant's facts come from another program as JSON (docs/facts-json.md). Everything that does not fit the policy is told with its
 * place before anything is computed: a wrong figure from a misread fact would be worse than no figure.
 */

import type { Applicant } from '../../core/evaluate/values';
import type { Constant, Given, Payment, Program } from '../../core/program/program';
import type { Bounds, FieldDeclaration, ListType, NumberType, ScalarType } from '../../core/program/types';
import { nearest } from '../../facts/nearest';
import { exactOfJson, readQuantity, type UnitLookup } from '../../facts/quantity';
import { ofDate, ofMember, ofNumber, ofQuantity, ofText, ofYesNo, ownUnit, type Tried } from '../../facts/values';
import { type JsonEntry, type JsonNode, type JsonTrouble, readJson } from './json';

/** One thing that does not fit, at UTF-16 offsets of the JSON text. `name` is the fact, field or key it is about. */
export type FactsTrouble = { readonly start: number; readonly end: number } & (
  | { readonly code: 'json'; readonly json: JsonTrouble }
  | { readonly code: 'not-an-object' | 'payments' | 'payment' }
  | { readonly code: 'unknown-fact'; readonly name: string; readonly nearest?: string; readonly known: readonly string[] }
  | {
      readonly code: 'unknown-field';
      readonly name: string;
      readonly list: string;
      readonly nearest?: string;
      readonly known: readonly string[];
    }
  | { readonly code: 'computed' | 'reserved-fact' | 'repeated' | 'null' | 'too-large' | 'broken-fact'; readonly name: string }
  | { readonly code: 'type'; readonly name: string; readonly type: ScalarType | ListType; readonly found: string }
  /** `bare`: a JSON number where a quantity is wanted. */
  | { readonly code: 'unit'; readonly name: string; readonly type: NumberType; readonly found: string; readonly bare: boolean }
  | { readonly code: 'unknown-unit'; readonly name: string; readonly type: NumberType; readonly unit: string }
  | { readonly code: 'integer'; readonly name: string; readonly type: NumberType; readonly found: string }
  | { readonly code: 'interval'; readonly name: string; readonly type: ScalarType; readonly bounds: Bounds; readonly found: string }
  | {
      readonly code: 'member';
      readonly name: string;
      readonly member: string;
      readonly members: readonly string[];
      readonly nearest?: string;
    }
  | { readonly code: 'repeated-member'; readonly name: string; readonly member: string }
  | { readonly code: 'no-such-date'; readonly name: string; readonly found: string }
  | { readonly code: 'too-many-items'; readonly name: string; readonly max: number; readonly count: number }
  | { readonly code: 'payment-key'; readonly name: string }
  | { readonly code: 'payment-lacks'; readonly name: string }
  | { readonly code: 'unknown-clause'; readonly name: string; readonly nearest?: string }
  | { readonly code: 'negative-payment'; readonly found: string }
);

type Omitted<T> = T extends unknown ? Omit<T, 'start' | 'end'> : never;

const ON = ['on', '日期'];
const PAID = ['paid', '已付'];
const FACTS = ['facts', '要素'];
const RESERVED = [...ON, ...PAID, ...FACTS];

/** Reads a facts file for a program. Every trouble is listed, in the order of the text; `applicant` is whole only where there is none. */
export function readFacts(text: string, program: Program, unitOf: UnitLookup): { applicant: Applicant; troubles: readonly FactsTrouble[] } {
  const reader = new FactsReader(text, program, unitOf);
  reader.document();
  reader.troubles.sort((a, b) => a.start - b.start);
  return { applicant: reader.applicant(), troubles: reader.troubles };
}

class FactsReader {
  readonly troubles: FactsTrouble[] = [];
  private readonly facts = new Map<string, Given>();
  private readonly history: Payment[] = [];
  private asOf: number | undefined;

  constructor(
    private readonly text: string,
    private readonly program: Program,
    private readonly unitOf: UnitLookup,
  ) {}

  applicant(): Applicant {
    return { facts: this.facts, history: this.history, ...(this.asOf === undefined ? {} : { asOf: this.asOf }) };
  }

  private say(at: { start: number; end: number }, trouble: Omitted<FactsTrouble>): undefined {
    this.troubles.push({ start: at.start, end: at.end, ...trouble } as FactsTrouble);
    return undefined;
  }

  document(): void {
    const read = readJson(this.text);
    if ('trouble' in read) {
      this.say(read.trouble, { code: 'json', json: read.trouble });
      return;
    }
    const top = read.value;
    if (top.kind !== 'object') {
      this.say(top, { code: 'not-an-object' });
      return;
    }
    for (const entry of top.entries) {
      const key = { start: entry.keyStart, end: entry.keyEnd };
      if (RESERVED.includes(entry.key)) {
        // A fact of that name could be meant: the author says so by putting it into "facts".
        if (this.program.facts.has(entry.key) && !FACTS.includes(entry.key)) this.say(key, { code: 'reserved-fact', name: entry.key });
        else if (ON.includes(entry.key)) this.asOf = this.date(entry.key, entry.value);
        else if (PAID.includes(entry.key)) this.payments(entry.value);
        else if (entry.value.kind !== 'object') this.say(entry.value, { code: 'not-an-object' });
        else for (const inner of entry.value.entries) this.fact(inner);
      } else {
        this.fact(entry);
      }
    }
  }

  private fact(entry: JsonEntry): void {
    const key = { start: entry.keyStart, end: entry.keyEnd };
    const fact = this.program.facts.get(entry.key);
    if (!fact) {
      if (this.program.lets.has(entry.key)) this.say(key, { code: 'computed', name: entry.key });
      else {
        const known = [...this.program.facts.keys()];
        this.say(key, { code: 'unknown-fact', name: entry.key, known, ...near(entry.key, known) });
      }
      return;
    }
    if (this.facts.has(entry.key)) {
      this.say(key, { code: 'repeated', name: entry.key });
      return;
    }
    const value =
      fact.type.kind === 'list'
        ? this.list(entry.key, entry.value, fact.type)
        : this.scalar(entry.key, entry.value, fact.type, fact.bounds);
    if (value) this.facts.set(entry.key, value);
  }

  private list(name: string, node: JsonNode, type: ListType): Given | undefined {
    if (node.kind !== 'array') return this.say(node, { code: 'type', name, type, found: this.written(node) });
    if (type.max !== undefined && node.items.length > type.max) {
      this.say(node, { code: 'too-many-items', name, max: type.max, count: node.items.length });
    }
    const items = node.items.map((item, index) => this.item(`${name}[${index}]`, name, item, type));
    return { kind: 'list', items };
  }

  private item(path: string, list: string, node: JsonNode, type: ListType): Record<string, Constant> {
    // Without a prototype: a field may be called `constructor`.
    const item: Record<string, Constant> = Object.create(null);
    if (node.kind !== 'object') {
      this.say(node, { code: 'type', name: path, type, found: this.written(node) });
      return item;
    }
    for (const entry of node.entries) {
      const field = type.fields.find((candidate: FieldDeclaration) => candidate.name === entry.key);
      if (!field) {
        const known = type.fields.map((candidate) => candidate.name);
        this.say(
          { start: entry.keyStart, end: entry.keyEnd },
          { code: 'unknown-field', name: entry.key, list, known, ...near(entry.key, known) },
        );
        continue;
      }
      const value = this.scalar(`${path}.${entry.key}`, entry.value, field.type, field.interval);
      if (value) item[entry.key] = value;
    }
    return item;
  }

  private scalar(name: string, node: JsonNode, type: ScalarType, bounds: Bounds | undefined): Constant | undefined {
    if (node.kind === 'null') return this.say(node, { code: 'null', name });
    const wrong = () => this.say(node, { code: 'type', name, type, found: this.written(node) });
    switch (type.kind) {
      case 'number':
        return this.number(name, node, type, bounds);
      case 'boolean': {
        if (node.kind === 'boolean') return { kind: 'boolean', value: node.value };
        return node.kind === 'string' ? this.accept(name, node, type, ofYesNo(node.value)) : wrong();
      }
      case 'date':
        return node.kind === 'string' ? this.accept(name, node, type, ofDate(node.value, bounds)) : wrong();
      case 'text':
        return node.kind === 'string' ? this.accept(name, node, type, ofText(node.value)) : wrong();
      case 'member': {
        if (node.kind !== 'string') return wrong();
        const member = this.accept(name, node, type, ofMember(node.value, type));
        return member === undefined ? undefined : { kind: 'member', member };
      }
      case 'set': {
        if (node.kind !== 'array') return wrong();
        const members = new Set<string>();
        for (const item of node.items) {
          if (item.kind !== 'string') {
            this.say(item, { code: 'type', name, type, found: this.written(item) });
            continue;
          }
          const member = this.accept(name, item, type, ofMember(item.value, type));
          if (member === undefined) continue;
          if (members.has(member)) this.say(item, { code: 'repeated-member', name, member });
          members.add(member);
        }
        return { kind: 'set', members: [...members].sort() };
      }
      case 'broken':
        return this.say(node, { code: 'broken-fact', name });
      default: {
        const never: never = type;
        return never;
      }
    }
  }

  private number(name: string, node: JsonNode, type: NumberType, bounds: Bounds | undefined): Constant | undefined {
    if (node.kind === 'string')
      return this.accept(name, node, type, ofQuantity(readQuantity(node.value, this.unitOf), type, bounds, this.unitOf));
    if (node.kind !== 'number') return this.say(node, { code: 'type', name, type, found: this.written(node) });
    const count = exactOfJson(node.text);
    if (!count) return this.say(node, { code: 'too-large', name });
    // A JSON number has no unit of its own: it counts the unit that the fact is declared in (money: the policy's currency).
    return this.accept(name, node, type, ofNumber(count.times(ownUnit(type, this.unitOf)), type, bounds, this.unitOf));
  }

  /** The value, or what is the matter with it told at its node. */
  private accept<T>(name: string, node: JsonNode, type: ScalarType, tried: Tried<T>): T | undefined {
    if ('value' in tried) return tried.value;
    const { trouble } = tried;
    const found = this.written(node);
    switch (trouble.code) {
      case 'type':
        return this.say(node, { code: 'type', name, type, found });
      case 'too-large':
      case 'broken-fact':
        return this.say(node, { code: trouble.code, name });
      case 'no-such-date':
        return this.say(node, { code: 'no-such-date', name, found });
      case 'interval':
        return this.say(node, { code: 'interval', name, type, bounds: trouble.bounds, found });
      case 'member':
        return this.say(node, { ...trouble, name });
      // What follows is said of numbers only.
      case 'integer':
        return type.kind === 'number' ? this.say(node, { code: 'integer', name, type, found }) : undefined;
      case 'unknown-unit':
        return type.kind === 'number' ? this.say(node, { code: 'unknown-unit', name, type, unit: trouble.unit }) : undefined;
      case 'unit': {
        const { bare } = trouble;
        const written = bare && node.kind === 'string' ? node.value.trim() : found;
        return type.kind === 'number' ? this.say(node, { code: 'unit', name, type, found: written, bare }) : undefined;
      }
      default:
        return trouble satisfies never;
    }
  }

  private date(name: string, node: JsonNode): number | undefined {
    if (node.kind !== 'string') return this.say(node, { code: 'type', name, type: { kind: 'date' }, found: this.written(node) });
    return this.accept(name, node, { kind: 'date' }, ofDate(node.value, undefined))?.day;
  }

  private payments(node: JsonNode): void {
    if (node.kind !== 'array') {
      this.say(node, { code: 'payments' });
      return;
    }
    for (const item of node.items) this.payment(item);
  }

  private payment(node: JsonNode): void {
    if (node.kind !== 'object') {
      this.say(node, { code: 'payment' });
      return;
    }
    const parts = new Map<'clause' | 'amount' | 'on', JsonEntry>();
    for (const entry of node.entries) {
      const key = PAYMENT_KEYS[entry.key];
      if (key === undefined || parts.has(key))
        this.say({ start: entry.keyStart, end: entry.keyEnd }, { code: 'payment-key', name: entry.key });
      else parts.set(key, entry);
    }
    for (const key of ['clause', 'amount', 'on'] as const) if (!parts.has(key)) this.say(node, { code: 'payment-lacks', name: key });
    const named = parts.get('clause')?.value;
    let clause: string | undefined;
    if (named && named.kind !== 'string') this.say(named, { code: 'payment' });
    else if (named) {
      clause = named.value.normalize('NFC').trim();
      if (!this.program.clauses.has(clause)) {
        this.say(named, { code: 'unknown-clause', name: clause, ...near(clause, this.program.clauses.keys()) });
        clause = undefined;
      }
    }
    const dated = parts.get('on');
    const day = dated ? this.date(dated.key, dated.value) : undefined;
    const given = parts.get('amount');
    if (!given) return;
    const dimension = clause === undefined ? this.program.currency : this.program.clauses.get(clause)?.currency;
    if (dimension === undefined) return;
    const amount = this.number(given.key, given.value, { kind: 'number', dimension }, undefined);
    if (amount?.kind !== 'number') return;
    if (amount.value.sign < 0) this.say(given.value, { code: 'negative-payment', found: this.written(given.value) });
    else if (clause !== undefined && day !== undefined) this.history.push({ clause, amount: amount.value, day });
  }

  /** A value as it stands in the file, for a sentence. */
  private written(node: JsonNode): string {
    const text = this.text.slice(node.start, node.end).replace(/\s+/g, ' ');
    return [...text].length > 40 ? `${[...text].slice(0, 39).join('')}…` : text;
  }
}

const PAYMENT_KEYS: Readonly<Record<string, 'clause' | 'amount' | 'on'>> = {
  clause: 'clause',
  条款: 'clause',
  amount: 'amount',
  金额: 'amount',
  on: 'on',
  日期: 'on',
};

function near(name: string, candidates: Iterable<string>): { nearest?: string } {
  const best = nearest(name, candidates);
  return best === undefined ? {} : { nearest: best };
}
