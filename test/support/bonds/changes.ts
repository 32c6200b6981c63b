/** Known changes to a random policy of policy.ts. */
import type { Random } from '../randomProgram';
import { type ClauseSpec, FACTS, type GroupSpec, type LimitSpec, type PolicyMaker, type PolicySpec } from './policy';

export interface Change {
  readonly name: string;
  /** Means the same by construction. */
  readonly same?: boolean;
  /** The changed policy; undefined where there is nothing to change. */
  apply(p: PolicySpec, maker: PolicyMaker): PolicySpec | undefined;
}

function changed<T>(r: Random, all: readonly T[], change: (one: T) => T | undefined): readonly T[] | undefined {
  if (all.length === 0) return undefined;
  const i = r.int(all.length);
  const one = all[i];
  const other = one === undefined ? undefined : change(one);
  return other === undefined ? undefined : all.map((x, k) => (k === i ? other : x));
}

const clause =
  (change: (c: ClauseSpec, maker: PolicyMaker) => ClauseSpec | undefined): Change['apply'] =>
  (p, maker) => {
    const clauses = changed(maker.r, p.clauses, (c) => change(c, maker));
    return clauses && { ...p, clauses };
  };
const group =
  (change: (g: GroupSpec, p: PolicySpec, r: Random) => GroupSpec | undefined): Change['apply'] =>
  (p, { r }) => {
    const groups = changed(r, p.groups, (g) => change(g, p, r));
    return groups && { ...p, groups };
  };
const limit =
  (change: (l: LimitSpec, p: PolicySpec, r: Random) => LimitSpec | undefined): Change['apply'] =>
  (p, { r }) => {
    const limits = changed(r, p.limits, (l) => change(l, p, r));
    return limits && { ...p, limits };
  };

/** One number in a text by one more or less. */
function moved(text: string, r: Random): string | undefined {
  const all = [...text.matchAll(/\b\d+(?=元)/g)];
  const match = all.length > 0 ? r.pick(all) : undefined;
  if (!match) return undefined;
  return `${text.slice(0, match.index)}${Number(match[0]) + r.pick([1, 1, -1])}${text.slice(match.index + match[0].length)}`.replace(
    '-1元',
    '0元',
  );
}

const TURNED: Readonly<Record<string, string>> = { from: 'over', over: 'from', to: 'below', below: 'to' };

function turned(whens: readonly string[], r: Random): readonly string[] | undefined {
  return changed(r, whens, (w) => {
    const other = w.replace(/\b(from|over|to|below)\b/, (m) => TURNED[m] ?? m);
    return other === w ? undefined : other;
  });
}

function without<T>(all: readonly T[], r: Random): readonly T[] {
  const i = r.int(all.length);
  return all.filter((_, k) => k !== i);
}

const CHOICES = ['highest', 'first', undefined] as const;

export const CHANGES: readonly Change[] = [
  { name: 'amount', apply: clause((c, { r }) => mapped(moved(c.award, r), (award) => ({ ...c, award }))) },
  { name: 'boundary', apply: clause((c, { r }) => mapped(turned(c.whens, r), (whens) => ({ ...c, whens }))) },
  { name: 'condition dropped', apply: clause((c, { r }) => (c.whens.length === 0 ? undefined : { ...c, whens: without(c.whens, r) })) },
  { name: 'condition added', apply: clause((c, m) => ({ ...c, whens: [...c.whens, m.condition(c.each)] })) },
  { name: 'clause replaced', apply: clause((c, m) => sameItems(c, m.clause(c.name))) },
  { name: 'ceiling', apply: clause((c) => (/^(grants|unspecified)/.test(c.award) ? undefined : { ...c, award: ceiling(c.award) })) },
  {
    name: 'clause dropped',
    apply: (p, { r }) => {
      const gone = r.pick(p.clauses).name;
      if (p.clauses.length < 2 || p.clauses.some((c) => c.award.includes(gone))) return undefined;
      const members = <T extends { readonly members: readonly string[] | 'all' }>(x: T): T =>
        x.members === 'all' ? x : { ...x, members: x.members.filter((m) => m !== gone) };
      return {
        ...p,
        clauses: p.clauses.filter((c) => c.name !== gone),
        groups: p.groups.map(members).filter((g) => g.members.length > 1),
        limits: p.limits.map(members).filter((l) => l.members.length > 0),
      };
    },
  },
  {
    name: 'choose',
    apply: group((g, _, r) => ({ ...g, choose: CHOICES.filter((c) => c !== g.choose)[r.int(2)] })),
  },
  { name: 'members in another order', apply: group((g) => ({ ...g, members: [...g.members].reverse() })) },
  { name: 'member dropped', apply: group((g, _, r) => (g.members.length < 3 ? undefined : { ...g, members: without(g.members, r) })) },
  {
    name: 'member added',
    apply: group((g, p, r) => {
      const others = p.clauses.filter((c) => !g.members.includes(c.name) && (!g.each || c.each));
      return others.length === 0
        ? undefined
        : { ...g, members: r.chance(0.5) ? [r.pick(others).name, ...g.members] : [...g.members, r.pick(others).name] };
    }),
  },
  {
    name: 'by item or by sum',
    apply: group((g, p) => (g.members.every((m) => p.clauses.find((c) => c.name === m)?.each) ? { ...g, each: !g.each } : undefined)),
  },
  { name: 'group dropped', apply: (p, { r }) => (p.groups.length === 0 ? undefined : { ...p, groups: without(p.groups, r) }) },
  {
    name: 'group added',
    apply: (p, m) =>
      mapped(m.group(`added${p.groups.length}`), (g) => ({ ...p, groups: m.r.chance(0.5) ? [...p.groups, g] : [g, ...p.groups] })),
  },
  { name: 'cap', apply: limit((l, _, r) => mapped(moved(l.cap, r), (cap) => ({ ...l, cap }))) },
  {
    name: 'limited in another order',
    apply: limit((l, p) => ({ ...l, members: (l.members === 'all' ? p.clauses.map((c) => c.name) : [...l.members]).reverse() })),
  },
  { name: 'limit dropped', apply: (p, { r }) => (p.limits.length === 0 ? undefined : { ...p, limits: without(p.limits, r) }) },
  {
    name: 'limit added',
    apply: (p, m) => ({
      ...p,
      limits: m.r.chance(0.5) ? [...p.limits, m.limit(`new${p.limits.length}`)] : [m.limit(`new${p.limits.length}`), ...p.limits],
    }),
  },
  { name: 'limits in another order', apply: (p) => (p.limits.length < 2 ? undefined : { ...p, limits: [...p.limits].reverse() }) },
  { name: 'requirement added', apply: (p, m) => ({ ...p, requires: [...p.requires, m.condition(false)] }) },
  { name: 'requirement dropped', apply: (p, { r }) => (p.requires.length === 0 ? undefined : { ...p, requires: without(p.requires, r) }) },
  {
    name: 'interval',
    apply: (p, { r }) => {
      const facts = changed(r, p.facts, (f) => {
        const others = (FACTS[f.name] ?? []).filter((x) => x !== f);
        return others.length === 0 ? undefined : r.pick(others);
      });
      return facts && { ...p, facts };
    },
  },
  { name: 'days', apply: (p) => ({ ...p, days: p.days + 1 }) },
  { name: 'own days', apply: clause((c) => ({ ...c, lastDay: c.lastDay === undefined ? 0 : 1 })) },
  {
    name: 'group called otherwise',
    same: true,
    apply: group((g) => ({ ...g, name: `other_${g.name}` })),
  },
  { name: 'limit called otherwise', same: true, apply: limit((l) => ({ ...l, name: `other_${l.name}` })) },
  {
    name: 'condition turned twice',
    same: true,
    apply: clause((c, { r }) =>
      mapped(
        changed(r, c.whens, (w) => `not (not (${w}))`),
        (whens) => ({ ...c, whens }),
      ),
    ),
  },
  {
    name: 'all listed',
    same: true,
    apply: limit((l, p) => (l.members === 'all' ? { ...l, members: p.clauses.map((c) => c.name) } : undefined)),
  },
];

/** Groups by item stay readable. */
const sameItems = (old: ClauseSpec, other: ClauseSpec): ClauseSpec | undefined => (old.each === other.each ? other : undefined);

const ceiling = (award: string): string => (award.startsWith('up to ') ? award.slice('up to '.length) : `up to ${award}`);

function mapped<T, U>(value: T | undefined, map: (value: T) => U): U | undefined {
  return value === undefined ? undefined : map(value);
}
