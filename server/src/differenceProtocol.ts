/**
 * Why: what the panel of a comparison, the extension and the server say to each other about what a change does to awards, written once for all
 * three as shapes that each side checks. Texts come from the server, ready to be shown; the panel computes nothing.
 */
import * as v from 'valibot';
import { spot } from './previewProtocol';

const text = v.string();
const count = v.pipe(v.number(), v.integer(), v.minValue(0));

/** What a file is compared with: the version before. */
export const against = v.variant('kind', [
  /** As the setting `clausewright.compareWith` says. */
  v.object({ kind: v.literal('usual') }),
  /** A revision of git; with `branchPoint` the last commit that it and the present one have in common. */
  v.object({ kind: v.literal('revision'), revision: text, branchPoint: v.boolean() }),
  v.object({ kind: v.literal('file'), uri: text }),
]);
export type Against = v.InferOutput<typeof against>;

// ---------------------------------------------------------------------------------------------- what may be compared with

/** Request: the revisions that a file may be compared with. Parameters `{ uri }`; the answer is {@link Choices}. */
export const choicesRequest = 'clausewright/differenceChoices';
export const choicesParams = v.object({ uri: text });
export const choices = v.object({
  /** Why there are none, in the reader's language. */
  none: v.optional(text),
  choices: v.array(
    v.object({
      against,
      kind: v.picklist(['head', 'branchPoint', 'branch', 'tag', 'commit']),
      /** A branch's or a tag's name, or a commit's short one. */
      name: text,
      /** The first line of a commit's message. */
      subject: text,
      /** e.g. `2025-04-11`. */
      date: text,
    }),
  ),
});
export type Choices = v.InferOutput<typeof choices>;

// ---------------------------------------------------------------------------------------------- the difference, shown

/**
 * Request: the difference as far as the first step decides it. Parameters {@link DifferenceParams}; the answer is {@link DifferenceState}, or
 * null where the file is gone. It is worked out beside everything else, so a question that is of no use any more should be cancelled.
 */
export const differenceRequest = 'clausewright/difference';

export const differenceParams = v.object({ uri: text, against });
export type DifferenceParams = v.InferOutput<typeof differenceParams>;

export const verdicts = ['same', 'never-less', 'never-more', 'some-more-some-less', 'other-outcome', 'not-decided'] as const;

/** One applicant under both versions. */
export const witness = v.object({
  /** The same as long as it is the same applicant shown for the same reason. */
  id: text,
  /** What it shows, e.g. `gets more`. */
  heading: text,
  /** `name = value`, in the order in which they matter. */
  facts: v.array(text),
  before: text,
  after: text,
  /** Signed; of those who have an amount on both sides. */
  difference: v.optional(text),
  /** e.g. that it grows without end. */
  note: v.optional(text),
});
export type ShownWitness = v.InferOutput<typeof witness>;

export const row = v.object({
  /** `total`, `clause grant`: the same in every answer. */
  id: text,
  kind: v.picklist(['total', 'clause', 'group', 'limit', 'admission']),
  name: text,
  title: text,
  /** Where it stands now; of what is gone nothing. */
  spot: v.optional(spot),
  verdict: v.picklist([...verdicts, 'admitted']),
  /** Ready to be shown. */
  text: text,
  /** The simplest gain and loss: `¥0 → ¥50 (+¥50)`. */
  gain: v.optional(text),
  loss: v.optional(text),
  /** Sentences. */
  notes: v.array(text),
  witnesses: v.array(witness),
});
export type Row = v.InferOutput<typeof row>;

export const change = v.object({ text, spot: v.optional(spot) });

export const differenceState = v.object({
  uri: text,
  language: v.picklist(['en', 'zh']),
  title: text,
  /** What is compared with, e.g. `since main`. */
  before: text,
  /** Why nothing can be compared; then everything below is empty. */
  trouble: v.optional(text),
  answer: v.object({ kind: v.picklist(['same', 'reworded', 'different', 'not-decided', 'none']), text }),
  /** A solver is still at work on what is not decided. */
  pending: v.boolean(),
  notes: v.array(text),
  /** The total first. */
  rows: v.array(row),
  /** What changed in the text, and dates. */
  changes: v.array(change),
  examples: v.array(
    v.object({ title: text, before: text, after: text, difference: v.optional(text), notes: v.array(text), spot: v.optional(spot) }),
  ),
});
export type DifferenceState = v.InferOutput<typeof differenceState>;

// ---------------------------------------------------------------------------------------------- a witness becomes an example

/** Request: a witness of a comparison as an example of the file. The answer is `Saved` of the preview's protocol. */
export const differenceExampleRequest = 'clausewright/differenceExample';
export const differenceExampleParams = v.object({ uri: text, witness: text });
export type DifferenceExampleParams = v.InferOutput<typeof differenceExampleParams>;

// ---------------------------------------------------------------------------------------------- between the panel and the extension

export const fromComparison = v.variant('kind', [
  v.object({ kind: v.literal('ready') }),
  v.object({ kind: v.literal('goTo'), spot }),
  v.object({ kind: v.literal('addExample'), witness: text }),
  v.object({ kind: v.literal('preview'), witness: text }),
  /** Chooses what to compare with. */
  v.object({ kind: v.literal('choose') }),
  v.object({ kind: v.literal('trouble'), message: text }),
]);
export type FromComparison = v.InferOutput<typeof fromComparison>;

export const toComparison = v.variant('kind', [
  v.object({ kind: v.literal('file'), uri: text, name: text, language: v.picklist(['en', 'zh']), against }),
  v.object({ kind: v.literal('state'), state: differenceState }),
  /** `working`: what is shown is of an earlier text. */
  v.object({ kind: v.literal('life'), life: v.picklist(['current', 'working', 'starting', 'failed', 'gone']) }),
  /** Shows this row, opened. */
  v.object({ kind: v.literal('reveal'), row: text }),
]);
export type ToComparison = v.InferOutput<typeof toComparison>;

/** What a panel keeps while it is hidden or its window is reloaded. */
export const keptComparison = v.object({
  uri: text,
  against,
  open: v.array(text),
  scroll: count,
});
export type KeptComparison = v.InferOutput<typeof keptComparison>;
