/** From syntax trees to the typed program: names, types, dimensions, imports. The door of this folder. */
export { addMonths, civil, dayOf, parseDay } from './dates';
export { describeDimension, describeType, typeWord } from './describe';
export { baseDimension, combine, DAY, dimensionParts, isTime, MONTH, NONE } from './dimension';
export { fileName, type ImportResult, type SourceFile } from './files';
export { type Linked, link, ProgramCache } from './link';
export type { ProgramData, ProgramFinding, ProgramProblem, Role, TypeWord } from './problems';
export { type Reference, References, type SymbolInfo, type SymbolKind } from './references';
export { nearest } from './suggest';
export { constantKey } from './symbols';
export { children } from './traverse';
export { builtInUnit, builtInUnitNames, compoundUnit, currencies, currencyOf, sampleUnit, type Unit } from './units';
