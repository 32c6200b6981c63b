/** What a change does to awards: two programs compared over every applicant. The door of this folder. */
export { type Compared, Comparer, compare, toEnd } from './comparer';
export type * from './difference';
export { type WitnessExample, witnessExample } from './example';
export type { Rename } from './match';
export { onSameDays } from './sameDays';
export type { CompareOptions, CompareSide } from './sides';
