/** The syntax layer's public face. */
export { stringExtent } from './chars';
export { type Conflict, conflictedTree, conflictIn, type MarkerKind } from './conflict';
export { type Expected, expectedAt, type Slot, STAND_IN } from './expected';
export { declaredIn, type ParseOptions, parseFile } from './file';
export { type GluePlace, isBuiltInUnit, splitWord } from './glue';
export { indentAt } from './indent';
export { parseItem } from './items';
export * from './keywords';
export { type Fence, type Heading, type Literate, readLiterate } from './literate';
export { type CodeRegion, codeRegions, type FormatEdit, type FormatOptions, format, formatEdits } from './printer';
export { MAX_DEPTH, type SyntaxErrorCode } from './problems';
export { Scanner, unescapeText } from './scanner';
export * from './tokens';
export * from './tree';
