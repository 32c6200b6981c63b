/** Strongly connected parts of a graph, dependencies first; without recursion, since a policy may chain thousands of lets. */

/** Tarjan's algorithm. Each part lists its nodes in the order of `nodes`; a part comes after every part that it needs. */
export function components(nodes: readonly string[], edges: (node: string) => Iterable<string>): string[][] {
  const order = new Map(nodes.map((n, i) => [n, i]));
  const index = new Map<string, number>();
  const low = new Map<string, number>();
  const onStack = new Set<string>();
  const stack: string[] = [];
  const parts: string[][] = [];
  for (const root of nodes) {
    if (index.has(root)) continue;
    const work: { node: string; rest: Iterator<string> }[] = [];
    const open = (node: string): void => {
      index.set(node, index.size);
      low.set(node, index.size - 1);
      stack.push(node);
      onStack.add(node);
      work.push({ node, rest: edges(node)[Symbol.iterator]() });
    };
    open(root);
    for (let top = work[work.length - 1]; top; top = work[work.length - 1]) {
      const { node, rest } = top;
      const next = rest.next();
      if (!next.done) {
        const target = next.value;
        if (!order.has(target)) continue;
        if (!index.has(target)) open(target);
        else if (onStack.has(target)) low.set(node, Math.min(low.get(node) ?? 0, index.get(target) ?? 0));
        continue;
      }
      work.pop();
      const parent = work[work.length - 1];
      if (parent) low.set(parent.node, Math.min(low.get(parent.node) ?? 0, low.get(node) ?? 0));
      if (low.get(node) !== index.get(node)) continue;
      const part: string[] = [];
      for (let popped = stack.pop(); popped !== undefined; popped = stack.pop()) {
        onStack.delete(popped);
        part.push(popped);
        if (popped === node) break;
      }
      parts.push(part.length > 1 ? part.sort((a, b) => (order.get(a) ?? 0) - (order.get(b) ?? 0)) : part);
    }
  }
  return parts;
}

/** A shortest way from `start` back to itself within the nodes, `start` first and last; undefined if there is none. */
export function circleThrough(start: string, nodes: ReadonlySet<string>, edges: (node: string) => Iterable<string>): string[] | undefined {
  const from = new Map<string, string>();
  const queue = [start];
  for (let i = 0; i < queue.length; i++) {
    const node = queue[i];
    if (node === undefined) break;
    for (const next of edges(node)) {
      if (next === start) {
        const path = [start];
        for (let at: string | undefined = node; at !== undefined && at !== start; at = from.get(at)) path.unshift(at);
        return [start, ...path];
      }
      if (!nodes.has(next) || from.has(next)) continue;
      from.set(next, node);
      queue.push(next);
    }
  }
  return undefined;
}
