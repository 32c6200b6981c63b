/**
 * Why: what the preview's panel, the extension and the server say to each other, written once for all three as shapes that each side checks.
 * The panel computes nothing: amounts, texts, orders and breakpoints come from the server, ready to be shown; plain numbers in it only say where
 * something is drawn.
 */
import * as v from 'valibot';

const text = v.string();
const count = v.pipe(v.number(), v.integer(), v.minValue(0));
const finite = v.pipe(v.number(), v.finite());

/** Own entries by name, whatever their names: facts may be called `constructor`, which `v.record` passes over. */
function byName<T extends v.GenericSchema>(entry: T) {
  return v.custom<Record<string, v.InferOutput<T>>>((input) => {
    if (typeof input !== 'object' || input === null || Array.isArray(input)) return false;
    return Object.values(input).every((value) => v.is(entry, value));
  });
}

// ---------------------------------------------------------------------------------------------- the form: what was typed, never computed

/**
 * A value as it was typed or chosen: a quantity with or without its unit (without: in the unit that the field shows), a date, `yes` or `no`, a
 * member's name, a text; of a set its members' names. What is not there is unknown, or has the fact's default.
 */
export const rawValue = v.union([text, v.array(text)]);
export type RawValue = v.InferOutput<typeof rawValue>;
export const rawItem = byName(rawValue);
export type RawItem = v.InferOutput<typeof rawItem>;
export const rawPayment = v.object({ clause: text, amount: text, on: text });
export type RawPayment = v.InferOutput<typeof rawPayment>;

export const form = v.object({
  /** The date on which the applicant is judged; without it the policy's first effective day. */
  on: v.optional(text),
  /** By fact. A list's value is its items. */
  facts: byName(v.union([rawValue, v.array(rawItem)])),
  paid: v.array(rawPayment),
  /** Derived values that are given in place of what is computed, as an example may. */
  lets: byName(text),
});
export type Form = v.InferOutput<typeof form>;
export const emptyForm: Form = { facts: {}, paid: [], lets: {} };

/** Where something stands; a line and a character from 0. */
export const spot = v.object({ uri: text, line: count, character: count, endLine: count });
export type Spot = v.InferOutput<typeof spot>;

// ---------------------------------------------------------------------------------------------- what is asked

/** The parts of the state. Each has a key that changes with its contents; a part that the asker holds already is left out. */
export const partNames = ['fields', 'values', 'awards', 'details', 'curve', 'examples'] as const;
export type PartName = (typeof partNames)[number];

export const curveAsked = v.object({
  /** `staff`, or a field of one item of a list, items from 0: `projects[0].cost`. Without it the server chooses. */
  path: v.optional(text),
  /** A clause; without it the total. */
  clause: v.optional(text),
  /** Readings to be laid over the policy's own, by their ids. */
  readings: v.array(text),
  /** A part of the axis, both ends as parts of the whole axis (0 to 1). */
  zoom: v.optional(v.object({ from: finite, to: finite })),
});
export type CurveAsked = v.InferOutput<typeof curveAsked>;

/** Something that puts values into the form before it is computed. */
export const fill = v.variant('kind', [
  v.object({ kind: v.literal('example'), title: text }),
  /** The witness of a finding, by its id in {@link Examples}`.witnesses`. */
  v.object({ kind: v.literal('witness'), id: text }),
  /** The place on the curve's axis as it is shown, as a part of it (0 to 1). The server says which value of the fact that is. */
  v.object({ kind: v.literal('drag'), at: finite }),
  /** To the next breakpoint of the curve, or one step of the axis, before (-1) or behind (1) where the fact stands. */
  v.object({ kind: v.literal('step'), direction: v.picklist([-1, 1]), to: v.picklist(['breakpoint', 'tick']) }),
  /** A fact that is left over in the form (of another name or type now) gives its value to this one. */
  v.object({ kind: v.literal('move'), from: text, to: text }),
  /** What is left over under this name is given up. */
  v.object({ kind: v.literal('drop'), from: text }),
]);
export type Fill = v.InferOutput<typeof fill>;

export const previewParams = v.object({
  uri: text,
  form,
  fill: v.optional(fill),
  curve: v.optional(curveAsked),
  /** Clauses whose details are wanted, each with the number of its items that are wanted. */
  open: v.record(text, count),
  /** What the asker holds already: keys by part. */
  known: v.record(text, text),
});
export type PreviewParams = v.InferOutput<typeof previewParams>;

// ---------------------------------------------------------------------------------------------- what is answered

export const member = v.object({ name: text, label: text });
const scalarControl = [
  /** `unit` is what a number without a unit counts, as it is written; empty for plain numbers. `units`: others that may be written. */
  v.object({ kind: v.literal('number'), unit: text, integer: v.boolean(), units: v.array(text) }),
  v.object({ kind: v.literal('choice'), members: v.array(member) }),
  v.object({ kind: v.literal('set'), members: v.array(member) }),
  v.object({ kind: v.literal('boolean') }),
  v.object({ kind: v.literal('date') }),
  v.object({ kind: v.literal('text') }),
  /** The fact's type cannot be read; the message says so. */
  v.object({ kind: v.literal('broken'), message: text }),
] as const;
const fieldHead = {
  name: text,
  /** What the author calls it, else its name. */
  label: text,
  /** e.g. `from 0元`, ready to be shown. */
  limits: v.optional(text),
  /** What holds where nothing is given, shown. */
  default: v.optional(text),
};
export const scalarField = v.object({ ...fieldHead, control: v.variant('kind', [...scalarControl]) });
export type ScalarField = v.InferOutput<typeof scalarField>;
export const field = v.object({
  ...fieldHead,
  spot,
  control: v.variant('kind', [
    ...scalarControl,
    v.object({ kind: v.literal('list'), max: v.optional(count), fields: v.array(scalarField) }),
  ]),
});
export type Field = v.InferOutput<typeof field>;
export type Control = Field['control'];

/** The form as the policy wants it; changes only where facts do. */
export const fields = v.object({
  fields: v.array(field),
  /** Clauses for which payments made before can be given. */
  payable: v.array(v.object({ name: text, title: text, unit: text })),
  /** The date that holds where none is given, as it is shown; undefined where the policy has none. */
  firstDay: v.optional(text),
  effective: v.optional(text),
});
export type Fields = v.InferOutput<typeof fields>;

/** What is the matter with what was typed. Paths: `staff`, `projects[0].cost`, `paid[0].amount`, `on`, `lets.growth`. */
export const values = v.object({
  problems: v.array(v.object({ path: text, message: text })),
  /**
   * Values that no fact takes (any more), kept till a fill moves or drops them. `name`: a fact's, `lets.growth`, or `projects[].cost` for that field
   * of all items. `fits`: facts (fields) without a value that could take it, the likeliest first.
   */
  leftOver: v.array(v.object({ name: text, shown: text, reason: text, fits: v.array(member) })),
  /** Facts still needed, those that decide most first. `why` says what hangs on them. */
  needs: v.array(v.object({ path: text, label: text, why: text, clauses: v.array(text) })),
});
export type Values = v.InferOutput<typeof values>;

/** What stands as the state of a clause; `idle` pays nothing without fault of anyone. */
export const status = v.picklist([
  'payable',
  'excluded',
  'ineligible',
  'inactive',
  'unknown',
  'error',
  'unspecified',
  'granted',
  'conflict',
]);
export type Status = v.InferOutput<typeof status>;

export const clauseRow = v.object({
  name: text,
  title: text,
  section: v.optional(text),
  status,
  /** e.g. `Paid`, `Not eligible`. */
  statusText: text,
  /** What it finally pays, as it is; e.g. `at most 330万元`, `needs staff`, `0元`. */
  amount: text,
  /** One line: why it is so (reason, winner, what was cut, what is needed). */
  why: v.optional(text),
  source: v.optional(text),
  spot,
  /** Items of the list that it goes over. */
  items: v.optional(count),
});
export type ClauseRow = v.InferOutput<typeof clauseRow>;

export const bar = v.object({
  kind: v.picklist(['award', 'excluded', 'cut', 'total']),
  label: text,
  text,
  /** Where it begins and ends, in units of the axis; for drawing. */
  from: finite,
  to: finite,
  spot: v.optional(spot),
  clause: v.optional(text),
});
export type Bar = v.InferOutput<typeof bar>;

export const tick = v.object({ at: finite, text });
export type Tick = v.InferOutput<typeof tick>;

export const awards = v.object({
  total: v.object({
    status: v.picklist(['known', 'unknown', 'conflict', 'error']),
    /** e.g. `at most 330万元`. */
    text,
    mark: v.optional(v.picklist(['at most', 'depends on a ceiling'])),
    /** What is known of it all the same, what it needs, what stands beside it; one sentence each. */
    notes: v.array(text),
  }),
  waterfall: v.object({
    bars: v.array(bar),
    ticks: v.array(tick),
    unit: text,
    /** Instead of bars, where there is no total to build up. */ instead: v.optional(text),
  }),
  clauses: v.array(clauseRow),
  /** Groups and limits: what each does for this applicant. */
  rules: v.array(
    v.object({
      kind: v.picklist(['exclusive', 'limit']),
      name: text,
      title: text,
      text,
      bites: v.boolean(),
      open: v.optional(v.boolean()),
      spot,
    }),
  ),
});
export type Awards = v.InferOutput<typeof awards>;

export interface Explained {
  readonly text: string;
  readonly value: string;
  readonly spot?: Spot | undefined;
  readonly children: readonly Explained[];
}
/** How a figure came about: what was done, what came out, from what. */
export const explained: v.GenericSchema<Explained> = v.object({
  text,
  value: text,
  spot: v.optional(spot),
  children: v.array(v.lazy(() => explained)),
});

export const conditionRow = v.object({
  text,
  reason: v.optional(text),
  result: v.picklist(['yes', 'no', 'unknown', 'error']),
  /** What it needs, or the error. */
  note: v.optional(text),
  spot,
  alternatives: v.array(v.object({ text, reason: v.optional(text), result: v.picklist(['yes', 'no', 'unknown', 'error']), spot })),
});
export type ConditionRow = v.InferOutput<typeof conditionRow>;
export const stepRow = v.object({
  kind: v.picklist(['award', 'less', 'cap', 'floor', 'round']),
  text,
  reason: v.optional(text),
  /** False where its own `when` does not hold. */
  applied: v.boolean(),
  /** It changed the amount. */
  bites: v.boolean(),
  figure: v.optional(text),
  after: text,
  spot,
  how: v.optional(explained),
});
export type StepRow = v.InferOutput<typeof stepRow>;
const outcomeRows = {
  status,
  statusText: text,
  amount: text,
  conditions: v.array(conditionRow),
  steps: v.array(stepRow),
  notes: v.array(text),
};
export const itemDetail = v.object({ ...outcomeRows, label: text, /** From 0. */ index: count });
export type ItemDetail = v.InferOutput<typeof itemDetail>;
export const clauseDetail = v.object({
  ...outcomeRows,
  name: text,
  source: v.optional(v.object({ article: text, quoted: v.optional(text), spot })),
  departments: v.array(text),
  items: v.array(itemDetail),
  /** All items, of which `items` has the first. */
  itemCount: count,
});
export type ClauseDetail = v.InferOutput<typeof clauseDetail>;
export const details = v.object({ clauses: v.array(clauseDetail) });
export type Details = v.InferOutput<typeof details>;

/** A stretch of the curve between two breakpoints: a polyline, straight unless it is `curved`. */
export const piece = v.object({
  points: v.array(v.tuple([finite, finite])),
  fromIncluded: v.boolean(),
  toIncluded: v.boolean(),
  shape: v.picklist(['constant', 'line', 'curve', 'steps']),
});
/** A stretch of which the amount is not known: why, and from where to where. */
export const gap = v.object({ from: finite, to: finite, text, where: text });
export const line = v.object({
  /** undefined: the policy as it is written. */ reading: v.optional(text),
  label: text,
  pieces: v.array(piece),
  gaps: v.array(gap),
});
export type Line = v.InferOutput<typeof line>;
export const mark = v.object({
  kind: v.picklist(['step', 'cliff', 'kink', 'cap', 'other']),
  x: finite,
  y: finite,
  /** Where it stands on the axis as it is shown (0 to 1), for a fill `drag`. */
  at: finite,
  /** The value of the fact, e.g. `1000万元`. */
  value: text,
  /** One sentence: what happens there, from what to what. */
  text,
  /** The amounts on both sides, e.g. `20万元 → 0元`. */
  change: v.optional(text),
  spot: v.optional(spot),
});
export type Mark = v.InferOutput<typeof mark>;
export const curve = v.object({
  path: v.optional(text),
  clause: v.optional(text),
  /** What can be chosen. */
  paths: v.array(v.object({ path: text, label: text })),
  clauses: v.array(v.object({ name: text, title: text })),
  readings: v.array(v.object({ id: text, label: text, chosen: v.boolean() })),
  /** Absent where there is no curve; `message` says why. */
  plot: v.optional(
    v.object({
      x: v.object({ from: finite, to: finite, label: text, ticks: v.array(tick) }),
      y: v.object({ from: finite, to: finite, label: text, ticks: v.array(tick) }),
      lines: v.array(line),
      marks: v.array(mark),
      /** Where the applicant stands; absent where the fact is unknown. */
      here: v.optional(v.object({ x: finite, y: v.optional(finite), at: finite, text })),
      zoomed: v.boolean(),
    }),
  ),
  message: v.optional(text),
});
export type Curve = v.InferOutput<typeof curve>;

export const examples = v.object({
  /** Failures first, then in the order of the file. */
  examples: v.array(
    v.object({
      title: text,
      total: text,
      state: v.picklist(['failed', 'passed', 'unchecked']),
      expectations: v.array(v.object({ text, passed: v.boolean(), actual: text, spot })),
      spot,
    }),
  ),
  failed: count,
  passed: count,
  /** Applicants for whom something that was proved happens. */
  witnesses: v.array(v.object({ id: text, title: text, finding: text, spot })),
});
export type Examples = v.InferOutput<typeof examples>;

export const previewState = v.object({
  uri: text,
  language: v.picklist(['en', 'zh']),
  title: text,
  number: v.optional(text),
  /** The policy cannot be read as it stands: what is shown is its last state that could. `shown`: there was one. */
  broken: v.optional(v.object({ shown: v.boolean(), problems: v.array(v.object({ message: text, spot })) })),
  /** Present where the server changed it (a fill). */
  form: v.optional(form),
  /** What a fill could not do, in a sentence. */
  refused: v.optional(text),
  keys: v.record(text, text),
  fields: v.optional(fields),
  values: v.optional(values),
  awards: v.optional(awards),
  details: v.optional(details),
  curve: v.optional(curve),
  examples: v.optional(examples),
});
export type PreviewState = v.InferOutput<typeof previewState>;

// ---------------------------------------------------------------------------------------------- requests of the client

/** Parameters {@link PreviewParams}; the answer is {@link PreviewState}, or null where the file cannot be read. */
export const previewRequest = 'clausewright/preview';

/** Parameters: {@link SaveParams}; the answer is {@link Saved}. */
export const saveExampleRequest = 'clausewright/preview/saveExample';
export const saveParams = v.object({ uri: text, form, /** Without it one is made up. */ title: v.optional(text) });
export type SaveParams = v.InferOutput<typeof saveParams>;
/** Where the new example's text goes (line and character from 0); or why it cannot be written. */
export const saved = v.union([
  v.object({ uri: text, version: v.nullable(v.number()), line: count, character: count, insert: text, title: text }),
  v.object({ refused: text }),
]);
export type Saved = v.InferOutput<typeof saved>;

/** Parameters {@link SaveParams} without a title; the answer is Markdown in the reader's language. */
export const previewMarkdownRequest = 'clausewright/preview/markdown';
export const markdownParams = v.object({ uri: text, form });
export type MarkdownParams = v.InferOutput<typeof markdownParams>;

// ---------------------------------------------------------------------------------------------- between the panel and the extension

/** What the panel asks for: all but the file, which the extension knows. */
const asked = v.omit(previewParams, ['uri']);

/** What the panel keeps while it is hidden, and over a reload of the window. */
export const kept = v.object({
  uri: text,
  form,
  curve: v.optional(curveAsked),
  open: v.record(text, count),
  /** Sections that are folded. */
  folded: v.optional(v.array(text)),
  /** How far the panel is scrolled, then its columns, in CSS pixels. */
  scroll: v.optional(v.array(finite)),
  /** Pages of long lists that are shown, from 0. */
  pages: v.optional(v.record(text, count)),
});
export type Kept = v.InferOutput<typeof kept>;

export const fromPanel = v.variant('kind', [
  /** The panel's script runs. */
  v.object({ kind: v.literal('ready') }),
  /** `id` counts up; the answer bears it. `edited`: the id of the question that told the last edit of the form, 0 before the first. */
  v.object({ kind: v.literal('ask'), id: count, edited: count, asked }),
  v.object({ kind: v.literal('goTo'), spot }),
  v.object({ kind: v.literal('saveExample'), form }),
  v.object({ kind: v.literal('copyMarkdown'), form }),
  /** The panel as a picture: the bytes of a PNG file in base64, or an SVG text. */
  v.object({ kind: v.literal('picture'), format: v.picklist(['png', 'svg']), data: text }),
  /** The panel could not do something: for the log. */
  v.object({ kind: v.literal('trouble'), message: text }),
]);
export type FromPanel = v.InferOutput<typeof fromPanel>;

export const toPanel = v.variant('kind', [
  /** Whose panel it is; also after its file was renamed. */
  v.object({ kind: v.literal('file'), uri: text, name: text, language: v.picklist(['en', 'zh']) }),
  /** `id` of the ask it answers; the same id again where the file changed since. */
  v.object({ kind: v.literal('state'), id: count, state: previewState }),
  /** `gone`: the file is not there any more. `failed`: the server stays down. */
  v.object({ kind: v.literal('server'), state: v.picklist(['running', 'starting', 'failed', 'gone']) }),
  /** The cursor is in this clause; none: it left. */
  v.object({ kind: v.literal('reveal'), clause: v.optional(text) }),
  /** Puts values into the form, as a command of the editor wants it. */
  v.object({ kind: v.literal('fill'), fill }),
  v.object({ kind: v.literal('makePicture') }),
]);
export type ToPanel = v.InferOutput<typeof toPanel>;

/** A message of the shape that was agreed on, else undefined. */
export function read<T extends v.GenericSchema>(shape: T, message: unknown): v.InferOutput<T> | undefined {
  const checked = v.safeParse(shape, message);
  return checked.success ? checked.output : undefined;
}
