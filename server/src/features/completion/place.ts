/** Why: from an item down to the place in it: which expression holds it, and what its statement wants there. */
import { MONTH } from '../../core/program/index';
import type { ExampleStatement, Field, ItemNode, Statement } from '../../core/syntax/tree';
import { type Scope, typeOfDeclaration, typeOfName } from './scope';
import { plain, typeOf } from './typing';
import { ANY, CONDITION, descend, type Found, holds, type Wanted, wants } from './wanted';

/** Undefined where no expression holds the place. */
export function foundIn(node: ItemNode, at: number, scope: Scope): Found | undefined {
  switch (node.kind) {
    case 'policy':
    case 'import':
    case 'section':
    case 'qualitative':
    case 'broken':
      return undefined;
    case 'unit':
      return descend(node.definition, at, { kind: 'number' }, scope);
    case 'fact':
      return inField(node, at, scope);
    case 'let':
      return descend(node.value, at, ANY, scope);
    case 'require':
      return descend(node.condition, at, CONDITION, scope);
    case 'clause':
      return first(node.body, at, (statement) => inStatement(statement, at, scope));
    case 'exclusive':
      return undefined;
    case 'limit':
      return node.cap && inStatement(node.cap, at, scope);
    case 'example':
      return first(node.body, at, (statement) => inExample(statement, at, scope));
    default:
      return node satisfies never;
  }
}

function first<T extends { readonly start: number; readonly end: number }>(
  all: readonly T[],
  at: number,
  look: (one: T) => Found | undefined,
): Found | undefined {
  const one = all.find((candidate) => holds(candidate, at));
  return one && look(one);
}

function inField(field: Field, at: number, scope: Scope): Found | undefined {
  if (field.type.kind === 'list' && holds(field.type, at)) return first(field.type.fields, at, (inner) => inField(inner, at, scope));
  const wanted = wants(typeOfDeclaration(scope, field.type));
  const { lower, upper } = field.interval ?? {};
  return descend(field.default, at, wanted, scope) ?? descend(lower?.value, at, wanted, scope) ?? descend(upper?.value, at, wanted, scope);
}

function inStatement(statement: Statement, at: number, scope: Scope): Found | undefined {
  const money = wants(plain(scope.currency));
  switch (statement.kind) {
    case 'source':
    case 'department':
    case 'effective':
    case 'each':
    case 'award unspecified':
    case 'grants':
      return undefined;
    case 'let':
      return descend(statement.value, at, ANY, { ...scope, locals: scope.locals.filter((one) => one !== statement) });
    case 'when':
      return descend(statement.condition, at, CONDITION, scope);
    case 'when any':
      return statement.alternatives.map(({ condition }) => descend(condition, at, CONDITION, scope)).find((found) => found !== undefined);
    case 'award':
      return descend(statement.amount, at, money, scope);
    case 'less':
    case 'floor':
      return descend(statement.amount, at, money, scope) ?? descend(statement.condition, at, CONDITION, scope);
    case 'cap': {
      const length = statement.window?.kind === 'within' ? statement.window.length : undefined;
      return (
        descend(statement.amount, at, money, scope) ??
        descend(length, at, wants(plain(MONTH)), scope) ??
        descend(statement.condition, at, CONDITION, scope)
      );
    }
    case 'round':
      return descend(statement.to, at, money, scope) ?? descend(statement.condition, at, CONDITION, scope);
    default:
      return statement satisfies never;
  }
}

function inExample(statement: ExampleStatement, at: number, scope: Scope): Found | undefined {
  switch (statement.kind) {
    case 'given':
      return descend(statement.value, at, given(statement.name.name, scope), scope);
    case 'on':
      return undefined;
    case 'paid':
      return descend(statement.amount, at, wants(plain(scope.currency)), scope);
    case 'expect': {
      const type = statement.total ? undefined : scope.program.lets.get(statement.name.name)?.value.type;
      const wanted = wants(type ?? plain(scope.currency));
      return (
        descend(statement.value, at, wanted, scope) ??
        descend(statement.tolerance, at, wants(typeOf(statement.value, scope), wanted), scope)
      );
    }
    default:
      return statement satisfies never;
  }
}

function given(name: string, scope: Scope): Wanted {
  return wants(typeOfName({ ...scope, lists: [] }, name));
}
