/** The nicest applicant for whom a formula is true, beginning with any: how its numbers are written is known from its facts. */
import { builtInUnit } from '../../program/units';
import type { Context } from '../context';
import type { Slot } from '../encode/inputs';
import { boolsIn } from '../free';
import { div, fromExact, type Rational, ratio } from '../rational';
import type { Bool, Model } from '../terms';
import { type NumberHint, roundModel } from './round';

/** Steps of the search for one try. */
const NODES = 2000;
/** Tries for one witness. */
const MOST_TRIES = 30;

export function roundedModel(ctx: Context, formula: Bool, model: Model): Model {
  const { inputs, terms } = ctx.enc;
  const { variables } = boolsIn(formula);
  const hints = [...inputs.slots.values(), inputs.asOf].flatMap((slot): NumberHint[] =>
    slot.variable && variables.has(slot.variable)
      ? [
          {
            variable: slot.variable,
            preferred: preferredOf(ctx, slot),
            unit: unitOf(ctx, slot),
            ...(slot.type.kind === 'date' && { day: true }),
          },
        ]
      : [],
  );
  // Dates must be dates in whatever is tried.
  const axioms = new Set([...variables].flatMap((v) => inputs.axioms.get(v) ?? []));
  return inputs.complete(
    roundModel({
      terms,
      formula: terms.and(formula, ...axioms),
      model,
      hints,
      solve: (question) => ctx.asker.try(question, NODES),
      budget: MOST_TRIES,
    }),
  );
}

function preferredOf({ program }: Context, { fact, field, step = 1 }: Slot): readonly Rational[] {
  const declared = program.facts.get(fact);
  const own = declared?.type.kind === 'list' ? declared.type.fields.find((f) => f.name === field)?.default : declared?.default;
  if (own?.kind === 'number') return [div(fromExact(own.value), step)];
  if (own?.kind === 'date') return [own.day];
  const from = program.files.at(-1)?.effective?.from;
  return fact === 'as_of' && from !== undefined ? [from] : [];
}

/** One of what the author counts in, in the variable's own scale. */
function unitOf({ program }: Context, { type, step = 1 }: Slot): Rational {
  if (type.kind !== 'number') return 1;
  if (type.percent) return ratio(1n, 100n);
  const unit = type.unit === undefined ? undefined : (program.units.get(type.unit) ?? builtInUnit(type.unit));
  return unit ? div(fromExact(unit.factor), step) : 1;
}
