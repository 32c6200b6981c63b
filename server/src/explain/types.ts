/** Why: a trace holds bare numbers; whether 0.15 is shown as 15% or 225000 as 22.5万元 follows from the type of the expression that stands there. */
import { children } from '../core/program/index';
import type { Expression, Place, Program, Step } from '../core/program/program';
import type { ScalarType } from '../core/program/types';
import type { ItemSyntax } from '../core/syntax/tree';

/** The type of the expression at a place of the program, where one stands there. Only items that are asked about are walked. */
export function typesByPlace(program: Program): (place: Place) => ScalarType | undefined {
  const tops = new Map<ItemSyntax, Expression[]>();
  for (const top of roots(program)) {
    const { item } = top.place;
    const own = tops.get(item);
    if (own) own.push(top);
    else tops.set(item, [top]);
  }
  const items = new Map<ItemSyntax, ReadonlyMap<string, ScalarType>>();
  return (place) => {
    let types = items.get(place.item);
    if (!types) {
      types = typesIn(tops.get(place.item) ?? []);
      items.set(place.item, types);
    }
    return types.get(`${place.start}:${place.end}`);
  };
}

function typesIn(tops: readonly Expression[]): ReadonlyMap<string, ScalarType> {
  const types = new Map<string, ScalarType>();
  const note = (place: Place, type: ScalarType) => types.set(`${place.start}:${place.end}`, type);
  // A stack of its own: expressions may nest deeper than calls.
  const open = [...tops];
  for (let e = open.pop(); e; e = open.pop()) {
    // A row or an entry has a line of its own in the trace: what it adds to the whole.
    if (e.op === 'marginal') for (const row of e.rows) note(row.place, e.type);
    if (e.op === 'select') for (const entry of e.entries) note(entry.place, e.type);
    note(e.place, e.type);
    open.push(...children(e));
  }
  return types;
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
