/** Why: a condition holds or fails for the values of a few names: those that decide it, for the hint beside it. */
import { GLOBAL, type Scope } from '../core/evaluate/index';
import type { Value } from '../core/evaluate/values';
import type { Expression } from '../core/program/program';
import { showError, showNeeds } from './amounts';
import { isYes } from './branches';
import { brief, isChoice, letOf } from './derivation';
import { type Applied, equal, labelOf, shorten, showShort, valueIn } from './view';
import { list } from './wording';

interface Deciding {
  readonly e: Expression;
  readonly scope: Scope;
  /** It is compared with a percentage. */
  readonly percent: boolean;
}

const isPercent = (e: Expression): boolean => e.type.kind === 'number' && e.type.percent === true;

/** What decides the condition: of several that must hold the first that fails, of alternatives the one that holds, else all of them. */
function deciding(view: Applied, e: Expression, scope: Scope): readonly Deciding[] {
  const sides = (all: readonly (Expression | undefined)[]): readonly Deciding[] => {
    const present = all.filter((x) => x !== undefined);
    const percent = present.some(isPercent);
    return present.filter(({ op }) => op !== 'constant').map((x) => ({ e: x, scope, percent }));
  };
  switch (e.op) {
    case 'not':
      return deciding(view, e.operand, scope);
    case 'and':
    case 'or': {
      const stops = (v: Value): boolean => v.state === 'known' && v.value.kind === 'boolean' && v.value.value === (e.op === 'or');
      if (stops(valueIn(view, e.left, scope))) return deciding(view, e.left, scope);
      if (stops(valueIn(view, e.right, scope))) return deciding(view, e.right, scope);
      return [...deciding(view, e.left, scope), ...deciding(view, e.right, scope)];
    }
    case 'compare':
      return sides([e.left, e.right]);
    case 'interval':
      return sides([e.subject, e.interval.lower?.value, e.interval.upper?.value]);
    case 'has':
      return sides([e.set, e.member]);
    case 'in':
      return sides([e.subject, ...e.members]);
    case 'constant':
      return [];
    case 'let': {
      // What a condition with a name of its own hangs on says more than that name.
      const found = letOf(view, e);
      if (found?.type.kind !== 'boolean' || isChoice(found)) return sides([e]);
      const own = deciding(view, found, e.clause === undefined ? GLOBAL : scope);
      return own.length > 0 ? own : sides([e]);
    }
    default:
      return sides([e]);
  }
}

/** Whether the mark alone says it: a fact that is yes or no, a member that it is, a member that the set has. */
function isObvious(e: Expression, value: Value): boolean {
  switch (e.op) {
    case 'not':
      return e.operand.op !== 'let' && isObvious(e.operand, value);
    case 'fact':
    case 'field':
    case 'constant':
      return true;
    case 'has':
      return e.member.op === 'constant' && isYes(value);
    case 'compare':
      return e.relation === '=' && e.right.op === 'constant' && isYes(value);
    default:
      return false;
  }
}

/** `growth = 8%, staff = 12 people`; of an unknown condition what it needs; '' where there is nothing to say. */
export function reasonFor(view: Applied, e: Expression, scope: Scope, value: Value): string {
  const { language } = view.showing;
  if (value.state === 'error') return showError(value.error.code, language);
  if (value.state === 'unknown') return showNeeds(value.needs, language);
  if (isObvious(e, value)) return '';
  const shown = deciding(view, e, scope).map((one) => {
    return equal(labelOf(view, one.e) ?? shorten(brief(one.e), 28), showShort(view, valueIn(view, one.e, one.scope), one.e, one.percent));
  });
  return list([...new Set(shown)], language);
}
