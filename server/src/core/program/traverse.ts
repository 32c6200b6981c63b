/** Every expression of an item or below another expression, for whoever looks for one by its place or counts what is used. */
import type { Lowered } from './lower/items';
import type { Expression, Interval, Step, Window } from './program';

function interval(i: Interval): Expression[] {
  return [...(i.lower ? [i.lower.value] : []), ...(i.upper ? [i.upper.value] : [])];
}

/** The expressions directly inside one. */
export function children(e: Expression): readonly Expression[] {
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
      return [e.subject, ...interval(e.interval)];
    case 'has':
      return [e.set, e.member];
    case 'in':
      return [e.subject, ...e.members];
    case 'shift':
      return [e.date, e.amount];
    case 'if':
      return [e.condition, e.then, e.else];
    case 'table': {
      const patterns = e.rows.flatMap((r) => r.columns.flat());
      const ends = patterns.flatMap((p) => (p.kind === 'interval' ? interval(p.interval) : p.kind === 'value' ? [p.value] : []));
      return [...e.subjects, ...ends, ...e.rows.map((r) => r.value), ...(e.otherwise ? [e.otherwise] : [])];
    }
    case 'marginal':
      return [e.subject, ...e.rows.flatMap((r) => [...interval(r.interval), r.rate])];
    case 'select':
      return e.entries.flatMap((x) => [x.value, ...(x.condition ? [x.condition] : [])]);
    case 'call':
      return e.args;
    default: {
      const never: never = e;
      return never;
    }
  }
}

function windowParts(window: Window | undefined): Expression[] {
  return window?.kind === 'within' ? [window.length] : [];
}

function stepParts(step: Step): Expression[] {
  const condition = step.condition ? [step.condition] : [];
  switch (step.kind) {
    case 'less':
    case 'floor':
      return [step.amount, ...condition];
    case 'cap':
      return [step.amount, ...windowParts(step.window), ...condition];
    case 'round':
      return [step.to, ...condition];
    default: {
      const never: never = step;
      return never;
    }
  }
}

/** The outermost expressions of an item. */
export function roots(lowered: Lowered): readonly Expression[] {
  switch (lowered.kind) {
    case 'let':
      return [lowered.let.value];
    case 'require':
      return [lowered.test.condition];
    case 'clause': {
      const { lets, conditions, benefit, steps } = lowered.clause;
      return [
        ...[...lets.values()].map((l) => l.value),
        ...conditions.flatMap((c) => c.tests.map((t) => t.condition)),
        ...(benefit.kind === 'award' ? [benefit.amount] : []),
        ...steps.flatMap(stepParts),
      ];
    }
    case 'limit':
      return [lowered.limit.cap, ...windowParts(lowered.limit.window)];
    case 'example':
      return lowered.example.expectations.flatMap((x) => (x.kind === 'value' ? [x.value] : []));
    case 'fact':
    case 'exclusive':
    case 'policy':
    case 'unit':
    case 'none':
      return [];
    default: {
      const never: never = lowered;
      return never;
    }
  }
}

/** Every expression of an item, outer ones first. */
export function* expressionsOf(lowered: Lowered): Generator<Expression> {
  const stack = [...roots(lowered)].reverse();
  for (let e = stack.pop(); e; e = stack.pop()) {
    yield e;
    stack.push(...[...children(e)].reverse());
  }
}
