/** In which order things that read each other are computed, without going as deep as their chains are long. */
import type { Clause, Expression } from '../program/program';
import { visit } from '../program/reads';

const readsOfLocal = new WeakMap<Expression, readonly string[]>();

/** The clause's own lets that one of them reads. */
export function localReads(clause: Clause, name: string): readonly string[] {
  const value = clause.lets.get(name)?.value;
  if (!value) return [];
  let names = readsOfLocal.get(value);
  if (!names) {
    const found = new Set<string>();
    visit(value, (e) => {
      if (e.op === 'let' && e.clause !== undefined) found.add(e.name);
    });
    names = [...found];
    readsOfLocal.set(value, names);
  }
  return names;
}

/** What `start` reads and what that reads, each after what it reads itself; `start` comes last. Circles are left as they are found. */
export function inOrder(start: string, reads: (name: string) => Iterable<string>, done: (name: string) => boolean): string[] {
  const order: string[] = [];
  const seen = new Set<string>([start]);
  const stack: { readonly name: string; readonly rest: Iterator<string> }[] = [{ name: start, rest: reads(start)[Symbol.iterator]() }];
  for (let top = stack.at(-1); top; top = stack.at(-1)) {
    const next = top.rest.next();
    if (next.done) {
      order.push(top.name);
      stack.pop();
    } else if (!seen.has(next.value) && !done(next.value)) {
      seen.add(next.value);
      stack.push({ name: next.value, rest: reads(next.value)[Symbol.iterator]() });
    }
  }
  return order;
}
