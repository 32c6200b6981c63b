/**
 * Random small policies whose clauses hang together: groups of every kind, sharing members, and limits of every kind over few facts with few
 * values, so that every applicant can be tried. They are data, so that a change is made to what is meant and not to its text.
 */
import { Exact } from '../../../server/src/core/exact';
import type { Given } from '../../../server/src/core/program/program';
import type { Random } from '../randomProgram';

export interface FactSpec {
  readonly name: string;
  readonly type: string;
  /** All values that the type and the interval allow; of money only some. */
  readonly values: readonly Given[];
  /** `values` are all there are. */
  readonly finite: boolean;
}
export interface ClauseSpec {
  readonly name: string;
  readonly each: boolean;
  /** Its own last day, within the policy's days. */
  readonly lastDay?: number;
  readonly whens: readonly string[];
  /** What stands behind `award`, or a whole statement `grants …`. */
  readonly award: string;
  readonly steps: readonly string[];
}
export interface GroupSpec {
  readonly name: string;
  readonly each: boolean;
  readonly members: readonly string[];
  readonly choose: 'highest' | 'first' | undefined;
}
export interface LimitSpec {
  readonly name: string;
  readonly each: boolean;
  readonly members: readonly string[] | 'all';
  readonly cap: string;
  readonly window?: string;
}
export interface PolicySpec {
  readonly facts: readonly FactSpec[];
  /** How many days it is in force, from {@link FIRST_DAY}. */
  readonly days: number;
  readonly requires: readonly string[];
  readonly clauses: readonly ClauseSpec[];
  readonly groups: readonly GroupSpec[];
  readonly limits: readonly LimitSpec[];
}

/** 2025-01-01. */
export const FIRST_DAY = 20_089;

const iso = (day: number): string => new Date(day * 86_400_000).toISOString().slice(0, 10);

// ---------------------------------------------------------------------------------------------- as a text

export function textOf(p: PolicySpec): string {
  const parts = [`policy "P" {\n  effective ${iso(FIRST_DAY)} to ${iso(FIRST_DAY + p.days - 1)}\n}`];
  for (const f of p.facts) parts.push(`fact ${f.name} "${f.name}": ${f.type}`);
  for (const r of p.requires) parts.push(`require ${r}`);
  for (const c of p.clauses)
    parts.push(
      block(`clause ${c.name} "${c.name}"`, [
        ...(c.lastDay === undefined ? [] : [`effective ${iso(FIRST_DAY)} to ${iso(FIRST_DAY + c.lastDay)}`]),
        ...(c.each ? ['each l'] : []),
        ...c.whens.map((w) => `when ${w}`),
        c.award.startsWith('grants') ? c.award : `award ${c.award}`,
        ...c.steps,
      ]),
    );
  for (const g of p.groups)
    parts.push(
      block(`exclusive ${g.name} "${g.name}"`, [
        ...(g.each ? ['each l'] : []),
        `among ${g.members.join(', ')}`,
        ...(g.choose ? [`choose ${g.choose}`] : []),
      ]),
    );
  for (const l of p.limits)
    parts.push(
      block(`limit ${l.name} "${l.name}"`, [
        ...(l.each ? ['each l'] : []),
        `among ${l.members === 'all' ? 'all' : l.members.join(', ')}`,
        `cap ${l.cap}${l.window ? ` ${l.window}` : ''}`,
      ]),
    );
  return `${parts.join('\n\n')}\n`;
}

const block = (head: string, lines: readonly string[]): string => `${head} {\n${lines.map((l) => `  ${l}`).join('\n')}\n}`;

// ---------------------------------------------------------------------------------------------- facts

const number = (n: number | string): Given => ({ kind: 'number', value: Exact.of(n) });
const whole = (from: number, to: number): Given[] => Array.from({ length: to - from + 1 }, (_, i) => number(from + i));
const fact = (name: string, type: string, values: readonly Given[], finite = true): FactSpec => ({ name, type, values, finite });

const ITEMS = [0, 1, 2, 3].map((w) => ({ w: { kind: 'number' as const, value: Exact.of(w) } }));
const LISTS: readonly Given[] = [
  { kind: 'list', items: [] },
  ...ITEMS.map((i): Given => ({ kind: 'list', items: [i] })),
  ...ITEMS.flatMap((i) => ITEMS.map((j): Given => ({ kind: 'list', items: [i, j] }))),
];
const flags: readonly Given[] = [false, true].map((value) => ({ kind: 'boolean', value }));
const members = (...all: string[]): Given[] => all.map((member) => ({ kind: 'member', member }));
const HALVES = Array.from({ length: 13 }, (_, i) => number(String(i / 2)));

/** The facts there may be; of one name the first is usual, the others have fewer values. */
export const FACTS: Readonly<Record<string, readonly FactSpec[]>> = {
  b: [fact('b', 'boolean', flags)],
  h: [fact('h', 'boolean', flags)],
  e: [fact('e', 'one of { x, y, z }', members('x', 'y', 'z')), fact('e', 'one of { x, y }', members('x', 'y'))],
  v: [
    fact('v', 'integer 元 from 0元 to 4元', whole(0, 4)),
    fact('v', 'integer 元 from 0元 below 4元', whole(0, 3)),
    fact('v', 'integer 元 over 0元 to 4元', whole(1, 4)),
  ],
  k: [fact('k', 'integer from 0 to 3', whole(0, 3)), fact('k', 'integer from 1 to 3', whole(1, 3))],
  s: [
    fact(
      's',
      'any of { i, j }',
      [[], ['i'], ['j'], ['i', 'j']].map((m) => ({ kind: 'set', members: m })),
    ),
  ],
  l: [
    fact('l', 'list to 2 of { w: integer 元 from 0元 to 3元 }', LISTS),
    fact('l', 'list to 1 of { w: integer 元 from 0元 to 3元 }', LISTS.slice(0, 5)),
  ],
  m: [fact('m', 'money from 0元 to 6元', HALVES, false)],
};

/** How a group may choose, the usual ones more often. */
const CHOICES: readonly { readonly choose: GroupSpec['choose'] }[] = (['highest', 'highest', 'first', 'first', undefined] as const).map(
  (choose) => ({ choose }),
);

/** Applicants of one policy at most, days not counted. */
const MOST = 130;

// ---------------------------------------------------------------------------------------------- a random one

export class PolicyMaker {
  private facts: readonly FactSpec[] = [];
  private clauses: ClauseSpec[] = [];

  constructor(readonly r: Random) {}

  has(name: string): boolean {
    return this.facts.some((f) => f.name === name);
  }

  private someFacts(): readonly FactSpec[] {
    const { r } = this;
    const found: FactSpec[] = [];
    let size = 1;
    for (let tries = 0; tries < 5; tries++) {
      const one = FACTS[r.pick(['b', 'h', 'e', 'v', 'v', 'k', 's', 'l', 'l', 'm'])]?.[0];
      if (!one || found.includes(one) || size * one.values.length > MOST) continue;
      size *= one.values.length;
      found.push(one);
    }
    return found;
  }

  private amount(each: boolean): string {
    const { r } = this;
    const terms = [
      ...(each ? ['w', 'w', '2 * w', 'w + 1元'] : []),
      ...(this.has('v') ? ['v', 'v', '50% of v', '5元 - v'] : []),
      ...(this.has('k') ? ['1元 * k', '1元 * k'] : []),
      ...(this.has('m') ? ['m', 'm', '50% of m', '5元 - m'] : []),
      ...(this.has('l') && !each ? ['sum each l { w }'] : []),
    ];
    return terms.length > 0 && r.chance(0.65) ? r.pick(terms) : `${1 + r.int(5)}元`;
  }

  /** In error for some. */
  private failing(): string | undefined {
    const { r } = this;
    const terms = [...(this.has('k') ? ['4元 / k', '2元 / (k - 1)'] : []), ...(this.has('v') ? ['v - 1元', '3元 * 1元 / v'] : [])];
    return terms.length > 0 ? r.pick(terms) : undefined;
  }

  condition(each: boolean): string {
    const { r } = this;
    const all = [
      ...(each ? ['w over 1元', 'w from 2元', 'w below 3元'] : []),
      ...(this.has('b') ? ['b', 'not b'] : []),
      ...(this.has('h') ? ['h', 'not h'] : []),
      ...(this.has('e') ? ['e = x', 'e in { x, y }', 'e != y'] : []),
      ...(this.has('v') ? ['v over 1元', 'v from 2元', 'v to 3元', 'v below 2元'] : []),
      ...(this.has('k') ? ['k over 0', 'k from 2', 'k to 1'] : []),
      ...(this.has('s') ? ['s has i', 's has j', 'not (s has j)'] : []),
      ...(this.has('m') ? ['m over 2元', 'm to 4元', 'm from 1元'] : []),
    ];
    return all.length > 0 ? r.pick(all) : '1元 over 0元';
  }

  private award(each: boolean): string {
    const { r } = this;
    const earlier = this.clauses.filter((c) => !c.award.startsWith('grants'));
    switch (r.int(25)) {
      case 0:
        return 'grants "a seal"';
      case 1:
        return 'unspecified "no figure"';
      case 2:
        return `up to ${this.amount(each)}`;
      case 3:
      case 4:
        return earlier.length > 0 ? `50% of ${r.pick(earlier).name}` : this.amount(each);
      case 5:
      case 6:
      case 7:
      case 8:
        return this.failing() ?? this.amount(each);
      default:
        return this.amount(each);
    }
  }

  clause(name: string): ClauseSpec {
    const { r } = this;
    const each = this.has('l') && r.chance(0.6);
    const whens = Array.from({ length: r.pick([0, 0, 1, 1, 2]) }, () => this.condition(each));
    const award = this.award(each);
    const steps: string[] = [];
    if (!award.startsWith('grants') && !award.startsWith('unspecified')) {
      if (r.chance(0.15)) steps.push(`cap ${1 + r.int(4)}元`);
      if (r.chance(0.08)) steps.push(`less ${1 + r.int(2)}元${r.chance(0.5) ? ` when ${this.condition(each)}` : ''}`);
      if (r.chance(0.05)) steps.push('round down to 2元');
    }
    return { name, each, whens, award, steps, ...(r.chance(0.05) && { lastDay: 0 }) };
  }

  private some(names: readonly string[], least: number): string[] {
    const left = [...names];
    const count = Math.min(left.length, least + this.r.int(3));
    return Array.from({ length: count }, () => left.splice(this.r.int(left.length), 1)[0] ?? '');
  }

  group(name: string): GroupSpec | undefined {
    const { r } = this;
    const listed = this.clauses.filter((c) => c.each).map((c) => c.name);
    const each = listed.length > 1 && r.chance(0.5);
    const all = each ? listed : this.clauses.map((c) => c.name);
    if (all.length < 2) return undefined;
    return { name, each, members: this.some(all, 2), ...r.pick(CHOICES) };
  }

  limit(name: string): LimitSpec {
    const { r } = this;
    const listed = this.clauses.filter((c) => c.each).map((c) => c.name);
    const each = listed.length > 0 && r.chance(0.35);
    const caps = [1, 2, 3, 4, 6, 8].map((n) => `${n}元`);
    const failing = r.chance(0.08) ? this.failing() : undefined;
    const cap = failing ?? (each && r.chance(0.3) ? 'w' : r.chance(0.15) && this.has('v') ? 'v + 1元' : r.pick(caps));
    const members = each
      ? this.some(listed, 1)
      : r.chance(0.4)
        ? 'all'
        : this.some(
            this.clauses.map((c) => c.name),
            1,
          );
    return { name, each, members, cap, ...(r.chance(0.06) && { window: r.pick(['ever', 'within 1年']) }) };
  }

  policy(): PolicySpec {
    const { r } = this;
    do this.facts = this.someFacts();
    while (this.facts.length < 2);
    this.clauses = [];
    const count = r.pick([2, 3, 3, 4, 4, 5]);
    for (let i = 1; i <= count; i++) this.clauses.push(this.clause(`c${i}`));
    const groups = Array.from({ length: r.pick([1, 1, 1, 2, 2, 3, 0]) }, (_, i) => this.group(`g${i + 1}`)).flatMap((g) => g ?? []);
    const limits = Array.from({ length: r.pick([0, 0, 1, 1, 2]) }, (_, i) => this.limit(`t${i + 1}`));
    const requires = r.chance(0.15) ? [this.condition(false)] : [];
    const days = this.clauses.some((c) => c.lastDay !== undefined) ? 2 : 1;
    return { facts: this.facts, days, requires, clauses: this.clauses, groups, limits };
  }
}
