/** Strongly connected parts of a graph, dependencies first; without recursion, since a policy may chain thousands of lets. */

/** Tarjan's algorithm. Each part lists its nodes in the order of `nodes`; a part comes after every part that it needs. */
export function components(nodes: readonly string[], edges: (node: string) => Iterable<string>): string[][] {
  const order = new Map<string, number>();
  for (const [i, node] of nodes.entries()) order.set(node, i);
  const targets = nodes.map((node) => {
    const list: number[] = [];
    for (const target of edges(node)) {
      const i = order.get(target);
      if (i !== undefined) list.push(i);
    }
    return list;
  });
  const index = new Int32Array(nodes.length).fill(-1);
  const low = new Int32Array(nodes.length);
  const open = new Uint8Array(nodes.length);
  const next = new Int32Array(nodes.length);
  const stack: number[] = [];
  const work: number[] = [];
  const parts: string[][] = [];
  let count = 0;
  const visit = (v: number): void => {
    index[v] = count;
    low[v] = count++;
    open[v] = 1;
    stack.push(v);
    work.push(v);
  };
  const lower = (v: number, to: number): void => {
    if (to < (low[v] ?? 0)) low[v] = to;
  };
  for (let root = 0; root < nodes.length; root++) {
    if (index[root] !== -1) continue;
    visit(root);
    for (let v = work[work.length - 1]; v !== undefined; v = work[work.length - 1]) {
      const target = targets[v]?.[next[v] ?? 0];
      if (target !== undefined) {
        next[v] = (next[v] ?? 0) + 1;
        if (index[target] === -1) visit(target);
        else if (open[target]) lower(v, index[target] ?? 0);
        continue;
      }
      work.pop();
      const parent = work[work.length - 1];
      if (parent !== undefined) lower(parent, low[v] ?? 0);
      if (low[v] !== index[v]) continue;
      const part: number[] = [];
      for (let popped = stack.pop(); popped !== undefined; popped = stack.pop()) {
        open[popped] = 0;
        part.push(popped);
        if (popped === v) break;
      }
      if (part.length > 1) part.sort((a, b) => a - b);
      parts.push(part.flatMap((i) => nodes[i] ?? []));
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
