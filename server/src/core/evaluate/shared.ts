/**
 * What several applicants come to alike is computed once. A computation asks for facts, lets, clauses … one after the other; another
 * applicant for whom the same questions get the same answers gets the same result, the very same object. So of a hundred examples that leave a
 * fact open, one is computed, and after an edit, too. Answers are compared by identity: those who answer give equal answers as one object.
 */

/** Something that a computation asked, with the answer that it got; `ask` asks another applicant. `key` is equal for the same question. */
export interface Step<Subject> {
  readonly key: string;
  readonly ask: (subject: Subject) => unknown;
  readonly answer: unknown;
}

interface Node<Subject> {
  /** The question that comes next. */
  next?: Step<Subject>;
  answers?: Map<unknown, Node<Subject>>;
  result?: { readonly value: unknown };
}

interface Root<Subject> {
  node: Node<Subject>;
  results: number;
}

/** More different results of one thing are not kept: it begins anew, so that a long session does not fill the memory. */
const MOST = 256;

/** Results by the thing that was computed (a clause, a let, a section); with the thing they go. */
export class Shared<Subject> {
  private readonly roots = new WeakMap<object, Root<Subject>>();

  /** The result that fits the subject, if one is known. Asking may compute what the answers rest on. */
  find(thing: object, subject: Subject): { readonly value: unknown } | undefined {
    let node = this.roots.get(thing)?.node;
    while (node && !node.result) node = node.next && node.answers?.get(node.next.ask(subject));
    return node?.result;
  }

  keep(thing: object, steps: readonly Step<Subject>[], value: unknown): void {
    let root = this.roots.get(thing);
    if (!root || root.results >= MOST) {
      root = { node: {}, results: 0 };
      this.roots.set(thing, root);
    }
    let { node } = root;
    for (const step of steps) {
      node.next ??= step;
      // A deep chain was computed in another order than before: this once it is not shared.
      if (node.next.key !== step.key) return;
      node.answers ??= new Map();
      let further = node.answers.get(step.answer);
      if (!further) {
        further = {};
        node.answers.set(step.answer, further);
      }
      node = further;
    }
    node.result = { value };
    root.results++;
  }
}

interface Chain {
  readonly longer: WeakMap<object, Chain>;
  list?: readonly object[];
}
const none: readonly never[] = [];
const chains: Chain = { longer: new WeakMap() };

/** The same array for the same things. */
export function interned<T extends object>(list: readonly T[]): readonly T[] {
  if (list.length === 0) return none;
  let at = chains;
  for (const thing of list) {
    let next = at.longer.get(thing);
    if (!next) {
      next = { longer: new WeakMap() };
      at.longer.set(thing, next);
    }
    at = next;
  }
  at.list ??= list;
  return at.list as readonly T[];
}
