/** Why: what a name stands for where it is written: one function a kind of name. */
import type { SymbolInfo } from '../../core/program/index';
import { describeClause } from './clauses';
import { describeExample, describeFile } from './examples';
import { describeFact, describeFieldSymbol, describeMember } from './facts';
import { describeGroup, describeLimit } from './groups';
import { describeLet, describeLocal } from './lets';
import type { Hovered } from './subject';
import { describeUnit } from './units';

export function describeSymbol(hovered: Hovered, symbol: SymbolInfo): string[] {
  const { kind, name } = symbol;
  switch (kind) {
    case 'fact':
      return describeFact(hovered, name);
    case 'let':
      return describeLet(hovered, name);
    case 'local':
      return describeLocal(hovered, symbol.owner ?? '', name);
    case 'field':
      return describeFieldSymbol(hovered, symbol.owner ?? '', name);
    case 'member':
      return describeMember(hovered, symbol);
    case 'clause':
      return describeClause(hovered, name);
    case 'exclusive':
      return describeGroup(hovered, name);
    case 'limit':
      return describeLimit(hovered, name);
    case 'unit':
      return describeUnit(hovered, name);
    case 'example':
      return describeExample(hovered, name);
    case 'file':
      return describeFile(hovered, name);
    default:
      return kind satisfies never;
  }
}
