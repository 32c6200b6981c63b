/** Why: beside each derived value what it is for the selected example. */
import { GLOBAL, type Scope } from '../../core/evaluate/index';
import type { Clause, Let } from '../../core/program/program';
import { derivation, oneLine } from '../derivation';
import { block, plain } from '../markdown';
import { reasonFor } from '../reason';
import { equal, isBroken, itemName, scopesOf, showShort, signed, type View, valueIn } from '../view';
import { list, phrase } from '../wording';
import { type Add, fitted, mostItems } from './hint';

export function letHint(view: View, found: Let, add: Add): void {
  valueHint(view, found, [GLOBAL], view.result.applicant.lets?.has(found.name) ?? false, add);
}

export function localLetHints(view: View, clause: Clause, add: Add): void {
  const scopes = scopesOf(view, clause);
  for (const found of clause.lets.values()) valueHint(view, found, scopes, false, add);
}

/** A let that is written as a mere value needs no hint, unless the example settles it otherwise. */
function valueHint(view: View, found: Let, scopes: readonly Scope[], settled: boolean, add: Add): void {
  const { name, value, place } = found;
  if ((value.op === 'constant' && !settled) || scopes.length === 0) return;
  const { language } = view.showing;
  const at = (scope: Scope) => valueIn(view, settled ? { op: 'let', name, type: value.type, place: value.place } : value, scope);
  if (scopes.every((scope) => isBroken(at(scope)))) return;
  const values = scopes.map((scope) => showShort(view, at(scope), value));
  const [single, ...more] = scopes;
  const why = single && more.length === 0 && value.type.kind === 'boolean' && !settled ? reasonFor(view, value, single, at(single)) : '';
  const known = single && at(single).state === 'known' && why !== '';
  const distinct = new Set(values).size === 1 ? values.slice(0, 1) : values;
  const shown = list(distinct.length > 4 ? [...distinct.slice(0, 3), '…'] : distinct, language);
  add({
    place,
    label: fitted(
      single && distinct.length === 1
        ? signed(at(single), known ? phrase('because', language, { value: shown, why }) : shown)
        : equal('', shown),
    ),
    tooltip: () => {
      const head = phrase('in-example', language, { example: plain(view.result.example.title) });
      const [only, ...others] = scopes;
      if (settled) return `${head}: ${plain(values[0] ?? '')}`;
      const lines =
        only && others.length === 0
          ? derivation(view, name, value, only)
          : scopes.slice(0, mostItems).map((scope) => `${itemName(scope)}: ${oneLine(view, name, value, scope)}`);
      return `${head}\n\n${block(lines)}`;
    },
  });
}
