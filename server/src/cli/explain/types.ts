/** Why: a trace holds bare numbers; whether 0.15 is shown as 15% or 225000 as 22.5万元 follows from the type of the expression that stands there. */
import type { Expression, Interval, Pattern, Place, Program, Step } from '../../core/program/program';
import type { ScalarType } from '../../core/program/types';
import type { ItemSyntax } from '../../core/syntax/tree';

/** The type of the expression at a place of the program, where one stands there. */
export function typesByPlace(program: Program): (place: Place) => ScalarType | undefined {
  const items = new Map<ItemSyntax, Map<string, ScalarType>>();
  // A stack of its own: expressions may nest deeper than calls.
  const open = roots(program);
  for (let e = open.pop(); e; e = open.pop()) {
    const { place, type } = e;
    let places = items.get(place.item);
    if (!places) {
      places = new Map();
      items.set(place.item, places);
    }
    places.set(`${place.start}:${place.end}`, type);
    open.push(...parts(e));
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

function ends(interval: Interval): Expression[] {
  return [interval.lower, interval.upper].flatMap((end) => (end ? [end.value] : []));
}

function patternParts(pattern: Pattern): readonly Expression[] {
  switch (pattern.kind) {
    case 'any':
      return [];
    case 'interval':
      return ends(pattern.interval);
    case 'value':
      return [pattern.value];
    default: {
      const never: never = pattern;
      return never;
    }
  }
}

/** The expressions directly inside one. */
function parts(e: Expression): readonly Expression[] {
  switch (e.op) {
    case 'constant':
    case 'fact':
    case 'field':
    case 'let':
    case 'clause':
    case 'this':
    case 'as_of':
    case 'broken':
      return [];
    case 'paid':
      return e.within ? [e.within] : [];
    case 'not':
    case 'negate':
      return [e.operand];
    case 'and':
    case 'or':
    case 'compare':
    case 'add':
    case 'subtract':
    case 'multiply':
    case 'divide':
      return [e.left, e.right];
    case 'interval':
      return [e.subject, ...ends(e.interval)];
    case 'has':
      return [e.set, e.member];
    case 'in':
      return [e.subject, ...e.members];
    case 'shift':
      return [e.date, e.amount];
    case 'if':
      return [e.condition, e.then, e.else];
    case 'table':
      return [
        ...e.subjects,
        ...e.rows.flatMap((row) => [...row.columns.flat().flatMap(patternParts), row.value]),
        ...(e.otherwise ? [e.otherwise] : []),
      ];
    case 'marginal':
      return [e.subject, ...e.rows.flatMap((row) => [...ends(row.interval), row.rate])];
    case 'select':
      return e.entries.flatMap((entry) => (entry.condition ? [entry.condition, entry.value] : [entry.value]));
    case 'call':
      return e.args;
    default: {
      const never: never = e;
      return never;
    }
  }
}
