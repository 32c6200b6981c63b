/**
 * Which continuous quantities a finding can depend on: those that the clauses it speaks of read, directly or through lets and other clauses, and
 * those of the requirements. A grid over two continuous quantities may miss what happens for certain pairs of values only; a finding that
 * depends on one of them is decided all the same.
 */
import type { Expression, Program } from '../../../server/src/core/program/program';
import { visit } from '../../../server/src/core/program/reads';
import type { Axis } from './axes';
import { partsOfClause } from './constants';

export class Relevance {
  private readonly known = new Map<string, ReadonlySet<string>>();
  private readonly continuous: ReadonlySet<string>;
  private readonly required: ReadonlySet<string>;

  constructor(
    private readonly program: Program,
    axes: readonly Axis[],
    private readonly complete: boolean,
  ) {
    const names = axes.flatMap((a) => {
      if (a.kind === 'paid') return [`paid ${a.payee.clause} ${a.region}`];
      return a.kind === 'fact' && a.scale === 'continuous' ? [a.name] : [];
    });
    this.continuous = new Set(names);
    const required = new Set<string>();
    for (const f of program.files) for (const t of f.requirements) this.collect(t.condition, required);
    this.required = required;
  }

  /** Whether what the grid does not show of these clauses (of all, where undefined) does not exist; `more` is read besides. */
  isComplete(clauses?: readonly string[], more: readonly Expression[] = [], paid: readonly string[] = []): boolean {
    if (!this.complete) return false;
    const found = new Set(this.required);
    for (const c of clauses ?? this.program.clauses.keys()) for (const name of this.ofClause(c)) found.add(name);
    for (const e of more) this.collect(e, found);
    for (const c of paid) this.paid(c, found);
    if (!clauses) for (const l of this.program.limits) this.limit(l.name, found);
    return found.size <= 1;
  }

  /** What a limit reads, its members left out. */
  private limit(name: string, into: Set<string>): void {
    const limit = this.program.limits.find((l) => l.name === name);
    if (!limit) return;
    this.collect(limit.cap, into);
    if (limit.window) for (const m of limit.members) this.paid(m, into);
  }

  private ofClause(name: string): ReadonlySet<string> {
    const known = this.known.get(name);
    if (known) return known;
    const found = new Set<string>();
    this.known.set(name, found);
    const clause = this.program.clauses.get(name);
    if (!clause) return found;
    for (const e of partsOfClause(clause)) this.collect(e, found);
    if (clause.steps.some((s) => s.kind === 'cap' && s.window)) this.paid(name, found);
    return found;
  }

  private paid(clause: string, into: Set<string>): void {
    for (const name of this.continuous) if (name.startsWith(`paid ${clause} `)) into.add(name);
  }

  private collect(e: Expression, into: Set<string>): void {
    visit(e, (part) => {
      if (part.op === 'fact' && this.continuous.has(part.name)) into.add(part.name);
      if (part.op === 'clause') for (const name of this.ofClause(part.name)) into.add(name);
      if (part.op === 'let' && part.clause === undefined) {
        const item = this.program.lets.get(part.name);
        if (item) this.collect(item.value, into);
      }
      if (part.op === 'paid') {
        const members = this.program.groups.find((g) => g.name === part.target)?.members ?? [part.target];
        for (const m of members) this.paid(m, into);
      }
    });
  }
}
