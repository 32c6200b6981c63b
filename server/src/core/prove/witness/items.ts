/** Of two items of a list where one would do, the first is kept: `projects[1]` and nothing beside it. */
import type { Inputs, Slot } from '../encode/inputs';
import { Valuation } from '../model';
import type { Bool, Model } from '../terms';

/** A model of the formula with no more items than it needs: without the last of a list, or with the last in the place of the first. */
export function fewerItems(inputs: Inputs, formula: Bool, model: Model): Model {
  let best = model;
  for (const [list, count] of inputs.counts) {
    if (best.numbers.get(count) !== 2) continue;
    const alone: Model = { ...best, numbers: new Map(best.numbers).set(count, 1) };
    for (const candidate of [alone, moved(inputs, list, alone)]) {
      if (!new Valuation(candidate).bool(formula)) continue;
      best = candidate;
      break;
    }
  }
  return best;
}

/** The second item's values in the first. */
function moved(inputs: Inputs, list: string, model: Model): Model {
  const [numbers, flags, choices] = [new Map(model.numbers), new Map(model.flags), new Map(model.choices)];
  const copy = <K, V>(map: Map<K, V>, from: K | undefined, to: K | undefined): void => {
    if (from === undefined || to === undefined) return;
    const value = map.get(from);
    if (value === undefined) map.delete(to);
    else map.set(to, value);
  };
  const at = (item: number, field: string): Slot | undefined => inputs.slots.get(`${list}[${item}].${field}`);
  for (const second of inputs.slots.values()) {
    if (second.fact !== list || second.item !== 1 || second.field === undefined) continue;
    const first = at(0, second.field);
    copy(numbers, second.variable, first?.variable);
    copy(numbers, second.calendar?.month, first?.calendar?.month);
    copy(numbers, second.calendar?.day, first?.calendar?.day);
    copy(choices, second.choice, first?.choice);
    for (const [member, flag] of second.flags ?? []) copy(flags, flag, first?.flags?.get(member));
  }
  return { numbers, flags, choices };
}
