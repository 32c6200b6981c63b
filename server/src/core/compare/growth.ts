/** With which facts a difference grows beyond every sum: "the gain grows without limit with cost" says more than one huge figure. */
import { leastOf } from '../prove/model';
import type { Bool, Model, Variable } from '../prove/terms';
import type { Engine } from './engine';
import { fixed, standingIn } from './telling';

/** Nodes that one question may cost. */
const NODES = 400;
/** More facts than these are not looked through. */
const MOST = 6;

/**
 * The facts that have to grow, all else being as in the model, for the formula to become true: none of them can be left out. Empty where it is
 * not so simple.
 * @param formula that the difference is beyond every sum
 * @returns shared names, `projects[1].cost` for what stands in a list
 */
export function growsWith({ terms, numbers, asker, inputs }: Engine, formula: Bool, model: Model): readonly string[] {
  const asked = asker.asAsked(formula, inputs.axioms);
  const units = standingIn(inputs, asked);
  const standing = new Set(units.map((u) => u.key));
  const endless = [...inputs.slots].flatMap(([key, { fact, item, field, variable }]) => {
    if (!variable || variable.upper || !standing.has(key)) return [];
    return [{ key, variable, name: field === undefined ? fact : `${fact}[${(item ?? 0) + 1}].${field}` }];
  });
  if (endless.length > MOST) return [];
  const enough = (growing: readonly (typeof endless)[number][]): boolean => {
    const free = new Set(growing.map((g) => g.key));
    const rest = units.filter((u) => !free.has(u.key));
    const more = growing.map(({ variable }) =>
      numbers.compare('<=', numbers.constant(numberOf(variable, model)), numbers.factor(variable)),
    );
    return asker.try(terms.and(fixed(numbers, asked, rest, model), ...more), NODES).kind === 'sat';
  };
  if (!enough(endless)) return [];
  let kept = endless;
  for (const one of endless) {
    const without = kept.filter((g) => g !== one);
    if (enough(without)) kept = without;
  }
  return kept.map(({ name }) => name);
}

const numberOf = (variable: Variable, model: Model) => model.numbers.get(variable) ?? leastOf(variable);
