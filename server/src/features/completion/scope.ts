/** Why: which names an expression may use at a place, and of what type they are. */
import { builtInUnit, compoundUnit } from '../../core/program/index';
import type { Program } from '../../core/program/program';
import type { ListType, ScalarType } from '../../core/program/types';
import type { ItemNode, LetStatement, TypeExpr, UnitRef } from '../../core/syntax/tree';

export interface Scope {
  readonly program: Program;
  /** ISO code of what `money` means in the file. */
  readonly currency: string;
  /** The clause's own lets, in the order of the text. */
  readonly locals: readonly LetStatement[];
  /** The lists whose items' fields can be used, innermost first. */
  readonly lists: readonly string[];
  /** The global name that the item declares: in it only `paid( )` may use it. */
  readonly own: string | undefined;
}

export function scopeOf(program: Program, uri: string, node: ItemNode): Scope {
  const currency = program.files.find((file) => file.uri === uri)?.currency ?? 'CNY';
  const body = node.kind === 'clause' ? node.body : [];
  const each = body.find((statement) => statement.kind === 'each');
  return {
    program,
    currency,
    locals: body.flatMap((statement) => (statement.kind === 'let' && statement.name.name ? [statement] : [])),
    lists: each ? [each.list.name] : [],
    own: 'name' in node ? node.name.name : undefined,
  };
}

export function within(scope: Scope, list: string | undefined): Scope {
  return list === undefined ? scope : { ...scope, lists: [list, ...scope.lists] };
}

export function fieldsOf(program: Program, list: string): ListType['fields'] {
  const type = program.facts.get(list)?.type;
  return type?.kind === 'list' ? type.fields : [];
}

/** The type of a field, fact, or let of the program, or of what a clause pays. */
export function typeOfName(scope: Scope, name: string): ScalarType | ListType | undefined {
  const { program } = scope;
  for (const list of scope.lists) {
    const field = fieldsOf(program, list).find((one) => one.name === name);
    if (field) return field.type;
  }
  const found = program.facts.get(name)?.type ?? program.lets.get(name)?.value.type;
  if (found) return found;
  const clause = program.clauses.get(name);
  return clause && { kind: 'number', dimension: clause.currency };
}

/** The dimension of a unit as written; undefined for one that is not known. */
export function dimensionOf(program: Program, unit: UnitRef): string | undefined {
  const names = [unit.numerator.name, ...unit.denominators.map(({ name }) => name)];
  return compoundUnit(names, (name) => {
    const own = program.units.get(name);
    return own ? { name, ...own } : builtInUnit(name);
  })?.dimension;
}

/** The type that a declaration writes. */
export function typeOfDeclaration(scope: Scope, type: TypeExpr): ScalarType | ListType | undefined {
  switch (type.kind) {
    case 'money':
      return { kind: 'number', dimension: scope.currency };
    case 'number':
      return { kind: 'number', dimension: '' };
    case 'percent':
      return { kind: 'number', dimension: '', percent: true };
    case 'integer':
    case 'unit': {
      const dimension = type.unit ? dimensionOf(scope.program, type.unit) : '';
      return dimension === undefined ? undefined : { kind: 'number', dimension, integer: type.kind === 'integer' };
    }
    case 'boolean':
    case 'date':
    case 'text':
      return { kind: type.kind };
    case 'one of':
    case 'any of': {
      const members = type.members.map(({ name }) => name.name);
      const labels = Object.fromEntries(type.members.flatMap(({ name, label }) => (label ? [[name.name, label.value]] : [])));
      return { kind: type.kind === 'one of' ? 'member' : 'set', members, labels };
    }
    case 'list':
    case 'missing':
      return undefined;
    default:
      return type satisfies never;
  }
}
