/**
 * What one item tells the rest of the program about itself: small summaries, each with a key that is equal exactly where nothing that a
 * reader may have used has changed. An item is lowered again only when the key of something that it read is another.
 */
import type { Kind } from './problems';
import type { Constant } from './program';
import type { FieldDeclaration, ListType, ScalarType } from './types';

export type GlobalSymbol =
  | { readonly kind: 'fact'; readonly name: string; readonly type: ScalarType | ListType }
  /** `constant` where the let is one. */
  | { readonly kind: 'let'; readonly name: string; readonly type: ScalarType; readonly constant?: Constant }
  | { readonly kind: 'clause'; readonly name: string; readonly currency: string; readonly each?: string }
  | { readonly kind: 'exclusive' | 'limit'; readonly name: string; readonly currency: string };

const owners = new WeakMap<object, string>();

/** Remembers which fact or field (`fact`, `list.field`) a member type was written at, for references and renaming. */
export function setOwner(type: ScalarType, owner: string): void {
  owners.set(type, owner);
}
export function ownerOf(type: ScalarType): string | undefined {
  return owners.get(type);
}

const keys = new WeakMap<object, string>();

/** A text that is equal for two types exactly where they are the same in everything (labels, display unit and owner included). */
export function typeKey(type: ScalarType | ListType): string {
  let key = keys.get(type);
  if (key === undefined) {
    key = writeKey(type);
    keys.set(type, key);
  }
  return key;
}

function writeKey(type: ScalarType | ListType): string {
  switch (type.kind) {
    case 'number':
      return `n ${type.dimension} ${type.integer ? 'i' : ''}${type.percent ? 'p' : ''} ${type.unit ?? ''}`;
    case 'member':
    case 'set':
      return `${type.kind} ${ownerOf(type) ?? ''} ${JSON.stringify(type.members)} ${JSON.stringify(type.labels)}`;
    case 'list':
      return `list ${type.max ?? ''} ${type.fields.map(fieldKey).join(' ')}`;
    case 'boolean':
    case 'date':
    case 'text':
    case 'broken':
      return type.kind;
    default: {
      const never: never = type;
      return never;
    }
  }
}

function fieldKey(field: FieldDeclaration): string {
  return `${JSON.stringify([field.name, field.label ?? null])}(${typeKey(field.type)})`;
}

/** A text that is equal for two constants exactly where they are the same value. */
export function constantKey(value: Constant): string {
  switch (value.kind) {
    case 'number':
      return `n${value.value.toString()}`;
    case 'boolean':
      return value.value ? 'yes' : 'no';
    case 'date':
      return `d${value.day}`;
    case 'text':
      return `t${value.value}`;
    case 'member':
      return `m${value.member}`;
    case 'set':
      return `s${JSON.stringify(value.members)}`;
    default: {
      const never: never = value;
      return never;
    }
  }
}

export function symbolKey(symbol: GlobalSymbol): string {
  switch (symbol.kind) {
    case 'fact':
      return `fact ${typeKey(symbol.type)}`;
    case 'let':
      return `let ${typeKey(symbol.type)}${symbol.constant ? ` = ${constantKey(symbol.constant)}` : ''}`;
    case 'clause':
      return `clause ${symbol.currency} ${symbol.each ?? ''}`;
    case 'exclusive':
    case 'limit':
      return `${symbol.kind} ${symbol.currency}`;
    default: {
      const never: never = symbol;
      return never;
    }
  }
}

/** What a symbol is called in a finding: a fact whose type is a list is a list. */
export function kindOf(symbol: GlobalSymbol | undefined): Kind | '' {
  if (!symbol) return '';
  return symbol.kind === 'fact' && symbol.type.kind === 'list' ? 'list' : symbol.kind;
}
