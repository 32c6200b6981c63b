/** Why: a trace holds bare numbers; whether 0.15 is shown as 15% or 225000 as 22.5万元 follows from the type of the expression that stands there. */
import { children } from '../core/program/index';
import type { Expression, Place, Program, Step } from '../core/program/program';
import type { ScalarType } from '../core/program/types';
import type { ItemSyntax } from '../core/syntax/tree';

/** The type of the expression at a place of the program, where one stands there. */
export function typesByPlace(program: Program): (place: Place) => ScalarType | undefined {
  const items = new Map<ItemSyntax, Map<string, ScalarType>>();
  // A stack of its own: expressions may nest deeper than calls.
  const open = roots(program);
  const note = (place: Place, type: ScalarType) => {
    let places = items.get(place.item);
    if (!places) {
      places = new Map();
      items.set(place.item, places);
    }
    places.set(`${place.start}:${place.end}`, type);
  };
  for (let e = open.pop(); e; e = open.pop()) {
    // A row or an entry has a line of its own in the trace: what it adds to the whole.
    if (e.op === 'marginal') for (const row of e.rows) note(row.place, e.type);
    if (e.op === 'select') for (const entry of e.entries) note(entry.place, e.type);
    note(e.place, e.type);
    open.push(...children(e));
  }
  return (place) => items.get(place.item)?.get(`${place.start}:${place.end}`);
}

function roots(program: Program): Expression[] {
  const found: Expression[] = [];
  for (const each of program.lets.values()) found.push(each.value);
  for (const file of program.files) for (const test of file.requirements) found.push(test.condition);
  for (const clause of program.clauses.values()) {
    for (const local of clause.lets.values()) found.push(local.value);
    for (const condition of clause.conditions) for (const test of condition.tests) found.push(test.condition);
    if (clause.benefit.kind === 'award') found.push(clause.benefit.amount);
    for (const step of clause.steps) found.push(...stepParts(step));
  }
  for (const limit of program.limits) found.push(limit.cap);
  return found;
}

function stepParts(step: Step): Expression[] {
  const condition = step.condition ? [step.condition] : [];
  switch (step.kind) {
    case 'round':
      return [...condition, step.to];
    case 'cap':
      return [...condition, step.amount, ...(step.window?.kind === 'within' ? [step.window.length] : [])];
    case 'less':
    case 'floor':
      return [...condition, step.amount];
    default: {
      const never: never = step;
      return never;
    }
  }
}
