/** One item from syntax to its part of the program. */
import { Exact } from '../../exact';
import type { ItemSyntax } from '../../syntax/tree';
import { foldConstant } from '../constant';
import { parseDay } from '../dates';
import { baseDimension } from '../dimension';
import type { Clause, Constant, DateRange, Example, Fact, FileInfo, Group, Let, Limit, Place, Test } from '../program';
import type { Reader } from '../reader';
import { nearestUnits } from '../suggest';
import type { ListType, ScalarType } from '../types';
import { brokenUnit, builtInUnit, currencyOf, moneyNames, type Unit } from '../units';
import { constantOf } from './calls';
import { dateRange, lowerClause, lowerGroup, lowerLimit } from './clause';
import { BOOLEAN, brokenAt } from './context';
import { lowerExample } from './example';
import { check, infer } from './expression';
import { completeList, constantContext, lowerBounds, lowerConstant } from './types';

export type Lowered =
  | { readonly kind: 'fact'; readonly fact: Fact }
  | { readonly kind: 'let'; readonly let: Let; readonly constant?: Constant }
  | { readonly kind: 'require'; readonly test: Test }
  | { readonly kind: 'clause'; readonly clause: Clause }
  | { readonly kind: 'exclusive'; readonly group: Group & { readonly broken?: Place } }
  | { readonly kind: 'limit'; readonly limit: Limit & { readonly all: boolean } }
  | { readonly kind: 'example'; readonly example: Example }
  | { readonly kind: 'policy'; readonly policy: NonNullable<FileInfo['policy']>; readonly effective?: DateRange }
  | { readonly kind: 'unit' | 'none' };

/** `type` is what {@link import('./types').lowerType} found for a fact; its findings are counted there. */
export function lowerItem(reader: Reader, item: ItemSyntax, type: ScalarType | ListType | undefined): Lowered {
  const { node } = item;
  const place = reader.place(node);
  switch (node.kind) {
    case 'fact': {
      reader.refer(node.name, `name:${node.name.name}`, true);
      if (!type) return { kind: 'none' };
      const complete = type.kind === 'list' ? completeList(reader, type, node.type) : type;
      const bounds = node.interval ? lowerBounds(reader, node.interval, type) : undefined;
      const value = node.default && type.kind !== 'list' ? lowerConstant(reader, node.default, type, 'default') : undefined;
      if (node.default && type.kind === 'list') {
        reader.report(node.default, { name: 'type-mismatch', data: { code: 'list-value', where: 'default' } });
      }
      return {
        kind: 'fact',
        fact: {
          name: node.name.name,
          type: complete,
          place,
          namePlace: reader.place(node.name),
          ...(node.label ? { label: node.label.value } : {}),
          ...(bounds ? { bounds } : {}),
          ...(value ? { default: value } : {}),
        },
      };
    }
    case 'let': {
      reader.refer(node.name, `name:${node.name.name}`, true);
      const ctx = constantContext(reader);
      const read = infer(ctx, node.value);
      const value = reader.unread ? brokenAt(reader.unread) : read;
      const constant = foldConstant(value, (name) => constantOf(ctx, name));
      return {
        kind: 'let',
        let: {
          name: node.name.name,
          value,
          place,
          namePlace: reader.place(node.name),
          ...(node.label ? { label: node.label.value } : {}),
        },
        ...(constant ? { constant } : {}),
      };
    }
    case 'require': {
      const read = check(constantContext(reader), node.condition, BOOLEAN, 'condition');
      const condition = reader.unread ? brokenAt(reader.unread) : read;
      return { kind: 'require', test: { condition, place, ...(node.reason ? { reason: node.reason.value } : {}) } };
    }
    case 'clause':
      reader.refer(node.name, `name:${node.name.name}`, true);
      return { kind: 'clause', clause: lowerClause(reader, node) };
    case 'exclusive':
      reader.refer(node.name, `name:${node.name.name}`, true);
      return { kind: 'exclusive', group: lowerGroup(reader, node) };
    case 'limit':
      reader.refer(node.name, `name:${node.name.name}`, true);
      return { kind: 'limit', limit: lowerLimit(reader, node) };
    case 'example':
      return { kind: 'example', example: lowerExample(reader, node) };
    case 'unit':
      return { kind: 'unit' };
    case 'policy':
      return lowerPolicy(reader, item);
    case 'import':
    case 'section':
    case 'qualitative':
    case 'broken':
      return { kind: 'none' };
    default: {
      const never: never = node;
      return never;
    }
  }
}

function lowerPolicy(reader: Reader, item: ItemSyntax): Lowered {
  const { node } = item;
  if (node.kind !== 'policy') return { kind: 'none' };
  const text = (field: string): string | undefined => node.fields.find((f) => f.field === field)?.text?.value;
  const number = text('number');
  const issuer = text('issuer');
  const url = text('url');
  const issuedOn = node.fields.find((f) => f.field === 'issued')?.from;
  const issued = issuedOn && parseDay(issuedOn.iso);
  const effective = node.fields.find((f) => f.field === 'effective');
  for (const field of node.fields) {
    const ident = field.currency;
    if (field.field !== 'currency' || !ident || ident.name === '') continue;
    const unit = builtInUnit(ident.name);
    if (unit && currencyOf(unit.dimension)) {
      reader.refer(ident, `unit:${ident.name}`);
      continue;
    }
    const similar = nearestUnits(ident.name, moneyNames);
    const data = { code: 'currency', name: ident.name, similar } as const;
    reader.report(ident, { name: 'unknown-unit', data }, { fixes: reader.replacements(ident, similar) });
  }
  return {
    kind: 'policy',
    policy: {
      title: node.title?.value ?? '',
      ...(number !== undefined ? { number } : {}),
      ...(issuer !== undefined ? { issuer } : {}),
      ...(issued !== undefined ? { issued } : {}),
      supersedes: node.fields.flatMap((f) => (f.field === 'supersedes' && f.text ? [f.text.value] : [])),
      ...(url !== undefined ? { url } : {}),
      place: reader.place(node),
    },
    ...(effective ? { effective: dateRange(effective) } : {}),
  };
}

/** The unit that an item declares; broken, with its finding, where its definition is none. */
export function lowerUnit(reader: Reader, item: ItemSyntax): Unit {
  const { node } = item;
  if (node.kind !== 'unit') return brokenUnit('');
  const { name } = node.name;
  reader.refer(node.name, `unit:${name}`, true);
  if (!node.definition) return { name, factor: Exact.one, dimension: baseDimension(name) };
  const e = infer(constantContext(reader), node.definition);
  if (e.type.kind === 'broken') return brokenUnit(name);
  const value = foldConstant(e, () => undefined);
  if (e.type.kind !== 'number' || value?.kind !== 'number' || value.value.sign <= 0) {
    reader.report(node.definition, { name: 'type-mismatch', data: { code: 'not-constant', where: 'unit' } });
    return brokenUnit(name);
  }
  return { name, factor: value.value, dimension: e.type.dimension };
}
