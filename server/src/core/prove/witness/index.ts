/** Witnesses: from a model to an applicant that a person can read, confirmed by the evaluator, and ready to be kept as an example. */
export { type ExampleOptions, exampleText, type Target, uniqueTitle } from './example';
export { type FactsInput, factsNamed } from './facts';
export { type Insertion, insertionOf } from './insertion';
export { constantText, givenText } from './literal';
export { type Bucket, daysOf, firstDayOf, type PaidBefore, paymentsOf } from './payments';
export { Around } from './region';
export { numberOf, Replay, type StepReplay } from './replay';
export { type NumberHint, type RoundInput, roundModel } from './round';
export { digitsOf, simplestBetween, simplestDay } from './simplest';
export { type Shown, titleOf } from './titles';
