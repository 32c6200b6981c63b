/** Why: from a place in the text to the nodes of the tree around it, and to the typed expression that stands there. */
import type { Expression, Program } from '../../core/program/program';
import { children, roots } from '../../core/program/traverse';
import type { Expr, ItemNode, ItemSyntax, Span } from '../../core/syntax/tree';
import type { Analysis } from '../../core/workspace';

export type Node = Readonly<Record<string, unknown>> & Span;

/** A node with the name of the part of its parent that it is. */
export interface Step {
  readonly node: Node;
  /** `condition`, `amount`, `inner`, `left` …; '' of an item. */
  readonly key: string;
}

function isNode(value: unknown): value is Node {
  return typeof value === 'object' && value !== null && 'start' in value && 'end' in value;
}

/** The nodes directly in one, with the names of the parts. */
export function partsOf(node: Node): Step[] {
  const parts: Step[] = [];
  const take = (key: string, value: unknown) => {
    if (Array.isArray(value)) for (const one of value) take(key, one);
    else if (isNode(value)) parts.push({ node: value, key });
    else if (typeof value === 'object' && value !== null) for (const [inner, part] of Object.entries(value)) take(inner, part);
  };
  for (const [key, value] of Object.entries(node)) take(key, value);
  return parts;
}

/** The nodes that hold the whole of [start, end], outermost first. */
export function pathTo(root: ItemNode, start: number, end: number): Step[] {
  const path: Step[] = [];
  let next: Step | undefined = { node: root as unknown as Node, key: '' };
  while (next && next.node.start <= start && end <= next.node.end) {
    path.push(next);
    const inside: Step[] = partsOf(next.node).filter(({ node }) => node.start <= start && end <= node.end && node.start < node.end);
    // Between two that touch there, the later one: the cursor stands before it.
    next = inside.at(-1);
  }
  return path;
}

/** Calls `see` for every node below (and the node itself), outermost first, with the way to it. */
export function eachBelow(step: Step, see: (step: Step, parents: readonly Step[]) => void, parents: readonly Step[] = []): void {
  see(step, parents);
  const inner = [...parents, step];
  for (const part of partsOf(step.node)) eachBelow(part, see, inner);
}

export function ofKind<K extends Expr['kind']>(node: Node | undefined, kind: K): Extract<Expr, { kind: K }> | undefined {
  return node?.kind === kind ? (node as unknown as Extract<Expr, { kind: K }>) : undefined;
}

/** What the program makes of an item: a part that holds its expressions. */
export type Owner =
  | { readonly kind: 'clause'; readonly name: string }
  | { readonly kind: 'let'; readonly name: string }
  | { readonly kind: 'other' };

interface Typed {
  readonly owner: Owner;
  readonly roots: readonly Expression[];
}

const known = new WeakMap<Program, WeakMap<ItemSyntax, Typed>>();

/** The typed expressions of an item of the analysed file; none of an item that declares what is declared already. */
export function typedOf({ program, uri }: Analysis, item: ItemSyntax): Typed {
  const items = known.get(program) ?? new WeakMap<ItemSyntax, Typed>();
  known.set(program, items);
  const typed = items.get(item) ?? findTyped(program, uri, item);
  items.set(item, typed);
  return typed;
}

function findTyped(program: Program, uri: string, item: ItemSyntax): Typed {
  const { node } = item;
  const other = { kind: 'other' } as const;
  switch (node.kind) {
    case 'clause': {
      const clause = program.clauses.get(node.name.name);
      if (clause?.place.item === item) return { owner: { kind: 'clause', name: clause.name }, roots: roots({ kind: 'clause', clause }) };
      break;
    }
    case 'let': {
      const one = program.lets.get(node.name.name);
      if (one?.place.item === item) return { owner: { kind: 'let', name: one.name }, roots: [one.value] };
      break;
    }
    case 'limit': {
      const limit = program.limits.find((l) => l.place.item === item);
      if (limit) return { owner: other, roots: roots({ kind: 'limit', limit: { ...limit, all: false } }) };
      break;
    }
    case 'require': {
      const test = program.files.find((f) => f.uri === uri)?.requirements.find((t) => t.place.item === item);
      if (test) return { owner: other, roots: [test.condition] };
      break;
    }
    default:
  }
  return { owner: other, roots: [] };
}

/** A typed expression with how many `each` of choices (`sum each projects { … }`) stand around it in its item. */
export interface TypedAt {
  readonly expression: Expression;
  readonly inside: number;
}

/** The outermost expression that stands exactly there. */
export function expressionAt(analysis: Analysis, item: ItemSyntax, { start, end }: Span): TypedAt | undefined {
  const search = (e: Expression, inside: number): TypedAt | undefined => {
    if (e.place.item === item && e.place.start === start && e.place.end === end) return { expression: e, inside };
    const inner = inside + (e.op === 'select' && e.each !== undefined ? 1 : 0);
    for (const child of children(e)) {
      const found = search(child, inner);
      if (found) return found;
    }
    return undefined;
  };
  for (const root of typedOf(analysis, item).roots) {
    const found = search(root, 0);
    if (found) return found;
  }
  return undefined;
}
