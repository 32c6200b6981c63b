/** Why: where a value stands in the form, and the form with it changed. What was typed is kept as it was typed; nothing is read out of it. */
import type { Form, RawItem, RawPayment, RawValue } from '../../../../server/src/previewProtocol';

/** A fact, or a field of one item of a list (items from 0). */
export type Where = { readonly fact: string } | { readonly list: string; readonly index: number; readonly field: string };

/** As the server names it in problems and needs. */
export function pathOf(where: Where): string {
  return 'fact' in where ? where.fact : `${where.list}[${where.index}].${where.field}`;
}

/** Own entries only: a fact may be called `constructor`. */
function own<T>(record: Readonly<Record<string, T>>, name: string): T | undefined {
  return Object.hasOwn(record, name) ? record[name] : undefined;
}

/** `record` with `name` as given, or without it. */
function having<T>(record: Readonly<Record<string, T>>, name: string, value: T | undefined): Record<string, T> {
  if (value !== undefined) return { ...record, [name]: value };
  return Object.fromEntries(Object.entries(record).filter(([key]) => key !== name));
}

function isItem(value: string | RawItem): value is RawItem {
  return typeof value !== 'string';
}

/** A list's items; undefined where it is not known which there are. */
export function itemsAt(form: Form, list: string): readonly RawItem[] | undefined {
  const value = own(form.facts, list);
  if (!Array.isArray(value)) return undefined;
  const items: readonly (string | RawItem)[] = value;
  const all = items.filter(isItem);
  return all.length === items.length ? all : undefined;
}

/** What was typed or chosen there; undefined: unknown, or its default. */
export function rawAt(form: Form, where: Where): RawValue | undefined {
  if ('list' in where) {
    const item = itemsAt(form, where.list)?.[where.index];
    return item && own(item, where.field);
  }
  const value = own(form.facts, where.fact);
  if (!Array.isArray(value)) return value;
  const members: readonly (string | RawItem)[] = value;
  const all = members.filter((one) => typeof one === 'string');
  return all.length === members.length ? all : undefined;
}

/** @param raw undefined: unknown */
export function withRaw(form: Form, where: Where, raw: RawValue | undefined): Form {
  if (!('list' in where)) return { ...form, facts: having<Form['facts'][string]>(form.facts, where.fact, raw) };
  const items = itemsAt(form, where.list) ?? [];
  return withItems(
    form,
    where.list,
    items.map((item, index) => (index === where.index ? having(item, where.field, raw) : item)),
  );
}

/** @param items undefined: it is not known which there are */
export function withItems(form: Form, list: string, items: readonly RawItem[] | undefined): Form {
  return { ...form, facts: having<Form['facts'][string]>(form.facts, list, items && [...items]) };
}

export function withPaid(form: Form, paid: readonly RawPayment[]): Form {
  return { ...form, paid: [...paid] };
}

/** @param value undefined: computed, as the policy says */
export function withLet(form: Form, name: string, value: string | undefined): Form {
  return { ...form, lets: having(form.lets, name, value) };
}

/** @param on undefined: the policy's first day */
export function withDay(form: Form, on: string | undefined): Form {
  const { on: _, ...others } = form;
  return on === undefined ? others : { ...others, on };
}

export function isEmpty(form: Form): boolean {
  return form.on === undefined && form.paid.length === 0 && Object.keys(form.facts).length === 0 && Object.keys(form.lets).length === 0;
}
