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

/**
 * Where computations stand that asked the same and were answered the same. Answers are held weakly: with what an edit replaced go the
 * results that rested on it.
 */
class Node<Subject> {
  next: { readonly key: string; readonly ask: (subject: Subject) => unknown } | undefined;
  result: { readonly value: unknown } | undefined;
  private objects: WeakMap<object, Node<Subject>> | undefined;
  private plain: Map<unknown, Node<Subject>> | undefined;

  get(answer: unknown): Node<Subject> | undefined {
    return typeof answer === 'object' && answer !== null ? this.objects?.get(answer) : this.plain?.get(answer);
  }

  reach(answer: unknown): Node<Subject> {
    let further = this.get(answer);
    if (further) return further;
    further = new Node();
    if (typeof answer === 'object' && answer !== null) {
      this.objects ??= new WeakMap();
      this.objects.set(answer, further);
    } else {
      this.plain ??= new Map();
      this.plain.set(answer, further);
    }
    return further;
  }
}

interface Root<Subject> {
  readonly node: Node<Subject>;
  results: number;
}

/** More results of one thing are not kept: it begins anew, so that a long session does not fill the memory. */
const MOST = 256;

/** Results by the thing that was computed (a clause, a let, a section); with the thing they go. */
export class Shared<Subject> {
  private readonly roots = new WeakMap<object, Root<Subject>>();

  /** The result that fits the subject, if one is known. Asking may compute what the answers rest on. */
  find(thing: object, subject: Subject): { readonly value: unknown } | undefined {
    let node = this.roots.get(thing)?.node;
    while (node && !node.result) node = node.next && node.get(node.next.ask(subject));
    return node?.result;
  }

  keep(thing: object, steps: readonly Step<Subject>[], value: unknown): void {
    let root = this.roots.get(thing);
    if (!root || root.results >= MOST) {
      root = { node: new Node(), results: 0 };
      this.roots.set(thing, root);
    }
    let { node } = root;
    for (const { key, ask, answer } of steps) {
      node.next ??= { key, ask };
      // A deep chain was computed in another order than before: this once it is not shared.
      if (node.next.key !== key) return;
      node = node.reach(answer);
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
