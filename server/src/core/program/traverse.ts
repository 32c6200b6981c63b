/** Every expression of an item or below another expression, for whoever looks for one by its place or counts what is used. */
import type { Lowered } from './lower/items';
import type { Expression, Interval, Step, Window } from './program';

function eachEnd({ lower, upper }: Interval, see: (e: Expression) => void): void {
  if (lower) see(lower.value);
  if (upper) see(upper.value);
}

/** The expressions directly inside one. */
export function children(e: Expression): readonly Expression[] {
  const found: Expression[] = [];
  eachChild(e, (inner) => found.push(inner));
  return found;
}

/** Shows the expressions directly inside one, in the order of {@link children}: every check walks this way, so nothing is made for it. */
export function eachChild(e: Expression, see: (e: Expression) => void): void {
  switch (e.op) {
    case 'constant':
    case 'fact':
    case 'field':
    case 'let':
    case 'clause':
    case 'this':
    case 'as_of':
    case 'broken':
      return;
    case 'paid':
      if (e.within) see(e.within);
      return;
    case 'not':
    case 'negate':
      see(e.operand);
      return;
    case 'and':
    case 'or':
    case 'compare':
    case 'add':
    case 'subtract':
    case 'multiply':
    case 'divide':
      see(e.left);
      see(e.right);
      return;
    case 'interval':
      see(e.subject);
      eachEnd(e.interval, see);
      return;
    case 'has':
      see(e.set);
      see(e.member);
      return;
    case 'in':
      see(e.subject);
      e.members.forEach(see);
      return;
    case 'shift':
      see(e.date);
      see(e.amount);
      return;
    case 'if':
      see(e.condition);
      see(e.then);
      see(e.else);
      return;
    case 'table':
      e.subjects.forEach(see);
      for (const { columns } of e.rows)
        for (const column of columns)
          for (const pattern of column) {
            if (pattern.kind === 'interval') eachEnd(pattern.interval, see);
            else if (pattern.kind === 'value') see(pattern.value);
          }
      for (const row of e.rows) see(row.value);
      if (e.otherwise) see(e.otherwise);
      return;
    case 'marginal':
      see(e.subject);
      for (const row of e.rows) {
        eachEnd(row.interval, see);
        see(row.rate);
      }
      return;
    case 'select':
      for (const { value, condition } of e.entries) {
        see(value);
        if (condition) see(condition);
      }
      return;
    case 'call':
      e.args.forEach(see);
      return;
    default:
      e satisfies never;
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
